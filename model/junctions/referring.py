"""Referring: what follows when a first responder recognises someone; who consents, and how well it is told."""

from model.decided import AT_REFERRAL
from model.evidence import Adopted, Assumption, Derived, Parameter, Source
from model.facts import number
from model.junctions.first_contact import first_contact
from model.junctions.leaving import leaves_exploitation, leaves_when_identified
from model.junctions.recorded_case import recorded_crime
from model.junctions.telling import expects_passing_on, told_immigration
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Mark, Move, Ratios, Set, Step, Tell, Topic
from model.survivor import (
    PENDING,
    Age,
    Contact,
    Level,
    Nation,
    Nationality,
    Referral,
    Responder,
    Status,
    Where,
    YesNo,
    age,
    contact,
    force,
    guardian,
    nation,
    nationality,
    referral,
    referred,
    referred_by,
    sees_self,
    status,
    thin_referral,
    trust,
    where,
)

referrals = Event("nrm_referrals", "referrals to the National Referral Mechanism")
referrals_by = {
    Responder.POLICE: Event("nrm_referrals_police", "referrals made by the police"),
    Responder.GOVERNMENT_AGENCY: Event("nrm_referrals_government", "referrals made by government agencies"),
    Responder.LOCAL_AUTHORITY: Event("nrm_referrals_local_authority", "referrals made by local authorities"),
    Responder.CHARITY: Event("nrm_referrals_charity", "referrals made by charities"),
    Responder.PRISON: Event("nrm_referrals_prison", "referrals made by prison staff"),
}
identifications = Event("identified", "people recognised as possible victims by a first responder")
refused = Event("referral_refused", "adults recognised who did not consent to a referral")
duty_to_notify = Event("duty_to_notify", "adults who did not consent, notified to the Home Office")
referrals_here = Event("nrm_referrals_exploited_here", "referrals of people exploited in the United Kingdom")
guardians = Event("guardians_appointed", "referred children who get an independent guardian")
charity_topic = Topic("a charity is to refer")
consent = Parameter(
    "an adult consents to be referred, given recognised, with secure status, seeing themselves as a victim",
    unit="share",
    prior=Share(0.5, 0.92),
    evidence=Assumption(
        "official notifications bound refusals from below (they are under-completed), a charity's estimate of half "
        "from above; the yearly notifications are targets, so the prior is vague", facts=("S111",),
    ),
)  # fmt: skip
consent_insecure = Parameter(
    "odds that a person of insecure status who fears immigration enforcement consents, relative to one who does not",
    unit="odds ratio", prior=LogNormal(0.25, 0.95),
    evidence=Assumption("immigration status is named as one reason for refusing; no size published"),
)  # fmt: skip
consent_national = Parameter(
    "odds that a UK national consents, relative to others",
    unit="odds ratio", prior=LogNormal(0.35, 1.0),
    evidence=Assumption("unclear benefits put UK nationals off; no size published"),
)  # fmt: skip
consent_unseeing = Parameter(
    "odds that a person who does not see themselves as a victim consents, relative to one who does",
    unit="odds ratio", prior=LogNormal(0.2, 0.8),
    evidence=Assumption("named among the reasons for refusal in interviews of 2024 and 2025; no size published"),
)  # fmt: skip
consent_low_trust = Parameter(
    "odds that a person with little trust in authorities consents, relative to some trust",
    unit="odds ratio", prior=LogNormal(0.3, 0.95),
    evidence=Assumption("fear of authorities and of reprisals named among the reasons; no size published"),
)  # fmt: skip
consent_abroad = Parameter(
    "odds that a person exploited only abroad consents, relative to one exploited in the United Kingdom",
    unit="odds ratio", prior=LogNormal(0.2, 1.3),
    evidence=Assumption(
        "Eritrean and Sudanese nationals, exploited on the way, are one in four of those notified and one in eight of "
        "those referred; notifications by nationality are targets, so the prior is vague",
        facts=("F137.eritrean", "F137.sudanese"),
    ),
)  # fmt: skip
consent_albanian = Parameter(
    "odds that an Albanian national consents, relative to others",
    unit="odds ratio", prior=LogNormal(0.7, 8.0),
    evidence=Assumption(
        "in 2023 there was one notification for five referrals of Albanian nationals, against one for two or three of "
        "other foreign nationals; why is not published, and both counts are targets, so the prior is vague",
        facts=("F137.albanian", "F133.2023.albanian"),
    ),
)  # fmt: skip
notified = Parameter(
    "a public authority completes the duty to notify, given an adult who does not consent",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-11-01": Share(0.1, 0.9), "2017-01-01": Share(0.4, 0.95)},
    evidence=Assumption(
        "in force since November 2015, and new to most in its first year; research finds it under-completed, without a "
        "figure; notifications are a target, so the prior is vague", facts=("R02",)
    ),
    anew=True,
)  # fmt: skip
thin = Parameter(
    "a referral says too little, given made by someone without guidance at hand",
    unit="share", prior=Share(0.1, 0.6),
    evidence=Assumption("support workers tell of thin forms and repeat calls; no share published"),
)  # fmt: skip
guidance_at_hand = Parameter(
    "first responders who find the guidance when they need it",
    unit="share", prior=Share(0.2, 0.7),
    evidence=Assumption("inspectors find guidance hard to find in some forces and easy in others; no share published"),
)  # fmt: skip
thin_without_guidance = Derived(
    "a referral says too little", "share", (thin, guidance_at_hand), lambda thin, found: thin * (1.0 - found)
)
consent_fearing = Derived(
    "odds that a person of insecure status consents, as many as fear immigration enforcement", "odds ratio",
    (consent_insecure, expects_passing_on), lambda odds, expects: 1.0 + (odds - 1.0) * expects,
)  # fmt: skip
guardian_areas = Parameter(
    "local authorities with independent child trafficking guardians",
    unit="share",
    prior={
        "2014-01-01": Known(0.0), "2017-01-30": Known(0.07), "2019-01-01": Known(number("S034")),
        "2021-05-01": Known(number("F313")),
    },
    evidence=Source("S034", "F313", note="a third of authorities in early 2021, two thirds by November 2021; early "
                    "adopter sites from 2017 taken as a fifth of the first figure"),
)  # fmt: skip
has_guardians = Adopted(
    "local authorities of a police force area have independent guardians", "share", share=guardian_areas, place=force
)


