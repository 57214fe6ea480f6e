"""The finding of a scenario in plain sentences; a direction only where the verdict gives one."""

from collections.abc import Callable

from experiments.briefing.leading import told as directed
from experiments.chart_words import counted, held_back, number, refusal, wished, years_told
from experiments.charts import label
from experiments.document import Document

MOST_SAID = 4
"""Outcomes in a sentence of a finding."""


def finding(document: Document, scenario: str, told: Callable[[Document], str] | None = None) -> tuple[str, ...]:
    """Return the finding of a scenario: one sentence to remember, then what it is made of.

    `told` says what is told of an outcome: else its size and range.
    """
    refused = refusal(document, scenario)
    if refused:
        return (f"The model gives no direction. {refused.removeprefix('No direction is given: ')}",)
    found = {way: len(rows) for way, rows in counted(document, scenario).items()}
    of_all = sum(found.values())
    if found["same"] + found["undefined"] == of_all:
        return (f"The model shows no difference at all in any of {of_all} outcomes.",)
    if not found["better"] + found["worse"]:
        return _with_held(document, scenario, [f"The model shows no clear difference in any of {of_all} outcomes."])
    rest = of_all - found["better"] - found["worse"]
    first = (f"Of {of_all} outcomes, {_how_many(found['better'], 'better')} and {_how_many(found['worse'], 'worse')}. "
             f"For {rest} no difference can be told.")  # fmt: skip
    return _with_held(document, scenario, [first, *sizes(document, scenario, told or size)])


def _how_many(count: int, way: str) -> str:
    return f"{count or 'none'} {'are' if count > 1 else 'is'} clearly {way}"


def _with_held(document: Document, scenario: str, sentences: list[str]) -> tuple[str, ...]:
    return tuple(filter(None, [*sentences, held_back(document, scenario)]))


def sizes(document: Document, scenario: str, told: Callable[[Document], str]) -> list[str]:
    """Return the leading outcomes that have a direction, and what is told of each, better and worse apart."""
    rows = directed(document, scenario)
    said = []
    for way in ("better", "worse"):
        some = [told(row) for row in rows if wished(row) == way]
        if some:
            said.append(f"{way.capitalize()}: {_some(some)}.")
    rest = [told(row) for row in rows if wished(row) not in ("better", "worse")]
    if rest:
        said.append(f"Different, neither better nor worse by itself: {_some(rest)}.")
    if not said:
        names = [label(row["name"]) for way in ("better", "worse") for row in counted(document, scenario)[way]]
        said.append(f"None of the leading outcomes is among these. They are: {'; '.join(names[:8])}.")
    return said


def _some(told: list[str]) -> str:
    more = [f"and {len(told) - MOST_SAID} more"] if len(told) > MOST_SAID else []
    return "; ".join([*told[:MOST_SAID], *more])


def size(row: Document) -> str:
    """Return a direction in words, with size, range and what it is measured against."""
    unit = row["unit"]
    low, high = sorted((abs(row["low"]), abs(row["high"])))
    against = "" if row["baseline"] is None else f", against {_amount(row['baseline'], unit)} without the change"
    return (f"{label(row['name'])}, {row['direction']} by {_amount(abs(row['difference']), unit, True)} "
            f"(90% range {_amount(low, unit, True).removesuffix(' days').removesuffix(' points')} to "
            f"{_amount(high, unit, True)}){against}")  # fmt: skip


def _amount(value: float, unit: str, difference: bool = False) -> str:
    if unit == "share" and difference:
        return f"{100 * value:.2f} points"
    return number(value, unit) + (" days" if unit == "days" else "")


def question(scenario: Document) -> str:
    """Return what a scenario asks, in a sentence."""
    asked: str = scenario["question"]
    return asked or f"What if {scenario['name']}?"


def when(document: Document, scenario: str) -> str:
    """Return the years a finding is about."""
    return years_told(document, document["since"][scenario])
