"""A population: all agents of a kind as columns, lived by the compiled kernel."""

from collections.abc import Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model import kernel
from model.calendar import Calendar
from model.kernel import Books, Journal, Log, Store
from model.rules import Column, Duration, Event, Kind, Moment, Process, Topic, Trigger
from model.tables import Floats, Ints, Layout, Numbers

Rows = NDArray[np.int64]
Counts = NDArray[np.int32]


@dataclass(frozen=True)
class Founders:
    """Who there will be: fixed before the run, so that no lever can change who is born.

    Arrays have one entry a person, in the order of `entry`, the day on which they enter (0 or later).
    """

    number: NDArray[np.uint64]
    """Identity: keys all draws; the same in every scenario."""
    entry: Floats
    columns: dict[Column, NDArray[np.uint8]]
    """Levels at entry; columns left out start at 0, processes at their first state."""

    def __len__(self) -> int:
        return self.number.size


class Population:
    """The agents of one kind during a run. Times are days since 1 January 2014.

    `numbers` has one row a lot (shape [lots, numbers]); `lot` says which row is whose, the first if it is left out.
    """

    def __init__(
        self,
        layout: Layout,
        founders: Founders,
        numbers: Numbers,
        seed: int,
        calendar: Calendar,
        trace: bool = False,
        journal: bool = False,
        lot: NDArray[np.uint8] | None = None,
    ) -> None:
        self.layout = layout
        self.kind: Kind = layout.kind
        self.calendar = calendar
        self.numbers = lots_of(numbers)
        self.founders = replace(founders, columns={})  # the store holds them now
        self.seed = seed
        self.events = 0
        self._sorted: tuple[Rows, Rows] = np.zeros(0, np.int64), np.zeros(len(layout.durations) + 1, np.int64)
        self.store = _store(layout, founders, lot)
        years = calendar.year_starts
        cells = int(np.prod([c.size for c in self.kind.groups], dtype=int))
        shape = (2, len(layout.states()), len(years) - 1, cells)
        self.books = Books(
            flows=np.zeros(shape, np.int32), inside=np.zeros(shape[1], np.int64), days=np.zeros(shape),
            counts=np.zeros((max(1, len(layout.events)), len(years) - 1, cells), np.int32),
            years=years, mail=_log(1024), spells=_log(1024), trace=_log(1024 if trace else 0),
            journal=_journal(1024 if journal else 0),
            trouble=np.zeros(1, np.int64),
        )  # fmt: skip
        self.advance(np.nextafter(0.0, 1.0))  # those who are there from the start enter now

    def __len__(self) -> int:
        return len(self.founders)

    def twin(self, lot: NDArray[np.uint8] | None = None, lots: int = 1) -> "Population":
        """Return the same agents at the same moment, to live on by themselves.

        They are in the lots that they were in, or `lot` puts them in `lots` lots of the numbers of the first.
        """
        other = copy(self)
        other.store = _store_like(self.store, lot)
        other.books = deepcopy(self.books)
        if lot is not None:
            other.numbers = np.repeat(self.numbers[:1], lots, axis=0)
        return other

    def advance(self, until: float) -> None:
        """Live every event before `until`."""
        row, end = 0, self._entered(until)
        while row < end:
            row, events = kernel.advance(
                self.layout.tables, self.numbers, self.store, self.books, self.seed, row, end, until
            )
            self.events += events
            if row < end:
                self._make_room()
        self._check()

    def pull(self, trigger: Trigger, rows: Rows, now: float) -> None:
        """Pull a trigger for the agents in `rows`; those in no state of the trigger are left alone."""
        rows, clock = rows_of(rows), self.layout.clocks[trigger]
        while rows.size:
            done = kernel.pull(self.layout.tables, self.numbers, self.store, self.books, rows, clock, now)
            self.events += done
            rows = rows[done:]
            if rows.size:
                self._make_room()
            else:
                self._check()

    def put(self, column: Column, rows: Rows, levels: NDArray[np.uint8], now: float) -> None:
        """Set a plain column and retime the clocks that read it."""
        if not rows.size:
            return
        if isinstance(column, Process):
            raise ValueError(f"{column.name} is a process: it moves by its own steps only")
        at = self.layout.columns[column]
        rows, levels = rows_of(rows), np.ascontiguousarray(levels, np.uint8)
        kernel.put(self.layout.tables, self.numbers, self.store, self.books, at, rows, levels, now)

    def renumber(self, numbers: Numbers, now: float) -> None:
        """Put new numbers in force and retime the clocks whose speed depends on one that changed."""
        numbers = lots_of(numbers)
        differs = numbers != self.numbers
        if not differs.any():
            return
        touched = self.layout.touched(differs.any(axis=0))
        wakes = not self.numbers[differs].all()  # only a number that was 0 can set a stopped clock going
        before, self.numbers = self.numbers, numbers
        if touched.any():
            kernel.renumber(self.layout.tables, before, numbers, self.store, touched, wakes, self._entered(now), now)

    def level(self, column: Column) -> NDArray[np.uint8]:
        """Return a column of everyone, those not yet entered included (a view; do not write)."""
        return self.store.column[:, self.layout.columns[column]]

    def moment(self, moment: Moment) -> Floats:
        """Return a remembered day of everyone (NaN if never)."""
        return self.store.moment[:, self.layout.moments[moment]]

    def remember(self, moment: Moment, rows: Rows, days: Floats) -> None:
        """Give agents a memory of a day before the run."""
        self.moment(moment)[rows] = days

    def open_mail(self) -> dict[Topic, Rows]:
        """Take the messages left since the last call: the agents behind each topic, by time, then number."""
        mail, n = self.books.mail, int(self.books.mail.used[0])
        self.books.mail.used[0] = 0
        if n == 0:
            return {}
        what, who, when = mail.what[:n], mail.who[:n].astype(np.int64), mail.when[:n]
        order = np.lexsort((self.founders.number[who], when, what))
        what, who = what[order], who[order]
        ends = np.searchsorted(what, np.arange(len(self.layout.topics) + 1)).tolist()
        return {topic: who[ends[t] : ends[t + 1]] for topic, t in self.layout.topics.items() if ends[t] < ends[t + 1]}

    def drop_mail(self) -> None:
        """Let the messages left since the last call reach nobody."""
        self.books.mail.used[0] = 0

    def spells(self, duration: Duration) -> tuple[Rows, Floats, Floats]:
        """Return who ended such a spell, when it began and when it ended."""
        log, n = self.books.spells, int(self.books.spells.used[0])
        if self._sorted[0].size != n:  # the log only grows
            order = np.argsort(log.what[:n], kind="stable")
            self._sorted = order, np.searchsorted(log.what[order], np.arange(len(self.layout.durations) + 1))
        order, ends = self._sorted
        which = self.layout.durations.get(duration)
        rows = order[:0] if which is None else order[ends[which] : ends[which + 1]]
        return log.who[rows].astype(np.int64), log.since[rows], log.when[rows]

    def count(self, event: Event) -> Counts:
        """Return how often an event was counted (shape [years, cells])."""
        return np.asarray(self.books.counts[self.layout.events[event]])

    def flow(self, process: Process, state: int, leaving: bool = False) -> Counts:
        """Return entries to (or exits from) a state (shape [years, cells])."""
        first = int(self.layout.tables.state_offset[self.layout.processes[process]])
        return np.asarray(self.books.flows[int(leaving), first + state])

    def stock(self, process: Process, state: int) -> Ints:
        """Return how many were in a state at the end of each year (shape [years, cells])."""
        net = self.flow(process, state) - self.flow(process, state, leaving=True)
        return np.cumsum(net, axis=0)

    def ever(self, process: Process, *states: int) -> NDArray[np.bool_]:
        """Return who has ever been in one of some states (shape [agents])."""
        first = int(self.layout.tables.state_offset[self.layout.processes[process]])
        been = np.zeros(len(self), bool)
        for state in (first + s for s in states):
            been |= (self.store.seen[:, state >> 6] >> np.uint64(state & 63) & np.uint64(1)).astype(bool)
        return been

    def inside(self, process: Process, *states: int) -> int:
        """Return how many are in some states now."""
        first = int(self.layout.tables.state_offset[self.layout.processes[process]])
        return sum(int(self.books.inside[first + state]) for state in states)

    def days_in(self, process: Process, state: int) -> Floats:
        """Return the days spent in a state in each year, all agents together (shape [years, cells])."""
        state += int(self.layout.tables.state_offset[self.layout.processes[process]])
        flows, days = self.books.flows[:, state], self.books.days[:, state]
        lengths = np.diff(self.calendar.year_starts)[:, None]
        net = flows[0] - flows[1]
        there = np.cumsum(net, axis=0) - net  # on the first day
        return np.asarray((there + net) * lengths - (days[0] - days[1]))

    def by_group(self, cells: NDArray[np.generic], column: Column) -> NDArray[np.generic]:
        """Sum an array over cells (last axis) into the levels of one group column."""
        shape = cells.shape[:-1] + tuple(c.size for c in self.kind.groups)
        axes = tuple(cells.ndim - 1 + i for i, c in enumerate(self.kind.groups) if c is not column)
        return np.asarray(cells.reshape(shape).sum(axis=axes))

    def _entered(self, day: float) -> int:
        """Return how many rows enter before a day or on it: rows are in order of entry."""
        return int(np.searchsorted(self.founders.entry, day, side="right"))

    def _make_room(self) -> None:
        b = self.books
        self.books = b._replace(
            mail=_grown(b.mail), spells=_grown(b.spells), trace=_grown(b.trace), journal=_longer(b.journal)
        )

    def _check(self) -> None:
        if self.books.trouble[0]:
            often = f"{kernel.MOST_STARTS:,}"
            raise OverflowError(f"{self.kind.name}: one clock was started more than {often} times for one agent")


