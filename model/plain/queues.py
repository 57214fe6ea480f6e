"""Queues as plain lists: the declarations of model/queues.py, served one agent at a time."""

from abc import ABC, abstractmethod
from collections import Counter
from math import ceil, floor
from typing import TYPE_CHECKING

from model.chance import decision_key, draw, log
from model.kinds import SURVIVORS
from model.plain.agent import PlainAgent
from model.queues import Casework, Decisions, Places, Queue

if TYPE_CHECKING:
    from model.plain.journeys import PlainJourneys


class PlainQueue(ABC):
    """Who waits, in order of arrival."""

    def __init__(self, queue: Queue, model: "PlainJourneys") -> None:
        self.queue = queue
        self.model = model

    @abstractmethod
    def turn(self, arrived: list[PlainAgent], days: float) -> None:
        """Take in who arrived, then serve with what the coming days allow."""

    def still(self, agent: PlainAgent) -> bool:
        """Return whether an agent has not left the queue by itself."""
        return agent.level[self.queue.serve.process] in self.queue.serve.at


class PlainDecisions(PlainQueue):
    """Decisions at a yearly rate, in the declared mixture of orders."""

    queue: Decisions

    def __init__(self, queue: Queue, model: "PlainJourneys") -> None:
        super().__init__(queue, model)
        self.waiting: list[tuple[PlainAgent, bool]] = []
        self.owed = 0.0
        self.behind = [0.0, 0.0, 0.0, 0.0]

    def join(self, people: list[PlainAgent]) -> None:
        """Put people at the end, those of a faster type marked."""
        self.waiting += [(p, any(p.level[c] in levels for c, levels in self.queue.faster)) for p in people]

    def turn(self, arrived: list[PlainAgent], days: float) -> None:
        """Decide as many as the rate allows."""
        world, now, queue = self.model.world, self.model.now, self.queue
        self.join(arrived)
        self.owed += world.one(queue.a_year, now) / 365.25 * days / self.model.scale
        self.waiting = [(p, f) for p, f in self.waiting if self.still(p)]
        faster = world.one(queue.faster_share, now) if queue.faster_share else 0.0
        recent = (1.0 - faster) * world.one(queue.recent_share, now) if queue.recent_share else 0.0
        any_case = (1.0 - faster - recent) * world.one(queue.any_share, now) if queue.any_share else 0.0
        shares = (1.0 - faster - recent - any_case, faster, recent, any_case)
        while self.owed >= 1.0:
            self.behind = [b + s for b, s in zip(self.behind, shares, strict=True)]
            turn = self.behind.index(max(self.behind))
            self.behind[turn] -= 1.0
            if not self.waiting:
                self.owed = min(1.0, self.owed)
                return
            self.owed -= 1.0
            at = 0
            if turn == 1:
                at = next((i for i, (_, is_faster) in enumerate(self.waiting) if is_faster), 0)
            elif turn == 2:
                at = len(self.waiting) - 1
            elif turn == 3:
                at = min(range(len(self.waiting)), key=lambda i: self.luck(self.waiting[i][0]))
            person, _ = self.waiting.pop(at)
            self.model._pull(queue.serve, person)

    def luck(self, agent: PlainAgent) -> float:
        """Return the luck of the day of someone who waits, by which cases are taken in no order."""
        return float(draw(agent.key, decision_key(f"{self.queue.name} / in no order"), int(self.model.now)))


class PlainCasework(PlainQueue):
    """Staff who work cases in order of arrival, one member of staff to a case at most."""

    queue: Casework

    def __init__(self, queue: Queue, model: "PlainJourneys") -> None:
        super().__init__(queue, model)
        self.cases: list[list] = []  # type: ignore[type-arg]
        self.visits: Counter[int] = Counter()

    def turn(self, arrived: list[PlainAgent], days: float) -> None:
        """Conclude what is done, take in what is new, spend the staff time of the coming tick."""
        world, now, queue = self.model.world, self.model.now, self.queue
        self.cases = [case for case in self.cases if self.still(case[0])]
        for agent, left in self.cases:
            if left <= 0.0:
                self.model._pull(queue.serve, agent)
        self.cases = [case for case in self.cases if case[1] > 0.0]
        mean = world.one(queue.work, now) * {"days": 1.0, "months": 365.25 / 12, "years": 365.25}[queue.work.unit]
        for agent in [a for a in arrived if self.still(a)]:
            luck = draw(agent.key, decision_key(queue.name), self.visits[agent.number])
            self.visits[agent.number] += 1
            self.cases.append([agent, -log(luck) * mean])
        staff = world.one(queue.staff, now) / self.model.scale
        budget = [share * staff * days for share in (queue.shares() if queue.shares else [1.0])]
        for case in self.cases:
            place = case[0].level[queue.place] if queue.place else 0
            worked = min(days, budget[place], case[1])
            case[1] -= worked
            budget[place] -= worked


class PlainPlaces(PlainQueue):
    """Room for so many at once, given to whoever has waited longest."""

    queue: Places

    def __init__(self, queue: Queue, model: "PlainJourneys") -> None:
        super().__init__(queue, model)
        self.waiting: list[PlainAgent] = []
        self.owed = 0.0

    def turn(self, arrived: list[PlainAgent], days: float) -> None:
        """Give out what is free; see model/institutions/server.py on fractions of a place."""
        self.waiting = [p for p in self.waiting + arrived if self.still(p)]
        places = self.model.world.one(self.queue.places, self.model.now) / self.model.scale
        free = max(0, (ceil(places) if self.owed >= 0.0 else floor(places)) - self.occupied())
        for person in self.waiting[:free]:
            self.model._pull(self.queue.serve, person)
        self.waiting = self.waiting[free:]
        self.owed += (places - self.occupied()) * days
        if not self.waiting:
            self.owed = min(0.0, self.owed)

    def occupied(self) -> int:
        """Return how many hold a place."""
        of = "survivors" if self.queue.process in SURVIVORS.processes else "exploiters"
        return sum(self.model.inside[of, self.queue.process.name, level] for level in self.queue.levels)


def plain_queue(queue: Queue, model: "PlainJourneys") -> PlainQueue:
    """Return a queue of the declared sort."""
    match queue:
        case Decisions():
            return PlainDecisions(queue, model)
        case Casework():
            return PlainCasework(queue, model)
        case Places():
            return PlainPlaces(queue, model)
    raise TypeError(f"{queue!r} is no kind of queue")
