"""Extra scenarios: packages in part and levers at part of their strength, run beside those asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from experiments.comparison.shapley import MOST_EXACT, Coalition, Order, coalitions, needed, orders
from experiments.job import Plan
from scenarios.scenario import LeverUse, Scenario

STRENGTHS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the full effect at which a scenario is run to find where it switches."""
PAIRS = 4
"""Pairs of orders, each with its reverse, in which the levers of a large package are added one by one."""


@dataclass(frozen=True)
class Extras:
    """Where the extra scenarios stand in a plan, by the place of the scenario they belong to."""

    parts: Mapping[int, Mapping[Coalition, int]] = field(default_factory=dict)
    orders: Mapping[int, Sequence[Order]] = field(default_factory=dict)
    """Of packages with too many levers to run every part of them."""
    strengths: Mapping[int, Mapping[float, int]] = field(default_factory=dict)


def with_extras(plan: Plan, split: bool, switching: bool) -> tuple[Plan, Extras]:
    """Return the plan with what attribution of packages and switching values need run, and where that stands."""
    base, *others = plan.scenarios
    scenarios = list(plan.scenarios)

    def placed(scenario: Scenario) -> int:
        for place, known in enumerate(scenarios):
            if (known.levers, known.overrides) == (scenario.levers, scenario.overrides):
                return place
        scenarios.append(scenario)
        return len(scenarios) - 1

    parts: dict[int, dict[Coalition, int]] = {}
    sampled: dict[int, Sequence[Order]] = {}
    strengths: dict[int, dict[float, int]] = {}
    for place, scenario in enumerate(others, start=1):
        added = added_levers(base, scenario)
        if split and len(added) > 1:
            if len(added) > MOST_EXACT:
                sampled[place] = orders(added, PAIRS, plan.seed)
            found = needed(sampled[place]) if place in sampled else coalitions(added)
            parts[place] = {coalition: placed(part_of(base, scenario, coalition)) for coalition in found}
        if switching and added and not {use.lever for use in base.levers} & set(added):
            strengths[place] = {share: placed(weaker(base, scenario, share)) for share in STRENGTHS}
    return replace(plan, scenarios=tuple(scenarios), shown=len(plan.scenarios)), Extras(parts, sampled, strengths)


def added_levers(base: Scenario, scenario: Scenario) -> list[str]:
    """Return the levers that a scenario pulls otherwise than the baseline does."""
    return list(dict.fromkeys(use.lever for use in scenario.levers if use not in base.levers))


def part_of(base: Scenario, scenario: Scenario, coalition: Coalition) -> Scenario:
    """Return a scenario with some of its added levers only, its other numbers kept."""
    added = set(added_levers(base, scenario))
    kept = tuple(use for use in scenario.levers if use.lever not in added or use.lever in coalition)
    kept += tuple(use for use in base.levers if use.lever in added - coalition)
    return _like(scenario, f"{scenario.name}: {len(coalition)} levers", kept)


def weaker(base: Scenario, scenario: Scenario, share: float) -> Scenario:
    """Return a scenario whose levers have a share of their effect, those that the baseline pulls, too, left out."""
    if share == 1.0:
        return scenario
    known = {use.lever for use in base.levers}
    kept = tuple(
        use if use.lever in known else use.model_copy(update={"compliance": use.compliance * share})
        for use in scenario.levers
    )
    return _like(scenario, f"{scenario.name}: {share:.0%} of its effect", kept)


def _like(scenario: Scenario, name: str, levers: tuple[LeverUse, ...]) -> Scenario:
    return scenario.model_copy(update={"name": name, "levers": levers})