def _store(layout: Layout, founders: Founders, lot: NDArray[np.uint8] | None) -> Store:
    """Return empty rows; each is written when its agent enters, so that memory is taken up only then."""
    n, slots = len(founders), int(layout.tables.first_slot[-1])
    words = (len(layout.states()) + 63) // 64
    record = np.dtype(
        [
            ("moment", np.float64, (max(1, len(layout.moments)),)), ("due", np.float64, (max(1, slots),)),
            ("seen", np.uint64, (words,)), ("key", np.uint64), ("cell", np.uint16),
            ("column", np.uint8, (len(layout.columns),)), ("starts", np.uint16, (len(layout.clocks),)),
            ("here", np.uint8), ("slot", np.uint8),
        ],
        align=True,
    )  # fmt: skip
    rows = np.zeros(n, record)
    founding = np.zeros((n, len(layout.columns)), np.uint8)
    for process in layout.kind.processes:
        founding[:, layout.columns[process]] = process.starts
    for column, levels in founders.columns.items():
        founding[:, layout.columns[column]] = levels
    return Store(
        **_views(rows), lot=np.zeros(n, np.uint8) if lot is None else lot,
        next=founders.entry.copy(), soonest=founders.entry[:: kernel.BLOCK].copy(),
        number=np.ascontiguousarray(founders.number, np.uint64), founding=founding,
        was=np.zeros((1, len(layout.columns)), np.uint8),
        blocks=np.zeros(kernel.BATCH + 1, np.int64), rows=np.zeros(kernel.BATCH * kernel.BLOCK + 1, np.int64),
        fetched=np.zeros(1, np.int64),
    )  # fmt: skip


