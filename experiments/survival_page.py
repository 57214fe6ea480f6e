"""The page of `journeys survival`: curves with their bands, and the table."""

from experiments.charts import (
    BASELINE,
    PUBLISHED,
    QUIET,
    SCENARIO,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    inert,
    layout,
    shown,
)
from experiments.document import Document
from experiments.page_writer import written
from experiments.survival_document import NONE_YET
from experiments.text import interval, number

STYLES = ((BASELINE, "solid"), (SCENARIO, "dash"), (PUBLISHED, "dot"))
"""Colour and dashes of the ends, in their order; whoever no end has reached is drawn thin and grey."""
BANDS = ("rgba(18,67,109,0.14)", "rgba(40,161,151,0.14)", "rgba(128,22,80,0.12)", "rgba(89,89,89,0.10)")
HEIGHT = 400


def page(document: Document) -> str:
    """Return the page."""
    fit = document | {"scenario": shown(document["scenario"]) or "unnamed"}
    picture = chart(fit)
    origin = f"Simulated, {fit['numbers']}. Seed {fit['seed']}, fingerprint {fit['fingerprint']}"
    where = "England and Wales" if fit["where"] == "E&W" else fit["where"]
    return written("survival.html.jinja", [picture], origin, document=fit, charts=[picture], where=where)


def chart(document: Document) -> Chart:
    """Return the curves, a panel a group."""
    groups = [counts["group"] for counts in document["spells"]]
    known = any(r["low"] is not None for r in document["shares"])
    return Chart(
        "survival", _title(document),
        "Share of spells that have come to each end, by months since " + document["since"]
        + (": line with its 95% band." if known else "."),
        tuple(Group(_heading(name, len(groups) == 1), (_panel(document, name),)) for name in groups),
        ("Source: this simulation; simulated people. At any month the ends and those without one "
         "add up to 100% in a draw. A curve stops where nobody is followed any longer.",),
        ("Group", "End", "Months", "Share", "95% interval", "Still followed"),
        tuple(
            (r["group"], r["end"], str(r["month"]), "-" if r["value"] is None else number(r["value"], "share"),
             interval(r["low"], r["high"], "share"), f"{r['at_risk']:,}")
            for r in document["shares"]
        ),
    )  # fmt: skip


def _heading(group: str, alone: bool) -> str:
    return "" if alone else "Everybody" if group == "all" else group.replace("_", " ").replace("=", ": ").capitalize()


def _title(document: Document) -> str:
    """Say the first end at the second of the months, among everybody."""
    month = document["months"][1]
    first = next(r for r in document["shares"] if r["group"] == "all" and r["month"] == month)
    if first["value"] is None:
        return f"Nobody is followed for {month} months from {document['since']}"
    return f"{number(first['value'], 'share')} {first['end']} within {month} months of {document['since']}"


def _panel(document: Document, name: str) -> Panel:
    drawn = [c for c in document["curves"] if c["group"] == name]
    styles = [(QUIET, "solid") if c["end"] == NONE_YET else STYLES[i % len(STYLES)] for i, c in enumerate(drawn)]
    said = [
        f"{r['end']}, {r['month']} months: {number(r['value'], 'share')}."
        for r in document["shares"] if r["group"] == name and r["value"] is not None
    ]  # fmt: skip
    last = document["months"][-1]
    marks = [*range(0, last + 1, max(1, last // 5))]
    figure = {
        "data": [
            *(_band(c, BANDS[-1] if c["end"] == NONE_YET else BANDS[i % 3]) for i, c in enumerate(drawn)),
            *(_line(c, *style) for c, style in zip(drawn, styles, strict=True)),
        ],
        "layout": layout(
            HEIGHT, showlegend=True, margin={"l": 8, "r": 12, "t": 12, "b": 8},
            legend={"orientation": "h", "y": -0.32, "x": 0, "itemclick": False, "itemdoubleclick": False},
            xaxis=axis(range=[0, last], tickvals=marks, showgrid=False,
                       ticktext=[f"{month}<br>{drawn[0]['at_risk'][month]:,.0f}" for month in marks],
                       title={"text": "months; below them: spells still followed", "font": {"size": 12}}),
            yaxis=axis(range=[0, 1], nticks=6, tickformat=",.0%"),
        ),
    }  # fmt: skip
    counts = next(c for c in document["spells"] if c["group"] == name)
    below = f"{counts['spells']:,} spells of {counts['people']:,} simulated people."
    return Panel("", " ".join(said) or "Nothing is known.", figure, below)


def _band(curve: Document, colour: str) -> Figure:
    known = [i for i, low in enumerate(curve["low"]) if low is not None]
    return {
        "type": "scatter", "mode": "lines", "x": known + known[::-1], "fill": "toself", "fillcolor": colour,
        "y": [curve["high"][i] for i in known] + [curve["low"][i] for i in reversed(known)], "line": {"width": 0},
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _line(curve: Document, colour: str, dash: str) -> Figure:
    known = [i for i, value in enumerate(curve["value"]) if value is not None]
    thin = curve["end"] == NONE_YET
    return {
        "type": "scatter", "mode": "lines", "name": inert(curve["end"]), "x": known,
        "y": [curve["value"][i] for i in known], "line": {"color": colour, "dash": dash, "width": 1.5 if thin else 3},
        "hoverinfo": "text",
        "hovertext": [inert(f"{curve['end']}, {i} months: {number(curve['value'][i], 'share')}") for i in known],
    }  # fmt: skip
