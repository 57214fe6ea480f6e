"""The report of a sensitivity study: one page, its tables as files, and its findings as text and data."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.chart_words import shown
from experiments.exports import Sheet, export, plain
from experiments.fingerprint import code_version
from experiments.page import Section
from experiments.page_words import Table
from experiments.plan import write
from experiments.reports.report import Report, page
from experiments.reports.study_charts import box_chart, screening_chart, settled_chart, shares_chart, worth_chart
from experiments.reports.study_sheets import sheets
from experiments.reports.study_words import findings, named
from experiments.reports.swings_chart import swings_chart
from experiments.sensitivity.found import Found, found
from experiments.sensitivity.inputs import DUMMY
from experiments.sensitivity.study import StudyPlan
from experiments.sweeps.words import seconds_words

NOTES = (
    "A number is moved within what is believed of it (its prior): its quantile is the input, so that all numbers count "
    "alike whatever their units. Numbers known exactly are not moved.",
    "Rows that are to differ in one number share all luck; luck is an input of its own, so the share of chance is told "
    "and is in no other share.",
    "A share “by itself” would go if the number alone were known; a share “in all” would be left if all others were.",
    "A run that fails takes its whole block or trajectory with it, because the others would have nothing to be "
    "compared with; what is left out is counted.",
    "Shares assume that numbers vary independently of each other, as priors do. A posterior's do not.",
    "What knowing would be worth is for perfect knowledge, and bounds any real study from above.",
    "Evidence grades: A official statistic or statutory rule; B published research or inspectorate finding; C estimate "
    "of experts, charities, press or ministers; D an assumption of ours.",
)


def write_report(study: StudyPlan, folder: Path, command: str) -> tuple[list[str], dict[str, Any]]:
    """Write `report.html`, `findings.json`, `tables.xlsx` and `tables/` to the folder of a study that has been run.

    Return what was found as lines of text, and as data. Raises OSError.
    """
    seen, command = found(study, folder), shown(command, 400)
    tables = sheets(seen)
    data = as_data(seen, tables)
    write(folder / "report.html", page(report(seen, command)))
    write(folder / "findings.json", json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1))
    export(folder, shown(study.name), [shown(study.question, 400), command, *NOTES], tables)
    return list(text(seen)), data


def text(seen: Found) -> Iterator[str]:
    """Yield the findings as lines."""
    yield shown(seen.study.name)
    for each in findings(seen):
        yield ""
        yield each.heading
        yield from (f"  {line}" for line in each.sentences)


def as_data(seen: Found, tables: list[Sheet]) -> dict[str, Any]:
    """Return the study, its findings in sentences and every table as plain data."""
    return {
        "kind": "sensitivity study", "study": plain(seen.study.described()), "kept": list(seen.kept),
        "findings": [{"about": each.heading, "sentences": list(each.sentences)} for each in findings(seen)],
        "tables": {
            sheet.name: [dict(zip([c.name for c in sheet.columns], plain(row), strict=True)) for row in sheet.rows]
            for sheet in tables if sheet.name != "findings"
        },
    }  # fmt: skip


def report(seen: Found, command: str) -> Report:
    """Return what stands on the page."""
    study = seen.study
    runs = sum(stage.rows for stage in seen.stages) * len(study.policies)
    people = "everybody" if study.people is None else f"about {study.people:,} people in exploitation at the start"
    against = f"{shown(study.policies[1].name)} against " if len(study.policies) > 1 else ""
    return Report(
        f"Sensitivity: {shown(study.name)}", shown(study.question, 400),
        f"{against}{shown(study.policies[0].name)}; {len(study.inputs) - 1:,} uncertain numbers; years "
        f"{study.first_year} to {study.last_year} together; {people}; {runs:,} runs.",
        findings(seen), tuple(_sections(seen)), NOTES, command, tuple(_facts(seen)),
    )  # fmt: skip


def _sections(seen: Found) -> Iterator[Section]:
    study = seen.study
    if study.shares:
        yield Section("driven", "What drives it", (shares_chart(seen), settled_chart(seen)))
    if study.screening:
        yield Section("screened", "Which numbers move it at all", (screening_chart(seen),))
    if any(one.swings for one in seen.outputs):
        yield Section("moved", "How far each number moves it", (swings_chart(seen),))
    if any(one.studies for one in seen.outputs):
        yield Section("evidence", "What would be worth knowing", (worth_chart(seen),))
    if seen.box:
        yield Section("where", "Where it happens", (box_chart(seen),))
    checks = [one for one in seen.outputs if one.check]
    if checks:
        head = ("Number", "Gap between distributions", "Band of numbers that do nothing", "Above it")
        tables = tuple(
            Table(named(study, one.output), head, tuple(
                (name, f"{value:.3f}", f"{one.check.band:.3f}", "yes" if value > one.check.band else "no")
                for name, value in sorted(one.check.index.items(), key=lambda pair: -pair[1])
            ))
            for one in checks if one.check
        )  # fmt: skip
        yield Section("check", "A check that needs no variance", (), fold="PAWN, number by number", tables=tables)
    yield Section("numbers", "The numbers that were varied", (), fold="Every number, what it is and what it rests on",
                  tables=(_inputs(seen),))  # fmt: skip


def _inputs(seen: Found) -> Table:
    rows = tuple(
        (one.name, one.meaning, one.unit or "-", "assumption" if one.assumed else f"grade {one.grade}", one.agency,
         f"{one.value(0.05):.3g} to {one.value(0.95):.3g}")
        for one in seen.study.inputs if one != DUMMY
    )  # fmt: skip
    return Table("Uncertain numbers", ("Number", "Meaning", "Unit", "Rests on", "Agency", "90% of belief"), rows)


def _facts(seen: Found) -> Iterator[tuple[str, str]]:
    for stage in seen.stages:
        failed = f", {stage.failed:,} runs failed" if stage.failed else ", no run failed"
        yield stage.name.capitalize(), f"{stage.rows:,} rows{failed}; {seconds_words(stage.seconds)} of one core"
    yield "Seed", str(seen.study.seed)
    yield "Code", seen.study.code
    yield "Version", code_version()
