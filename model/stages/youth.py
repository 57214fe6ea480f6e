"""Youth justice: the youth court, the secure estate, release, and children convicted again.

ON_BAIL | ON_REMAND -> AT_LIBERTY | IN_SECURE_ESTATE -> AT_LIBERTY

Arrest, diversion out of court, charge and remand of children stand with those of adults. No figure here is published
for exploited children. Left out: supervision after release, the Crown Court for grave offences, remand to local
authority accommodation (a child on remand is held), and coming of age: a child in the model stays a child. An unrelated
offence of a child convicted before is a conviction at once, without a new arrest and time at court; all sentences in
the secure estate count as short.
"""

from model.defence import at_court, convicted
from model.evidence import Assumption, Derived, Parameter, yearly_rate
from model.gates import enters_custody, leaves_custody
from model.junctions.leaving import OUT_OF_REACH
from model.priors import LogNormal, Share
from model.rules import Ask, Count, Event, If, Mark, Move, Ratios, Set, Step, Wait
from model.survivor import (
    Age,
    Contact,
    Exploitation,
    Housing,
    Justice,
    Offence,
    Sentence,
    YesNo,
    age,
    contact,
    exploitation,
    housing,
    justice,
    offence,
    record,
    released,
    sentence,
)  # fmt: skip

children_convicted = Event("children_convicted", "exploited children convicted by the youth court")
secure = Event("children_in_secure_estate", "exploited children entering the secure estate under sentence")
children_released = Event("children_released", "exploited children released from the secure estate")
convicted_again = Event("children_convicted_again", "convictions of exploited children convicted before")
reoffended_12m = Event(
    "reoffended_children_12m", "of children released in the year, convicted of an offence within 12 months"
)

days_to_completion = Parameter(
    "mean time from charge to completion at the youth court",
    unit="days",
    prior=LogNormal(30, 200),
    evidence=Assumption("shorter than at the Crown Court; the figure is not at hand"),
)
pleads_guilty = Parameter(
    "a child pleads guilty, given charged, not identified and without raising section 45",
    unit="share",
    prior=Share(0.4, 0.85),
    evidence=Assumption("guilty pleas are common; no count for exploited children"),
)
pleads_identified = Parameter(
    "odds of a guilty plea of a child identified as a possible victim, relative to others",
    unit="odds ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("advice reaches those who are known; no size published"),
)
found_guilty = Parameter(
    "a child is found guilty, given no guilty plea and no successful section 45 defence",
    unit="share",
    prior=Share(0.3, 0.8),
    evidence=Assumption("no count for exploited children; the rest are acquitted or dropped"),
)
custody = Parameter(
    "a custodial sentence, given a child convicted of an unrelated offence for the first time",
    unit="share",
    prior=Share(0.01, 0.12),
    evidence=Assumption("custody is the last resort for children; no count for exploited children"),
)
custody_compelled = Parameter(
    "odds of a custodial sentence for a compelled offence, relative to an unrelated one",
    unit="odds ratio",
    prior=LogNormal(1.0, 5.0),
    evidence=Assumption("drug supply is graver than most offences of children; no count"),
)
custody_remanded = Parameter(
    "odds of a custodial sentence for children on remand, relative to bail",
    unit="odds ratio",
    prior=LogNormal(1.5, 10.0),
    evidence=Assumption("remand goes with graver charges; no count"),
)
custody_again = Parameter(
    "odds of a custodial sentence for children convicted before, relative to a first conviction",
    unit="odds ratio",
    prior=LogNormal(1.2, 6.0),
    evidence=Assumption("earlier convictions aggravate; no size published"),
)
months_in_secure_estate = Parameter(
    "mean time in the secure estate under sentence",
    unit="months",
    prior=LogNormal(2, 12),
    evidence=Assumption("half of a training order of four months to two years, more for grave offences"),
)
again_in_a_year = Parameter(
    "a child convicted before is convicted again within a year, given exited and housed",
    unit="share",
    prior=Share(0.15, 0.6),
    evidence=Assumption("the published share of children after custody is not at hand; survivors may differ"),
)
again = Derived(
    "rate at which a child convicted before is convicted again", "per year", (again_in_a_year,), yearly_rate
)
again_exploited = Parameter(
    "rate at which such a child is convicted again while exploited, relative to after exit, compelled offences aside",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("those trafficked again are more likely to offend again; no size published"),
)
again_settled = Parameter(
    "rate at which such a child is convicted again once settled, relative to before",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("a settled life after exploitation is held to keep children out of crime; no size published"),
)
again_unhoused = Parameter(
    "rate at which such a child is convicted again while homeless or in a hostel, relative to housed",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("no stable home after custody; no size published"),
)

