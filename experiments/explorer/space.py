"""The space of a sweep: the levers its policies set, as settings a reader can move, and where each policy stands.

A policy stands in the space if it is the baseline with levers of the plan on top. Others, scenarios that the plan
names, are chosen by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal, TypeAlias, get_args

from experiments.sweeps.plan import Plan
from experiments.sweeps.policy import Policy, named
from scenarios.lever import Lever, catalogue
from scenarios.scenario import LeverUse

Setting: TypeAlias = Literal["coverage", "compliance", "start", "ramp_days"]
Level: TypeAlias = float | str
"""A share, a number of days, or a date in ISO form."""
Place: TypeAlias = tuple[int, ...]
"""Where one lever stands: which level of each of its axes; nothing where it is not pulled."""
Point: TypeAlias = tuple[Place, ...]


@dataclass(frozen=True)
class Axis:
    """One setting of a lever, and the levels it was run at."""

    setting: Setting
    levels: tuple[Level, ...]
    """Rising."""


@dataclass(frozen=True)
class Moved:
    """A lever and its axes: always its coverage, and each other setting that has two levels or more."""

    lever: Lever
    use: LeverUse
    """One use of it, for what all uses have in common."""
    axes: tuple[Axis, ...]

    @property
    def ways(self) -> int:
        """In how many ways it is set, not being pulled among them."""
        return 1 + prod(len(axis.levels) for axis in self.axes)

    def place(self, use: LeverUse) -> Place:
        """Return where a use of it stands."""
        return tuple(axis.levels.index(level(use, axis.setting)) for axis in self.axes)


@dataclass(frozen=True)
class Space:
    """The levers of a plan, which policy stands where among them, and the policies with names of their own."""

    levers: tuple[Moved, ...]
    points: dict[Point, int]
    named: tuple[int, ...]

    @property
    def ids(self) -> list[str]:
        """The levers by their identifiers."""
        return [moved.lever.id for moved in self.levers]

    @property
    def complete(self) -> bool:
        """Whether every combination of levels is a policy."""
        return len(self.points) == prod(moved.ways for moved in self.levers)

    @property
    def coverages(self) -> dict[int, tuple[float, ...]] | None:
        """The coverage of every lever by policy, where policies differ in nothing else; else none."""
        if any(len(moved.axes) > 1 for moved in self.levers):
            return None
        return {
            policy: tuple(
                float(moved.axes[0].levels[place[0]]) if place else 0.0
                for moved, place in zip(self.levers, point, strict=True)
            )
            for point, policy in self.points.items()
        }  # fmt: skip


def space(plan: Plan) -> Space:
    """Return the space of a plan."""
    uses = {place: found for place, policy in enumerate(plan.policies) if (found := added(plan, policy)) is not None}
    every = [use for found in sorted(uses.values(), key=len, reverse=True) for use in found]  # in the plan's own order
    levers = tuple(
        _moved(name, [use for use in every if use.lever == name]) for name in dict.fromkeys(use.lever for use in every)
    )
    return Space(
        levers, {_point(levers, found): place for place, found in uses.items()},
        tuple(place for place in range(len(plan.policies)) if place not in uses),
    )  # fmt: skip


def added(plan: Plan, policy: Policy) -> tuple[LeverUse, ...] | None:
    """Return the levers of the plan that a policy pulls on top of the baseline; none if it is a scenario by itself."""
    base = plan.policies[0].scenario
    kept = len(base.levers)
    uses = policy.scenario.levers[kept:]
    on_top = policy.scenario.levers[:kept] == base.levers and policy.scenario.overrides == base.overrides
    made = policy is plan.policies[0] or policy.name == (named(uses, catalogue()) or "no lever")
    return uses if on_top and made else None


def level(use: LeverUse, setting: Setting) -> Level:
    """Return at which level a use of a lever has a setting."""
    value: Any = getattr(use, setting)
    return value.isoformat() if setting == "start" else float(value)


def _moved(name: str, uses: Sequence[LeverUse]) -> Moved:
    axes = []
    for setting in get_args(Setting):
        levels = tuple(sorted({level(use, setting) for use in uses}))
        if setting == "coverage" or len(levels) > 1:
            axes.append(Axis(setting, levels))
    return Moved(catalogue()[name], uses[0], tuple(axes))


def _point(levers: Sequence[Moved], uses: Sequence[LeverUse]) -> Point:
    by_lever = {use.lever: use for use in uses}
    return tuple(moved.place(by_lever[moved.lever.id]) if moved.lever.id in by_lever else () for moved in levers)
