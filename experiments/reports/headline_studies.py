"""How much of what the headline levers do rests on assumptions: a page of the docs, from the folders of their studies.

Run as `python -m experiments.reports.headline_studies DIR DIR ...`, each the folder of a `journeys sensitivity` by
grade; it writes docs/sensitivity_headlines.md.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from experiments.chart_words import opening, shown
from experiments.charts import label
from experiments.commands.report import study_of
from experiments.plan import write
from experiments.reports.study_words import findings
from experiments.sensitivity.found import Found, OfOutput, found
from experiments.sensitivity.index import Index, percent
from experiments.sensitivity.inputs import ASSUMPTION, DUMMY
from experiments.sensitivity.study import KIND
from experiments.sweeps import manifest as manifests
from experiments.sweeps.words import seconds_words
from scenarios.problems import InputError, Problem

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sensitivity_headlines.md"


def seen_in(folder: Path) -> Found:
    """Return what the study of a folder has found. Raises InputError if it holds none, or not all of its runs."""
    said = manifests.read(folder, any_kind=True)
    if said["kind"] != KIND:
        raise InputError([Problem(folder, None, None, "", "holds a sweep, not a sensitivity study")])
    return found(study_of(folder, said), folder)


def page(seen: Sequence[Found]) -> str:
    """Return the page."""
    lines = [
        "# How much of what the headline levers do rests on assumptions", "",
        "Written by `python -m experiments.reports.headline_studies DIR ...` from the folders of studies by grade "
        "(plans in `scenarios/plans/sensitivity/`, [sensitivity.md](sensitivity.md)); do not edit. Every uncertain "
        "number is moved within its prior. A share *in all* would be left if all else were known; a share *by "
        "itself* would go if that group were known. Intervals, in brackets, are 90%.", "",
        "| lever | what it changes | assumptions in all | by themselves | luck of the sample |",
        "|---|---|---|---|---|",
        *(row for each in seen for row in _in_short(each)), "",
    ]  # fmt: skip
    for each in seen:
        lines += _section(each)
    return "\n".join(lines)


def _in_short(seen: Found) -> Iterator[str]:
    for one in seen.outputs:
        cells = [shown(seen.study.policies[-1].name), label(one.output.outcome)]
        if one.shares is None or ASSUMPTION not in one.shares.names:
            yield f"| {' | '.join(cells)} | cannot be told | | |"
            continue
        at = one.shares.names.index(ASSUMPTION)
        yield (
            f"| {' | '.join(cells)} | {_share(one.shares.total[at])} | {_share(one.shares.first[at])} "
            f"| {_share(one.shares.chance)} |"
        )


def _section(seen: Found) -> Iterator[str]:
    study = seen.study
    people = "everybody" if study.people is None else f"about {study.people:,} people in exploitation at the start"
    ran = "; ".join(
        f"{stage.name} {stage.rows:,} rows in {len(study.policies)} worlds, {stage.failed or 'none'} failed, "
        f"{seconds_words(stage.seconds)} of one core" for stage in seen.stages
    )  # fmt: skip
    yield from (f"## {opening(shown(study.name))}", "", shown(study.question, 400), "")
    years = f"years {study.first_year} to {study.last_year}"
    yield from (f"{len(study.inputs) - 1:,} uncertain numbers; {years}; {people}; {ran}.", "")
    for one, finding in zip(seen.outputs, findings(seen), strict=False):
        yield from (f"### {finding.heading}", "", *(f"- {sentence}" for sentence in finding.sentences), "")
        yield from _groups(one)


def _groups(one: OfOutput) -> Iterator[str]:
    if one.shares is None:
        return
    yield from ("| group | in all | by itself |", "|---|---|---|")
    for name in one.shares.order():
        if name != DUMMY.name:
            at = one.shares.names.index(name)
            yield f"| {name} | {_share(one.shares.total[at])} | {_share(one.shares.first[at])} |"
    yield ""


def _share(index: Index) -> str:
    return f"{index.shown:.0%} ({percent(index.low)} to {percent(index.high)})"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE")
    options = parser.parse_args()
    try:
        write(options.out, page([seen_in(folder) for folder in options.folders]))
    except InputError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
