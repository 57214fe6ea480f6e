"""Defendant: what the police decide after an arrest, charge, bail or remand, and the Crown Court.

ARRESTED -> AT_LIBERTY | ON_BAIL | ON_REMAND -> AT_LIBERTY | IN_PRISON

Children go through the first steps and then to the youth court, in another stage. Whether section 45 was considered
or is raised, whether Schedule 4 bars it and how it ends is told in model/defence.py. Left out: magistrates' courts
(every case of an adult takes the time and has the outcomes of the Crown Court), reviews of bail, appeals, and days on
remand that count towards a sentence. Immigration enforcement is told of unidentified people released or bailed; of
people in custody it learns through the prisons.
"""

from model.defence import UNKNOWN, at_court, convicted, offence_charged
from model.evidence import Assumption, Derived, Parameter, Source, mean_of_median
from model.facts import number
from model.gates import enters_custody, imprisoned, leaves_custody
from model.junctions.telling import told_immigration
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Ratios, Set, Step, Wait
from model.survivor import (
    Age,
    Contact,
    Housing,
    Justice,
    Offence,
    Status,
    YesNo,
    age,
    contact,
    housing,
    justice,
    offence,
    record,
    section_45,
    status,
)  # fmt: skip

diversions = Event("children_diverted", "arrested children dealt with out of court")
charges = Event("survivors_charged", "survivors charged with an offence")
compelled_charges = Event("compelled_charges", "survivors charged with an offence committed under compulsion")
remands = Event("survivors_remanded", "survivors remanded in custody")

# The decision of the police -------------------------------------------------------------------------------------------

days_under_arrest = Parameter(
    "mean time from arrest to charge or release without charge",
    unit="days",
    prior=LogNormal(10, 120),
    evidence=Assumption("hours in custody, then release under investigation for many"),
)
diverted = Parameter(
    "an arrested child is dealt with out of court",
    unit="share",
    prior=Share(0.2, 0.75),
    evidence=Assumption("cautions, community resolutions or no further action; no share for exploited children"),
)
charged_share = Parameter(
    "charged, given arrested, adult, not identified or not consenting, and section 45 not considered",
    unit="share",
    prior=Share(0.3, 0.85),
    evidence=Assumption("facts at the scene often show an offence; no share published"),
)
charged_identified = Parameter(
    "odds that a survivor is charged with a compelled offence if identified, relative to not identified",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.95),
    evidence=Assumption("victims are punished because nobody identifies them; no size published"),
)
charged_considered = Parameter(
    "odds that a survivor is charged with a compelled offence if section 45 is considered early, relative to not",
    unit="odds ratio",
    prior=LogNormal(0.05, 0.8),
    evidence=Assumption("where the defence is known, fewer are dealt with as offenders only; no size published"),
)
charged_child = Parameter(
    "odds that a child not diverted is charged, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(0.3, 1.2),
    evidence=Assumption("no share for exploited children"),
)

# Remand ---------------------------------------------------------------------------------------------------------------

remanded = Parameter(
    "a survivor is remanded in custody, given charged, adult, of secure status and with somewhere to live",
    unit="share",
    prior=Share(0.05, 0.35),
    evidence=Assumption("no figure for survivors"),
)
remanded_insecure = Parameter(
    "odds that a person of insecure status is remanded, relative to others",
    unit="odds ratio",
    prior=LogNormal(1.2, 6.0),
    evidence=Assumption(
        "of foreign nationals in prison a third are on remand, of all prisoners a fifth; no share of those charged",
        facts=("F508.remand", "F508.total", "F610.share"),
    ),
)
remanded_homeless = Parameter(
    "odds that a homeless person is remanded, relative to others",
    unit="odds ratio",
    prior=LogNormal(1.2, 5.0),
    evidence=Assumption("bail needs an address; no size for survivors"),
)
remanded_child = Parameter(
    "odds that a child is remanded, relative to an adult",
    unit="odds ratio",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("a stricter test in law; no figure for exploited children"),
)

# The court ------------------------------------------------------------------------------------------------------------

