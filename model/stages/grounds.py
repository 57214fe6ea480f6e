"""Grounds: the decisions of the National Referral Mechanism.

AWAITING_REASONABLE_GROUNDS -> RECOVERY_PERIOD -> AWAITING_CONCLUSIVE_GROUNDS -> CONFIRMED | NOT_CONFIRMED

The conclusive decision has no wait of its own here: the competent authority serves the queue with the caseworkers
it has (model/institutions/competent_authority.py), and the time it takes is a result.
"""

from model.capacity import by_case_type, capacity, most_recent_first
from model.evidence import Assumption, Derived, Parameter, Source
from model.facts import number
from model.junctions import ends_support
from model.priors import Known, LogNormal, Share
from model.queues import Decisions
from model.rules import (
    FIXED,
    Ask,
    Count,
    Duration,
    Event,
    If,
    Move,
    Spell,
    Tell,
    Topic,
    Trigger,
    Wait,
)  # fmt: skip
from model.survivor import (
    Age,
    Immigration,
    Justice,
    Referral,
    Support,
    age,
    immigration,
    justice,
    referral,
    referred,
    support,
)

rg_decisions = Event("rg_decisions", "reasonable-grounds decisions")
rg_positive = Event("rg_positive", "positive reasonable-grounds decisions")
cg_decisions = Event("cg_decisions", "conclusive-grounds decisions")
cg_positive = Event("cg_positive", "positive conclusive-grounds decisions")
left_queue = Event("left_before_decision", "people who leave the mechanism between the two decisions")
cg_days = Duration("cg_days", "days from referral to the conclusive decision")
joins_queue = Topic("awaits a conclusive decision")

reasonable_grounds_days = Parameter(
    "mean time from referral to the reasonable-grounds decision",
    unit="days",
    prior={"2014-01-01": LogNormal(5, 45), "2023-01-30": LogNormal(15, 120)},
    evidence=Assumption(
        "the rule is five working days; the published means are targets, so the prior is vague, wider after the "
        "test changed on 30 January 2023",
        facts=("F214.rg_target", "R07"),
    ),
)
reasonable_grounds = Parameter(
    "a reasonable-grounds decision is positive, for an adult",
    unit="share",
    prior={"2014-01-01": Share(0.7, 0.97), "2023-01-30": Share(0.1, 0.9), "2023-07-24": Share(0.2, 0.9)},
    evidence=Assumption(
        "the published shares are targets, so the prior is vague in each regime: 'may be' a victim, 'is' a victim "
        "with objective evidence from 30 January 2023, evidence no longer always needed from 24 July 2023",
        facts=("R07", "R08"),
    ),
)
reasonable_grounds_child = Parameter(
    "odds of a positive reasonable-grounds decision for a child, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(0.7, 4.0),
    evidence=Assumption("vague: the shares by age are targets"),
)
conclusive_grounds = Parameter(
    "a conclusive-grounds decision is positive, for an adult",
    unit="share",
    prior={"2014-01-01": Share(0.4, 0.85), "2019-04-29": Share(0.6, 0.95), "2023-01-30": Share(0.4, 0.9)},
    evidence=Assumption(
        "the published shares are targets, so the prior is vague under each authority and rule", facts=("R03", "R07")
    ),
)
conclusive_grounds_child = Parameter(
    "odds of a positive conclusive-grounds decision for a child, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(0.7, 5.0),
    evidence=Assumption("vague: the shares by age are targets"),
)
recovery_days = Parameter(
    "recovery period: the least time between the two decisions",
    unit="days",
    prior={
        "2014-01-01": Known(number("F214.minimum_days_before_2023")),
        "2023-01-30": Known(number("F214.minimum_days")),
    },
    evidence=Source("F214.minimum_days_before_2023", "F214.minimum_days", "R07"),
)
left_share = Parameter(
    "people with positive reasonable grounds who leave the mechanism before a conclusive decision",
    unit="share",
    prior=Share(0.06, 0.18),
    evidence=Source(
        "D01.share", note="decisions, conclusions and backlog of 2014 to 2022 leave this share unaccounted for"
    ),
)
wait_behind_left_share = Parameter(
    "mean wait over which that share is lost",
    unit="years",
    prior=LogNormal(0.9, 1.8),
    evidence=Assumption(
        "between the published means of 2019 and 2021 and shorter waits before", facts=("F203", "F206")
    ),
)
leaving = Derived(
    "rate at which people leave the mechanism between the two decisions",
    unit="per year",
    inputs=(left_share, wait_behind_left_share),
    formula=lambda share, years: share / years,
)

NOT_SUPPORTED = (Support.NONE, Support.LEFT)

first_decision = Wait(
    "reasonable-grounds decision", referral, (Referral.AWAITING_REASONABLE_GROUNDS,), reasonable_grounds_days,
    then=(
        Count(rg_decisions),
        Ask(
            "reasonable grounds", reasonable_grounds, odds={age: {Age.CHILD: reasonable_grounds_child}},
            yes=(
                Count(rg_positive), Move(referral, Referral.RECOVERY_PERIOD),
                If(age, (Age.ADULT,), then=(If(support, NOT_SUPPORTED, then=(Move(support, Support.ENTITLED),)),)),
            ),
            no=(Move(referral, Referral.NO_REASONABLE_GROUNDS),),
        ),
    ),
)  # fmt: skip
recovery = Wait(
    "recovery period ends", referral, (Referral.RECOVERY_PERIOD,), recovery_days,
    then=(Move(referral, Referral.AWAITING_CONCLUSIVE_GROUNDS), Tell(joins_queue)),
    shape=FIXED,
)  # fmt: skip
leaves = Wait(
    "leaves the mechanism before the decision", referral,
    (Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS), leaving,
    then=(Count(left_queue), Move(referral, Referral.LEFT_BEFORE_DECISION), *ends_support()),
)  # fmt: skip
conclusive_decision = Trigger(
    "conclusive-grounds decision", referral, (Referral.AWAITING_CONCLUSIVE_GROUNDS,),
    then=(
        Count(cg_decisions), Spell(cg_days, since=referred),
        Ask(
            "conclusive grounds", conclusive_grounds, odds={age: {Age.CHILD: conclusive_grounds_child}},
            yes=(Count(cg_positive), Move(referral, Referral.CONFIRMED)),
            no=(
                Move(referral, Referral.NOT_CONFIRMED),
                If(support, (Support.ENTITLED,), then=(Move(support, Support.LEFT),)),
            ),
        ),
    ),
)  # fmt: skip

conclusive_queue = Decisions(
    "conclusive grounds", "cases with positive reasonable grounds, after the recovery period",
    joins=joins_queue, serve=conclusive_decision, a_year=capacity,
    faster=(
        (age, (Age.CHILD,)), (immigration, (Immigration.DETAINED,)), (justice, (Justice.ON_REMAND, Justice.IN_PRISON)),
    ),
    faster_share=by_case_type, recent_share=most_recent_first,
)  # fmt: skip
