"""A pair: the model under a baseline and a scenario, lived by the same people with the same luck.

Outputs are levels under each, and their difference, which is one output of its own: what drives a level need not drive
what a policy changes about it. The years before the scenario parts from the baseline are lived once.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from experiments.draw import advance
from experiments.job import changes_of, parting
from experiments.lever_costs import pounds_of
from experiments.sensitivity.design import Floats
from experiments.sensitivity.pool import Lived
from experiments.study import COSTS, DEFINITIONS, over_years
from model.calendar import ORIGIN
from model.reading import read_off
from model.simulation import SurvivorJourneys
from model.values import MIDDLE
from scenarios.scenario import Scenario

Of: TypeAlias = Literal["baseline", "scenario", "difference"]


class Output(NamedTuple):
    """One number that a row leaves: an outcome, and in which world, or the difference that the scenario makes."""

    outcome: str
    of: Of


@dataclass(frozen=True)
class Pair:
    """A baseline, a scenario to be held against it (None: the baseline alone), and what is read off."""

    baseline: Scenario
    scenario: Scenario | None
    outcomes: tuple[str, ...]
    since: int
    """The first year read; counts and pounds are summed over the years, shares and days averaged."""
    last_year: int
    people: int | None
    of: tuple[Of, ...] = ("baseline", "scenario", "difference")

    def __post_init__(self) -> None:
        unknown = sorted(set(self.outcomes) - set(DEFINITIONS))
        if unknown:
            raise ValueError(f"no outcome is called '{unknown[0]}'")
        if self.scenario is None and self.of != ("baseline",):
            raise ValueError("without a scenario there is the level of the baseline alone, and no difference")
        if not ORIGIN.year <= self.since <= self.last_year:
            raise ValueError(f"the first year read lies from {ORIGIN.year} to {self.last_year}, not in {self.since}")

    @property
    def outputs(self) -> tuple[Output, ...]:
        """What a row leaves, in order."""
        return tuple(Output(outcome, of) for outcome in self.outcomes for of in self.of)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The worlds lived."""
        return (self.baseline,) if self.scenario is None else (self.baseline, self.scenario)

    def job(self, names: tuple[str, ...], quantiles: Floats, luck: int) -> "PairJob":
        """Return one row to be run: numbers at quantiles, those not named at their medians."""
        return PairJob(self, names, quantiles, luck)


@dataclass(frozen=True, eq=False)
class PairJob:
    """One row."""

    pair: Pair
    names: tuple[str, ...]
    quantiles: Floats
    luck: int

    def run(self) -> Lived:
        """Live it. A row whose numbers the model cannot live with leaves undefined values and says why."""
        try:
            levels = self._levels()
        except (ArithmeticError, ValueError) as error:
            return Lived((float("nan"),) * len(self.pair.outputs), f"{type(error).__name__}: {error}")
        found = {"baseline": levels[0]}
        if len(levels) > 1:
            found |= {"scenario": levels[1], "difference": levels[1] - levels[0]}
        return Lived(tuple(float(found[of][at]) for at in range(len(self.pair.outcomes)) for of in self.pair.of))

    def _levels(self) -> list[Floats]:
        """Return the outcomes of each world (shape [outcomes] each)."""
        base = self.pair.baseline
        sim = self._world(base)
        try:
            twin = self._parted(sim)
            levels = [self._read(sim.run(), base)]
        finally:
            sim.close()
        if twin is not None and self.pair.scenario is not None:
            try:
                levels.append(self._read(twin.run(), self.pair.scenario))
            finally:
                twin.close()
        return levels

    def _parted(self, sim: SurvivorJourneys) -> SurvivorJourneys | None:
        """Return the world of the scenario: a twin taken where it parts, or one of its own if that is the first day."""
        scenario = self.pair.scenario
        if scenario is None:
            return None
        day = parting(self.pair.baseline, scenario)
        if day is None:
            return self._world(scenario)
        advance(sim, day)
        return sim.twin(changes_of(scenario))

    def _world(self, scenario: Scenario) -> SurvivorJourneys:
        return SurvivorJourneys(
            seed=self.luck, draw=MIDDLE, people=self.pair.people, last_year=self.pair.last_year,
            tick=scenario.calendar.tick_days, overrides=scenario.overrides, changes=changes_of(scenario), collect=False,
            quantiles=dict(zip(self.names, self.quantiles.tolist(), strict=True)),
        )  # fmt: skip

    def _read(self, sim: SurvivorJourneys, scenario: Scenario) -> Floats:
        """Return the outcomes of a world over the years read (shape [outcomes])."""
        table = read_off(sim)
        found = []
        for outcome in self.pair.outcomes:
            if outcome in COSTS:
                row = pounds_of(scenario, sim)
                row = row if outcome == "cost_levers" else row + table["cost_public", "all"]
            else:
                row = table[outcome, "all"]
            found.append(float(over_years(row[self.pair.since - ORIGIN.year :], outcome)))
        return np.array(found)
