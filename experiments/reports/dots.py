"""Dots: values with their intervals, a row each, one or two series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experiments.charts import BASELINE, INK, SCENARIO, Figure, Key, axis, inert, layout, row_label

ROW, FEET = 40, 56
STYLES = ((BASELINE, "circle", "●"), (SCENARIO, "diamond-open", "◇"))
"""Colour and mark of each series."""


@dataclass(frozen=True)
class Dot:
    """A row: its label, and value, low and high end in each series; ends may be missing."""

    label: str
    marks: tuple[tuple[float, float | None, float | None], ...]


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
    return {
        "data": [_trace(rows, place, words) for place in series],
        "layout": layout(
            ROW * max(2, len(rows)) + FEET, xaxis=across, yaxis=down, annotations=notes,
            margin={"l": 8, "r": 24, "t": 8, "b": 8},
        ),
    }  # fmt: skip


def _trace(rows: Sequence[Dot], place: int, words: Callable[[float], str]) -> Figure:
    colour, symbol, _ = STYLES[place]
    chosen = [(-at - 0.08 - 0.2 * place, row.label, *row.marks[place]) for at, row in enumerate(rows)
              if len(row.marks) > place]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "x": [x for _, _, x, _, _ in chosen], "y": [y for y, *_ in chosen],
        "marker": {"color": colour, "symbol": symbol, "size": 10, "line": {"width": 2}},
        "error_x": {
            "type": "data", "symmetric": False, "color": colour, "thickness": 1.5, "width": 4,
            "array": [0.0 if high is None else high - x for _, _, x, _, high in chosen],
            "arrayminus": [0.0 if low is None else x - low for _, _, x, low, _ in chosen],
        },
        "hoverinfo": "text", "hovertext": [inert(f"{label}: {words(x)}") for _, label, x, _, _ in chosen],
    }  # fmt: skip
