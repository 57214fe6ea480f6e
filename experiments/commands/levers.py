"""`journeys levers [LEVER]`: what can be changed, who asked for it, and on what evidence its effect rests."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.cli import FINE
from scenarios.entry import Entry, entries
from scenarios.problems import InputError, Problem, did_you_mean


def answer(options: argparse.Namespace) -> int:
    """List the levers, those that match what is asked for, or show one in full."""
    found = list(entries())
    if options.lever is not None:
        shown = described(options.lever, found)
        print(json.dumps(shown, indent=1, ensure_ascii=False) if options.json else in_full(shown))
        return FINE
    chosen = [entry for entry in found if fits(entry, options.agency, options.mechanism, options.grade)]
    if options.json:
        print(json.dumps([entry.described() for entry in chosen], indent=1, ensure_ascii=False))
    else:
        print(listed(chosen))
    return FINE


def described(name: str, found: Sequence[Entry]) -> dict[str, Any]:
    """Return one entry, by the name of its lever or of its recommendation. Raises InputError."""
    by_name = {key: entry for entry in found for key in (entry.id, entry.recommendation) if key}
    if name not in by_name:
        sentence = f"no lever is called {name!r}{did_you_mean(name, by_name)}"
        raise InputError([Problem(Path("command line"), None, None, "LEVER", sentence)])
    return by_name[name].described()


def fits(entry: Entry, agency: str | None, mechanism: str | None, grade: str | None) -> bool:
    """Return whether an entry is of an agency, moves what is asked for, and has the grade."""
    known = entry.described()
    moves = " ".join([str(known["mechanism"]), *known.get("moves", ())])  # type: ignore[misc]
    return (
        (agency is None or agency.lower() in str(known["agency"]).lower())
        and (mechanism is None or mechanism.lower() in moves.lower())
        and (grade is None or known["grade"] == grade.upper())
    )


def listed(chosen: Sequence[Entry]) -> str:
    """Return one paragraph an entry, and how many there are of each kind."""
    lines = []
    for entry in chosen:
        known = entry.described()
        head = f"{entry.id}" + (f" ({known['row']}" if known["row"] else " (stress test")
        lines += [head + (f", grade {known['grade']}, {entry.effect})" if entry.lever else f", {entry.status})")]
        lines += [f"  {known['question']}"]
        if entry.lever:
            lines += [f"  {known['mechanism']}"]
        elif known.get("through"):
            lines += [f"  run: {known['through']}"]
        lines += [f"  {known['recommendation']}", ""]
    counts = Counter(entry.status for entry in chosen)
    return "\n".join([*lines, "; ".join(f"{n} {status}" for status, n in counts.items()) or "none matches"])


def in_full(known: dict[str, Any]) -> str:
    """Return every field of an entry on a line or more."""
    lines = []
    for key, value in known.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {item}" for item in value)] if value else [f"{key}: none"]
        else:
            lines.append(f"{key}: {value}")
    return "\n".join(lines)