def _views(rows: NDArray[np.void]) -> dict[str, Any]:
    """Return the fields of records as columns."""
    return {name: rows[name] for name in rows.dtype.names or ()} | {"due_bits": rows["due"].view(np.uint64)}


def _store_like(store: Store, lot: NDArray[np.uint8] | None) -> Store:
    """Return a copy; what is never written in a life is shared."""
    rows = store.column.base
    assert isinstance(rows, np.ndarray)
    return store._replace(
        **_views(rows.copy()), lot=store.lot if lot is None else lot, next=store.next.copy(),
        soonest=store.soonest.copy(), founding=store.founding.copy(), was=store.was.copy(),
        blocks=store.blocks.copy(), rows=store.rows.copy(), fetched=store.fetched.copy(),
    )  # fmt: skip


def _log(size: int) -> Log:
    return Log(
        np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(size), np.zeros(size), np.zeros(1, np.int64)
    )


def _grown(log: Log) -> Log:
    """Return the log with twice the room, if it is more than half full."""
    size, used = log.what.size, int(log.used[0])
    if used * 2 <= size:
        return log
    larger = _log(2 * size)
    for old, new in ((log.what, larger.what), (log.who, larger.who)):
        new[:used] = old[:used]
    for past, room in ((log.when, larger.when), (log.since, larger.since)):
        room[:used] = past[:used]
    larger.used[0] = used
    return larger


def _journal(size: int) -> Journal:
    return Journal(
        np.zeros(size, np.int32), np.zeros(size), np.zeros(size, np.int16), np.zeros(size, np.int16),
        np.zeros(size, np.uint8), np.zeros(size, np.uint8), np.zeros(1, np.int64),
    )  # fmt: skip


def _longer(journal: Journal) -> Journal:
    """Return the journal with twice the room, if it is more than half full."""
    size, used = journal.who.size, int(journal.used[0])
    if used * 2 <= size:
        return journal
    larger = _journal(2 * size)
    for old, new in zip(journal, larger, strict=True):
        np.copyto(new[: min(used, old.size)], old[:used])  # type: ignore[attr-defined, index]
    return larger


def lots_of(numbers: Numbers) -> Numbers:
    """Return numbers as the kernel reads them, one row a lot."""
    return np.ascontiguousarray(np.atleast_2d(numbers))


def rows_of(numbers: Sequence[int] | Rows) -> Rows:
    """Return rows as the kernel reads them."""
    return np.ascontiguousarray(numbers, np.int64)


@njit(cache=True)
def distinct(rows: NDArray[np.integer]) -> Rows:
    """Return the rows named, each once, in order; -1 names nobody."""
    ordered = np.sort(rows)
    out = np.empty(ordered.size, np.int64)
    n, last = 0, -1
    for row in ordered:
        if row != last and row >= 0:
            out[n] = row
            n += 1
        last = row
    return out[:n]
