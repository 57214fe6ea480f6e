"""The vocabulary of outcomes: what is counted, over what, for whom, and how it is read off a finished run.

Counts are by calendar year of the event. Cohort shares belong to the year in which the cohort forms and are undefined
for a year whose cohort cannot be followed to the end of the run. `UK` outcomes are those of the National Referral
Mechanism; all others are for England and Wales. Readers return cells (shape [years, cells of the population]).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model import survivor
from model.population import Population
from model.rules import Column, Duration, Event, Kind, Process
from model.simulation import SurvivorJourneys
from model.survivor import Nation

Cells: TypeAlias = NDArray[np.float64]
Reader: TypeAlias = Callable[[SurvivorJourneys], Cells]
Spell: TypeAlias = tuple[NDArray[np.int64], Cells, Cells]
"""Who, and the days on which it began and ended."""
SpellReader: TypeAlias = Callable[[SurvivorJourneys], Spell]
Whose: TypeAlias = Literal["survivors", "exploiters", "leavers", "everybody"]
Where: TypeAlias = Literal["UK", "E&W"]
Unit: TypeAlias = Literal[
    "people", "decisions", "defendants", "crimes", "investigations", "orders", "share", "days", "person-years",
    "pounds",
]  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """One measure: `top` over `bottom` if there is one. `beside` names the outcome that answers without its bias."""

    name: str
    meaning: str
    unit: Unit
    where: Where
    top: Reader
    bottom: Reader | None = None
    of: Whose = "survivors"
    follow_up: float = 0.0
    """Days for which the cohort of a year must be followed."""
    beside: str = ""
    quarter: int = 0
    """The quarter of the year it is about, from 1; 0 for the year."""


@dataclass(frozen=True)
class Spells:
    """A summary of durations: those that ended in the year, or those still open at its end."""

    name: str
    meaning: str
    where: Where
    spells: SpellReader
    summary: "Summary"
    of: Whose = "survivors"
    unit: Unit = "days"
    beside: str = ""
    quarter: int = 0


def population_of(sim: SurvivorJourneys, whose: Whose) -> Population:
    """Return the agents an outcome is about."""
    return {"survivors": sim.survivors, "exploiters": sim.exploiters, "leavers": sim.leavers}[whose]


# Readers --------------------------------------------------------------------------------------------------------------


def counted(*events: Event, of: Whose = "survivors") -> Reader:
    """Return a reader of how often any of some events was counted."""
    return lambda sim: np.sum([population_of(sim, of).count(event) for event in events], axis=0, dtype=float)


def among(read: Reader, column: Column, *levels: int, of: Whose = "survivors") -> Reader:
    """Return a reader of the same cells, those of some levels of a group column only."""

    def only(sim: SurvivorJourneys) -> Cells:
        return np.asarray(read(sim) * np.isin(cell_levels(population_of(sim, of).kind, column), levels), float)

    return only


def stock(process: Process, *states: int, of: Whose = "survivors") -> Reader:
    """Return a reader of how many are in some states on 31 December."""
    return lambda sim: np.sum([population_of(sim, of).stock(process, s) for s in states], axis=0, dtype=float)


def entries(process: Process, *states: int, of: Whose = "survivors") -> Reader:
    """Return a reader of how often some states are entered."""
    return lambda sim: np.sum([population_of(sim, of).flow(process, s) for s in states], axis=0, dtype=float)


def years_in(process: Process, *states: int, of: Whose = "survivors") -> Reader:
    """Return a reader of the time spent in some states, in years."""
    return lambda sim: np.sum([population_of(sim, of).days_in(process, s) for s in states], axis=0) / 365.25


def plus(*readers: Reader) -> Reader:
    """Return a reader of a sum."""
    return lambda sim: np.sum([read(sim) for read in readers], axis=0)


def minus(one: Reader, other: Reader) -> Reader:
    """Return a reader of a difference."""
    return lambda sim: one(sim) - other(sim)


def ended(duration: Duration, of: Whose = "survivors") -> SpellReader:
    """Return a reader of the spells of a duration, which belong to the year in which they end."""
    return lambda sim: population_of(sim, of).spells(duration)


def in_quarter(read: SpellReader, quarter: int) -> SpellReader:
    """Return a reader of the spells that ended in one quarter of a year, the first being 1."""

    def only(sim: SurvivorJourneys) -> Spell:
        who, since, until = read(sim)
        now = np.searchsorted(sim.calendar.quarter_starts, until, side="right") % 4 == quarter % 4
        return who[now], since[now], until[now]

    return only


def longer_than(read: SpellReader, days: float) -> SpellReader:
    """Return a reader of the spells longer than so many days."""

    def only(sim: SurvivorJourneys) -> Spell:
        who, since, until = read(sim)
        long = until - since > days
        return who[long], since[long], until[long]

    return only


def number_of(read: SpellReader, of: Whose = "survivors") -> Reader:
    """Return a reader of how many spells ended in each year."""

    def number(sim: SurvivorJourneys) -> Cells:
        who, _, until = read(sim)
        return _tally(sim, of, who, until)

    return number


def number_begun(read: SpellReader, grace: float, of: Whose = "survivors") -> Reader:
    """Return a reader of how many spells began in each year and had ended so many days after its end."""

    def number(sim: SurvivorJourneys) -> Cells:
        who, since, until = read(sim)
        starts = sim.calendar.year_starts
        years = np.searchsorted(starts, since, side="right") - 1
        kept = (years >= 0) & (until < starts[years + 1] + grace)
        return _tally(sim, of, who[kept], since[kept])

    return number


def _tally(sim: SurvivorJourneys, of: Whose, who: NDArray[np.int64], days: Cells) -> Cells:
    """Return how many of these days lie in each year, by cell of the people they belong to."""
    population = population_of(sim, of)
    years = np.searchsorted(sim.calendar.year_starts, days, side="right") - 1
    tally = np.zeros(population.books.counts.shape[1:])
    np.add.at(tally, (years, population.store.cell[who]), 1.0)
    return tally


def cell_levels(kind: Kind, column: Column) -> NDArray[np.int64]:
    """Return the level of a group column in each cell (shape [cells])."""
    shape = tuple(c.size for c in kind.groups)
    at = kind.groups.index(column)
    levels = np.arange(column.size).reshape([-1 if i == at else 1 for i in range(len(shape))])
    return np.broadcast_to(levels, shape).ravel()


# Groups ---------------------------------------------------------------------------------------------------------------

REPORTED = (survivor.sex, survivor.age, survivor.status, survivor.nationality, survivor.exploitation_type)
"""The columns by which outcomes of survivors are reported."""


@dataclass(frozen=True)
class Groups:
    """The groups of a population by which outcomes are reported, and the cells that belong to each."""

    names: tuple[str, ...]
    cells: NDArray[np.bool_] = field(repr=False)
    """Shape [groups, cells]."""

    @cached_property
    def _weights(self) -> Cells:
        return self.cells.astype(float)

    def sums(self, cells: Cells) -> Cells:
        """Return the sums of cells by group and year (shape [groups, years])."""
        return np.asarray(self._weights @ cells.T)


@dataclass(frozen=True)
class Lengths:
    """Spells to be summed up: how long each was, and in which year and cell it belongs (each of shape [spells])."""

    days: Cells
    year: NDArray[np.int64]
    cell: NDArray[np.integer]
    years: int
    groups: Groups

    def sums(self, weights: Cells) -> Cells:
        """Return weights summed by group and year (shape [groups, years])."""
        cells = self.groups.cells.shape[1]
        by_cell = np.bincount(self.year * cells + self.cell, weights, minlength=self.years * cells)
        return self.groups.sums(np.asarray(by_cell, float).reshape(self.years, cells))


Summary: TypeAlias = Callable[[Lengths], Cells]
"""Sums up spells by group and year (shape [groups, years]); NaN where there are none."""


def means(spells: Lengths) -> Cells:
    """Return mean lengths."""
    return _ratio(spells.sums(spells.days), spells.sums(np.ones(spells.days.size)))


def shares_over(days: float) -> Summary:
    """Return a summary: the share of spells longer than so many days."""
    return lambda spells: _ratio(
        spells.sums((spells.days > days).astype(float)), spells.sums(np.ones(spells.days.size))
    )


def medians(spells: Lengths) -> Cells:
    """Return median lengths."""
    order = np.lexsort((spells.days, spells.year))
    days, year, cell = spells.days[order], spells.year[order], spells.cell[order]
    return medians_by_group(days, year, cell, spells.years, spells.groups.cells)


@njit(cache=True)
def medians_by_group(
    days: Cells, year: NDArray[np.int64], cell: NDArray[np.integer], years: int, cells: NDArray[np.bool_]
) -> Cells:
    """Return medians by group and year of lengths in order of year, then of length."""
    out = np.full((cells.shape[0], years), np.nan)
    held = np.empty(days.size)
    for group in range(cells.shape[0]):
        first, n = 0, 0
        for at in range(days.size):
            if cells[group, cell[at]]:
                held[n] = days[at]
                n += 1
            if n > first and (at + 1 == days.size or year[at + 1] != year[at]):
                out[group, year[at]] = (held[(first + n - 1) // 2] + held[(first + n) // 2]) / 2
                first = n
    return out


def _ratio(top: Cells, bottom: Cells) -> Cells:
    out = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=out, where=bottom > 0)
    return out


EVERYBODY = Groups(("all",), np.ones((1, 1), bool))
"""The one group of outcomes that are sums over several populations."""


def groups(kind: Kind, where: Where) -> Groups:
    """Return all, then every level of the reported columns the kind is counted by, in one part of the UK."""
    columns = [c for c in REPORTED if c in kind.groups]
    within = np.ones(int(np.prod([c.size for c in kind.groups], dtype=int)), bool)
    if where == "E&W" and survivor.nation in kind.groups:
        within = cell_levels(kind, survivor.nation) == Nation.ENGLAND_AND_WALES
    names, masks = ["all"], [within]
    for column in columns:
        levels = cell_levels(kind, column)
        for level in range(column.size):
            names.append(f"{column.name}={column.label(level)}")
            masks.append(within & (levels == level))
    return Groups(tuple(names), np.array(masks))
