"""The simulation: a Mesa model of everyone's journeys, and the order of a tick.

A tick, in this order:

1. numbers: dated values and levers in force from today; running clocks keep their luck and are retimed
2. mail: what people and exploiters did in the last tick reaches others
   (re-trafficked people get an exploiter, crimes become cases, witnesses are counted, imprisoned exploiters let
   people go, closed cases release witnesses, queues receive who joined)
3. institutions: caseworkers decide, investigators conclude and take up cases, courts likewise
4. people and exploiters live the days of the tick, each their own events in time order

Within step 4 nobody acts on anybody else, so the order of people does not matter.
"""

import hashlib
from collections.abc import Mapping, Sequence

import mesa
import numpy as np

from model import register
from model.agentset import ColumnarAgentSet
from model.calendar import ORIGIN, Calendar
from model.evidence import Quantity
from model.founding import Foundation, found
from model.institutions.competent_authority import CompetentAuthority
from model.institutions.courts import Courts
from model.institutions.police_force import PoliceForce
from model.institutions.prison import Prison
from model.institutions.server import server
from model.kinds import EXPLOITERS, LEAVERS, QUEUES, ROUTES, SURVIVORS
from model.leavers import found_leavers
from model.mail import Post
from model.population import Population, Rows
from model.rules import Trigger
from model.stages.exploitation import same_exploiter
from model.stages.grounds import conclusive_queue, conclusive_queue_immigration
from model.stages.investigation import investigation
from model.survivor import FORCES, PRISONS, Referral, referral, referred
from model.tables import Floats, Layout
from model.values import Change, World

SURVIVOR_LAYOUT = Layout(SURVIVORS)
LEAVER_LAYOUT = Layout(LEAVERS)
EXPLOITER_LAYOUT = Layout(EXPLOITERS)


OPEN = np.isin(np.arange(len(Referral)), (Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS))
"""By state of the referral: positive reasonable grounds and no conclusive decision."""


