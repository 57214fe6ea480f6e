"""Founding: everybody of one draw, fixed before any scenario acts: exploiters, survivors and what ties them.

Who comes in, and when, is in model/arrivals.py; who they are in model/attributes.py, drawn from the tables of
model/joint.py; where they stand when they come in, in model/standing.py. Other prison leavers, who are never
exploited, are founded apart, in model/leavers.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model import exploiter, survivor
from model.arrivals import WAITING, Cohort, Floats, cohorts
from model.attributes import Keys, Levels, Rows, drawn, for_life, luck, outlook, pick
from model.calendar import Calendar
from model.capacity import size_of_forces
from model.chance import decision_key, keys, log
from model.exploiter import Case, Liberty, Organisation, case, liberty, organisation, recorded
from model.joint import by_year
from model.margins import (
    group_size,
    held_by_group,
    held_by_network,
    held_by_soloist,
    network_size,
    organised,
    soloists,
    waited_at_start,
)
from model.population import Founders
from model.reach import people_in_exploitation
from model.rules import Column, Moment
from model.stages.grounds import recovery_days
from model.standing import after_exit, ages, of_exploiters
from model.survivor import Exploitation, Held, HeldBy, Nationality, Where
from model.values import World

MOST_HELD = 250
"""People held by one exploiter, at most: a place among them has eight bits in a person's number."""


@dataclass(frozen=True)
class Foundation:
    """Everybody, and what ties them."""

    survivors: Founders
    exploiters: Founders
    exploiter: NDArray[np.int32]
    """Row of the exploiter behind each survivor, -1 for none (shape [survivors])."""
    community: NDArray[np.int32]
    """Community of each survivor: people of one nationality in one police force area (shape [survivors])."""
    group: NDArray[np.int32]
    """Network or organised group of each exploiter, -1 for those who work alone (shape [exploiters])."""
    weights: Floats
    """Cumulative share of each exploiter in recruitment (shape [exploiters])."""
    waiting: Rows
    """Rows awaiting a conclusive decision at the start, longest first."""
    waiting_since: Floats
    """Day of referral of those (before day 0)."""
    investigated: Rows
    """Rows of exploiters under investigation at the start, longest first."""
    remembered: Mapping[Moment, tuple[Rows, Floats]]
    """What exploiters remember from before: rows and days (before day 0)."""
    scale: float
    """People in England and Wales and elsewhere in the UK for one simulated."""


def found(world: World, calendar: Calendar, seed: int, people: int | None) -> Foundation:
    """Return everybody of one draw; `people` is about how many are in exploitation at the start of a sample."""
    stock = world.one(people_in_exploitation)
    mean_held, in_all = _exploiters_in_all(world, stock)
    wanted = stock if people is None else min(float(people), stock)
    n = max(1, round(in_all * wanted / stock))
    scale = in_all / n
    exploiters, held, remembered = _exploiters(world, seed, n, in_all, mean_held)
    weights = np.cumsum(held) / held.sum()
    survivors, tie = _survivors(world, calendar, seed, cohorts(world, calendar, seed, scale, held, weights), exploiters)
    community = survivors.columns[survivor.force].astype(np.int32) * len(Nationality)
    return Foundation(
        survivors, exploiters, tie, community + survivors.columns[survivor.nationality],
        _groups(world, seed, exploiters), weights, *_waiting(world, seed, survivors),
        _investigated(exploiters, *remembered[recorded]), remembered, scale,
    )  # fmt: skip


def _exploiters_in_all(world: World, stock: float) -> tuple[Floats, int]:
    alone = world.one(soloists)
    in_group = (1.0 - alone) * world.one(organised)
    shares = np.array([alone, 1.0 - alone - in_group, in_group])
    mean_held = np.array([max(1.0 + 1e-9, world.one(q)) for q in (held_by_soloist, held_by_network, held_by_group)])
    return mean_held, max(1, round(stock / float(shares @ mean_held)))


def _exploiters(
    world: World, seed: int, n: int, in_all: int, mean_held: Floats
) -> tuple[Founders, NDArray[np.int64], dict[Moment, tuple[Rows, Floats]]]:
    """Return the exploiters, how many people each holds (geometric, by organisation), and what they remember."""
    number = np.arange(n, dtype=np.uint64)
    own = np.asarray(keys(seed, number))
    alone = world.one(soloists)
    in_group = (1.0 - alone) * world.one(organised)
    shares = np.array([alone, 1.0 - in_group, 1.0])  # in the order of Organisation
    kind = drawn(own, "exploiter: organisation", np.zeros(n, np.int64), shares)
    scale = np.array([1.0 / log(m / (m - 1.0)) for m in mean_held])
    spread = ages(own, "exploiter: people held", 1.0)
    held = np.minimum(MOST_HELD, 1 + np.floor(spread * scale[kind])).astype(np.int64)
    area = pick(np.cumsum(size_of_forces()), own, "exploiter: force").astype(np.uint8)
    cases, remembered = of_exploiters(world, own, in_all)
    return Founders(number, np.zeros(n), {organisation: kind, exploiter.area: area, **cases}), held, remembered


