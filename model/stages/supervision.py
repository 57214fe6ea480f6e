"""Supervision: the year after release, with recall and reconviction.

ON_LICENCE -> AT_LIBERTY | RECALLED | IN_PRISON;  RECALLED -> ON_LICENCE

Left out: reconviction after supervision has ended, what becomes of people reconvicted without custody (they are not
supervised further), and licences longer than the least; after a recall the time of supervision begins again.
"""

from model.evidence import Assumption, Derived, Parameter, Source, yearly_rate
from model.facts import number
from model.gates import enters_custody, imprisoned, leaves_custody
from model.junctions.leaving import OUT_OF_REACH
from model.priors import Known, LogNormal, Share
from model.rules import FIXED, Ask, Count, Event, If, Move, Set, Wait
from model.survivor import (
    Exploitation,
    Housing,
    Justice,
    Offence,
    Programme,
    Sentence,
    Sex,
    Therapy,
    Work,
    YesNo,
    debt,
    exploitation,
    housing,
    justice,
    offence,
    programme,
    reference,
    released,
    schedule_4,
    sentence,
    sex,
    therapy,
    work,
)  # fmt: skip

recalls = Event("recalls", "recalls to prison of people under supervision")
recalls_charged = Event("recalls_further_charge", "recalls that involve a charge of a further offence")
reoffended_12m = Event("reoffended_12m", "of those released in the year, reconvicted of an offence within 12 months")
reoffended_short = Event("reoffended_short_12m", "of those, after a sentence of less than a year")
reimprisoned = Event("reimprisoned", "people imprisoned for an offence after release")

supervised = Parameter(
    "supervision after release",
    unit="months",
    prior=Known(number("S105")),
    evidence=Source("S105", note="the minimum, taken for every release"),
)
debt_settled = Parameter(
    "a debt from prison is settled or given up by the end of supervision",
    unit="share",
    prior=Share(0.3, 0.9),
    evidence=Assumption("debts are collected after release; how many are ever settled is not known"),
)

# Recall ---------------------------------------------------------------------------------------------------------------


def recalled_of(*quarters: str) -> Share:
    """Return a range from 15 points below to 6 above the recalls of all releases and re-releases of some quarters."""
    recalled = sum(number(f"F605.{q}") for q in quarters)
    share = recalled / (recalled + sum(number(f"F604.{q}.releases") for q in quarters))
    return Share(share - 0.15, share + 0.06)


recalled_in_a_year = Parameter(
    "a man of settled housing and a longer sentence is recalled within a year of release or re-release",
    unit="share",
    prior={
        "2014-01-01": Share(0.06, 0.3),
        "2019-01-01": Share(0.1, 0.38),
        "2024-01-01": recalled_of("2024q1"),
        "2025-01-01": recalled_of("2025q1", "2025q2"),
    },
    evidence=Assumption(
        "recalls over releases and re-releases of a quarter, all prison leavers; the range reaches lower because "
        "those figures include women, homeless people and longer licences; before 2024 vague, for people in prison on "
        "recall are a target",
        facts=tuple(f"F60{row}" for q in ("2024q1", "2025q1", "2025q2") for row in (f"5.{q}", f"4.{q}.releases")),
    ),
)  # fmt: skip
recall_rate = Derived("rate of recall under supervision", "per year", (recalled_in_a_year,), yearly_rate)
recall_short = Parameter(
    "rate of recall after a sentence shorter than twelve months, relative to a longer one",
    unit="speed ratio",
    prior={"2014-01-01": Known(0.0), "2015-02-01": LogNormal(0.5, 1.6)},
    evidence=Assumption(
        "these leavers were not supervised before 1 February 2015; nearly half of recall admissions are theirs now, "
        "and about half of releases", facts=("S105", "F608.short_sentence", "F608.admissions"),
    ),
)  # fmt: skip
recall_women = Parameter(
    "rate of recall of women, relative to men",
    unit="speed ratio",
    prior=LogNormal(1.0, 1.7),
    evidence=Assumption("longer supervision is said to have raised recall of women most; no size published"),
)
recall_homeless = Parameter(
    "rate of recall of people without a home, relative to settled",
    unit="speed ratio",
    prior=LogNormal(1.1, 3.0),
    evidence=Assumption("most recalls are for non-compliance or lost contact", facts=("F606.non_compliance",)),
)
further_charge = Parameter(
    "a recall involves a charge of a further offence",
    unit="share",
    prior=Share(number("F606.further_charge") - 0.03, number("F606.further_charge") + 0.03),
    evidence=Source("F606.further_charge", note="one quarter of 2024, all people recalled"),
)
recall_days = Parameter(
    "mean time in prison on recall",
    unit="days",
    prior=LogNormal(30, 250),
    evidence=Assumption("fixed terms of two or four weeks, or until re-release; people in prison on recall are a "
                        "target, so the prior is vague"),
)  # fmt: skip

