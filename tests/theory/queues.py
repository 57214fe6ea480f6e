"""Queues for the tests: many desks in parallel, fed by toy cases; and their theory.

**What a tick does to a wait.** A desk hears of an arrival at the next boundary, and closes a case at the first
boundary after its work is done. Compare it with the same queue in continuous time, with the same arrivals and work:

- a case is received between 0 and one tick late, half a tick on average. A case that has to wait for another is late
  by as much as the one that began the busy spell, again half a tick on average (those there at the start are received
  exactly half a tick late: boundaries are at 1/2, 3/2, 5/2 ... ticks). That cases overtake, or that spells grow
  together, takes two arrivals or ends within one tick of each other, and so adds only order tick squared;
- the end of work falls anywhere in a tick, so closing the case takes half a tick more.

So the mean time from arrival to closing exceeds that of the continuous queue by one tick, plus order tick squared.
Other means are smooth functions of the tick too, and 2 x(tick) - x(2 tick) takes out their first order. Both runs
have the same arrivals, work and patience (all keyed by case), so that the difference costs little precision.

A single server admits a bound for each case: closed no sooner than in continuous time, and less than two ticks later.
"""

from dataclasses import dataclass
from enum import IntEnum
from heapq import heapreplace
from math import factorial

import numpy as np
from numpy.typing import NDArray
from toys import EVER, PLAINLY, number

from model.chance import decision_key, uniforms
from model.institutions.desk import Desk
from model.population import Founders, Population
from model.rules import Count, Event, Kind, Mark, Moment, Move, Process, Trigger, Wait
from model.tables import Layout

Array = NDArray[np.float64]
Rows = NDArray[np.int64]

DESK = "toy desk"


class Case(IntEnum):
    """Where a case stands."""

    WAITING = 0
    BEING_WORKED = 1
    CLOSED = 2
    GONE = 3


@dataclass(frozen=True)
class Queue:
    """Poisson arrivals, exponential work of mean 1 day, so many members of staff, and a mean patience if any."""

    arrivals: float
    staff: int
    patience: float = np.inf
    fixed_work: bool = False

    @property
    def stationary(self) -> Array:
        """How many cases there are in the long run (shape [cases], cut where less than 1e-12 is left)."""
        share, shares = 1.0, [1.0]
        for n in range(1, 4000):
            share *= self.arrivals / (min(n, self.staff) + max(0, n - self.staff) / self.patience)
            shares.append(share)
        p = np.array(shares) / sum(shares)
        return p[: int(np.searchsorted(np.cumsum(p), 1 - 1e-12)) + 1]

    @property
    def must_wait(self) -> float:
        """The chance that an arriving case finds all staff busy (Erlang's C if nobody leaves)."""
        if np.isfinite(self.patience):
            return float(self.stationary[self.staff :].sum())
        load = self.arrivals
        last = load**self.staff / factorial(self.staff) * self.staff / (self.staff - load)
        return last / (sum(load**n / factorial(n) for n in range(self.staff)) + last)

    @property
    def wait(self) -> float:
        """The mean wait of all cases, those that leave included."""
        if np.isfinite(self.patience):
            in_queue = np.maximum(np.arange(self.stationary.size) - self.staff, 0) @ self.stationary
            return float(in_queue) / self.arrivals
        return self.must_wait / (self.staff - self.arrivals)

    @property
    def leave(self) -> float:
        """The share of cases that leave before they are worked on: the rate of leaving over that of arriving."""
        return self.wait / self.patience


@dataclass(frozen=True)
class Arrivals:
    """Cases in order of arrival: those there at the start (drawn from the long run), then a Poisson stream."""

    day: Array
    place: Rows
    until: float

    @property
    def counted(self) -> NDArray[np.bool_]:
        """The cases of the Poisson stream."""
        return self.day > 0.0


def arrive(queue: Queue, places: int, until: float, seed: int) -> Arrivals:
    """Draw the arrivals at `places` desks over `until` days.

    The number there at the start is that of the long run; work being exponential, all of it is still to be done. With
    fixed work and one server, the work in the long run is that of as many cases each with a uniform share of the
    work left (Pollaczek and Khinchine), so the cases there at the start have uniform work.
    """
    rng = np.random.default_rng(seed)
    there = np.searchsorted(np.cumsum(queue.stationary), rng.random(places))
    coming = rng.poisson(queue.arrivals * until * places)
    day = np.concatenate([np.zeros(there.sum()), np.sort(rng.random(coming)) * until])
    return Arrivals(day, np.concatenate([np.repeat(np.arange(places), there), rng.integers(0, places, coming)]), until)


