"""Contact: who meets people in exploitation or after it, how often, and whether the police see who is before them.

UNIDENTIFIED -> IDENTIFIED, by the police, government agencies, local authorities
             -> AWAITING_REFERRAL, by charities (charities.py)
             -> UNIDENTIFIED, if the police do not recognise the person, or an adult does not consent to a referral

People come to the notice of the police by reports, their own or those of others, which fear, distrust, confinement
and organised crime hold back; operations, which fear does not touch, find people still in exploitation. Contact after
arrest and contact in prison or detention are elsewhere. Those who were confined stay harder to meet after exit, as few
know of them. Left out: people met by several agencies at once; whom the police pass on to another agency to refer.
"""

from model.awareness import recognition_odds
from model.ease import (
    after_exit,
    confined,
    crime_reached,
    crime_reported,
    government_children,
    government_nationals,
    hidden,
    local_authority_adults,
    looked_for,
    low_trust_reached,
    low_trust_reports,
    recognised_middle,
    recognised_unseeing,
)
from model.evidence import Assumption, Derived, Local, Parameter
from model.exploiter import names_others_topic, operation_topic
from model.junctions.first_contact import force_spread, interpreters, multilingual
from model.junctions.referring import identified
from model.junctions.telling import told_immigration, undeterred
from model.priors import LogNormal, Share
from model.reach import by_charities, by_government, by_local_authorities, by_police_operations, by_reports
from model.routes import Route, Whom
from model.rules import Ask, Count, Event, If, Ratios, Set, Step, Tell, Trigger, Wait
from model.survivor import (
    AWAY,
    INSIDE,
    Age,
    Contact,
    Exploitation,
    ExploitationType,
    HeldBy,
    Immigration,
    Level,
    Nation,
    Responder,
    Status,
    Where,
    YesNo,
    age,
    contact,
    exploitation,
    exploitation_type,
    force,
    held_by,
    immigration,
    interpreter,
    justice,
    nation,
    sees_self,
    status,
    trust,
    where,
)  # fmt: skip

missed_by_police = Event("missed_by_police", "times that the police meet a survivor and do not recognise them")
found_by_operations = Event("found_by_operations", "people found by police operations and recognised")
named = Event("named_by_companions", "people recognised by the police because another survivor named them")
comes_to_see_event = Event("sees_self_by_contact", "people who come to see themselves as victims when first met")

# What the police see -------------------------------------------------------------------------------------------------

recognised = Local(
    "the police of an area recognise a survivor whom they meet, given the awareness of 2014, no need of an "
    "interpreter and that the person sees themselves as a victim",
    unit="share", middle=recognised_middle, spread=force_spread, place=force,
)  # fmt: skip
without_interpreter = Parameter(
    "odds that the police recognise a survivor without the interpreter needed, relative to with one",
    unit="odds ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("inspectors find that the shortage hinders engagement; no size published"),
)
unheard = Derived(
    "odds that the police recognise a survivor who needs an interpreter", "odds ratio",
    (interpreters, multilingual, without_interpreter),
    lambda there, own, odds: 1.0 + (odds - 1.0) * (1.0 - there) * (1.0 - own),
)  # fmt: skip
on_operations = Derived(
    "odds that officers of a force recognise someone whom they meet on an operation", "odds ratio",
    (recognition_odds, looked_for), lambda aware, looking: aware * looking,
)  # fmt: skip
found_when_named = Parameter(
    "the police find a person whom another survivor has named",
    unit="share",
    prior=Share(0.02, 0.4),
    evidence=Assumption("liaison officers tell of further victims found through a first account; no share published"),
)
asylum_disclosure = Parameter(
    "rate at which people exploited only abroad are identified by the asylum and immigration authorities",
    unit="per year",
    prior={"2014-01-01": LogNormal(0.15, 1.5), "2020-01-01": LogNormal(0.3, 6.0)},
    evidence=Assumption(
        "screening and substantive interviews take place over months to years; people who come by small boat are "
        "screened within days, some in detention, and referrals by nationality followed arrivals closely: vague"
    ),
    anew=True,
)
comes_to_see = Parameter(
    "a person comes to see themselves as a victim, given met by a charity or local authority and not before",
    unit="share",
    prior=Share(0.1, 0.6),
    evidence=Assumption("people are told what happened to them has a name; no share published"),
)

LOOKS: Ratios = {sees_self: {YesNo.NO: recognised_unseeing}, interpreter: {YesNo.YES: unheard}}


