"""`journeys check FILE`: says whether a scenario file is right."""

import argparse

from experiments.cli import FINE
from experiments.plan import load_scenario


def answer(options: argparse.Namespace) -> int:
    """Check one file; every mistake is one line on standard error."""
    scenario = load_scenario(options.file)
    levers = ", ".join(use.lever for use in scenario.levers) or "no levers"
    count = len(scenario.overrides)
    numbers = f"{count} number{'' if count == 1 else 's'} set"
    print(f"{options.file}: right. {scenario.name}: {levers}; {numbers}.")
    return FINE
