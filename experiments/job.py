"""A job: one scenario under one draw, from its description to its outcomes.

Described by plain data, so that it can run in another process; the same bits come out wherever and in whatever order
jobs run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np

from calibration.posterior import shipped
from experiments.flows import Flows, read_flows
from model.calendar import day_of
from model.margin_fit import ContradictionError
from model.reading import Table, read_off
from model.simulation import SurvivorJourneys
from model.values import MIDDLE, Change
from scenarios.lever import catalogue, lever_quantities
from scenarios.problems import InputError, Problem
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
    again: int = 0
    """How many of the draws are lived a second time with other luck, to tell chance from not knowing."""
    prior: bool = False
    """Whether numbers are drawn from their priors, and not from the calibrated ensemble."""
    shown: int | None = None
    """How many of the scenarios were asked for; those behind them are extra (None: all)."""

    @property
    def asked_for(self) -> tuple[Scenario, ...]:
        """The scenarios that were asked for, the baseline among them."""
        return self.scenarios[: self.shown]

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
        return [
            Job(scenario, self.seed, draw, self.people, self.last_year, prior=self.prior)
            for draw in self.draw_numbers
            for scenario in self.scenarios
        ]


@dataclass(frozen=True)
class Job:
    """One run."""

    scenario: Scenario
    seed: int
    draw: int
    people: int | None
    last_year: int
    luck: int = 0
    quantiles: Mapping[str, float] = field(default_factory=dict)
    """Where some numbers stand in their priors, whatever the draw."""
    prior: bool = False
    """Whether all other numbers are drawn from their priors, and not from the calibrated ensemble."""

    def run(self) -> "Finished":
        """Run it to its end."""
        began = perf_counter()
        sim = simulation(self).run()
        finished = left_by(sim, began)
        sim.close()
        return finished


@dataclass(frozen=True)
class Finished:
    """What a run leaves."""

    table: Table
    people: int
    scale: float
    events: int
    seconds: float
    flows: Flows


def left_by(sim: SurvivorJourneys, began: float) -> Finished:
    """Return what a run that has come to its end leaves; `began` is when its computing began."""
    return Finished(
        read_off(sim), len(sim.survivors), sim.scale, sim.events, perf_counter() - began, read_flows(sim)
    )  # fmt: skip


def changes_of(scenario: Scenario) -> list[Change]:
    """Return what the levers of a scenario do to the model's numbers."""
    return [change for use in scenario.levers for change in catalogue()[use.lever].changes(use)]


def simulation(job: Job, *, collect: bool = False, trace: bool = False, journal: bool = False) -> SurvivorJourneys:
    """Return the model of a job, on its first day.

    Raises InputError if what the scenario sets contradicts itself, or the other numbers of the draw.
    """
    try:
        return SurvivorJourneys(
            seed=job.seed, draw=job.draw, people=job.people, last_year=job.last_year,
            tick=job.scenario.calendar.tick_days, overrides=job.scenario.overrides, changes=changes_of(job.scenario),
            collect=collect, trace=trace, journal=journal, luck=job.luck, quantiles=numbers(job),
        )  # fmt: skip
    except ContradictionError as found:
        about = [name for name in job.scenario.overrides if name.startswith("margins.")]
        if not about:
            raise
        sentence = (
            f"{', '.join(about)} contradict each other, or other numbers of draw {job.draw}: nobody can be as they "
            "all say; set less extreme numbers"
        )
        raise InputError([Problem(Path(job.scenario.name), None, None, "overrides", sentence)]) from found


def numbers(job: Job) -> Mapping[str, float]:
    """Return where numbers stand in their priors: as the job says, else as the draw's member of the ensemble does."""
    return job.quantiles if job.prior else {**shipped().quantiles(job.seed, job.draw), **job.quantiles}


def parting(baseline: Scenario, other: Scenario) -> float | None:
    """Return the day on which the first lever starts that only one of two scenarios pulls.

    None if they differ from the first day, by a number set outright or a lever, or not at all. A number that a lever
    declares counts from the day that lever starts.
    """
    one, two = baseline.levers, other.levers
    alone = [use for use in one if use not in two] + [use for use in two if use not in one]
    set_apart = {name for name, _ in set(baseline.overrides.items()) ^ set(other.overrides.items())}
    of_levers = lever_quantities()
    if not set_apart <= set(of_levers):
        return None
    alone += [use for use in (*one, *two) if any(name.startswith(f"{use.lever}.") for name in set_apart)]
    if not alone:
        return None
    first = min(day_of(use.start) for use in alone)
    return first if first > 0 else None


def warnings_of(plan: Plan) -> Iterator[str]:
    """Yield what a reader must know about a plan's sample and draws."""
    if plan.draws == 1:
        middle = "every prior at its median" if plan.prior else "the calibrated parameter set nearest to all figures"
        yield f"One draw: {middle}. No interval can be given."
    elif plan.draws < 20:
        yield f"{plan.draws} draws: the ends of a 90% interval are rough; 20 or more are needed."
    if plan.people is not None:
        yield f"A sample of about {plan.people:,} people in exploitation at the start, scaled up; so are capacities."
    shorter = [s.name for s in plan.asked_for[1:] if s.calendar.last_day.year < plan.last_year]
    if shorter:
        yield f"Every scenario is lived to {plan.last_year}, beyond the calendar of its own file: {'; '.join(shorter)}."
    for scenario in plan.asked_for:
        pulled = {use.lever for use in scenario.levers}
        for name in sorted(scenario.overrides.keys() & lever_quantities().keys()):
            lever = name.partition(".")[0]
            if lever not in pulled:
                yield f"{scenario.name} sets {name}, a number of the lever {lever}, which it does not pull: no effect."


def quantiles(values: np.ndarray) -> tuple[float, float | None, float | None]:
    """Return the median of draws and the ends of the 90% interval (none for a single draw)."""
    middle = float(np.median(values))
    if values.size == 1:
        return middle, None, None
    low, high = np.quantile(values, (0.05, 0.95))
    return middle, float(low), float(high)