def referred_to_nrm(by: Responder) -> tuple[Step, ...]:
    """Return the steps of a referral; a person whose case is still open keeps that case."""
    goes_in = (
        Count(referrals), Count(referrals_by[by]), *AT_REFERRAL, *referred_here(), Set(referred_by, by), Mark(referred),
        Ask("referral says too little", thin_without_guidance, yes=(Set(thin_referral, YesNo.YES),),
            no=(Set(thin_referral, YesNo.NO),)),
        If(age, (Age.CHILD,), then=(
            If(nation, (Nation.ENGLAND_AND_WALES,), then=(
                Ask("guardian appointed", has_guardians, place=force,
                    yes=(Count(guardians), Set(guardian, YesNo.YES))),
            )),
        )),
        Move(contact, Contact.IDENTIFIED), Move(referral, Referral.AWAITING_REASONABLE_GROUNDS),
    )  # fmt: skip
    waits = (Move(contact, Contact.AWAITING_REFERRAL), Tell(charity_topic))
    new = waits if by is Responder.CHARITY else goes_in
    return (If(referral, PENDING, then=(Move(contact, Contact.IDENTIFIED),), otherwise=new),)


def referred_here() -> tuple[Step, ...]:
    """Return the step that counts referrals of people exploited in the United Kingdom."""
    return (If(where, (Where.IN_UK,), then=(Count(referrals_here),)),)


def referred_by_charity() -> tuple[Step, ...]:
    """Return the steps by which a charity, having found the time, makes a referral it had agreed to make."""
    by = Responder.CHARITY
    return (
        If(
            referral, PENDING, then=(Move(contact, Contact.IDENTIFIED),),
            otherwise=(
                Count(referrals), Count(referrals_by[by]), *AT_REFERRAL, *referred_here(), Set(referred_by, by),
                Mark(referred), Set(thin_referral, YesNo.NO),
                Move(contact, Contact.IDENTIFIED), Move(referral, Referral.AWAITING_REASONABLE_GROUNDS),
            ),
        ),
    )  # fmt: skip


CONSENTS: Ratios = {
    status: {Status.INSECURE: consent_fearing, Status.UK_NATIONAL: consent_national},
    sees_self: {YesNo.NO: consent_unseeing},
    trust: {Level.LOW: consent_low_trust},
    where: {Where.ABROAD_ONLY: consent_abroad},
    nationality: {Nationality.ALBANIAN: consent_albanian},
}


def identified(by: Responder) -> tuple[Step, ...]:
    """Return what follows when a first responder recognises someone as a possible victim.

    Children are referred without consent, adults with it; for adults who refuse, public authorities owe a
    notification. Outside England and Wales nothing but the referral is modelled.
    """
    unwilling: tuple[Step, ...] = (Count(refused), Move(contact, Contact.UNIDENTIFIED))
    if by is not Responder.CHARITY:
        unwilling = (*unwilling, Ask("duty to notify completed", notified, yes=(Count(duty_to_notify),)))
    here: tuple[Step, ...] = (
        *recorded_crime(),
        Ask("leaves exploitation", leaves_when_identified, yes=leaves_exploitation()),
    )
    first: tuple[Step, ...] = ()
    if by is Responder.POLICE:
        here = (*here, *told_immigration())
        first = (If(nation, (Nation.ENGLAND_AND_WALES,), then=first_contact()),)
    return (
        Count(identifications),
        *first,
        If(
            age, (Age.CHILD,),
            then=referred_to_nrm(by),
            otherwise=(
                Ask("consents to referral", consent, odds=CONSENTS, yes=referred_to_nrm(by), no=unwilling),
            ),
        ),
        If(nation, (Nation.ENGLAND_AND_WALES,), then=here),
    )  # fmt: skip
