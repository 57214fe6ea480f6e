"""Telling immigration enforcement: details that the police pass on, the fear of it, and detention."""

from model.decided import AT_DETENTION
from model.evidence import Assumption, Derived, Local, Parameter
from model.junctions.first_contact import force_spread
from model.junctions.leaving import leaves_exploitation
from model.priors import Known, Share
from model.rules import Ask, Count, Event, If, Move, Set, Step, Tell, Topic
from model.survivor import (
    BETWEEN,
    FREE,
    PENDING,
    SUPPORTED,
    Housing,
    Immigration,
    Referral,
    Status,
    Support,
    Work,
    YesNo,
    force,
    housing,
    immigration,
    justice,
    permission,
    referral,
    status,
    support,
    told,
    work,
)

passed_on = Event("passed_to_immigration", "people whose details the police pass to immigration enforcement")
detentions = Event("detentions", "survivors entering immigration detention")
detained_rg = Event(
    "detained_positive_rg", "people with positive reasonable grounds and no decision yet who are detained"
)
detained_cg = Event("detained_positive_cg", "people with positive conclusive grounds who are detained")
passed_on_topic = Topic("details passed to immigration enforcement")
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
detained_when_passed_on = Parameter(
    "a person is detained, given details passed to immigration enforcement by the police",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("no outcome of such contacts is published"),
)


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
        If(referral, BETWEEN, then=(Count(detained_rg),)),
        If(referral, (Referral.CONFIRMED,), then=(Count(detained_cg),)),
        Move(immigration, Immigration.DETAINED),
        If(support, SUPPORTED, then=(Move(support, Support.ENTITLED),)),
        Move(housing, Housing.NOT_FOLLOWED), Move(work, Work.NOT_FOLLOWED),
    )  # fmt: skip
    return (If(immigration, (Immigration.AT_LIBERTY,), then=(If(justice, FREE, then=enters),)),)
