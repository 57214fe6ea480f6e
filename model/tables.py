"""A kind of agent laid out as flat arrays, in the order in which the compiled kernel reads them.

The numbers themselves (paces, chances, ratios) sit in one vector that is filled anew whenever a dated value or a
lever changes one of them; everything else is fixed for the kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate, pairwise
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
    Shift,
    Spell,
    Step,
    Tell,
    Topic,
    Trigger,
    Wait,
    per_day,
    question_names,
)  # fmt: skip

ASK, IF, MOVE, SET, SHIFT, MARK, COUNT, SPELL, TELL = range(9)
END = -1

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Index = NDArray[np.uint16]
"""Small and unsigned: the tables stay in the fastest cache, and no index counts from the end, which saves a check."""
Choice = NDArray[np.int16]
"""An index, or -1 for none."""
Numbers = Floats


class Values(Protocol):
    """Where the numbers come from."""

    def at(self, quantity: Quantity, day: float, place: Column | None) -> float | Floats:
        """Return the number in force on a day, or one for each place."""


class Tables(NamedTuple):
    """What the kernel reads. Clocks are waits, then triggers; nodes are the steps of all clocks.

    A bundle is a run of clocks of one state that stand side by side and whose ratios begin alike, so that the kernel
    multiplies what they share once for all of them.
    """

    column_size: Index  # [columns] levels of each
    group_column: Index  # columns by which events are counted
    state_column: Index  # [processes] column that holds the state
    state_offset: Index  # [processes] number of the first state in the list of all states
    first_slot: Index  # [processes + 1] slots of each process
    running_start: Index  # [states + 1] into `running`
    running: Index  # clocks that run in each state
    slot: Index  # slot of each of those
    bundle_start: Index  # [states + 1] bundles of each state
    bundle_running: Index  # [bundles + 1] into `running`
    shared: Index  # [bundles] how many ratios its clocks share
    reads: NDArray[np.uint64]  # [bundles] bit set of the columns the speeds depend on
    state_reads: NDArray[np.uint64]  # [states] the same, of all bundles of a state
    process: Index  # [clocks]
    at: NDArray[np.uint64]  # [clocks] bit set of the states in which it runs or may be pulled
    key: NDArray[np.uint64]  # [clocks]
    form: Index  # [clocks]
    shape_at: Index  # [clocks] two numbers of the shape in the vector
    pace_at: Index  # [clocks]
    pace_column: Choice  # [clocks] place column, or -1
    ratio_start: Index  # [clocks + 1] into ratio_column, ratio_at
    ratio_column: Index
    ratio_at: Index
    program: Choice  # [clocks] first node
    op: Index  # [nodes]
    first: Index  # [nodes] chance in the vector, column, process, moment, event, duration or topic
    second: Choice  # [nodes] place column, level set, state, level, moment, or -1
    span: Floats  # [nodes] days within which an event counts
    question: NDArray[np.uint64]  # [nodes]
    odds_start: Index  # [nodes + 1] into odds_column, odds_at
    odds_column: Index
    odds_at: Index
    on_yes: Choice  # [nodes]
    on_no: Choice  # [nodes]
    level_set: NDArray[np.uint64]  # bit sets of levels, for IF


@dataclass(frozen=True)
class Cell:
    """One stretch of the vector of numbers and how it is computed."""

    at: int
    size: int
    read: Callable[[Values, float], float | Floats]
    quantities: tuple[Quantity, ...]
    """The numbers it is computed from."""


class Layout:
    """The tables of a kind, the names behind their numbers, and the way to fill the vector of numbers."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.columns: dict[Column, int] = {c: i for i, c in enumerate(kind.all_columns)}
        self.processes: dict[Process, int] = {p: i for i, p in enumerate(kind.processes)}
        clocks: tuple[Wait | Trigger, ...] = (*kind.waits, *kind.triggers)
        self.clocks: dict[Wait | Trigger, int] = {c: i for i, c in enumerate(clocks)}
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
        self._placed: dict[tuple[Column, int], int] = {}
        self._chances: dict[tuple[Quantity, Column | None], int] = {}
        self.tables = self._lay_out()

    def numbers(self, values: Values, day: float, cells: Sequence[Cell] | None = None,
                before: Numbers | None = None) -> Numbers:  # fmt: skip
        """Return the vector of numbers in force on a day; only some cells anew, if the others stood in `before`."""
        vector = np.ones(self.size) if before is None else before.copy()
        for cell in self.cells if cells is None else cells:
            vector[cell.at : cell.at + cell.size] = cell.read(values, day)
        return vector

    def touched(self, differs: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for each bundle whether the speed of one of its clocks depends on a number that differs."""
        return np.asarray((self._read & differs).any(axis=1))

    @cached_property
    def _read(self) -> NDArray[np.bool_]:
        """By bundle, the numbers on which the speeds of its clocks depend: paces and ratios."""
        t = self.tables
        of_clock = np.zeros((len(self.clocks), self.size), bool)
        for k, wait in enumerate(self.kind.waits):
            of_clock[k, t.pace_at[k] : t.pace_at[k] + (wait.place.size if wait.place else 1)] = True
            for column, at in zip(wait.speeds, t.ratio_at[t.ratio_start[k] : t.ratio_start[k + 1]], strict=True):
                of_clock[k, at : at + column.size] = True
        bundles = pairwise(t.bundle_running.tolist())
        return np.array([of_clock[t.running[a:b]].any(axis=0) for a, b in bundles])

    def states(self) -> list[tuple[Process, int]]:
        """Return every state of every process, in the order of the flow counters."""
        return [(p, s) for p in self.kind.processes for s in range(p.size)]

    def _reserve(
        self, size: int, read: Callable[[Values, float], float | Floats], quantities: Iterable[Quantity]
    ) -> int:
        at = self.size
        self.cells.append(Cell(at, size, read, tuple(quantities)))
        self.size += size
        return at

    def _number(self, quantity: Quantity, place: Column | None, turn: Callable[[Floats], Floats]) -> int:
        return self._reserve(
            place.size if place else 1,
            lambda values, day: turn(np.asarray(values.at(quantity, day, place))),
            (quantity,),
        )

    def _chance(self, quantity: Quantity, place: Column | None) -> int:
        """Place the chance of a question; the same chance asked behind many clocks takes one stretch."""
        if (quantity, place) not in self._chances:
            self._chances[quantity, place] = self._number(quantity, place, lambda x: x)
        return self._chances[quantity, place]

    def _ratios(self, ratios: Ratios) -> list[tuple[int, int]]:
        """Place ratios; the same mapping of levels, declared once and used for many clocks, takes one stretch."""
        placed = []
        for column, by_level in ratios.items():
            if (column, id(by_level)) not in self._placed:
                self._placed[column, id(by_level)] = self._reserve(
                    column.size, row_of(column, by_level), quantities_in(by_level)
                )
            placed.append((self.columns[column], self._placed[column, id(by_level)]))
        return placed

    def _shape(self, wait: Wait) -> int:
        form, number = wait.shape.form, wait.shape.number
        if number is None:
            return 0

        def read(values: Values, day: float) -> Floats:
            x = float(np.asarray(values.at(number, day, None)))
            return np.array(shape_numbers(form, x))

        return self._reserve(2, read, (number,))

    def _pace(self, wait: Wait) -> int:
        is_rate, scale = per_day(wait.pace)
        return self._number(wait.pace, wait.place, (lambda x: x * scale) if is_rate else (lambda x: 1.0 / (x * scale)))

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
                first = self._chance(step.chance, step.place)
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
            case Shift():
                op, first, second = SHIFT, self.columns[step.column], step.by
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
        kind, states = self.kind, self.states()
        offset = np.cumsum([0, *(p.size for p in kind.processes)])
        running = [[k for k, w in enumerate(kind.waits) if w.process is p and s in w.at] for p, s in states]
        slots = [
            max((len(r) for (q, _), r in zip(states, running, strict=True) if q is p), default=0)
            for p in kind.processes
        ]
        first_slot = {p: sum(slots[:i]) for i, p in enumerate(kind.processes)}
        ratios = [self._ratios(w.speeds) for w in kind.waits] + [[] for _ in kind.triggers]
        places = [self.columns[w.place] if w.place else -1 for w in kind.waits] + [-1] * len(kind.triggers)
        keys = [decision_key(c.name) for c in self.clocks]
        pace_at = [self._pace(w) for w in kind.waits] + [0] * len(kind.triggers)
        shape_at = [self._shape(w) for w in kind.waits] + [0] * len(kind.triggers)
        questions = [dict(question_names(c)) for c in self.clocks]
        check_keys([c.name for c in self.clocks], [n for names in questions for n in set(names.values())])
        program = [self._program(c.then, END, q) for c, q in zip(self.clocks, questions, strict=True)]
        op, first, second, span, question, odds, on_yes, on_no = zip(*self._nodes, strict=True)
        bundles = [bundled(clocks, ratios) for clocks in running]
        reads = [
            sum({1 << c for c, _ in r} | ({1 << p} if p >= 0 else set())) for r, p in zip(ratios, places, strict=True)
        ]
        of_all = [[reduce(or_, (reads[k] for k in clocks)) for clocks, _ in found] for found in bundles]
        return Tables(
            column_size=index([c.size for c in self.columns]),
            group_column=np.array([self.columns[c] for c in kind.groups], np.uint16),
            state_column=index([self.columns[p] for p in kind.processes]),
            state_offset=index(offset[:-1]),
            first_slot=index([*first_slot.values(), sum(slots)]),
            running_start=starts(running), running=index(flat(running)),
            slot=index(
                [first_slot[p] + j for (p, _), clocks in zip(states, running, strict=True) for j in range(len(clocks))]
            ),
            bundle_start=starts(bundles), bundle_running=starts([clocks for clocks, _ in flat(bundles)]),
            shared=index([n for _, n in flat(bundles)]),
            reads=bits(flat(of_all)), state_reads=bits([reduce(or_, found, 0) for found in of_all]),
            process=index([self.processes[c.process] for c in self.clocks]),
            at=bits([sum(1 << int(state) for state in c.at) for c in self.clocks]),
            key=bits(keys),
            form=index([w.shape.form.value for w in kind.waits] + [0] * len(kind.triggers)),
            shape_at=index(shape_at), pace_at=index(pace_at), pace_column=choice(places),
            ratio_start=starts(ratios), ratio_column=index([c for c, _ in flat(ratios)]),
            ratio_at=index([a for _, a in flat(ratios)]),
            program=choice(program), op=index(op), first=index(first), second=choice(second),
            span=np.array(span, np.float64), question=bits(question),
            odds_start=starts(odds), odds_column=index([c for c, _ in flat(odds)]),
            odds_at=index([a for _, a in flat(odds)]),
            on_yes=choice(on_yes), on_no=choice(on_no),
            level_set=bits(self._level_sets),
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


def quantities_in(by_level: Mapping[int, Quantity | float] | Quantity) -> Iterator[Quantity]:
    """Yield the numbers among ratios."""
    if isinstance(by_level, Quantity):
        yield by_level
    else:
        yield from (ratio for ratio in by_level.values() if isinstance(ratio, Quantity))


def row_of(column: Column, by_level: Mapping[int, Quantity | float] | Quantity) -> Callable[[Values, float], Floats]:
    """Return how to read the ratios of all levels, or all places, of a column."""

    def read(values: Values, day: float) -> Floats:
        row = np.ones(column.size)
        if isinstance(by_level, Quantity):
            row[:] = values.at(by_level, day, column)
            return row
        for level, ratio in by_level.items():
            row[level] = ratio if isinstance(ratio, float) else values.at(ratio, day, None)
        return row

    return read


def bundled(clocks: list[int], ratios: list[list[tuple[int, int]]]) -> list[tuple[list[int], int]]:
    """Split the clocks of a state into bundles; return each with the number of first ratios that all of it share."""
    bundles: list[tuple[list[int], int]] = []
    for k in clocks:
        if bundles:
            mates, n = bundles[-1]
            pairs = list(zip(ratios[k], ratios[mates[0]][:n], strict=False))
            alike = next((j for j, (a, b) in enumerate(pairs) if a != b), len(pairs))
            if alike:
                bundles[-1] = ([*mates, k], alike)
                continue
        bundles.append(([k], len(ratios[k])))
    return bundles


def filled(items: object, kind: type[np.number]) -> NDArray:  # type: ignore[type-arg]
    """Return an array, never empty (the kernel may index it); raise OverflowError for an item too large for it."""
    return np.array([int(item) for item in items] or [0], kind)  # type: ignore[attr-defined]


def index(items: object) -> Index:
    """Return whole numbers of 0 or more."""
    return filled(items, np.uint16)


def choice(items: object) -> Choice:
    """Return whole numbers of -1 or more."""
    return filled(items, np.int16)


def bits(items: object) -> NDArray[np.uint64]:
    """Return bit sets or keys."""
    return filled(items, np.uint64)


def flat(lists: object) -> list:  # type: ignore[type-arg]
    """Return the items of all lists in one."""
    return [item for items in lists for item in items]  # type: ignore[attr-defined]


def starts(lists: object) -> Index:
    """Return where each list begins in the flat one, and where the last ends."""
    return index([0, *accumulate(len(items) for items in lists)])  # type: ignore[attr-defined]
