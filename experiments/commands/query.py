"""`journeys query DIR SQL`: a question about the results of a sweep, answered from the parts that can be trusted."""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.cli import FINE
from experiments.exports import cell, plain

AT_ONCE = 1000
"""Rows that are in memory at a time."""
MOST_SHOWN = 1000
"""Rows of a table for reading."""


def answer(options: argparse.Namespace) -> int:
    """Ask, and print."""
    from experiments.sweeps import manifest, views
    from experiments.sweeps.folder import Folder

    folder = Folder(Path(options.folder))
    said = manifest.read(folder.path)
    kept = folder.kept()
    if kept.damaged:
        print(f"{len(kept.damaged):,} files are missing or damaged and left out; --resume mends it", file=sys.stderr)
    with views.opened(folder, kept, views.outcomes_of(said)) as database:
        found = views.answer(database, options.sql)
        names = [column[0] for column in found.description or ()]
        if options.json:
            print_json(names, found)
        elif options.csv:
            print_csv(names, found)
        else:
            print_table(names, found)
    return FINE


def print_json(names: Sequence[str], found: Any) -> None:
    """Print a JSON list of rows, as they come."""
    before = "["
    while rows := found.fetchmany(AT_ONCE):
        for row in rows:
            print(before + json.dumps(dict(zip(names, map(plain, row), strict=True)), ensure_ascii=False), end="")
            before = ",\n "
    print("]" if before != "[" else "[]")


def print_csv(names: Sequence[str], found: Any) -> None:
    """Print CSV; text that a spreadsheet would run as a formula is marked as text."""
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    while rows := found.fetchmany(AT_ONCE):
        writer.writerows([[cell(value) for value in row] for row in rows])


def print_table(names: Sequence[str], found: Any) -> None:
    """Print a table for reading."""
    rows = [[shown(value) for value in row] for row in found.fetchmany(MOST_SHOWN + 1)]
    more = len(rows) > MOST_SHOWN
    table = [list(names), *rows[:MOST_SHOWN]]
    widths = [max(len(line[i]) for line in table) for i in range(len(names))]
    for line in table:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
    if more:
        print(f"the first {MOST_SHOWN:,} rows are shown; --csv or --json print them all", file=sys.stderr)


def shown(value: Any) -> str:
    """Return a value for reading, on one line."""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = "" if value is None else json.dumps(plain(value)) if isinstance(value, dict | list) else str(value)
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return text if len(text) <= 100 else f"{text[:97]}..."
