"""A study: the finished draws of a comparison, as arrays that every table, picture and rule reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.precision import Look
from experiments.draw import Compared
from experiments.job import Plan, parting
from model.calendar import ORIGIN, date_of
from model.reading import BY_NAME, PLACES, Key

Values = NDArray[np.float64]

COSTS = {
    "cost_levers": "cost of the levers themselves: staff, places and services they need, prices of 2023",
    "cost_public_and_levers": "cost to the public purse of what is modelled and of the levers, prices of 2023",
}
"""Outcomes of a comparison that no single world knows: what its levers cost."""
ROWS: Mapping[Key, int] = dict(PLACES) | {(name, "all"): len(PLACES) + i for i, name in enumerate(COSTS)}
DEFINITIONS = {name: {"meaning": o.meaning, "unit": o.unit, "where": o.where} for name, o in BY_NAME.items()} | {
    name: {"meaning": meaning, "unit": "pounds", "where": "E&W"} for name, meaning in COSTS.items()
}
"""Every outcome: meaning, unit and where."""


STOCK = "on 31 December"
"""What the meaning of every outcome says that is a number of people on one day."""


@dataclass(frozen=True, eq=False)
class Study:
    """Every scenario of a plan in every draw; scenario 0 is the baseline.

    `extra` scenarios stand behind those of the plan: packages in part, levers at part of their strength.
    """

    plan: Plan
    first: Sequence[Sequence[Compared]]
    """By draw, then by scenario."""
    again: Sequence[Sequence[Compared]] = ()
    """The same for the draws that were lived a second time with other luck."""
    looks: Mapping[str, tuple[tuple[Look, ...], ...]] = field(default_factory=dict)
    """By scenario: the looks at each precision asked, oldest first."""

    @cached_property
    def scales(self) -> Values:
        """How many people one simulated survivor stands for in each draw (shape [draws])."""
        return np.array([draw[0].finished.scale for draw in self.first])

    @property
    def scale(self) -> float:
        """The same, as the median over draws."""
        return float(np.median(self.scales))

    @property
    def years(self) -> slice:
        """The years reported, among those simulated."""
        return slice(self.plan.first_year - ORIGIN.year, self.plan.last_year - ORIGIN.year + 1)

    def since(self, scenario: int) -> int:
        """Return the first year reported in which a scenario may differ from the baseline."""
        day = parting(self.plan.scenarios[0], self.plan.scenarios[scenario])
        return max(self.plan.first_year, date_of(day).year if day is not None else self.plan.first_year)

    def values(self, scenario: int, again: bool = False) -> Values:
        """Return every outcome of a scenario (shape [draws, rows, years], rows as in `ROWS`)."""
        draws = self.again if again else self.first
        return np.array([rows_of(draw[scenario])[:, self.years] for draw in draws]).reshape(
            len(draws), len(ROWS), self.plan.last_year - self.plan.first_year + 1
        )

    def row(self, scenario: int, name: str, group: str = "all") -> Values:
        """Return one outcome of a scenario in every draw (shape [draws, years])."""
        return self._every(name, group)[:, scenario]

    def over_time(self, scenario: int, name: str, since: int, group: str = "all", again: bool = False) -> Values:
        """Return an outcome over the years from `since` on (shape [draws]): summed where years add up, else their mean.

        A mean is over the years in which every world of the draw defines it, so that differences are of the same years.
        `again`: of the draws that were lived again.
        """
        every = self._every(name, group, again)[:, :, max(0, since - self.plan.first_year) :]
        return over_years(np.where(np.isfinite(every).all(axis=1), every[:, scenario], np.nan), name)

    def _every(self, name: str, group: str, again: bool = False) -> Values:
        """Return one outcome in every world (shape [draws, scenarios, years])."""
        if (name, group, again) not in self._known:
            place = ROWS[name, group]
            draws = self.again if again else self.first
            rows = [[rows_of(world, place)[self.years] for world in draw] for draw in draws]
            self._known[name, group, again] = np.array(rows)
        return self._known[name, group, again]

    @cached_property
    def _known(self) -> dict[tuple[str, str, bool], Values]:
        return {}


def over_years(values: Values, name: str) -> Values:
    """Return an outcome over years, the last axis: summed where years add up, else their mean; NaN if never defined."""
    defined = np.isfinite(values)
    counted, found = defined.sum(axis=-1), np.where(defined, values, 0.0).sum(axis=-1)
    by = np.ones_like(found) if adds_up(name) else counted
    return np.asarray(np.divide(found, by, out=np.full(found.shape, np.nan), where=counted > 0))


def adds_up(name: str) -> bool:
    """Return whether the years of an outcome may be summed: not shares, days, nor numbers of people on one day."""
    known = DEFINITIONS[name]
    return known["unit"] not in ("share", "days") and STOCK not in known["meaning"]


def rows_of(compared: Compared, place: int | None = None) -> Values:
    """Return all rows of one run, costs of levers included (shape [rows, years]), or the row at one place."""
    table, pounds = compared.finished.table, compared.pounds
    if place is not None and place < len(PLACES):
        return np.asarray(table.rows[place])
    both = np.array([pounds, table["cost_public", "all"] + pounds])
    return both[place - len(PLACES)] if place is not None else np.concatenate([table.rows, both])
