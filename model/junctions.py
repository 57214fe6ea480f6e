"""Junctions: what happens where one process meets another, shared by the stages that lead there.

Each function returns steps; the questions in them draw under the name of the clock that brought the person here.
"""

from model.evidence import Assumption, Derived, Local, Parameter, Source
from model.facts import number
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Mark, Move, Set, Step, Tell, Topic
from model.survivor import (
    Age,
    Contact,
    Exploitation,
    Immigration,
    Justice,
    Nation,
    Referral,
    Responder,
    Status,
    Support,
    Where,
    Witness,
    age,
    contact,
    exited,
    exploitation,
    force,
    immigration,
    justice,
    nation,
    referral,
    referred,
    referred_by,
    status,
    support,
    where,
    witness,
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
duty_to_notify = Event("duty_to_notify", "adults who did not consent, notified to the Home Office")
crimes = Event("crimes_recorded", "modern slavery crimes recorded by the police")
witnesses_supporting = Event("witnesses_supporting", "survivors who agree to support an investigation")
passed_on = Event("passed_to_immigration", "people whose details the police pass to immigration enforcement")
detentions = Event("detentions", "survivors entering immigration detention")
imprisonments = Event("survivors_imprisoned", "survivors entering prison under sentence, again after release included")
charges = Event("survivors_charged", "survivors charged with an offence")

crime_recorded_topic = Topic("crime recorded")
witness_topic = Topic("supports the case")

unconsenting = sum(number(f"F{year - 2000:03d}.duty_to_notify") for year in range(2017, 2024))
asked = unconsenting + sum(number(f"F{year - 2000:03d}.referrals_adult") for year in range(2017, 2024))

consent = Parameter(
    "an adult consents to be referred, given identified",
    unit="share",
    prior=Share(0.5, 1 - unconsenting / asked),
    evidence=Source(
        "F228.2017", "F228.2018", "F228.2019", "F228.2020", "F228.2021", "F228.2022", "F228.2023", "S111",
        note="official notifications bound refusals from below (they are under-completed), the charity estimate of "
        "half from above; the truth lies between",
    ),
)  # fmt: skip
notified = Parameter(
    "a public authority completes the duty to notify, given an adult who does not consent",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-11-01": Share(0.4, 0.95)},
    evidence=Assumption(
        "in force since November 2015; research finds it under-completed, without a figure", facts=("R02",)
    ),
)
crime_recorded_middle = Parameter(
    "the police record a crime, given a person identified who was exploited in the UK",
    unit="share",
    prior=Share(0.3, 0.85),
    evidence=Assumption("inspections find under-recording; recorded crimes are a target, so the prior is vague"),
)
force_spread = Parameter(
    "standard deviation between forces in the log odds of good practice",
    unit="ratio",
    prior=LogNormal(0.25, 1.0),
    evidence=Assumption("forces differ widely in referrals per head; practice itself is not published by force"),
)
crime_recorded = Local(
    "the police of an area record a crime, given a person identified who was exploited in the UK",
    unit="share", middle=crime_recorded_middle, spread=force_spread, place=force,
)  # fmt: skip
supports = Parameter(
    "a survivor supports an investigation, given a recorded crime and no navigator",
    unit="share",
    prior=Share(0.25, 0.6),
    evidence=Assumption(
        "the range surrounds a provider's own 44% engagement without a navigator", facts=("F307.without",)
    ),
)
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
expects_passing_on = Parameter(
    "share of people with insecure status who expect the police to pass their details on",
    unit="share",
    prior=Share(0.5, 0.95),
    evidence=Assumption("fear is reported as widespread; no survey gives a share"),
)
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
detained_when_passed_on = Parameter(
    "a person is detained, given details passed to immigration enforcement by the police",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("no outcome of such contacts is published"),
)
leaves_when_identified = Parameter(
    "a person leaves exploitation, given identified while in it",
    unit="share",
    prior=Share(0.6, 0.95),
    evidence=Assumption("referral offers a place of safety to most; some stay or are held"),
)
remanded = Parameter(
    "a survivor is remanded in custody, given charged",
    unit="share",
    prior=Share(0.1, 0.4),
    evidence=Assumption("no figure for survivors; insecure status and no address make remand likelier"),
)


def leaves_exploitation() -> tuple[Step, ...]:
    """Return the steps of an exit, for those in exploitation."""
    return (
        If(
            exploitation, (Exploitation.EXPLOITED,),
            then=(Count(exits), Mark(exited), Move(exploitation, Exploitation.EXITED)),
        ),
    )  # fmt: skip


PENDING = (Referral.AWAITING_REASONABLE_GROUNDS, Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS)
"""Referred and not yet decided: nobody is referred again, and enforcement is paused."""


def referred_to_nrm(by: Responder) -> tuple[Step, ...]:
    """Return the steps of a referral; a person whose case is still open keeps that case."""
    new = (
        Count(referrals), Count(referrals_by[by]), Set(referred_by, by), Mark(referred),
        Move(contact, Contact.IDENTIFIED), Move(referral, Referral.AWAITING_REASONABLE_GROUNDS),
    )  # fmt: skip
    return (If(referral, PENDING, then=(Move(contact, Contact.IDENTIFIED),), otherwise=new),)


def identified(by: Responder) -> tuple[Step, ...]:
    """Return what follows when a first responder recognises someone as a possible victim.

    Children are referred without consent, adults with it; for adults who refuse, public authorities owe a
    notification. Outside England and Wales nothing but the referral is modelled.
    """
    refused: tuple[Step, ...] = ()
    if by is not Responder.CHARITY:
        refused = (Ask("duty to notify completed", notified, yes=(Count(duty_to_notify),)),)
    here: tuple[Step, ...] = (
        If(where, (Where.IN_UK,), then=recorded_crime()),
        Ask("leaves exploitation", leaves_when_identified, yes=leaves_exploitation()),
    )
    if by is Responder.POLICE:
        here = (*here, *told_immigration())
    return (
        If(
            age, (Age.CHILD,),
            then=referred_to_nrm(by),
            otherwise=(Ask("consents to referral", consent, yes=referred_to_nrm(by), no=refused),),
        ),
        If(nation, (Nation.ENGLAND_AND_WALES,), then=here),
    )  # fmt: skip


def recorded_crime() -> tuple[Step, ...]:
    """Return the steps by which a crime is recorded and the survivor asked to support the investigation."""
    agrees = (Count(witnesses_supporting), Move(witness, Witness.SUPPORTING), Tell(witness_topic))
    return (
        Ask(
            "crime recorded", crime_recorded, place=force,
            yes=(
                Count(crimes), Tell(crime_recorded_topic),
                If(witness, (Witness.NOT_ASKED, Witness.CASE_CLOSED),
                   then=(Ask("supports the investigation", supports, yes=agrees,
                             odds={status: {Status.INSECURE: undeterred}}),)),
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
        yes=(Count(passed_on), If(referral, PENDING, otherwise=(held,))),
    )
    return (If(status, (Status.INSECURE,), then=(passes,)),)


def detained() -> tuple[Step, ...]:
    """Return the steps of entering immigration detention, for those at liberty in every respect."""
    enters = (*leaves_exploitation(), Count(detentions), Move(immigration, Immigration.DETAINED))
    free = (Justice.AT_LIBERTY, Justice.ON_LICENCE)
    return (If(immigration, (Immigration.AT_LIBERTY,), then=(If(justice, free, then=enters),)),)


def charged() -> tuple[Step, ...]:
    """Return the steps of a charge: remand, which ends exploitation for the time, or bail."""
    return (
        Count(charges),
        Ask(
            "remanded in custody", remanded,
            yes=(*leaves_exploitation(), Move(justice, Justice.ON_REMAND)),
            no=(Move(justice, Justice.ON_BAIL),),
        ),
    )  # fmt: skip


def ends_support() -> tuple[Step, ...]:
    """Return the steps by which entitlement to support ends at once."""
    return (If(support, (Support.ENTITLED, Support.SUPPORTED), then=(Move(support, Support.LEFT),)),)
