"""A sweep as a page of the docs, from its folder. Run as `python -m experiments.reports.sweep_page DIR`.

It writes docs/big_sweep.md: what was run, what it took, and what was found.
"""

import argparse
import sys
from pathlib import Path

from experiments.chart_words import shown
from experiments.plan import write
from experiments.reports.sweep_report import NOTES, told_of
from experiments.reports.sweep_words import findings, policies_table
from experiments.sweeps import manifest as manifests
from experiments.sweeps.digest import digest_of
from experiments.sweeps.folder import Folder
from experiments.sweeps.ledger import SUFFIX
from experiments.sweeps.standing import standing
from experiments.sweeps.words import bytes_words, seconds_words
from scenarios.problems import InputError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "big_sweep.md"


def page(folder: Path) -> str:
    """Return the page. Raises InputError if the folder holds no sweep."""
    said, stands = manifests.read(folder), standing(folder)
    found, seen, failures, chosen = told_of(folder, said)
    with found.database:
        every, hashed = found.seconds(), digest_of(found.database, list(found.plan.outcomes))
    plan, parts, begun = found.plan, len(Folder(folder).kept().receipts), _commands(folder)
    people = "everybody" if plan.people is None else f"about {plan.people:,} people in exploitation at the start"
    lines = [
        f"# A sweep of {plan.rows:,} rows", "",
        "Written by `python -m experiments.reports.sweep_page DIR` from the folder of "
        f"`journeys sweep scenarios/plans/{next(iter(said['inputs']), 'plan.yaml')}`; do not edit.", "",
        f"**{shown(plan.name)}.** {shown(plan.question, 400)}", "",
        "| what | how much |", "|---|---|",
        f"| rows | {len(plan.policies):,} policies x {len(plan.draws):,} draws x {plan.replicates:,} lives; {people}, "
        f"years {plan.first_year} to {plan.last_year} |",
        f"| done, failed, pending | {stands.ok:,}, {stands.failed:,}, {stands.pending:,} |",
        f"| time of one core | {seconds_words(every)}, {every / max(1, len(found.rows)):.3g} s a row |",
        f"| room | {bytes_words(stands.bytes)} in {2 * parts:,} parts |",
        f"| commands that ran it | {begun} (each after the first went on with what was there) |",
        f"| hash of all results | `{hashed[:16]}` |", "",
    ]  # fmt: skip
    lines += ["| policy | what it does |", "|---|---|"]
    lines += [f"| `{name}` | {does} |" for name, does in policies_table(plan).rows]
    lines.append("")
    for each in findings(plan, seen, failures, chosen):
        lines += [f"## {each.heading}", "", *(f"- {sentence}" for sentence in each.sentences), ""]
    return "\n".join([*lines, "## How to read it", "", *(f"- {note}" for note in NOTES), ""])


def _commands(folder: Path) -> int:
    """Return how many commands have left receipts: each begins a ledger of its own."""
    return sum(path.stat().st_size > 0 for path in Folder(folder).ledger.glob(f"*{SUFFIX}"))


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE")
    options = parser.parse_args()
    try:
        write(options.out, page(options.folder))
    except InputError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
