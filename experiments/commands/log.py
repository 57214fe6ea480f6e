"""`journeys log --out DIR`: the event log of one run, in Parquet and as a process-mining table."""

import argparse

from experiments.cli import FINE
from experiments.plan import load_scenario, open_folder, years_of


def answer(options: argparse.Namespace) -> int:
    """Run with a journal, and write."""
    scenario = load_scenario(options.scenario)
    _, last = years_of(options, (scenario,))
    folder = open_folder(options.out)
    assert folder is not None

    from experiments.eventlog import table, write_parquet, write_process_log
    from experiments.job import Job, simulation

    sim = simulation(
        Job(scenario, options.seed, options.draw, options.people, last, prior=options.prior), journal=True
    ).run()
    log = table(sim)
    rows = write_parquet(log, folder / "events.parquet")
    print(f"{rows:,} moves: {folder / 'events.parquet'}")
    if options.process_mining:
        rows = write_process_log(log, folder / "process_log.csv")
        print(f"{rows:,} activities of survivors: {folder / 'process_log.csv'}")
    return FINE
