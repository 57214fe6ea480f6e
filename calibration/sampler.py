"""The sampler: Hamiltonian Monte Carlo, many chains side by side, each on a density of its own.

Positions are turned so that the density is about round, which a Gauss-Newton step knows beforehand. Luck is keyed, so
that a seed gives the same draws on any machine and after any interruption.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from model.chance import decision_key, uniforms

Floats: TypeAlias = NDArray[np.float64]
Potential: TypeAlias = Callable[[Floats], tuple[Floats, Floats]]
"""Positions (shape [chains, inputs]) to minus the log density (shape [chains]) and its gradient."""

Curvature: TypeAlias = Callable[[Floats], Floats]
"""Positions to the curvature of minus the log density at each (shape [chains, inputs, inputs])."""

STEPS = 8
"""Leaps of one move at most."""
FAR = 8.0
"""Scores that far out are refused: no prior reaches them, and a quadratic may grow without end there."""
ACCEPTED = 0.8
"""Share of moves accepted that the length of a leap is tuned to."""


def normal(seed: int, name: str, step: int, shape: tuple[int, int]) -> Floats:
    """Return keyed standard normal numbers."""
    luck = uniforms(seed, np.arange(shape[0] * shape[1], dtype=np.uint64), decision_key(name), step)
    return np.asarray(ndtri(np.clip(luck, 1e-12, 1.0 - 1e-12))).reshape(shape)


def even(seed: int, name: str, step: int, count: int) -> Floats:
    """Return keyed numbers between 0 and 1."""
    return np.asarray(uniforms(seed, np.arange(count, dtype=np.uint64), decision_key(name), step))


def descended(potential: Potential, curvature: Curvature, at: Floats, steps: int) -> Floats:
    """Return positions nearer to the middle of each density, by the steps of Levenberg and Marquardt."""
    value, slope = potential(at)
    damping = np.ones(len(at))
    for _ in range(steps):
        bent = curvature(at) + damping[:, None, None] * np.eye(at.shape[1])
        tried = np.clip(at - np.linalg.solve(bent, slope[..., None])[..., 0], -FAR, FAR)
        new, new_slope = potential(tried)
        better = new < value
        at, value = np.where(better[:, None], tried, at), np.where(better, new, value)
        slope = np.where(better[:, None], new_slope, slope)
        damping = np.where(better, damping / 10.0, damping * 10.0)
    return at


def turned(curvature: Floats) -> Floats:
    """Return the inverse of the lower factor of each curvature: positions times its transpose are about round."""
    return np.asarray(np.linalg.inv(np.linalg.cholesky(curvature)))


def sampled(
    potential: Potential, turn: Floats, at: Floats, moves: int, seed: int, name: str, tuned: int = 0
) -> tuple[Floats, float]:
    """Return positions of every chain after each move (shape [moves, chains, inputs]), and the share accepted.

    `turn` is the inverse of a lower factor of each chain's curvature (shape [chains, inputs, inputs]). During the first
    `tuned` moves, which are not returned, the length of a leap is tuned.
    """
    value, slope = potential(at)
    leap, kept, accepted = 0.6 * at.shape[1] ** -0.25, [], []
    for move in range(tuned + moves):
        push = normal(seed, f"momentum of {name}", move, at.shape)
        leaps = 1 + int(even(seed, f"leaps of {name}", move, 1)[0] * STEPS)
        length = leap * (0.8 + 0.4 * even(seed, f"leap of {name}", move, 1)[0])
        new, new_value, new_slope, speed = at, value, slope, push - 0.5 * length * _times(turn, slope)
        for last in range(leaps):
            new = np.clip(new + length * _times(turn.transpose(0, 2, 1), speed), -FAR, FAR)
            new_value, new_slope = potential(new)
            speed = speed - (0.5 if last == leaps - 1 else 1.0) * length * _times(turn, new_slope)
        gain = value + 0.5 * (push**2).sum(axis=1) - new_value - 0.5 * (speed**2).sum(axis=1)
        gain = np.where(np.isfinite(gain) & (abs(new) < FAR).all(axis=1), gain, -np.inf)
        taken = np.log(even(seed, f"taken of {name}", move, len(at))) < gain
        at = np.where(taken[:, None], new, at)
        value, slope = np.where(taken, new_value, value), np.where(taken[:, None], new_slope, slope)
        share = float(np.minimum(1.0, np.exp(np.minimum(gain, 0.0))).mean())
        if move < tuned:
            leap *= np.exp(0.5 * (share - ACCEPTED) / np.sqrt(1.0 + move / 10))
        else:
            kept.append(at)
            accepted.append(share)
    return np.array(kept), float(np.mean(accepted)) if accepted else float("nan")


def _times(matrices: Floats, vectors: Floats) -> Floats:
    return np.asarray((matrices @ vectors[..., None])[..., 0])


def r_hat(draws: Floats) -> Floats:
    """Return, for each input, how far apart halves of chains still are: 1 if not at all.

    Draws have shape [moves, chains, inputs]. Gelman and others, Bayesian Data Analysis, third edition, section 11.4.
    """
    half = len(draws) // 2
    parts = np.concatenate((draws[:half], draws[half : 2 * half]), axis=1)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = parts.mean(axis=0).var(axis=0, ddof=1)
    return np.asarray(np.sqrt((half - 1) / half + between / within))


def effective(draws: Floats) -> Floats:
    """Return how many independent draws all chains together are worth, for each input (as in the same section)."""
    moves, chains, _ = draws.shape
    centred = draws - draws.mean(axis=(0, 1))
    total = centred.var(axis=(0, 1))
    sums = np.zeros(draws.shape[2])
    going = np.ones(draws.shape[2], bool)
    for lag in range(1, moves - 1, 2):
        pair = sum((centred[: moves - by] * centred[by:]).mean(axis=(0, 1)) / total for by in (lag, lag + 1))
        going &= pair > 0.0
        if not going.any():
            break
        sums += np.where(going, pair, 0.0)
    return np.asarray(moves * chains / (1.0 + 2.0 * sums))
