"""The competent authority: caseworkers who make conclusive-grounds decisions."""

import mesa
import numpy as np
from numpy.typing import NDArray

from model.capacity import by_case_type, capacity, most_recent_first
from model.evidence import DAYS_PER_YEAR
from model.institutions.waiting_list import WaitingList
from model.stages.grounds import conclusive_decision
from model.survivor import Age, Immigration, Justice, Referral, age, immigration, justice, referral

Rows = NDArray[np.int64]

HELD = (int(Justice.ON_REMAND), int(Justice.IN_PRISON))
AWAITING = int(Referral.AWAITING_CONCLUSIVE_GROUNDS)


class CompetentAuthority(mesa.Agent):
    """The national queue for conclusive-grounds decisions, and the caseworkers who serve it."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.waiting = WaitingList()
        self._owed = 0.0

    def receive(self, rows: Rows) -> None:
        """Put people at the end of the queue, in the order given."""
        people = self.model.survivors
        held = people.level(justice)[rows]
        faster = people.level(age)[rows] == Age.CHILD
        faster |= people.level(immigration)[rows] == Immigration.DETAINED
        faster |= (held == HELD[0]) | (held == HELD[1])
        self.waiting.join(rows, faster)

    def decide(self, now: float, days: float) -> None:
        """Make the decisions that `days` of the caseworkers allow; time not needed is lost, save part of a case."""
        world, people = self.model.world, self.model.survivors
        self._owed += world.one(capacity, now) / DAYS_PER_YEAR * days / self.model.scale
        whole = int(self._owed)
        still = people.level(referral)[self.waiting.cases] == AWAITING
        decided = self.waiting.take(whole, self.shares(now), still)
        self._owed = self._owed - whole if decided.size == whole else min(1.0, self._owed - decided.size)
        people.pull(conclusive_decision, decided, now)

    def shares(self, now: float) -> NDArray[np.float64]:
        """Return the shares of decisions that go to the oldest case, the faster types and the most recent."""
        faster = self.model.world.one(by_case_type, now)
        recent = (1.0 - faster) * self.model.world.one(most_recent_first, now)
        return np.array([1.0 - faster - recent, faster, recent])
