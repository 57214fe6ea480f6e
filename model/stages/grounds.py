"""Grounds: the decisions of the National Referral Mechanism.

AWAITING_REASONABLE_GROUNDS -> READY_FOR_REASONABLE_GROUNDS -> RECOVERY_PERIOD | NO_REASONABLE_GROUNDS
RECOVERY_PERIOD -> AWAITING_CONCLUSIVE_GROUNDS -> CONFIRMED | NOT_CONFIRMED
RECOVERY_PERIOD -> ON_HOLD -> AWAITING_CONCLUSIVE_GROUNDS
NO_REASONABLE_GROUNDS -> RECONSIDERING, NOT_CONFIRMED -> RECONSIDERING_CONCLUSIVE_GROUNDS (reconsideration.py)
any of those not yet decided -> LEFT_BEFORE_DECISION

A referral is read, and then waits in a queue for the first decision; after the recovery period it waits in another for
the second, some after a time on hold because something is missing. Neither queue has a wait of its own: caseworkers
serve them with the capacity they have (model/capacity.py), and the times are results, so that more referrals mean
longer waits. Left out: cases that change authority, and the local panels that decide for some children; nobody goes
missing while in custody.
"""

from model import capacity
from model.calendar import ORIGIN
from model.decided import POSSIBLE_VICTIM, REJECTED, VICTIM
from model.evidence import Assumption, Derived, Parameter, Source
from model.facts import number
from model.priors import Known, LogNormal, Share, with_odds
from model.queues import Decisions
from model.rules import FIXED, Ask, Count, Duration, Event, If, Move, Set, Spell, Step, Tell, Topic, Trigger, Wait
from model.survivor import (
    BETWEEN,
    INSIDE,
    PENDING,
    Age,
    Authority,
    Immigration,
    Nation,
    Referral,
    Responder,
    Status,
    Support,
    YesNo,
    age,
    authority,
    guardian,
    immigration,
    justice,
    nation,
    referral,
    referred,
    referred_by,
    status,
    support,
    thin_referral,
)  # fmt: skip

rg_decisions = Event("rg_decisions", "reasonable-grounds decisions; an input, no result, in years when staff set them")
cg_decisions = Event("cg_decisions", "conclusive-grounds decisions")
cg_second = Event("cg_decisions_second_authority", "conclusive-grounds decisions of the second authority")
challenges = Event("decisions_challenged", "negative decisions that are challenged")
left_queue = Event("left_before_decision", "people who leave the mechanism between the two decisions")
rg_days = Duration("rg_days", "days from referral to the reasonable-grounds decision")
cg_days = Duration("cg_days", "days from referral to the conclusive decision")
joins_first_queue = Topic("awaits a reasonable-grounds decision")
joins_queue = Topic("awaits a conclusive decision")
joins_second_queue = Topic("awaits a conclusive decision of the second authority")

# From referral to the first decision --------------------------------------------------------------------------------

