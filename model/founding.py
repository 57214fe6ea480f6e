"""Founding: who there is on 1 January 2014 and who arrives later, fixed by the draw before any scenario acts.

People are numbered by how they come in and when (stock by exploiter, arrivals by day), so that one person more moves
nobody else, and the same people arrive whatever the tick. A sample takes whole exploiters, each with everyone they
hold; every other flow and stock is thinned in proportion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model import exploiter, survivor
from model.calendar import Calendar
from model.capacity import size_of_forces
from model.chance import decision_key, exp, log, uniform, uniforms
from model.exploiter import Organisation
from model.margins import (
    abroad,
    children,
    criminal_national_adults,
    criminal_national_children,
    criminal_other_adults,
    criminal_other_children,
    domestic,
    elsewhere,
    girls,
    group_size,
    held_by_group,
    held_by_network,
    held_by_soloist,
    insecure,
    labour,
    national_adults,
    national_children,
    network_size,
    organised,
    sexual,
    soloists,
    waited_at_start,
    waiting_at_start,
    women,
)
from model.population import Founders
from model.reach import people_in_exploitation
from model.rules import Column
from model.stages.exploitation import entries, re_trafficking, share_recruited, time_at_risk, time_to_settle
from model.stages.grounds import recovery_days
from model.survivor import (
    Age,
    Contact,
    Exploitation,
    ExploitationType,
    Nation,
    Referral,
    Sex,
    Status,
    Where,
)  # fmt: skip
from model.values import World

Numbers = NDArray[np.uint64]
Floats = NDArray[np.float64]

STOCK, AT_RISK, EXITED, ARRIVAL, ABROAD, WAITING = (np.uint64(block) << np.uint64(56) for block in range(6))
"""Blocks of person numbers, by how people come in."""
LEAST_RECRUITED = 0.01
"""However few are recruited, at most a hundred are at risk for one who is: else nobody could be counted."""
DAY = np.uint64(24)
"""Bits for the people of one day."""


@dataclass(frozen=True)
class Cohort:
    """People who come in the same way: numbers, days of entry, exploiters (-1: none), and set columns."""

    number: Numbers
    entry: Floats
    exploiter: NDArray[np.int64]
    columns: Mapping[Any, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Foundation:
    """Everybody, and what ties them."""

    survivors: Founders
    exploiters: Founders
    exploiter: NDArray[np.int32]
    """Row of the exploiter behind each survivor, -1 for none (shape [survivors])."""
    community: NDArray[np.int32]
    """Community of each survivor: people of one status in one police force area (shape [survivors])."""
    group: NDArray[np.int32]
    """Network or organised group of each exploiter, -1 for those who work alone (shape [exploiters])."""
    weights: Floats
    """Cumulative share of each exploiter in recruitment (shape [exploiters])."""
    waiting: NDArray[np.int64]
    """Rows awaiting a conclusive decision at the start, longest first."""
    waiting_since: Floats
    """Day of referral of those (before day 0)."""
    scale: float
    """People in England and Wales and elsewhere in the UK for one simulated."""


@njit(cache=True)
def poisson(mean: float, u: float) -> int:
    """Return the Poisson number (mean at most 500) whose cumulative probability first reaches u."""
    term = exp(-mean)
    total, n = term, 0
    while total < u and n < 10_000:
        n += 1
        term *= mean / n
        total += term
    return n


@njit(cache=True)
def daily(per_day: Floats, seed: int, key: int) -> NDArray[np.int64]:
    """Return how many arrive on each day: a keyed Poisson number a day, in parts with a mean of at most 500."""
    out = np.zeros(per_day.size, np.int64)
    for day in range(per_day.size):
        parts = int(per_day[day] // 500.0) + 1
        for part in range(parts):
            out[day] += poisson(per_day[day] / parts, uniform(seed, day, key, part))
    return out


def found(world: World, calendar: Calendar, seed: int, people: int | None) -> Foundation:
    """Return everybody of one draw; `people` is about how many are in exploitation at the start of a sample."""
    stock = world.one(people_in_exploitation)
    mean_held, exploiters_in_all = _exploiters_in_all(world, stock)
    wanted = stock if people is None else min(float(people), stock)
    n = max(1, round(exploiters_in_all * wanted / stock))
    scale = exploiters_in_all / n
    exploiters, held = _exploiters(world, seed, n, mean_held)
    weights = np.cumsum(held) / held.sum()
    cohorts = (
        _in_exploitation(held),
        *_others_at_start(world, seed, scale, weights),
        *_arrivals(world, calendar, seed, scale, weights),
    )
    return _join(world, seed, cohorts, exploiters, weights, scale)


def _exploiters_in_all(world: World, stock: float) -> tuple[Floats, int]:
    alone = world.one(soloists)
    in_group = (1.0 - alone) * world.one(organised)
    shares = np.array([alone, 1.0 - alone - in_group, in_group])
    mean_held = np.array([max(1.0 + 1e-9, world.one(q)) for q in (held_by_soloist, held_by_network, held_by_group)])
    return mean_held, max(1, round(stock / float(shares @ mean_held)))


def _exploiters(world: World, seed: int, n: int, mean_held: Floats) -> tuple[Founders, NDArray[np.int64]]:
    """Return the exploiters and how many people each holds: geometric with the mean of their organisation."""
    number_ = np.arange(n, dtype=np.uint64)
    alone = world.one(soloists)
    kind = np.full(n, int(Organisation.NETWORK), np.uint8)
    luck = _luck(seed, number_, "exploiter: organisation")
    kind[luck < alone] = Organisation.SOLOIST
    kind[luck >= alone + (1.0 - alone) * (1.0 - world.one(organised))] = Organisation.ORGANISED_GROUP
    scale = np.array([1.0 / log(m / (m - 1.0)) for m in mean_held])
    spread = -np.array([log(u) for u in _luck(seed, number_, "exploiter: people held")])
    held = 1 + np.minimum(250, np.floor(spread * scale[kind])).astype(np.int64)
    area = _pick(np.cumsum(size_of_forces()), _luck(seed, number_, "exploiter: force"))
    columns = {exploiter.organisation: kind, exploiter.area: area.astype(np.uint8)}
    return Founders(number_, np.zeros(n), columns), held


def _in_exploitation(held: NDArray[np.int64]) -> Cohort:
    of = np.repeat(np.arange(held.size), held)
    place = np.arange(of.size) - np.repeat(np.cumsum(held) - held, held)
    number_ = STOCK + (of.astype(np.uint64) << np.uint64(8)) + place.astype(np.uint64)
    return Cohort(number_, np.zeros(of.size), of, {survivor.exploitation: Exploitation.EXPLOITED})


def _others_at_start(world: World, seed: int, scale: float, weights: Floats) -> list[Cohort]:
    """People at risk, people who got out before, and people awaiting a conclusive decision, on the first day."""
    into = world.one(entries) / 365.25
    at_risk = into / max(world.one(share_recruited), LEAST_RECRUITED) * world.one(time_at_risk) * 365.25 / 12
    leaving_rate = 1.0 / world.one(time_to_settle) + world.one(re_trafficking)
    out = into * 365.25 / leaving_rate
    cohorts = []
    for block, size, columns in (
        (AT_RISK, at_risk, {}),
        (EXITED, out, {survivor.exploitation: Exploitation.EXITED}),
        (WAITING, world.one(waiting_at_start), {
            survivor.exploitation: Exploitation.EXITED, survivor.contact: Contact.IDENTIFIED,
            survivor.referral: Referral.AWAITING_CONCLUSIVE_GROUNDS,
        }),
    ):  # fmt: skip
        whole = int(size / scale + float(uniform(seed, int(block >> np.uint64(56)), decision_key("rounding"), 0)))
        number_ = block + np.arange(whole, dtype=np.uint64)
        tie = _pick(weights, _luck(seed, number_, "exploiter of"))
        cohorts.append(Cohort(number_, np.zeros(whole), tie, columns))
    return cohorts


def _arrivals(world: World, calendar: Calendar, seed: int, scale: float, weights: Floats) -> list[Cohort]:
    days = np.arange(int(calendar.end))
    at_risk = world.one(entries) / max(world.one(share_recruited), LEAST_RECRUITED) / 365.25 / scale
    first_days = calendar.year_starts
    abroad_by_year = np.array([world.one(abroad, day) for day in first_days[:-1]]) / 365.25 / scale
    from_abroad = abroad_by_year[np.searchsorted(first_days, days, side="right") - 1]
    cohorts = []
    for block, name, per_day, tied, columns in (
        (ARRIVAL, "arrivals at risk", np.full(days.size, at_risk), True, {}),
        (ABROAD, "arrivals exploited abroad", from_abroad, False,
         {survivor.exploitation: Exploitation.EXITED, survivor.where: Where.ABROAD_ONLY}),
    ):  # fmt: skip
        count = daily(per_day, seed, decision_key(name))
        of = np.repeat(days, count)
        place = np.arange(of.size) - np.repeat(np.cumsum(count) - count, count)
        number_ = block + (of.astype(np.uint64) << DAY) + place.astype(np.uint64)
        entry = of + _luck(seed, number_, "hour of arrival")
        tie = _pick(weights, _luck(seed, number_, "exploiter of")) if tied else np.full(of.size, -1)
        cohorts.append(Cohort(number_, entry, tie, columns))
    return cohorts


def _join(
    world: World, seed: int, cohorts: tuple[Cohort, ...], exploiters: Founders, weights: Floats, scale: float
) -> Foundation:
    number_ = np.concatenate([c.number for c in cohorts])
    entry = np.concatenate([c.entry for c in cohorts])
    tie = np.concatenate([c.exploiter for c in cohorts]).astype(np.int32)
    columns = _attributes(world, seed, number_)
    sizes = [len(c.number) for c in cohorts]
    for column in dict.fromkeys(column for c in cohorts for column in c.columns):
        start = getattr(column, "starts", 0)
        levels = [np.full(n, c.columns.get(column, start)) for c, n in zip(cohorts, sizes, strict=True)]
        columns[column] = np.concatenate(levels).astype(np.uint8)
    abroad_only = columns[survivor.where] == Where.ABROAD_ONLY
    columns[survivor.status] = np.where(
        abroad_only & (columns[survivor.status] == Status.UK_NATIONAL), Status.INSECURE, columns[survivor.status]
    ).astype(np.uint8)
    columns[survivor.exploiter_at_large] = (tie >= 0).astype(np.uint8)
    columns[survivor.force] = exploiters.columns[exploiter.area][tie]
    untied = tie < 0
    columns[survivor.force][untied] = _pick(np.cumsum(size_of_forces()), _luck(seed, number_[untied], "force"))
    order = np.argsort(entry, kind="stable")  # cohorts come in order of number where entries are equal
    founders = Founders(number_[order], entry[order], {c: levels[order] for c, levels in columns.items()})
    waiting = np.flatnonzero((number_[order] >> np.uint64(56)) == (WAITING >> np.uint64(56)))
    luck = _luck(seed, founders.number[waiting], "days waited at the start")
    since = -world.one(recovery_days) + world.one(waited_at_start) * np.array([log(u) for u in luck])
    longest_first = np.lexsort((founders.number[waiting], since))
    community = founders.columns[survivor.force].astype(np.int32) * len(Status) + founders.columns[survivor.status]
    return Foundation(
        founders, exploiters, tie[order], community, _groups(world, seed, exploiters), weights,
        waiting[longest_first], since[longest_first], scale,
    )  # fmt: skip


def _groups(world: World, seed: int, exploiters: Founders) -> NDArray[np.int32]:
    """Return the group of each exploiter: those of networks and groups begin a new one by keyed luck, in order."""
    kind = exploiters.columns[exploiter.organisation]
    members = np.where(kind == Organisation.NETWORK, world.one(network_size), world.one(group_size))
    begins = _luck(seed, exploiters.number, "exploiter: begins a group") * members < 1.0
    group = np.full(kind.size, -1, np.int32)
    offset = 0
    for organisation in (Organisation.NETWORK, Organisation.ORGANISED_GROUP):
        own = np.flatnonzero(kind == organisation)
        group[own] = offset + np.cumsum(begins[own])
        offset += own.size + 1
    return group


def _attributes(world: World, seed: int, number_: Numbers) -> dict[Column, NDArray[np.uint8]]:
    """Draw what people carry: each attribute with its own luck, given those before it."""

    def below(name: str, share: Floats | float) -> NDArray[np.bool_]:
        return np.asarray(_luck(seed, number_, name) < share)

    one = world.one
    child = below("child", one(children))
    national = below("UK national", np.where(child, one(national_children), one(national_adults)))
    in_crime = np.where(
        child,
        np.where(national, one(criminal_national_children), one(criminal_other_children)),
        np.where(national, one(criminal_national_adults), one(criminal_other_adults)),
    )
    kind = np.select(
        [
            below("criminal", in_crime),
            below("labour", one(labour)),
            below("sexual", one(sexual)),
            below("domestic", one(domestic)),
        ],
        [ExploitationType.CRIMINAL, ExploitationType.LABOUR, ExploitationType.SEXUAL, ExploitationType.DOMESTIC],
        ExploitationType.OTHER,
    )
    female = below("female", np.where(child, one(girls), one(women)))
    other = np.where(below("insecure", one(insecure)), Status.INSECURE, Status.SECURE)
    status = np.where(national, Status.UK_NATIONAL, other)
    columns = {
        survivor.sex: np.where(female, Sex.FEMALE, Sex.MALE),
        survivor.age: np.where(child, Age.CHILD, Age.ADULT),
        survivor.status: status,
        survivor.exploitation_type: kind,
        survivor.nation: np.where(below("elsewhere", one(elsewhere)), Nation.ELSEWHERE_IN_UK, Nation.ENGLAND_AND_WALES),
        survivor.prison: np.floor(_luck(seed, number_, "prison") * survivor.PRISONS),
    }
    return {column: levels.astype(np.uint8) for column, levels in columns.items()}


def _luck(seed: int, number_: Numbers, name: str) -> Floats:
    return np.asarray(uniforms(seed, number_, decision_key(name), 0))


def _pick(cumulative: Floats, luck: Floats) -> NDArray[np.int64]:
    """Return, for each draw, the item whose stretch of the cumulative shares it falls in."""
    return np.minimum(np.searchsorted(cumulative, luck, side="right"), cumulative.size - 1)
