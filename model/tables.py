"""A kind of agent laid out as flat arrays, in the order in which the compiled kernel reads them.

The numbers themselves (paces, chances, ratios) sit in one vector that is filled anew whenever a dated value or a
lever changes one of them; everything else is fixed for the kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from model.chance import decision_key
from model.evidence import Quantity
from model.rules import (
    Ask,
    Column,
    Count,
    Event,
    Form,
    If,
    Kind,
    Mark,
    Moment,
    Move,
    Process,
    Ratios,
    Set,
    Spell,
    Step,
    Tell,
    Topic,
    Trigger,
    Wait,
    per_day,
    question_names,
)  # fmt: skip

ASK, IF, MOVE, SET, MARK, COUNT, SPELL, TELL = range(8)
END = -1

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = Floats


class Values(Protocol):
    """Where the numbers come from."""

    def at(self, quantity: Quantity, day: float, place: Column | None) -> float | Floats:
        """Return the number in force on a day, or one for each place."""


class Tables(NamedTuple):
    """What the kernel reads. Clocks are waits, then triggers; nodes are the steps of all clocks."""

    column_size: Ints  # [columns] levels of each
    group_column: Ints  # columns by which events are counted
    state_column: Ints  # [processes] column that holds the state
    state_offset: Ints  # [processes] number of the first state in the list of all states
    first_slot: Ints  # [processes + 1] slots of each process
    running_start: Ints  # [states + 1] into `running`
    running: Ints  # clocks that run in each state
    state_reads: NDArray[np.uint64]  # [states] bit set of the columns that some clock running there depends on
    process: Ints  # [clocks]
    at: NDArray[np.uint64]  # [clocks] bit set of the states in which it runs or may be pulled
    key: NDArray[np.uint64]  # [clocks]
    form: Ints  # [clocks]
    shape_at: Ints  # [clocks] two numbers of the shape in the vector
    pace_at: Ints  # [clocks]
    pace_column: Ints  # [clocks] place column, or -1
    ratio_start: Ints  # [clocks + 1] into ratio_column, ratio_at
    ratio_column: Ints
    ratio_at: Ints
    reads: NDArray[np.uint64]  # [clocks] bit set of the columns the speed depends on
    program: Ints  # [clocks] first node
    op: Ints  # [nodes]
    first: Ints  # [nodes] chance in the vector, column, process, moment, event, duration or topic
    second: Ints  # [nodes] place column, level set, state, level, moment + 1
    span: Floats  # [nodes] days within which an event counts
    question: NDArray[np.uint64]  # [nodes]
    odds_start: Ints  # [nodes + 1] into odds_column, odds_at
    odds_column: Ints
    odds_at: Ints
    on_yes: Ints  # [nodes]
    on_no: Ints  # [nodes]
    level_set: NDArray[np.uint64]  # bit sets of levels, for IF


@dataclass(frozen=True)
class Cell:
    """One stretch of the vector of numbers and how it is computed."""

    at: int
    size: int
    read: Callable[[Values, float], float | Floats]


class Layout:
    """The tables of a kind, the names behind their numbers, and the way to fill the vector of numbers."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.columns: dict[Column, int] = {c: i for i, c in enumerate(kind.all_columns)}
        self.processes: dict[Process, int] = {p: i for i, p in enumerate(kind.processes)}
        self.clocks: dict[Wait | Trigger, int] = {c: i for i, c in enumerate((*kind.waits, *kind.triggers))}
        self.events: dict[Event, int] = {}
        self.moments: dict[Moment, int] = {}
        self.topics: dict[Topic, int] = {}
        self.durations: dict[Spell | object, int] = {}
        self.cells: list[Cell] = []
        self.size = 0
        if len(self.columns) > 64 or any(c.size > 255 for c in self.columns):
            raise ValueError(f"{kind.name}: at most 64 columns of at most 255 levels")
        self._nodes: list[tuple[int, int, int, float, int, list[tuple[int, int]], int, int]] = []
        self._level_sets: list[int] = []
        self.tables = self._lay_out()

    def numbers(self, values: Values, day: float) -> Numbers:
        """Return the vector of numbers in force on a day."""
        vector = np.ones(self.size)
        for cell in self.cells:
            vector[cell.at : cell.at + cell.size] = cell.read(values, day)
        return vector

    def speed_cells(self, wait: Wait) -> list[slice]:
        """Return the stretches of the vector on which the speed of a wait depends: its pace, then each ratio."""
        t, k = self.tables, self.clocks[wait]
        stretches = [(int(t.pace_at[k]), wait.place.size if wait.place else 1)]
        for column, at in zip(wait.speeds, t.ratio_at[t.ratio_start[k] : t.ratio_start[k + 1]], strict=True):
            stretches.append((int(at), column.size))
        return [slice(at, at + size) for at, size in stretches]

    def states(self) -> list[tuple[Process, int]]:
        """Return every state of every process, in the order of the flow counters."""
        return [(p, s) for p in self.kind.processes for s in range(p.size)]

    def _reserve(self, size: int, read: Callable[[Values, float], float | Floats]) -> int:
        at = self.size
        self.cells.append(Cell(at, size, read))
        self.size += size
        return at

    def _number(self, quantity: Quantity, place: Column | None, turn: Callable[[Floats], Floats]) -> int:
        return self._reserve(
            place.size if place else 1, lambda values, day: turn(np.asarray(values.at(quantity, day, place)))
        )

    def _ratios(self, ratios: Ratios) -> list[tuple[int, int]]:
        placed = []
        for column, by_level in ratios.items():
            def read(values: Values, day: float, column: Column = column, by_level: object = by_level) -> Floats:
                row = np.ones(column.size)
                for level, ratio in by_level.items():  # type: ignore[attr-defined]
                    row[level] = ratio if isinstance(ratio, float) else values.at(ratio, day, None)
                return row

            placed.append((self.columns[column], self._reserve(column.size, read)))
        return placed

    def _shape(self, wait: Wait) -> int:
        form, number = wait.shape.form, wait.shape.number
        if number is None:
            return 0

        def read(values: Values, day: float) -> Floats:
            x = float(np.asarray(values.at(number, day, None)))
            return np.array(shape_numbers(form, x))

        return self._reserve(2, read)

    def _pace(self, wait: Wait) -> int:
        is_rate, scale = per_day(wait.pace)
        return self._number(
            wait.pace, wait.place, (lambda x: x * scale) if is_rate else (lambda x: 1.0 / (x * scale))
        )

    def _index(self, names: dict, item: object) -> int:  # type: ignore[type-arg]
        return int(names.setdefault(item, len(names)))

    def _program(self, steps: tuple[Step, ...], after: int, names: dict[Ask, str]) -> int:
        """Lay out steps that continue at node `after`; return the first node."""
        for step in reversed(steps):
            after = self._node(step, after, names)
        return after

    def _node(self, step: Step, after: int, names: dict[Ask, str]) -> int:
        first, second, span, question, on_yes, on_no = 0, -1, 0.0, 0, after, after
        odds: list[tuple[int, int]] = []
        match step:
            case Ask():
                op, question = ASK, decision_key(names[step])
                first = self._number(step.chance, step.place, lambda x: x)
                second = self.columns[step.place] if step.place else -1
                odds = self._ratios(step.odds)
                on_yes, on_no = self._program(step.yes, after, names), self._program(step.no, after, names)
            case If():
                op, first, second = IF, self.columns[step.column], len(self._level_sets)
                self._level_sets.append(sum(1 << level for level in step.levels))
                on_yes, on_no = self._program(step.then, after, names), self._program(step.otherwise, after, names)
            case Move():
                op, first, second = MOVE, self.processes[step.process], int(step.to)
            case Set():
                op, first, second = SET, self.columns[step.column], int(step.level)
            case Mark():
                op, first = MARK, self._index(self.moments, step.moment)
            case Count():
                op, first, span = COUNT, self._index(self.events, step.event), step.within
                second = -1 if step.since is None else self._index(self.moments, step.since)
            case Spell():
                op, first = SPELL, self._index(self.durations, step.duration)
                second = self._index(self.moments, step.since)
            case Tell():
                op, first = TELL, self._index(self.topics, step.topic)
        self._nodes.append((op, first, second, span, question, odds, on_yes, on_no))
        return len(self._nodes) - 1

    def _lay_out(self) -> Tables:
        kind, n = self.kind, len(self.clocks)
        states = self.states()
        offset = np.cumsum([0, *(p.size for p in kind.processes)])
        running = [
            [k for k, w in enumerate(kind.waits) if w.process is p and s in w.at] for p, s in states
        ]
        slots = [
            max((len(r) for (q, _), r in zip(states, running, strict=True) if q is p), default=0)
            for p in kind.processes
        ]
        ratios = [self._ratios(w.speeds) for w in kind.waits] + [[] for _ in kind.triggers]
        places = [self.columns[w.place] if w.place else -1 for w in kind.waits] + [-1] * len(kind.triggers)
        keys = [decision_key(c.name) for c in self.clocks]
        pace_at = [self._pace(w) for w in kind.waits] + [0] * len(kind.triggers)
        shape_at = [self._shape(w) for w in kind.waits] + [0] * len(kind.triggers)
        questions = [dict(question_names(c)) for c in self.clocks]
        check_keys([c.name for c in self.clocks], [n for names in questions for n in set(names.values())])
        program = [self._program(c.then, END, q) for c, q in zip(self.clocks, questions, strict=True)]
        op, first, second, span, question, odds, on_yes, on_no = zip(*self._nodes, strict=True)
        reads = [sum({1 << c for c, _ in r} | ({1 << p} if p >= 0 else set())) for r, p in zip(ratios, places, strict=True)]
        in_state = [reduce(or_, [reads[k] for k in clocks], 0) for clocks in running]
        return Tables(
            column_size=ints([c.size for c in self.columns]),
            group_column=np.array([self.columns[c] for c in kind.groups], np.int64),
            state_reads=np.array(in_state, np.uint64),
            state_column=ints([self.columns[p] for p in kind.processes]),
            state_offset=ints(offset[:-1]),
            first_slot=ints(np.cumsum([0, *slots])),
            running_start=starts(running),
            running=ints(flat(running)),
            process=ints([self.processes[c.process] for c in self.clocks]),
            at=np.array([sum(1 << int(state) for state in c.at) for c in self.clocks], np.uint64),
            key=np.array(keys, np.uint64),
            form=ints([w.shape.form.value for w in kind.waits] + [0] * len(kind.triggers)),
            shape_at=ints(shape_at), pace_at=ints(pace_at), pace_column=ints(places),
            ratio_start=starts(ratios), ratio_column=ints([c for c, _ in flat(ratios)]),
            ratio_at=ints([a for _, a in flat(ratios)]),
            reads=np.array(reads or [0], np.uint64)[:n],
            program=ints(program), op=ints(op), first=ints(first), second=ints(second),
            span=np.array(span, np.float64), question=np.array(question, np.uint64),
            odds_start=starts(odds), odds_column=ints([c for c, _ in flat(odds)]),
            odds_at=ints([a for _, a in flat(odds)]),
            on_yes=ints(on_yes), on_no=ints(on_no),
            level_set=np.array(self._level_sets or [0], np.uint64),
        )  # fmt: skip


