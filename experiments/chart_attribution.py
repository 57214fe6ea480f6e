"""The chart of attribution: how much of what a package does is owed to each of its levers (Shapley values)."""

from experiments.chart_words import by_size, drawn, interval, maybe, of, refusal, shown, signed, years_told
from experiments.charts import (
    BASELINE,
    INK,
    SCENARIO,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    folded,
    label,
    layout,
    room_for,
    row_label,
)
from experiments.document import Document

ROW, FEET = 40, 64
MOST_LEVERS, MOST_OUTCOMES = 8, 4
"""Levers drawn apart in a picture, and outcomes drawn for a package; all stand in the table."""


def attribution_chart(document: Document) -> Chart:
    """Return waterfalls: from nothing, lever by lever, to what the package does."""
    names = list(dict.fromkeys(row["scenario"] for row in document["attribution"]))
    return Chart(
        "attribution", _title(document),
        f"What each lever adds, on average over all orders in which the levers may be pulled, to the difference from "
        f"the baseline: mean over {drawn(document)}, over the years from the first lever on. In green: the package.",
        folded([_group(document, name) for name in names]),
        ("Source: this simulation. Shares add up to the package in every draw, so means are shown, "
         "not medians. Levers that need each other share what they do together. 'More among others': how much more it "
         "adds where most others are in force than where few are; below 0 the others stand in for it. 'Most with': the "
         "lever with which it does most together beyond what each does, where every part of the package was run.",
         "With more than six levers orders are sampled, which adds an error (in the table). At most "
         f"{MOST_OUTCOMES} outcomes are drawn, those with a verdict first."),
        ("Scenario", "Outcome", "Years", "Package", "Lever", "Owed", "90% interval",
         "More among others", "Most with", "Error of sampling"),
        tuple(cells for row in document["attribution"] for cells in _rows(document, row)),
    )  # fmt: skip


def _title(document: Document) -> str:
    rows = [row for row in document["attribution"] if row["package"] is not None]
    half = 0
    for row in rows:
        sizes = [abs(share["value"]) for _, share in by_size(row["shares"])]
        half += bool(sizes and sum(sizes) and max(sizes) > sum(sizes) / 2)
    return f"In {half} of {len(rows)} outcomes one lever is owed over half"


def _titles(document: Document, scenario: str) -> dict[str, str]:
    """Return the title of each lever of a scenario."""
    uses = next(s["levers"] for s in document["scenarios"] if s["name"] == scenario)
    return {use["lever"]: use["title"] for use in uses}


def _group(document: Document, scenario: str) -> Group:
    clear = {row["name"] for row in of(document, "verdicts", scenario) if row["direction"] != "none"}
    rows = [row for row in of(document, "attribution", scenario) if row["package"] is not None]
    chosen = sorted(rows, key=lambda row: row["name"] not in clear)[:MOST_OUTCOMES]
    said = refusal(document, scenario)
    titles = _titles(document, scenario)
    panels = tuple(_panel(row, titles) for row in chosen)
    return Group(scenario, panels, notes=(said,) if said else ())


def _panel(row: Document, titles: dict[str, str]) -> Panel:
    unit, parts = row["unit"], by_size(row["shares"])
    steps = [(titles.get(lever, lever), share["value"]) for lever, share in parts[:MOST_LEVERS]]
    if len(parts) > MOST_LEVERS:
        rest = sum(share["value"] for _, share in parts[MOST_LEVERS:])
        steps.append((f"{len(parts) - MOST_LEVERS} other levers together", rest))
    heading = f"{label(row['name'])}: {signed(row['package'], unit)}"
    says = "; ".join(f"{title}: {signed(value, unit)}" for title, value in steps)
    return Panel(heading, f"{heading}. {says}.", _figure(steps, row["package"], unit))


def _figure(steps: list[tuple[str, float]], package: float, unit: str) -> Figure:
    rows = [*steps, ("The package", package)]
    by = 100.0 if unit == "share" else 1.0
    labels = [f"{shown(title, 70)}: {signed(value, unit)}" for title, value in rows]
    high = ROW + room_for(labels)
    notes = [row_label(text, -float(i)) | {"yshift": 8} for i, text in enumerate(labels)]
    return {
        "data": [{
            "type": "waterfall", "orientation": "h", "measure": [*("relative" for _ in steps), "total"],
            "x": [by * value for _, value in rows], "y": [-i for i in range(len(rows))], "width": 16 / high,
            "increasing": {"marker": {"color": BASELINE}}, "decreasing": {"marker": {"color": BASELINE}},
            "totals": {"marker": {"color": SCENARIO}}, "connector": {"line": {"color": INK, "width": 1}},
            "hoverinfo": "none",
        }],
        "layout": layout(
            high * len(rows) + FEET, annotations=notes,
            xaxis=axis(zeroline=True, zerolinecolor=INK, zerolinewidth=1.5, nticks=5,
                       title={"text": "percentage points" if unit == "share" else unit, "font": {"size": 12}}),
            yaxis=axis(range=[0.5 - len(rows), 0.9], showticklabels=False, showgrid=False),
        ),
    }  # fmt: skip


def _rows(document: Document, row: Document) -> list[tuple[str, ...]]:
    unit, titles = row["unit"], _titles(document, row["scenario"])
    error = row.get("error", {})
    return [
        (row["scenario"], label(row["name"]), years_told(document, row["since"]), maybe(row["package"], unit, signed),
         titles.get(lever, lever), maybe(share["value"], unit, signed),
         interval(share["low"], share["high"], unit, signed), maybe(share["among_others"], unit, signed),
         _partner(row, lever, titles), maybe(error.get(lever), unit) if error else "none: exact")
        for lever, share in row["shares"].items()
    ]  # fmt: skip


def _partner(row: Document, lever: str, titles: dict[str, str]) -> str:
    """Return with which other lever it does most together, and how much; a dash where pairs were not run."""
    pairs = [
        (abs(pair["value"]), pair["value"], other)
        for pair in row.get("interactions", ()) if lever in pair["levers"] and pair["value"] is not None
        for other in pair["levers"] if other != lever
    ]  # fmt: skip
    if not pairs:
        return "-"
    _, value, other = max(pairs)
    return f"{titles.get(other, other)}: {signed(value, row['unit'])}"
