"""The picture of the short version: every leading outcome with its range, all scenarios on one scale."""

from experiments.briefing.leading import change, in_short, leading, may_be_said, verdict_of
from experiments.chart_words import drawn, interval, signed
from experiments.charts import (
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    inert,
    label,
    layout,
    nice,
    row_label,
)
from experiments.document import Document
from experiments.palette import INK, QUIET, STYLES, faint, styles

ROW, MORE, FEET = 23, 6, 38
"""Pixels for a row, for each further scenario in it, and below."""
MOST = 100.0
"""Per cent of the baseline beyond which a line is cut; its ends are in the table."""
LEAST = 5.0


def forest(document: Document) -> Chart:
    """Return dots and whiskers of the leading outcomes, as per cent of what they are without the change."""
    scenarios = in_short(document)
    rows = [row for name in leading(document) if (row := [verdict_of(document, s, name) for s in scenarios])
            and any(_scaled(each) for each in row)]  # fmt: skip
    limit = _limit([ends for row in rows for each in row if (ends := _scaled(each))])
    looks = zip(styles(len(scenarios)), scenarios, strict=True)
    key = tuple((look.letter, look.colour, name) for look, name in looks) if len(scenarios) > 1 else ()
    panel = Panel("", _says(rows), _figure(rows, limit, len(scenarios)), "", key)
    return Chart(
        "short", _title(rows),
        f"Change as per cent of what it is without the change: median of {drawn(document)} (mark), 50% (thick line) "
        "and 90% range (thin line). Filled mark: a direction may be told. Open mark: none may be told.",
        (Group("", (panel,)),),
        ("Source: this simulation. A range holds not knowing the numbers and chance both. An arrowhead marks a line "
         "that goes on; its ends are in the table below.",), (), (),
    )  # fmt: skip


def _title(rows: list[list[Document]]) -> str:
    told = sum(any(each["direction"] != "none" for each in row) for row in rows)
    if not told:
        return "No direction can be told of any leading outcome"
    return f"{told} of {len(rows)} leading outcomes have a clear direction"


def _says(rows: list[list[Document]]) -> str:
    said = (
        f"{label(each['name'])}: {change(each)} ({interval(each['low'], each['high'], each['unit'], signed)}), "
        f"{may_be_said(each)}" for row in rows for each in row
    )  # fmt: skip
    return f"Change in each leading outcome. {'; '.join(said)}."


def _scaled(row: Document, half: str = "") -> tuple[float, float, float] | None:
    """Return median and ends of the interval as per cent of the baseline; None where that is 0 or undefined.

    `half` is "_50" for the 50% interval.
    """
    if not row["baseline"] or row["difference"] is None:
        return None
    by = 100.0 / row["baseline"]
    ends = [row["difference"] if row[end] is None else row[end] for end in (f"low{half}", f"high{half}")]
    low, high = sorted(by * end for end in ends)
    return by * row["difference"], low, high


def _limit(seen: list[tuple[float, float, float]]) -> float:
    return min(MOST, nice(max((abs(value) for ends in seen for value in ends), default=LEAST)))


def _figure(rows: list[list[Document]], limit: float, scenarios: int) -> Figure:
    step = ROW + MORE * (scenarios - 1)
    tops = [-float(i * step) for i in range(len(rows))]
    traces = [trace for place in range(scenarios) for trace in _traces(rows, tops, place, limit)]
    across = axis(
        range=[-1.04 * limit, 1.04 * limit], zeroline=True, zerolinecolor=INK, zerolinewidth=1.5, nticks=9,
        ticksuffix="%", title={"text": "per cent of what it is without the change", "font": {"size": 12}},
    )  # fmt: skip
    down = axis(range=[-float(len(rows) * step) + 0.4 * ROW, 0.75 * ROW], showticklabels=False, showgrid=False)
    notes = [
        row_label(label(row[0]["name"]), top - 2)
        | {
            "font": {"size": 12, "color": INK},
            "yshift": 4,
            "bgcolor": "rgba(255,255,255,0)",
        }  # a mark may lie behind it
        for row, top in zip(rows, tops, strict=True)
    ]
    return {
        "data": traces,
        "layout": layout(step * max(1, len(rows)) + FEET, xaxis=across, yaxis=down, annotations=notes),
    }


def _traces(rows: list[list[Document]], tops: list[float], place: int, limit: float) -> list[Figure]:
    """Return the lines of one scenario, its filled and its open marks, and arrowheads where lines are cut."""
    colour, symbol = STYLES[place].colour, STYLES[place].symbol
    seen = [(row[place], ends, top - MORE * place) for row, top in zip(rows, tops, strict=True)
            if (ends := _scaled(row[place]))]  # fmt: skip
    inner = [(row, ends, y) for row, _, y in seen if (ends := _scaled(row, "_50"))]
    lines = [
        {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"width": width, "color": shade},
         **_cut([(low, high, y) for _, (_, low, high), y in each], limit)}
        for each, width, shade in ((inner, 7, faint(colour, 0.4)), (seen, 2, colour))
    ]  # fmt: skip
    marks = [
        {
            "type": "scatter", "mode": "markers", "hoverinfo": "text",
            "x": [middle for row, (middle, *_), _ in seen if told == (row["direction"] != "none")],
            "y": [y for row, _, y in seen if told == (row["direction"] != "none")],
            "hovertext": [inert(f"{label(row['name'])}: {change(row)}, {may_be_said(row)}") for row, *_ in seen
                          if told == (row["direction"] != "none")],
            "marker": {"size": 10, "symbol": symbol if told else f"{symbol}-open", "color": colour,
                       "line": {"width": 2, "color": colour}},
        } for told in (True, False)
    ]  # fmt: skip
    cut = [
        (side * limit, y, shape)
        for _, (_, low, high), y in seen
        for side, end, shape in ((-1, -low, "triangle-left"), (1, high, "triangle-right"))
        if end > limit
    ]
    arrows = {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False,
        "x": [x for x, *_ in cut], "y": [y for _, y, _ in cut],
        "marker": {"size": 9, "color": QUIET, "symbol": [shape for *_, shape in cut]},
    }  # fmt: skip
    return [*lines, *marks, arrows]


def _cut(ends: list[tuple[float, float, float]], limit: float) -> dict[str, list[float | None]]:
    """Return lines between ends at their heights, cut where the picture ends."""
    kept = [(max(-limit, low), min(limit, high), y) for low, high, y in ends if low <= limit and high >= -limit]
    return {
        "x": [x for low, high, _ in kept for x in (low, high, None)],
        "y": [x for *_, y in kept for x in (y, y, None)],
    }
