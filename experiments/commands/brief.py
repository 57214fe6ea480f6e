"""`journeys brief RESULTS --out FOLDER`: a comparison as the files that an office opens."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from experiments.cli import FINE
from scenarios.problems import InputError, Problem


def answer(options: argparse.Namespace) -> int:
    """Write the briefing and say where, and what could not be made."""
    from experiments.briefing.folder import check_free, make, publish
    from experiments.briefing.results import read
    from experiments.browser import find

    folder = Path(options.out)
    check_free(folder)
    if options.browser and not find(options.browser):
        sentence = f"there is no program {options.browser!r}; give the path of a Chromium"
        raise InputError([Problem(Path("command line"), None, None, "--browser", sentence)])
    results = read(options.results)
    if options.date:
        dated = {"made": options.date}
        results = replace(results, document=results.document | dated, shown=results.shown | dated)
    try:
        made = make(results, options.short, options.browser, options.pictures)
    except KeyError as missing:  # what pictures read grows from version to version
        sentence = f"lacks {missing}: written by another version; run `journeys compare` again"
        raise InputError([Problem(Path(options.results), None, None, "", sentence)]) from missing
    publish(folder, made.files)
    for sentence in made.left_out:
        print(sentence, file=sys.stderr)
    if not options.quiet:
        print(f"briefing: {folder / 'briefing.html'}")
    return FINE
