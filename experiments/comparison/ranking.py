"""The ranking: how surely one scenario is better than another in an outcome, over the same draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from experiments.comparison.better import Better, gain
from experiments.comparison.difference import difference
from experiments.comparison.interval import Draws, defined


@dataclass(frozen=True, eq=False)
class Ranking:
    """Scenarios compared with each other in one outcome, in the order in which they were given."""

    scenarios: tuple[str, ...]
    draws: int
    beats: Draws
    """Share of draws in which the row's scenario is better than the column's, ties half (shape [scenarios] x 2)."""
    ranks: Draws
    """Share of draws in which a scenario (row) has a rank (column, best first), ties spread over their ranks."""
    regret: Draws
    """Mean over draws of how much worse than the draw's best a scenario is, in the outcome's unit, by scenario."""
    order: tuple[str, ...]
    """From best to worst by the mean over draws, which is the order of regret; of equals the one given first."""
    agreement: float
    """Mean over draws of the share of pairs of scenarios that stand as in `order` (ties half): 1 if always."""
    same_order: float
    """Share of draws in which every pair of scenarios stands as in `order`, without ties."""


def ranking(scenarios: Sequence[str], values: Draws, better: Better) -> Ranking | None:
    """Compare scenarios, the baseline among them, in an outcome (shape [scenarios, draws], NaN where undefined).

    Draws in which it is undefined in any scenario are dropped; None if fewer than half are left. ValueError if there
    are fewer than two scenarios or not one row for each.
    """
    if values.ndim != 2 or len(scenarios) != len(values) or len(scenarios) < 2:
        raise ValueError(f"{len(scenarios)} scenarios need as many rows, two or more, not shape {values.shape}")
    kept = defined(values)
    if kept is None:
        return None
    gains = gain(values[:, kept], better)
    gaps = difference(gains[:, None], gains)
    wins = (gaps > 0) + (gaps == 0) / 2
    regret = np.asarray((gains.max(axis=0) - gains).mean(axis=1))
    order = [int(i) for i in np.argsort(regret, kind="stable")]
    pairs = np.array([wins[i, j] for i, j in combinations(order, 2)])
    return Ranking(
        tuple(scenarios), int(kept.sum()), np.asarray(wins.mean(axis=2)), _ranks(gaps), regret,
        tuple(scenarios[i] for i in order), float(pairs.mean()), float((pairs == 1).all(axis=0).mean()),
    )  # fmt: skip


def _ranks(gaps: Draws) -> Draws:
    """Return the share of draws in which each scenario has each rank (shape [scenarios, ranks])."""
    above = (gaps < 0).sum(axis=1)
    equal = (gaps == 0).sum(axis=1)
    rank = np.arange(len(gaps))[:, None, None]
    holds = (rank >= above) & (rank < above + equal)
    return np.asarray((holds / equal).mean(axis=2).T)
