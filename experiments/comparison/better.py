"""Better: which way an outcome is wanted to move, so that one comparison serves harms and goods."""

from typing import Literal, TypeAlias

import numpy as np

from experiments.comparison.interval import Draws

Better: TypeAlias = Literal["higher", "lower"]
"""Whether more of an outcome is better, or less."""


def gain(values: Draws, better: Better) -> Draws:
    """Return values of an outcome so turned that more is better (any shape, unit unchanged)."""
    if better not in {"higher", "lower"}:
        raise ValueError(f"better is 'higher' or 'lower', not {better!r}")
    return np.asarray(values if better == "higher" else -values, float)
