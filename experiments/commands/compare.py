"""`journeys compare BASELINE SCENARIO...`: the same people and luck under each scenario; differences with intervals."""

import argparse
import json
import sys
from time import perf_counter

from experiments.cli import FAILED, FINE, STARTED
from experiments.plan import load_scenario, open_folder, same_world, write, years_of


def answer(options: argparse.Namespace) -> int:
    """Compare and report."""
    scenarios = same_world(options.scenarios, tuple(load_scenario(s) for s in options.scenarios))
    first, last = years_of(options, scenarios)
    folder = open_folder(options.out)

    from experiments.document import of_comparison
    from experiments.job import Plan
    from experiments.page import page
    from experiments.pool import cores, run_all
    from experiments.text import comparison_table

    loaded = perf_counter()
    plan = Plan(scenarios, options.seed, options.draws, options.people, first, last, tuple(options.scenarios))
    runs = run_all(plan.jobs(), options.workers or cores(), options.quiet)
    document = of_comparison(plan, runs, loaded - STARTED, loaded)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    print(text if options.json else comparison_table(document), flush=True)
    if folder:
        picture = page(document)
        write(folder / "comparison.json", text)
        write(folder / "comparison.html", picture)
    if folder and not options.quiet:
        print(f"\npicture: {folder / 'comparison.html'}", file=sys.stderr)
    broken = [check["scenario"] for check in document["checks"] if check["identical"] is False]
    if broken:
        print(f"the worlds of {', '.join(broken)} differ from the baseline before any lever starts", file=sys.stderr)
        return FAILED
    return FINE
