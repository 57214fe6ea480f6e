"""Arrivals: who there is on the first day and who comes in later, in cohorts of people who come in the same way.

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

from model import survivor
from model.attributes import pick
from model.calendar import Calendar
from model.chance import decision_key, exp, keys, uniform, uniforms
from model.margins import abroad, waiting_at_start
from model.stages.exploitation import entries, share_recruited, time_at_risk
from model.stages.re_trafficking import re_trafficking, time_to_settle
from model.survivor import Contact, Exploitation, Referral, Where
from model.values import World

Numbers = NDArray[np.uint64]
Floats = NDArray[np.float64]

STOCK, AT_RISK, EXITED, ARRIVAL, ABROAD, WAITING, LEAVER_AT_START, LEAVER = (
    np.uint64(block) << np.uint64(56) for block in range(8)
)
"""Blocks of person numbers, by how people come in."""
LEAST_RECRUITED = 0.01
"""However few are recruited, at most a hundred are at risk for one who is: else nobody could be counted."""
DAY = np.uint64(24)
"""Bits for the people of one day."""
YEAR = 365.25


@dataclass(frozen=True)
class Cohort:
    """People who come in the same way: numbers, days of entry, exploiters (-1: none), and levels all of them have."""

    number: Numbers
    entry: Floats
    exploiter: NDArray[np.int64]
    columns: Mapping[Any, int] = field(default_factory=dict)


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


def arriving(per_day: Floats, seed: int, block: np.uint64, name: str) -> tuple[Numbers, Floats]:
    """Return numbers and days of entry of those who arrive at a rate that may differ from day to day."""
    count = daily(per_day, seed, decision_key(name))
    of = np.repeat(np.arange(per_day.size), count)
    place = np.arange(of.size) - np.repeat(np.cumsum(count) - count, count)
    number = block + (of.astype(np.uint64) << DAY) + place.astype(np.uint64)
    return number, of + np.asarray(uniforms(seed, number, decision_key("hour of arrival"), 0))


def there(size: float, seed: int, block: np.uint64) -> Numbers:
    """Return the numbers of those who are there on the first day, as many as `size` rounded by keyed luck."""
    whole = int(size + float(uniform(seed, int(block >> np.uint64(56)), decision_key("rounding"), 0)))
    return block + np.arange(whole, dtype=np.uint64)


def cohorts(
    world: World, calendar: Calendar, seed: int, scale: float, held: NDArray[np.int64], weights: Floats
) -> tuple[Cohort, ...]:
    """Return everybody: whom exploiters hold, others of the first day, and arrivals; `weights` draw exploiters."""
    return (
        in_exploitation(held), *others_at_start(world, seed, scale, weights),
        *later(world, calendar, seed, scale, weights),
    )  # fmt: skip


def in_exploitation(held: NDArray[np.int64]) -> Cohort:
    """Return those whom exploiters hold on the first day, exploiter by exploiter."""
    of = np.repeat(np.arange(held.size), held)
    place = np.arange(of.size) - np.repeat(np.cumsum(held) - held, held)
    number = STOCK + (of.astype(np.uint64) << np.uint64(8)) + place.astype(np.uint64)
    return Cohort(number, np.zeros(of.size), of, {survivor.exploitation: Exploitation.EXPLOITED})


def others_at_start(world: World, seed: int, scale: float, weights: Floats) -> list[Cohort]:
    """Return those at risk, those who got out before, and those awaiting a conclusive decision, on the first day."""
    into = world.one(entries)
    at_risk = into / max(world.one(share_recruited), LEAST_RECRUITED) * world.one(time_at_risk) / 12
    out = into / (1.0 / world.one(time_to_settle) + world.one(re_trafficking))
    found = []
    for block, size, columns in (
        (AT_RISK, at_risk, {}),
        (EXITED, out, {survivor.exploitation: Exploitation.EXITED}),
        (WAITING, world.one(waiting_at_start), {
            survivor.exploitation: Exploitation.EXITED, survivor.contact: Contact.IDENTIFIED,
            survivor.referral: Referral.AWAITING_CONCLUSIVE_GROUNDS,
        }),
    ):  # fmt: skip
        number = there(size / scale, seed, block)
        found.append(Cohort(number, np.zeros(number.size), exploiter_of(seed, number, weights), columns))
    return found


def later(world: World, calendar: Calendar, seed: int, scale: float, weights: Floats) -> list[Cohort]:
    """Return those who are singled out by an exploiter, and those exploited only abroad who arrive, day by day."""
    days = np.arange(int(calendar.end))
    at_risk = world.one(entries) / max(world.one(share_recruited), LEAST_RECRUITED) / YEAR / scale
    number, entry = arriving(np.full(days.size, at_risk), seed, ARRIVAL, "arrivals at risk")
    by_year = np.array([world.one(abroad, day) for day in calendar.year_starts[:-1]]) / YEAR / scale
    from_abroad = by_year[np.searchsorted(calendar.year_starts, days, side="right") - 1]
    elsewhere, arrived = arriving(from_abroad, seed, ABROAD, "arrivals exploited abroad")
    columns = {survivor.exploitation: Exploitation.EXITED, survivor.where: Where.ABROAD_ONLY}
    return [
        Cohort(number, entry, exploiter_of(seed, number, weights)),
        Cohort(elsewhere, arrived, np.full(elsewhere.size, -1), columns),
    ]


def exploiter_of(seed: int, number: Numbers, weights: Floats) -> NDArray[np.int64]:
    """Return the exploiter to whom each person is tied, drawn by how many people each holds."""
    return pick(weights, np.asarray(keys(seed, number)), "exploiter of")