@dataclass(frozen=True)
class Served:
    """What became of the cases, and how many there were at each desk at the boundaries, over the days counted."""

    queue_left: Array
    """When work on a case began or, if earlier, when it left."""
    closed: Array
    gone: NDArray[np.bool_]
    work: Array
    busy: Array
    """Share of boundaries at which a desk had as many cases as staff, or more (shape [places])."""
    load: Array
    """Work to be done at a boundary, on average (shape [places])."""


queue_left, closed_on, gave_up = Moment("worked on from, or gone", ""), Moment("closed", ""), Event("gave up", "")


def case_kind(patience: float) -> tuple[Kind, Process, Trigger, Trigger]:
    """The toy kind: cases wait, may give up, are worked on and closed."""
    process = Process("case", Case, "")
    begun = Trigger("begun", process, (Case.WAITING,), (Mark(queue_left), Move(process, Case.BEING_WORKED)))
    closed = Trigger(
        "closed", process, (Case.WAITING, Case.BEING_WORKED), (Mark(closed_on), Move(process, Case.CLOSED))
    )
    gives_up = Wait(
        "gives up", process, (Case.WAITING,), number(0.0 if np.isinf(patience) else 365.25 / patience, "per year"),
        (Count(gave_up), Mark(queue_left), Move(process, Case.GONE)),
    )  # fmt: skip
    return Kind("toy", (), (process,), (gives_up,), (begun, closed)), process, begun, closed


def serve(queue: Queue, arrivals: Arrivals, tick: float, seed: int, places: int) -> Served:
    """Run the desks until the last case is closed, in ticks of `tick` days."""
    kind, process, begun, closed = case_kind(queue.patience)
    layout = Layout(kind)
    n = arrivals.day.size
    cases = Population(
        layout, Founders(np.arange(n, dtype=np.uint64), arrivals.day, {}), layout.numbers(PLAINLY, 0.0), seed, EVER
    )
    desk, staff = Desk(DESK, places, n), np.full(places, float(queue.staff))
    state, keys, received, boundary, looks = cases.level(process), cases.store.key, 0, 0, 0
    busy, load, work = np.zeros(places), np.zeros(places), works(queue, arrivals, seed)
    while received < n or desk.case.size:
        now = (boundary + 0.5) * tick
        cases.advance(np.nextafter(now, np.inf))
        desk.drop(state[desk.case] == Case.GONE)
        cases.pull(closed, desk.conclude(), now)
        arrived = np.arange(received, np.searchsorted(arrivals.day, now, side="right"))
        received += arrived.size
        arrived = arrived[state[arrived] == Case.WAITING]
        desk.receive(arrived, arrivals.place[arrived], keys[arrived], 1.0)
        if queue.fixed_work:
            desk.left[desk.left.size - arrived.size :] = work[arrived]
        if now <= arrivals.until:
            load += np.bincount(desk.place, desk.left, minlength=places)
            busy += np.bincount(desk.place, minlength=places) >= queue.staff
            looks += 1
        before = desk.left.copy()
        desk.work(staff, tick)
        cases.pull(begun, desk.case[desk.left < before], now)
        boundary += 1
    return Served(
        cases.moment(queue_left).copy(), cases.moment(closed_on).copy(), state == Case.GONE, work, busy / looks,
        load / looks,
    )  # fmt: skip


def works(queue: Queue, arrivals: Arrivals, seed: int) -> Array:
    """The work in each case: as the desk draws it on the first visit, or fixed (less what is done, at the start)."""
    u = uniforms(seed, np.arange(arrivals.day.size, dtype=np.uint64), decision_key(DESK), 0)
    if queue.fixed_work:
        return np.where(arrivals.counted, 1.0, u)
    return np.asarray(-np.log(u))


def continuous(queue: Queue, arrivals: Arrivals, work: Array, places: int) -> Array:
    """When each case would end in continuous time: first come first served by whoever is free first."""
    free = [[0.0] * queue.staff for _ in range(places)]
    ends = np.empty(arrivals.day.size)
    for i, (day, place, length) in enumerate(
        zip(arrivals.day.tolist(), arrivals.place.tolist(), work.tolist(), strict=True)
    ):
        ends[i] = max(day, free[place][0]) + length
        heapreplace(free[place], ends[i])
    return ends


def by_desk(values: Array, arrivals: Arrivals, places: int) -> tuple[Array, Array]:
    """Sum and number over the counted cases of each desk: desks are independent, cases of one desk are not."""
    counted = arrivals.counted
    at = arrivals.place[counted]
    return np.bincount(at, values[counted], minlength=places), np.bincount(at, minlength=places).astype(float)
