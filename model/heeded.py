"""Heeded: the numbers that can make a difference to agents whom nobody reaches, found in the declarations.

Such agents live by the clocks of their own states alone. So what may become of them follows from what they are when
they come in: the levels that a step may put, the states that it may enter. A number read only beyond that may be
anything. Which levels go together is not looked at, so that too much may be found, never too little.
"""

from collections.abc import Iterable, Mapping

from model.evidence import Quantity
from model.rules import Ask, Column, If, Kind, Move, Ratios, Set, Shift, Step, Wait
from model.values import made_of


def heeded(kind: Kind, at_entry: Mapping[Column, Iterable[int]]) -> frozenset[Quantity]:
    """Return every number, those it is made of included, that agents with some of these levels at entry may heed."""
    return _Lives(kind, at_entry).numbers()


class _Lives:
    """The levels that agents may have at some time, and the numbers read on the way."""

    def __init__(self, kind: Kind, at_entry: Mapping[Column, Iterable[int]]) -> None:
        self._levels = {column: set(at_entry[column]) for column in kind.all_columns}
        self._read: set[Quantity] = set()
        before = -1
        while before < (before := sum(map(len, self._levels.values()))):
            for wait in kind.waits:
                if self._may_end(wait):
                    self._end(wait)

    def numbers(self) -> frozenset[Quantity]:
        """Return the numbers read, and those they are made of."""
        return frozenset[Quantity]().union(*map(made_of, self._read))

    def _may_end(self, wait: Wait) -> bool:
        """Return whether its clock may run: it stands still where a ratio is 0 by declaration at every level."""
        stopped = (
            not isinstance(by_level, Quantity) and all(by_level.get(level) == 0.0 for level in self._levels[column])
            for column, by_level in wait.speeds.items()
        )  # fmt: skip
        return not self._levels[wait.process].isdisjoint(wait.at) and not any(stopped)

    def _end(self, wait: Wait) -> None:
        self._read.add(wait.pace)
        if wait.shape.number:
            self._read.add(wait.shape.number)
        self._heed(wait.speeds)
        self._take(wait.then)

    def _heed(self, ratios: Ratios) -> None:
        for column, by_level in ratios.items():
            if isinstance(by_level, Quantity):
                self._read.add(by_level)
            else:
                found = (by_level.get(level) for level in self._levels[column])
                self._read.update(ratio for ratio in found if isinstance(ratio, Quantity))

    def _take(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            match step:
                case Ask():
                    self._read.add(step.chance)
                    self._heed(step.odds)
                    self._take(step.yes + step.no)
                case If():
                    levels = self._levels[step.column]
                    self._take(() if levels.isdisjoint(step.levels) else step.then)
                    self._take(() if levels.issubset(step.levels) else step.otherwise)
                case Move():
                    self._levels[step.process].add(int(step.to))
                case Set():
                    self._levels[step.column].add(int(step.level))
                case Shift():
                    last = step.column.size - 1
                    self._levels[step.column] |= {min(max(x + step.by, 0), last) for x in self._levels[step.column]}
