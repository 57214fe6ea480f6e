"""A paired draw: baseline and scenario lived by the same people, and what of it the app shows.

A worker keeps the last baselines it lived up to the day a scenario parts from them, so that a lever moved a little
costs the years after that day alone.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.draw import advance
from experiments.job import Job, changes_of, parting, simulation
from experiments.lever_costs import pounds_of
from experiments.study import ROWS
from experiments.text import HEADLINES
from model.calendar import ORIGIN
from model.reading import read_off
from model.simulation import SurvivorJourneys
from scenarios.scenario import Scenario

Values: TypeAlias = NDArray[np.float64]
OUTCOMES = (*HEADLINES, "cost_levers", "cost_public_and_levers", "witnesses_withdrawn")
KEPT = 2
"""Baselines that a worker keeps; of 10,000 people each takes some 80 MB."""
MOST_PEOPLE = 20_000
"""Larger samples are not kept."""


class Pair(NamedTuple):
    """What one draw leaves."""

    base: Values
    """Outcomes of the baseline (shape [outcomes, years])."""
    scenario: Values


@dataclass(eq=False)
class Kept:
    """A baseline on the day on which a scenario parts from it, and what it leaves at its end."""

    world: SurvivorJourneys
    left: Values


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
    worlds: ClassVar["OrderedDict[tuple[object, ...], Kept]"] = field(default=OrderedDict(), init=False)

    def run(self) -> Pair:
        """Live both."""
        day = parting(self.baseline, self.scenario)
        if day is None:
            return Pair(self._alone(self.baseline), self._alone(self.scenario))
        kept = self._kept(day)
        world = kept.world.twin(changes_of(self.scenario), self.scenario.overrides, ahead=True).run()
        return Pair(kept.left, self._left(world, self.scenario))

    def _alone(self, scenario: Scenario) -> Values:
        return self._left(simulation(self._job(scenario)).run(), scenario)

    def _job(self, scenario: Scenario) -> Job:
        return Job(scenario, self.seed, self.draw, self.people, self.last_year)

    def _kept(self, day: float) -> Kept:
        """Return the baseline on a day, kept from before or lived now; a twin of it is lived to the end."""
        key = (repr(self.baseline), self.seed, self.draw, self.people, self.first_year, self.last_year, day)
        if key not in self.worlds:
            while len(self.worlds) >= KEPT:
                self.worlds.popitem(last=False)[1].world.close()
            world = simulation(self._job(self.baseline))
            advance(world, day)
            twin = world.twin(changes_of(self.baseline), self.baseline.overrides, ahead=True).run()
            self.worlds[key] = Kept(world, self._left(twin, self.baseline))
        self.worlds.move_to_end(key)
        kept = self.worlds[key]
        if self.people > MOST_PEOPLE:
            del self.worlds[key]
        return kept

    def _left(self, world: SurvivorJourneys, scenario: Scenario) -> Values:
        """Return the outcomes of a world that has come to its end, and close it."""
        table, pounds = read_off(world), pounds_of(scenario, world)
        rows = np.concatenate([table.rows, np.array([pounds, table["cost_public", "all"] + pounds])])
        world.close()
        years = slice(self.first_year - ORIGIN.year, self.last_year - ORIGIN.year + 1)
        return np.ascontiguousarray(rows[[ROWS[outcome, "all"] for outcome in OUTCOMES], years])
