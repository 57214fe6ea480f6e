"""What levers cost: the staff, places and services that a scenario's levers need, year by year."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.evidence import Quantity
from model.simulation import SurvivorJourneys
from model.values import Change
from scenarios.lever import Cost, catalogue
from scenarios.scenario import Scenario

Pounds = NDArray[np.float64]
MONTH = 365.25 / 12


def pounds_of(scenario: Scenario, sim: SurvivorJourneys) -> Pounds:
    """Return what the levers of a scenario cost in each year of a run, at prices of 2023 (shape [years]).

    What is paid for follows coverage and ramp, not how fully people comply nor what of the effect has faded, nor whom a
    lever is limited to: staff who are trained and offices that are kept cost the same. Lever costs stand apart from the
    public cost of what happens to people, which the model counts.
    """
    found = np.zeros(len(sim.calendar.years))
    for use in scenario.levers:
        lever = catalogue()[use.lever]
        if lever.costs:
            in_force = replace(next(lever.changes(use)), compliance=1.0, half_life=None)
            reached = reach_by_month(in_force, sim)
            for cost in lever.costs:
                found += _by_year(cost, reached, sim)
    return found


def reach_by_month(change: Change, sim: SurvivorJourneys) -> NDArray[np.float64]:
    """Return the share of places or people reached in the middle of each month (shape [years, 12])."""
    days = sim.calendar.year_starts[:-1, None] + MONTH * (np.arange(12) + 0.5)
    return np.array([[float(change.strength(day, None)) for day in year] for year in days])


def _by_year(cost: Cost, reached: NDArray[np.float64], sim: SurvivorJourneys) -> Pounds:
    units = sim.world.one(cost.units, sim.now) if isinstance(cost.units, Quantity) else cost.units
    price = sim.world.one(cost.price, sim.now)
    if cost.each == "a year":
        return np.asarray(units * price * reached.mean(axis=1))
    most = np.maximum.accumulate(reached.ravel())
    return np.asarray(units * price * np.diff(most, prepend=0.0).reshape(reached.shape).sum(axis=1))