def _investigated(exploiters: Founders, rows: Rows, recorded_on: Floats) -> Rows:
    """Return those under investigation, whose crime was recorded longest ago first."""
    longest_first = rows[np.argsort(recorded_on, kind="stable")]
    return np.asarray(longest_first[exploiters.columns[case][longest_first] == Case.UNDER_INVESTIGATION])


def _survivors(
    world: World, calendar: Calendar, seed: int, groups: Sequence[Cohort], exploiters: Founders
) -> tuple[Founders, NDArray[np.int32]]:
    """Return everybody in order of entry, and the exploiter of each (-1: none)."""
    entry = np.concatenate([c.entry for c in groups])
    order = np.argsort(entry, kind="stable")  # cohorts come in order of number where entries are equal
    entry = entry[order]
    number = np.concatenate([c.number for c in groups])[order]
    tie = np.concatenate([c.exploiter for c in groups]).astype(np.int32)[order]
    of = np.repeat(np.arange(len(groups)), [c.number.size for c in groups])[order]
    columns: dict[Column, Levels] = {}
    for column in (survivor.exploitation, survivor.contact, survivor.referral, survivor.where):
        start = getattr(column, "starts", 0)
        columns[column] = np.array([c.columns.get(column, start) for c in groups], np.uint8)[of]
    own = np.asarray(keys(seed, number))
    table = np.searchsorted(calendar.year_starts, entry, side="right") - 1
    table += (columns[survivor.where] == Where.ABROAD_ONLY) * len(calendar.years)
    columns |= for_life(world, own, table, by_year(world, calendar))
    columns |= outlook(world, own, columns)
    columns |= _tied(own, entry, tie, exploiters)
    out = np.flatnonzero(columns[survivor.exploitation] == Exploitation.EXITED)
    for column, levels in after_exit(world, own[out], {c: x[out] for c, x in columns.items()}).items():
        columns[column] = np.full(number.size, getattr(column, "starts", 0), np.uint8)
        columns[column][out] = levels
    return Founders(number, entry, columns), tie


def _tied(own: Keys, entry: Floats, tie: NDArray[np.int32], exploiters: Founders) -> dict[Column, Levels]:
    """Return what people take from their exploiter: the force area, how they work, and what they can do.

    Those who have none live anywhere; their exploiter counts as free, so that it makes no difference.
    """
    untied = tie < 0
    area = exploiters.columns[exploiter.area][tie]
    area[untied] = pick(np.cumsum(size_of_forces()), own[untied], "force")
    works = exploiters.columns[organisation][tie] + np.uint8(HeldBy.SOLOIST)
    held = (exploiters.columns[liberty][tie] == Liberty.IN_PRISON) & (entry == 0.0) & ~untied
    return {
        survivor.force: area,
        survivor.held_by: np.where(untied, HeldBy.NOBODY, works).astype(np.uint8),
        survivor.exploiter_is: np.where(held, Held.HELD, Held.ACTIVE).astype(np.uint8),
    }


def _waiting(world: World, seed: int, survivors: Founders) -> tuple[Rows, Floats]:
    """Return who awaits a conclusive decision on the first day and since when, longest first."""
    rows = np.flatnonzero((survivors.number >> np.uint64(56)) == (WAITING >> np.uint64(56)))
    number = survivors.number[rows]
    waited = ages(np.asarray(keys(seed, number)), "days waited at the start", world.one(waited_at_start))
    since = -world.one(recovery_days) - waited
    longest_first = np.lexsort((number, since))
    return rows[longest_first], since[longest_first]


def _groups(world: World, seed: int, exploiters: Founders) -> NDArray[np.int32]:
    """Return the group of each exploiter: those of networks and groups begin a new one by keyed luck, in order."""
    kind = exploiters.columns[organisation]
    members = np.where(kind == Organisation.NETWORK, world.one(network_size), world.one(group_size))
    own = np.asarray(keys(seed, exploiters.number))
    begins = luck(own, decision_key("exploiter: begins a group")) * members < 1.0
    group = np.full(kind.size, -1, np.int32)
    offset = 0
    for way in (Organisation.NETWORK, Organisation.ORGANISED_GROUP):
        rows = np.flatnonzero(kind == way)
        group[rows] = offset + np.cumsum(begins[rows])
        offset += rows.size + 1
    return group
