"""A toy: a pathway with twelve inputs and twenty-six figures whose exact posterior can be had, to test the fit on.

People enter, pass six stages with a chance each, in two years between which their number grows; the last stage has a
queue, and the time in it rises steeply as capacity is used up. Like the model it is run with luck, and like the
model's figures its own are counts, shares and times on their scales.
"""

from dataclasses import dataclass

import numpy as np

from calibration.density import Aims, Floats, Ints
from calibration.fit import Evaluator, Wave
from calibration.posterior import Marks, scores_of
from calibration.sampler import descended, normal, sampled, turned

INPUTS = 12
STAGES = 6
LUCK = 0.02
"""Standard deviation that luck gives every figure on its scale, in one run."""
SPREAD = np.array([0.05] * 14 + [0.1] * 10 + [0.06] * 2)
"""How exactly figures are to be met."""


def expected(scores: Floats) -> Floats:
    """Return the figures that are expected (shape [points, 26]) at scores (shape [points, 12])."""
    z = scores.T
    into = 9.0 + 0.8 * z[0]
    grown = into + 0.2 + 0.3 * z[7]
    odds = np.array([0.4 * stage - 1.0 + 0.9 * z[stage + 1] for stage in range(STAGES)])
    odds[3] += 0.5 * z[8] + 0.15 * z[8] * z[1]
    pass_on = -np.logaddexp(0.0, -odds)
    before, after = into + np.cumsum(pass_on, axis=0), grown + np.cumsum(pass_on, axis=0)
    after[2:] += 0.5 * z[9]
    used = 1.0 / (1.0 + np.exp(-(after[4] - 6.5 - 0.5 * z[10])))
    time = 3.0 + 0.7 * z[11] - np.log1p(-0.95 * used)
    shares = np.concatenate((odds[:5], odds[:5] + 0.3 * z[9]))
    return np.asarray(np.vstack((into, before, grown, after, shares, time, time + 0.5 * z[10])).T)


@dataclass(frozen=True)
class Toy:
    """An evaluator of the toy, each row with luck of its own."""

    seed: int = 1

    def __call__(self, wave: Wave, marks: Marks, luck: Ints) -> Floats:
        """Return the figures of every row."""
        found = expected(scores_of(marks))
        return found + LUCK * normal(self.seed, f"toy luck of {wave.name}", 0, found.shape)


def as_evaluator(seed: int) -> Evaluator:
    """Return the toy as what can be fitted."""
    return Toy(seed)


def pseudo(seed: int) -> tuple[Floats, Aims]:
    """Return the inputs of a world drawn from the priors, and figures published about it, errors included."""
    truth = normal(seed, "truth", 0, (1, INPUTS))
    seen = expected(truth)[0] + SPREAD * normal(seed, "published", 0, (1, len(SPREAD)))[0]
    return truth[0], Aims(seen, seen, SPREAD)


def exact(goal: Aims, draws: int, seed: int) -> Floats:
    """Return draws of the exact posterior (shape [draws, 12]): Monte Carlo on the figures themselves, no emulator."""

    def potential(at: Floats) -> tuple[Floats, Floats]:
        step = 1e-5
        missed = goal.missed(expected(at))
        each = [goal.missed(expected(at + step * np.eye(INPUTS)[i])) - missed for i in range(INPUTS)]
        slopes = np.stack(each, axis=-1) / step
        weighted = missed / goal.spread**2
        value = 0.5 * (at**2).sum(axis=1) + 0.5 * (missed * weighted).sum(axis=1)
        return value, at + np.einsum("pf,pfi->pi", weighted, slopes)

    def curvature(at: Floats) -> Floats:
        slopes = np.stack([expected(at + 1e-5 * one) - expected(at) for one in np.eye(INPUTS)], axis=-1) / 1e-5
        slopes = slopes / goal.spread[:, None]
        return np.asarray(np.eye(INPUTS) + slopes.transpose(0, 2, 1) @ slopes)

    at = descended(potential, curvature, normal(seed, "start of the exact", 0, (40, INPUTS)), 30)
    found, _ = sampled(potential, turned(curvature(at)), at, max(100, draws // 10), seed, "exact", 100)
    return found[:: max(1, len(found) * 40 // draws)].reshape(-1, INPUTS)
