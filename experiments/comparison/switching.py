"""The switching value: how much weaker an effect may be before a scenario is no longer better than its rival.

A scenario is run with its effect at several strengths, shares of the full effect. The median over draws of how much
better it does than the rival is taken to rise with strength and is made so by isotonic regression; between strengths it
is a straight line. The interval is the error of these medians from the number of draws there are, by a bootstrap of
whole draws, the same for all strengths, so that pairing holds.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from experiments.comparison.better import Better, gain
from experiments.comparison.interval import Draws, Interval, central, defined
from experiments.comparison.resamples import resamples

RESAMPLES = 1000
FEWEST_STRENGTHS = 3

Ends: TypeAlias = Literal["switches", "always", "never"]


@dataclass(frozen=True)
class Switching:
    """Where a scenario stops to be better than its rival.

    `ends` is "switches", "always" (better at every strength above none, so that no weakening changes it) or "never"
    (not better even with the full effect). `strength` is the largest share of the full effect at which the scenario is
    not better: 0 for always, 1 for never.
    """

    ends: Ends
    strength: float
    interval: Interval | None
    """Of the strength; an end at 0 or 1 means that or beyond. None with one draw."""
    sentence: str


def switching(
    strengths: Draws, differences: Draws, better: Better, *, rival: Draws | float = 0.0, seed: int = 1,
    name: str = "the baseline", times: int = RESAMPLES,
) -> Switching | None:  # fmt: skip
    """Return the strength at which a scenario is no longer better than a rival.

    `strengths` (shape [L], rising from 0 to 1, three or more) are shares of the full effect; `differences` (shape [L,
    draws], NaN where undefined) is the scenario less the baseline at each; `rival` is the rival less the baseline in
    the same draws (shape [draws]), 0 for the baseline itself, or a threshold; `name` is what it is called. Draws
    undefined anywhere are dropped; None if fewer than half are left. ValueError if strengths or shapes do not fit.
    """
    steps = np.diff(strengths)
    if strengths.ndim != 1 or strengths.size < FEWEST_STRENGTHS or strengths[0] != 0 or strengths[-1] != 1:
        raise ValueError(f"strengths are {FEWEST_STRENGTHS} or more, from 0 to 1, not {strengths.tolist()}")
    if (steps <= 0).any() or differences.shape[:-1] != strengths.shape:
        raise ValueError(f"{strengths.size} strengths must rise and have a row each, not shape {differences.shape}")
    against = np.broadcast_to(np.asarray(rival, float), differences.shape[-1:])
    kept = defined(differences, against)
    if kept is None:
        return None
    ahead = gain(differences[:, kept] - against[kept], better)
    strength = float(crossing(strengths, np.median(ahead, axis=1)))
    interval = None
    if ahead.shape[1] > 1:
        samples = resamples(times, ahead.shape[1], seed, "switching value: draws taken again")
        interval = central(crossing(strengths, np.median(ahead[:, samples], axis=-1).T))
    ends: Ends = "always" if strength == 0 else "never" if strength == 1 else "switches"
    return Switching(ends, strength, interval, _sentence(ends, strength, interval, name))


def crossing(strengths: Draws, ahead: Draws) -> Draws:
    """Return the largest strength at which a rising curve is not above 0 (shape [...]).

    `ahead` (shape [..., L]) is how far ahead the scenario is at each strength, made to rise by `isotonic`. 0 where it
    is above 0 everywhere but perhaps at strength 0; 1 where it is not above 0 at strength 1.
    """
    rising = isotonic(ahead)
    rounding = 1e-12 * np.abs(ahead).max(axis=-1, keepdims=True)
    above = (rising > rounding).sum(axis=-1)  # the last so many strengths
    after = np.clip(strengths.size - above, 1, strengths.size - 1)
    left, right = (np.take_along_axis(rising, i[..., None], -1)[..., 0] for i in (after - 1, after))
    share = np.divide(-left, right - left, out=np.zeros(left.shape), where=right > left)
    found = strengths[after - 1] + np.clip(share, 0, 1) * (strengths[after] - strengths[after - 1])
    return np.asarray(np.where(above == 0, 1.0, np.where(above == strengths.size, 0.0, found)))


def isotonic(values: Draws) -> Draws:
    """Return the nearest values, by least squares, that do not fall along the last axis (any shape).

    At each place: the largest, over where a run that ends here or later may begin, of the smallest mean of such a run.
    This is what pooling adjacent violators gives, for all rows at once.
    """
    n = values.shape[-1]
    sums = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)
    out = np.empty(values.shape)
    for at in range(n):
        lengths = np.arange(at + 1, n + 1) - np.arange(at + 1)[:, None]
        means = (sums[..., None, at + 1 :] - sums[..., : at + 1, None]) / lengths
        out[..., at] = means.min(axis=-1).max(axis=-1)
    return out


def _sentence(ends: Ends, strength: float, interval: Interval | None, name: str) -> str:
    if ends == "never":
        return f"Even with the full effect it is no better than {name}."
    if ends == "always":
        return f"It never switches: at every strength above none it is better than {name}."
    weaker = f"The effect may be {1 - strength:.0%} weaker before it is no longer better than {name}"
    if interval is None:
        return f"{weaker}."
    return f"{weaker} (90% interval {1 - interval.high:.0%} to {1 - interval.low:.0%})."
