"""What a sweep says at every setting of its levers: bands by year and in all, verdicts, and what lies between runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from experiments.answers import outside
from experiments.comparison.verdict import Verdict, verdict
from experiments.explorer.bands import bands
from experiments.explorer.emulator import Emulator, Floats, emulator, hull
from experiments.explorer.space import Space, space
from experiments.sweeps.decision import since
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import Results

MOST_DRAWS = 100
"""Draws of an emulator; it takes the first ones, so that a page stays small."""


@dataclass(frozen=True, eq=False)
class Told:
    """One outcome under every policy. Slots are the years reported, then all years from the first lever on."""

    outcome: str
    level: Floats
    """Ends of the bands over draws (shape [policies, slots, ends])."""
    difference: Floats
    """The same of the differences from the baseline in the same draw."""
    verdicts: tuple[Verdict, ...]
    """What may be said of the difference in all years, by policy; of the baseline, that it is none."""
    base: Floats
    """The baseline (shape [slots, draws]), the draws of the emulator."""
    emulator: Emulator | None


@dataclass(frozen=True, eq=False)
class Explored:
    """A sweep as its explorer shows it."""

    found: Results
    space: Space
    told: tuple[Told, ...]
    draws: int
    """Draws in which every policy was lived to its end; only these count."""

    @property
    def plan(self) -> Plan:
        """The plan, with as many draws as were chosen."""
        return self.found.plan

    @cached_property
    def since(self) -> int:
        """The first year in which any policy may differ from the baseline."""
        return since(self.found)

    @property
    def hull(self) -> Floats | None:
        """The convex hull of the settings that were run, where there is anything between them to be told."""
        where = settings(self.space)
        return None if where is None else hull(where[1])


def explored(found: Results) -> Explored:
    """Return what a sweep says at every setting."""
    place = space(found.plan)
    between = settings(place)
    if between is not None and hull(between[1]) is None:
        between = None
    draws = whole(found)
    told = tuple(_told(found, outcome, draws, between) for outcome in found.plan.outcomes)
    return Explored(found, place, told, len(draws))


def settings(place: Space) -> tuple[list[int], Floats] | None:
    """Return policies and their coverages (shape [policies, levers]) where an emulator is to go between them.

    None where every combination was run, or where policies differ in more than coverage.
    """
    coverages = place.coverages
    if place.complete or not coverages:
        return None
    return list(coverages), np.array(list(coverages.values()))


def whole(found: Results) -> list[int]:
    """Return the places of the draws in which every policy was lived to its end."""
    plan = found.plan
    each = [(at, luck) for at in range(len(plan.policies)) for luck in range(plan.replicates)]
    return [
        place for place, draw in enumerate(plan.draws)
        if all(found.rows.get(plan.row_id(at, draw, luck), False) for at, luck in each)
    ]  # fmt: skip


def _told(found: Results, outcome: str, draws: list[int], between: tuple[list[int], Floats] | None) -> Told:
    plan = found.plan
    years = found.values(outcome).mean(axis=2).transpose(0, 2, 1)
    in_all = found.over_time(outcome, since(found)).mean(axis=-1)
    every = np.concatenate([years, in_all[:, None]], axis=1)[..., draws]  # [policies, slots, draws]
    change = every - every[0]
    model = None
    if between is not None:
        policies, x = between
        model = emulator(x, change[policies][..., :MOST_DRAWS])
    return Told(
        outcome, bands(every), bands(change), tuple(_verdicts(plan, change[:, -1])), every[0, :, :MOST_DRAWS], model
    )


def _verdicts(plan: Plan, change: Floats) -> Sequence[Verdict]:
    """Return the verdicts on differences over all years (shape [policies, draws])."""
    base = outside(plan.policies[0].scenario)
    return [
        verdict(change[place], outside=list(dict.fromkeys(outside(policy.scenario) + base)))
        for place, policy in enumerate(plan.policies)
    ]
