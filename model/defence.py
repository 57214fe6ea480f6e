"""The section 45 defence: when it exists, who considers it, what bars it, how it ends; shared by the stages it meets.

Considered early by officers, raised at court or never; offences of Schedule 4 bar it. Untrue claims are made at the
trials of exploiters; here they only lower the belief in true ones. Each function returns steps; the questions in them
draw under the name of the clock that brought the person here.

Left out: that a court stays a case as an abuse of process, appeals, and acts before the defence existed (the date of
the step decides, not the date of the act).
"""

from model.evidence import Assumption, Derived, Local, Parameter, Source
from model.junctions.first_contact import force_spread
from model.junctions.recorded_case import tells_of_exploiter
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Ratios, Set, Step
from model.survivor import (
    Age,
    Contact,
    ExploitationType,
    Offence,
    Referral,
    YesNo,
    age,
    alpha,
    contact,
    exploitation_type,
    force,
    offence,
    referral,
    schedule_4,
    section_45,
    sees_self,
)  # fmt: skip

section_45_considered = Event("section_45_considered", "survivors whose section 45 defence officers consider early")
section_45_raised = Event("section_45_raised", "section 45 defences raised by survivors")
section_45_late = Event("section_45_raised_late", "section 45 defences raised that officers had not considered early")
section_45_accepted = Event("section_45_accepted", "section 45 defences accepted")
section_45_barred = Event("section_45_barred", "section 45 defences barred because Schedule 4 lists the offence")
section_45_missed = Event("section_45_missed", "survivors convicted of a compelled offence, the defence never raised")
convictions = Event("survivors_convicted", "survivors convicted")
compelled_convictions = Event("compelled_convictions", "survivors convicted of an offence committed under compulsion")
unrelated_convictions = Event("unrelated_convictions", "survivors convicted of an offence unrelated to exploitation")
convicted_unidentified = Event(
    "convicted_unidentified", "survivors convicted whom nobody has identified, or who refused a referral"
)

in_force = Parameter(
    "the section 45 defence exists",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-07-31": Known(1.0)},
    evidence=Source("R01", note="taken by the date of the step, not of the act"),
)

# Considered early -----------------------------------------------------------------------------------------------------

knows_middle = Parameter(
    "officers know the section 45 defence well enough to consider it",
    unit="share",
    prior=Share(0.15, 0.7),
    evidence=Assumption("inspectors find the knowledge of it mixed; no share published"),
)
knows = Local(
    "officers of an area know the section 45 defence well enough to consider it",
    unit="share", middle=knows_middle, spread=force_spread, place=force,
)  # fmt: skip
time_and_evidence = Parameter(
    "there are time and evidence enough to consider the defence early, given officers who know it",
    unit="share",
    prior=Share(0.1, 0.6),
    evidence=Assumption("inspectors find that both are scarce at the scene; no share published"),
)
considered = Derived(
    "the section 45 defence is considered early, given arrested and recognised", "share",
    (in_force, knows, time_and_evidence), lambda exists, knows, enough: exists * knows * enough,
)  # fmt: skip

# Barred ---------------------------------------------------------------------------------------------------------------

excluded = Parameter(
    "Schedule 4 lists the compelled offence, given charged and exploited for crime",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption(
        "more than 100 offences, robbery and trafficking itself among them, drug supply and theft not; no share "
        "published", facts=("S110",),
    ),
)  # fmt: skip
excluded_other_types = Parameter(
    "odds that Schedule 4 lists the offence of a person exploited otherwise, relative to one exploited for crime",
    unit="odds ratio",
    prior=LogNormal(0.2, 4.0),
    evidence=Assumption("document, immigration and sexual offences; not recorded, the direction is unknown"),
)
excluded_alpha = Parameter(
    "odds that Schedule 4 lists the offence of a survivor put in charge of others, relative to others",
    unit="odds ratio",
    prior=LogNormal(1.5, 10.0),
    evidence=Assumption("holding and trafficking others are on the list; not recorded"),
)

# Raised and accepted --------------------------------------------------------------------------------------------------

