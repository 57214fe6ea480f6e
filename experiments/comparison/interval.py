"""The interval: the ends between which nine in ten draws lie, and the draws in which something is defined.

A share or a duration can be undefined in a draw (NaN). What is said of it rests on the draws in which it is defined, if
they are at least half of all; else nothing is said. This is the rule of experiments/records.py.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Draws: TypeAlias = NDArray[np.float64]
"""One number a draw; the draws stand along the last axis."""
ENDS, HALF = (0.05, 0.95), (0.25, 0.75)
"""The shares of draws below the two ends: of the 90% interval, and of the 50% interval within it."""


class Interval(NamedTuple):
    """An interval, in the unit of what it is about."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Return whether a value lies between the ends, which belong to the interval."""
        return self.low <= value <= self.high


def central(values: Draws, ends: tuple[float, float] = ENDS) -> Interval | None:
    """Return the percentiles of draws at both ends (shape [draws], none NaN); None for fewer than two."""
    if values.size < 2:
        return None
    low, high = np.quantile(values, ends)
    return Interval(float(low), float(high))


def defined(*arrays: Draws) -> NDArray[np.bool_] | None:
    """Return the draws in which every array is finite (shape [draws]); None if they are none or fewer than half.

    Arrays have shape [..., draws], with the same number of draws (ValueError otherwise).
    """
    numbers = {array.shape[-1] for array in arrays}
    if len(numbers) != 1:
        raise ValueError(f"the arrays hold different numbers of draws: {sorted(numbers)}")
    finite = [np.isfinite(array).all(axis=tuple(range(array.ndim - 1))) for array in arrays]
    kept = np.asarray(np.logical_and.reduce(finite), bool)
    return kept if kept.any() and 2 * kept.sum() >= kept.size else None
