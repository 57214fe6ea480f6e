"""Bands: the ends of intervals over draws, as the explorer and the app show them."""

import numpy as np

from experiments.explorer.emulator import ENDS, Floats


def bands(values: Floats) -> Floats:
    """Return the ends of the bands over the last axis, draws; NaN where fewer than half of them are defined."""
    defined = np.isfinite(values)
    enough = 2 * defined.sum(axis=-1, keepdims=True) >= max(values.shape[-1], 1)
    usable = enough & defined.any(axis=-1, keepdims=True)
    found = np.nanquantile(np.where(usable, values, 0.0), ENDS, axis=-1)
    return np.where(usable, np.moveaxis(found, 0, -1), np.nan)
