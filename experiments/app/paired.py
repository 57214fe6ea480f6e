"""A paired draw: baseline and scenario lived by the same people, and what of it the app shows.

A worker keeps baselines up to the day a scenario parts from them, so that a lever moved costs the years after that day
alone. It lives a draw a moment at a time, so that it can be set to another one at once.
"""

from collections import OrderedDict
from collections.abc import Generator
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from calibration.posterior import shipped
from experiments.job import Job, changes_of, parting, simulation
from experiments.lever_costs import pounds_of
from experiments.pool import rehearse
from experiments.study import ROWS
from experiments.text import HEADLINES
from model.calendar import ORIGIN
from model.reading import read_off
from model.simulation import SurvivorJourneys
from scenarios.scenario import Scenario

Values: TypeAlias = NDArray[np.float64]
Living: TypeAlias = Generator[None, None, Values]
"""Steps, and in the end outcomes."""
OUTCOMES = (*HEADLINES, "cost_levers", "cost_public_and_levers", "witnesses_withdrawn")
KEPT, FIRST_DRAWS = 3, 6
"""Baselines that a worker keeps, of 10,000 people some 100 MB each; and the draws whose baselines are kept at all."""
MOST_PEOPLE = 20_000
"""Larger samples are not kept."""
MOMENT = 0.2
"""Seconds after which a worker asks whether to live on."""


class Pair(NamedTuple):
    """What one draw leaves."""

    base: Values
    """Outcomes of the baseline (shape [outcomes, years])."""
    scenario: Values


class Kept(NamedTuple):
    """A baseline on the day on which a scenario parts from it, and what it leaves at its end."""

    world: SurvivorJourneys
    left: Values


class Place(NamedTuple):
    """Where a baseline is kept."""

    line: tuple[object, ...]
    """What is the same in every draw of a question."""
    day: float
    draw: int

    def is_like(self, other: "Place") -> bool:
        """Return whether it is another draw of the same question."""
        return (self.line, self.day) == (other.line, other.day)


class Begun(NamedTuple):
    """A baseline that is being lived."""

    place: Place
    living: Generator[Kept | None, None, None]


class UnderWay(NamedTuple):
    """A draw that is being lived."""

    draw: "PairedDraw"
    living: Generator[Pair | None, None, None]


@dataclass(frozen=True)
class PairedDraw:
    """One draw of a baseline and a scenario."""

    baseline: Scenario
    scenario: Scenario
    seed: int
    draw: int
    people: int
    first_year: int
    last_year: int
    kept: ClassVar["OrderedDict[Place, Kept]"] = OrderedDict()
    """By this process, the one used longest ago first."""
    begun: ClassVar[Begun | None] = None
    under_way: ClassVar[UnderWay | None] = None
    """By this process."""

    def run(self) -> Pair | None:
        """Live on for a moment; return what both worlds leave, or none while there is more to live.

        What this process has lived of another draw is let go, but for a baseline that is the same.
        """
        until = monotonic() + MOMENT
        under_way, PairedDraw.under_way = PairedDraw.under_way, None
        if under_way is None or under_way.draw != self:
            if under_way is not None:
                under_way.living.close()
            under_way = UnderWay(self, self._lived())
        for pair in under_way.living:
            if pair is not None:
                return pair
            if monotonic() >= until:
                break
        PairedDraw.under_way = under_way
        return None

    def _lived(self) -> Generator[Pair | None, None, None]:
        """Live both, step by step."""
        day = parting(self.baseline, self.scenario)
        if day is None:
            base = yield from self._alone(self.baseline)
            yield Pair(base, (yield from self._alone(self.scenario)))
            return
        line = repr(self.baseline), self.seed, self.people, self.first_year, self.last_year
        place = Place(line, day, self.draw)
        while (kept := self._at_hand(place)) is None:
            yield None
        self._keep(place, kept)
        try:
            world = kept.world.twin(changes_of(self.scenario), self.scenario.overrides, ahead=True)
            yield Pair(kept.left, (yield from self._to_end(world, self.scenario)))
        finally:
            if place not in self.kept:
                kept.world.close()

    def _alone(self, scenario: Scenario) -> Living:
        return self._to_end(simulation(self._job(scenario)), scenario)

    def _job(self, scenario: Scenario) -> Job:
        return Job(scenario, self.seed, self.draw, self.people, self.last_year)

    def _at_hand(self, place: Place) -> Kept | None:
        """Return a baseline that is kept; else live a step of it, and return it if that was the last."""
        if place in self.kept:
            return self.kept[place]
        begun, PairedDraw.begun = PairedDraw.begun, None
        if begun is None or begun.place != place:
            if begun is not None:
                begun.living.close()
            begun = Begun(place, self._begun(place.day))
        found = next(begun.living)
        if found is None:
            PairedDraw.begun = begun
        return found

    def _begun(self, day: float) -> Generator[Kept | None, None, None]:
        """Live the baseline up to a day, and a twin of it to the end."""
        world = simulation(self._job(self.baseline))
        try:
            while world.running and world.now < day:
                world.step()
                yield None
            twin = world.twin(changes_of(self.baseline), self.baseline.overrides, ahead=True)
            left = yield from self._to_end(twin, self.baseline)
        except BaseException:  # let go half-way, among others
            world.close()
            raise
        yield Kept(world, left)

    def _to_end(self, world: SurvivorJourneys, scenario: Scenario) -> Living:
        """Live a world to its end; return its outcomes."""
        try:
            while world.running:
                world.step()
                yield
            return self._left(world, scenario)
        finally:
            world.close()

    def _keep(self, place: Place, kept: Kept) -> None:
        """Keep a baseline if there is room: those of other questions go first, then those of later draws."""
        if place not in self.kept:
            if self.people > MOST_PEOPLE or self.draw > FIRST_DRAWS:
                return
            if len(self.kept) >= KEPT:
                later = [each for each in self.kept if each.draw > self.draw]
                others = [each for each in self.kept if not each.is_like(place)]
                if not others and not later:
                    return
                self.kept.pop(others[0] if others else max(later, key=lambda each: each.draw)).world.close()
        self.kept[place] = kept
        self.kept.move_to_end(place)

    def _left(self, world: SurvivorJourneys, scenario: Scenario) -> Values:
        table, pounds = read_off(world), pounds_of(scenario, world)
        rows = np.concatenate([table.rows, np.array([pounds, table["cost_public", "all"] + pounds])])
        years = slice(self.first_year - ORIGIN.year, self.last_year - ORIGIN.year + 1)
        return np.ascontiguousarray(rows[[ROWS[outcome, "all"] for outcome in OUTCOMES], years])


@dataclass(frozen=True)
class Rehearsal:
    """Lives a little, so that everything is loaded and compiled before anybody waits."""

    def run(self) -> None:
        """Live it."""
        shipped()
        rehearse()
