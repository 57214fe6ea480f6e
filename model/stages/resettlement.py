"""Resettlement: housing and work after exploitation or prison.

HOMELESS -> TEMPORARY | HOSTEL | SETTLED;  TEMPORARY, HOSTEL -> SETTLED | HOMELESS;  SETTLED -> HOMELESS
OUT_OF_WORK -> IN_WORK -> OUT_OF_WORK

Where people stand when they come out is told at the exit and at the gate. Both are followed until the added risk of
exploitation is over. A safe house is a bed of its own, which victim care begins and ends. Left out: work without the
right to work, and the care of children, who do not work and are housed here as adults are.
"""

from model.capacity import hubs
from model.evidence import Assumption, Derived, Parameter
from model.gates import homes, hostel_share
from model.priors import Known, LogNormal, Share
from model.rules import Ask, Form, If, Move, Ratios, Set, Shape, Wait
from model.survivor import (
    Age,
    Exploitation,
    Housing,
    Justice,
    Level,
    Nation,
    Referral,
    Sentence,
    Status,
    Support,
    Work,
    YesNo,
    age,
    exploitation,
    force,
    housing,
    isolated,
    justice,
    nation,
    near,
    permission,
    record,
    referral,
    sentence,
    status,
    support,
    trauma,
    work,
)  # fmt: skip

# Housing --------------------------------------------------------------------------------------------------------------

months_to_home = Parameter(
    "mean time until settled housing is found, given no victim care and recourse to public funds, as supply and "
    "funding stood around 2020",
    unit="months",
    prior=LogNormal(3.0, 30.0),
    evidence=Assumption(
        "43% of people on probation said that their needs were met; settled housing at three months is a target, so "
        "the prior is vague", facts=("S114",),
    ),
)  # fmt: skip
home_wait = Derived(
    "mean time until settled housing is found, given no victim care and recourse to public funds", "months",
    (months_to_home, homes), lambda months, homes: months / homes,
)  # fmt: skip
home_homeless = Parameter(
    "how soon people without any housing find settled housing, relative to people in temporary housing",
    unit="speed ratio",
    prior=LogNormal(0.25, 1.0),
    evidence=Assumption("services lose sight of them; no size published"),
)
home_supported = Parameter(
    "how soon people in victim care find settled housing, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.1, 3.5),
    evidence=Assumption("support workers help with applications; no size published"),
)
home_no_recourse = Parameter(
    "how soon people without permission to stay find settled housing, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.7),
    evidence=Assumption("no recourse to public funds; no size published"),
    bounds=(0.001, 1e6),
)
home_permitted = Derived(
    "the same once permission to stay is granted: the difference is gone", "speed ratio",
    (home_no_recourse,), lambda ratio: 1.0 / ratio,
)  # fmt: skip
home_local = Parameter(
    "how soon settled housing is found in the area of the exploitation, relative to elsewhere",
    unit="speed ratio",
    prior=LogNormal(1.0, 2.5),
    evidence=Assumption("rules on local connection send people home; no size published"),
)
hub_effect = Parameter(
    "how soon settled housing is found where services share one place, relative to where they are scattered",
    unit="speed ratio",
    prior=LogNormal(1.0, 2.5),
    evidence=Assumption("fragmented services are said to block help, hubs to ease it; no size published"),
)
home_hub = Derived(
    "how soon settled housing is found, area by area", "speed ratio",
    (hubs, hub_effect), lambda there, effect: 1.0 + there * (effect - 1.0),
)  # fmt: skip
months_to_roof = Parameter(
    "mean time without any housing until temporary housing is found",
    unit="months",
    prior=LogNormal(1.5, 12.0),
    evidence=Assumption("weeks to most of a year; no mean published"),
)
temporary_days = Parameter(
    "mean stay in temporary housing that ends in none",
    unit="days",
    prior=LogNormal(84, 500),
    evidence=Assumption(
        "up to twelve weeks in the scheme for prison leavers, longer in asylum accommodation", facts=("F621.weeks",)
    ),
)
unlimited_stay = Parameter(
    "rate at which temporary housing ends for people who did not come to it from custody, relative to those who did",
    unit="speed ratio",
    prior=LogNormal(0.1, 0.6),
    evidence=Assumption("asylum accommodation and friends know no limit of twelve weeks; no size published"),
)
home_lost = Parameter(
    "rate at which settled housing is lost",
    unit="per year",
    prior=LogNormal(0.04, 0.35),
    evidence=Assumption("many stay with family or friends for a while; no rate published"),
)
ties_at_home = Parameter(
    "a survivor without community ties makes some on finding settled housing",
    unit="share",
    prior=Share(0.15, 0.7),
    evidence=Assumption("ties grow where people stay; no share published"),
)

# Work -----------------------------------------------------------------------------------------------------------------

