"""Wellbeing: what harms mental health after exploitation and what mends it, in three levels: little, some, much.

Prison, immigration detention and the wait for a conclusive decision harm; victim care and therapy mend, slowly. Each
clock stops at the end of the scale. Where people stand on coming out of exploitation, what the police do to them and
what settling mends stand with those events (model/junctions.py, arrest.py, re_trafficking.py).

Left out: suicide and other deaths; physical health; harm by trial and testimony; recovery that nobody helps with,
other than by settling; the recovery of children in the care of local authorities. The reference cohort is not followed.
"""

from model.evidence import Assumption, Parameter
from model.junctions.leaving import OUT_OF_REACH
from model.priors import LogNormal
from model.rules import Count, Event, Ratios, Shift, Step, Wait
from model.survivor import (
    BETWEEN,
    INSIDE,
    SUPPORTED,
    Exploitation,
    Immigration,
    Level,
    Nation,
    Therapy,
    YesNo,
    exploitation,
    immigration,
    isolated,
    justice,
    nation,
    reference,
    referral,
    support,
    therapy,
    trauma,
)  # fmt: skip

harmed_in_prison = Event("harmed_in_prison", "survivors whose mental health prison makes a level worse")
harmed_in_detention = Event("harmed_in_detention", "survivors whose mental health detention makes a level worse")
harmed_by_waiting = Event("harmed_by_waiting", "survivors whose mental health the wait for a decision makes worse")
recovered = Event("recovered", "survivors whose mental health improves by a level in victim care or therapy")

harm_in_prison = Parameter(
    "rate at which custody makes a survivor's mental health a level worse",
    unit="per year",
    prior=LogNormal(0.05, 0.6),
    evidence=Assumption("research calls prison a poor place to recover, one that retraumatises; no rate published"),
)
harm_in_detention = Parameter(
    "rate at which immigration detention makes a survivor's mental health a level worse",
    unit="per year",
    prior=LogNormal(0.3, 4.0),
    evidence=Assumption("campaigners and doctors report harm within weeks; no rate published"),
)
harm_by_waiting = Parameter(
    "rate at which waiting for a conclusive decision makes a survivor's mental health a level worse",
    unit="per year",
    prior=LogNormal(0.02, 0.3),
    evidence=Assumption("research describes years in limbo; no rate published"),
)
recovery_in_care = Parameter(
    "rate at which mental health improves by a level in victim care, given ties and liberty",
    unit="per year",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption(
        "slow: of people in services about 16 months after escape many still had strong symptoms",
        facts=("F312.women", "F312.men"),
    ),
)
recovery_in_therapy = Parameter(
    "rate at which mental health improves by a level in therapy, given ties and liberty",
    unit="per year",
    prior=LogNormal(0.3, 2.0),
    evidence=Assumption("courses take months to years; no rate for survivors"),
)
recovery_isolated = Parameter(
    "rate of recovery without community ties, relative to with them",
    unit="speed ratio",
    prior=LogNormal(0.3, 1.0),
    evidence=Assumption("research finds that people with strong ties recover better; no size published"),
)
recovery_in_custody = Parameter(
    "rate of recovery in custody, relative to at liberty",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.9),
    evidence=Assumption("prison makes it hard to get over trauma; no size published"),
)
recovery_exploited = Parameter(
    "rate of recovery while still exploited, relative to after exit",
    unit="speed ratio",
    prior=LogNormal(0.05, 0.7),
    evidence=Assumption("harm goes on; no size published"),
)

AT_WORST: Ratios = {trauma: {Level.HIGH: 0.0}}
RECOVERY: Ratios = {
    trauma: {Level.LOW: 0.0},
    isolated: {YesNo.YES: recovery_isolated},
    justice: dict.fromkeys(INSIDE, recovery_in_custody),
    exploitation: {Exploitation.EXPLOITED: recovery_exploited},
    **OUT_OF_REACH,
}
MENDS: tuple[Step, ...] = (Count(recovered), Shift(trauma, -1))

in_prison = Wait(
    "harmed in prison", justice, INSIDE, harm_in_prison,
    then=(Count(harmed_in_prison), Shift(trauma, 1)),
    speeds={reference: {YesNo.YES: 0.0}, **AT_WORST},
)  # fmt: skip
in_detention = Wait(
    "harmed in detention", immigration, (Immigration.DETAINED,), harm_in_detention,
    then=(Count(harmed_in_detention), Shift(trauma, 1)),
    speeds=AT_WORST,
)  # fmt: skip
waiting = Wait(
    "harmed by waiting", referral, BETWEEN, harm_by_waiting,
    then=(Count(harmed_by_waiting), Shift(trauma, 1)),
    speeds={**AT_WORST, nation: {Nation.ELSEWHERE_IN_UK: 0.0}},
)  # fmt: skip
in_care = Wait("recovers in victim care", support, SUPPORTED, recovery_in_care, then=MENDS, speeds=RECOVERY)
in_therapy = Wait(
    "recovers in therapy", therapy, (Therapy.RECEIVING,), recovery_in_therapy, then=MENDS,
    speeds={reference: {YesNo.YES: 0.0}, **RECOVERY},
)  # fmt: skip