raised_share = Parameter(
    "section 45 is raised at court, given charged with a compelled offence, identified and not considered before",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-07-31": Share(0.15, 0.7)},
    evidence=Assumption("in force since July 2015; prosecutors hold no count", facts=("R01",)),
)
raised_unidentified = Parameter(
    "odds that section 45 is raised by a person whom nobody has identified, relative to one identified",
    unit="odds ratio",
    prior=LogNormal(0.02, 0.4),
    evidence=Assumption("the defence is missed because people are not identified; no size published"),
)
raised_if_considered = Parameter(
    "odds that section 45 is raised at court if officers considered it early, relative to not",
    unit="odds ratio",
    prior=LogNormal(1.2, 10.0),
    evidence=Assumption("what is on the file is taken up; no size published"),
)
raised_unseeing = Parameter(
    "odds that section 45 is raised by a person who does not see themselves as a victim, relative to one who does",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("they do not tell their lawyers of compulsion; no size published"),
)
accepted_share = Parameter(
    "section 45 succeeds or the case is dropped, given raised by an adult, considered early and no untrue claims",
    unit="share",
    prior=Share(0.3, 0.9),
    evidence=Assumption("prosecutors hold no count"),
)
coached_claims = Parameter(
    "an exploiter on trial claims untruly, and coached to do so, to have acted under compulsion",
    unit="share",
    prior={"2014-01-01": Known(0.0), "2015-07-31": Share(0.02, 0.3)},
    evidence=Assumption("police forces and prosecutors tell of such claims in organised groups; nobody counts them"),
)
disbelief = Parameter(
    "loss in the odds that a true claim is believed, if every exploiter made an untrue one",
    unit="share",
    prior=Share(0.05, 0.9),
    evidence=Assumption("misuse is argued to harm true claims; no size published"),
)
believed = Derived(
    "odds that a true claim is accepted, relative to no untrue claims by others", "odds ratio",
    (coached_claims, disbelief), lambda coached, loss: 1.0 - coached * loss,
)  # fmt: skip
accepted = Derived(
    "section 45 succeeds or the case is dropped, given raised by an adult and considered early", "share",
    (accepted_share, believed), lambda share, odds: odds * share / (1.0 - share + odds * share),
)  # fmt: skip
accepted_late = Parameter(
    "odds that section 45 is accepted if officers had not considered it early, relative to if they had",
    unit="odds ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("the evidence of compulsion is no longer gathered; no size published"),
)
accepted_child = Parameter(
    "odds that section 45 is accepted from a child, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("the test for children asks for no compulsion; no size published", facts=("S067",)),
)
accepted_confirmed = Parameter(
    "odds that section 45 is accepted after a positive conclusive-grounds decision, relative to before a decision",
    unit="odds ratio",
    prior=LogNormal(1.0, 5.0),
    evidence=Assumption("prosecutors take account of the decision and are not bound by it; no size published"),
)
accepted_not_confirmed = Parameter(
    "odds that section 45 is accepted after a negative decision, relative to before a decision",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("prosecutors take account of the decision and are not bound by it; no size published"),
)

UNKNOWN = (Contact.UNIDENTIFIED, Contact.AWAITING_REFERRAL)
"""Nobody has identified the person to an authority."""
EXCLUDED: Ratios = {
    exploitation_type: {t: excluded_other_types for t in ExploitationType if t is not ExploitationType.CRIMINAL},
    alpha: {YesNo.YES: excluded_alpha},
}
RAISED: Ratios = {
    contact: dict.fromkeys(UNKNOWN, raised_unidentified),
    section_45: {YesNo.YES: raised_if_considered},
    sees_self: {YesNo.NO: raised_unseeing},
}
ACCEPTED: Ratios = {
    section_45: {YesNo.NO: accepted_late},
    age: {Age.CHILD: accepted_child},
    referral: {
        Referral.CONFIRMED: accepted_confirmed,
        Referral.NOT_CONFIRMED: accepted_not_confirmed, Referral.NO_REASONABLE_GROUNDS: accepted_not_confirmed,
    },
}  # fmt: skip


def considered_early() -> tuple[Step, ...]:
    """Return the steps by which officers who see a possible victim weigh the defence; what they learn is passed on."""
    return (
        Ask(
            "section 45 considered early", considered, place=force,
            yes=(Count(section_45_considered), Set(section_45, YesNo.YES), *tells_of_exploiter()),
        ),
    )  # fmt: skip


def offence_charged() -> tuple[Step, ...]:
    """Return the steps at charge that settle whether Schedule 4 bars the defence."""
    listed = Ask("offence listed in Schedule 4", excluded, odds=EXCLUDED, yes=(Set(schedule_4, YesNo.YES),))
    return (If(offence, (Offence.COMPELLED,), then=(listed,)),)


def at_court(freed: tuple[Step, ...], failed: tuple[Step, ...], undefended: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return the steps of a defendant's case: `freed` by the defence, tried after it `failed`, or tried without it."""
    raised = (
        Count(section_45_raised),
        If(section_45, (YesNo.NO,), then=(Count(section_45_late),)),
        Ask("section 45 accepted", accepted, odds=ACCEPTED, no=failed,
            yes=(Count(section_45_accepted), *tells_of_exploiter(), *freed)),
    )  # fmt: skip
    asked = Ask(
        "section 45 raised", raised_share, odds=RAISED, no=undefended,
        yes=(If(schedule_4, (YesNo.YES,), then=(Count(section_45_barred), *failed), otherwise=raised),),
    )  # fmt: skip
    return (If(offence, (Offence.COMPELLED,), then=(asked,), otherwise=undefended),)


def convicted(undefended: bool) -> tuple[Step, ...]:
    """Return the counts of a conviction; `undefended` if the section 45 defence was never raised."""
    missed: tuple[Step, ...] = ()
    if undefended:
        missed = (If(schedule_4, (YesNo.NO,), then=(Count(section_45_missed),)),)
    return (
        Count(convictions),
        If(contact, UNKNOWN, then=(Count(convicted_unidentified),)),
        If(offence, (Offence.COMPELLED,), then=(Count(compelled_convictions), *missed),
           otherwise=(Count(unrelated_convictions),)),
    )  # fmt: skip
