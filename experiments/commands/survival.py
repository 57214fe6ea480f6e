"""`journeys survival --of SPELL`: how soon what happens, with censoring, at 6, 12, 24 and 60 months."""

import argparse
import json
from pathlib import Path

from experiments.cli import FINE
from experiments.plan import load_scenario, open_folder, write, years_of
from model.rules import Column
from model.survivor import GROUPS
from scenarios.problems import InputError, Problem, did_you_mean


def answer(options: argparse.Namespace) -> int:
    """Run with a journal, estimate and report."""
    scenario = load_scenario(options.scenario)
    first, last = years_of(options, (scenario,))
    by = None if options.by is None else column_of(options.by)

    from experiments.job import Plan
    from experiments.progress import progress
    from experiments.spells import QUESTIONS
    from experiments.survival_document import of_survival, survival_table
    from experiments.survival_page import page
    from experiments.survival_run import followed

    if options.of not in QUESTIONS:
        hint = did_you_mean(options.of, QUESTIONS) or f"; expected one of {', '.join(QUESTIONS)}"
        raise wrong("--of", f"no spell is called {options.of!r}{hint}")
    folder = open_folder(options.out)
    plan = Plan(
        (scenario,), options.seed, options.draws, options.people, first, last, (options.scenario,), prior=options.prior
    )
    shown = progress(plan.jobs(), quiet=options.quiet)
    runs = [followed(job, QUESTIONS[options.of], by, options.draws == 1) for job in shown]
    document = of_survival(plan, options.of, QUESTIONS[options.of], options.by, runs)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    print(text if options.json else survival_table(document), flush=True)
    if folder:
        write(folder / "survival.json", text)
        write(folder / "survival.html", page(document))
    return FINE


def column_of(name: str) -> Column:
    """Return a column that is fixed for life; an InputError names the nearest one if it is none."""
    columns = {column.name: column for column in GROUPS}
    if name not in columns:
        hint = did_you_mean(name, columns) or f"; expected one of {', '.join(columns)}"
        raise wrong("--by", f"people cannot be told apart by {name!r}{hint}")
    return columns[name]


def wrong(option: str, sentence: str) -> InputError:
    """Return the mistake in an option."""
    return InputError([Problem(Path("command line"), None, None, option, sentence)])
