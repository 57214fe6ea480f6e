"""Re-trafficking: what follows an exit. Exploited again, at liberty or in prison, or settled.

EXITED -> EXPLOITED | SETTLED

The risk comes from how people live after exploitation or prison: support, housing, work, ties, nearness to the
exploiter's circle, debt, and what the exploiter can do. Ratios multiply; the ladder begins at one reference life, named
at `retrafficked_in_a_year`. In prison and in the secure estate the risk has a clock of its own.

Left out: who among the exploiter's circle comes back, beyond whether it is the same exploiter; exploitation in
immigration detention; exploitation abroad after removal; everything outside England and Wales.
"""

from model.evidence import Assumption, Derived, Parameter, yearly_rate
from model.junctions.leaving import OUT_OF_REACH, ends_support
from model.priors import LogNormal, Share
from model.prisons import strain
from model.rules import Count, Event, If, Move, Ratios, Set, Shift, Step, Tell, Topic, Wait
from model.survivor import (
    BETWEEN,
    INSIDE,
    Contact,
    Exploitation,
    ExploitationType,
    Held,
    HeldBy,
    Housing,
    Justice,
    Level,
    Nation,
    Status,
    Support,
    Therapy,
    Where,
    Work,
    YesNo,
    alpha,
    contact,
    debt,
    exited,
    exploitation,
    exploitation_type,
    exploiter_is,
    guardian,
    held_by,
    housing,
    immigration,
    isolated,
    justice,
    nation,
    near,
    permission,
    prison,
    referral,
    released,
    status,
    support,
    therapy,
    trauma,
    where,
    work,
)  # fmt: skip

retrafficked_event = Event("retrafficked", "entries into exploitation of people exploited before")
retrafficked_inside = Event("retrafficked_in_prison", "people exploited again in prison or in the secure estate")
again = "exploited again within"
retrafficked_6m = Event("retrafficked_6m", f"of those who exited in the year, {again} 6 months")
retrafficked_12m = Event("retrafficked_12m", f"of those who exited in the year, {again} 12 months")
retrafficked_24m = Event("retrafficked_24m", f"of those who exited in the year, {again} 24 months")
retrafficked_60m = Event("retrafficked_60m", f"of those who exited in the year, {again} 60 months")
after_release = Event(
    "retrafficked_after_release_12m", f"of those released from a prison sentence in the year, {again} 12 months"
)

needs_exploiter = Topic("exploited again, by whom is open")

retrafficked_in_a_year = Parameter(
    "a person is exploited again within a year of exit, given at liberty and secure status, no support, settled "
    "housing, no work, neither isolated nor near the exploiter's circle, no debt, the exploiter free",
    unit="share",
    prior=Share(0.008, 0.1),
    evidence=Assumption(
        "there are no agreed data on re-trafficking and practitioners call it common; with the ratios below, the range "
        "means one in twenty-five to one in two a year over the lives that unsupported people lead"
    ),
)
re_trafficking = Derived(
    "rate of being exploited again at liberty, given the reference life of the share within a year", "per year",
    (retrafficked_in_a_year,), yearly_rate,
)  # fmt: skip
time_to_settle = Parameter(
    "mean time from exit, in custody or detention not counted, until the added risk of being exploited again is over",
    unit="years",
    prior=LogNormal(1.5, 5.0),
    evidence=Assumption("recovery is described in years"),
)


def ratio(what: str, low: float, high: float, reason: str) -> Parameter:
    """Return how much something moves the risk of being exploited again; nowhere is its size published."""
    meaning = f"risk of being exploited again {what}"
    return Parameter(meaning, unit="speed ratio", prior=LogNormal(low, high), evidence=Assumption(reason))


# Support --------------------------------------------------------------------------------------------------------------

