"""`journeys journey PERSON`: one synthetic life of a run, told day by day."""

import argparse
from pathlib import Path

from experiments.cli import FINE
from experiments.plan import load_scenario, years_of
from scenarios.problems import InputError, Problem


def answer(options: argparse.Namespace) -> int:
    """Run with a journal, and tell."""
    scenario = load_scenario(options.scenario)
    _, last = years_of(options, (scenario,))

    from experiments.job import Job, simulation
    from experiments.life import row_of, told

    job = Job(scenario, options.seed, options.draw, options.people, last)
    sim = simulation(job, journal=True).run()
    try:
        row = row_of(sim, options.person)
    except LookupError as nobody:
        raise InputError([Problem(Path("command line"), None, None, "PERSON", str(nobody))]) from nobody
    print("\n".join(told(sim, row)))
    return FINE
