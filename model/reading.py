"""Reading: every outcome of a finished run, by year, for all and for each group, at national scale."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from model import outcomes
from model.kinds import EXPLOITERS, LEAVERS, SURVIVORS
from model.measure import EVERYBODY, Groups, Lengths, Outcome, Spells, Where, Whose, groups, population_of
from model.rules import Kind
from model.simulation import SurvivorJourneys

_modules = [import_module(f"{outcomes.__name__}.{m.name}") for m in iter_modules(outcomes.__path__)]
OUTCOMES: tuple[Outcome | Spells, ...] = tuple(outcome for module in _modules for outcome in module.OUTCOMES)
"""Every outcome, in the order of the files in model/outcomes/."""

BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}


Key: TypeAlias = tuple[str, str]
"""An outcome and a group."""
Row: TypeAlias = NDArray[np.float64]

_KINDS: dict[Whose, Kind] = {"survivors": SURVIVORS, "exploiters": EXPLOITERS, "leavers": LEAVERS}
_PARTS: tuple[Where, ...] = ("UK", "E&W")
GROUPS: dict[tuple[Whose, Where], Groups] = {
    (of, where): groups(kind, where) for of, kind in _KINDS.items() for where in _PARTS
} | {("everybody", "E&W"): EVERYBODY}
"""The groups by which the outcomes of each population are reported."""

PLACES: dict[Key, int] = {
    key: place for place, key in enumerate((o.name, group) for o in OUTCOMES for group in GROUPS[o.of, o.where].names)
}
"""Where the row of each outcome and group stands in a table."""


class Table(Mapping[Key, Row]):
    """Every outcome of a run, by outcome and group: one number a year, NaN where undefined.

    `rows` has shape [rows, years]; all tables have the same rows, so that many take little room.
    """

    def __init__(self, rows: Row) -> None:
        self.rows = rows

    def __getitem__(self, key: Key) -> Row:
        return np.asarray(self.rows[PLACES[key]])

    def __iter__(self) -> Iterator[Key]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


def read_off(sim: SurvivorJourneys) -> Table:
    """Return every outcome of a run."""
    rows = []
    for outcome in OUTCOMES:
        grouped = GROUPS[outcome.of, outcome.where]
        rows.append(
            _summarised(sim, outcome, grouped) if isinstance(outcome, Spells) else _by_year(sim, outcome, grouped)
        )
    return Table(np.concatenate(rows))


def _by_year(sim: SurvivorJourneys, outcome: Outcome, grouped: Groups) -> NDArray[np.float64]:
    """Return counts or shares (shape [groups, years])."""
    top = grouped.sums(outcome.top(sim))
    if outcome.bottom is None:
        return top * sim.scale_of(outcome.of)
    bottom = grouped.sums(outcome.bottom(sim))
    share = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=share, where=bottom > 0)
    if outcome.follow_up:
        share[:, sim.calendar.year_starts[1:] + outcome.follow_up > sim.calendar.end] = np.nan
    return share


def _summarised(sim: SurvivorJourneys, spells: Spells, grouped: Groups) -> NDArray[np.float64]:
    """Return a summary of durations (shape [groups, years])."""
    who, since, until = spells.spells(sim)
    year = np.searchsorted(sim.calendar.year_starts, until, side="right") - 1
    cell = population_of(sim, spells.of).store.cell[who]
    return spells.summary(Lengths(until - since, year, cell, len(sim.calendar.years), grouped))
