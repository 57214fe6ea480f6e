"""Outcomes: every reported measure, defined once, and how it is read off a finished run.

Counts are national, by calendar year of the event. Cohort shares belong to the year in which the cohort forms and are
undefined for a year whose cohort cannot be followed to the end of the run. `UK` outcomes are those of the National
Referral Mechanism; all others are for England and Wales.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from model import junctions, survivor
from model.population import Population
from model.rules import Column, Event
from model.simulation import SurvivorJourneys
from model.stages import care, custody, defendant, detention, exploitation, grounds, prosecution, testimony
from model.survivor import Age, Exploitation, Referral

Cells: TypeAlias = NDArray[np.float64]
Table: TypeAlias = dict[tuple[str, str], NDArray[np.float64]]
"""By (outcome, group): one number a year, NaN where undefined."""

GROUPS: tuple[Column, ...] = (survivor.sex, survivor.age, survivor.status, survivor.exploitation_type)
FOLLOW_UP = 365.0


@dataclass(frozen=True)
class Outcome:
    """One measure: `top` over `bottom` if there is one; both read cells (shape [years, cells]) off a run."""

    name: str
    meaning: str
    unit: Literal["people", "decisions", "defendants", "crimes", "investigations", "share", "days"]
    where: Literal["UK", "E&W"]
    top: Callable[[SurvivorJourneys], Cells]
    bottom: Callable[[SurvivorJourneys], Cells] | None = None
    of_survivors: bool = True
    follow_up: bool = False


@dataclass(frozen=True)
class Spells:
    """A summary of durations ended in the year."""

    name: str
    meaning: str
    where: Literal["UK", "E&W"]
    of: Callable[[SurvivorJourneys], tuple[NDArray[np.int64], Cells, Cells]]
    summary: Callable[[Cells], np.floating]
    of_survivors: bool = True

    unit: Literal["days"] = "days"


def counted(event: Event) -> Callable[[SurvivorJourneys], Cells]:
    """Return a reader of an event's counts."""

    def read(sim: SurvivorJourneys) -> Cells:
        population = sim.survivors if event in sim.survivors.layout.events else sim.exploiters
        return population.count(event).astype(float)

    return read


def of_age(event: Event, level: Age) -> Callable[[SurvivorJourneys], Cells]:
    """Return a reader of an event's counts among one age group."""

    def read(sim: SurvivorJourneys) -> Cells:
        levels = cell_levels(sim.survivors, survivor.age)
        return np.asarray(sim.survivors.count(event) * (levels == level), float)

    return read


def backlog(sim: SurvivorJourneys) -> Cells:
    """Return people with positive reasonable grounds awaiting a conclusive decision on 31 December."""
    people = sim.survivors
    waiting = people.stock(survivor.referral, Referral.RECOVERY_PERIOD)
    return (waiting + people.stock(survivor.referral, Referral.AWAITING_CONCLUSIVE_GROUNDS)).astype(float)


def in_exploitation(sim: SurvivorJourneys) -> Cells:
    """Return people in exploitation on 31 December."""
    return sim.survivors.stock(survivor.exploitation, Exploitation.EXPLOITED).astype(float)


def _count(event: Event, unit: str, where: str, of_survivors: bool = True) -> Outcome:
    return Outcome(event.name, event.meaning, unit, where, counted(event), of_survivors=of_survivors)  # type: ignore[arg-type]


def _cg_days(sim: SurvivorJourneys) -> tuple[NDArray[np.int64], Cells, Cells]:
    return sim.survivors.spells(grounds.cg_days)


def _charge_to_verdict(sim: SurvivorJourneys) -> tuple[NDArray[np.int64], Cells, Cells]:
    return sim.exploiters.spells(prosecution.charge_to_verdict)


