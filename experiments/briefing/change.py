"""What would change a finding: how weak the effect may be, and what would be worth finding out."""

from collections.abc import Iterator

from experiments.briefing.leading import leading, told
from experiments.chart_words import of
from experiments.charts import label
from experiments.document import Document

MOST_TOLD = 3
"""Outcomes that switch, and numbers to find out, in the sentences of a scenario."""


def switches(document: Document, scenario: str, most: int = MOST_TOLD) -> Iterator[str]:
    """Yield how weak the effect of a scenario may be before a leading outcome is no better than without it."""
    rows = [row for row in of(document, "switching", scenario) if row["rival"] == document["scenario"]]
    if not rows:
        yield "How weak the effect may be was not tested (`journeys compare --switching` does)."
        return
    clear = {row["name"]: row for row in rows if not row["rule"]}
    chosen = [name for name in leading(document) if name in clear][:most]
    for name in chosen:
        yield f"{label(name)}: {_switch(clear[name])}."
    if not chosen:
        yield "No leading outcome has a clear difference, so none can be said to switch."


def _switch(row: Document) -> str:
    if row["ends"] == "never":
        return "no better than without the change, even with the full effect"
    if row["ends"] == "always":
        return "better even if only a small part of the effect comes about"
    ends = "" if row["low"] is None else f" (90% range {1 - row['high']:.0%} to {1 - row['low']:.0%})"
    return f"better until the effect is {1 - row['strength']:.0%} weaker{ends}"


def narrowing(document: Document, scenario: str) -> str:
    """Return whether more evidence would narrow the ranges of what is told."""
    rows = [row for row in told(document, scenario) if row.get("parameters_low") is not None]
    if not rows:
        return ""
    wider = sum(_width(row, "parameters") > _width(row, "chance") for row in rows)
    if 2 * wider > len(rows):
        return "Most of the width of the ranges comes from not knowing the numbers, those of the model included."
    return "Most of the width of the ranges comes from chance: better evidence would narrow them little."


def _width(row: Document, part: str) -> float:
    return float(row[f"{part}_high"] - row[f"{part}_low"])


def to_find_out(scenario: Document, most: int = MOST_TOLD) -> str:
    """Return the numbers that carry the effect on the weakest evidence; results cannot tell which matter most."""
    known = {number["name"]: number for use in scenario["levers"] for number in use["rests_on"]}
    if not known:
        return ""
    worst = max(number["grade"] for number in known.values())
    weakest = [number for number in known.values() if number["grade"] == worst]
    named = "; ".join(f"{number['meaning']}{_believed(number)}" for number in weakest[:most])
    more = f"; and {len(weakest) - most} more" if len(weakest) > most else ""
    return f"Weakest evidence among the numbers of the change (grade {worst}): {named}{more}."


def _believed(number: Document) -> str:
    return f" ({believed(number)})" if number["prior"] else ""


def believed(number: Document) -> str:
    """Return what is believed of a number, without the name of a distribution; how it is made if it is computed."""
    prior: str = number["prior"]
    return prior.partition(", ")[2] or prior or number["basis"]
