"""The post: at each boundary between ticks, what one agent did reaches the others it concerns."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.chance import decision_key, draw
from model.exploiter import Liberty, Witnesses, liberty, witnesses
from model.founding import Foundation
from model.junctions import crime_recorded_topic, witness_topic
from model.population import Population, Rows, rows_of
from model.rules import Topic
from model.stages.exploitation import exploiter_imprisoned, needs_exploiter
from model.stages.grounds import joins_queue
from model.stages.prosecution import (
    case_over,
    crime_recorded,
    imprisoned_topic,
    needs_court,
    needs_investigators,
    released_topic,
)  # fmt: skip
from model.stages.testimony import case_closed, withdrew_topic
from model.survivor import exploiter_at_large

NOBODY: Rows = np.zeros(0, np.int64)


class Post:
    """Carries messages between survivors and exploiters, and keeps who is tied to whom.

    A survivor is tied to one exploiter at a time; as a witness they stay tied to the one the case is against.
    `queued` holds, after `deliver`, who joined which queue, for the institutions to take.
    """

    def __init__(self, survivors: Population, exploiters: Population, foundation: Foundation) -> None:
        self.survivors = survivors
        self.exploiters = exploiters
        self.exploiter = foundation.exploiter
        self.queued: dict[Topic, Rows] = {}
        self._weights = foundation.weights
        self._ties_drawn = np.zeros(len(survivors), np.int32)
        self._by_exploiter, self._first = by_exploiter(self.exploiter, len(exploiters))
        self._tied_later = NOBODY
        self._witnesses = NOBODY
        self._case_against = np.full(len(survivors), -1, np.int32)
        self._supporting = np.zeros(len(exploiters), np.int64)

    def tied_to(self, exploiters: Rows) -> Rows:
        """Return the survivors tied to any of the exploiters, by number of row."""
        named = self._named(exploiters)
        tied_first = [self._by_exploiter[self._first[e] : self._first[e + 1]] for e in exploiters.tolist()]
        rows = np.concatenate([NOBODY, *tied_first, self._tied_later])
        return rows_of(np.unique(rows[named[self.exploiter[rows]]]))

    def deliver(self, now: float) -> None:
        """Deliver everything left in the last tick, in the order written here."""
        of_survivors, of_exploiters = self.survivors.open_mail(), self.exploiters.open_mail()
        self._close(of_exploiters.get(case_over, NOBODY), now)
        self._tie(of_survivors.get(needs_exploiter, NOBODY), now)
        reported = self.exploiter[of_survivors.get(crime_recorded_topic, NOBODY)]
        self.exploiters.pull(crime_recorded, named_once(reported), now)
        self._hear_witnesses(of_survivors, now)
        imprisoned = of_exploiters.get(imprisoned_topic, NOBODY)
        if imprisoned.size:
            tied = self.tied_to(imprisoned)
            self._at_large(tied, np.zeros(tied.size, np.uint8), now)
            self.survivors.pull(exploiter_imprisoned, tied, now)
        released = of_exploiters.get(released_topic, NOBODY)
        if released.size:
            tied = self.tied_to(released)
            self._at_large(tied, np.ones(tied.size, np.uint8), now)
        self.queued = {
            joins_queue: of_survivors.get(joins_queue, NOBODY),
            needs_investigators: of_exploiters.get(needs_investigators, NOBODY),
            needs_court: of_exploiters.get(needs_court, NOBODY),
        }

    def _close(self, over: Rows, now: float) -> None:
        """Release the witnesses of cases that are over, before a new case can open."""
        if not over.size:
            return
        done = self._named(over)[self._case_against[self._witnesses]]
        self.survivors.pull(case_closed, self._witnesses[done], now)
        self._case_against[self._witnesses[done]] = -1
        self._witnesses = self._witnesses[~done]
        self._supporting[over] = 0
        self.exploiters.put(witnesses, named_once(over), np.zeros(np.unique(over).size, np.uint8), now)

    def _hear_witnesses(self, mail: dict[Topic, Rows], now: float) -> None:
        """Put new witnesses to their cases, and count who supports each case."""
        joined = mail.get(witness_topic, NOBODY)
        self._case_against[joined] = self.exploiter[joined]
        self._witnesses = np.append(self._witnesses, joined)
        left = self._case_against[mail.get(withdrew_topic, NOBODY)]
        gained = self._case_against[joined]
        np.add.at(self._supporting, gained, 1)
        np.add.at(self._supporting, left[left >= 0], -1)
        changed = named_once(np.concatenate([gained, left]))
        level = np.minimum(self._supporting[changed], int(Witnesses.THREE_OR_MORE)).astype(np.uint8)
        self.exploiters.put(witnesses, changed, level, now)

    def _tie(self, rows: Rows, now: float) -> None:
        """Tie survivors exploited again to exploiters, drawn by how many people each holds."""
        if not rows.size:
            return
        luck = tie_luck(self.survivors.store.key, rows, self._ties_drawn, decision_key("exploiter of"))
        exploiters = np.minimum(np.searchsorted(self._weights, luck, side="right"), self._weights.size - 1)
        self.exploiter[rows] = exploiters
        self._tied_later = np.append(self._tied_later, rows)
        self._at_large(rows, (self.exploiters.level(liberty)[exploiters] == Liberty.AT_LARGE).astype(np.uint8), now)

    def _at_large(self, rows: Rows, flags: NDArray[np.uint8], now: float) -> None:
        """Tell survivors whether their exploiter is free (1) or held (0)."""
        self.survivors.put(exploiter_at_large, rows, flags, now)

    def _named(self, exploiters: Rows) -> NDArray[np.bool_]:
        """Return for each exploiter whether it is named, and no for nobody (-1, the last entry)."""
        flags = np.zeros(len(self.exploiters) + 1, bool)
        flags[exploiters] = True
        return flags


def named_once(exploiters: NDArray[np.int32] | Rows) -> Rows:
    """Return the exploiters named, each once, by number; -1 names nobody."""
    return rows_of(np.unique(exploiters[exploiters >= 0]))


@njit(cache=True)
def by_exploiter(exploiter: NDArray[np.int32], exploiters: int) -> tuple[NDArray[np.int32], Rows]:
    """Return survivors sorted by exploiter, those of none left out, and where each exploiter's begin (and end)."""
    first = np.zeros(exploiters + 1, np.int64)
    for e in exploiter:
        if e >= 0:
            first[e + 1] += 1
    first = np.cumsum(first)
    place = first.copy()
    out = np.empty(first[-1], np.int32)
    for row in range(exploiter.size):
        e = exploiter[row]
        if e >= 0:
            out[place[e]] = row
            place[e] += 1
    return out, first


@njit(cache=True)
def tie_luck(keys: NDArray[np.uint64], rows: Rows, drawn: NDArray[np.int32], decision: int) -> NDArray[np.float64]:
    """Return the luck with which each row meets its next exploiter; occurrence 0 was the first one."""
    out = np.empty(rows.size)
    for j in range(rows.size):
        drawn[rows[j]] += 1
        out[j] = draw(keys[rows[j]], decision, drawn[rows[j]])
    return out
