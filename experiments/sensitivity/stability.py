"""Stability: whether more runs would still change the answer, in values, in ranks and in who can be left out.

The three are looked at apart because they settle apart: ranks and screening with few runs, values with many.
"""

from typing import NamedTuple

import numpy as np
from scipy.stats import rankdata

from experiments.sensitivity.design import Floats
from experiments.sensitivity.index import Index


class Settled(NamedTuple):
    """How settled an answer was after so many blocks."""

    blocks: int
    widest: float
    """The largest half-width of an interval."""
    ranks: float
    """How far independent estimates agree on who comes first: 1 if wholly, 0 as chance would have it."""
    open: int
    """Inputs of which the interval does not tell on which side of the threshold they lie."""


def savage(scores: Floats) -> Floats:
    """Return Savage's scores along the last axis, by which places at the top weigh most; ties share theirs."""
    count = scores.shape[-1]
    tail = np.cumsum(1.0 / np.arange(count, 0, -1))[::-1]  # of the first place: 1 + 1/2 + ... + 1/count
    least, most = (rankdata(-scores, method=how, axis=-1).astype(int) for how in ("min", "max"))
    sums = np.concatenate([[0.0], np.cumsum(tail)])
    return np.asarray((sums[most] - sums[least - 1]) / (most - least + 1))


def top_down(estimates: Floats) -> float:
    """Return the mean top-down correlation over pairs of estimates (shape [estimates, inputs]).

    This is the correlation of Savage's scores (Iman and Conover 1987): what happens among inputs that do not matter
    hardly counts. NaN if there is nothing to rank.
    """
    scores = savage(estimates)
    if len(scores) < 2 or (np.ptp(scores, axis=1) == 0).any():
        return float("nan")
    pairs = np.asarray(np.corrcoef(scores))[np.triu_indices(len(scores), 1)]
    return float(pairs.mean())


def settled(indices: list[Index], estimates: Floats, threshold: float, blocks: int) -> Settled:
    """Return how settled indices are, given independent estimates of them (shape [estimates, inputs])."""
    return Settled(
        blocks, max((one.high - one.low) / 2 for one in indices), top_down(estimates),
        sum(one.low <= threshold < one.high for one in indices),
    )  # fmt: skip


def steps(number: int) -> list[int]:
    """Return a quarter, a half and the whole of a number of blocks, those left out that are below 2."""
    return [part for part in (number // 4, number // 2, number) if part >= 2]
