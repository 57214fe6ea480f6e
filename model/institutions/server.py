"""Servers: what an institution does with a declared queue at each boundary between ticks."""

from abc import ABC, abstractmethod
from copy import deepcopy
from math import ceil, floor
from typing import NamedTuple

import mesa
import numpy as np
from numpy.typing import NDArray

from model.chance import decision_key, draws
from model.entry import Entry
from model.evidence import DAYS, DAYS_PER_YEAR
from model.institutions.desk import Desk
from model.institutions.waiting_list import ANY, WaitingList
from model.population import Population, Rows, rows_of
from model.queues import Casework, Decisions, Places, Queue
from model.rules import Column, Levels


class Server(ABC):
    """A queue and the capacity behind it, in one run; `people` are the agents who wait."""

    def __init__(self, queue: Queue, sim: mesa.Model, people: Population) -> None:
        self.queue = queue
        self.sim = sim
        self.people = people
        self._standing = Standing(people.level(queue.serve.process), levels_of(queue.serve.process, queue.serve.at))

    @property
    @abstractmethod
    def waiting(self) -> Rows:
        """Who is in the queue or being served, in order of arrival."""

    @abstractmethod
    def turn(self, arrived: Rows, now: float, days: float) -> None:
        """Take in who arrived in the last tick, in the order given, and serve with the capacity of `days`."""

    @abstractmethod
    def resume(self, other: "Server") -> None:
        """Go on where another server of the same queue stands."""

    def still(self, rows: Rows) -> NDArray[np.bool_]:
        """Return who has not left the queue by themselves."""
        found = np.empty(rows.size, np.bool_)
        still_in(self._standing, rows_of(rows), found)
        return found


class Standing(NamedTuple):
    """By what is seen who still waits."""

    state: NDArray[np.uint8]  # [agents] of the process of the queue
    allowed: NDArray[np.bool_]  # [states]

    @staticmethod
    def strided() -> frozenset[str]:
        """Return the columns that are fields of records."""
        return frozenset(("state",))


@Entry
def still_in(standing: Standing, rows: Rows, found: NDArray[np.bool_]) -> None:
    """Find who is in an allowed state."""
    for j in range(rows.size):
        found[j] = standing.allowed[standing.state[rows[j]]]


def levels_of(column: Column, levels: Levels) -> NDArray[np.bool_]:
    """Return which levels of a column are among some."""
    found = np.zeros(column.size, bool)
    found[list(levels)] = True
    return found


class DecisionServer(Server):
    """Decisions at a dated rate, in a mixture of orders."""

    queue: Decisions

    def __init__(self, queue: Decisions, sim: mesa.Model, people: Population) -> None:
        super().__init__(queue, sim, people)
        self.list = WaitingList()
        self._owed = 0.0
        self._no_order = decision_key(f"{queue.name} / in no order")
        self._faster = [(people.level(column), levels_of(column, levels)) for column, levels in queue.faster]

    @property
    def waiting(self) -> Rows:
        """Who waits, in order of arrival."""
        return self.list.cases

    def turn(self, arrived: Rows, now: float, days: float) -> None:
        """Make the decisions that `days` allow; time not needed is lost, save part of a case."""
        if arrived.size:
            faster = np.zeros(arrived.size, bool)
            for column, levels in self._faster:
                faster |= levels[column[arrived]]
            self.list.join(arrived, faster)
        self._owed += self.sim.number(self.queue.a_year) / DAYS_PER_YEAR * days / self.sim.scale
        whole = min(int(self._owed), len(self.list) + 1)  # one more, so that what is left over is seen
        if whole == 0 and not len(self.list):
            return
        shares = self.shares()
        luck = self._luck(now) if shares[ANY] > 0.0 else None
        decided = self.list.take(whole, shares, self.still(self.list.cases), luck)
        self._owed = self._owed - whole if decided.size == whole else min(1.0, self._owed - decided.size)
        self.people.pull(self.queue.serve, decided, now)

    def resume(self, other: Server) -> None:
        """Go on where another server of the same queue stands."""
        assert isinstance(other, DecisionServer)
        self.list, self._owed = deepcopy(other.list), other._owed

    def shares(self) -> NDArray[np.float64]:
        """Return the shares of decisions that go to the oldest case, the faster types, the most recent, and any."""
        number, queue = self.sim.number, self.queue
        faster = number(queue.faster_share) if queue.faster_share else 0.0
        recent = (1.0 - faster) * number(queue.recent_share) if queue.recent_share else 0.0
        any_case = (1.0 - faster - recent) * number(queue.any_share) if queue.any_share else 0.0
        return np.array([1.0 - faster - recent - any_case, faster, recent, any_case])

    def _luck(self, now: float) -> NDArray[np.float64]:
        return draws(self.people.store.key[self.list.cases], self._no_order, int(now))


