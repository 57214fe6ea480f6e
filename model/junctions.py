"""Junctions: what happens where one process meets another, shared by the stages that lead there.

Each function returns steps; the questions in them draw under the name of the clock that brought the person here.
"""

from model.decided import AT_DETENTION, AT_REFERRAL
from model.evidence import Adopted, Assumption, Derived, Local, Parameter, Source
from model.exploiter import crime_recorded_topic, intelligence_topic
from model.facts import number
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Mark, Move, Ratios, Set, Shift, Step, Tell, Topic
from model.survivor import (
    AWAY,
    FREE,
    INSIDE,
    PENDING,
    SUPPORTED,
    Age,
    Contact,
    Encounter,
    Exploitation,
    Housing,
    Immigration,
    Justice,
    Level,
    Nation,
    Referral,
    Responder,
    Status,
    Support,
    Where,
    Witness,
    Work,
    YesNo,
    age,
    contact,
    encounter,
    exited,
    exploitation,
    force,
    guardian,
    housing,
    immigration,
    informed,
    interpreter,
    isolated,
    justice,
    nation,
    near,
    permission,
    referral,
    referred,
    referred_by,
    section_45,
    sees_self,
    status,
    support,
    thin_referral,
    told,
    trauma,
    trust,
    where,
    witness,
    work,
)  # fmt: skip

exits = Event("exits", "exits from exploitation, however they came about")
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
bad_encounters = Event("bad_first_contacts", "survivors whose first contact with the police went badly")
crimes = Event("crimes_recorded", "modern slavery crimes recorded by the police")
crimes_elsewhere = Event("crimes_past_or_abroad", "modern slavery crimes recorded long after the event, or from abroad")
witnesses_supporting = Event("witnesses_supporting", "survivors who agree to support an investigation")
passed_on = Event("passed_to_immigration", "people whose details the police pass to immigration enforcement")
detentions = Event("detentions", "survivors entering immigration detention")
detained_rg = Event(
    "detained_positive_rg", "people with positive reasonable grounds and no decision yet who are detained"
)
detained_cg = Event("detained_positive_cg", "people with positive conclusive grounds who are detained")
referrals_here = Event("nrm_referrals_exploited_here", "referrals of people exploited in the United Kingdom")
guardians = Event("guardians_appointed", "referred children who get an independent guardian")

charity_topic = Topic("a charity is to refer")
witness_topic = Topic("supports the case")
bad_encounter_topic = Topic("treated badly by the police")
passed_on_topic = Topic("details passed to immigration enforcement")

