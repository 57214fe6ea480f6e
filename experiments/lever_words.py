"""Levers in words, as a scenario pulls them."""

from experiments.chart_words import shown
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse, Scenario


def in_words(use: LeverUse) -> str:
    """Return a lever as it is pulled: title, coverage, first day, and what else is said of it."""
    more = [f"reached in {use.ramp_days} days"] if use.ramp_days else []
    more += [f"{100 * use.compliance:g}% carried out"] if use.compliance < 1 else []
    more += [f"half of it gone in {use.half_life_days:g} days"] if use.half_life_days else []
    more += [f"until {use.end}"] if use.end else []
    more += [f"{', '.join(levels)} only" for levels in use.groups.values()]
    more += [f"places {', '.join(map(str, use.places))} only"] if use.places else []
    return ", ".join([f"{catalogue()[use.lever].title} {100 * use.coverage:g}% from {use.start}", *more])


def does(scenario: Scenario) -> str:
    """Return all that a scenario changes, in words."""
    numbers = [f"{shown(name)} = {value:g}" for name, value in scenario.overrides.items()]
    return "; ".join([*map(in_words, scenario.levers), *numbers]) or "nothing"
