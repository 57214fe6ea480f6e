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
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import mesa
import numpy as np

from model import register
from model.agentset import ColumnarAgentSet
from model.calendar import ORIGIN, Calendar
from model.evidence import Quantity
from model.founding import Foundation, found
from model.heeded import heeded
from model.institutions.competent_authority import CompetentAuthority
from model.institutions.courts import Courts
from model.institutions.police_force import PoliceForce
from model.institutions.prison import Prison
from model.institutions.server import server
from model.kinds import EXPLOITERS, LEAVERS, QUEUES, ROUTES, SURVIVORS
from model.leavers import found_leavers
from model.lots import Lots
from model.mail import NOBODY, Post
from model.population import Founders, Population, Rows
from model.rules import Trigger
from model.stages.exploitation import same_exploiter
from model.stages.grounds import conclusive_queue, conclusive_queue_immigration
from model.stages.investigation import investigation
from model.survivor import BETWEEN, FORCES, PRISONS, Referral, referral, referred
from model.tables import Cell, Floats, Layout
from model.values import Change, World

SURVIVOR_LAYOUT = Layout(SURVIVORS)
LEAVER_LAYOUT = Layout(LEAVERS)
EXPLOITER_LAYOUT = Layout(EXPLOITERS)


OPEN = np.isin(np.arange(len(Referral)), BETWEEN)
"""By state of the referral: positive reasonable grounds and no conclusive decision."""