class CaseworkServer(Server):
    """Staff who work on cases, at one place or many."""

    queue: Casework

    def __init__(self, queue: Casework, sim: mesa.Model, people: Population) -> None:
        super().__init__(queue, sim, people)
        self.desk = Desk(queue.name, queue.place.size if queue.place else 1, len(people))
        self.staff_shares = queue.shares() if queue.shares else np.ones(1)

    @property
    def waiting(self) -> Rows:
        """Whose cases wait or are worked on, in order of arrival."""
        return self.desk.case

    def turn(self, arrived: Rows, now: float, days: float) -> None:
        """Conclude what is done, take in what is new, and spend the staff time of the coming tick."""
        people, queue = self.people, self.queue
        if self.desk.case.size:
            self.desk.drop(~self.still(self.desk.case))
            people.pull(queue.serve, self.desk.conclude(), now)
        if arrived.size:
            arrived = arrived[self.still(arrived)]
            places = people.level(queue.place)[arrived] if queue.place else np.zeros(arrived.size)
            self.desk.receive(
                arrived, places.astype(np.int64), people.store.key[arrived],
                self.sim.number(queue.work) * DAYS[queue.work.unit],
            )  # fmt: skip
        self.desk.work(self.staff(), days)

    def resume(self, other: Server) -> None:
        """Go on where another server of the same queue stands."""
        assert isinstance(other, CaseworkServer)
        self.desk = deepcopy(other.desk)

    def staff(self) -> NDArray[np.float64]:
        """Return the members of staff at each place, at the scale of the run."""
        return np.asarray(self.staff_shares * (self.sim.number(self.queue.staff) / self.sim.scale))


class PlacesServer(Server):
    """Room for so many at once.

    Scaled down, room is a fraction of places. One more than the whole number below is then let in as long as the days
    spent above the true number of places do not exceed those spent below it while someone waited.
    """

    queue: Places

    def __init__(self, queue: Places, sim: mesa.Model, people: Population) -> None:
        super().__init__(queue, sim, people)
        self._waiting: Rows = np.zeros(0, np.int64)
        self._owed = 0.0

    @property
    def waiting(self) -> Rows:
        """Who waits, in order of arrival."""
        return self._waiting

    @property
    def occupied(self) -> int:
        """How many hold a place."""
        return self.people.inside(self.queue.process, *self.queue.levels)

    def turn(self, arrived: Rows, now: float, days: float) -> None:
        """Give free places to those who have waited longest."""
        places = self.sim.number(self.queue.places) / self.sim.scale
        waiting = np.concatenate((self._waiting, arrived)) if arrived.size else self._waiting
        if waiting.size:
            waiting = waiting[self.still(waiting)]
            free = max(0, (ceil(places) if self._owed >= 0.0 else floor(places)) - self.occupied)
            self.people.pull(self.queue.serve, waiting[:free], now)
            self._waiting = waiting[free:]
        self._owed += (places - self.occupied) * days
        if not self._waiting.size:
            self._owed = min(0.0, self._owed)

    def resume(self, other: Server) -> None:
        """Go on where another server of the same queue stands."""
        assert isinstance(other, PlacesServer)
        self._waiting, self._owed = other._waiting.copy(), other._owed


def server(queue: Queue, sim: mesa.Model, people: Population) -> Server:
    """Return the server of a queue."""
    match queue:
        case Decisions():
            return DecisionServer(queue, sim, people)
        case Casework():
            return CaseworkServer(queue, sim, people)
        case Places():
            return PlacesServer(queue, sim, people)
    raise TypeError(f"{queue!r} is no kind of queue")
