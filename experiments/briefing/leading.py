"""The outcomes a briefing leads with, the same whatever comes out, so that nothing is picked for how it looks.

First what the levers are meant to move, if they are few; then the outcomes in which all scenarios are ranked.
"""

from experiments.chart_words import interval, maybe, of, signed, wished, years_told
from experiments.charts import label, others
from experiments.desirable import RANKED
from experiments.document import Document
from experiments.page_words import Table

FEW_LEVERS, MOST_MEANT = 3, 3
"""Levers of a scenario up to which it is told what each is meant to move; and how many of these outcomes are told."""
MOST_AT_ONCE = 2
"""Scenarios in the short version."""
RULE = (
    "The outcomes are the same in every briefing, whatever came out: first what the changes are meant to move, if "
    "they are few; then ten fixed ones."
)


def leading(document: Document) -> list[str]:
    """Return the outcomes a briefing leads with."""
    few = [scenario["levers"] for scenario in document["scenarios"][1:] if len(scenario["levers"]) <= FEW_LEVERS]
    meant = [use["shows"] for levers in few for use in levers]
    first = [name for name in dict.fromkeys(meant) if name not in RANKED][:MOST_MEANT]
    known = {row["name"] for row in document["verdicts"]}
    return [name for name in (*first, *RANKED) if name in known]


def verdict_of(document: Document, scenario: str, name: str) -> Document:
    """Return the verdict on one outcome of a scenario."""
    return next(row for row in of(document, "verdicts", scenario) if row["name"] == name)


def told(document: Document, scenario: str) -> list[Document]:
    """Return the verdicts on the leading outcomes that have a direction."""
    rows = (verdict_of(document, scenario, name) for name in leading(document))
    return [row for row in rows if row["direction"] != "none"]


def in_short(document: Document) -> list[str]:
    """Return the scenarios of the short version."""
    return others(document)[:MOST_AT_ONCE]


def leading_table(document: Document, scenarios: list[str]) -> Table:
    """Return the leading outcomes: without the change, and how each scenario differs, with what may be said of it."""
    alone = len(scenarios) == 1
    head = ["Outcome", "Without the change"]
    for name in scenarios:
        head += ["Change", "90% range", "What may be said"] if alone else [name]
    years = {document["since"][name] for name in scenarios}
    told = years_told(document, min(years)) if len(years) == 1 else "the years from the first change on"
    return Table(
        f"Change against {document['scenario']}, {told} (counts: sum of the years; days, shares and numbers waiting: "
        "mean of the years). Middle of all draws in each column: in other draws there is more or less without the "
        "change, too, so that an end of a range may exceed it",
        tuple(head), tuple(_row(document, scenarios, name, alone) for name in leading(document)),
    )  # fmt: skip


def _row(document: Document, scenarios: list[str], name: str, alone: bool) -> tuple[str, ...]:
    rows = [verdict_of(document, scenario, name) for scenario in scenarios]
    cells = [label(name), maybe(rows[0]["baseline"], rows[0]["unit"])]
    for row in rows:
        difference, ends = change(row), interval(row["low"], row["high"], row["unit"], signed)
        said = may_be_said(row)
        cells += [difference, ends, said] if alone else [f"{difference} ({ends.replace(' points', '')}): {said}"]
    return tuple(cells)


def change(row: Document) -> str:
    """Return a difference with its sign; a dash if it is undefined."""
    return maybe(row["difference"], row["unit"], signed)


def may_be_said(row: Document) -> str:
    """Return what may be said of a difference: its direction, or which rule forbids one."""
    if row["direction"] != "none":
        way = wished(row)
        return f"{row['direction']}, {way}" if way in ("better", "worse") else str(row["direction"])
    return {
        "undefined": "undefined", "one_draw": "no direction: one draw", "same": "no difference",
        "outside_evidence": "no direction: beyond the evidence", "precision": "no direction: too few draws",
    }.get(row["rule"], "no clear difference")  # fmt: skip