reading_days = Parameter(
    "mean time to read a referral and gather what it points to, given a full referral",
    unit="days", prior=LogNormal(3, 20),
    evidence=Assumption("the aim is five working days; published means are targets: vague", facts=("F214.rg_target",)),
)  # fmt: skip
thin_reading = Parameter(
    "speed at which a referral that says too little is made ready, relative to a full one",
    unit="speed ratio", prior=LogNormal(0.3, 0.95),
    evidence=Assumption("missing details are chased by telephone; no time published"),
)  # fmt: skip
reasonable_grounds = Parameter(
    "a reasonable-grounds decision is positive, given a foreign national at liberty, adult, fully referred, and not by "
    "a government agency",
    unit="share",
    prior={
        "2014-01-01": Share(0.7, 0.97),
        "2019-04-29": Share(0.7, 0.98),
        "2023-01-30": Share(0.1, 0.9),
        "2023-07-24": Share(0.2, 0.9),
    },
    evidence=Assumption(
        "the published shares are targets, so the prior is vague in each regime: one authority for all from April "
        "2019; 'may be' a victim, 'is' a victim with objective evidence from 30 January 2023, evidence no longer "
        "always needed from 24 July 2023",
        facts=("R03", "R07", "R08"),
    ),
    anew=True,
)
reasonable_grounds_in_year = Parameter(
    "odds of a positive reasonable-grounds decision in the year, relative to the practice of its regime",
    unit="odds ratio",
    prior={**{f"{year}-01-01": LogNormal(0.7, 1.4) for year in range(ORIGIN.year, 2023)}, "2023-01-01": Known(1.0)},
    evidence=Assumption(
        "the published shares of adults and of children move from year to year under the same rules, with guidance, "
        "staff and cases, of which no account by year is published; no such swing is foreseen after 2022"
    ),
    anew=True,
    bounds=(0.01, 100.0),
)  # fmt: skip
reasonable_grounds_now = Derived(
    "a reasonable-grounds decision of the year is positive, given as in the practice of its regime", "share",
    (reasonable_grounds, reasonable_grounds_in_year), with_odds,
)  # fmt: skip
reasonable_grounds_child = Parameter(
    "odds of a positive reasonable-grounds decision for a child, relative to an adult",
    unit="odds ratio",
    prior={"2014-01-01": LogNormal(0.3, 3.0), "2019-04-29": LogNormal(0.5, 4.0), "2023-01-30": LogNormal(0.7, 6.0)},
    evidence=Assumption("vague under each authority and rule: the shares by age are targets", facts=("R03", "R07")),
    anew=True,
)  # fmt: skip
reasonable_grounds_national = Parameter(
    "odds of a positive reasonable-grounds decision for a UK national, relative to others",
    unit="odds ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("a study of 55,000 cases finds outcomes better for natives than for immigrants; size not read"),
)  # fmt: skip
reasonable_grounds_government = Parameter(
    "odds of a positive reasonable-grounds decision, given referred by a government agency, relative to others",
    unit="odds ratio", prior=LogNormal(0.3, 1.0),
    evidence=Assumption("who refers matters in that study, and immigration staff have two roles; size not read"),
)  # fmt: skip
reasonable_grounds_thin = Parameter(
    "odds of a positive reasonable-grounds decision on a referral that says too little, relative to a full one",
    unit="odds ratio", prior=LogNormal(0.2, 0.95),
    evidence=Assumption("the decision rests on what the referral says; no size published"),
)  # fmt: skip
reasonable_grounds_detained = Parameter(
    "odds of a positive reasonable-grounds decision for a person in immigration detention, relative to at liberty",
    unit="odds ratio",
    prior={"2014-01-01": LogNormal(0.02, 0.5), "2018-01-01": LogNormal(0.1, 1.0)},
    evidence=Assumption(
        "14% of those referred from detention in 2017 and 86% in 2020, against some nine in ten of all; when it "
        "changed is not published", facts=("F804.2017.share", "F804.2020.share"),
    ),
)  # fmt: skip

# From there to the second decision ----------------------------------------------------------------------------------

