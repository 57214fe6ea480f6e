"""A draw: one draw of the numbers and of luck, lived under every scenario of a comparison by the same people.

The years before a scenario parts from the baseline are lived once: its world is a twin of the baseline's, taken on
that day. So that this can be seen to change nothing, in one draw every scenario is also lived from the first day on
by itself, and both ends are compared bit for bit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

from experiments.job import Finished, Job, changes_of, left_by, parting, simulation
from experiments.lever_costs import Pounds, pounds_of
from experiments.tally import Tally, tally_of
from model.fates import Fates, read_fates
from model.simulation import SurvivorJourneys
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Compared:
    """What a scenario leaves in one draw, and how the same people fare in it and in the baseline."""

    finished: Finished
    pounds: Pounds
    """What its levers cost in each year, at prices of 2023 (shape [years])."""
    tally: Tally
    identical: bool | None = None
    """Whether its world, lived by itself, is the baseline's up to the day they part; None where it was not tried."""


@dataclass(frozen=True)
class Draw:
    """One draw; the first scenario is the baseline."""

    scenarios: tuple[Scenario, ...]
    seed: int
    draw: int
    people: int | None
    last_year: int
    luck: int = 0
    proof: bool = False
    quantiles: Mapping[str, float] = field(default_factory=dict)
    prior: bool = False

    def run(self) -> tuple[Compared, ...]:
        """Live it under each scenario, in their order."""
        base = self.scenarios[0]
        days = [parting(base, scenario) for scenario in self.scenarios]
        began = perf_counter()
        sim, ends, identical = simulation(self._job(base)), {}, {}
        for day in sorted({day for day in days if day is not None}):
            advance(sim, day)
            for place in (i for i, parts in enumerate(days) if parts == day):
                scenario, since = self.scenarios[place], perf_counter()
                world = sim.twin(changes_of(scenario), scenario.overrides, ahead=True).run()
                if self.proof:
                    identical[place] = self._by_itself(scenario, day, sim.digest(), world.digest())
                ends[place] = self._ended(world, scenario, since)
        ends[0] = self._ended(sim.run(), base, began)
        for place in range(1, len(self.scenarios)):
            if place not in ends:
                scenario, since = self.scenarios[place], perf_counter()
                ends[place] = self._ended(simulation(self._job(scenario)).run(), scenario, since)
        fates = ends[0][2]
        return tuple(
            Compared(finished, pounds, tally_of(fates, own, days[place] or 0.0), identical.get(place))
            for place, (finished, pounds, own) in sorted(ends.items())
        )

    def _ended(self, sim: SurvivorJourneys, scenario: Scenario, began: float) -> tuple[Finished, Pounds, Fates]:
        """Return what a world that has come to its end leaves, and close it."""
        left = left_by(sim, began), pounds_of(scenario, sim), read_fates(sim)
        sim.close()
        return left

    def _job(self, scenario: Scenario) -> Job:
        return Job(scenario, self.seed, self.draw, self.people, self.last_year, self.luck, self.quantiles, self.prior)

    def _by_itself(self, scenario: Scenario, day: float, parted: str, ended: str) -> bool:
        """Return whether a scenario lived by itself is the baseline until they part, and ends where its twin ended."""
        alone = simulation(self._job(scenario))
        advance(alone, day)
        same = alone.digest() == parted and alone.run().digest() == ended
        alone.close()
        return same


def advance(sim: SurvivorJourneys, day: float) -> None:
    """Live up to the boundary at which numbers of that day come into force."""
    while sim.running and sim.now < day:
        sim.step()