# Reconviction ---------------------------------------------------------------------------------------------------------

reconvicted_in_a_year = Parameter(
    "reconvicted within a year of release, given settled housing, no work, a longer sentence and no programme",
    unit="share",
    prior=Share(0.12, 0.55),
    evidence=Assumption("vague: the published shares for all prison leavers are targets"),
)
reconviction = Derived("rate of reconviction under supervision", "per year", (reconvicted_in_a_year,), yearly_rate)
settled_rate = yearly_rate(number("F614.settled"))
reoffends_homeless = Parameter(
    "rate of reconviction without a home, relative to settled",
    unit="speed ratio",
    prior=LogNormal(1.0, yearly_rate(number("F614.homeless_or_rough")) / settled_rate),
    evidence=Assumption(
        "from no effect to the whole difference between groups, which is no effect of housing alone",
        facts=("F614.homeless_or_rough", "F614.settled"),
    ),
)
reoffends_temporary = Parameter(
    "rate of reconviction in temporary housing, relative to settled",
    unit="speed ratio",
    prior=LogNormal(1.0, yearly_rate(number("F614.temporary")) / settled_rate),
    evidence=Assumption(
        "from no effect to the whole difference between groups, which is no effect of housing alone",
        facts=("F614.temporary", "F614.settled"),
    ),
)
reoffends_hostel = Parameter(
    "rate of reconviction in a hostel or probation accommodation, relative to settled",
    unit="speed ratio",
    prior=LogNormal(0.8, 1.35),
    evidence=Assumption(
        "the groups hardly differ, and people are placed there by risk", facts=("F614.probation", "F614.settled")
    ),
)
reoffends_in_work = Parameter(
    "rate of reconviction in work, relative to out of work",
    unit="speed ratio",
    prior=LogNormal(
        yearly_rate(number("F614.settled") - 0.09) / settled_rate,
        yearly_rate(number("F614.temporary") - 0.06) / yearly_rate(number("F614.temporary")),
    ),
    evidence=Source(
        "F616", "F614.settled", "F614.temporary",
        note="6 to 9 percentage points lower among similar people, off the yearly shares of those in settled and in "
        "temporary housing",
    ),
)  # fmt: skip
reoffends_short = Parameter(
    "rate of reconviction after a sentence shorter than twelve months, relative to a longer one",
    unit="speed ratio",
    prior=LogNormal(1.0, 4.0),
    evidence=Assumption("vague: the published shares by length of sentence are targets"),
)
reoffends_programme = Parameter(
    "rate of reconviction after completing a programme in prison, relative to none",
    unit="speed ratio",
    prior=LogNormal(0.55, 1.0),
    evidence=Assumption("programmes are said to help where they are completed; no size read"),
)
reoffends_therapy = Parameter(
    "rate of reconviction of people who have had mental-health or addiction support, relative to none",
    unit="speed ratio",
    prior=LogNormal(0.5, 1.0),
    evidence=Assumption("direction from research on recovery after prison; no size read"),
)
reoffends_exploited = Parameter(
    "rate of reconviction of people exploited again, relative to others, arrests for compelled offences left aside",
    unit="speed ratio",
    prior=LogNormal(1.0, 3.5),
    evidence=Assumption("re-trafficking is said to raise reoffending; no size published"),
)
survivor_reoffending = Parameter(
    "rate of reconviction of survivors, relative to other prison leavers in the same position",
    unit="speed ratio",
    prior=LogNormal(0.5, 1.7),
    evidence=Assumption("survivors may offend less once out of exploitation, or be drawn back; never measured"),
)
circles = Parameter(
    "released survivors with a Circle of Support",
    unit="share",
    prior=Known(0.0),
    evidence=Assumption("Circles exist for another group of offences; a pilot is proposed"),
)
circle_effect = Parameter(
    "rate of reconviction with a Circle of Support, relative to without",
    unit="speed ratio",
    prior=LogNormal(0.35, 1.0),
    evidence=Assumption("borrowed from Circles for people convicted of sexual offences; never tried with survivors"),
)
of_survivors = Derived(
    "rate of reconviction of survivors, as many as have a Circle of Support, relative to other prison leavers",
    "speed ratio", (survivor_reoffending, circles, circle_effect),
    lambda ratio, share, effect: ratio * (1.0 + share * (effect - 1.0)),
)  # fmt: skip
custody_again = Parameter(
    "immediate custody, given reconvicted within a year of release",
    unit="share",
    prior=Share(0.3, 0.7),
    evidence=Assumption("higher than for a first conviction; no figure for survivors"),
)

