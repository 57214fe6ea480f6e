"""Therapy: mental-health and addiction support for survivors, of which there are so many places.

NONE -> WAITING -> RECEIVING -> ENDED, and from ENDED again; broken off by immigration detention or removal -> NONE

Support workers, probation and prisons refer people with harm to mental health. What therapy mends is told elsewhere
(wellbeing.py), as is its end when someone is exploited again (re_trafficking.py). Left out: therapy found without a
referral, and the reference cohort of other prison leavers, whose places are not these.
"""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.queues import Places
from model.rules import Count, Event, Move, Ratios, Step, Tell, Topic, Trigger, Wait
from model.survivor import (
    INSIDE,
    SUPPORTED,
    Housing,
    Immigration,
    Justice,
    Level,
    Support,
    Therapy,
    YesNo,
    housing,
    immigration,
    justice,
    reference,
    support,
    therapy,
    trauma,
)  # fmt: skip

referrals = Event("therapy_referrals", "survivors referred to therapy")
entrants = Event("therapy_entrants", "survivors beginning therapy")
dropped_out = Event("therapy_dropped_out", "survivors who break off therapy or stop waiting for it")
therapy_topic = Topic("awaits therapy")

referred_by_support = Parameter(
    "rate of referral to therapy in victim care, given much harm to mental health",
    unit="per year",
    prior=LogNormal(0.2, 2.0),
    evidence=Assumption(
        "most women and many men in services have strong symptoms; referrals are not counted",
        facts=("F312.women", "F312.men"),
    ),
)
referred_by_probation = Parameter(
    "rate of referral to therapy on licence, given much harm to mental health",
    unit="per year",
    prior=LogNormal(0.03, 0.6),
    evidence=Assumption("probation lacks time and specialists; no count of survivors"),
)
referred_in_prison = Parameter(
    "rate of referral to therapy in custody, given much harm to mental health",
    unit="per year",
    prior=LogNormal(0.02, 0.4),
    evidence=Assumption("specialist support in prison is found to be rare; no count of survivors"),
)
referred_if_some_harm = Parameter(
    "rate of referral to therapy, given some harm to mental health, relative to much",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("thresholds are high; no size published"),
)
therapy_places = Parameter(
    "survivors who can be in therapy at once",
    unit="people",
    prior=LogNormal(150, 3_000),
    evidence=Assumption("not published; waiting times are said to be long"),
)
therapy_months = Parameter(
    "mean length of therapy",
    unit="months",
    prior=LogNormal(2.0, 18.0),
    evidence=Assumption("from a course of weeks to long-term work; no mean published"),
)
stops_waiting = Parameter(
    "rate at which people stop waiting for therapy",
    unit="per year",
    prior=LogNormal(0.1, 1.5),
    evidence=Assumption("people move, lose heart or lose touch; no rate published"),
)
drops_out = Parameter(
    "rate at which people with a home break off therapy",
    unit="per year",
    prior=LogNormal(0.1, 1.2),
    evidence=Assumption("no rate published for survivors"),
)
drops_out_homeless = Parameter(
    "rate of breaking off therapy while homeless, relative to with a home",
    unit="speed ratio",
    prior=LogNormal(1.0, 5.0),
    evidence=Assumption("recovery needs stability, practitioners say; no size published"),
)
break_days = Parameter(
    "mean time in immigration detention until therapy outside is broken off",
    unit="days",
    prior=LogNormal(1.0, 30.0),
    evidence=Assumption("appointments are missed from the first day; no time published"),
)

UNTREATED = (Therapy.NONE, Therapy.ENDED)
HARMED: Ratios = {
    reference: {YesNo.YES: 0.0},
    trauma: {Level.LOW: 0.0, Level.MIDDLE: referred_if_some_harm},
    immigration: {Immigration.DETAINED: 0.0, Immigration.REMOVED: 0.0},
}
REFERRED: tuple[Step, ...] = (Count(referrals), Move(therapy, Therapy.WAITING), Tell(therapy_topic))
STOPS: tuple[Step, ...] = (Count(dropped_out), Move(therapy, Therapy.NONE))

by_support = Wait(
    "referred to therapy by victim care", therapy, UNTREATED, referred_by_support, then=REFERRED,
    speeds={**HARMED, support: {s: 0.0 for s in Support if s not in SUPPORTED}},
)  # fmt: skip
by_probation = Wait(
    "referred to therapy by probation", therapy, UNTREATED, referred_by_probation, then=REFERRED,
    speeds={**HARMED, justice: {j: 0.0 for j in Justice if j is not Justice.ON_LICENCE}},
)  # fmt: skip
in_prison = Wait(
    "referred to therapy in custody", therapy, UNTREATED, referred_in_prison, then=REFERRED,
    speeds={**HARMED, justice: {j: 0.0 for j in Justice if j not in INSIDE}},
)  # fmt: skip
begins = Trigger(
    "begins therapy", therapy, (Therapy.WAITING,), then=(Count(entrants), Move(therapy, Therapy.RECEIVING))
)
places = Places(
    "therapy", "survivors referred to therapy", joins=therapy_topic, serve=begins, places=therapy_places,
    process=therapy, levels=(Therapy.RECEIVING,),
)  # fmt: skip
gives_up = Wait("stops waiting for therapy", therapy, (Therapy.WAITING,), stops_waiting, then=STOPS)
ends = Wait(
    "therapy ends", therapy, (Therapy.RECEIVING,), therapy_months, then=(Move(therapy, Therapy.ENDED),)
)  # fmt: skip
breaks_off = Wait(
    "breaks off therapy", therapy, (Therapy.RECEIVING,), drops_out, then=STOPS,
    speeds={housing: {Housing.HOMELESS: drops_out_homeless}},
)  # fmt: skip
cut_short = Wait(
    "therapy cut short by detention", therapy, (Therapy.WAITING, Therapy.RECEIVING), break_days, then=STOPS,
    speeds={immigration: {Immigration.AT_LIBERTY: 0.0}},
)  # fmt: skip
