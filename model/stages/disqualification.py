"""Disqualification: people shut out of protection on public order grounds.

RECOVERY_PERIOD | AWAITING_CONCLUSIVE_GROUNDS -> DISQUALIFIED

The rule, in force since 30 January 2023, can apply to foreign nationals sentenced to twelve months or more and to
anyone convicted of a listed offence; here to adults only. Support ends with it, within days if it had begun (care.py).
Left out: the other grounds of the rule (bad faith, national security), and time-limited exclusions.
"""

from model.evidence import Assumption, Parameter
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Set, Wait
from model.survivor import (
    BETWEEN,
    Age,
    Referral,
    Sentence,
    Status,
    Support,
    YesNo,
    age,
    disqualified,
    record,
    referral,
    schedule_4,
    sentence,
    status,
    support,
)  # fmt: skip

requests = Event("disqualification_requests", "requests to shut a person out of protection on public order grounds")
disqualifications = Event("disqualified", "people shut out of protection on public order grounds")

requested = Parameter(
    "rate of requests to disqualify, given a person with positive reasonable grounds to whom the rule can apply",
    unit="per year",
    prior={"2014-01-01": Known(0.0), "2023-01-30": LogNormal(0.01, 0.5)},
    evidence=Assumption(
        "56 and 112 requests in two quarters of 2025; how many people fall under the rule is not published",
        facts=("F225.2025q2", "F225.2025q3", "R07"),
    ),
)
upheld = Parameter(
    "a person is disqualified, given a request",
    unit="share",
    prior=Share(0.05, 0.7),
    evidence=Assumption("each case is weighed by itself; no share read"),
)

REQUEST = (
    Count(requests),
    Ask("disqualified", upheld, yes=(
        Count(disqualifications), Set(disqualified, YesNo.YES), Move(referral, Referral.DISQUALIFIED),
        If(support, (Support.ENTITLED,), then=(Move(support, Support.LEFT),)),
    )),
)  # fmt: skip
FOREIGN_OFFENDER = If(status, (Status.UK_NATIONAL,), otherwise=(If(sentence, (Sentence.LONGER,), then=REQUEST),))

shut_out = Wait(
    "request to disqualify", referral, BETWEEN, requested,
    then=(If(schedule_4, (YesNo.YES,), then=REQUEST, otherwise=(FOREIGN_OFFENDER,)),),
    speeds={record: {YesNo.NO: 0.0}, age: {Age.CHILD: 0.0}},
)  # fmt: skip
