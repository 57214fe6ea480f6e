"""The post: at each boundary between ticks, what one agent did reaches the others it concerns."""

from collections import defaultdict

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
        self.exploiter = foundation.exploiter.copy()
        self.queued: dict[Topic, Rows] = {}
        self._weights = foundation.weights
        self._ties_drawn = np.zeros(len(survivors), np.int64)
        self._by_exploiter = np.argsort(self.exploiter, kind="stable")
        self._first = np.searchsorted(self.exploiter[self._by_exploiter], np.arange(len(exploiters) + 1))
        self._tied_later: defaultdict[int, list[int]] = defaultdict(list)
        self._witnesses: defaultdict[int, list[int]] = defaultdict(list)
        self._case_against = np.full(len(survivors), -1)
        self._supporting = np.zeros(len(exploiters), np.int64)

    def tied_to(self, exploiter: int) -> Rows:
        """Return the survivors tied to an exploiter, by number of row."""
        from_start = self._by_exploiter[self._first[exploiter] : self._first[exploiter + 1]]
        rows = np.union1d(from_start, rows_of(self._tied_later.get(exploiter, [])))
        return rows[self.exploiter[rows] == exploiter]

    def deliver(self, now: float) -> None:
        """Deliver everything left in the last tick, in the order written here."""
        of_survivors, of_exploiters = self.survivors.open_mail(), self.exploiters.open_mail()
        self._tie(of_survivors.get(needs_exploiter, NOBODY), now)
        reported = self.exploiter[of_survivors.get(crime_recorded_topic, NOBODY)]
        self.exploiters.pull(crime_recorded, np.unique(reported[reported >= 0]), now)
        self._hear_witnesses(of_survivors, of_exploiters.get(case_over, NOBODY), now)
        for exploiter in of_exploiters.get(imprisoned_topic, NOBODY).tolist():
            tied = self.tied_to(exploiter)
            self._at_large(tied, np.zeros(tied.size, np.uint8), now)
            self.survivors.pull(exploiter_imprisoned, tied, now)
        for exploiter in of_exploiters.get(released_topic, NOBODY).tolist():
            tied = self.tied_to(exploiter)
            self._at_large(tied, np.ones(tied.size, np.uint8), now)
        self.queued = {
            joins_queue: of_survivors.get(joins_queue, NOBODY),
            needs_investigators: of_exploiters.get(needs_investigators, NOBODY),
            needs_court: of_exploiters.get(needs_court, NOBODY),
        }

    def _hear_witnesses(self, mail: dict[Topic, Rows], over: Rows, now: float) -> None:
        """Put new witnesses to their cases, release those whose case is over, and count who supports each case."""
        joined = mail.get(witness_topic, NOBODY)
        self._case_against[joined] = self.exploiter[joined]
        for row in joined.tolist():
            self._witnesses[int(self._case_against[row])].append(row)
        withdrew = mail.get(withdrew_topic, NOBODY)
        np.add.at(self._supporting, self._case_against[joined], 1)
        np.add.at(self._supporting, self._case_against[withdrew], -1)
        self._supporting[over] = 0
        released = [row for exploiter in over.tolist() for row in self._witnesses.pop(exploiter, [])]
        self.survivors.pull(case_closed, rows_of(released), now)
        changed = np.unique(np.concatenate([self._case_against[joined], self._case_against[withdrew], over]))
        level = np.minimum(self._supporting[changed], int(Witnesses.THREE_OR_MORE)).astype(np.uint8)
        self.exploiters.put(witnesses, changed, level, now)

    def _tie(self, rows: Rows, now: float) -> None:
        """Tie survivors exploited again to exploiters, drawn by how many people each holds."""
        if not rows.size:
            return
        luck = tie_luck(self.survivors.store.key, rows, self._ties_drawn, decision_key("exploiter of"))
        exploiters = np.minimum(np.searchsorted(self._weights, luck, side="right"), self._weights.size - 1)
        self.exploiter[rows] = exploiters
        for row, exploiter in zip(rows.tolist(), exploiters.tolist(), strict=True):
            self._tied_later[exploiter].append(row)
        self._at_large(rows, (self.exploiters.level(liberty)[exploiters] == Liberty.AT_LARGE).astype(np.uint8), now)

    def _at_large(self, rows: Rows, flags: NDArray[np.uint8], now: float) -> None:
        """Tell survivors whether their exploiter is free (1) or held (0)."""
        self.survivors.put(exploiter_at_large, rows, flags, now)


@njit(cache=True)
def tie_luck(keys: NDArray[np.uint64], rows: Rows, drawn: NDArray[np.int64], decision: int) -> NDArray[np.float64]:
    """Return the luck with which each row meets its next exploiter; occurrence 0 was the first one."""
    out = np.empty(rows.size)
    for j in range(rows.size):
        drawn[rows[j]] += 1
        out[j] = draw(keys[rows[j]], decision, drawn[rows[j]])
    return out