if_outreach = ratio(
    "in outreach support, relative to no support", 0.3, 0.95,
    "reports of 2021 and 2023 say that weak support sends people back to exploiters; no size published",
)  # fmt: skip
if_safe_house = ratio(
    "in a safe house, relative to no support", 0.1, 0.8,
    "a protected address with staff, so at least as strong as outreach; no size published",
)  # fmt: skip
if_moving_on = ratio(
    "while moving on from victim care, relative to no support", 0.3, 1.0,
    "support that tapers off; no size published",
)  # fmt: skip
planned_together = Parameter(
    "survivors in victim care or on licence whose support several bodies plan together, from custody on",
    unit="share",
    prior=Share(0.02, 0.25),
    evidence=Assumption("good practice is patchy and rests on individuals; no share published"),
)
if_planned = ratio(
    "given support planned by several bodies together, relative to support or supervision alone", 0.3, 0.95,
    "researchers find that it helps to prevent re-trafficking; no size published",
)  # fmt: skip
on_licence = Derived(
    "risk of being exploited again on licence, as much of it as is planned together, relative to none of it planned",
    "speed ratio", (planned_together, if_planned), lambda share, ratio: 1.0 - share + share * ratio,
)  # fmt: skip
outreach = Derived(
    "risk of being exploited again in outreach support, some of it planned together, relative to no support",
    "speed ratio", (if_outreach, on_licence), lambda support, planned: support * planned,
)  # fmt: skip
safe_house = Derived(
    "risk of being exploited again in a safe house, some support planned together, relative to no support",
    "speed ratio", (if_safe_house, on_licence), lambda support, planned: support * planned,
)  # fmt: skip
moving_on = Derived(
    "risk of being exploited again while moving on, some support planned together, relative to no support",
    "speed ratio", (if_moving_on, on_licence), lambda support, planned: support * planned,
)  # fmt: skip
if_guardian = ratio(
    "of a child with an independent guardian, relative to one without", 0.3, 1.0,
    "guardians keep in touch and plan for safety; no size published",
)  # fmt: skip

# How people live ------------------------------------------------------------------------------------------------------

if_temporary = ratio(
    "in temporary housing, relative to settled housing", 1.0, 2.0,
    "researchers call a home that lasts crucial; no size published",
)  # fmt: skip
if_hostel = ratio(
    "in a hostel or other short-term address, relative to settled housing", 1.1, 4.0,
    "such addresses become known to exploiters; no size published",
)  # fmt: skip
if_homeless = ratio(
    "while homeless, relative to settled housing", 1.2, 6.0,
    "release into homelessness is said to expose people; no size published",
)  # fmt: skip
if_in_work = ratio(
    "in paid work, relative to out of work", 0.3, 1.0,
    "work is said to leave survivors less exposed; no size published",
)  # fmt: skip
if_isolated = ratio(
    "without community ties, relative to with them", 1.0, 3.0,
    "researchers name isolation as a risk and ties as protection; no size published",
)  # fmt: skip
if_near = ratio(
    "near the exploiter's circle, relative to elsewhere", 1.2, 5.0,
    "living close to exploiters, or going home to where it happened, is named as a risk; no size published",
)  # fmt: skip
if_in_debt = ratio(
    "in debt from prison, relative to no such debt", 1.1, 5.0,
    "debts run up or extorted in prison give others power, inside and on release; no size published",
)  # fmt: skip
if_traumatised = ratio(
    "with much harm to mental health, relative to some or little", 1.0, 2.5,
    "direction from casework; no size published",
)  # fmt: skip
if_in_charge = ratio(
    "of a person once put in charge of others, relative to others", 0.8, 2.5,
    "nearer to the exploiter, at odds with others who were held; no direction or size published",
)  # fmt: skip
if_insecure = ratio(
    "with insecure immigration status, relative to secure status", 1.0, 3.0,
    "campaigners hold that immigration rules make people exploitable; no size published",
)  # fmt: skip
if_permitted = ratio(
    "after permission to stay is granted, relative to before", 0.3, 1.0,
    "takes away some of what insecure status adds; no size published",
)  # fmt: skip
if_waiting = ratio(
    "while waiting for a conclusive decision, relative to not waiting", 1.0, 1.8,
    "researchers describe people held in limbo, unable to rebuild a life; no size published",
)  # fmt: skip

# The exploiter --------------------------------------------------------------------------------------------------------

if_exploiter_held = ratio(
    "while the exploiter is in prison or has stopped, relative to free", 0.3, 0.95,
    "inspectors say that exploiters left free go on; others may take over; no size published",
)  # fmt: skip
if_exploiter_restricted = ratio(
    "while the exploiter is under a slavery and trafficking order, relative to free of one", 0.4, 1.0,
    "orders are meant to protect those once held; no evaluation published",
)  # fmt: skip

