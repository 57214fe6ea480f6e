"""Attributes: draws what each person carries, one attribute after the other, each by its own luck.

In: keys of people (model/chance.py) and who they are so far. Out: columns. A share that changes moves only the people
whose luck lies between the old share and the new, and nobody's luck for anything else.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model import first_day, margins, survivor
from model.chance import decision_key, draw
from model.joint import Joint
from model.margin_fit import Floats
from model.rules import Column
from model.survivor import (
    PRISONS,
    Age,
    Exploitation,
    ExploitationType,
    Level,
    Nationality,
    Status,
)  # fmt: skip
from model.values import World

Keys = NDArray[np.uint64]
Levels = NDArray[np.uint8]
Rows = NDArray[np.int64]


@njit(cache=True)
def levels_drawn(keys: Keys, decision: int, row: Rows, cumulative: Floats) -> Levels:
    """Return the level of each person: the first whose cumulative share, in the person's row, is above their luck."""
    out = np.empty(keys.size, np.uint8)
    last = cumulative.shape[1] - 1
    for i in range(keys.size):
        u = draw(keys[i], decision, 0)
        level = 0
        while level < last and u >= cumulative[row[i], level]:
            level += 1
        out[i] = level
    return out


@njit(cache=True)
def luck(keys: Keys, decision: int) -> Floats:
    """Return the luck of each person for one decision."""
    out = np.empty(keys.size)
    for i in range(keys.size):
        out[i] = draw(keys[i], decision, 0)
    return out


def drawn(keys: Keys, name: str, row: Rows, cumulative: Floats) -> Levels:
    """Return levels by the luck under a name; `cumulative` has one row for each value of `row`."""
    shares = np.ascontiguousarray(cumulative.reshape(-1, cumulative.shape[-1]))
    return np.asarray(levels_drawn(keys, decision_key(name), row, shares))


def yes_or_no(keys: Keys, name: str, row: Rows, shares: list[float]) -> Levels:
    """Return 1 for the share of people that belongs to their row, 0 for the others."""
    below = np.array(shares)
    return drawn(keys, name, row, np.stack([1.0 - below, np.ones(below.size)], axis=-1))


def uniform_place(keys: Keys, name: str, places: int) -> Levels:
    """Return one of as many places, all alike."""
    return np.floor(luck(keys, decision_key(name)) * places).astype(np.uint8)


def pick(cumulative: Floats, keys: Keys, name: str) -> Rows:
    """Return, for each person, the item of a long list in whose stretch of the cumulative shares their luck falls."""
    at = np.searchsorted(cumulative, luck(keys, decision_key(name)), side="right")
    return np.minimum(at, cumulative.size - 1)


def for_life(world: World, keys: Keys, table: Rows, joint: Joint) -> dict[Column, Levels]:
    """Draw what is fixed for life; `table` is the joint table from which each person is drawn."""
    nowhere = np.zeros(keys.size, np.int64)
    age = drawn(keys, "age", table, joint.age)
    row = table * len(Age) + age
    nationality = drawn(keys, "nationality", row, joint.nationality)
    row = row * len(Nationality) + nationality
    sex = drawn(keys, "sex", row, joint.sex)
    row = row * joint.sex.shape[-1] + sex
    needed = world.one(margins.needs_interpreter)
    return {
        survivor.age: age, survivor.nationality: nationality, survivor.sex: sex,
        survivor.exploitation_type: drawn(keys, "type of exploitation", row, joint.type),
        survivor.status: drawn(keys, "status", table * len(Nationality) + nationality, joint.status),
        survivor.interpreter: yes_or_no(keys, "needs an interpreter", nationality.astype(np.int64), [
            0.0 if n == Nationality.BRITISH else needed for n in Nationality]),
        survivor.nation: yes_or_no(keys, "elsewhere in the UK", nowhere, [world.one(margins.elsewhere)]),
        survivor.prison: uniform_place(keys, "prison", PRISONS),
    }  # fmt: skip


def outlook(world: World, keys: Keys, columns: dict[Column, Levels]) -> dict[Column, Levels]:
    """Draw how people look on themselves and on authorities, given who they are and whether they were exploited yet."""
    one = world.one
    criminal = columns[survivor.exploitation_type] == ExploitationType.CRIMINAL
    adult = columns[survivor.age] == Age.ADULT
    insecure = columns[survivor.status] == Status.INSECURE
    known = columns[survivor.exploitation] != Exploitation.AT_RISK
    share, crime, child = (
        one(q) for q in (first_day.sees_self_as_victim, first_day.sees_self_criminal, first_day.sees_self_child)
    )
    little, much = one(first_day.little_trust), one(first_day.much_trust)
    by_status, by_exploitation = one(first_day.little_trust_insecure), one(first_day.little_trust_exploited)
    low = [times_odds(little, a * b) for a in (1.0, by_status) for b in (1.0, by_exploitation)]
    trust = np.ones((len(low), len(Level)))
    trust[:, Level.LOW] = low
    trust[:, Level.MIDDLE] = 1.0 - (1.0 - np.array(low)) * much
    return {
        survivor.sees_self: yes_or_no(keys, "sees themselves as a victim", 2 * criminal + adult, [
            times_odds(share, a * b) for a in (1.0, crime) for b in (child, 1.0)]),
        survivor.trust: drawn(keys, "trust in authorities", 2 * insecure + known, trust),
    }  # fmt: skip


def times_odds(share: float, ratio: float) -> float:
    """Return a share with its odds multiplied."""
    return share * ratio / (1.0 - share + share * ratio)