recovery_days = Parameter(
    "recovery period: the least time between the two decisions",
    unit="days",
    prior={"2014-01-01": Known(number("F214.minimum_days_before_2023")),
           "2023-01-30": Known(number("F214.minimum_days"))},
    evidence=Source("F214.minimum_days_before_2023", "F214.minimum_days", "R07"),
)  # fmt: skip
conclusive_grounds = Parameter(
    "a conclusive-grounds decision of the single competent authority is positive, given an adult foreign national",
    unit="share",
    prior={"2014-01-01": Share(0.4, 0.85), "2019-04-29": Share(0.6, 0.95), "2023-01-30": Share(0.4, 0.9)},
    evidence=Assumption("the published shares are targets: vague under each authority and rule", facts=("R03", "R07")),
    anew=True,
)
conclusive_grounds_in_year = Parameter(
    "odds of a positive conclusive-grounds decision in the year, relative to the practice of its regime",
    unit="odds ratio",
    prior={**{f"{year}-01-01": LogNormal(0.6, 1.65) for year in range(ORIGIN.year, 2023)}, "2023-01-01": Known(1.0)},
    evidence=Assumption(
        "as with reasonable grounds; the wider for cases being old when decided, so that which years' cases are taken "
        "matters, too"
    ),
    anew=True,
    bounds=(0.01, 100.0),
)  # fmt: skip
conclusive_grounds_now = Derived(
    "a conclusive-grounds decision of the year is positive, given as in the practice of its regime", "share",
    (conclusive_grounds, conclusive_grounds_in_year), with_odds,
)  # fmt: skip
conclusive_grounds_child = Parameter(
    "odds of a positive conclusive-grounds decision for a child, relative to an adult",
    unit="odds ratio", prior={"2014-01-01": LogNormal(0.3, 4.0), "2019-04-29": LogNormal(0.7, 6.0)},
    evidence=Assumption("vague under each authority: the shares by age are targets", facts=("R03",)),
    anew=True,
)  # fmt: skip
conclusive_grounds_national = Parameter(
    "odds of a positive conclusive-grounds decision for a UK national, relative to others",
    unit="odds ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("a study of 55,000 cases finds natives more likely to be recognised; size not read"),
)  # fmt: skip
conclusive_grounds_second = Parameter(
    "odds of a positive conclusive-grounds decision of the second authority, relative to the single one",
    unit="odds ratio", prior=LogNormal(0.1, 0.9),
    evidence=Assumption("it belongs to the body that enforces immigration rules; its shares were not read"),
)  # fmt: skip
on_hold_share = Parameter(
    "a case is put on hold after the recovery period, until something missing comes in",
    unit="share", prior=Share(0.05, 0.7),
    evidence=Assumption(
        "complex cases are said to be parked while others are decided; with none, oldest first cannot give the "
        "published times and open cases, which are targets: vague", facts=("F203", "F206", "S109", "F207"),
    ),
)  # fmt: skip
months_on_hold = Parameter(
    "mean time that such a case is on hold",
    unit="months", prior=LogNormal(6, 120),
    evidence=Assumption("no time published; the age of open cases is a target: vague", facts=("F205.over_2_years",)),
)  # fmt: skip
represented = Parameter(
    "a person has a lawyer, given a negative decision",
    unit="share", prior=Share(0.15, 0.6),
    evidence=Assumption("legal aid is scarce in much of the country; no share published"),
)  # fmt: skip
challenged = Parameter(
    "a negative decision is challenged, given a lawyer",
    unit="share", prior=Share(0.15, 0.7),
    evidence=Assumption("at most 27% of negative decisions in 2020; no split", facts=("F224.challenge_share",)),
)  # fmt: skip

# Leaving ------------------------------------------------------------------------------------------------------------

left_share = Parameter(
    "people with positive reasonable grounds who leave the mechanism before a conclusive decision",
    unit="share", prior=Share(0.06, 0.18),
    evidence=Source("D01.share", note="unaccounted for by decisions, conclusions and backlog of 2014 to 2022"),
)  # fmt: skip
wait_behind_left_share = Parameter(
    "mean wait over which that share is lost",
    unit="years", prior=LogNormal(0.9, 1.8),
    evidence=Assumption("the published means of 2019 and 2021, and shorter waits before", facts=("F203", "F206")),
)  # fmt: skip
LOST = {who: [f"F138.{year}.{who}_before_{stage}" for year in (2015, 2016) for stage in ("rg", "cg")]
        for who in ("minors", "adults")}  # fmt: skip
