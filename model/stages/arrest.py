"""Arrest: for an offence committed under compulsion, or for one unrelated to exploitation; what officers see and do.

AT_LIBERTY | ON_LICENCE -> ARRESTED; or not arrested at all, and treated as a possible victim at the scene

Unrelated offences of people on licence, of convicted children and of other prison leavers are reconvictions and belong
to other stages. Left out: arrests of people who have settled or were never exploited, of survivors at the border, and
a licence that goes on beside a new case: whoever is arrested on licence has lost it. Nobody counts arrests of
survivors, so the rates are vague.
"""

from model.awareness import recognition_odds
from model.defence import UNKNOWN, considered_early
from model.evidence import Adopted, Assumption, Derived, Local, Parameter
from model.junctions.first_contact import force_spread, interpreters, multilingual
from model.junctions.leaving import OUT_OF_REACH
from model.junctions.referring import identified
from model.priors import LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Ratios, Set, Shift, Step, Wait
from model.survivor import (
    FREE,
    SUPPORTED,
    Age,
    Exploitation,
    ExploitationType,
    Housing,
    Justice,
    Nation,
    Offence,
    Responder,
    Work,
    YesNo,
    age,
    alpha,
    contact,
    exploitation,
    exploitation_type,
    force,
    housing,
    interpreter,
    justice,
    nation,
    offence,
    record,
    reference,
    schedule_4,
    section_45,
    sees_self,
    support,
    trauma,
    trust,
    work,
)  # fmt: skip

arrests = Event("survivors_arrested", "arrests of survivors")
arrests_for = {
    Offence.COMPELLED: Event("compelled_arrests", "arrests of survivors for offences committed under compulsion"),
    Offence.UNRELATED: Event("unrelated_arrests", "arrests of survivors for offences unrelated to exploitation"),
}
spared = Event("victims_at_scene", "survivors found offending and treated as possible victims, without an arrest")
recognised_in_custody = Event("recognised_in_custody", "survivors recognised by the police after arrest")

# How often ------------------------------------------------------------------------------------------------------------

arrest_rate = Parameter(
    "rate at which the police come upon a person exploited for crime in an offence",
    unit="per year",
    prior=LogNormal(0.03, 0.4),
    evidence=Assumption(
        "not recorded anywhere; a third of adults and half of children referred are exploited for crime",
        facts=("F127.adult", "F127.child", "F128.uk_adult", "F128.uk_child", "F128.other_adult"),
    ),
)
arrest_labour = Parameter(
    "rate for people exploited for labour, relative to those exploited for crime",
    unit="speed ratio",
    prior=LogNormal(0.02, 0.3),
    evidence=Assumption("document and immigration offences, theft; not recorded"),
)
arrest_sexual = Parameter(
    "rate for people exploited sexually, relative to those exploited for crime",
    unit="speed ratio",
    prior=LogNormal(0.03, 0.5),
    evidence=Assumption(
        "documents, theft, keeping a brothel; among trafficked women found in custody as many as for cannabis",
        facts=("F506.prostitution", "F506.cannabis"),
    ),
)
arrest_hidden = Parameter(
    "rate for people in domestic servitude or of other or unknown type, relative to those exploited for crime",
    unit="speed ratio",
    prior=LogNormal(0.01, 0.25),
    evidence=Assumption("kept indoors; a few among trafficked women found in custody", facts=("F506.domestic",)),
)
arrest_alpha = Parameter(
    "rate for a survivor put in charge of others, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.1, 5.0),
    evidence=Assumption("seen to give orders and to collect money; not recorded"),
)
unrelated_rate = Parameter(
    "rate of arrest for an offence unrelated to exploitation, given exited, housed, out of work, not in care",
    unit="per year",
    prior=LogNormal(0.005, 0.12),
    evidence=Assumption("no count of arrests of survivors after exploitation"),
)
unrelated_while_exploited = Parameter(
    "rate of such arrests while in exploitation, relative to after exit",
    unit="speed ratio",
    prior=LogNormal(0.05, 0.8),
    evidence=Assumption("little freedom to offend on one's own account; not recorded"),
)
unrelated_homeless = Parameter(
    "rate of such arrests while homeless, relative to housed",
    unit="speed ratio",
    prior=LogNormal(1.2, 5.0),
    evidence=Assumption("going without support is called the quickest way into prison; no size published"),
)
unrelated_unsettled = Parameter(
    "rate of such arrests in temporary housing or a hostel, relative to settled housing",
    unit="speed ratio",
    prior=LogNormal(1.0, 2.5),
    evidence=Assumption("as for the homeless, less so; no size published"),
)
unrelated_in_work = Parameter(
    "rate of such arrests in work, relative to out of work",
    unit="speed ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("work is held to keep people out of crime; no size for survivors"),
)
unrelated_record = Parameter(
    "rate of such arrests of people convicted before, their supervision over, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("convictions shut people out of work and housing and are known to the police; no size"),
)
unrelated_supported = Parameter(
    "rate of such arrests in victim care, relative to none",
    unit="speed ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("going without support is called the quickest way into prison; no size published"),
)

