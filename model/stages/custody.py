"""Custody: time served under sentence, debt to others inside, and release.

IN_PRISON -> ON_LICENCE

Everyone released enters the year of supervision, in which reconviction is followed; who may be recalled in it is a
rule of its own. Left out: time on remand taken off the sentence, release later than usual of people convicted of
serious violence, release on tag, and days added in prison.
"""

from model.evidence import Assumption, Derived, Parameter, Source
from model.facts import number
from model.gates import leaves_custody, short_sentence
from model.priors import Known, LogNormal, Share
from model.prisons import strain
from model.rules import Ask, Count, Event, Form, If, Mark, Move, Set, Shape, Wait
from model.survivor import (
    PENDING,
    Contact,
    FollowUp,
    HeldBy,
    Justice,
    Sentence,
    YesNo,
    contact,
    debt,
    follow_up,
    held_by,
    justice,
    known_inside,
    prison,
    reference,
    referral,
    released,
    sentence,
)  # fmt: skip

releases = Event("releases", "people released from a prison sentence")
releases_short = Event("releases_short", "people released from a prison sentence of less than a year")
released_undecided = Event("released_before_decision", "survivors released while a referral is not yet decided")
released_unidentified = Event("released_unidentified", "survivors released whom nobody has identified as such")
debts = Event("debts_in_prison", "survivors who fall into debt to others in prison")

# Time served ----------------------------------------------------------------------------------------------------------

mean_sentence = Parameter(
    "mean custodial sentence of survivors",
    unit="months",
    prior=LogNormal.around(number("S108"), 1.6),
    evidence=Assumption(
        "the published mean is over all offences; survivors' offence mix (drug supply, cannabis cultivation, theft) "
        "differs in an unknown direction",
        facts=("S108", "F611", "F612.all"),
    ),
)
short_over_mean = Parameter(
    "mean of sentences shorter than twelve months, as a part of the mean of all",
    unit="share",
    prior=Share(0.14, 0.35),
    evidence=Assumption("three to seven and a half months at the published mean of all; not published by length"),
    bounds=(0.01, 1.0),
)
short_months = Derived(
    "mean sentence of those shorter than twelve months", "months",
    (mean_sentence, short_over_mean), lambda months, part: months * part,
)  # fmt: skip
longer_months = Derived(
    "mean sentence of the longer ones, so that the mean of all stays what it is", "months",
    (mean_sentence, short_over_mean, short_sentence),
    lambda months, part, short: months * (1.0 - short * part) / (1.0 - short),
)  # fmt: skip
usual_release = Parameter(
    "part of a sentence served in custody, where no early release applies",
    unit="share",
    prior=Known(number("R09.release_share_before")),
    evidence=Source("R09.release_share_before", note="taken for every sentence"),
    bounds=(0.01, 1.0),
)
early_release = Parameter(
    "part of an eligible sentence served in custody under early release",
    unit="share",
    prior=Known(number("R09.release_share_after")),
    evidence=Source("R09.release_share_after"),
)
eligible = Parameter(
    "sentences to which early release applies",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2024-09-10": Share(0.35, 0.8)},
    evidence=Assumption(
        "violent, sexual and terrorist offences are excluded; releases since are counted, but among which part of "
        "survivors is not known", facts=("R09", "F624.2025_06"),
    ),
)  # fmt: skip
share_served = Derived(
    "share of a sentence served in custody", "share",
    (usual_release, early_release, eligible), lambda usual, early, eligible: usual + eligible * (early - usual),
)  # fmt: skip
time_served = Derived(
    "mean time in prison under a sentence of twelve months or more", "months",
    (longer_months, share_served), lambda months, share: months * share,
)  # fmt: skip
shorter = Derived(
    "how much sooner a sentence shorter than twelve months ends than a longer one", "speed ratio",
    (longer_months, short_months), lambda longer, short: longer / short,
)  # fmt: skip
sentence_variation = Parameter(
    "coefficient of variation of sentences, among the short and among the longer ones",
    unit="ratio",
    prior=LogNormal(0.45, 1.1),
    evidence=Assumption("sentences are skewed; no distribution for survivors"),
)
told_on_release = Parameter(
    "a survivor already identified is told on release what help they are entitled to, given the prison knows",
    unit="share",
    prior=Share(0.15, 0.65),
    evidence=Assumption("good practice rests on individuals; no share published"),
)
told_unknown = Parameter(
    "odds of being told so where the prison does not know that the person may be a victim, relative to where it does",
    unit="odds ratio",
    prior=LogNormal(0.05, 0.5),
    evidence=Assumption("prisons are often unaware of people already in the mechanism; no size published"),
)

# Debt -----------------------------------------------------------------------------------------------------------------

debt_rate = Parameter(
    "rate at which a survivor under sentence falls into debt to others, in a prison at capacity with experienced staff",
    unit="per year",
    prior=LogNormal(0.03, 0.6),
    evidence=Assumption("debt and extortion in prison are described as common; no rate published"),
)
debt_organised = Parameter(
    "rate of debt of a survivor exploited by an organised group, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("county lines are run from prisons too; no size published"),
)

release = Wait(
    "released", justice, (Justice.IN_PRISON,), time_served,
    then=(
        Count(releases), Mark(released), Move(follow_up, FollowUp.RELEASED),
        If(sentence, (Sentence.UNDER_12_MONTHS,), then=(Count(releases_short),)),
        If(referral, PENDING, then=(Count(released_undecided),)),
        If(contact, (Contact.UNIDENTIFIED,), then=(Count(released_unidentified),)),
        If(
            contact, (Contact.IDENTIFIED,),
            then=(
                Ask("told of entitlements on release", told_on_release, odds={known_inside: {YesNo.NO: told_unknown}},
                    yes=(Set(known_inside, YesNo.YES),), no=(Set(known_inside, YesNo.NO),)),
            ),
        ),
        *leaves_custody(Justice.ON_LICENCE),
    ),
    shape=Shape(Form.LOGNORMAL, sentence_variation),
    speeds={sentence: {Sentence.UNDER_12_MONTHS: shorter}},
)  # fmt: skip
indebted = Wait(
    "falls into debt in prison", justice, (Justice.IN_PRISON, Justice.RECALLED), debt_rate,
    then=(Count(debts), Set(debt, YesNo.YES)),
    speeds={
        reference: {YesNo.YES: 0.0}, debt: {YesNo.YES: 0.0}, prison: strain,
        held_by: {HeldBy.ORGANISED_GROUP: debt_organised},
    },
)  # fmt: skip