# In prison ------------------------------------------------------------------------------------------------------------

inside_rate = Parameter(
    "rate of being exploited again in prison, given no debt and exploited before by no organised group",
    unit="per year",
    prior=LogNormal(0.003, 0.08),
    evidence=Assumption("county lines and debt reach into prisons; nobody has counted how often"),
)
inside_group = ratio(
    "in prison of a person once held by an organised group, relative to others", 1.1, 6.0,
    "groups run exploitation from inside prisons; no size published",
)  # fmt: skip
inside_criminal = ratio(
    "in prison of a person once exploited in crime, relative to other exploitation", 1.1, 6.0,
    "county lines are run from prisons too; no size published",
)  # fmt: skip


def exploited_again(*counts: Step) -> tuple[Step, ...]:
    """Return the steps of being exploited again: support and therapy end, and nobody has identified the person yet."""
    return (
        Count(retrafficked_event), *counts,
        Count(retrafficked_6m, since=exited, within=183), Count(retrafficked_12m, since=exited, within=365),
        Count(retrafficked_24m, since=exited, within=730), Count(retrafficked_60m, since=exited, within=1826),
        Count(after_release, since=released, within=365),
        *ends_support(),
        If(therapy, (Therapy.WAITING, Therapy.RECEIVING), then=(Move(therapy, Therapy.ENDED),)),
        Move(exploitation, Exploitation.EXPLOITED), Move(contact, Contact.UNIDENTIFIED),
        Move(housing, Housing.NOT_FOLLOWED), Move(work, Work.NOT_FOLLOWED),
        Set(where, Where.IN_UK), Set(guardian, YesNo.NO), Tell(needs_exploiter),
    )  # fmt: skip


EXPLOITER: Ratios = {exploiter_is: {Held.HELD: if_exploiter_held, Held.RESTRICTED: if_exploiter_restricted}}
LOCKED_UP = dict.fromkeys(INSIDE, 0.0)

outside = Wait(
    "exploited again", exploitation, (Exploitation.EXITED,), re_trafficking, then=exploited_again(),
    speeds={
        justice: {**LOCKED_UP, Justice.ON_LICENCE: on_licence},
        **OUT_OF_REACH,
        nation: {Nation.ELSEWHERE_IN_UK: 0.0},
        support: {Support.OUTREACH: outreach, Support.SAFE_HOUSE: safe_house, Support.MOVING_ON: moving_on},
        guardian: {YesNo.YES: if_guardian},
        housing: {Housing.TEMPORARY: if_temporary, Housing.HOSTEL: if_hostel, Housing.HOMELESS: if_homeless},
        work: {Work.IN_WORK: if_in_work},
        isolated: {YesNo.YES: if_isolated},
        near: {YesNo.YES: if_near},
        debt: {YesNo.YES: if_in_debt},
        trauma: {Level.HIGH: if_traumatised},
        alpha: {YesNo.YES: if_in_charge},
        status: {Status.INSECURE: if_insecure},
        permission: {YesNo.YES: if_permitted},
        referral: dict.fromkeys(BETWEEN, if_waiting),
        **EXPLOITER,
    },
)  # fmt: skip
inside = Wait(
    "exploited again in prison", exploitation, (Exploitation.EXITED,), inside_rate,
    then=exploited_again(Count(retrafficked_inside)),
    speeds={
        justice: {j: 0.0 for j in Justice if j not in INSIDE},
        debt: {YesNo.YES: if_in_debt},
        held_by: {HeldBy.ORGANISED_GROUP: inside_group},
        exploitation_type: {ExploitationType.CRIMINAL: inside_criminal},
        prison: strain,
    },
)  # fmt: skip
settles = Wait(
    "settles", exploitation, (Exploitation.EXITED,), time_to_settle,
    then=(Shift(trauma, -1), Move(exploitation, Exploitation.SETTLED)),
    speeds={justice: LOCKED_UP, immigration: OUT_OF_REACH[immigration]},
)  # fmt: skip