# At the scene ---------------------------------------------------------------------------------------------------------

victim_at_scene = Parameter(
    "officers treat a person found offending under compulsion as a possible victim and make no arrest",
    unit="share",
    prior=Share(0.01, 0.2),
    evidence=Assumption("inspectors find that officers usually arrest first: the facts show an offence; no share"),
)
victim_first_forces = Parameter(
    "forces with a policy of treating people at cannabis farms as victims first",
    unit="share",
    prior=Share(0.01, 0.15),
    evidence=Assumption("one force is known to do so"),
)
victim_first = Adopted(
    "a force treats people at cannabis farms as victims first", "share", share=victim_first_forces, place=force
)
victim_first_odds = Parameter(
    "odds that a person found offending under compulsion is not arrested under such a policy, relative to without",
    unit="odds ratio",
    prior=LogNormal(1.5, 12.0),
    evidence=Assumption("the force reports less arrest and custody; farms are one scene of many; no size published"),
)
at_scene = Derived(
    "odds of being treated as a possible victim at the scene, as awareness and policy of the force allow", "odds ratio",
    (recognition_odds, victim_first, victim_first_odds),
    lambda aware, policy, odds: aware * (1.0 + (odds - 1.0) * policy),
)  # fmt: skip
at_scene_child = Parameter(
    "odds that a child is treated as a possible victim at the scene, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("county lines have made police readier to see children as victims; no size published"),
)
at_scene_alpha = Parameter(
    "odds that a survivor put in charge of others is treated as a possible victim at the scene, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("looks like an exploiter; no size published"),
)

# In custody -----------------------------------------------------------------------------------------------------------

harmed_by_arrest = Parameter(
    "arrest and police custody harm the mental health of a survivor",
    unit="share",
    prior=Share(0.15, 0.7),
    evidence=Assumption("inspectors find that custody frightens exploited people; no share published"),
)
distrust_by_arrest = Parameter(
    "arrest and police custody lower the trust of a survivor in authorities",
    unit="share",
    prior=Share(0.2, 0.8),
    evidence=Assumption("inspectors find that custody frightens exploited people; no share published"),
)
recognised_middle = Parameter(
    "the police recognise an arrested survivor as a possible victim, given not yet identified, as aware as in 2014",
    unit="share",
    prior=Share(0.02, 0.35),
    evidence=Assumption("not recorded; inspections find many missed"),
)
recognised = Local(
    "the police of an area recognise an arrested survivor as a possible victim, given not yet identified",
    unit="share", middle=recognised_middle, spread=force_spread, place=force,
)  # fmt: skip
recognised_child = Parameter(
    "odds that an arrested child is recognised, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("county lines have made police readier to see children as victims; no size published"),
)
recognised_unseeing = Parameter(
    "odds that an arrested person who does not see themselves as a victim is recognised, relative to one who does",
    unit="odds ratio",
    prior=LogNormal(0.15, 0.9),
    evidence=Assumption("they are missed, inspectors say; no size published"),
)
recognised_unheard = Parameter(
    "odds that an arrested person is recognised without the interpreter needed, relative to with one",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("nobody understands what they tell; no size published"),
)
recognised_foreign = Derived(
    "odds that an arrested person who needs an interpreter is recognised", "odds ratio",
    (interpreters, recognised_unheard, multilingual),
    lambda there, odds, own: 1.0 + (odds - 1.0) * (1.0 - there) * (1.0 - own),
)  # fmt: skip
recognised_unrelated = Parameter(
    "odds that a survivor arrested for an unrelated offence is recognised, relative to a compelled one",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("nothing at the scene points to exploitation; no size published"),
)

