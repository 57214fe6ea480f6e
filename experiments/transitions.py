"""Transitions: every move from state to state that a kind's clocks can bring about, read off their steps.

A clock is followed through all its branches with, for every column, the levels at which an agent can still be: it runs
only in its own states and not while a factor of 0 stops it; a fork narrows a column down, a move or a set fixes it, and
where branches meet the levels of both are kept. Nothing that can happen is left out. Some moves described never happen,
because levels that exclude each other over a life are not ruled out, only those that exclude each other within a clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from model.evidence import Quantity
from model.rules import Ask, Column, If, Kind, Move, Process, Ratios, Set, Shift, Step, Trigger, Wait

Possible: TypeAlias = Mapping[Column, frozenset[int]]
"""The levels at which each column can be."""
Found: TypeAlias = dict[tuple[Process, int, int], None]
"""Moves in the order in which they are met: process, from, to."""


@dataclass(frozen=True)
class Transition:
    """A move from one state of a process to another (or anew into the same), with the clocks that bring it about."""

    process: str
    before: str
    after: str
    own: tuple[str, ...]
    """Clocks of the process itself."""
    others: tuple[str, ...]
    """Clocks of other processes."""

    @property
    def clocks(self) -> tuple[str, ...]:
        """All of them."""
        return self.own + self.others


@dataclass(frozen=True)
class Arrow:
    """Transitions into one state with the same clocks behind them, under one number."""

    number: int
    befores: tuple[str, ...]
    after: str
    own: tuple[str, ...]
    others: tuple[str, ...]


def arrows(found: Iterable[Transition]) -> tuple[Arrow, ...]:
    """Return the transitions of a process put together, numbered from 1."""
    together: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for each in found:
        together.setdefault((each.after, each.own, each.others), []).append(each.before)
    return tuple(Arrow(n, tuple(befores), *key) for n, (key, befores) in enumerate(together.items(), 1))


def transitions(kind: Kind) -> Iterator[Transition]:
    """Yield the transitions of every process of a kind, by process, state left and state entered."""
    behind: dict[tuple[Process, int, int], list[Wait | Trigger]] = {}
    clocks: tuple[Wait | Trigger, ...] = (*kind.waits, *kind.triggers)
    for clock in clocks:
        for move in moves(kind, clock):
            behind.setdefault(move, []).append(clock)
    for process, before, after in sorted(behind, key=lambda m: (kind.processes.index(m[0]), m[1], m[2])):
        found = behind[process, before, after]
        yield Transition(
            process.name, process.label(before), process.label(after),
            tuple(clock.name for clock in found if clock.process is process),
            tuple(clock.name for clock in found if clock.process is not process),
        )  # fmt: skip


def moves(kind: Kind, clock: Wait | Trigger) -> Found:
    """Return the moves that the steps of one clock can bring about."""
    possible: dict[Column, frozenset[int]] = {c: frozenset(range(c.size)) for c in kind.all_columns}
    possible[clock.process] = frozenset(int(level) for level in clock.at)
    found: Found = {}
    at_start = _not_stopped(clock.speeds, possible) if isinstance(clock, Wait) else possible
    if at_start:
        _follow(clock.then, at_start, found)
    return found


def _not_stopped(ratios: Ratios, possible: Possible) -> Possible | None:
    """Return what is possible while no factor is a 0 written out; None if nothing is."""
    narrowed = dict(possible)
    for column, each in ratios.items():
        if not isinstance(each, Quantity):
            none = {int(level) for level, factor in each.items() if not isinstance(factor, Quantity) and factor == 0}
            narrowed[column] = narrowed[column] - none
    return narrowed if all(narrowed.values()) else None


def _follow(steps: tuple[Step, ...], possible: Possible | None, found: Found) -> Possible | None:
    """Note the moves of steps and return what is possible after them; None where they cannot be reached."""
    for step in steps:
        if possible is None:
            return None
        match step:
            case If():
                told = frozenset(int(level) for level in step.levels)
                possible = _either(
                    _follow(step.then, _at(possible, step.column, possible[step.column] & told), found),
                    _follow(step.otherwise, _at(possible, step.column, possible[step.column] - told), found),
                )
            case Ask():
                possible = _either(
                    _follow(step.yes, _not_stopped(step.odds, possible), found), _follow(step.no, possible, found)
                )
            case Move():
                found.update(((step.process, before, int(step.to)), None) for before in sorted(possible[step.process]))
                possible = _at(possible, step.process, frozenset({int(step.to)}))
            case Set():
                possible = _at(possible, step.column, frozenset({int(step.level)}))
            case Shift():
                last = step.column.size - 1
                shifted = frozenset(min(max(level + step.by, 0), last) for level in possible[step.column])
                possible = _at(possible, step.column, shifted)
    return possible


def _at(possible: Possible, column: Column, levels: frozenset[int]) -> Possible | None:
    return {**possible, column: levels} if levels else None


def _either(one: Possible | None, other: Possible | None) -> Possible | None:
    if one is None or other is None:
        return one or other
    return {column: one[column] | other[column] for column in one}