median_to_completion = Parameter(
    "median time from charge to completion at the Crown Court under the load of the second quarter of 2025",
    unit="days",
    prior=LogNormal.around(number("F627"), 1.25),
    evidence=Source("F627", note="all offences and pleas, taken for the cases of survivors"),
)
open_cases = Parameter(
    "open cases in the Crown Court",
    unit="cases",
    prior={
        "2014-01-01": Known(number("F625.2022_09")),
        "2024-01-01": Known((number("F625.2022_09") + number("F625.2025_03")) / 2),
        "2025-01-01": Known(number("F625.2025_06")),
    },
    evidence=Source(
        "F625.2022_09", "F625.2025_03", "F625.2025_06",
        note="September 2022 held for earlier years and up to 2023, half way to March 2025 in 2024",
    ),
    bounds=(1.0, 1e7),
)  # fmt: skip
open_before = Parameter(
    "open cases in the Crown Court, relative to September 2022",
    unit="ratio",
    prior={"2014-01-01": LogNormal(0.45, 0.95), "2021-01-01": LogNormal(0.85, 1.05), "2022-01-01": Known(1.0)},
    evidence=Assumption("there were fewer before the pandemic; none of the figures at hand is older than 2022"),
    bounds=(0.001, 1e3),
)
load_power = Parameter(
    "power of the number of open cases in the time to completion",
    unit="ratio",
    prior=LogNormal(0.3, 1.5),
    evidence=Assumption("1 if all waited in one line before courts of the same capacity"),
    bounds=(0.0, 10.0),
)
FAILING_2025 = (number("F628.2025q1") + number("F628.2025q2")) / 2
"""Trials listed in vain in the first half of 2025, when the published time to completion was measured."""
ineffective = Parameter(
    "trials that do not go ahead when listed and are listed again",
    unit="share",
    prior={
        "2014-01-01": Known(FAILING_2025), "2022-07-01": Known(number("F628.2022q3")),
        "2023-01-01": Known(FAILING_2025),
    },
    evidence=Source(
        "F628.2025q1", "F628.2025q2", "F628.2022q3",
        note="the first half of 2025 taken for all years but the second half of 2022, when barristers took action",
    ),
    bounds=(0.0, 0.99),
)  # fmt: skip
relisting = Parameter(
    "time added by one more listing of a trial, as a part of the time to completion with one listing",
    unit="ratio",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("months in crowded lists; no figure"),
)
time_to_completion = Derived(
    "mean time from charge to completion of a survivor's case, as the load of the courts and failed listings make it",
    unit="days",
    inputs=(median_to_completion, open_cases, open_before, load_power, ineffective, relisting),
    formula=lambda median, cases, before, power, failing, added: (
        mean_of_median(1.0) * median * (cases * before / number("F625.2025_06")) ** power
        * (1.0 + added * failing / (1.0 - failing)) / (1.0 + added * FAILING_2025 / (1.0 - FAILING_2025))
    ),
)  # fmt: skip
sooner_on_remand = Parameter(
    "speed of a case towards completion while the defendant is on remand, relative to on bail",
    unit="speed ratio",
    prior=LogNormal(1.0, 2.0),
    evidence=Assumption("limits of time in custody before trial; no ratio published"),
)
pleads_guilty = Parameter(
    "pleads guilty, given charged, not identified and without raising section 45",
    unit="share",
    prior=Share(0.4, 0.85),
    evidence=Assumption("guilty pleas are common; no count for survivors"),
)
pleads_identified = Parameter(
    "odds of a guilty plea of someone identified as a possible victim, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("advice reaches those who are known; no size published"),
)
found_guilty = Parameter(
    "found guilty, given no guilty plea and no successful section 45 defence",
    unit="share",
    prior=Share(0.4, 0.85),
    evidence=Assumption("no count for survivors; the rest are acquitted or dropped"),
)
custody = Parameter(
    "immediate custody, given an adult on bail convicted of an unrelated offence for the first time",
    unit="share",
    prior=Share(0.08, 0.4),
    evidence=Assumption("theft and lesser offences among them; no count for survivors"),
)
custody_compelled = Parameter(
    "odds of immediate custody for a compelled offence, relative to an unrelated one",
    unit="odds ratio",
    prior=LogNormal(1.0, 6.0),
    evidence=Assumption(
        "drug supply and cannabis cultivation lead to prison; no count for survivors", facts=("F417.offences",)
    ),
)
custody_remanded = Parameter(
    "odds of immediate custody for those on remand, relative to bail",
    unit="odds ratio",
    prior=LogNormal(1.5, 10.0),
    evidence=Assumption("remand goes with graver charges; no count for survivors"),
)
custody_again = Parameter(
    "odds of immediate custody for those convicted before, relative to a first conviction",
    unit="odds ratio",
    prior=LogNormal(1.2, 5.0),
    evidence=Assumption("earlier convictions aggravate; no size for survivors"),
)