def shape_numbers(form: Form, number: float) -> tuple[float, float]:
    """Return the two numbers with which a shape of mean 1 is drawn.

    Log-normal with coefficient of variation c: sigma = sqrt(log(1 + c^2)) and mu = -sigma^2 / 2. Weibull with
    power k: 1 / k and the scale 1 / Gamma(1 + 1/k).
    """
    from math import gamma, sqrt

    from model.chance import log

    if form is Form.LOGNORMAL:
        sigma = sqrt(log(1.0 + number * number))
        return sigma, -sigma * sigma / 2.0
    return 1.0 / number, 1.0 / gamma(1.0 + 1.0 / number)


def check_keys(clocks: list[str], questions: list[str]) -> None:
    """Raise ValueError if two decisions would draw the same luck; a clash is never resolved by order."""
    seen: dict[int, str] = {}
    for name in clocks + questions:
        other = seen.setdefault(decision_key(name), name)
        if other != name or (clocks + questions).count(name) > 1:
            raise ValueError(f"{name!r} and {other!r} would draw the same luck; rename one")


def ints(items: object) -> Ints:
    """Return an integer array, never empty (the kernel may index it)."""
    array = np.array(items, np.int64)
    return array if array.size else np.zeros(1, np.int64)


def flat(lists: object) -> list:  # type: ignore[type-arg]
    """Return the items of all lists in one."""
    return [item for items in lists for item in items]  # type: ignore[attr-defined]


def starts(lists: object) -> Ints:
    """Return where each list begins in the flat one, and where the last ends."""
    return np.array([0, *np.cumsum([len(items) for items in lists])], np.int64)  # type: ignore[attr-defined]
