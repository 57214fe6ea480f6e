"""The competent authority: caseworkers who make conclusive-grounds decisions.

Capacity is caseworkers times decisions each. Only from October 2024 is a number of staff published; before, the
number of caseworkers is inferred from the decisions made each year, which therefore are an input and no target.
The order of service is a mixture, the same in every year: some decisions take the oldest case, some the oldest of
the case types that move faster (children, people in detention or prison), some the most recent.
"""

import mesa
import numpy as np
from numpy.typing import NDArray

from model.calendar import ORIGIN
from model.evidence import DAYS_PER_YEAR, Assumption, Derived, Parameter, Source
from model.facts import number
from model.institutions.waiting_list import WaitingList
from model.priors import Known, LogNormal, Share
from model.stages.grounds import conclusive_decision
from model.survivor import Age, Immigration, Justice, Referral, age, immigration, justice, referral

Rows = NDArray[np.int64]

decisions_made = Parameter(
    "conclusive-grounds decisions made in the year, the last year's number held afterwards",
    unit="decisions per year",
    prior={
        f"{year}-01-01": Known(number(f"F{year - 2000:03d}.cg_decisions")) for year in range(ORIGIN.year, 2024)
    },
    evidence=Source(*(f"F{year - 2000:03d}.cg_decisions" for year in range(ORIGIN.year, 2024))),
)
decisions_each = Parameter(
    "conclusive-grounds decisions of one caseworker in a year",
    unit="decisions per year",
    prior=LogNormal.around(number("F023.cg_decisions") / number("F211a.staff"), 1.6),
    evidence=Source("F023.cg_decisions", "F211a.staff", note="decisions of 2023 over staff of October 2024"),
)
caseworkers_before = Derived(
    "caseworkers deciding conclusive grounds, inferred from the decisions made",
    unit="members of staff",
    inputs=(decisions_made, decisions_each),
    formula=lambda decisions, each: decisions / each,
)
caseworkers_added = Parameter(
    "caseworkers added since",
    unit="members of staff",
    prior={"2014-01-01": Known(0.0), "2025-01-01": Known(number("F211a.extra_staff"))},
    evidence=Source("F211a.extra_staff", "R10", note="announced in October 2024, in post early in 2025"),
)
caseworkers = Derived(
    "caseworkers deciding conclusive grounds",
    unit="members of staff",
    inputs=(caseworkers_before, caseworkers_added),
    formula=lambda before, added: before + added,
)
capacity = Derived(
    "conclusive-grounds decisions that can be made",
    unit="decisions per year",
    inputs=(caseworkers, decisions_each),
    formula=lambda staff, each: staff * each,
)
by_case_type = Parameter(
    "share of decisions that take the oldest case of a faster type: children, people in detention or prison",
    unit="share",
    prior=Share(0.05, 0.5),
    evidence=Assumption("the order of service is not published; oldest first alone cannot give the published times"),
)
most_recent_first = Parameter(
    "share of the other decisions that take the most recent case",
    unit="share",
    prior=Share(0.05, 0.6),
    evidence=Assumption("clear cases are said to be decided soon while old, complex ones are parked; no share published"),
)
waiting_at_start = Parameter(
    "people with positive reasonable grounds awaiting a conclusive decision on 1 January 2014",
    unit="people",
    prior=LogNormal(300, 2_500),
    evidence=Assumption("below a year of referrals, above the recovery period's worth"),
)

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
        if whole == 0:
            return
        still = people.level(referral)[self.waiting.cases] == AWAITING
        decided = self.waiting.take(whole, self.shares(now), still)
        self._owed = self._owed - whole if decided.size == whole else min(1.0, self._owed - decided.size)
        people.pull(conclusive_decision, decided, now)

    def shares(self, now: float) -> NDArray[np.float64]:
        """Return the shares of decisions that go to the oldest case, the faster types and the most recent."""
        faster = self.model.world.one(by_case_type, now)
        recent = (1.0 - faster) * self.model.world.one(most_recent_first, now)
        return np.array([1.0 - faster - recent, faster, recent])
