"""Reconsideration: a negative decision that is challenged is looked at again.

RECONSIDERING -> RECOVERY_PERIOD | NO_REASONABLE_GROUNDS
RECONSIDERING_CONCLUSIVE_GROUNDS -> CONFIRMED | NOT_CONFIRMED

Whether a decision is challenged is asked where it is made (grounds.py). The time here runs from the decision, so it
holds the search for a lawyer too. Left out: staff time spent on it, second challenges, and judicial review by itself.
"""

from model.evidence import Assumption, Parameter, Source
from model.facts import number
from model.priors import Counts, LogNormal
from model.rules import Ask, Count, Event, If, Move, Ratios, Wait
from model.survivor import Age, Immigration, Nation, Referral, Support, age, immigration, nation, referral, support

reversals = Event("decisions_reversed", "negative decisions reversed after a challenge")
upheld = Event("decisions_upheld", "negative decisions upheld after a challenge")

reconsideration_days = Parameter(
    "mean time from a negative decision that is challenged to the answer",
    unit="days",
    prior=LogNormal(40, 365),
    evidence=Assumption("weeks to find a lawyer and months to be answered; no time published"),
)
reversed_share = Parameter(
    "a negative decision is reversed, given challenged",
    unit="share",
    prior=Counts(yes=number("F224.reversed"), of=number("F224.challenged")),
    evidence=Source("F224.reversed", "F224.challenged", note="2020, both decisions together; taken for each"),
)

ENTITLED = If(age, (Age.ADULT,), then=(
    If(nation, (Nation.ENGLAND_AND_WALES,), then=(
        If(support, (Support.NONE, Support.LEFT), then=(Move(support, Support.ENTITLED),)),
    )),
))  # fmt: skip

STILL_HERE: Ratios = {immigration: {Immigration.REMOVED: 0.0}}

first_again = Wait(
    "reasonable grounds reconsidered", referral, (Referral.RECONSIDERING,), reconsideration_days,
    then=(
        Ask("reversed", reversed_share, yes=(Count(reversals), Move(referral, Referral.RECOVERY_PERIOD), ENTITLED),
            no=(Count(upheld), Move(referral, Referral.NO_REASONABLE_GROUNDS))),
    ),
    speeds=STILL_HERE,
)  # fmt: skip
second_again = Wait(
    "conclusive grounds reconsidered", referral, (Referral.RECONSIDERING_CONCLUSIVE_GROUNDS,), reconsideration_days,
    then=(
        Ask("reversed", reversed_share, yes=(Count(reversals), Move(referral, Referral.CONFIRMED), ENTITLED),
            no=(Count(upheld), Move(referral, Referral.NOT_CONFIRMED))),
    ),
    speeds=STILL_HERE,
)  # fmt: skip