years_to_work = Parameter(
    "mean time out of work of an adult with the right to work, no record and no severe harm to mental health",
    unit="years",
    prior=LogNormal(0.5, 8.0),
    evidence=Assumption("the shares of prison leavers in work are targets, so the prior is vague"),
)
work_power = Parameter(
    "power of the time until work is found: below 1, some find it at once and others after years",
    unit="ratio",
    prior=LogNormal(0.4, 1.0),
    evidence=Assumption("people differ; the shares in work at six weeks and six months are targets"),
    bounds=(0.05, 20.0),
)
work_record = Parameter(
    "how soon people with a criminal record find work, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("a record and its stigma block work; no size published"),
)
work_traumatised = Parameter(
    "how soon people with much harm to mental health find work, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.2, 0.95),
    evidence=Assumption("poor mental health blocks work; no size published"),
)
work_links = Parameter(
    "people who leave prison by way of strong links to employers or day release",
    unit="share",
    prior=Share(0.03, 0.25),
    evidence=Assumption(
        "27% of people on probation said that their needs in work and training were met; the links are asked for "
        "because they are few", facts=("S113",),
    ),
)  # fmt: skip
link_effect = Parameter(
    "how soon people find work after such links, relative to without",
    unit="speed ratio",
    prior=LogNormal(1.2, 5.0),
    evidence=Assumption("links and day release are said to cut stigma; no size published"),
)
work_linked = Derived(
    "how soon people who have been in prison find work, as many as had such links", "speed ratio",
    (work_links, link_effect), lambda share, effect: 1.0 + share * (effect - 1.0),
)  # fmt: skip
work_by_decision = Parameter(
    "right to work that a positive conclusive decision gives by itself",
    unit="speed ratio",
    prior=Known(0.0),
    evidence=Assumption("a rule: none without permission to stay", facts=("S123",)),
)
months_in_work = Parameter(
    "mean time in one job",
    unit="months",
    prior=LogNormal(6.0, 48.0),
    evidence=Assumption("work after prison is often short; no mean published"),
)

FOLLOWED: Ratios = {
    exploitation: dict.fromkeys((Exploitation.EXPLOITED, Exploitation.SETTLED, Exploitation.LEFT_THE_COUNTRY), 0.0),
    nation: {Nation.ELSEWHERE_IN_UK: 0.0},
}
"""Survivors from exit until settled, and other prison leavers."""
HOUSED: Ratios = {**FOLLOWED, age: {Age.CHILD: 0.0}, support: {Support.SAFE_HOUSE: 0.0}}
"""Children stay where family or the local authority puts them when they get out."""
WORKS: Ratios = {
    **FOLLOWED,
    age: {Age.CHILD: 0.0},
    record: {YesNo.YES: work_record},
    trauma: {Level.HIGH: work_traumatised},
    sentence: {Sentence.UNDER_12_MONTHS: work_linked, Sentence.LONGER: work_linked},
}
INSECURE: Ratios = {status: {Status.UK_NATIONAL: 0.0, Status.SECURE: 0.0}}
SPREAD_OUT = Shape(Form.WEIBULL, work_power)

finds_home = Wait(
    "finds settled housing", housing, (Housing.TEMPORARY, Housing.HOSTEL, Housing.HOMELESS), home_wait,
    then=(
        Move(housing, Housing.SETTLED),
        If(isolated, (YesNo.YES,), then=(
            Ask("makes community ties", ties_at_home, yes=(Set(isolated, YesNo.NO),)),
        )),
    ),
    speeds={
        **FOLLOWED, age: {Age.CHILD: 0.0},
        support: {
            Support.SAFE_HOUSE: 0.0, Support.OUTREACH: home_supported, Support.MOVING_ON: home_supported,
        },
        housing: {Housing.HOMELESS: home_homeless},
        status: {Status.INSECURE: home_no_recourse}, permission: {YesNo.YES: home_permitted},
        near: {YesNo.YES: home_local}, force: home_hub,
    },
)  # fmt: skip
finds_roof = Wait(
    "finds temporary housing", housing, (Housing.HOMELESS,), months_to_roof,
    then=(
        Ask("of the kind known to exploiters", hostel_share, yes=(Move(housing, Housing.HOSTEL),),
            no=(Move(housing, Housing.TEMPORARY),)),
    ),
    speeds=HOUSED,
)  # fmt: skip
roof_ends = Wait(
    "temporary housing ends", housing, (Housing.TEMPORARY, Housing.HOSTEL), temporary_days,
    then=(Move(housing, Housing.HOMELESS),),
    speeds={**HOUSED, justice: {Justice.AT_LIBERTY: unlimited_stay}},
)  # fmt: skip
loses_home = Wait(
    "loses settled housing", housing, (Housing.SETTLED,), home_lost,
    then=(Move(housing, Housing.HOMELESS),),
    speeds=HOUSED,
)  # fmt: skip
finds_work = Wait(
    "finds work", work, (Work.OUT_OF_WORK,), years_to_work,
    then=(Move(work, Work.IN_WORK),),
    shape=SPREAD_OUT, speeds={**WORKS, status: {Status.INSECURE: 0.0}},
)  # fmt: skip
finds_work_permitted = Wait(
    "finds work with permission to stay", work, (Work.OUT_OF_WORK,), years_to_work,
    then=(Move(work, Work.IN_WORK),),
    shape=SPREAD_OUT, speeds={**WORKS, **INSECURE, permission: {YesNo.NO: 0.0}},
)  # fmt: skip
finds_work_confirmed = Wait(
    "finds work on a positive decision", work, (Work.OUT_OF_WORK,), years_to_work,
    then=(Move(work, Work.IN_WORK),),
    shape=SPREAD_OUT,
    speeds={
        **WORKS, **INSECURE, permission: {YesNo.YES: 0.0},
        referral: {r: work_by_decision if r is Referral.CONFIRMED else 0.0 for r in Referral},
    },
)  # fmt: skip
loses_work = Wait(
    "loses work", work, (Work.IN_WORK,), months_in_work,
    then=(Move(work, Work.OUT_OF_WORK),),
    speeds=FOLLOWED,
)  # fmt: skip
