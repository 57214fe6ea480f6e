"""The report of a sweep: one page, and its tables as files."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from experiments.chart_words import shown
from experiments.exports import export
from experiments.fingerprint import code_version
from experiments.page import Section
from experiments.page_words import Table
from experiments.plan import write
from experiments.reports.report import Finding, Report, page
from experiments.reports.sweep_charts import differences_chart, pairs_chart, response_chart
from experiments.reports.sweep_sheets import sheets
from experiments.reports.sweep_words import Failure, findings, policies_table, policy, resting_table
from experiments.sweeps import manifest as manifests
from experiments.sweeps.decision import Decision, decision
from experiments.sweeps.enough import Enough, enough
from experiments.sweeps.results import Results, results
from experiments.sweeps.words import seconds_words

MOST_FAILURES = 200
"""Rows of the table of failures on the page; the file has all."""
NOTES = (
    "A row is a policy, a draw of the uncertain numbers and a luck; a draw has the same numbers and luck under every "
    "policy, so differences are those of the same people.",
    "Intervals are the 5th and 95th percentile over draws; values of a draw are means over its lives. They hold both "
    "what is not known and the luck of the sample.",
    "Outcomes are summed over the years from which any policy may differ; shares, days and numbers of people on one "
    "day are averaged over the years in which every policy defines them.",
    "“Best” and “worst” are by the mean over draws, and only for outcomes with a wished direction. The limits of "
    "evidence for a lever (the coverage its effect was seen at) are told by `journeys compare`.",
    "A row that fails leaves its draw out of comparisons with the policy that failed.",
    "What differences rest on is told by a straight line in all numbers of a grade at once, judged on ensemble members "
    "that it has not seen: a floor under what knowing them would take away, and told from a hundred members on.",
    "A box and the worth of knowing are looked for in the first outcomes that scenarios are ranked in. Where draws are "
    "more than the ensemble has members, a member comes again with other luck; both count it as a row of its own, and "
    "so look surer than they are.",
)


def write_report(folder: Path) -> Path:
    """Write `report.html`, `tables.xlsx` and `tables/` to the folder of a sweep; return the page's path.

    Raises InputError if the folder holds no sweep, OSError if it cannot be written.
    """
    said = manifests.read(folder)
    found, seen, failures, chosen = told_of(folder, said)
    with found.database:
        told = findings(found.plan, seen, failures, chosen)
        command = f"journeys sweep {shown(_plan_file(said))} --out {shown(folder.name)}"
        write(folder / "report.html", page(_report(found, seen, failures, told, command, said)))
        export(folder, shown(found.plan.name), [shown(found.plan.question, 400), command, *NOTES],
               sheets(found, seen, failures, told))  # fmt: skip
    return folder / "report.html"


def told_of(folder: Path, said: dict[str, Any]) -> tuple[Results, Decision, list[Failure], Enough]:
    """Return what the folder of a manifest holds, what is made of it, the rows that failed, and the draws needed.

    The results are to be closed by the caller.
    """
    whole = manifests.plan_of(said)
    chosen = enough(folder, whole)
    found = results(folder, whole.first(chosen.draws))
    return found, decision(found, chosen.looks), found.failures(), chosen


def _plan_file(said: dict[str, Any]) -> str:
    return next(iter(said["inputs"]), "plan.yaml")


def _report(
    found: Results, seen: Decision, failures: Sequence[Failure], told: tuple[Finding, ...], command: str,
    said: dict[str, Any],
) -> Report:  # fmt: skip
    plan = found.plan
    people = "everybody" if plan.people is None else f"about {plan.people:,} people in exploitation at the start"
    pending = plan.rows - len(found.rows)
    lead = (
        f"{len(plan.policies):,} policies, {len(plan.draws):,} draws, {plan.replicates:,} lives of each; years "
        f"{plan.first_year} to {plan.last_year}; {people}. Baseline: {policy(plan, 0)}."
    )
    return Report(
        f"Sweep: {shown(plan.name)}", shown(plan.question, 400),
        lead + (f" {pending:,} of {plan.rows:,} rows are still to be run." if pending > 0 else ""), told,
        tuple(_sections(found, seen, failures)), NOTES, command, tuple(_facts(found, said)),
        prior=plan.uncertainty.kind != "posterior",
    )  # fmt: skip


def _sections(found: Results, seen: Decision, failures: Sequence[Failure]) -> Iterator[Section]:
    plan = found.plan
    if len(plan.policies) > 1:
        yield Section("what", "What each policy does", (), fold="Policy by policy", tables=(policies_table(plan),))
        yield Section("differs", "What differs", (differences_chart(plan, seen),))
    if seen.responses:
        yield Section("levers", "Response to each lever", (response_chart(plan, seen),))
    if any(one.ranking is not None for one in seen.outcomes):
        yield Section("choice", "Which policy is better", (pairs_chart(plan, seen),))
    if seen.resting:
        yield Section("rests", "What differences rest on", (), fold="Shares by grade of evidence",
                      tables=(resting_table(plan, seen),))  # fmt: skip
    if failures:
        rows = tuple((shown(name), str(draw), str(luck), status, shown(stage), shown(error, 300))
                     for name, draw, luck, status, stage, error in failures[:MOST_FAILURES])  # fmt: skip
        head = ("Policy", "Draw", "Luck", "Status", "Stage", "Error")
        yield Section("failed", "Rows that failed", (), fold="Row by row",
                      tables=(Table("Rows that failed or were stopped", head, rows),))  # fmt: skip


def _facts(found: Results, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Rows", f"{len(found.rows):,}, {found.failed:,} of them failed"
    yield "Time", f"{seconds_words(found.seconds())} of one core"
    yield "Seed", str(found.plan.seed)
    yield "Code", found.plan.code
    yield "Begun", str(said["begun"])
    yield "Version", code_version()
