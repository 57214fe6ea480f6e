"""Standing: where survivors who got out before, and exploiters, stand in each process on the first day they are seen.

Nobody follows them before, so that everything is drawn from the shares of model/first_day.py and, after exit, of
model/junctions.py. Clocks of a state begin on the first day, as if the state had just been entered.
"""

import numpy as np
from numpy.typing import NDArray

from model import exploiter, first_day, survivor
from model.attributes import Keys, Levels, Rows, drawn, luck, yes_or_no
from model.chance import decision_key, log
from model.exploiter import Case, Evidence, Liberty
from model.gates import short_sentence
from model.junctions.leaving import (
    harmed_by_exploitation,
    hostel_after_exit,
    isolated_after_exit,
    near_after_exit,
    settled_after_exit,
    temporary_after_exit,
)
from model.rules import Column, Moment
from model.survivor import (
    INSIDE,
    Age,
    Housing,
    Immigration,
    Justice,
    Level,
    Nation,
    Offence,
    Referral,
    Sentence,
    Status,
    Support,
    Where,
    Work,
    YesNo,
)
from model.values import World

Floats = NDArray[np.float64]
Columns = dict[Column, Levels]


def after_exit(world: World, keys: Keys, columns: Columns) -> Columns:
    """Return where those who got out stand (shape [people], all of them out of exploitation)."""
    one, adult = world.one, columns[survivor.age] == Age.ADULT
    at_home = columns[survivor.nation] == Nation.ENGLAND_AND_WALES
    waiting = columns[survivor.referral] == Referral.AWAITING_CONCLUSIVE_GROUNDS
    abroad = columns[survivor.where] == Where.ABROAD_ONLY
    nowhere = np.zeros(keys.size, np.int64)
    justice = drawn(keys, "in custody on the first day", _kind(adult, at_home & ~waiting & ~abroad), _custody(world))
    may_be = adult & at_home & ~waiting & ~abroad & (justice == Justice.AT_LIBERTY)
    detained = yes_or_no(keys, "in detention on the first day",
                         (may_be & (columns[survivor.status] == Status.INSECURE)).astype(np.int64),
                         [0.0, one(first_day.detained)]) * Immigration.DETAINED  # fmt: skip
    free = ~np.isin(justice, INSIDE) & (detained == 0)
    found = {
        survivor.justice: justice, survivor.immigration: detained,
        survivor.trauma: Level.MIDDLE
        + yes_or_no(keys, "harmed by exploitation", nowhere, [one(harmed_by_exploitation)]),
        survivor.isolated: yes_or_no(keys, "isolated after exit", nowhere, [one(isolated_after_exit)]),
        survivor.near: yes_or_no(keys, "near the exploiter after exit", abroad.astype(np.int64),
                                 [one(near_after_exit), 0.0]),
        survivor.housing: drawn(keys, "housing after exit", nowhere, _homes(world)) * free,
        survivor.work: Work.OUT_OF_WORK * free,
        survivor.support: drawn(keys, "in victim care on the first day", _kind(adult, waiting & at_home), _care(world)),
    }  # fmt: skip
    found |= _offences(world, keys, justice)
    return {column: levels.astype(np.uint8) for column, levels in found.items()}


def _kind(adult: NDArray[np.bool_], among: NDArray[np.bool_]) -> Rows:
    """Return 0 for those not among them, 1 for adults, 2 for children."""
    return np.where(among, np.where(adult, 1, 2), 0)


def _custody(world: World) -> Floats:
    """Return cumulative shares of the states of justice: none inside, adults, children."""
    prison, remand, licence = (world.one(q) for q in (first_day.in_prison, first_day.on_remand, first_day.on_licence))
    shares = np.zeros((3, len(Justice)))
    shares[1, [Justice.IN_PRISON, Justice.ON_REMAND, Justice.ON_LICENCE]] = prison, remand, licence
    shares[2, [Justice.IN_SECURE_ESTATE, Justice.ON_REMAND]] = prison, remand
    shares[:, Justice.AT_LIBERTY] = 1.0 - shares.sum(axis=1)
    return np.cumsum(shares, axis=1)


