"""Precision: how many draws a mean paired difference needs to be known to within what the user asks.

What is asked for is the half-width of the 90% interval of the *mean* difference, t x s / sqrt(n): how well so many
draws pin down the mean. It shrinks with draws. The interval over draws does not: that is what is not known.

**Looking more than once.** Who stops as soon as a half-width is small enough stops too often when the variance happens
to look small. Three things guard against it: no look before 20 draws; the t quantile at every look; and a stop only
when the half-width is small enough in two looks in a row, the second with a quarter more draws at least. Looks are few,
as each goes to the number of draws estimated (at most twice as many). Tried on normal draws, the t quantile alone
already holds the nominal 90%; but on skewed draws (log-normal, standard deviation of the log 0.5 to 0.8, as differences
from log-normal priors are) it holds 83 to 91% where 35 to 300 draws are enough. The second look brings that to 89 to
95%, for about a third more draws.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt

from scipy.special import stdtrit

from experiments.comparison.interval import ENDS, Draws, defined
from scenarios.problems import did_you_mean

FEWEST = 20
"""Draws before the first look, and below which the ends of a 90% interval are rough."""
GROWTH_LEAST, GROWTH_MOST = 1.25, 2.0
"""By how much the number of draws grows from look to look."""

_ASKED = re.compile(r"\s*([a-z][a-z0-9_]*)\s*=\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(%?)\s*", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """The half-width asked for an outcome, in its unit, or as a share of the size of the baseline's mean."""

    outcome: str
    half_width: float
    relative: bool = False

    def __str__(self) -> str:
        return f"{self.outcome}={self.half_width:.10g}" if not self.relative else (
            f"{self.outcome}={100 * self.half_width:.10g}%"
        )  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What was seen after some draws: the half-width, the one asked (both in the outcome's unit), the draws needed."""

    asked: Asked
    draws: int
    """Draws in which the difference is defined."""
    mean: float
    half_width: float
    target: float
    needed: int
    """Draws in all, defined or not, that are estimated to be enough."""

    @property
    def within(self) -> bool:
        """Whether this look by itself is precise enough."""
        return self.draws >= FEWEST and self.half_width <= self.target


def parse(text: str, outcomes: Collection[str] = ()) -> Asked:
    """Return what a text such as `retrafficked=50` or `cg_days_median=2%` asks for.

    A bare number is in the outcome's unit (0.02 of a share are two percentage points); with a per cent sign it is a
    share of the baseline's mean. `outcomes` are the names known, if they are to be checked. ValueError says in a
    sentence what is wrong.
    """
    match = _ASKED.fullmatch(text)
    if match is None:
        raise ValueError(
            f"a precision is an outcome, = and a number above 0, with % if of the baseline, such as retrafficked=50 or "
            f"cg_days_median=2%; found '{text}'"
        )
    outcome, number, sign = match.groups()
    if outcomes and outcome not in outcomes:
        raise ValueError(f"no outcome is called '{outcome}'{did_you_mean(outcome, outcomes)}")
    half_width = float(number) / (100 if sign else 1)
    if not 0 < half_width < inf:
        raise ValueError(f"the half-width asked for {outcome} must be above 0 and finite; found '{text}'")
    return Asked(outcome, half_width, bool(sign))


def look(differences: Draws, asked: Asked, baseline: Draws | None = None) -> Look:
    """Return what the draws so far say.

    `differences` and `baseline` (shape [draws], NaN where undefined) are the paired differences and the baseline's
    values of the outcome; the baseline is needed for a share only (ValueError without it). A share of a baseline that
    is 0 is 0 and not reached unless nothing varies. With fewer than two draws, or defined in fewer than half of them,
    nothing is known: the half-width is infinite, and the draws needed are twice those there are, at least 20.
    """
    if asked.relative and baseline is None:
        raise ValueError(f"{asked} is a share of the baseline, whose values are not given")
    kept = defined(differences) if baseline is None else defined(differences, baseline)
    n = 0 if kept is None else int(kept.sum())
    if kept is None or n < 2:
        return Look(asked, n, 0.0, inf, asked.half_width, max(FEWEST, 2 * differences.size))
    values = differences[kept]
    target = asked.half_width
    if asked.relative and baseline is not None:
        target *= abs(float(baseline[kept].mean()))
    spread = float(stdtrit(n - 1, ENDS[1])) * float(values.std(ddof=1))
    return Look(asked, n, float(values.mean()), spread / sqrt(n), target, _needed(spread, target, differences.size / n))


def _needed(spread: float, target: float, drawn_for_one: float) -> int:
    """Return how many draws bring spread / sqrt(n) down to a target, at least the fewest."""
    if spread <= 0:
        return FEWEST
    enough = (spread / target) ** 2 if target > 0 else inf
    return max(FEWEST, ceil(min(enough, 1e9) * drawn_for_one))


def reached(looks: Sequence[Look]) -> bool:
    """Return whether the looks at one outcome, oldest first, end with two in a row that are precise enough."""
    return len(looks) >= 2 and looks[-1].within and looks[-2].within


def next_draws(histories: Sequence[Sequence[Look]], done: int, most: int) -> int:
    """Return how many draws there should be in all at the next look; `done` when to stop.

    `histories` holds the looks at each outcome asked for, oldest first, all after the same numbers of draws. The first
    look is after 20 draws; each later one after as many as the outcome that needs most is estimated to need, but a
    quarter more at least, twice as many at most, and never more than `most`.
    """
    if done < FEWEST:
        return min(FEWEST, most) if done < most else done
    if done >= most or all(reached(looks) for looks in histories):
        return done
    needed = max((looks[-1].needed for looks in histories if looks), default=done)
    return min(most, max(ceil(GROWTH_LEAST * done), min(needed, int(GROWTH_MOST * done))))