class SurvivorJourneys(mesa.Model):
    """England and Wales from 2014 on, for one draw of the numbers and of luck, under one scenario.

    `seed` keys all luck; `draw` picks the numbers (0: every prior at its median); `people` is about how many are in
    exploitation at the start of a sample (None: all of them); with `luck` above 0 the same numbers are lived by other
    people with other luck; `quantiles` are where some numbers stand in their priors, whatever the draw (see
    `model.values.World`). Works with ``mesa.batch_run`` and ``DataCollector``.

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
        luck: int = 0,
        quantiles: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__(seed=0)  # Mesa's own generators are never used: all luck is keyed
        if people is not None and people < 1:
            raise ValueError(f"a sample holds at least one person, not {people}")
        register.quantities()
        self.calendar = Calendar(last_year, tick)
        self.seed, self.draw, self.overrides, self.quantiles = seed, draw, dict(overrides or {}), dict(quantiles or {})
        self.luck = (seed * 1_000_003 + draw if draw else seed) + (luck << 40)
        believed = World(seed, draw, overrides, quantiles=quantiles)  # no lever can change who is born
        foundation = found(believed, self.calendar, self.luck, people)
        others, self.leavers_scale = found_leavers(believed, self.calendar, self.luck, foundation.scale)
        self.scale = foundation.scale
        self.open_cases: list[tuple[Rows, Floats, Floats]] = []
        self._tick = 0
        self._ahead = False  # whether the leavers stand at the end of the calendar
        self._boundaries: list[float] = self.calendar.boundaries.tolist()
        ends = np.searchsorted(self._boundaries, self.calendar.year_starts[1:])
        self._year_ends = {self._boundaries[end] for end in ends}
        self._columns = [
            {column: levels for column, levels in founders.columns.items() if column in SURVIVORS.groups}
            for founders in (foundation.survivors, others)
        ]
        self._under(changes)
        self._found(foundation, others, trace, journal)
        self._open(foundation)
        self._collector(collect)

    def twin(
        self, changes: Sequence[Change], overrides: Mapping[str, float] | None = None, ahead: bool = False
    ) -> "SurvivorJourneys":
        """Return a model of the same people at the same moment that lives on under other changes and overrides.

        With `ahead` it may hold the reference cohort as it is at the end, shared by all twins in whose changes that
        cohort heeds no number; so nothing should be read off the cohort before.

        Raises ValueError if a number in force now would not be the same: then the twin has another past, too.
        """
        if self._ahead:
            raise ValueError("no twin of a model whose reference cohort has been lived ahead")
        other = SurvivorJourneys.__new__(SurvivorJourneys)
        mesa.Model.__init__(other, seed=0)
        for name in ("calendar", "seed", "draw", "quantiles", "luck", "scale", "leavers_scale", "_tick", "_boundaries",
                     "_year_ends", "_columns"):  # fmt: skip
            setattr(other, name, getattr(self, name))
        other.overrides = self.overrides if overrides is None else dict(overrides)
        other._collector(self.datacollector is not None)
        other.open_cases = list(self.open_cases)
        other._under(changes)
        lot, of_others = (other.lots.of(columns) for columns in self._columns)
        other.survivors = self.survivors.twin(lot, len(other.lots))
        other.exploiters = self.exploiters.twin()
        other._ahead = ahead and not self._heed(other)
        other.leavers = self._leavers_at_end if other._ahead else self.leavers.twin(of_others, len(other.lots))
        other._check_past(self, max(0.0, self._boundaries[max(0, self._tick - 1)]))
        other._look()
        other.post = self.post.twin(other.survivors, other.exploiters)
        other._institutions()
        for queue, desk in self.servers.items():
            other.servers[queue].resume(desk)
        other.running = self.running
        return other

    @property
    def now(self) -> float:
        """The day reached, counted from 1 January 2014."""
        return self._boundaries[self._tick]

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
        self.leavers.drop_mail()
        self._tick += 1
        if self.datacollector is not None:
            self.datacollector.collect(self)
        self.running = self._tick < len(self._boundaries) - 1
        if not self.running:
            mesa.Agent._ids.pop(self, None)  # nobody joins any more, and Mesa 3.3 would keep the model for ever

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

    def _under(self, changes: Sequence[Change]) -> None:
        """Put a scenario's changes in force."""
        self.changes = tuple(changes)
        self.lots = Lots(self.seed, self.draw, self.overrides, changes, *self._columns, quantiles=self.quantiles)
        self.world = self.lots.worlds[0]
        self._in_force: dict[Quantity, float] = {}
        worlds, layouts = self.lots.worlds, (SURVIVOR_LAYOUT, EXPLOITER_LAYOUT)
        self._moving = [
            [cell for cell in layout.cells if not all(w.lasts(q) for q in cell.quantities for w in worlds)]
            for layout in layouts
        ]
        self._moved = [
            [cell for cell in cells if any(w.moved(q) for q in cell.quantities for w in worlds)]
            for cells in self._moving
        ]
        self._changing = self._days_of_change()

    def _check_past(self, past: "SurvivorJourneys", day: float) -> None:
        """Raise ValueError unless the numbers put in force last are those of this model's scenario on that day.

        Under the same overrides only what a lever of either scenario moves can differ.
        """
        cells = [own + others for own, others in zip(self._moved, past._moved, strict=True)]
        if self.overrides != past.overrides:
            cells = [SURVIVOR_LAYOUT.cells, EXPLOITER_LAYOUT.cells]
        of_survivors, of_exploiters = self.survivors.numbers, self.exploiters.numbers
        if not (
            np.array_equal(self._numbers(day, of_survivors, cells[0]), of_survivors)
            and np.array_equal(self._numbers_of_exploiters(day, of_exploiters, cells[1]), of_exploiters)
        ):
            raise ValueError("a lever is in force before the worlds part")

    def close(self) -> None:
        """Give the memory back at once; without it a model that is not at its end is kept by Mesa 3.3 for ever.

        Nothing can be read off a closed model: what it held is let go, and with it the circles that would keep it.
        """
        self.remove_all_agents()
        mesa.Agent._ids.pop(self, None)
        del self.people, self.perpetrators, self.other_leavers, self.servers, self.post
        del self.survivors, self.exploiters, self.leavers
        self.open_cases.clear()
        self.__dict__.pop("_leavers_at_end", None)

    def _found(self, foundation: Foundation, others: Founders, trace: bool, journal: bool) -> None:
        lot, of_others = (self.lots.of(columns) for columns in self._columns)
        numbers = self._numbers(0.0)
        self.survivors = Population(
            SURVIVOR_LAYOUT, foundation.survivors, numbers, self.luck, self.calendar, trace, journal, lot
        )
        self.exploiters = Population(
            EXPLOITER_LAYOUT, foundation.exploiters, self._numbers_of_exploiters(0.0), self.luck + 1, self.calendar,
            trace, journal,
        )  # fmt: skip
        self.leavers = Population(
            LEAVER_LAYOUT, others, numbers, self.luck + 2, self.calendar, trace, journal, of_others
        )
        self._look()

    def _look(self) -> None:
        """Open the populations to users as agent sets."""
        self.people = ColumnarAgentSet(self.survivors, lambda: self.now)
        self.perpetrators = ColumnarAgentSet(self.exploiters, lambda: self.now)
        self.other_leavers = ColumnarAgentSet(self.leavers, lambda: self.now)

    def _open(self, foundation: Foundation) -> None:
        """Set up the institutions, with the queues and memories of the first day."""
        self.post = Post(self.survivors, self.exploiters, foundation, ROUTES)
        self._institutions()
        self.survivors.remember(referred, foundation.waiting, foundation.waiting_since)
        for moment, (rows, days) in foundation.remembered.items():
            if moment in EXPLOITER_LAYOUT.moments:
                self.exploiters.remember(moment, rows, days)
        self.servers[conclusive_queue].turn(foundation.waiting, 0.0, 0.0)
        self.servers[investigation].turn(foundation.investigated, 0.0, 0.0)

    def _institutions(self) -> None:
        self.servers = {queue: server(queue, self, self.population_of(queue.serve)) for queue in QUEUES}
        self.competent_authorities = [
            CompetentAuthority(self, queue) for queue in (conclusive_queue, conclusive_queue_immigration)
        ]
        self.courts = Courts(self)
        self.forces = [PoliceForce(self, area) for area in range(FORCES)]
        self.prisons = [Prison(self, place) for place in range(PRISONS)]

    def population_of(self, clock: Trigger) -> Population:
        """Return the agents for whom a trigger can be pulled."""
        return self.survivors if clock in self.survivors.layout.clocks else self.exploiters

    def _collector(self, collect: bool) -> None:
        from model.series import REPORTERS

        self.datacollector = mesa.DataCollector(model_reporters=REPORTERS) if collect else None

    def _days_of_change(self) -> set[float]:
        quantities = tuple(register.quantities().values())
        days = {day for world in self.lots.worlds for day in world.days_of_change(quantities)}
        return {self._boundaries[bisect_left(self._boundaries, d)] for d in days if d <= self.calendar.end}

    def _heed(self, other: "SurvivorJourneys") -> bool:
        """Return whether the leavers may heed a number that another scenario of the same people changes otherwise."""
        if self.overrides != other.overrides:
            return True
        one, two = self.changes, other.changes
        alone = [change for change in one if change not in two] + [change for change in two if change not in one]
        return any(change.quantity in self._heeded for change in alone)

    @cached_property
    def _heeded(self) -> frozenset[Quantity]:
        """The numbers that can make a difference to the leavers."""
        founding = self.leavers.store.founding
        return heeded(LEAVERS, {column: np.unique(founding[:, at]) for column, at in LEAVER_LAYOUT.columns.items()})

    @cached_property
    def _leavers_at_end(self) -> Population:
        """The leavers as they will be in the end: nobody reaches them, so they can be lived without the others."""
        leavers = self.leavers.twin()
        for now, until in pairwise(self._boundaries[self._tick :]):
            if self._renews(now):
                leavers.renumber(self._numbers(now, leavers.numbers), now)
            leavers.advance(until)
            leavers.drop_mail()
        return leavers

    def _renews(self, now: float) -> bool:
        """Return whether numbers may change at a boundary."""
        return now in self._changing or any(world.ramping(now, self.calendar.tick) for world in self.lots.worlds)

    def _renumber(self, now: float) -> None:
        if self._renews(now):
            self._in_force.clear()
            numbers = self._numbers(now, self.survivors.numbers)
            self.survivors.renumber(numbers, now)
            if not self._ahead:
                self.leavers.renumber(numbers, now)
            self.exploiters.renumber(self._numbers_of_exploiters(now, self.exploiters.numbers), now)

    def _numbers(self, day: float, before: Floats | None = None, cells: Sequence[Cell] | None = None) -> Floats:
        """Return the numbers of survivors on a day (shape [lots, numbers]); see `_anew` for those that may differ."""
        if before is None:
            return np.array([SURVIVOR_LAYOUT.numbers(world, day) for world in self.lots.worlds])
        cells = self._anew(day)[0] if cells is None else cells
        rows = zip(self.lots.worlds, before, strict=True)
        return np.array([SURVIVOR_LAYOUT.numbers(world, day, cells, row) for world, row in rows])

    def _numbers_of_exploiters(
        self, day: float, before: Floats | None = None, cells: Sequence[Cell] | None = None
    ) -> Floats:
        """Return the numbers of exploiters on a day (shape [1, numbers])."""
        if before is None:
            return EXPLOITER_LAYOUT.numbers(self.world, day)[None]
        cells = self._anew(day)[1] if cells is None else cells
        return EXPLOITER_LAYOUT.numbers(self.world, day, cells, before[0])[None]

    def _anew(self, day: float) -> list[list[Cell]]:
        """Return what may differ from the boundary before, of survivors and of exploiters: by date, or by levers."""
        return self._moving if day in self._changing else self._moved

    def _note_open_cases(self, now: float, until: float) -> None:
        """At the last boundary of a year, note since when everyone with an open case waits: who, since, and now."""
        if until not in self._year_ends:
            return
        people = self.survivors
        who = np.flatnonzero(OPEN[people.level(referral)])
        who = who[people.store.here[who] == 1]
        self.open_cases.append((who, people.moment(referred)[who], np.full(who.size, now)))

    def _serve(self, now: float, days: float) -> None:
        for queue, desk in self.servers.items():
            desk.turn(self.post.queued.get(queue.joins, NOBODY), now, days)