CHARGED_AS_VICTIM: Ratios = {
    contact: {Contact.IDENTIFIED: charged_identified},
    section_45: {YesNo.YES: charged_considered},
    age: {Age.CHILD: charged_child},
}
REMANDED: Ratios = {
    status: {Status.INSECURE: remanded_insecure},
    housing: {Housing.HOMELESS: remanded_homeless},
    age: {Age.CHILD: remanded_child},
}
CUSTODY: Ratios = {
    offence: {Offence.COMPELLED: custody_compelled},
    justice: {Justice.ON_REMAND: custody_remanded},
    record: {YesNo.YES: custody_again},
}

TOLD = If(contact, UNKNOWN, then=told_immigration())
UNCHARGED = (Move(justice, Justice.AT_LIBERTY), TOLD)
CHARGED = (
    Count(charges), If(offence, (Offence.COMPELLED,), then=(Count(compelled_charges),)), *offence_charged(),
    Ask("remanded in custody", remanded, odds=REMANDED,
        yes=(Count(remands), *enters_custody(Justice.ON_REMAND)), no=(Move(justice, Justice.ON_BAIL), TOLD)),
)  # fmt: skip
WEIGHED = If(
    offence, (Offence.COMPELLED,),
    then=(Ask("charged", charged_share, odds=CHARGED_AS_VICTIM, yes=CHARGED, no=UNCHARGED),),
    otherwise=(Ask("charged", charged_share, odds={age: {Age.CHILD: charged_child}}, yes=CHARGED, no=UNCHARGED),),
)  # fmt: skip
FREED = (
    If(justice, (Justice.ON_REMAND,), then=leaves_custody(Justice.AT_LIBERTY),
       otherwise=(Move(justice, Justice.AT_LIBERTY),)),
)  # fmt: skip


def sentenced(undefended: bool) -> tuple[Step, ...]:
    """Return the steps of a conviction and its sentence; `undefended` if section 45 was never raised."""
    free = (Set(record, YesNo.YES), *FREED)
    return (*convicted(undefended), Ask("immediate custody", custody, odds=CUSTODY, yes=imprisoned(), no=free))


def tried(undefended: bool) -> tuple[Step, ...]:
    """Return the steps of a trial."""
    return (Ask("found guilty", found_guilty, yes=sentenced(undefended), no=FREED),)


decision = Wait(
    "police decide after arrest", justice, (Justice.ARRESTED,), days_under_arrest,
    then=(
        If(age, (Age.CHILD,), otherwise=(WEIGHED,),
           then=(Ask("diverted out of court", diverted, yes=(Count(diversions), *UNCHARGED), no=(WEIGHED,)),)),
    ),
)  # fmt: skip
pleading = Ask(
    "pleads guilty", pleads_guilty, odds={contact: {Contact.IDENTIFIED: pleads_identified}},
    yes=sentenced(undefended=True), no=tried(undefended=True),
)  # fmt: skip
completion = Wait(
    "case completed", justice, (Justice.ON_BAIL, Justice.ON_REMAND), time_to_completion,
    then=at_court(freed=FREED, failed=tried(undefended=False), undefended=(pleading,)),
    speeds={age: {Age.CHILD: 0.0}, justice: {Justice.ON_REMAND: sooner_on_remand}},
)  # fmt: skip
