"""A job: one scenario under one draw, from its description to its outcomes.

Described by plain data, so that it can run in another process; the same bits come out wherever and in whatever order
jobs run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from experiments.flows import Flows, read_flows
from model.calendar import day_of
from model.reading import Table, read_off
from model.simulation import SurvivorJourneys
from model.values import MIDDLE
from scenarios.lever import catalogue
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Plan:
    """What is to be run: scenarios (the first is the baseline of a comparison), the same draws for each."""

    scenarios: tuple[Scenario, ...]
    seed: int
    draws: int
    people: int | None
    first_year: int
    last_year: int
    asked: tuple[str, ...] = ()
    """The scenarios as the user named them: shipped names or files."""

    @property
    def draw_numbers(self) -> range:
        """The draws: the middle of every prior alone, or as many random draws as asked for."""
        return range(MIDDLE, MIDDLE + 1) if self.draws == 1 else range(1, self.draws + 1)

    @property
    def years(self) -> range:
        """The years reported."""
        return range(self.first_year, self.last_year + 1)

    def jobs(self) -> list["Job"]:
        """Return one job a draw and scenario; scenarios of one draw follow each other."""
        days = self.lever_starts()
        return [
            Job(scenario, self.seed, draw, self.people, self.last_year, days)
            for draw in self.draw_numbers
            for scenario in self.scenarios
        ]

    def lever_starts(self) -> tuple[float, ...]:
        """Return the day on which each scenario parts from the first: up to there their worlds are one."""
        days = (parting(self.scenarios[0], scenario) for scenario in self.scenarios[1:])
        return tuple(sorted({day for day in days if day is not None}))


@dataclass(frozen=True)
class Job:
    """One run."""

    scenario: Scenario
    seed: int
    draw: int
    people: int | None
    last_year: int
    digest_days: tuple[float, ...] = ()


@dataclass(frozen=True)
class Finished:
    """What a run leaves."""

    table: Table
    people: int
    scale: float
    events: int
    seconds: float
    flows: Flows
    digests: dict[float, str] = field(default_factory=dict)


def simulation(job: Job, *, collect: bool = False, trace: bool = False, journal: bool = False) -> SurvivorJourneys:
    """Return the model of a job, on its first day."""
    changes = [c for use in job.scenario.levers for c in catalogue()[use.lever].changes(use)]
    return SurvivorJourneys(
        seed=job.seed, draw=job.draw, people=job.people, last_year=job.last_year,
        tick=job.scenario.calendar.tick_days, overrides=job.scenario.overrides, changes=changes,
        collect=collect, trace=trace, journal=journal,
    )  # fmt: skip


def run(job: Job) -> Finished:
    """Run a job to its end."""
    began = perf_counter()
    sim = simulation(job)
    digests = {}
    for day in job.digest_days:
        while sim.running and sim.now < day:
            sim.step()
        digests[day] = sim.digest()
    sim.run()
    finished = Finished(
        read_off(sim), len(sim.survivors), sim.scale, sim.events, perf_counter() - began, read_flows(sim), digests
    )
    sim.close()
    return finished


def parting(baseline: Scenario, other: Scenario) -> float | None:
    """Return the day on which the first lever starts that only one of two scenarios pulls.

    None if they differ from the first day, by a number set outright or a lever, or not at all.
    """
    alone = set(baseline.levers) ^ set(other.levers)
    if baseline.overrides != other.overrides or not alone:
        return None
    first = min(day_of(use.start) for use in alone)
    return first if first > 0 else None


def identical_before(baseline: Finished, other: Finished, day: float | None) -> bool | None:
    """Return whether two worlds are bit for bit the same on the day their scenarios part; None if there is none."""
    return None if day is None else baseline.digests[day] == other.digests[day]


def warnings_of(plan: Plan) -> Iterator[str]:
    """Yield what a reader must know about a plan's sample and draws."""
    if plan.draws == 1:
        yield "One draw: every prior at its median. No interval can be given."
    elif plan.draws < 20:
        yield f"{plan.draws} draws: the ends of a 90% interval are rough; 20 or more are needed."
    if plan.people is not None:
        yield f"A sample of about {plan.people:,} people in exploitation at the start, scaled up; so are capacities."


def quantiles(values: np.ndarray) -> tuple[float, float | None, float | None]:
    """Return the median of draws and the ends of the 90% interval (none for a single draw)."""
    middle = float(np.median(values))
    if values.size == 1:
        return middle, None, None
    low, high = np.quantile(values, (0.05, 0.95))
    return middle, float(low), float(high)