class SurvivorJourneys(mesa.Model):
    """England and Wales from 2014 on, for one draw of the numbers and of luck, under one scenario.

    `seed` keys all luck; `draw` picks the numbers (0: every prior at its median); `people` is about how many are in
    exploitation at the start of a sample (None: all of them). Works with ``mesa.batch_run`` and ``DataCollector``.

    Raises ValueError for a year outside 2014 to 2035, a tick under one day or a sample of nobody.
    """

    def __init__(
        self,
        seed: int = 1,
        draw: int = 0,
        people: int | None = None,
        last_year: int = 2023,
        tick: int = 7,
        overrides: Mapping[str, float] | None = None,
        changes: Sequence[Change] = (),
        trace: bool = False,
        collect: bool = True,
        journal: bool = False,
    ) -> None:
        super().__init__(seed=0)  # Mesa's own generators are never used: all luck is keyed
        if people is not None and people < 1:
            raise ValueError(f"a sample holds at least one person, not {people}")
        register.quantities()
        self.calendar = Calendar(last_year, tick)
        self.world = World(seed, draw, overrides, changes)
        self.luck = seed * 1_000_003 + draw if draw else seed
        foundation = found(self.world, self.calendar, self.luck, people)
        self.scale = foundation.scale
        self._in_force: dict[Quantity, float] = {}
        self.open_cases: list[tuple[Rows, Floats, Floats]] = []
        self._moving = [
            [cell for cell in layout.cells if not all(self.world.lasts(q) for q in cell.quantities)]
            for layout in (SURVIVOR_LAYOUT, EXPLOITER_LAYOUT)
        ]
        self._tick = 0
        self._boundaries = self.calendar.boundaries
        self._changing = self._days_of_change()
        ends = np.searchsorted(self._boundaries, self.calendar.year_starts[1:])
        self._year_ends = set(self._boundaries[ends].tolist())
        self._found(foundation, people, trace, journal)
        self._open(foundation)
        self._collector(collect)

    @property
    def now(self) -> float:
        """The day reached, counted from 1 January 2014."""
        return float(self._boundaries[self._tick])

    @property
    def year(self) -> int:
        """The calendar year reached."""
        return int(np.searchsorted(self.calendar.year_starts, self.now, side="right")) - 1 + ORIGIN.year

    @property
    def events(self) -> int:
        """Events lived so far, of everybody."""
        return sum(population.events for population in self.populations)

    @property
    def populations(self) -> tuple[Population, ...]:
        """Survivors, exploiters, and the reference cohort of other prison leavers."""
        return self.survivors, self.exploiters, self.leavers

    def number(self, quantity: Quantity) -> float:
        """Return a number in force at this boundary, where places do not matter."""
        if quantity not in self._in_force:
            self._in_force[quantity] = self.world.one(quantity, self.now)
        return self._in_force[quantity]

    def scale_of(self, whose: str) -> float:
        """Return how many people one simulated agent of a population stands for."""
        return self.leavers_scale if whose == "leavers" else self.scale

    def step(self) -> None:
        """Live one tick."""
        now, until = self._boundaries[self._tick], self._boundaries[self._tick + 1]
        self._renumber(now)
        self._note_open_cases(now, until)
        self.post.deliver(now, self.number(same_exploiter))
        self._serve(now, until - now)
        for population in self.populations:
            population.advance(until)
        self.leavers.open_mail()  # reaches nobody
        self._tick += 1
        if self.datacollector is not None:
            self.datacollector.collect(self)
        self.running = self._tick < len(self._boundaries) - 1

    def run(self) -> "SurvivorJourneys":
        """Live to the end of the calendar."""
        while self.running:
            self.step()
        return self

    def digest(self) -> str:
        """Return a hash of everybody's state and of all counts: equal only for worlds that are the same so far."""
        found = hashlib.sha256()
        for population in self.populations:
            store, books = population.store, population.books
            for part in (store.next, store.due, store.column, store.starts, books.flows, books.counts):
                found.update(np.ascontiguousarray(part).data)
        return found.hexdigest()

    def close(self) -> None:
        """Give the memory back at once; without it Mesa 3.3 keeps a counter for every model ever made.

        Nothing can be read off a closed model: what it held is let go, and with it the circles that would keep it.
        """
        self.remove_all_agents()
        mesa.Agent._ids.pop(self, None)
        del self.people, self.perpetrators, self.other_leavers, self.servers, self.post
        del self.survivors, self.exploiters, self.leavers
        self.open_cases.clear()

    def _found(self, foundation: Foundation, people: int | None, trace: bool, journal: bool) -> None:
        numbers = SURVIVOR_LAYOUT.numbers(self.world, 0.0)
        self.survivors = Population(
            SURVIVOR_LAYOUT, foundation.survivors, numbers, self.luck, self.calendar, trace, journal
        )
        self.exploiters = Population(
            EXPLOITER_LAYOUT, foundation.exploiters, EXPLOITER_LAYOUT.numbers(self.world, 0.0), self.luck + 1,
            self.calendar, trace, journal,
        )  # fmt: skip
        others, self.leavers_scale = found_leavers(self.world, self.calendar, self.luck, self.scale)
        self.leavers = Population(LEAVER_LAYOUT, others, numbers, self.luck + 2, self.calendar, trace, journal)
        self.people = ColumnarAgentSet(self.survivors, lambda: self.now)
        self.perpetrators = ColumnarAgentSet(self.exploiters, lambda: self.now)
        self.other_leavers = ColumnarAgentSet(self.leavers, lambda: self.now)

    def _open(self, foundation: Foundation) -> None:
        """Set up the institutions, with the queues and memories of the first day."""
        self.servers = {queue: server(queue, self, self.population_of(queue.serve)) for queue in QUEUES}
        self.competent_authorities = [
            CompetentAuthority(self, queue) for queue in (conclusive_queue, conclusive_queue_immigration)
        ]
        self.courts = Courts(self)
        self.forces = [PoliceForce(self, area) for area in range(FORCES)]
        self.prisons = [Prison(self, place) for place in range(PRISONS)]
        self.post = Post(self.survivors, self.exploiters, foundation, ROUTES)
        self.survivors.remember(referred, foundation.waiting, foundation.waiting_since)
        for moment, (rows, days) in foundation.remembered.items():
            if moment in EXPLOITER_LAYOUT.moments:
                self.exploiters.remember(moment, rows, days)
        self.servers[conclusive_queue].turn(foundation.waiting, 0.0, 0.0)
        self.servers[investigation].turn(foundation.investigated, 0.0, 0.0)

    def population_of(self, clock: Trigger) -> Population:
        """Return the agents for whom a trigger can be pulled."""
        return self.survivors if clock in self.survivors.layout.clocks else self.exploiters

    def _collector(self, collect: bool) -> None:
        from model.series import REPORTERS

        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS) if collect else None

    def _days_of_change(self) -> set[float]:
        days = self.world.days_of_change(tuple(register.quantities().values()))
        return {float(self._boundaries[np.searchsorted(self._boundaries, d)]) for d in days if d <= self.calendar.end}

    def _renumber(self, now: float) -> None:
        if now in self._changing or self.world.ramping(now, self.calendar.tick):
            self._in_force.clear()
            numbers = SURVIVOR_LAYOUT.numbers(self.world, now, self._moving[0], self.survivors.numbers)
            self.survivors.renumber(numbers, now)
            self.leavers.renumber(numbers, now)
            numbers = EXPLOITER_LAYOUT.numbers(self.world, now, self._moving[1], self.exploiters.numbers)
            self.exploiters.renumber(numbers, now)

    def _note_open_cases(self, now: float, until: float) -> None:
        """At the last boundary of a year, note since when everyone with an open case waits: who, since, and now."""
        if until not in self._year_ends:
            return
        people = self.survivors
        who = np.flatnonzero(OPEN[people.level(referral)])
        who = who[people.store.here[who] == 1]
        self.open_cases.append((who, people.moment(referred)[who], np.full(who.size, now)))

    def _serve(self, now: float, days: float) -> None:
        nobody = np.zeros(0, np.int64)
        for queue, desk in self.servers.items():
            desk.turn(self.post.queued.get(queue.joins, nobody), now, days)