referrals = junctions.referrals
OUTCOMES: tuple[Outcome | Spells, ...] = (
    Outcome("in_exploitation", "people in exploitation on 31 December", "people", "E&W", in_exploitation),
    _count(referrals, "people", "UK"),
    Outcome("nrm_referrals_adult", "referrals of people exploited as adults", "people", "UK",
            of_age(referrals, Age.ADULT)),
    Outcome("nrm_referrals_child", "referrals of people exploited as children", "people", "UK",
            of_age(referrals, Age.CHILD)),
    *(_count(junctions.referrals_by[by], "people", "UK") for by in junctions.referrals_by),
    _count(junctions.duty_to_notify, "people", "E&W"),
    _count(grounds.rg_decisions, "decisions", "UK"),
    Outcome("rg_positive_share", "positive reasonable-grounds decisions of all made in the year", "share", "UK",
            counted(grounds.rg_positive), counted(grounds.rg_decisions)),
    _count(grounds.cg_decisions, "decisions", "UK"),
    Outcome("cg_positive_share", "positive conclusive-grounds decisions of all made in the year", "share", "UK",
            counted(grounds.cg_positive), counted(grounds.cg_decisions)),
    Spells("cg_days_median", "median days from referral to conclusive decision, decisions made in the year", "UK",
           _cg_days, np.median),
    Spells("cg_days_mean", "mean days from referral to conclusive decision, decisions made in the year", "UK",
           _cg_days, np.mean),
    Outcome("cg_backlog", "positive reasonable grounds, awaiting a conclusive decision on 31 December",
            "people", "UK", backlog),
    _count(grounds.left_queue, "people", "UK"),
    _count(care.entrants, "people", "E&W"),
    _count(junctions.crimes, "crimes", "E&W"),
    _count(junctions.witnesses_supporting, "people", "E&W"),
    _count(testimony.withdrawals, "people", "E&W"),
    _count(prosecution.investigations, "investigations", "E&W", of_survivors=False),
    _count(prosecution.sent_to_prosecutors, "defendants", "E&W", of_survivors=False),
    _count(prosecution.charges, "defendants", "E&W", of_survivors=False),
    _count(prosecution.prosecutions, "defendants", "E&W", of_survivors=False),
    _count(prosecution.convictions, "defendants", "E&W", of_survivors=False),
    Outcome("conviction_rate", "flagged prosecutions completed in the year that end in conviction", "share", "E&W",
            counted(prosecution.convictions), counted(prosecution.prosecutions), of_survivors=False),
    Spells("charge_to_verdict_days_mean", "mean days from charge to verdict of exploiters, verdicts of the year", "E&W",
           _charge_to_verdict, np.mean, of_survivors=False),
    _count(defendant.arrests, "people", "E&W"),
    _count(defendant.recognised_in_custody, "people", "E&W"),
    _count(junctions.charges, "people", "E&W"),
    _count(defendant.section_45_raised, "people", "E&W"),
    _count(defendant.section_45_accepted, "people", "E&W"),
    _count(defendant.convictions, "people", "E&W"),
    _count(junctions.imprisonments, "people", "E&W"),
    _count(custody.disclosed, "people", "E&W"),
    _count(custody.releases, "people", "E&W"),
    _count(custody.released_undecided, "people", "E&W"),
    Outcome("reoffended_12m", "survivors released in the year who are reconvicted within 12 months", "share", "E&W",
            counted(custody.reoffended_12m), counted(custody.releases), follow_up=True),
    _count(junctions.passed_on, "people", "E&W"),
    _count(junctions.detentions, "people", "E&W"),
    _count(detention.removals, "people", "E&W"),
    _count(junctions.exits, "people", "E&W"),
    _count(exploitation.retrafficked_event, "people", "E&W"),
    Outcome("retrafficked_12m", "people who exit exploitation in the year and are exploited again within 12 months",
            "share", "E&W", counted(exploitation.retrafficked_12m), counted(junctions.exits), follow_up=True),
)  # fmt: skip

BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}


def cell_levels(population: Population, column: Column) -> NDArray[np.int64]:
    """Return the level of a group column in each cell (shape [cells])."""
    shape = tuple(c.size for c in population.kind.groups)
    at = population.kind.groups.index(column)
    return np.broadcast_to(
        np.arange(column.size).reshape([-1 if i == at else 1 for i in range(len(shape))]), shape
    ).ravel()


def read_off(sim: SurvivorJourneys) -> Table:
    """Return every outcome of a run by year, for all and for each group, at national scale."""
    table: Table = {}
    for outcome in OUTCOMES:
        for group, mask in groups_of(sim, outcome):
            if isinstance(outcome, Spells):
                table[outcome.name, group] = _summarised(sim, outcome, mask)
            else:
                table[outcome.name, group] = _by_year(sim, outcome, mask)
    return table


def groups_of(sim: SurvivorJourneys, outcome: Outcome | Spells) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Yield each group's name and its cells; cells outside the outcome's part of the UK belong to none."""
    population = sim.survivors if outcome.of_survivors else sim.exploiters
    cells = population.books.counts.shape[2]
    everywhere = np.ones(cells, bool)
    if not outcome.of_survivors:
        yield "all", everywhere
        return
    if outcome.where == "E&W":
        everywhere = cell_levels(population, survivor.nation) == survivor.Nation.ENGLAND_AND_WALES
    yield "all", everywhere
    for column in GROUPS:
        levels = cell_levels(population, column)
        for level in range(column.size):
            yield f"{column.name}={column.label(level)}", everywhere & (levels == level)


def _by_year(sim: SurvivorJourneys, outcome: Outcome, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    top = outcome.top(sim)[:, mask].sum(axis=1)
    if outcome.bottom is None:
        return np.asarray(top * sim.scale)
    bottom = outcome.bottom(sim)[:, mask].sum(axis=1)
    share = np.full(top.size, np.nan)
    np.divide(top, bottom, out=share, where=bottom > 0)
    if outcome.follow_up:
        share[sim.calendar.year_starts[1:] + FOLLOW_UP > sim.calendar.end] = np.nan
    return share


def _summarised(sim: SurvivorJourneys, spells: Spells, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    population = sim.survivors if spells.of_survivors else sim.exploiters
    who, since, until = spells.of(sim)
    years = np.searchsorted(sim.calendar.year_starts, until, side="right") - 1
    within = mask[population.store.cell[who]]
    out = np.full(len(sim.calendar.years), np.nan)
    for year in range(out.size):
        days = (until - since)[within & (years == year)]
        if days.size:
            out[year] = spells.summary(days)
    return out
