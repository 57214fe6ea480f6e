"""One synthetic life in plain words, from the event log of a run, as the person described would wish to be described.

An event is told by what brought it about, in the field's terms, and by where the person then stands.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

import numpy as np

from experiments.chart_words import opening
from experiments.eventlog import Moves, moves, time_of
from experiments.life_words import AT_THE_START, CLEAR, IS, NAMED, NOBODY_REAL, NOT_REFERRED, WHEN, portrait
from model import survivor
from model.rules import Column, Process
from model.simulation import SurvivorJourneys
from model.survivor import Contact, Exploitation

WIDTH = 100
NOTED = [p for p in survivor.PROCESSES if any(key[0] is p for key in IS)]
"""Processes whose states are told, in the order in which they are told."""


@dataclass(frozen=True)
class Happening:
    """One event of a life: when, what brought it about, and where the person stood in each process it touched."""

    day: float
    because: str
    moved: tuple[tuple[Process, int, int], ...]
    """Process, state before, state after."""

    @property
    def time(self) -> datetime:
        """When, to the second."""
        return time_of(self.day)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Where the person stands now, in the order of NOTED; nothing that the event's name says already."""
        if self.because in CLEAR:
            return ()
        again = any(p is survivor.exploitation and after == Exploitation.EXPLOITED for p, _, after in self.moved)
        found = {}
        for process, before, after in self.moved:
            if before != after and not (again and process is survivor.contact):
                found[process] = WHEN.get((self.because, process, after)) or IS.get((process, after), "")
            elif process is survivor.contact and after == Contact.UNIDENTIFIED and not again:
                found[process] = NOT_REFERRED
        return tuple(found[p] for p in NOTED if found.get(p))

    @property
    def told(self) -> str:
        """The event as one sentence; empty if it says nothing to a reader."""
        if not self.said and self.because not in CLEAR:
            return ""
        name = opening(NAMED.get(self.because, self.because))
        return f"{name}: {'; '.join(self.said)}." if self.said else f"{name}."


@dataclass(frozen=True)
class Life:
    """One person of a run that kept a journal."""

    sim: SurvivorJourneys
    row: int

    @property
    def portrait(self) -> str:
        """Who the person is."""
        return portrait(self._founding)

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When the person comes into the model, and how they stand then."""
        since = float(self.sim.survivors.founders.entry[self.row])
        states = [(p, self._founding(p)) for p in NOTED if p is survivor.exploitation or self._founding(p) != p.starts]
        stands = [AT_THE_START.get((p, level)) or IS.get((p, level)) for p, level in states]
        where = "On the first day" if since <= 0.0 else "Comes into the model"
        return time_of(since), f"{where}: {'; '.join(s for s in stands if s)}."

    def starts_in(self, process: Process) -> int:
        """Return the state in which the person comes into the model."""
        return self._founding(process)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """Every event that moved the person, in order of time."""
        people = self.sim.survivors
        clocks = [clock.name for clock in people.layout.clocks]
        mine = moves(people)
        mine = mine.only(np.flatnonzero(mine.row == self.row))
        return tuple(
            Happening(day, clocks[clock], tuple(_moved(mine, list(places))))
            for (day, clock), places in groupby(range(len(mine)), lambda i: (float(mine.day[i]), int(mine.clock[i])))
        )

    def lines(self) -> Iterator[str]:
        """Yield the life day by day."""
        number = int(self.sim.survivors.founders.number[self.row])
        yield f"Person {self.row + 1:,} (identity {number}). {NOBODY_REAL}"
        yield textwrap.fill(self.portrait, WIDTH)
        yield ""
        since, stands = self.beginning
        yield dated(since, stands)
        for happening in self.happenings:
            if happening.told:
                yield dated(happening.time, happening.told)
        yield dated(time_of(self.sim.now), "The simulated years end.")

    def _founding(self, column: Column) -> int:
        people = self.sim.survivors
        return int(people.store.founding[self.row, people.layout.columns[column]])


def dated(time: datetime, sentence: str) -> str:
    """Return a sentence beside its date, wrapped."""
    return textwrap.fill(sentence, WIDTH, initial_indent=f"{time:%d %b %Y}  ", subsequent_indent=" " * 13)


def _moved(mine: Moves, places: list[int]) -> Iterator[tuple[Process, int, int]]:
    for i in places:
        yield survivor.PROCESSES[int(mine.process[i])], int(mine.before[i]), int(mine.after[i])


def ever_in(sim: SurvivorJourneys, process: Process, state: int) -> list[int]:
    """Return the rows of everybody who is ever in a state of a process, in order of arrival."""
    people = sim.survivors
    found = moves(people)
    entering = (found.process == people.layout.processes[process]) & (found.after == state)
    there = people.store.founding[:, people.layout.columns[process]] == state
    rows = np.union1d(found.row[entering], np.flatnonzero(there & (people.store.here == 1)))
    return [int(row) for row in rows]


def with_identity(sim: SurvivorJourneys, identity: int) -> list[int]:
    """Return the row of the person with an identity, if there is one."""
    return [int(row) for row in np.flatnonzero(sim.survivors.founders.number == np.uint64(identity))]


def as_data(life: Life) -> dict[str, object]:
    """Return a life as plain data."""
    since, stands = life.beginning
    return {
        "person": life.row + 1, "identity": int(life.sim.survivors.founders.number[life.row]),
        "portrait": life.portrait, "since": since.isoformat(), "beginning": stands,
        "events": [
            {
                "time": h.time.isoformat(), "because": h.because, "told": h.told,
                "moves": [{"process": p.name, "before": p.label(x), "after": p.label(y)} for p, x, y in h.moved],
            }
            for h in life.happenings
        ],
    }  # fmt: skip