CUSTODY: Ratios = {
    offence: {Offence.COMPELLED: custody_compelled},
    justice: {Justice.ON_REMAND: custody_remanded},
    record: {YesNo.YES: custody_again},
}
AGAIN: Ratios = {
    age: {Age.ADULT: 0.0}, record: {YesNo.NO: 0.0}, **OUT_OF_REACH,
    exploitation: {Exploitation.EXPLOITED: again_exploited, Exploitation.SETTLED: again_settled,
                   Exploitation.LEFT_THE_COUNTRY: 0.0},
    housing: dict.fromkeys((Housing.HOMELESS, Housing.HOSTEL), again_unhoused),
}  # fmt: skip

HELD = (
    Count(secure), Set(record, YesNo.YES), Set(sentence, Sentence.UNDER_12_MONTHS),
    *enters_custody(Justice.IN_SECURE_ESTATE),
)  # fmt: skip
SINCE_RELEASE = If(
    sentence, (Sentence.UNDER_12_MONTHS,),
    then=(Count(reoffended_12m, since=released, within=365), Set(sentence, Sentence.NONE)),
)  # fmt: skip
"""The first conviction after each release is counted, and no other."""
FREED = (
    If(justice, (Justice.ON_REMAND,), then=leaves_custody(Justice.AT_LIBERTY),
       otherwise=(Move(justice, Justice.AT_LIBERTY),)),
)  # fmt: skip


def sentenced(undefended: bool) -> tuple[Step, ...]:
    """Return the steps of a conviction and its sentence; `undefended` if section 45 was never raised."""
    free = (Set(record, YesNo.YES), *FREED)
    return (
        Count(children_convicted), *convicted(undefended), SINCE_RELEASE,
        Ask("custodial sentence", custody, odds=CUSTODY, yes=HELD, no=free),
    )  # fmt: skip


def tried(undefended: bool) -> tuple[Step, ...]:
    """Return the steps of a trial."""
    return (Ask("child found guilty", found_guilty, yes=sentenced(undefended), no=FREED),)


pleading = Ask(
    "child pleads guilty", pleads_guilty, odds={contact: {Contact.IDENTIFIED: pleads_identified}},
    yes=sentenced(undefended=True), no=tried(undefended=True),
)  # fmt: skip
completion = Wait(
    "youth court case completed", justice, (Justice.ON_BAIL, Justice.ON_REMAND), days_to_completion,
    then=at_court(freed=FREED, failed=tried(undefended=False), undefended=(pleading,)),
    speeds={age: {Age.ADULT: 0.0}},
)  # fmt: skip
release = Wait(
    "released from the secure estate", justice, (Justice.IN_SECURE_ESTATE,), months_in_secure_estate,
    then=(Count(children_released), Mark(released), *leaves_custody(Justice.AT_LIBERTY)),
)  # fmt: skip
reconvicted = Wait(
    "child convicted again", justice, (Justice.AT_LIBERTY,), again, speeds=AGAIN,
    then=(
        Count(convicted_again), Set(offence, Offence.UNRELATED), SINCE_RELEASE,
        Ask("custodial sentence on reconviction", custody, odds={record: {YesNo.YES: custody_again}}, yes=HELD),
    ),
)  # fmt: skip
