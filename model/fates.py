"""Fates: what becomes of each person, told as yes or no, so that the same person can be compared in two worlds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model import survivor
from model.rules import Column, Process
from model.simulation import SurvivorJourneys
from model.stages.exploitation import gets_out
from model.stages.grounds import cg_days
from model.survivor import (
    Contact,
    Exploitation,
    Housing,
    Immigration,
    Justice,
    Level,
    Referral,
    Support,
    Witness,
    Work,
    YesNo,
)

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Fate:
    """One thing that may become of a person until the end of the run; `good` is None where it depends."""

    name: str
    meaning: str
    good: bool | None
    read: Callable[[SurvivorJourneys], Bools]


def ever(process: Process, *states: int) -> Callable[[SurvivorJourneys], Bools]:
    """Return a reader of who has ever been in one of some states."""
    return lambda sim: sim.survivors.ever(process, *states)


def at_end(column: Column, *levels: int) -> Callable[[SurvivorJourneys], Bools]:
    """Return a reader of who is at one of some levels at the end."""
    return lambda sim: np.isin(sim.survivors.level(column), levels) & (sim.survivors.store.here == 1)


def exploited_again(sim: SurvivorJourneys) -> Bools:
    """Return who has entered exploitation, having been exploited before: its clock has started once more."""
    people = sim.survivors
    entered = people.store.starts[:, people.layout.clocks[gets_out]]
    began = people.store.founding[:, people.layout.columns[survivor.exploitation]]
    return np.asarray(entered > np.isin(began, (Exploitation.AT_RISK, Exploitation.EXPLOITED)))


FATES = (
    Fate("identified", "identified as a possible victim", True,
         ever(survivor.contact, Contact.IDENTIFIED, Contact.AWAITING_REFERRAL)),
    Fate("referred", "referred to the National Referral Mechanism", True,
         ever(survivor.referral, Referral.AWAITING_REASONABLE_GROUNDS)),
    Fate("confirmed", "recognised by a positive conclusive decision", True,
         ever(survivor.referral, Referral.CONFIRMED)),
    Fate("refused", "refused by a negative decision by the end", False,
         ever(survivor.referral, Referral.NO_REASONABLE_GROUNDS, Referral.NOT_CONFIRMED)),
    Fate("lost_while_waiting", "left the mechanism undecided, removals included", False,
         ever(survivor.referral, Referral.LEFT_BEFORE_DECISION)),
    Fate("disqualified", "shut out of protection on public order grounds", False,
         ever(survivor.referral, Referral.DISQUALIFIED)),
    Fate("supported", "in victim care", True, ever(survivor.support, Support.OUTREACH, Support.SAFE_HOUSE)),
    Fate("supports_a_case", "supports the case against the exploiter", None,
         ever(survivor.witness, Witness.SUPPORTING)),
    Fate("withdrew", "withdrew support for a case", False, ever(survivor.witness, Witness.WITHDRAWN)),
    Fate("exploited_again", "exploited again after an exit", False, exploited_again),
    Fate("in_exploitation_at_end", "in exploitation at the end", False,
         at_end(survivor.exploitation, Exploitation.EXPLOITED)),
    Fate("arrested", "arrested", False, ever(survivor.justice, Justice.ARRESTED)),
    Fate("charged", "charged", False, ever(survivor.justice, Justice.ON_BAIL, Justice.ON_REMAND)),
    Fate("convicted", "convicted of an offence by the end", False, at_end(survivor.record, YesNo.YES)),
    Fate("imprisoned", "in prison, on remand or in the secure estate", False,
         ever(survivor.justice, Justice.ON_REMAND, Justice.IN_PRISON, Justice.RECALLED, Justice.IN_SECURE_ESTATE)),
    Fate("detained", "in immigration detention", False, ever(survivor.immigration, Immigration.DETAINED)),
    Fate("removed", "removed or gone from the country", False, ever(survivor.immigration, Immigration.REMOVED)),
    Fate("much_harmed_at_end", "much harm to mental health at the end", False, at_end(survivor.trauma, Level.HIGH)),
    Fate("homeless_at_end", "without a home at the end", False, at_end(survivor.housing, Housing.HOMELESS)),
    Fate("in_work_at_end", "in paid work at the end", True, at_end(survivor.work, Work.IN_WORK)),
)  # fmt: skip
"""Yes-or-no outcomes of a life, those that harm included."""

ENDS = (
    survivor.exploitation, survivor.referral, survivor.justice, survivor.witness, survivor.immigration,
    survivor.support,
)  # fmt: skip
"""Processes whose states at the end are set against each other."""


@dataclass(frozen=True)
class Fates:
    """What became of everybody in one run; compact, so that it can outlive the run."""

    yes: Bools
    """Shape [fates, people]."""
    state: NDArray[np.uint8]
    """State at the end by process of `ENDS` (shape [processes, people])."""
    cell: NDArray[np.uint16]
    """Group by which events are counted (shape [people])."""
    here: Bools
    """Who has come into view (shape [people])."""
    wait: NDArray[np.float32]
    """Days from referral to the first conclusive decision, NaN for who has none (shape [people])."""
    since: NDArray[np.float32]
    """Day of that referral (shape [people])."""


def read_fates(sim: SurvivorJourneys) -> Fates:
    """Return what became of everybody."""
    people = sim.survivors
    wait, begun = (np.full(len(people), np.nan, np.float32) for _ in range(2))
    who, since, until = people.spells(cg_days)
    wait[who[::-1]], begun[who[::-1]] = (until - since)[::-1], since[::-1]  # the first of several is written last
    return Fates(
        np.array([fate.read(sim) for fate in FATES]),
        np.array([people.level(process) for process in ENDS]),
        people.store.cell.copy(), people.store.here == 1, wait, begun,
    )  # fmt: skip
