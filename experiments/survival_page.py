"""The page of `journeys survival`: curves with their bands, and the table."""

from collections.abc import Sequence

from experiments.chart_words import group_label, opening
from experiments.charts import QUIET, Chart, Figure, Group, Panel, axis, inert, layout, shown
from experiments.document import Document
from experiments.end_labels import end_labels, end_of, room
from experiments.page_writer import written
from experiments.palette import Style, faint, styles
from experiments.survival_document import NONE_YET, bands_told
from experiments.text import interval, number

STILL = Style(QUIET, "○", "circle-open", "solid", "")
"""The look of whoever no end has reached; ends have those of the palette in their order."""
BANDS = (("", 0.10), ("_50", 0.24))
"""The bands, and how dark each is."""
HEIGHT, FRAME = 380, 100
"""Of a picture, and of what stands above and below its lines, in pixels."""


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
    bands = "line with bands of 50% (dark) and 90% (pale); a mark at each month of the table."
    return Chart(
        "survival", _title(document),
        "Share of spells that have come to each end, by months since " + document["since"]
        + (f": {bands}" if known else "."),
        tuple(Group(_heading(name, len(groups) == 1), (_panel(document, name),)) for name in groups),
        ("Source: this simulation; simulated people. At any month the ends and those without one "
         "add up to 100% in a draw. A curve stops where nobody is followed any longer.",
         bands_told(document["draws"])),
        ("Group", "End", "Months", "Share", "50% interval", "90% interval", "Still followed"),
        tuple(
            (r["group"], r["end"], str(r["month"]), "-" if r["value"] is None else number(r["value"], "share"),
             *(interval(r[f"low{half}"], r[f"high{half}"], "share") for half in ("_50", "")), f"{r['at_risk']:,}")
            for r in document["shares"]
        ),
    )  # fmt: skip


def _heading(group: str, alone: bool) -> str:
    return "" if alone else opening(group_label(group))


def _title(document: Document) -> str:
    """Say the first end at the second of the months, among everybody."""
    month = document["months"][1]
    first = next(r for r in document["shares"] if r["group"] == "all" and r["month"] == month)
    if first["value"] is None:
        return f"Nobody is followed for {month} months from {document['since']}"
    return f"{number(first['value'], 'share')} {first['end']} within {month} months of {document['since']}"


def _panel(document: Document, name: str) -> Panel:
    drawn = [c for c in document["curves"] if c["group"] == name]
    ends = [c for c in drawn if c["end"] != NONE_YET]
    looks = [*zip(ends, styles(len(ends)), strict=True), *((c, STILL) for c in drawn if c["end"] == NONE_YET)]
    said = [
        f"{r['end']}, {r['month']} months: {number(r['value'], 'share')}."
        for r in document["shares"] if r["group"] == name and r["value"] is not None
    ]  # fmt: skip
    last = document["months"][-1]
    marks = [*range(0, last + 1, max(1, last // 5))]
    figure = {
        "data": [*(band for c, look in looks for band in _bands(c, look)),
                 *(_line(c, look, document["months"]) for c, look in looks)],
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": room([c["end"] for c in drawn]), "t": 12, "b": 8},
            annotations=end_labels([end_of(c["end"], look, known[-1]) for c, look in looks
                                    if (known := [v for v in c["value"][: last + 1] if v is not None])],
                                   0.0, 1.0, HEIGHT - FRAME),
            xaxis=axis(range=[0, last], tickvals=marks, showgrid=False,
                       ticktext=[f"{month}<br>{drawn[0]['at_risk'][month]:,.0f}" for month in marks],
                       title={"text": "months; below them: spells still followed", "font": {"size": 12}}),
            yaxis=axis(range=[0, 1], nticks=6, tickformat=",.0%"),
        ),
    }  # fmt: skip
    counts = next(c for c in document["spells"] if c["group"] == name)
    below = f"{counts['spells']:,} spells of {counts['people']:,} simulated people."
    return Panel("", " ".join(said) or "Nothing is known.", figure, below)


def _bands(curve: Document, look: Style) -> list[Figure]:
    """Return the filled bands of a curve, the wide one first; nothing where no interval is known."""
    found = []
    for part, opacity in BANDS:
        low, high = curve[f"low{part}"], curve[f"high{part}"]
        known = [i for i, end in enumerate(low) if end is not None]
        found.append({
            "type": "scatter", "mode": "lines", "x": known + known[::-1], "fill": "toself", "hoverinfo": "skip",
            "y": [high[i] for i in known] + [low[i] for i in reversed(known)], "line": {"width": 0},
            "fillcolor": faint(look.colour, opacity),
        })  # fmt: skip
    return found


def _line(curve: Document, look: Style, months: Sequence[int]) -> Figure:
    """Return the line of a curve, with marks at the months that the table tells and where it stops."""
    known = [i for i, value in enumerate(curve["value"]) if value is not None]
    told = {*months, *known[-1:]}
    return {
        "type": "scatter", "mode": "lines+markers", "x": known, "y": [curve["value"][i] for i in known],
        "line": {"color": look.colour, "dash": look.dash, "width": 1.5 if look is STILL else 3}, "cliponaxis": False,
        "marker": {"color": look.colour, "symbol": look.symbol, "opacity": 1,
                   "size": [8 if i in told else 0 for i in known]},
        "hoverinfo": "text",
        "hovertext": [inert(f"{curve['end']}, {i} months: {number(curve['value'][i], 'share')}") for i in known],
    }  # fmt: skip
