"""Worth: what a scenario costs for what it does, over draws.

Draws are what is believed of costs and effects together. They are no sample from which a mean is wanted ever more
exactly, so variances here are those over draws, never divided by their number.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Literal, TypeAlias

import numpy as np

from experiments.comparison.better import Better, gain
from experiments.comparison.interval import Draws, Interval, central, defined
from model.priors import NORMAL_95

Place: TypeAlias = Literal[
    "unclear", "costs more, does better", "does better, cost unclear", "dominant",
    "costs less, does worse", "does worse, cost unclear", "dominated",
]  # fmt: skip
PRICED: tuple[Place, ...] = ("costs more, does better", "does better, cost unclear", "costs less, does worse")
"""Where a cost for each unit means something."""
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
STEPS = 20
"""Steps, at most, of a grid of willingness to pay."""


@dataclass(frozen=True, eq=False)
class Worth:
    """Cost and effect of a scenario against the baseline."""

    points: Draws
    """The plane: what is gained and what it costs in each draw (shape [draws, 2])."""
    place: Place
    ratio: float | None
    """Pounds for one unit gained (or saved for one lost): mean cost over mean gain. None where it would mislead."""
    interval: Interval | None
    """The 90% interval of the ratio, after Fieller."""
    sentence: str


def worth(cost: Draws, effect: Draws, better: Better, unit: str = "outcome") -> Worth | None:
    """Return where a scenario stands on the cost-effectiveness plane.

    `cost` (pounds) and `effect` (the outcome's unit) are paired differences from the baseline (shape [draws], NaN where
    undefined); what is gained is the effect turned so that more is better, harm avoided for a harm; `unit` names one of
    it. A cost for each is stated only if the interval of the gain leaves out 0 and its Fieller interval is bounded
    (else the place is "unclear", too), and never where a scenario is both cheaper and better ("dominant") or both
    dearer and worse ("dominated"), since there a ratio orders nothing; nor where it is worse and not clearly cheaper.
    None if defined in fewer than half of the draws, or in fewer than two.
    """
    kept = defined(cost, effect)
    if kept is None or kept.sum() < 2:
        return None
    paid, gained = cost[kept], gain(effect[kept], better)
    place = _place(paid, gained)
    ratio = interval = None
    if place in PRICED:
        (vp, both), (_, vg) = np.cov(paid, gained)
        interval = fieller(float(paid.mean()), float(gained.mean()), float(vp), float(vg), float(both))
        ratio = None if interval is None else float(paid.mean() / gained.mean())
        place = "unclear" if interval is None else place
    return Worth(np.column_stack([gained, paid]), place, ratio, interval, _sentence(place, unit))


def _place(paid: Draws, gained: Draws) -> Place:
    """Return the part of the plane in which the intervals of gain and of cost lie."""
    of_gain, of_cost = central(gained), central(paid)
    assert of_gain is not None and of_cost is not None  # two draws or more
    if of_gain.holds(0):
        return "unclear"
    if of_cost.holds(0):
        return "does better, cost unclear" if of_gain.low > 0 else "does worse, cost unclear"
    if of_gain.low > 0:
        return "dominant" if of_cost.high < 0 else "costs more, does better"
    return "dominated" if of_cost.low > 0 else "costs less, does worse"


def fieller(
    top: float, bottom: float, top_variance: float, bottom_variance: float, covariance: float, z: float = NORMAL_95
) -> Interval | None:
    """Return Fieller's interval of a ratio of two means that are jointly normal, 90% by default.

    It holds every ratio r for which top - r x bottom lies within z standard deviations of 0. None where that is no
    bounded interval: the bottom lies within z standard deviations of 0.
    """
    a = bottom**2 - z**2 * bottom_variance
    b = top * bottom - z**2 * covariance
    c = top**2 - z**2 * top_variance
    if a <= 0:
        return None
    root = sqrt(max(0.0, b**2 - a * c))
    return Interval((b - root) / a, (b + root) / a)


def net_benefit(cost: Draws, gained: Draws, pays: Draws) -> Draws:
    """Return what gains are worth less what they cost, in pounds (shape [pays, draws]).

    `cost` and `gained` have shape [draws]; `pays` (shape [pays]) is what one unit gained is taken to be worth.
    """
    return np.asarray(pays[:, None] * gained - cost)


def acceptability(cost: Draws, gained: Draws, pays: Draws) -> Draws | None:
    """Return the share of draws with a net benefit above 0 at each willingness to pay, zeros half (shape [pays]).

    Undefined draws are dropped; None if fewer than half are left.
    """
    kept = defined(cost, gained)
    if kept is None:
        return None
    benefit = net_benefit(cost[kept], gained[kept], pays)
    return np.asarray((benefit > 0).mean(axis=1) + (benefit == 0).mean(axis=1) / 2)


def grid(cost: Draws, gained: Draws) -> Draws:
    """Return round values of willingness to pay in pounds, from 0 to beyond twice what a unit gained costs.

    It has at most 20 steps, each 1, 2, 2.5 or 5 times a power of ten, and serves draws whose cost or gain is below 0,
    too.
    """
    kept = defined(cost, gained)
    typical = (1.0, 1.0) if kept is None else (float(np.abs(v[kept]).mean()) for v in (cost, gained))
    paid, number = typical
    top = 2 * paid / number if paid > 0 and number > 0 else 1.0
    power = 10.0 ** np.floor(np.log10(top / STEPS))
    step = next(n * power for n in NICE if n * power * STEPS >= top * (1 - 1e-9))
    return np.asarray(step * np.arange(np.ceil(top / step - 1e-9) + 1))


def _sentence(place: Place, unit: str) -> str:
    return {
        "unclear": f"No clear effect, so no cost for each {unit} is stated.",
        "costs more, does better": f"It does better and costs more: mean cost over mean gain for each {unit}.",
        "does better, cost unclear": f"It does better; the cost for each {unit} is not clear and may be a saving.",
        "does worse, cost unclear": "It does worse, and no saving is clear, so no ratio is given.",
        "dominant": "It does better and costs less: dominant, so no ratio is needed.",
        "dominated": "It does worse and costs more: dominated by the baseline, so no ratio is given.",
        "costs less, does worse": f"It does worse; the ratio is what is saved for each {unit} given up.",
    }[place]