supervision_ends = Wait(
    "supervision ends", justice, (Justice.ON_LICENCE,), supervised,
    then=(
        If(debt, (YesNo.YES,), then=(Ask("debt from prison settled", debt_settled, yes=(Set(debt, YesNo.NO),)),)),
        Move(justice, Justice.AT_LIBERTY),
    ),
    shape=FIXED,
)  # fmt: skip
recalled = Wait(
    "recalled to prison", justice, (Justice.ON_LICENCE,), recall_rate,
    then=(
        Count(recalls), Ask("recalled on a further charge", further_charge, yes=(Count(recalls_charged),)),
        *enters_custody(Justice.RECALLED),
    ),
    speeds={
        **OUT_OF_REACH, sentence: {Sentence.UNDER_12_MONTHS: recall_short}, sex: {Sex.FEMALE: recall_women},
        housing: {Housing.HOMELESS: recall_homeless},
    },
)  # fmt: skip
re_released = Wait(
    "released after recall", justice, (Justice.RECALLED,), recall_days,
    then=leaves_custody(Justice.ON_LICENCE),
)  # fmt: skip
reconvicted = Wait(
    "reconvicted", justice, (Justice.ON_LICENCE,), reconviction,
    then=(
        Count(reoffended_12m, since=released, within=365),
        If(sentence, (Sentence.UNDER_12_MONTHS,), then=(Count(reoffended_short, since=released, within=365),)),
        Set(offence, Offence.UNRELATED), Set(schedule_4, YesNo.NO),
        Ask(
            "custody after reconviction", custody_again,
            yes=(Count(reimprisoned), *imprisoned()),
            no=(Move(justice, Justice.AT_LIBERTY),),
        ),
    ),
    speeds={
        **OUT_OF_REACH,
        sentence: {Sentence.UNDER_12_MONTHS: reoffends_short},
        housing: {
            Housing.HOMELESS: reoffends_homeless, Housing.TEMPORARY: reoffends_temporary,
            Housing.HOSTEL: reoffends_hostel,
        },
        work: {Work.IN_WORK: reoffends_in_work},
        programme: {Programme.COMPLETED: reoffends_programme},
        therapy: {Therapy.RECEIVING: reoffends_therapy, Therapy.ENDED: reoffends_therapy},
        exploitation: {Exploitation.EXPLOITED: reoffends_exploited},
        reference: {YesNo.NO: of_survivors},
    },
)  # fmt: skip
