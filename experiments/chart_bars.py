"""Chart bars: people counted to both sides of zero, coloured by how they fare."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from experiments.chart_words import people
from experiments.charts import BETTER, INK, NEITHER, WORSE, Figure, axis, inert, layout, nice, room_for, row_label
from experiments.document import Document

ROW, FEET = 44, 56
LEAST = 10.0
"""People: no axis ends before."""
Kind: TypeAlias = Literal["better", "worse", "neither"]
STYLES: dict[Kind, tuple[str, str]] = {"better": (BETTER, ""), "worse": (WORSE, "/"), "neither": (NEITHER, "")}
"""Colour and hatching of each kind of bar."""


@dataclass(frozen=True)
class Both:
    """A row: its label, and the people to the right and to the left (as the document has them), each with a kind."""

    label: str
    right: Document
    left: Document
    kinds: tuple[Kind, Kind]


def top_of(counts: Sequence[Document]) -> float:
    """Return a round number of people at which an axis may end."""
    return nice(max([LEAST, *(each["value"] for each in counts)]))


def bars(rows: Sequence[Both], top: float, title: str) -> Figure:
    """Return the picture of rows; its axis ends at `top` people on both sides."""
    reach = 1.3 * top  # numbers stand behind the bars
    marks = [-top, -top / 2, 0.0, top / 2, top]
    across = axis(
        range=[-reach, reach], zeroline=True, zerolinecolor=INK, zerolinewidth=1.5, tickvals=marks,
        ticktext=[f"{abs(mark):,.0f}" for mark in marks], title={"text": title, "font": {"size": 12}},
    )  # fmt: skip
    down = axis(range=[0.5 - len(rows), 0.9], showticklabels=False, showgrid=False)
    notes = [row_label(row.label, -float(i)) for i, row in enumerate(rows)]
    high = ROW + room_for(row.label for row in rows)
    traces = [trace for kind in STYLES if (trace := _trace(rows, kind, high))]
    return {
        "data": traces,
        "layout": layout(
            high * max(2, len(rows)) + FEET, xaxis=across, yaxis=down, annotations=notes, barmode="overlay"
        ),
    }


def _trace(rows: Sequence[Both], kind: Kind, high: int) -> Figure:
    """Return the trace of the bars of one kind, in rows so many pixels high; nothing if there are none."""
    chosen = [
        (side * each["value"], -i - 3 / high, people(each) if each["value"] else "")
        for i, row in enumerate(rows)
        for side, each, its in ((1, row.right, row.kinds[0]), (-1, row.left, row.kinds[1]))
        if its == kind
    ]
    colour, hatching = STYLES[kind]
    return {
        "type": "bar", "orientation": "h", "width": 16 / high, "x": [x for x, *_ in chosen],
        "y": [y for _, y, _ in chosen], "text": [inert(text) for *_, text in chosen], "textposition": "outside",
        "cliponaxis": False, "hoverinfo": "none", "textfont": {"size": 12},
        "marker": {"color": colour, "pattern": {
            "shape": hatching, "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 6}},
    } if chosen else {}  # fmt: skip
