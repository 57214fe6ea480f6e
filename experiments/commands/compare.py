"""`journeys compare BASELINE SCENARIO...`: the same people and luck under each scenario; differences with intervals."""

import argparse
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from experiments.cli import FAILED, FINE, STARTED
from experiments.plan import load_scenario, open_folder, same_world, write, years_of
from scenarios.problems import InputError, Problem

if TYPE_CHECKING:
    from experiments.comparison.precision import Asked


def answer(options: argparse.Namespace) -> int:
    """Compare and report."""
    scenarios = same_world(options.scenarios, tuple(load_scenario(s) for s in options.scenarios))
    first, last = years_of(options, scenarios)

    from experiments.comparison.precision import FEWEST
    from experiments.document import of_comparison
    from experiments.duration import told
    from experiments.extras import with_extras
    from experiments.job import Plan
    from experiments.page import page
    from experiments.pool import cores
    from experiments.runner import draw_of, draws_of, studied, studied_to
    from experiments.text import comparison_table

    asked = precision_of(options.precision)
    folder = open_folder(options.out)
    loaded = perf_counter()
    again = options.again if asked else min(options.again, options.draws // 3)
    plan = Plan(
        scenarios,
        options.seed,
        options.draws,
        options.people,
        first,
        last,
        tuple(options.scenarios),
        again,
        options.prior,
    )
    plan, extras = with_extras(plan, options.split, options.switching)
    workers = options.workers or cores()
    first_look = min(FEWEST, options.most_draws)
    ahead_of = [draw_of(plan, number) for number in range(1, first_look + 1)] if asked else draws_of(plan)
    if not options.quiet and (ahead := told(plan, ahead_of, workers)):
        looks = f"; that is for {first_look} draws, and at most {options.most_draws} may be needed" if asked else ""
        print(ahead + looks, file=sys.stderr, flush=True)
    if asked:
        study = studied_to(plan, asked, options.most_draws, workers, options.quiet, options.progress)
    else:
        study = studied(plan, workers, options.quiet, options.progress)
    document = of_comparison(study, extras, loaded - STARTED, loaded)
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


def precision_of(texts: list[str]) -> list["Asked"]:
    """Return what was asked of precision. Raises InputError with one sentence."""
    from experiments.comparison.precision import parse
    from experiments.study import DEFINITIONS

    try:
        return [parse(text, DEFINITIONS) for text in texts]
    except ValueError as mistake:
        raise InputError([Problem(Path("command line"), None, None, "--precision", str(mistake))]) from mistake
