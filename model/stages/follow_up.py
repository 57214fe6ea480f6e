"""Follow-up: where people stand six weeks, three months and six months after release, as the prison service asks.

RELEASED -> AFTER_SIX_WEEKS -> AFTER_THREE_MONTHS -> AFTER_SIX_MONTHS

The published shares are of all prison leavers; survivors are asked the same. People back in custody by then are not
counted.
"""

from model.evidence import Assumption, Derived, Parameter, Quantity
from model.priors import Known
from model.rules import FIXED, Count, Event, If, Move, Step, Wait
from model.survivor import INSIDE, FollowUp, Housing, Work, follow_up, housing, justice, work

followed_6w = Event("followed_up_6w", "people followed up six weeks after release")
followed_3m = Event("followed_up_3m", "people followed up three months after release")
followed_6m = Event("followed_up_6m", "people followed up six months after release")
working_6w = Event("in_work_after_6w", "people in work six weeks after release")
working_6m = Event("in_work_after_6m", "people in work six months after release")
settled_3m = Event("settled_after_3m", "people in settled housing three months after release")

_definition = Assumption("a definition: when the published follow-up asks")
six_weeks = Parameter("time from release to the first follow-up", unit="days", prior=Known(42), evidence=_definition)
three_months = Parameter(
    "time from release to the second follow-up", unit="days", prior=Known(91), evidence=_definition
)
six_months = Parameter("time from release to the third follow-up", unit="days", prior=Known(182), evidence=_definition)
from_first = Derived(
    "time from the first follow-up to the second", "days", (six_weeks, three_months), lambda a, b: b - a
)
from_second = Derived("time from the second to the third", "days", (three_months, six_months), lambda a, b: b - a)


def asked(name: str, at: FollowUp, wait: Quantity, then: FollowUp, *counts: Step) -> Wait:
    """Return the clock of one follow-up."""
    return Wait(
        name, follow_up, (at,), wait, shape=FIXED,
        then=(If(justice, INSIDE, otherwise=counts), Move(follow_up, then)),
    )  # fmt: skip


after_6w = asked(
    "followed up after six weeks", FollowUp.RELEASED, six_weeks, FollowUp.AFTER_SIX_WEEKS,
    Count(followed_6w), If(work, (Work.IN_WORK,), then=(Count(working_6w),)),
)  # fmt: skip
after_3m = asked(
    "followed up after three months", FollowUp.AFTER_SIX_WEEKS, from_first, FollowUp.AFTER_THREE_MONTHS,
    Count(followed_3m), If(housing, (Housing.SETTLED,), then=(Count(settled_3m),)),
)  # fmt: skip
after_6m = asked(
    "followed up after six months", FollowUp.AFTER_THREE_MONTHS, from_second, FollowUp.AFTER_SIX_MONTHS,
    Count(followed_6m), If(work, (Work.IN_WORK,), then=(Count(working_6m),)),
)  # fmt: skip
