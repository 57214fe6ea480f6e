"""Swings: where an outcome lies on average when a number stands low, and when it stands high."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.sensitivity.design import Floats
from experiments.sensitivity.inputs import Input
from model.priors import NORMAL_95

TENTH = 0.1
LEAST = 5
"""Rows below which the mean of a tenth is not told."""


@dataclass(frozen=True)
class Swing:
    """One number: the mean outcome over rows in the lowest and in the highest tenth of its prior, and overall."""

    about: Input
    low: float
    high: float
    middle: float
    noise: float
    """Half the width of the 90% interval of the difference between two such means if the number did nothing."""

    @property
    def span(self) -> float:
        """How far apart the two ends are."""
        return abs(self.high - self.low)

    @property
    def clear(self) -> bool:
        """Whether they are further apart than chance between rows explains."""
        return self.span > self.noise


def swings(inputs: Sequence[Input], quantiles: Floats, outcome: Floats) -> tuple[Swing, ...]:
    """Return a swing for each input, the widest first; none if a tenth has too few rows.

    `quantiles` has shape [rows, inputs], `outcome` [rows]; rows without an outcome (NaN) are left out.
    """
    usable = np.isfinite(outcome)
    x, y = quantiles[usable], outcome[usable]
    found = []
    for column, one in enumerate(inputs):
        low, high = y[x[:, column] <= TENTH], y[x[:, column] >= 1.0 - TENTH]
        if min(low.size, high.size) >= LEAST:
            noise = NORMAL_95 * float(y.std(ddof=1)) * float(np.sqrt(1 / low.size + 1 / high.size))
            found.append(Swing(one, float(low.mean()), float(high.mean()), float(y.mean()), noise))
    return tuple(sorted(found, key=lambda swing: -swing.span))
