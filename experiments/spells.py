"""Spells: how long people stay in a situation and what ends it, read off the event log of a run.

A spell begins when its start is seen and ends with the first of its ends; one that is still open on the last day is
censored there. People who are in the situation when they come into the model are left out: nobody saw it begin.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.eventlog import Moves, into, moves
from model import survivor
from model.measure import Where
from model.population import Population
from model.rules import Column, Process
from model.simulation import SurvivorJourneys
from model.survivor import Contact, Exploitation, Immigration, Nation, Referral, Witness

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Entry: TypeAlias = tuple[Process, tuple[int, ...]]
"""A process and the states of it that are entered."""
OPEN = 0
"""The end of a spell that is still open on the last day."""


@dataclass(frozen=True)
class End:
    """One way in which a spell can end."""

    words: str
    entries: tuple[Entry, ...]
    refusal: bool = False
    """Whether a refusal of referral, which leaves the person as unidentified as before, is an end too."""


@dataclass(frozen=True)
class Question:
    """Spells of one kind; the first end is what is asked about, and goes before the others at the same moment."""

    asks: str
    since: str
    where: Where
    start: Entry
    ends: tuple[End, ...]
    months: tuple[int, ...] = (6, 12, 24, 60)
    """Months at which tables tell the shares."""


LEFT = End("left the country", ((survivor.exploitation, (Exploitation.LEFT_THE_COUNTRY,)),))
QUESTIONS = {
    "re-trafficking": Question(
        "how soon people who get out are exploited again", "leaving exploitation", "E&W",
        (survivor.exploitation, (Exploitation.EXITED,)),
        (End("exploited again", ((survivor.exploitation, (Exploitation.EXPLOITED,)),)),
         End("out long enough that the added risk is over", ((survivor.exploitation, (Exploitation.SETTLED,)),)), LEFT),
    ),
    "recognition": Question(
        "how soon people in exploitation are recognised as possible victims", "coming under an exploiter's control",
        "E&W", (survivor.exploitation, (Exploitation.EXPLOITED,)),
        (End("recognised", ((survivor.contact, (Contact.AWAITING_REFERRAL, Contact.IDENTIFIED)),), refusal=True),
         End("out of exploitation, not recognised", ((survivor.exploitation, (Exploitation.EXITED,)),))),
    ),
    "decision": Question(
        "how soon the conclusive-grounds decision comes", "a positive reasonable-grounds decision", "UK",
        (survivor.referral, (Referral.RECOVERY_PERIOD,)),
        (End("decided", ((survivor.referral, (
            Referral.CONFIRMED, Referral.NOT_CONFIRMED, Referral.RECONSIDERING_CONCLUSIVE_GROUNDS)),)),
         End("left before the decision, or disqualified", ((survivor.referral, (
             Referral.LEFT_BEFORE_DECISION, Referral.DISQUALIFIED)),))),
    ),
    "detention-release": Question(
        "how soon people leave immigration detention, and how", "entering immigration detention", "E&W",
        (survivor.immigration, (Immigration.DETAINED,)),
        (End("released", ((survivor.immigration, (Immigration.AT_LIBERTY,)),)),
         End("removed", ((survivor.immigration, (Immigration.REMOVED,)),))),
        months=(1, 3, 6, 12),
    ),
    "engagement": Question(
        "how long survivors support the case against their exploiter", "agreeing to support the case", "E&W",
        (survivor.witness, (Witness.SUPPORTING,)),
        (End("withdrawn", ((survivor.witness, (Witness.WITHDRAWN,)),)),
         End("case closed", ((survivor.witness, (Witness.CASE_CLOSED,)),))),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Spells:
    """Spells of one kind (each array has one entry a spell)."""

    row: Ints
    since: Floats
    days: Floats
    end: Ints
    """Place of the end among those of the question, from 1; OPEN if there is none yet."""

    def __len__(self) -> int:
        return int(self.row.size)

    def only(self, which: NDArray[np.bool_]) -> "Spells":
        """Return the spells that a mask picks."""
        return Spells(self.row[which], self.since[which], self.days[which], self.end[which])


def spells(sim: SurvivorJourneys, question: Question) -> Spells:
    """Return the spells of a run that kept a journal."""
    people = sim.survivors
    found = by_person(moves(people))
    moment = _moments(found)
    starts = np.flatnonzero(into(people, found, question.start[0], *question.start[1]))
    if question.where == "E&W":
        starts = starts[_in_england_and_wales(people)[found.row[starts]]]
    kinds = [(i, np.flatnonzero(_ends(people, found, end))) for i, end in enumerate(question.ends, 1)]
    at = np.concatenate([places for _, places in kinds])
    kind = np.repeat([i for i, _ in kinds], [places.size for _, places in kinds])
    order = np.lexsort((kind, moment[at]))
    at, kind = at[order], kind[order]
    after = np.searchsorted(moment[at], moment[starts], side="right")  # a spell does not end as it begins
    at, kind = np.append(at, 0), np.append(kind, OPEN)
    ended = (found.row[at[after]] == found.row[starts]) & (after < at.size - 1)
    until = np.where(ended, found.day[at[after]], sim.calendar.end)
    since = found.day[starts]
    return Spells(found.row[starts].astype(np.int64), since, until - since, np.where(ended, kind[after], OPEN))


def by_person(found: Moves) -> Moves:
    """Return moves ordered by person, then as they happened."""
    return found.only(np.argsort(found.row, kind="stable"))


def _moments(found: Moves) -> Ints:
    """Return the number of the moment of each move: moves of one person at one time share it."""
    new = (np.diff(found.row, prepend=-1) != 0) | (np.diff(found.day, prepend=-1.0) != 0)
    return np.cumsum(new)


def _ends(people: Population, found: Moves, end: End) -> NDArray[np.bool_]:
    ends = np.any([into(people, found, process, *states) for process, states in end.entries], axis=0)
    if end.refusal:
        unidentified = Contact.UNIDENTIFIED
        of_contact = found.process == people.layout.processes[survivor.contact]
        ends |= of_contact & (found.before == unidentified) & (found.after == unidentified)
    return np.asarray(ends)


def _in_england_and_wales(people: Population) -> NDArray[np.bool_]:
    return np.asarray(people.level(survivor.nation) == Nation.ENGLAND_AND_WALES)


def grouped(sim: SurvivorJourneys, found: Spells, by: Column | None) -> dict[str, Spells]:
    """Return all spells, then those of each level of a column that is fixed for life, if one is given."""
    groups = {"all": found}
    if by is not None:
        levels = sim.survivors.level(by)[found.row]
        groups |= {f"{by.name}={by.label(level)}": found.only(levels == level) for level in range(by.size)}
    return groups