def _homes(world: World) -> Floats:
    """Return cumulative shares of where people live after exit."""
    settled, temporary, hostel = (world.one(q) for q in (settled_after_exit, temporary_after_exit, hostel_after_exit))
    shares = np.zeros(len(Housing))
    shares[Housing.SETTLED] = settled
    shares[Housing.TEMPORARY] = (1.0 - settled) * temporary * (1.0 - hostel)
    shares[Housing.HOSTEL] = (1.0 - settled) * temporary * hostel
    shares[Housing.HOMELESS] = (1.0 - settled) * (1.0 - temporary)
    return np.cumsum(shares)


def _care(world: World) -> Floats:
    """Return cumulative shares of the states of support: none, adults awaiting a decision, children."""
    supported, safe = world.one(first_day.supported), world.one(first_day.in_safe_house)
    shares = np.zeros((3, len(Support)))
    shares[[0, 2], Support.NONE] = 1.0
    shares[1, Support.OUTREACH], shares[1, Support.SAFE_HOUSE] = supported * (1.0 - safe), supported * safe
    shares[1, Support.LEFT] = 1.0 - supported
    return np.cumsum(shares, axis=1)


def _offences(world: World, keys: Keys, justice: Levels) -> Columns:
    """Return offence, record and sentence of those in custody or on licence; children's sentences count as short."""
    adult = np.isin(justice, (Justice.IN_PRISON, Justice.ON_LICENCE))
    child = justice == Justice.IN_SECURE_ESTATE
    accused = (justice != Justice.AT_LIBERTY).astype(np.int64)
    compelled, short = world.one(first_day.compelled), world.one(short_sentence)
    offence, length = np.zeros((2, len(Offence))), np.zeros((3, len(Sentence)))
    offence[0, Offence.NONE] = length[0, Sentence.NONE] = length[2, Sentence.UNDER_12_MONTHS] = 1.0
    offence[1, [Offence.COMPELLED, Offence.UNRELATED]] = compelled, 1.0 - compelled
    length[1, [Sentence.UNDER_12_MONTHS, Sentence.LONGER]] = short, 1.0 - short
    return {
        survivor.offence: drawn(keys, "offence before the first day", accused, np.cumsum(offence, axis=1)),
        survivor.sentence: drawn(keys, "sentence before the first day", adult + 2 * child, np.cumsum(length, axis=1)),
        survivor.record: YesNo.YES * (adult | child),
    }  # fmt: skip


def of_exploiters(world: World, keys: Keys, in_all: int) -> tuple[Columns, dict[Moment, tuple[Rows, Floats]]]:
    """Return the cases against exploiters and who is in prison, and what is remembered: rows and days.

    Those whom an exploiter in prison holds have been taken over by associates. Charges rest on some evidence.
    """
    shares = np.array(
        [world.one(q) / in_all for q in (first_day.investigated, first_day.charged, first_day.imprisoned)]
    )
    stand = drawn(keys, "exploiter: on the first day", np.zeros(keys.size, np.int64),
                  np.cumsum(np.append(1.0 - shares.sum(), shares)))  # fmt: skip
    cases = np.array([Case.NONE, Case.UNDER_INVESTIGATION, Case.PREPARING_TRIAL, Case.NONE])
    columns: Columns = {
        exploiter.case: cases[stand].astype(np.uint8),
        exploiter.liberty: np.where(stand == 3, Liberty.IN_PRISON, Liberty.AT_LARGE).astype(np.uint8),
        exploiter.evidence: np.where(stand == 2, Evidence.SOME, Evidence.LITTLE).astype(np.uint8),
    }
    investigated, charged = np.flatnonzero(stand == 1), np.flatnonzero(stand == 2)
    charged_on = -ages(keys[charged], "exploiter: days since the charge", world.one(first_day.days_charged))
    rows = np.concatenate([investigated, charged])
    recorded_on = -ages(
        keys[rows], "exploiter: days since the crime was recorded", world.one(first_day.days_investigated)
    )
    recorded_on[investigated.size :] += charged_on
    return columns, {exploiter.recorded: (rows, recorded_on), exploiter.charged: (charged, charged_on)}


def ages(keys: Keys, name: str, mean: float) -> Floats:
    """Return how long ago something began: exponential, by the luck under a name."""
    return -mean * np.array([log(u) for u in luck(keys, decision_key(name))])
