"""The recorded case: whether a crime is recorded, and whether the survivor supports the investigation."""

from model.evidence import Assumption, Derived, Local, Parameter
from model.exploiter import crime_recorded_topic, intelligence_topic
from model.junctions.first_contact import force_spread
from model.junctions.telling import expects_passing_on
from model.priors import LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Ratios, Set, Step, Tell, Topic
from model.survivor import (
    FREE,
    Encounter,
    Justice,
    Level,
    Status,
    Where,
    Witness,
    YesNo,
    encounter,
    force,
    informed,
    justice,
    section_45,
    sees_self,
    status,
    trauma,
    trust,
    where,
    witness,
)

crimes = Event("crimes_recorded", "modern slavery crimes recorded by the police")
crimes_elsewhere = Event("crimes_past_or_abroad", "modern slavery crimes recorded long after the event, or from abroad")
witnesses_supporting = Event("witnesses_supporting", "survivors who agree to support an investigation")
witness_topic = Topic("supports the case")
crime_recorded_middle = Parameter(
    "the police record a crime, given a person identified who was exploited in the UK",
    unit="share",
    prior={"2014-01-01": Share(0.02, 0.6), "2017-04-01": Share(0.2, 0.85)},
    evidence=Assumption(
        "inspections found under-recording of these crimes up to 2017 above all; recorded crimes are a target, so the "
        "prior is vague in both regimes", facts=("F411.2016", "F411.2017"),
    ),
    anew=True,
)  # fmt: skip
crime_recorded = Local(
    "the police of an area record a crime, given a person identified who was exploited in the UK",
    unit="share", middle=crime_recorded_middle, spread=force_spread, place=force,
)  # fmt: skip
recorded_elsewhere = Parameter(
    "odds that a crime is recorded for a person exploited only abroad, relative to in the UK",
    unit="odds ratio", prior=LogNormal(0.03, 0.5),
    evidence=Assumption("crimes abroad are recorded at times and rarely progress; no share published"),
)  # fmt: skip
supports = Parameter(
    "a survivor supports an investigation, given a recorded crime, no navigator and a decent first contact",
    unit="share", prior=Share(0.25, 0.7),
    evidence=Assumption(
        "the range surrounds a provider's own 44% engagement without a navigator", facts=("F307.without",)
    ),
)  # fmt: skip
supports_after_bad = Parameter(
    "odds that a survivor supports an investigation after a bad first contact, relative to a good one",
    unit="odds ratio", prior=LogNormal(0.02, 0.4),
    evidence=Assumption("a bad first encounter is said to end engagement altogether; no size published"),
)  # fmt: skip
supports_unseeing = Parameter(
    "odds that a person who does not see themselves as a victim supports an investigation, relative to one who does",
    unit="odds ratio", prior=LogNormal(0.1, 0.7),
    evidence=Assumption("they do not cooperate, inspectors say; no size published"),
)  # fmt: skip
supports_low_trust = Parameter(
    "odds that a person with little trust in authorities supports an investigation, relative to some trust",
    unit="odds ratio",
    prior=LogNormal(0.2, 0.9),
    evidence=Assumption("trust comes first, navigators say; no size published"),
)
supports_in_custody = Parameter(
    "odds that a survivor met in custody supports an investigation, relative to one met at liberty",
    unit="odds ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("custody frightens; no size published"),
)
supports_if_considered = Parameter(
    "odds that a survivor whose section 45 defence is considered supports an investigation, relative to others",
    unit="odds ratio",
    prior=LogNormal(1.1, 4.0),
    evidence=Assumption("officers say that offering the defence lets them gather more; no size published"),
)
supports_traumatised = Parameter(
    "odds that a severely traumatised person supports an investigation, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("direction from casework; no size published"),
)
kept_informed = Parameter(
    "a survivor who supports a case is kept informed, given no navigator",
    unit="share",
    prior=Share(0.2, 0.75),
    evidence=Assumption("inspectors find the Victims' Code not met in many cases; no share published"),
)
supports_insecure = Parameter(
    "odds that a person of insecure status who fears immigration enforcement supports an investigation, relative to "
    "one who does not",
    unit="odds ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("direction from the super-complaint report; no size is published"),
)
supports_fearing = Derived(
    "odds that a person of insecure status supports an investigation, as many as fear immigration enforcement",
    "odds ratio", (supports_insecure, expects_passing_on), lambda odds, expects: 1.0 + (odds - 1.0) * expects,
)  # fmt: skip
SUPPORTS: Ratios = {
    encounter: {Encounter.BAD: supports_after_bad},
    sees_self: {YesNo.NO: supports_unseeing},
    trust: {Level.LOW: supports_low_trust},
    justice: {j: supports_in_custody for j in Justice if j not in FREE},
    section_45: {YesNo.YES: supports_if_considered},
    trauma: {Level.HIGH: supports_traumatised},
    status: {Status.INSECURE: supports_fearing},
}


def recorded_crime() -> tuple[Step, ...]:
    """Return the steps by which a crime is recorded and the survivor asked to support the investigation."""
    agrees = (
        Count(witnesses_supporting),
        Ask("kept informed", kept_informed, yes=(Set(informed, YesNo.YES),), no=(Set(informed, YesNo.NO),)),
        Move(witness, Witness.SUPPORTING), Tell(witness_topic),
    )  # fmt: skip
    asked = If(
        witness, (Witness.NOT_ASKED, Witness.CASE_CLOSED),
        then=(Ask("supports the investigation", supports, yes=agrees, odds=SUPPORTS),),
    )  # fmt: skip
    here = (Tell(crime_recorded_topic), asked)
    return (
        Ask(
            "crime recorded", crime_recorded, place=force, odds={where: {Where.ABROAD_ONLY: recorded_elsewhere}},
            yes=(
                Count(crimes),
                If(where, (Where.IN_UK,), then=here, otherwise=(Count(crimes_elsewhere),)),
            ),
        ),
    )  # fmt: skip


def tells_of_exploiter() -> tuple[Step, ...]:
    """Return the steps by which what a survivor says in their own defence reaches those who investigate."""
    return (If(where, (Where.IN_UK,), then=(Tell(intelligence_topic),)),)