REFERRED = {who: [f"F0{year}.referrals_{who}" for year in (15, 16)] for who in ("child", "adult")}
lost_children = sum(map(number, LOST["minors"])) / sum(map(number, REFERRED["child"]))
lost_adults = sum(map(number, LOST["adults"])) / sum(map(number, REFERRED["adult"]))
leaving_child = Parameter(
    "rate at which a child without a guardian leaves, relative to an adult",
    unit="speed ratio", prior=LogNormal.around(lost_children / lost_adults, 1.5),
    evidence=Source(
        *LOST["minors"], *LOST["adults"],
        note="children and adults missing or out of contact, each over all referred in 2015 and 2016, which are "
        "targets of the fit and serve as denominators only",
    ),
)  # fmt: skip
children_referred = Parameter(
    "children among people referred", unit="share", prior=Known(number("F134.child")), evidence=Source("F134.child")
)
leaving = Derived(
    "rate at which an adult whose case is undecided leaves the mechanism", "per year",
    (left_share, wait_behind_left_share, leaving_child, children_referred),
    lambda left, years, child, children: left / years / (1.0 - children + children * child),
)  # fmt: skip
leaving_guardian = Parameter(
    "rate at which a child with an independent guardian leaves, relative to one without",
    unit="speed ratio", prior=LogNormal(0.3, 1.0),
    evidence=Assumption("23% go missing at some stage all the same, most for a time; no comparison", facts=("F311",)),
)  # fmt: skip
leaving_unsupported = Parameter(
    "rate at which a person who still waits for support leaves, relative to others",
    unit="speed ratio", prior=LogNormal(1.0, 3.0),
    evidence=Assumption("slow services leave people in limbo and out of contact; no size published"),
)  # fmt: skip

TO_SECOND = (Set(authority, Authority.IMMIGRATION_ENFORCEMENT),)
SECOND = (Ask("second authority", capacity.second_authority, yes=TO_SECOND),)
ENFORCED = (Ask("second authority", capacity.second_authority_others, yes=TO_SECOND),)
FOREIGN = (If(justice, INSIDE, then=SECOND, otherwise=(
    If(referred_by, (Responder.GOVERNMENT_AGENCY,), then=(If(status, (Status.INSECURE,), then=ENFORCED),)),
)),)  # fmt: skip
ALLOTTED: tuple[Step, ...] = (
    Set(authority, Authority.SINGLE),
    If(age, (Age.ADULT,), then=(
        If(immigration, (Immigration.DETAINED,), then=SECOND,
           otherwise=(If(status, (Status.UK_NATIONAL,), otherwise=FOREIGN),)),
    )),
)  # fmt: skip
UNSUPPORTED = If(support, (Support.ENTITLED,), then=(Move(support, Support.LEFT),))
"""Whoever already has support goes on for some days (care.py)."""
ENTITLED = If(age, (Age.ADULT,), then=(
    If(nation, (Nation.ENGLAND_AND_WALES,), then=(
        If(support, (Support.NONE, Support.LEFT), then=(Move(support, Support.ENTITLED),)),
    )),
))  # fmt: skip


def challenged_to(state: Referral) -> Ask:
    """Return the questions whether a negative decision is challenged, which moves the case on."""
    challenge = Ask("negative decision challenged", challenged, yes=(Count(challenges), Move(referral, state)))
    return Ask("has a lawyer", represented, yes=(challenge,))