# Who consents, and what is known of those who do not ---------------------------------------------------------------

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
notified = Parameter(
    "a public authority completes the duty to notify, given an adult who does not consent",
    unit="share", prior={"2014-01-01": Known(0.0), "2015-11-01": Share(0.4, 0.95)},
    evidence=Assumption(
        "in force since November 2015; research finds it under-completed, without a figure", facts=("R02",)
    ),
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

# The first contact ----------------------------------------------------------------------------------------------------

force_spread = Parameter(
    "standard deviation between forces in the log odds of good practice",
    unit="ratio", prior=LogNormal(0.25, 1.0),
    evidence=Assumption("forces differ widely in referrals per head; practice itself is not published by force"),
    bounds=(0.0, 10.0),
)  # fmt: skip
bad_encounter_middle = Parameter(
    "the first contact with the police goes badly, given a place of safety and an interpreter where needed",
    unit="share", prior=Share(0.05, 0.4),
    evidence=Assumption("survivors tell of disbelief and hostility; no share published"),
)  # fmt: skip
bad_encounter = Local(
    "the first contact with the police of an area goes badly", unit="share",
    middle=bad_encounter_middle, spread=force_spread, place=force,
)  # fmt: skip
no_place_of_safety = Parameter(
    "there is no fit place for a survivor to stay on the first night, given adult and not yet in victim care",
    unit="share", prior=Share(0.15, 0.7),
    evidence=Assumption("bed and breakfast, hotels or a police station are used; some areas have nothing; no share"),
)  # fmt: skip
bad_without_safety = Parameter(
    "odds that a first contact goes badly without a place of safety, relative to with one",
    unit="odds ratio", prior=LogNormal(1.2, 5.0),
    evidence=Assumption("not feeling safe stops people talking; no size published"),
)  # fmt: skip
unsafe = Derived(
    "odds that a first contact goes badly, as often as there is no place of safety", "odds ratio",
    (no_place_of_safety, bad_without_safety), lambda share, odds: 1.0 - share + share * odds,
)  # fmt: skip
interpreters = Parameter(
    "an interpreter is there when one is needed",
    unit="share", prior=Share(0.3, 0.85),
    evidence=Assumption("inspectors find a shortage and no choice; no share published"),
)  # fmt: skip
bad_without_interpreter = Parameter(
    "odds that a first contact goes badly without the interpreter needed, relative to with one",
    unit="odds ratio", prior=LogNormal(1.3, 5.0),
    evidence=Assumption("hinders engagement; no size published"),
)  # fmt: skip
multilingual = Parameter(
    "forces whose own staff speak the languages needed",
    unit="share", prior=Share(0.02, 0.25),
    evidence=Assumption("a few forces employ such staff; no share published"),
)  # fmt: skip
unheard = Derived(
    "odds that a first contact goes badly for those who need an interpreter", "odds ratio",
    (interpreters, bad_without_interpreter, multilingual),
    lambda there, odds, own: 1.0 + (odds - 1.0) * (1.0 - there) * (1.0 - own),
)  # fmt: skip
traumatised_by_police = Parameter(
    "a bad first contact harms mental health",
    unit="share", prior=Share(0.2, 0.8),
    evidence=Assumption("survivors say that poor treatment traumatises; no share published"),
)  # fmt: skip

# The case -------------------------------------------------------------------------------------------------------------

crime_recorded_middle = Parameter(
    "the police record a crime, given a person identified who was exploited in the UK",
    unit="share", prior=Share(0.3, 0.85),
    evidence=Assumption("inspections find under-recording; recorded crimes are a target, so the prior is vague"),
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

# Immigration enforcement ----------------------------------------------------------------------------------------------

passing_on_middle = Parameter(
    "the police pass details of a person with insecure status to immigration enforcement, given contact",
    unit="share",
    prior=Share(0.2, 0.9),
    evidence=Assumption("the super-complaint report finds the practice common and unrecorded; no share is published"),
)
passing_on = Local(
    "the police of an area pass details to immigration enforcement, given contact with a person of insecure status",
    unit="share", middle=passing_on_middle, spread=force_spread, place=force,
)  # fmt: skip
expects_before_data = Parameter(
    "share of people with insecure status who expect the police to pass their details on, while no outcomes are known",
    unit="share",
    prior=Share(0.5, 0.95),
    evidence=Assumption("fear is reported as widespread; no survey gives a share"),
)
outcomes_published = Parameter(
    "how fully the outcomes of such contacts are published",
    unit="share",
    prior=Known(0.0),
    evidence=Assumption("none are published; inspectors say that assurances without data do not remove the fear"),
)
reassured_by_data = Parameter(
    "share of those who expect it whom published outcomes would reassure",
    unit="share",
    prior=Share(0.05, 0.5),
    evidence=Assumption("never tried"),
)
expects_passing_on = Derived(
    "share of people with insecure status who expect the police to pass their details on", "share",
    (expects_before_data, outcomes_published, reassured_by_data),
    lambda expects, published, reassured: expects * (1.0 - published * reassured),
)  # fmt: skip
deterrence = Parameter(
    "share of contacts with the police that this expectation prevents, among those who hold it",
    unit="share",
    prior=Share(0.1, 0.7),
    evidence=Assumption("direction from the super-complaint report; no size is published"),
)
undeterred = Derived(
    "contact with the police of people with insecure status, relative to nobody expecting details to be passed on",
    unit="speed ratio",
    inputs=(deterrence, expects_passing_on),
    formula=lambda deterrence, expects: 1.0 - deterrence * expects,
)
consent_fearing = Derived(
    "odds that a person of insecure status consents, as many as fear immigration enforcement", "odds ratio",
    (consent_insecure, expects_passing_on), lambda odds, expects: 1.0 + (odds - 1.0) * expects,
)  # fmt: skip
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
detained_when_passed_on = Parameter(
    "a person is detained, given details passed to immigration enforcement by the police",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("no outcome of such contacts is published"),
)

# Leaving exploitation -------------------------------------------------------------------------------------------------

leaves_when_identified = Parameter(
    "a person leaves exploitation, given identified while in it",
    unit="share",
    prior=Share(0.6, 0.95),
    evidence=Assumption("referral offers a place of safety to most; some stay or are held"),
)
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
near_after_exit = Parameter(
    "a person lives near the exploiter's circle after exit",
    unit="share",
    prior=Share(0.15, 0.6),
    evidence=Assumption("many return to the community tied to the exploitation; no share published"),
)
isolated_after_exit = Parameter(
    "a person is without community ties after exit",
    unit="share",
    prior=Share(0.2, 0.7),
    evidence=Assumption("isolation is reported as common; no share published"),
)
settled_after_exit = Parameter(
    "a person has settled housing after exit, given not in a safe house",
    unit="share",
    prior=Share(0.15, 0.6),
    evidence=Assumption("no share for survivors"),
)
temporary_after_exit = Parameter(
    "a person has temporary housing after exit, given no settled housing",
    unit="share",
    prior=Share(0.3, 0.8),
    evidence=Assumption("asylum accommodation, friends, hotels; no share for survivors"),
)
hostel_after_exit = Parameter(
    "temporary housing is of the kind known to exploiters",
    unit="share",
    prior=Share(0.1, 0.6),
    evidence=Assumption("hostels and shared houses are known to exploiters; no share published"),
)
harmed_by_exploitation = Parameter(
    "a person comes out of exploitation with much harm to mental health",
    unit="share",
    prior=Share(0.35, 0.75),
    evidence=Assumption(
        "women and men in services about 16 months after escape; who never reaches services is unknown",
        facts=("F312.women", "F312.men"),
    ),
)


def leaves_exploitation(how: str = "") -> tuple[Step, ...]:
    """Return the steps of an exit, for those in exploitation: where people stand when they come out.

    `how` tells the questions of several ways out apart where they stand behind one clock.
    """
    housed = Ask(
        f"settled housing after exit{how}", settled_after_exit,
        yes=(Move(housing, Housing.SETTLED),),
        no=(Ask(f"temporary housing after exit{how}", temporary_after_exit,
                yes=(Ask(f"hostel after exit{how}", hostel_after_exit, yes=(Move(housing, Housing.HOSTEL),),
                         no=(Move(housing, Housing.TEMPORARY),)),),
                no=(Move(housing, Housing.HOMELESS),)),),
    )  # fmt: skip
    return (
        If(
            exploitation, (Exploitation.EXPLOITED,),
            then=(
                Count(exits), Mark(exited), Move(exploitation, Exploitation.EXITED),
                Ask(f"harmed by exploitation{how}", harmed_by_exploitation, yes=(Set(trauma, Level.HIGH),),
                    no=(Set(trauma, Level.MIDDLE),)),
                Ask(f"isolated after exit{how}", isolated_after_exit, yes=(Set(isolated, YesNo.YES),),
                    no=(Set(isolated, YesNo.NO),)),
                Ask(f"near the exploiter after exit{how}", near_after_exit, yes=(Set(near, YesNo.YES),),
                    no=(Set(near, YesNo.NO),)),
                If(justice, INSIDE, otherwise=(housed, Move(work, Work.OUT_OF_WORK))),
            ),
        ),
    )  # fmt: skip


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
}
SUPPORTS: Ratios = {
    encounter: {Encounter.BAD: supports_after_bad},
    sees_self: {YesNo.NO: supports_unseeing},
    trust: {Level.LOW: supports_low_trust},
    justice: {j: supports_in_custody for j in Justice if j not in FREE},
    section_45: {YesNo.YES: supports_if_considered},
    trauma: {Level.HIGH: supports_traumatised},
    status: {Status.INSECURE: supports_fearing},
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


def first_contact() -> tuple[Step, ...]:
    """Return the steps of the first contact with the police as a possible victim: well or badly, and what it leaves."""
    badly = (
        Count(bad_encounters), Set(encounter, Encounter.BAD), Shift(trust, -1), Tell(bad_encounter_topic),
        Ask("harmed by the police", traumatised_by_police, yes=(Shift(trauma, 1),)),
    )  # fmt: skip
    return (
        Ask(
            "first contact goes badly", bad_encounter, place=force, yes=badly,
            no=(Set(encounter, Encounter.GOOD), Shift(trust, 1)),
            odds={interpreter: {YesNo.YES: unheard}, support: {Support.NONE: unsafe}},
        ),
    )  # fmt: skip


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


def told_immigration() -> tuple[Step, ...]:
    """Return the steps by which the police pass details of a person with insecure status to immigration enforcement.

    Nobody is detained on that account while a decision of the National Referral Mechanism is pending.
    """
    held = Ask("detained after details passed on", detained_when_passed_on, yes=detained())
    passes = Ask(
        "details passed to immigration enforcement",
        passing_on,
        place=force,
        yes=(Count(passed_on), Set(told, YesNo.YES), Tell(passed_on_topic), If(referral, PENDING, otherwise=(held,))),
    )
    return (If(status, (Status.INSECURE,), then=(If(permission, (YesNo.NO,), then=(passes,)),)),)


def detained() -> tuple[Step, ...]:
    """Return the steps of entering immigration detention, for those at liberty in every respect; support stops."""
    enters = (
        *leaves_exploitation(", detained"), Count(detentions), *AT_DETENTION,
        If(referral, (Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS), then=(Count(detained_rg),)),
        If(referral, (Referral.CONFIRMED,), then=(Count(detained_cg),)),
        Move(immigration, Immigration.DETAINED),
        If(support, SUPPORTED, then=(Move(support, Support.ENTITLED),)),
        Move(housing, Housing.NOT_FOLLOWED), Move(work, Work.NOT_FOLLOWED),
    )  # fmt: skip
    return (If(immigration, (Immigration.AT_LIBERTY,), then=(If(justice, FREE, then=enters),)),)


def ends_support() -> tuple[Step, ...]:
    """Return the steps by which entitlement to support ends at once."""
    return (If(support, (Support.ENTITLED, *SUPPORTED), then=(Move(support, Support.LEFT),)),)


def tells_of_exploiter() -> tuple[Step, ...]:
    """Return the steps by which what a survivor says in their own defence reaches those who investigate."""
    return (If(where, (Where.IN_UK,), then=(Tell(intelligence_topic),)),)


OUT_OF_REACH: Ratios = {immigration: dict.fromkeys(AWAY, 0.0)}
"""Nothing of this happens to people in detention or removed."""
