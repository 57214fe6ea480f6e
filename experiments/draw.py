"""A draw: one draw of the numbers and of luck, lived under every scenario of a comparison by the same people.

The years before a scenario parts from the baseline are lived once: its world is a twin of the baseline's, taken on
that day. So that this can be seen to change nothing, in one draw every scenario is also lived from the first day on
by itself, and both ends are compared bit for bit.
"""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from experiments.job import Finished, Job, changes_of, left_by, parting, simulation
from experiments.lever_costs import pounds_of
from experiments.tally import Tally, tally_of
from model.fates import read_fates
from model.simulation import SurvivorJourneys
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Compared:
    """What a scenario leaves in one draw, and how the same people fare in it and in the baseline."""

    finished: Finished
    pounds: NDArray[np.float64]
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

    def run(self) -> tuple[Compared, ...]:
        """Live it under each scenario, in their order."""
        began = perf_counter()
        base = self.scenarios[0]
        days = [parting(base, scenario) for scenario in self.scenarios]
        sim = simulation(self._job(base))
        parted, digests = {}, {}
        for parts in sorted({day for day in days if day is not None}):
            advance(sim, parts)
            parted[parts], digests[parts] = sim.twin(sim.changes), sim.digest()
        fates = read_fates(sim.run())
        found = [Compared(left_by(sim, began), pounds_of(base, sim), tally_of(sim, fates, fates))]
        sim.close()
        for place in range(1, len(self.scenarios)):
            scenario, day = self.scenarios[place], days[place]
            began = perf_counter()
            world = simulation(self._job(scenario)) if day is None else parted[day].twin(changes_of(scenario))
            if day is not None and day not in days[place + 1 :]:
                parted.pop(day).close()
            tally = tally_of(world.run(), fates, read_fates(world))
            identical = None
            if self.proof and day is not None:
                identical = self._by_itself(scenario, day, digests[day], world.digest())
            found.append(Compared(left_by(world, began), pounds_of(scenario, world), tally, identical))
            world.close()
        return tuple(found)

    def _job(self, scenario: Scenario) -> Job:
        return Job(scenario, self.seed, self.draw, self.people, self.last_year, self.luck)

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
