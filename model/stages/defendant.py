"""Defendant: arrest for an offence committed under compulsion, recognition or not, charge, section 45, trial.

AT_LIBERTY -> ARRESTED -> AT_LIBERTY | ON_BAIL | ON_REMAND -> AT_LIBERTY | IN_PRISON

Left out of this slice: offences unrelated to exploitation, Schedule 4 exclusions, youth diversion and youth courts
(children go through the same steps, with lower odds of charge).
"""

from model.evidence import Assumption, Derived, Local, Parameter, Source, mean_of_median
from model.facts import number
from model.junctions import (
    charged,
    force_spread,
    identified,
    imprisonments,
    leaves_exploitation,
    told_immigration,
)  # fmt: skip
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Ratios, Wait
from model.survivor import (
    Age,
    Contact,
    Exploitation,
    ExploitationType,
    Immigration,
    Justice,
    Nation,
    Responder,
    age,
    contact,
    exploitation,
    exploitation_type,
    force,
    immigration,
    justice,
    nation,
)  # fmt: skip

arrests = Event("survivors_arrested", "arrests of survivors for compelled offences")
recognised_in_custody = Event("recognised_in_custody", "survivors recognised by the police after arrest")
section_45_raised = Event("section_45_raised", "section 45 defences raised by survivors")
section_45_accepted = Event("section_45_accepted", "section 45 defences accepted")
convictions = Event("survivors_convicted", "survivors convicted")

arrest_rate = Parameter(
    "rate of arrest of a person exploited for crime",
    unit="per year",
    prior=LogNormal(0.03, 0.4),
    evidence=Assumption("not recorded anywhere; police say they usually arrest first"),
)
arrest_other_types = Parameter(
    "rate of arrest of people exploited otherwise, relative to those exploited for crime",
    unit="speed ratio",
    prior=LogNormal(0.02, 0.3),
    evidence=Assumption("document and immigration offences, theft; not recorded"),
)
days_under_arrest = Parameter(
    "mean time from arrest to charge or release without charge",
    unit="days",
    prior=LogNormal(10, 120),
    evidence=Assumption("hours in custody, then release under investigation for many"),
)
recognised_middle = Parameter(
    "the police recognise an arrested survivor as a possible victim, given not yet identified",
    unit="share",
    prior=Share(0.05, 0.5),
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
charged_recognised = Parameter(
    "charged, given arrested and recognised",
    unit="share",
    prior=Share(0.05, 0.4),
    evidence=Assumption("section 45 is not always considered; no share published"),
)
charged_unrecognised = Parameter(
    "charged, given arrested and not recognised",
    unit="share",
    prior=Share(0.3, 0.8),
    evidence=Assumption("facts at the scene often show an offence; no share published"),
)
charged_child = Parameter(
    "odds that a child is charged, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(0.15, 0.8),
    evidence=Assumption("youth diversion; no share for exploited children"),
)
median_to_completion = Parameter(
    "median time from charge to completion at the Crown Court",
    unit="days",
    prior=LogNormal.around(number("F627"), 1.25),
    evidence=Source("F627", note="all cases, second quarter of 2025, taken for every year"),
)
time_to_completion = Derived(
    "mean time from charge to completion of a survivor's case",
    unit="days",
    inputs=(median_to_completion,),
    formula=mean_of_median,
)
section_45_raised_share = Parameter(
    "section 45 is raised, given charged and identified",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-07-31": Share(0.2, 0.7)},
    evidence=Assumption("in force since July 2015; prosecutors hold no count", facts=("R01",)),
)
section_45_raised_unidentified = Parameter(
    "section 45 is raised, given charged and not identified",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-07-31": Share(0.01, 0.15)},
    evidence=Assumption("in force since July 2015; prosecutors hold no count", facts=("R01",)),
)
section_45_accepted_share = Parameter(
    "section 45 succeeds or the case is dropped, given raised",
    unit="share",
    prior=Share(0.3, 0.85),
    evidence=Assumption("prosecutors hold no count"),
)
convicted = Parameter(
    "convicted, by plea or verdict, given tried without a successful section 45 defence",
    unit="share",
    prior=Share(0.65, 0.92),
    evidence=Assumption("guilty pleas are common; no count for survivors"),
)
imprisoned = Parameter(
    "immediate custody, given convicted",
    unit="share",
    prior=Share(0.2, 0.6),
    evidence=Assumption("drug supply and cannabis cultivation; no count for survivors"),
)


UNCHARGED = (Move(justice, Justice.AT_LIBERTY),)
COMPELLED: Ratios = {
    exploitation: {level: 0.0 for level in Exploitation if level is not Exploitation.EXPLOITED},
    exploitation_type: {t: arrest_other_types for t in ExploitationType if t is not ExploitationType.CRIMINAL},
    nation: {Nation.ELSEWHERE_IN_UK: 0.0},
    immigration: {Immigration.DETAINED: 0.0, Immigration.REMOVED: 0.0},
}

arrested = Wait(
    "arrested for a compelled offence", justice, (Justice.AT_LIBERTY, Justice.ON_LICENCE), arrest_rate,
    then=(Count(arrests), Move(justice, Justice.ARRESTED)),
    speeds=COMPELLED,
)  # fmt: skip

as_victim = Ask(
    "charged though identified", charged_recognised, odds={age: {Age.CHILD: charged_child}},
    yes=charged(), no=UNCHARGED,
)  # fmt: skip
as_suspect = Ask(
    "charged", charged_unrecognised, odds={age: {Age.CHILD: charged_child}},
    yes=charged(), no=UNCHARGED,
)  # fmt: skip
police_decision = Wait(
    "police decide after arrest", justice, (Justice.ARRESTED,), days_under_arrest,
    then=(
        If(
            contact, (Contact.IDENTIFIED,),
            then=(as_victim,),
            otherwise=(
                Ask(
                    "recognised in custody", recognised, place=force, odds={age: {Age.CHILD: recognised_child}},
                    yes=(Count(recognised_in_custody), *identified(Responder.POLICE), as_victim),
                    no=(as_suspect, *told_immigration()),
                ),
            ),
        ),
    ),
)  # fmt: skip

sentenced = (
    Count(convictions),
    Ask(
        "immediate custody", imprisoned,
        yes=(*leaves_exploitation(), Count(imprisonments), Move(justice, Justice.IN_PRISON)),
        no=(Move(justice, Justice.AT_LIBERTY),),
    ),
)  # fmt: skip
tried = Ask("convicted", convicted, yes=sentenced, no=(Move(justice, Justice.AT_LIBERTY),))
defended = (
    Count(section_45_raised),
    Ask(
        "section 45 accepted", section_45_accepted_share,
        yes=(Count(section_45_accepted), Move(justice, Justice.AT_LIBERTY)),
        no=(tried,),
    ),
)  # fmt: skip
completion = Wait(
    "case completed", justice, (Justice.ON_BAIL, Justice.ON_REMAND), time_to_completion,
    then=(
        If(
            contact, (Contact.IDENTIFIED,),
            then=(Ask("section 45 raised", section_45_raised_share, yes=defended, no=(tried,)),),
            otherwise=(Ask("section 45 raised late", section_45_raised_unidentified, yes=defended, no=(tried,)),),
        ),
    ),
)  # fmt: skip