def recognised_or_missed(aware: Derived, seen: tuple[Step, ...] = ()) -> Ask:
    """Return the question at every contact with the police at liberty; `seen` happens first if recognised."""
    missed = If(nation, (Nation.ENGLAND_AND_WALES,), then=(Count(missed_by_police), *told_immigration()))
    return Ask(
        "recognised by the police", recognised, place=force, odds={force: aware, **LOOKS},
        yes=(*seen, *identified(Responder.POLICE)), no=(missed,),
    )  # fmt: skip


def listened_to() -> If:
    """Return the step by which someone who listens leads a person to see themselves as a victim."""
    comes = Ask(
        "comes to see themselves as a victim", comes_to_see,
        yes=(Count(comes_to_see_event), Set(sees_self, YesNo.YES)),
    )  # fmt: skip
    return If(sees_self, (YesNo.NO,), then=(comes,))


# Who is met ----------------------------------------------------------------------------------------------------------

NOT_EXPLOITED = dict.fromkeys(
    (Exploitation.AT_RISK, Exploitation.SETTLED, Exploitation.NOT_RECRUITED, Exploitation.LEFT_THE_COUNTRY), 0.0
)
AT_LIBERTY: Ratios = {justice: dict.fromkeys(INSIDE, 0.0), immigration: dict.fromkeys(AWAY, 0.0)}
IN_THE_UK: Ratios = {
    **AT_LIBERTY,
    where: {Where.ABROAD_ONLY: 0.0},
    exploitation_type: {ExploitationType.DOMESTIC: confined},
}
REACHED: Ratios = {
    exploitation: {**NOT_EXPLOITED, Exploitation.EXITED: after_exit},
    **IN_THE_UK,
    held_by: {HeldBy.ORGANISED_GROUP: hidden},
}

reports = Wait(
    "comes to the notice of the police", contact, (Contact.UNIDENTIFIED,), by_reports,
    then=(recognised_or_missed(recognition_odds),),
    speeds={
        **REACHED, status: {Status.INSECURE: undeterred}, trust: {Level.LOW: low_trust_reports},
        exploitation_type: {ExploitationType.DOMESTIC: confined, ExploitationType.CRIMINAL: crime_reported},
    },
)  # fmt: skip
government = Wait(
    "identified by a government agency", contact, (Contact.UNIDENTIFIED,), by_government,
    then=identified(Responder.GOVERNMENT_AGENCY),
    speeds={**REACHED, status: {Status.UK_NATIONAL: government_nationals}, age: {Age.CHILD: government_children}},
)  # fmt: skip
local_authority = Wait(
    "identified by a local authority", contact, (Contact.UNIDENTIFIED,), by_local_authorities,
    then=(listened_to(), *identified(Responder.LOCAL_AUTHORITY)),
    speeds={**REACHED, age: {Age.ADULT: local_authority_adults}},
)  # fmt: skip
charity = Wait(
    "identified by a charity", contact, (Contact.UNIDENTIFIED,), by_charities,
    then=(listened_to(), *identified(Responder.CHARITY)),
    speeds={
        **REACHED, trust: {Level.LOW: low_trust_reached},
        exploitation_type: {ExploitationType.DOMESTIC: confined, ExploitationType.CRIMINAL: crime_reached},
    },
)  # fmt: skip
operations = Wait(
    "found by a police operation", contact, (Contact.UNIDENTIFIED,), by_police_operations,
    then=(
        recognised_or_missed(
            on_operations,
            (If(nation, (Nation.ENGLAND_AND_WALES,), then=(Count(found_by_operations), Tell(operation_topic))),),
        ),
    ),
    speeds={exploitation: {**NOT_EXPLOITED, Exploitation.EXITED: 0.0}, **IN_THE_UK},
)  # fmt: skip
asylum = Wait(
    "identified in the asylum process", contact, (Contact.UNIDENTIFIED,), asylum_disclosure,
    then=identified(Responder.GOVERNMENT_AGENCY),
    speeds={
        where: {Where.IN_UK: 0.0},
        exploitation: {Exploitation.SETTLED: 0.0, Exploitation.LEFT_THE_COUNTRY: 0.0},
        **AT_LIBERTY,
    },
)  # fmt: skip

named_by_a_companion = Trigger(
    "named by a companion", contact, (Contact.UNIDENTIFIED,),
    then=(
        If(exploitation, (Exploitation.EXPLOITED, Exploitation.EXITED), then=(
            If(immigration, (Immigration.AT_LIBERTY,), then=(
                If(justice, INSIDE, otherwise=(
                    Ask("found when named", found_when_named,
                        yes=(recognised_or_missed(on_operations, (Count(named),)),)),
                )),
            )),
        )),
    ),
)  # fmt: skip
finds_companions = Route(names_others_topic, Whom.COMPANIONS, named_by_a_companion)
