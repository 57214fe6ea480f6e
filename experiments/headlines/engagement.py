"""Engagement: survivors who still support a case, with and without a navigator, in worlds where the effect is known.

A provider compares the two and gives the shares (F307 in model/facts.csv). Nothing is controlled for. The model can be
asked for the same comparison, also in a world in which navigators and liaison officers change nothing: what is left of
the difference there comes of who is still there to be given one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.interval import Interval, central
from experiments.headlines.period import START
from experiments.job import Job, Plan, simulation
from experiments.pool import run_all
from experiments.spells import QUESTIONS, Spells, spells
from model.calendar import day_of
from model.facts import number
from model.simulation import SurvivorJourneys
from model.stages.navigators import trust_with_help
from model.stages.testimony import withdrawal_navigator, withdrawal_uninformed
from model.survivor import YesNo, navigator
from scenarios.scenario import Scenario

Bools: TypeAlias = NDArray[np.bool_]
CLAIMED = {"with": number("F307.with"), "without": number("F307.without")}
"""The provider's own figures."""
WITHDRAWN = 1
"""The first end of a spell of engagement."""


@dataclass(frozen=True)
class Still:
    """The shares of survivors who have not withdrawn from a case, in every draw (NaN where there is nobody)."""

    world: str
    aided: NDArray[np.float64]
    """With a navigator or liaison officer (shape [draws])."""
    unaided: NDArray[np.float64]


@dataclass(frozen=True)
class Engaged:
    """One world in one draw, followed to its end."""

    job: Job

    def run(self) -> tuple[float, float]:
        """Return the share not withdrawn with a navigator and without, of those who agreed since the lever starts."""
        sim = simulation(self.job, journal=True)
        days, aided = helped_by_day(sim)
        found = spells(sim, QUESTIONS["engagement"])
        found = found.only(found.since >= day_of(START))
        which = had_help(found, days, aided)
        sim.close()
        return share_left(found.only(which)), share_left(found.only(~which))


def helped_by_day(sim: SurvivorJourneys) -> tuple[NDArray[np.float64], list[NDArray[np.int64]]]:
    """Live a run to its end; return the boundaries, and who had somebody beside them at each."""
    days, aided = [], []
    while sim.running:
        sim.step()
        days.append(sim.now)
        aided.append(np.flatnonzero(sim.survivors.level(navigator) == YesNo.YES))
    return np.array(days), aided


def had_help(found: Spells, days: NDArray[np.float64], aided: Sequence[NDArray[np.int64]]) -> Bools:
    """Return which spells had a boundary, up to the first at or after their end, at which the person had help.

    A navigator stays until the case is over, so that whoever withdrew between two boundaries is seen at the second.
    """
    seen = {(int(row), place) for place, rows in enumerate(aided) for row in rows}
    first = np.searchsorted(days, found.since, side="right")
    last = np.searchsorted(days, found.since + found.days, side="left") + (found.end == WITHDRAWN)
    return np.array([
        any((row, place) in seen for place in range(begin, end))
        for row, begin, end in zip(found.row.tolist(), first.tolist(), last.tolist(), strict=True)
    ], bool)  # fmt: skip


def share_left(found: Spells) -> float:
    """Return the share of spells that withdrawal has not ended."""
    return float(np.mean(found.end != WITHDRAWN)) if len(found) else np.nan


def worlds(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Return the worlds of a comparison, and its first change where people beside survivors change nothing."""
    none = {withdrawal_navigator.name: 1.0, withdrawal_uninformed.name: 1.0, trust_with_help.name: 0.0}
    return [
        *scenarios,
        scenarios[1].model_copy(update={"name": f"{scenarios[1].name}, where they change nothing", "overrides": none}),
    ]


def still(plan: Plan, workers: int, quiet: bool) -> list[Still]:
    """Live every world in every draw of a plan and return who still supports a case."""
    asked, draws = worlds(plan.scenarios), plan.draw_numbers
    jobs = [Engaged(Job(s, plan.seed, draw, plan.people, plan.last_year)) for s in asked for draw in draws]
    shares = np.array(run_all(jobs, workers, quiet, unit="life")).reshape(len(asked), len(draws), 2)
    return [Still(scenario.name, *found.T) for scenario, found in zip(asked, shares, strict=True)]


def told(values: NDArray[np.float64]) -> tuple[float, Interval | None] | None:
    """Return the median of a share and its 90% interval; None if it is undefined in most draws."""
    known = values[np.isfinite(values)]
    return (float(np.median(known)), central(known)) if 2 * known.size >= values.size and known.size else None
