"""Reading: every outcome of a finished run, by year, for all and for each group, at national scale."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from model import outcomes
from model.measure import EVERYBODY, Groups, Outcome, Spells, Where, Whose, groups, population_of
from model.simulation import SurvivorJourneys

Table: TypeAlias = dict[tuple[str, str], NDArray[np.float64]]
"""By (outcome, group): one number a year, NaN where undefined."""

_modules = [import_module(f"{outcomes.__name__}.{m.name}") for m in iter_modules(outcomes.__path__)]
OUTCOMES: tuple[Outcome | Spells, ...] = tuple(outcome for module in _modules for outcome in module.OUTCOMES)
"""Every outcome, in the order of the files in model/outcomes/."""

BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}


def read_off(sim: SurvivorJourneys) -> Table:
    """Return every outcome of a run."""
    apart: tuple[Whose, ...] = ("survivors", "exploiters", "leavers")
    parts: tuple[Where, ...] = ("UK", "E&W")
    known = {(of, where): groups(population_of(sim, of), where) for of in apart for where in parts}
    known["everybody", "E&W"] = EVERYBODY
    table: Table = {}
    for outcome in OUTCOMES:
        grouped = known[outcome.of, outcome.where]
        values = _summarised(sim, outcome, grouped) if isinstance(outcome, Spells) else _by_year(sim, outcome, grouped)
        table |= {(outcome.name, group): row for group, row in zip(grouped.names, values, strict=True)}
    return table


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
    cells = population_of(sim, spells.of).store.cell[who]
    years = np.searchsorted(sim.calendar.year_starts, until, side="right") - 1
    out = np.full((len(grouped.names), len(sim.calendar.years)), np.nan)
    for year in range(out.shape[1]):
        now = years == year
        days, within = (until - since)[now], grouped.cells[:, cells[now]]
        for group in np.flatnonzero(within.any(axis=1)):
            out[group, year] = spells.summary(days[within[group]])
    return out
