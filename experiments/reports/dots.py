"""Dots: values with their intervals, a row each, one or two series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from experiments.charts import BASELINE, INK, SCENARIO, Figure, Key, axis, inert, layout, room_for, row_label
from experiments.palette import faint

ROW, SERIES, FEET = 28, 12, 50
"""Of a row with its label, of each series in it, and of what stands below all rows, in pixels."""
STYLES = ((BASELINE, "circle", "●"), (SCENARIO, "diamond-open", "◇"))
"""Colour and mark of each series."""


Half: TypeAlias = tuple[float | None, float | None]


@dataclass(frozen=True)
class Dot:
    """A row: its label, and value, low and high end in each series; ends may be missing.

    `halves` are the ends of the narrower 50% interval in each series, where there are any.
    """

    label: str
    marks: tuple[tuple[float, float | None, float | None], ...]
    halves: tuple[Half, ...] = ()


def key_of(names: Sequence[str]) -> Key:
    """Return what the marks of the series stand for."""
    return tuple((mark, colour, name) for (colour, _, mark), name in zip(STYLES, names, strict=False))


def dots(rows: Sequence[Dot], title: str, words: Callable[[float], str], share: bool = False) -> Figure:
    """Return the picture of rows; `words` says a value, `share` marks the axis in per cent."""
    across = axis(
        title={"text": inert(title), "font": {"size": 12}}, zeroline=True, zerolinecolor=INK, zerolinewidth=1.5,
        **({"tickformat": ".0%"} if share else {"tickformat": ",.4~g"}),
    )  # fmt: skip
    down = axis(range=[0.4 - len(rows), 0.9], showticklabels=False, showgrid=False)
    notes = [row_label(row.label, -float(at)) for at, row in enumerate(rows)]
    series = range(max((len(row.marks) for row in rows), default=0))
    high = ROW + SERIES * len(series) + room_for(row.label for row in rows)
    marked = [_trace(rows, place, high, words) for place in series]
    halves = [_thick(rows, place, high) for place in series if any(len(row.halves) > place for row in rows)]
    return {
        "data": [*halves, *marked],
        "layout": layout(
            round(high * (max(2, len(rows)) + 0.5)) + FEET, xaxis=across, yaxis=down, annotations=notes,
            margin={"l": 8, "r": 24, "t": 8, "b": 8},
        ),
    }  # fmt: skip


def _at(row: int, place: int, high: int) -> float:
    """Return how high the mark of a row stands in a series; rows are `high` pixels apart."""
    return -row - (3 + SERIES * place) / high


def _thick(rows: Sequence[Dot], place: int, high: int) -> Figure:
    """Return the thick bars of the 50% intervals of a series."""
    chosen = [(_at(at, place, high), row.marks[place][0], *row.halves[place]) for at, row in enumerate(rows)
              if len(row.halves) > place]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [x for _, x, _, _ in chosen],
        "y": [y for y, *_ in chosen], "marker": {"size": 0, "opacity": 0},
        "error_x": {
            "type": "data", "symmetric": False, "color": faint(STYLES[place][0], 0.45), "thickness": 7, "width": 0,
            "array": [0.0 if end is None else end - x for _, x, _, end in chosen],
            "arrayminus": [0.0 if end is None else x - end for _, x, end, _ in chosen],
        },
    }  # fmt: skip


def _trace(rows: Sequence[Dot], place: int, high: int, words: Callable[[float], str]) -> Figure:
    colour, symbol, _ = STYLES[place]
    chosen = [(_at(at, place, high), row.label, *row.marks[place]) for at, row in enumerate(rows)
              if len(row.marks) > place]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "x": [x for _, _, x, _, _ in chosen], "y": [y for y, *_ in chosen],
        "marker": {"color": colour, "symbol": symbol, "size": 10, "line": {"width": 2}},
        "error_x": {
            "type": "data", "symmetric": False, "color": colour, "thickness": 1.5, "width": 4,
            "array": [0.0 if end is None else end - x for _, _, x, _, end in chosen],
            "arrayminus": [0.0 if end is None else x - end for _, _, x, end, _ in chosen],
        },
        "hoverinfo": "text", "hovertext": [inert(f"{label}: {words(x)}") for _, label, x, _, _ in chosen],
    }  # fmt: skip
