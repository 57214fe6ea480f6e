"""An emulator: each figure as a quadratic in the few inputs that move it, fitted to runs of the model.

Inputs are standard normal scores, on which priors are the same for all and most responses are nearly straight. Which
inputs a figure depends on is found by adding one at a time, the one that goes best with what is left, as long as it
goes better than chance would let the best of all inputs go. The quadratic in these is shrunk by a ridge, chosen by the
error that each run has when it is left out. What a run leaves unexplained (chance, and all inputs left out) is the
emulator's error; errors of different figures go together, and are kept as a covariance.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

MOST = 36
"""The most inputs that one figure may depend on."""
CURVED = 10
"""Between how many of these, first found first, products are looked for."""
RIDGES = 10.0 ** np.arange(-3.0, 3.5, 0.5)
"""Ridges tried, as a share of the variance of a term over the runs."""
ENOUGH = 40
"""The least number of runs that define a figure."""


@dataclass(frozen=True, eq=False)
class Emulator:
    """Quadratics of many figures, evaluated together."""

    inputs: Ints
    """Which inputs each figure depends on (shape [figures, MOST]); unused places are -1, with no weight."""
    constant: Floats
    """Shape [figures]."""
    straight: Floats
    """Shape [figures, MOST]."""
    curved: Floats
    """Shape [figures, MOST, MOST], symmetric."""
    left_out: Floats
    """What each run leaves unexplained when it is left out of the fit (shape [runs, figures]), NaN if undefined."""
    near: Floats
    """How much each run counts (shape [runs])."""
    varied: Floats
    """Variance of each figure over the runs (shape [figures])."""

    def __call__(self, scores: Floats) -> Floats:
        """Return every figure (shape [points, figures]) at points (shape [points, inputs])."""
        at = scores[:, np.maximum(self.inputs, 0)]
        bent = np.einsum("pfi,fij,pfj->pf", at, self.curved, at, optimize=True)
        return np.asarray(self.constant + np.einsum("pfi,fi->pf", at, self.straight) + bent)

    @property
    def depends(self) -> list[Ints]:
        """The inputs that each figure depends on, first found first."""
        return [each[each >= 0] for each in self.inputs]

    @cached_property
    def error(self) -> Floats:
        """Covariance of what runs leave unexplained (shape [figures, figures]), shrunk towards its diagonal."""
        return shrunk(self.left_out, self.near)

    @property
    def explained(self) -> Floats:
        """Share of the variance of each figure over the runs that it explains, of runs left out (shape [figures])."""
        return np.asarray(1.0 - np.diag(self.error) / np.maximum(self.varied, 1e-300))

    def moved_by(self, count: int) -> Floats:
        """Return how far each of `count` inputs moves each figure on average (shape [figures, inputs])."""
        found = np.zeros((len(self.constant), count))
        size = np.sqrt(self.straight**2 + 2.0 * (self.curved**2).sum(axis=2))
        np.add.at(found, (np.arange(len(found))[:, None], np.maximum(self.inputs, 0)), size)
        return found


def fitted(scores: Floats, figures: Floats, near: Floats | None = None, before: Emulator | None = None) -> Emulator:
    """Return the emulator of figures (shape [runs, figures], NaN if undefined) at scores (shape [runs, inputs]).

    `near` (shape [runs]) is how much each run counts; inputs that the emulator `before` found are kept, because a
    design that has narrowed down on an input no longer shows what it does.
    """
    near = np.ones(len(scores)) if near is None else near
    kept = [np.zeros(0, int)] * figures.shape[1] if before is None else before.depends
    design = Design.of(scores, near)
    each = [quadratic(design, figure, start) for figure, start in zip(figures.T, kept, strict=True)]
    inputs, constant, straight, curved, left_out = (np.array(found) for found in zip(*each, strict=True))
    middle = np.nansum(near[:, None] * figures, axis=0) / (near @ np.isfinite(figures))
    varied = np.nansum(near[:, None] * (figures - middle) ** 2, axis=0) / (near @ np.isfinite(figures))
    return Emulator(inputs, constant, straight, curved, left_out.T, near, varied)


@dataclass(frozen=True, eq=False)
class Design:
    """Runs as columns of terms: made once for all figures that every run defines."""

    scores: Floats
    weight: Floats
    """How much each run counts, 1 on average (shape [runs])."""
    terms: Floats
    """Inputs, then their squares, centred, of length 1, each run times the root of its weight."""

    @classmethod
    def of(cls, scores: Floats, near: Floats) -> "Design":
        """Return the columns of runs that count so much."""
        weight = near / near.mean()
        terms = np.column_stack((scores, scores**2))
        terms -= np.average(terms, axis=0, weights=weight)
        terms *= np.sqrt(weight)[:, None]
        return cls(scores, weight, terms / (np.sqrt((terms**2).sum(axis=0)) + 1e-12))


def quadratic(
    design: Design, figure: Floats, start: Ints
) -> tuple[Ints, float, Floats, Floats, Floats]:  # fmt: skip
    """Return the inputs, constant, straight and curved part of one figure, and what runs leave when left out.

    ValueError if fewer than `ENOUGH` runs define it.
    """
    known = np.isfinite(figure)
    if known.sum() < ENOUGH:
        raise ValueError(f"{int(known.sum())} runs define the figure; an emulator needs {ENOUGH} or more")
    if not known.all():
        design = Design.of(design.scores[known], design.weight[known])
    x, y, weight = design.scores, figure[known], design.weight
    chosen = moving(design, y, start)
    used = x[:, chosen]
    pairs = np.array([(i, j) for i in range(len(chosen)) for j in range(i, len(chosen))
                      if i == j or j < CURVED], int).reshape(-1, 2)  # fmt: skip
    terms = np.column_stack((used, used[:, pairs[:, 0]] * used[:, pairs[:, 1]]))
    weights, constant, errors = ridge(terms, y, weight)
    inputs, straight, curved = np.full(MOST, -1), np.zeros(MOST), np.zeros((MOST, MOST))
    inputs[: len(chosen)], straight[: len(chosen)] = chosen, weights[: len(chosen)]
    curved[pairs[:, 0], pairs[:, 1]] += weights[len(chosen) :] / 2
    curved[pairs[:, 1], pairs[:, 0]] += weights[len(chosen) :] / 2
    left_out = np.full(len(figure), np.nan)
    left_out[known] = errors
    return inputs, constant, straight, curved, left_out


def moving(design: Design, y: Floats, start: Ints) -> Ints:
    """Return the inputs that a figure depends on: those to start with, then others, first found first."""
    size, count = len(y), design.scores.shape[1]
    root = np.sqrt(design.weight)
    by_chance = np.sqrt(2.0 * np.log(2.0 * count) * np.average(design.weight**2) / size)
    basis, left = root[:, None] / np.sqrt(size), root * (y - np.average(y, weights=design.weight))
    chosen: list[int] = []
    while len(chosen) < min(MOST, size // 8):
        length = float(np.sqrt(left @ left))
        if length < 1e-12:
            break
        if len(chosen) < len(start):
            best = int(start[len(chosen)])
        else:
            goes = abs(left @ design.terms).reshape(2, count).max(axis=0) / length
            goes[chosen] = 0.0
            best = int(goes.argmax())
            if goes[best] < by_chance:
                break
        chosen.append(best)
        for column in (best, count + best):
            part = design.terms[:, column] - basis @ (basis.T @ design.terms[:, column])
            part -= basis @ (basis.T @ part)
            own = float(np.sqrt(part @ part))
            if own > 1e-6:
                basis = np.column_stack((basis, part / own))
                left = left - basis[:, -1] * (basis[:, -1] @ left)
    return np.array(chosen, int)


def ridge(terms: Floats, y: Floats, weight: Floats) -> tuple[Floats, float, Floats]:
    """Return weights, a constant, and the error of each run when left out, under the ridge that makes it smallest."""
    middle_y = np.average(y, weights=weight)
    root = np.sqrt(weight)
    if terms.shape[1] == 0:
        return np.zeros(0), float(middle_y), (y - middle_y) * len(y) / (len(y) - 1)
    middle = np.average(terms, axis=0, weights=weight)
    scale = np.sqrt(np.average((terms - middle) ** 2, axis=0, weights=weight))
    scale[scale < 1e-12] = 1.0
    unit = root[:, None] * (terms - middle) / scale
    square, right = np.linalg.eigh(unit.T @ unit)  # much faster than its singular values, and exact enough for a ridge
    size = np.sqrt(np.maximum(square, 1e-9 * square[-1]))
    left = unit @ (right / size)
    aim, best = left.T @ (root * (y - middle_y)), None
    for shrink in RIDGES * len(y) / 100:
        kept = size**2 / (size**2 + shrink)
        seen = weight / len(y) + (left**2) @ kept
        errors = (root * (y - middle_y) - left @ (kept * aim)) / (1.0 - np.minimum(seen, 0.99))
        total = float(errors @ errors)
        if best is None or total < best[0]:
            best = total, right @ (size / (size**2 + shrink) * aim) / scale, errors / root
    assert best is not None
    return best[1], float(middle_y - middle @ best[1]), best[2]


def shrunk(errors: Floats, near: Floats | None = None) -> Floats:
    """Return a covariance of columns with gaps, rows counting by how near they are.

    It is drawn towards its diagonal as far as its own error asks (Schäfer and Strimmer 2005,
    doi:10.2202/1544-6115.1175).
    """
    near = np.ones(len(errors)) if near is None else near
    known = np.isfinite(errors) * np.sqrt(near / near.mean())[:, None]
    filled = np.where(np.isfinite(errors), errors, 0.0)
    scale = np.sqrt(((known * filled) ** 2).sum(axis=0) / (known**2).sum(axis=0))
    scale[scale == 0.0] = 1e-12
    unit = known * filled / scale
    both = np.maximum(known.T @ known, 1.0)
    goes = unit.T @ unit / both
    doubt = ((unit**2).T @ unit**2 / both - goes**2) / both
    apart = ~np.eye(len(scale), dtype=bool)
    shrink = min(1.0, float(doubt[apart].sum() / max((goes[apart] ** 2).sum(), 1e-12))) if apart.any() else 0.0
    goes[apart] *= 1.0 - shrink
    return np.asarray(goes * np.outer(scale, scale))
