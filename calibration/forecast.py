"""A forecast that can be checked: fitted to what was known at the end of 2021, asked for 2022 and 2023.

Given to it, besides the figures up to 2021, are those of 2022 and 2023 that say who came: referrals of adults and
children, and their nationalities. Decision staff and dated rules are inputs of the model anyway; how much the rule of
January 2023 changed has its prior. Each figure's forecast is scored against a naive one: the straight line through the
same figure's earlier years, on its scale, with the scatter of its yearly changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from calibration.density import Aims, Density, Floats
from calibration.fit import Fit, Wave, members
from calibration.posterior import marks_of
from calibration.sampler import normal
from calibration.series import Aim

LAST = 2021
"""The last year whose figures are known."""
GIVEN = (
    "adult referrals", "child referrals", "UK nationals referred", "Albanian nationals referred",
    "other nationals referred",
)  # fmt: skip
"""Series whose later figures say who came, and are given."""
SCATTER = 0.1
"""The least scatter of yearly changes that the naive forecast assumes, on the figure's scale."""


@dataclass(frozen=True)
class Forecast:
    """One figure of 2022 or 2023 that was not shown, on its scale."""

    figure: int
    low: float
    middle: float
    high: float
    """The 90% interval, the figure's own spread included."""
    score: float
    """Continuous ranked probability score: mean distance to the figure, less half the mean distance among draws."""
    naive: float | None
    """The same of the naive forecast; none where no two earlier years are published."""
    held: bool


def forecast(fit: Fit, aims: Sequence[Aim], rows: int, people: int | None) -> tuple[Forecast, ...]:
    """Return the forecast of every figure after `LAST` that is not given, from as many runs of a sample."""
    assert fit.emulator is not None
    shown = np.array([aim.target.years[-1] <= LAST or aim.series in GIVEN for aim in aims])
    goal = Aims(fit.goal.least, fit.goal.most, np.where(shown, fit.goal.spread, 1e3))
    wave = Wave("forecast", rows, people, 1.0)
    scores = normal(fit.seed, "inputs of forecast", 0, (rows, fit.inputs))
    density = Density(fit.emulator, goal, fit.chosen, scores, fit.error)
    scores[:, fit.chosen] = members(density, scores[:, fit.chosen], fit.seed, wave.name)
    figures = fit.run(wave, marks_of(scores), fit.luck(wave))
    noisy = figures + fit.goal.spread * normal(fit.seed, "errors of forecast", 0, figures.shape)
    return tuple(
        scored(int(at), aims, fit.goal, noisy[np.isfinite(noisy[:, at]), at]) for at in np.flatnonzero(~shown)
    )  # fmt: skip


def scored(figure: int, aims: Sequence[Aim], goal: Aims, draws: Floats) -> Forecast:
    """Return one forecast with its scores."""
    low, middle, high = (float(end) for end in np.quantile(draws, (0.05, 0.5, 0.95)))
    seen = float(np.clip(middle, goal.least[figure], goal.most[figure]))
    ordered = np.sort(draws)
    among = 2.0 * float(((2 * np.arange(1, len(ordered) + 1) - len(ordered) - 1) * ordered).sum()) / len(ordered) ** 2
    score = float(abs(draws - seen).mean()) - among / 2
    return Forecast(figure, low, middle, high, score, naive(aims[figure], aims, seen), low <= seen <= high)


def naive(aim: Aim, aims: Sequence[Aim], seen: float) -> float | None:
    """Return the score of the straight line through earlier years of the same figure; none with fewer than two."""
    known = sorted(
        (each.target.years[0], each.aimed_at) for each in aims
        if each.target.outcome == aim.target.outcome and each.target.group == aim.target.group
        and each.kind == aim.kind and len(each.target.terms) == len(aim.target.terms) and each.target.years[-1] <= LAST
    )[-4:]  # fmt: skip
    if len({year for year, _ in known}) < 2:
        return None
    years, values = np.array(known).T
    line = np.polyfit(years, values, 1)
    ahead = aim.target.years[0] - years[-1]
    spread = max(SCATTER, float(np.std(values - np.polyval(line, years)))) * np.sqrt(max(1.0, ahead))
    return crps(float(np.polyval(line, aim.target.years[0])), float(spread), seen)


def crps(middle: float, spread: float, seen: float) -> float:
    """Return the continuous ranked probability score of a normal forecast (Gneiting and Raftery 2007, equation 21)."""
    z = (seen - middle) / spread
    density = np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)
    return float(spread * (z * (2.0 * ndtr(z) - 1.0) + 2.0 * density - 1.0 / np.sqrt(np.pi)))
