"""Ranked: an outcome as where it stands among all that is possible, for outcomes that a few extreme rows would rule.

Many numbers of the model are believed within a factor, and factors multiply: some rows have many times the people of
others, and the variance of a count is then that of its largest values, which no affordable number of rows pins down.
Where an outcome stands, from 0 (below all plain rows) to 1, has no such tail. Its shares answer another question: what
decides whether an outcome is among the high or the low ones, not what its variance in people or pounds is made of.
Both can be asked of the same rows; a report says which was.
"""

import numpy as np
from numpy.typing import NDArray

from experiments.sensitivity.design import Floats


def ranked(values: Floats, apart: NDArray[np.bool_]) -> Floats:
    """Return the share of plain rows (`apart`, shape [rows]) that lie below each value, equals half; NaN stays NaN."""
    plain = np.sort(values[apart & np.isfinite(values)])
    if not plain.size:
        return np.full(values.shape, np.nan)
    places = (np.searchsorted(plain, values, side=side) for side in ("left", "right"))
    return np.where(np.isfinite(values), sum(places) / (2 * plain.size), np.nan)
