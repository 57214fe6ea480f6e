"""Columnar agent sets: Mesa's verbs over columns, and a single person seen as an object."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.calendar import date_of
from model.population import Population, Rows
from model.rules import Column


class ColumnarAgentSet:
    """A selection of the agents of one kind who have entered.

    The verbs are those of ``mesa.AgentSet``: `select`, `groupby`, `agg`, `count`, `get`, `set`. Conditions name a
    column and a level (or several), as in ``people.select(justice="in_prison", age=["child"])``.
    """

    def __init__(self, population: Population, now: Callable[[], float], rows: Rows | None = None) -> None:
        self._population = population
        self._now = now
        self._rows = rows
        self._column = {c.name: c for c in population.kind.all_columns}

    @property
    def rows(self) -> Rows:
        """Rows of the members who have entered."""
        here = self._population.store.here
        return np.flatnonzero(here) if self._rows is None else self._rows[here[self._rows] == 1]

    def __len__(self) -> int:
        return int(self.rows.size)

    def __iter__(self) -> Iterator["Person"]:
        return (Person(self._population, int(row)) for row in self.rows)

    def __getitem__(self, position: int) -> "Person":
        return Person(self._population, int(self.rows[position]))

    def select(
        self, condition: Callable[["ColumnarAgentSet"], NDArray[np.bool_]] | None = None, **levels: Any
    ) -> "ColumnarAgentSet":
        """Return the members for whom every condition holds; `condition` maps the set to a mask of its length."""
        rows = self.rows
        keep = np.ones(rows.size, bool) if condition is None else np.asarray(condition(self), bool)
        for name, wanted in levels.items():
            column = self._find(name)
            several = wanted if isinstance(wanted, list | tuple | set) else [wanted]
            keep &= np.isin(self._population.level(column)[rows], [self._level(column, w) for w in several])
        return ColumnarAgentSet(self._population, self._now, rows[keep])

    def groupby(self, name: str) -> dict[str, "ColumnarAgentSet"]:
        """Return one set for each level of a column that occurs."""
        column, rows = self._find(name), self.rows
        levels = self._population.level(column)[rows]
        return {
            column.label(int(level)): ColumnarAgentSet(self._population, self._now, rows[levels == level])
            for level in np.unique(levels)
        }

    def count(self, **levels: Any) -> int:
        """Return how many members there are, or for how many the conditions hold."""
        return len(self.select(**levels)) if levels else len(self)

    def get(self, name: str) -> NDArray[np.uint8]:
        """Return the levels of a column (shape [members])."""
        return self._population.level(self._find(name))[self.rows].copy()

    def agg(self, name: str, function: Callable[[NDArray[np.uint8]], Any]) -> Any:
        """Apply a function to the levels of a column."""
        return function(self.get(name))

    def set(self, name: str, level: str | int) -> "ColumnarAgentSet":
        """Put a level in a plain column of every member; running clocks keep their luck and are retimed."""
        column, rows = self._find(name), self.rows
        levels = np.full(rows.size, self._level(column, level), np.uint8)
        self._population.put(column, rows, levels, self._now())
        return self

    def _find(self, name: str) -> Column:
        if name not in self._column:
            raise KeyError(f"{self._population.kind.name} have no column {name!r}, only {sorted(self._column)}")
        return self._column[name]

    @staticmethod
    def _level(column: Column, level: str | int) -> int:
        if isinstance(level, str):
            if isinstance(column.levels, int):
                raise ValueError(f"{column.name} is a number of a place, not {level!r}")
            return int(column.levels[level.upper()])
        return int(level)


class Person:
    """One synthetic agent: a view that reads the columns as they are now."""

    def __init__(self, population: Population, row: int) -> None:
        self._population = population
        self.row = row

    @property
    def number(self) -> int:
        """Identity: keys all of this agent's luck and is the same in every scenario."""
        return int(self._population.founders.number[self.row])

    def __getattr__(self, name: str) -> str:
        for column in self._population.kind.all_columns:
            if column.name == name:
                return column.label(int(self._population.level(column)[self.row]))
        raise AttributeError(f"{self._population.kind.name} have no {name!r}")

    def remembered(self) -> dict[str, str]:
        """Return the dates this agent remembers."""
        moments = self._population.layout.moments
        days = {m.name: float(self._population.moment(m)[self.row]) for m in moments}
        return {name: date_of(day).isoformat() for name, day in days.items() if np.isfinite(day)}

    def __repr__(self) -> str:
        columns = ", ".join(f"{c.name}={getattr(self, c.name)}" for c in self._population.kind.all_columns)
        return f"<synthetic {self._population.kind.name.removesuffix('s')} {self.number}: {columns}>"
