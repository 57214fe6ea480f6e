"""A scenario as the text of a file that is read back as the same scenario, whatever its author wrote."""

import json
from collections.abc import Iterator
from typing import Any

from experiments.chart_words import shown
from scenarios.scenario import LeverUse, Scenario

LONGEST_NAME, LONGEST_QUESTION = 80, 300
DAYS = ("start", "end")


def text_of(scenario: Scenario) -> str:
    """Return the text; names and questions are quoted, so that nothing in them is read as anything else."""
    return "\n".join(lines(scenario)) + "\n"


def lines(scenario: Scenario) -> Iterator[str]:
    """Yield its lines: levers each with all that is said of its use, which leaves nothing to defaults."""
    calendar = scenario.calendar
    yield f"name: {quoted(scenario.name or 'unnamed', LONGEST_NAME)}"
    yield f"question: {quoted(scenario.question, LONGEST_QUESTION)}"
    yield f"calendar: {{from: {calendar.first_day}, to: {calendar.last_day}, tick_days: {calendar.tick_days}}}"
    yield "levers:" if scenario.levers else "levers: []"
    for use in scenario.levers:
        yield f"  - {{{', '.join(f'{key}: {value}' for key, value in fields(use).items())}}}"
    if scenario.overrides:
        yield "overrides:"
        yield from (f"  {name}: {value!r}" for name, value in scenario.overrides.items())


def fields(use: LeverUse) -> dict[str, str]:
    """Return what is said of the use of a lever, as it stands in a file; what is not said is left out."""
    said: dict[str, Any] = use.model_dump(mode="json")
    return {
        key: value if key in DAYS else json.dumps(value) for key, value in said.items() if value not in (None, [], {})
    }


def quoted(text: str, longest: int) -> str:
    """Return a text in double quotes, without marks that files may not hold; all but ASCII is written as numbers."""
    return json.dumps(shown(text, longest).strip("\u2068\u2069"))
