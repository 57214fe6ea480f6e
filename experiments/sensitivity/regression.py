"""Regression: what an outcome is expected to be once some inputs are known, from rows that were run anyway.

A natural cubic spline in each input, the splines added up: a straight line at least, and as many bends as generalised
cross-validation asks for. (Were no line fitted where little is to be seen, intervals there would be a point.) Splines
run straight beyond their outer knots, so that far values of a long-tailed input do not rule them. Everything is
computed for many bootstrap samples of the rows at once, as weights: how often each row was taken.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from experiments.comparison.resamples import resamples
from experiments.sensitivity.design import Floats

MOST_BENDS = 5
"""Terms of the spline of one input, the straight line among them."""
ROWS_EACH = 40
"""Rows there must be for every term fitted."""
OUTER = 0.05
"""The share of rows beyond each outer knot."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The expected outcome given some inputs, by weighting of the rows."""

    expected: Floats
    """At each row (shape [weightings, rows])."""
    explained: Floats
    """The share of the outcome's variance that it is, corrected for the terms spent; it may fall below 0 by chance
    (shape [weightings])."""
    terms: int
    """Terms fitted beside the mean."""


def fitted(known: Floats, outcome: Floats, weights: Floats) -> Fit:
    """Regress an outcome (shape [rows]) on inputs (shape [rows, inputs]) under weightings (shape [weightings, rows]).

    The first weighting decides how many terms there are. ValueError if the rows are too few for a straight line in
    every input, or shapes do not fit.
    """
    rows, inputs = known.shape
    if outcome.shape != (rows,) or weights.shape[1:] != (rows,):
        raise ValueError(f"{rows} rows of inputs need as many outcomes and weights")
    most = min(MOST_BENDS, rows // ROWS_EACH // inputs)
    if most < 1:
        raise ValueError(f"{rows} rows are too few to fit {inputs} inputs; {ROWS_EACH * inputs} are needed")
    bases = [_orthonormal(known, bends) for bends in range(1, most + 1)]
    scores = []
    for basis in bases:
        residual = outcome - _weighted(basis, outcome, weights[:1]).expected[0]
        scores.append(float(weights[0] @ residual**2) / (rows - basis.shape[1]) ** 2)
    best = next(at for at, score in enumerate(scores) if score <= min(scores) * (1 + 1e-12))
    return _weighted(bases[best], outcome, weights)


@lru_cache(maxsize=4)
def weightings(times: int, rows: int, seed: int, name: str) -> Floats:
    """Return the plain weighting, then so many bootstrap samples, keyed (shape [1 + times, rows])."""
    taken = resamples(times, rows, seed, name) if times else np.zeros((0, rows), np.int64)
    found = np.array([np.ones(rows), *(np.bincount(each, minlength=rows).astype(float) for each in taken)])
    found.flags.writeable = False  # it is handed out again
    return found


def spline(x: Floats, bends: int) -> Floats:
    """Return the terms of a natural cubic spline of one input beside the mean (shape [rows, terms])."""
    if bends < 1 or np.ptp(x) == 0:
        return np.zeros((x.size, 0))
    scaled = (x - x.mean()) / x.std()
    knots = np.unique(np.quantile(scaled, np.linspace(OUTER, 1 - OUTER, bends + 1)))
    if bends == 1 or knots.size < 3:
        return np.asarray(scaled[:, None])

    def cubic(knot: float) -> Floats:
        above, last = (np.maximum(scaled - at, 0.0) ** 3 for at in (knot, knots[-1]))
        return np.asarray((above - last) / (knots[-1] - knot))

    final = cubic(knots[-2])
    return np.column_stack([scaled, *(cubic(knot) - final for knot in knots[:-2])])


def _orthonormal(known: Floats, bends: int) -> Floats:
    """Return the mean and the terms of all inputs, made orthonormal (shape [rows, terms + 1]); what repeats is left."""
    terms = [np.ones((len(known), 1)), *(spline(x, bends) for x in known.T)]
    basis, triangle = np.linalg.qr(np.column_stack(terms))
    size = np.abs(np.diag(triangle))
    return np.asarray(basis[:, size > 1e-9 * size.max()])


def _weighted(basis: Floats, outcome: Floats, weights: Floats) -> Fit:
    """Return the fit under every weighting."""
    rows, size = basis.shape
    centred = outcome - outcome.mean()
    products = (basis[:, :, None] * basis[:, None, :]).reshape(rows, -1)
    inner = (weights @ products).reshape(-1, size, size) + 1e-10 * np.eye(size)
    towards = (weights * centred) @ basis
    slopes = np.linalg.solve(inner, towards[..., None])[..., 0]
    left = np.maximum(weights @ centred**2 - (slopes * towards).sum(axis=1), 0.0)
    mean = weights @ centred / rows
    whole = weights @ centred**2 - rows * mean**2
    spent = (rows - 1) / (rows - size)
    share = np.divide(left, whole, out=np.ones_like(left), where=whole > 0)
    explained = 1.0 - spent * share if size > 1 else np.zeros(len(weights))
    return Fit(slopes @ basis.T + outcome.mean(), explained, size - 1)