HERE = {Nation.ELSEWHERE_IN_UK: 0.0}
COMPELLED: Ratios = {
    nation: HERE, **OUT_OF_REACH,
    exploitation: {level: 0.0 for level in Exploitation if level is not Exploitation.EXPLOITED},
    exploitation_type: {
        ExploitationType.LABOUR: arrest_labour, ExploitationType.SEXUAL: arrest_sexual,
        ExploitationType.DOMESTIC: arrest_hidden, ExploitationType.OTHER: arrest_hidden,
    },
    alpha: {YesNo.YES: arrest_alpha},
}  # fmt: skip
UNRELATED: Ratios = {
    nation: HERE, **OUT_OF_REACH,
    exploitation: {
        **{level: 0.0 for level in Exploitation if level is not Exploitation.EXITED},
        Exploitation.EXPLOITED: unrelated_while_exploited,
    },
    reference: {YesNo.YES: 0.0},
    housing: {
        Housing.HOMELESS: unrelated_homeless,
        Housing.HOSTEL: unrelated_unsettled, Housing.TEMPORARY: unrelated_unsettled,
    },
    work: {Work.IN_WORK: unrelated_in_work}, record: {YesNo.YES: unrelated_record},
    support: dict.fromkeys(SUPPORTED, unrelated_supported),
}  # fmt: skip
AT_SCENE: Ratios = {force: at_scene, age: {Age.CHILD: at_scene_child}, alpha: {YesNo.YES: at_scene_alpha}}
RECOGNISED: Ratios = {
    force: recognition_odds, age: {Age.CHILD: recognised_child}, sees_self: {YesNo.NO: recognised_unseeing},
    interpreter: {YesNo.YES: recognised_foreign}, offence: {Offence.UNRELATED: recognised_unrelated},
}  # fmt: skip


def taken_in(accused: Offence) -> tuple[Step, ...]:
    """Return the steps of an arrest: what custody does to the person, and whether officers see a possible victim."""
    weighed = considered_early() if accused is Offence.COMPELLED else ()
    return (
        Count(arrests), Count(arrests_for[accused]), Set(offence, accused),
        Set(schedule_4, YesNo.NO), Set(section_45, YesNo.NO), Move(justice, Justice.ARRESTED),
        Ask("harmed by arrest", harmed_by_arrest, yes=(Shift(trauma, 1),)),
        Ask("trusts less after arrest", distrust_by_arrest, yes=(Shift(trust, -1),)),
        If(contact, UNKNOWN,
           then=(Ask("recognised in custody", recognised, place=force, odds=RECOGNISED,
                     yes=(Count(recognised_in_custody), *weighed, *identified(Responder.POLICE))),),
           otherwise=weighed),
    )  # fmt: skip


compelled = Wait(
    "arrested for a compelled offence", justice, FREE, arrest_rate, speeds=COMPELLED,
    then=(
        Ask(
            "treated as a possible victim at the scene", victim_at_scene, odds=AT_SCENE,
            yes=(Count(spared), If(contact, UNKNOWN, then=identified(Responder.POLICE))),
            no=taken_in(Offence.COMPELLED),
        ),
    ),
)  # fmt: skip
unrelated = Wait(
    "arrested for an unrelated offence", justice, (Justice.AT_LIBERTY,), unrelated_rate, speeds=UNRELATED,
    then=(
        If(age, (Age.CHILD,), then=(If(record, (YesNo.NO,), then=taken_in(Offence.UNRELATED)),),
           otherwise=taken_in(Offence.UNRELATED)),
    ),
)  # fmt: skip