reading = Wait(
    "referral made ready for a decision", referral, (Referral.AWAITING_REASONABLE_GROUNDS,), reading_days,
    then=(*ALLOTTED, Move(referral, Referral.READY_FOR_REASONABLE_GROUNDS), Tell(joins_first_queue)),
    speeds={thin_referral: {YesNo.YES: thin_reading}},
)  # fmt: skip
first_decision = Trigger(
    "reasonable-grounds decision", referral, (Referral.READY_FOR_REASONABLE_GROUNDS,),
    then=(
        Count(rg_decisions), Spell(rg_days, since=referred),
        Ask(
            "reasonable grounds", reasonable_grounds_now,
            odds={
                age: {Age.CHILD: reasonable_grounds_child},
                status: {Status.UK_NATIONAL: reasonable_grounds_national},
                referred_by: {Responder.GOVERNMENT_AGENCY: reasonable_grounds_government},
                thin_referral: {YesNo.YES: reasonable_grounds_thin},
                immigration: {Immigration.DETAINED: reasonable_grounds_detained},
            },
            yes=(*POSSIBLE_VICTIM, Move(referral, Referral.RECOVERY_PERIOD), ENTITLED),
            no=(*REJECTED, Move(referral, Referral.NO_REASONABLE_GROUNDS), UNSUPPORTED,
                challenged_to(Referral.RECONSIDERING)),
        ),
    ),
)  # fmt: skip
READY: tuple[Step, ...] = (
    Move(referral, Referral.AWAITING_CONCLUSIVE_GROUNDS),
    If(authority, (Authority.SINGLE,), then=(Tell(joins_queue),), otherwise=(Tell(joins_second_queue),)),
)  # fmt: skip
first_queue = Decisions(
    "reasonable grounds", "referrals that have been read, awaiting the reasonable-grounds decision",
    joins=joins_first_queue, serve=first_decision, a_year=capacity.first_capacity,
)  # fmt: skip
recovery = Wait(
    "recovery period ends", referral, (Referral.RECOVERY_PERIOD,), recovery_days,
    then=(
        Ask("case put on hold", on_hold_share, yes=(Move(referral, Referral.ON_HOLD),), no=READY),
    ),
    shape=FIXED,
)  # fmt: skip
hold = Wait("case taken up again", referral, (Referral.ON_HOLD,), months_on_hold, then=READY)
leaves = Wait(
    "leaves the mechanism before the decision", referral, PENDING, leaving,
    then=(
        If(referral, BETWEEN, then=(Count(left_queue),)),
        Move(referral, Referral.LEFT_BEFORE_DECISION), UNSUPPORTED,
    ),
    speeds={
        age: {Age.CHILD: leaving_child}, guardian: {YesNo.YES: leaving_guardian},
        support: {Support.ENTITLED: leaving_unsupported}, justice: dict.fromkeys(INSIDE, 0.0),
    },
)  # fmt: skip
conclusive_decision = Trigger(
    "conclusive-grounds decision", referral, (Referral.AWAITING_CONCLUSIVE_GROUNDS,),
    then=(
        Count(cg_decisions), If(authority, (Authority.IMMIGRATION_ENFORCEMENT,), then=(Count(cg_second),)),
        Spell(cg_days, since=referred),
        Ask(
            "conclusive grounds", conclusive_grounds_now,
            odds={
                age: {Age.CHILD: conclusive_grounds_child},
                status: {Status.UK_NATIONAL: conclusive_grounds_national},
                authority: {Authority.IMMIGRATION_ENFORCEMENT: conclusive_grounds_second},
            },
            yes=(*VICTIM, Move(referral, Referral.CONFIRMED)),
            no=(*REJECTED, Move(referral, Referral.NOT_CONFIRMED), UNSUPPORTED,
                challenged_to(Referral.RECONSIDERING_CONCLUSIVE_GROUNDS)),
        ),
    ),
)  # fmt: skip
FASTER = ((age, (Age.CHILD,)), (immigration, (Immigration.DETAINED,)), (justice, INSIDE))
conclusive_queue = Decisions(
    "conclusive grounds", "cases of the single authority with positive reasonable grounds, after the recovery period",
    joins=joins_queue, serve=conclusive_decision, a_year=capacity.capacity_single,
    faster=FASTER, faster_share=capacity.by_case_type, recent_share=capacity.most_recent_first,
    any_share=capacity.in_no_order,
)  # fmt: skip
conclusive_queue_immigration = Decisions(
    "conclusive grounds, second authority", "the same cases of the Immigration Enforcement Competent Authority",
    joins=joins_second_queue, serve=conclusive_decision, a_year=capacity.capacity_second,
    faster=FASTER, faster_share=capacity.by_case_type, recent_share=capacity.most_recent_first,
    any_share=capacity.in_no_order,
)  # fmt: skip
