"""A check that needs no variance: PAWN, how far knowing an input moves the whole distribution of an outcome.

For each slice of an input it takes the largest gap between the distribution in the slice and over all rows
(Kolmogorov and Smirnov's distance), and then the median over slices. Its own settings can change who is called
unimportant, so it stands beside Sobol's indices and never in their place: where the two disagree, one looks. A gap is
never 0 in a sample; how large it is when nothing is to be seen is told by the dummy with outcomes shuffled.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from SALib.analyze import pawn as analysis

from experiments.sensitivity.design import Floats, keyed_order, problem
from experiments.sensitivity.stability import top_down

SLICES = 10
SHUFFLES = 100
LEVEL = 0.95
ROWS_EACH = 20
"""Rows there must be in a slice."""


@dataclass(frozen=True)
class MomentFree:
    """PAWN's index of each input for one outcome."""

    index: dict[str, float]
    band: float
    """What 95% of inputs that do nothing stay below: one in twenty of those is above."""
    rows: int
    dropped: int

    def disagree(self, totals: dict[str, bool]) -> list[str]:
        """Return the inputs of which Sobol's indices say otherwise; `totals` says whose total is clearly above 0."""
        return sorted(name for name, seen in totals.items() if seen != (self.index[name] > self.band))

    def agreement(self, totals: dict[str, float]) -> float:
        """Return the top-down correlation of ranks with total shares, by name: 1 if they put the same inputs first."""
        return top_down(np.array([[self.index[name] for name in totals], list(totals.values())]))


def moment_free(names: Sequence[str], quantiles: Floats, outcome: Floats, seed: int) -> MomentFree | None:
    """Return PAWN's indices from plain random rows (shape [rows, inputs]) and an outcome there (shape [rows]).

    Undefined rows are dropped; None if fewer than half are left, or fewer than 20 for each slice.
    """
    kept = np.isfinite(outcome)
    x, y = quantiles[kept], outcome[kept]
    if 2 * len(y) < len(outcome) or len(y) < ROWS_EACH * SLICES:
        return None
    dummy = np.arange(len(y), dtype=float)[:, None]
    orders = [keyed_order(len(y), seed, "outcomes shuffled", number) for number in range(SHUFFLES)]
    nothing = [_pawn(("dummy",), dummy, y[order])[0] for order in orders]
    index = dict(zip(names, _pawn(names, x, y).tolist(), strict=True))
    return MomentFree(index, float(np.quantile(nothing, LEVEL)), len(y), len(outcome) - len(y))


def _pawn(names: Sequence[str], x: Floats, y: Floats) -> Floats:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of exact p-values, which are not used
        found = analysis.analyze(problem(names, names), x, y, S=SLICES)
    return np.asarray(found["median"], float)
