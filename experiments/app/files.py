"""Files of the app: a scenario file checked as the command line checks it, and the results as one zip file."""

import io
import json
import shlex
import tempfile
import zipfile
from pathlib import Path

from experiments.app.answer import Answer, Question
from experiments.app.asking import baseline
from experiments.app.paired import OUTCOMES
from experiments.believed import numbers_told
from experiments.explorer.emulator import ENDS
from experiments.exports import Cell, Column, Sheet, as_csv, as_xlsx
from experiments.plan import load_scenario
from experiments.reports.report import SIMULATED
from experiments.scenario_file import text_of
from scenarios.problems import InputError
from scenarios.scenario import Scenario

NAME, RESULTS = "scenario.yaml", "results"
LARGEST = 1_000_000
"""Bytes of a file that is looked at."""


def read(content: bytes, name: str = NAME) -> Scenario:
    """Return the scenario of a file that a reader gives. Raises ValueError with what `journeys check` would say.

    It can extend what ships, not files of this machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / NAME
        file.write_bytes(content[: LARGEST + 1])
        try:
            found = load_scenario(str(file))
        except InputError as wrong:
            raise ValueError(str(wrong).replace(str(file), name)) from None
    if found.calendar.tick_days != baseline().calendar.tick_days:
        ticks = baseline().calendar.tick_days
        raise ValueError(f"{name}: calendar.tick_days: the app compares worlds lived {ticks} days at a time")
    return found


def words(question: Question) -> list[str]:
    """Return what follows `journeys` in the command that makes the same numbers, and all else that is told of them."""
    return [
        "compare", "baseline", NAME, "--people", str(question.people), "--draws", str(question.draws),
        "--seed", str(question.seed), "--from", str(question.first_year), "--to", str(question.last_year),
        "--out", RESULTS,
    ]  # fmt: skip


def command(question: Question) -> str:
    """Return that command, to be typed beside the scenario's file."""
    return shlex.join(["journeys", *words(question)])


def results(question: Question, answer: Answer) -> bytes:
    """Return scenario, numbers and how they were made, as a zip file; names are those of the question."""
    file = io.BytesIO()
    about = {
        "scenario": question.scenario.name, "draws": answer.draws, "people": question.people, "seed": question.seed,
        "years": [question.first_year, question.last_year], "numbers": numbers_told(False),
        "command": command(question), "note": SIMULATED,
    }  # fmt: skip
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(NAME, text_of(question.scenario))
        book.writestr("results.csv", as_csv(table(question, answer)))
        notes = [command(question), numbers_told(False), SIMULATED]
        book.writestr("results.xlsx", as_xlsx(question.scenario.name, notes, [table(question, answer)]))
        book.writestr("about.json", json.dumps(about, indent=1, ensure_ascii=False))
    return file.getvalue()


def table(question: Question, answer: Answer) -> Sheet:
    """Return every outcome by year, and in all years from the first lever on."""
    slots = [*map(str, question.years), f"{question.since} to {question.last_year}"]
    names = [(kind, end) for kind in ("without", "with", "difference") for end in ENDS]
    rows: list[tuple[Cell, ...]] = []
    for outcome in OUTCOMES:
        line = answer.line(outcome)
        for slot, years in enumerate(slots):
            ends = [float(x) for part in (line.base, line.level, line.difference) for x in part[slot]]
            told = (line.direction, line.sentence) if slot == len(slots) - 1 else ("", "")
            rows.append((question.scenario.name, outcome, years, *told, *ends))
    return Sheet(
        "results", "What the levers change, over draws",
        (
            Column("scenario", "scenario", "text"), Column("outcome", "outcome", "text"),
            Column("years", "a year, or all from the first lever on", "text"),
            Column("direction", "higher, lower or none", "text"), Column("rule", "what the rules say", "text"),
            *(Column(f"{kind}_{end:.0%}", f"{kind} the levers: quantile over draws") for kind, end in names),
        ), tuple(rows),
    )  # fmt: skip
