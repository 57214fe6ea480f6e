"""`journeys run [SCENARIO]`: one scenario, every outcome, beside the published figures."""

import argparse
import json
import sys
from time import perf_counter

from experiments.cli import FINE, STARTED
from experiments.plan import load_scenario, open_folder, write, years_of


def answer(options: argparse.Namespace) -> int:
    """Run and report."""
    scenario = load_scenario(options.scenario)
    first, last = years_of(options, (scenario,))
    folder = open_folder(options.out)

    from experiments.document import of_run
    from experiments.duration import told
    from experiments.job import Plan
    from experiments.pool import cores, run_all
    from experiments.text import run_table

    loaded = perf_counter()
    plan = Plan(
        (scenario,), options.seed, options.draws, options.people, first, last, (options.scenario,), prior=options.prior
    )
    workers = options.workers or cores()
    if not options.quiet and (ahead := told(plan, plan.jobs(), workers)):
        print(ahead, file=sys.stderr, flush=True)
    runs = run_all(plan.jobs(), workers, options.quiet, lines=options.progress)
    document = of_run(plan, runs, loaded - STARTED, loaded)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    print(text if options.json else run_table(document), flush=True)
    if folder:
        write(folder / "run.json", text)
    if not options.quiet and not options.json:
        print("\n".join(document["notes"]), file=sys.stderr)
    return FINE
