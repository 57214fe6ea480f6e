"""The density that is sampled: how plausible values of the fitted inputs are, given the figures and all other inputs.

Every member of the ensemble has inputs that are not fitted, drawn from their priors, and luck of its own. Given these,
its fitted inputs have a standard normal prior, and each figure a likelihood: normal on the scale of its kind around
what the emulator says, with the figure's own spread and the emulator's error. A figure given as an interval in words
(over, nearly) is met anywhere inside it; outside, what counts is the distance to its nearest end.

So inputs that are not fitted stay at their priors exactly, and the fitted ones make up for them: what the figures say
about the fitted inputs is not spoiled by what the others happen to be, nor the other way round (a cut posterior,
Plummer 2015, doi:10.1007/s11222-014-9503-z).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular

from calibration.emulator import Emulator
from calibration.series import Aim

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Aims:
    """Figures to be met, as arrays (each of shape [figures])."""

    least: Floats
    most: Floats
    spread: Floats

    @classmethod
    def of(cls, aims: Sequence[Aim]) -> "Aims":
        """Return the figures as arrays."""
        ends = np.array([each.ends for each in aims])
        return cls(ends[:, 0], ends[:, 1], np.array([each.spread for each in aims]))

    def missed(self, figures: Floats) -> Floats:
        """Return how far figures lie above (or, negative, below) what is aimed at: 0 inside an interval."""
        return np.asarray(np.maximum(figures - self.most, 0.0) + np.minimum(figures - self.least, 0.0))


class Density:
    """The density of the fitted inputs of each member, given its other inputs."""

    def __init__(
        self, emulator: Emulator, aims: Aims, fitted: Ints, others: Floats, error: Floats | None = None,
        tempered: float = 1.0, beside: Floats | None = None,
    ) -> None:  # fmt: skip
        """Take scores of all inputs in `others` (shape [members, inputs]); those of fitted inputs are not looked at.

        `error` replaces the covariance of the emulator's error. `tempered` multiplies the spread of figures: designs
        look further around than the posterior. `beside` is how far each member is known to lie beside the emulator
        (shape [members, figures]).
        """
        self.aims, self.fitted = aims, fitted
        straight, curved = dense(emulator, others.shape[1])
        rest = np.setdiff1d(np.arange(others.shape[1]), fitted)
        used = rest[abs(straight[:, rest]).sum(axis=0) + abs(curved[:, rest]).sum(axis=(0, 2)) > 0]
        x = others[:, used]
        inner = curved[:, used][:, :, used]
        self.constant = (
            emulator.constant + x @ straight[:, used].T + np.einsum("pi,fij,pj->pf", x, inner, x, optimize=True)
        )
        if beside is not None:
            self.constant = self.constant + beside
        cross = 2.0 * curved[:, used][:, :, fitted]
        self.straight = straight[:, fitted] + np.einsum("pi,fij->pfj", x, cross, optimize=True)
        """Shape [members, figures, fitted inputs]."""
        inner = curved[:, fitted][:, :, fitted]
        self.curved = inner.reshape(len(inner), -1)
        """Shape [figures, fitted inputs squared]."""
        self.error = (emulator.error if error is None else error) + np.diag((tempered * aims.spread) ** 2)
        self.factor = cho_factor(self.error, lower=True)
        self.half = solve_triangular(cholesky(self.error, lower=True), np.eye(len(self.error)), lower=True)

    def figures(self, at: Floats) -> Floats:
        """Return every figure of every member (shape [members, figures]) at fitted inputs (shape [members, fitted])."""
        squares = (at[:, :, None] * at[:, None, :]).reshape(len(at), -1)
        return np.asarray(self.constant + np.einsum("pfi,pi->pf", self.straight, at) + squares @ self.curved.T)

    def __call__(self, at: Floats) -> tuple[Floats, Floats]:
        """Return minus the log of the density (shape [members]) and its gradient (shape [members, fitted])."""
        missed = self.aims.missed(self.figures(at))
        force = cho_solve(self.factor, missed.T).T
        value = 0.5 * (at**2).sum(axis=1) + 0.5 * (missed * force).sum(axis=1)
        bent = (force @ self.curved).reshape(len(at), at.shape[1], at.shape[1])
        slope = np.einsum("pf,pfi->pi", force, self.straight) + 2.0 * np.einsum("pij,pj->pi", bent, at)
        return value, at + slope

    def curvature(self, at: Floats) -> Floats:
        """Return the curvature of each member's density (shape [members, fitted, fitted]) by Gauss and Newton."""
        inner = self.curved.reshape(-1, at.shape[1], at.shape[1])
        slopes = self.straight + 2.0 * np.tensordot(at, inner, axes=(1, 1))
        counted = self.half @ slopes  # whitened, so that its square is what figures tell
        return np.asarray(np.eye(at.shape[1]) + counted.transpose(0, 2, 1) @ counted)


def dense(emulator: Emulator, count: int) -> tuple[Floats, Floats]:
    """Return straight (shape [figures, inputs]) and curved parts (shape [figures, inputs, inputs]) over all inputs."""
    figures = np.arange(len(emulator.constant))
    straight, curved = np.zeros((len(figures), count)), np.zeros((len(figures), count, count))
    inputs = np.maximum(emulator.inputs, 0)
    np.add.at(straight, (figures[:, None], inputs), emulator.straight)
    places = figures[:, None, None], inputs[:, :, None], inputs[:, None, :]
    np.add.at(curved, places, emulator.curved)
    return straight, curved
