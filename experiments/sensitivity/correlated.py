"""Correlated inputs: what can be said of a posterior, whose numbers do not vary independently.

Sobol's indices take inputs apart by moving one while the others stay, which a posterior does not allow: what a number
is tells something of the others. Two things keep their meaning. The first-order share, by regression: by how much the
variance would fall on average if the input were known, all that this tells of others included. And a split of what an
input does (SALib's enhanced HDMR) into its own part and the part it has in common with others, which may be below 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from SALib.analyze import enhanced_hdmr

from experiments.sensitivity.design import Floats, problem, salib_seed
from experiments.sensitivity.index import Index, bootstrapped
from experiments.sensitivity.regression import fitted, weightings

TIMES = 200
"""Bootstrap samples."""
POWER = 3
"""Of the polynomials of the split."""
SUBSETS = 20
"""Halves of the rows on which the split is made, to tell its error."""
ROWS_EACH = 2
"""Rows there must be in a half for every term of the split."""


@dataclass(frozen=True)
class Split:
    """What an input accounts for, as shares of the variance: by itself, and in common with others."""

    own: Index
    common: Index


@dataclass(frozen=True)
class Correlated:
    """Shares of one outcome's variance by correlated inputs."""

    first: dict[str, Index]
    """By name; they overlap and need not add up to 1."""
    split: dict[str, Split]
    """By name, of the inputs for which it was asked."""
    largest: tuple[str, str, float]
    """The two inputs whose ranks go together most, and their rank correlation."""
    rows: int
    dropped: int
    statement: str
    """What a reader must know."""


def correlated(
    names: Sequence[str], inputs: Floats, outcome: Floats, seed: int, split: Sequence[str] = ()
) -> Correlated | None:
    """Return shares of variance for a sample of inputs (shape [rows, inputs]) and the outcome there (shape [rows]).

    `split` names the inputs (two or more, few) of which the own and the common part are wanted. Rows in which the
    outcome is undefined are dropped; None if fewer than half are left, or nothing varies. ValueError if rows are too
    few.
    """
    kept = np.isfinite(outcome)
    x, y = inputs[kept], outcome[kept]
    if 2 * len(y) < len(outcome) or len(y) < 2 or np.ptp(y) == 0:
        return None
    weights = weightings(TIMES, len(y), seed, "first-order share: rows taken again")
    first = {name: share_known(x[:, [at]], y, weights) for at, name in enumerate(names)}
    largest = _largest(names, x)
    return Correlated(
        first, _split(names, x, y, seed, split) if split else {}, largest, len(y), len(outcome) - len(y),
        f"The inputs go together (most of all {largest[0]} and {largest[1]}, rank correlation {largest[2]:+.2f}), so "
        "each first-order share counts all that knowing the input would tell, of other inputs too. Shares overlap and "
        "need not add up to 1; total shares are not given, because no input can vary while the others stay.",
    )  # fmt: skip


def share_known(known: Floats, outcome: Floats, weights: Floats) -> Index:
    """Return the share of variance that goes on average if some inputs are known, with its bootstrap interval."""
    explained = fitted(known, outcome, weights).explained
    return bootstrapped(float(explained[0]), explained[1:])


def _split(names: Sequence[str], x: Floats, y: Floats, seed: int, wanted: Sequence[str]) -> dict[str, Split]:
    """Return the own and the common part of each input wanted, from a fit with all pairs of them."""
    terms = POWER * len(wanted) + comb(len(wanted), 2) * (POWER**2 + 2 * POWER)
    if len(wanted) < 2 or len(y) // 2 < max(150, ROWS_EACH * terms):
        raise ValueError(f"splitting {len(wanted)} inputs needs 2 of them, and {2 * max(150, ROWS_EACH * terms)} rows")
    columns = [list(names).index(name) for name in wanted]
    found = enhanced_hdmr.analyze(
        problem(wanted, wanted), x[:, columns], y.copy(), max_order=2, poly_order=POWER, bootstrap=SUBSETS, alpha=0.9,
        seed=salib_seed(seed, "halves of the rows"),
    )  # fmt: skip

    def part(letter: str, at: int) -> Index:
        value, half = float(found[letter][at]), float(found[f"{letter}_conf"][at])
        return Index(value, value - half, value + half)

    return {name: Split(part("Sa", at), part("Sb", at)) for at, name in enumerate(wanted)}


def _largest(names: Sequence[str], x: Floats) -> tuple[str, str, float]:
    """Return the two inputs whose ranks correlate most; of a single input, with itself."""
    ranks = x.argsort(axis=0).argsort(axis=0)
    found = np.corrcoef(ranks.T).reshape(len(names), len(names)).copy()
    if len(names) == 1:
        return names[0], names[0], 1.0
    np.fill_diagonal(found, 0.0)
    one, other = np.unravel_index(np.nanargmax(np.abs(found)), found.shape)
    return names[int(one)], names[int(other)], float(found[one, other])
