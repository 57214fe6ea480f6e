"""A fan: one outcome over years, median with 50% and 90% bands, beside the baseline where there is one."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.charts import Figure, axis, layout
from experiments.end_labels import End, end_labels
from experiments.end_labels import room as room_of
from experiments.explorer.emulator import Floats
from experiments.palette import BLUE, INK, ORANGE, faint

HEIGHT, FRAME = 300, 46
"""Of a picture, and of what stands above and below its lines, in pixels."""
WIDE, NARROW = faint(BLUE, 0.18), faint(BLUE, 0.34)
KEY = (("▩", NARROW, "50% of draws"), ("▩", WIDE, "90% of draws"))
WITH, WITHOUT = "with these levers", "without them"
ROOM = 0.06
"""Of the span of values, left free above and below."""


def fan(years: Sequence[int], ends: Floats, base: Floats | None, span: tuple[float, float], unit: str) -> Figure:
    """Return the picture of ends of bands by year (shape [years, ends]).

    `base` is the median of the baseline by year; without it a line at 0 stands for it. The vertical axis has room for
    all of `span`.
    """
    low, high = span
    room = (high - low) * ROOM or max(abs(high), 1.0) * ROOM
    bottom, top = low - room, high + room
    names = [] if base is None else _names(float(ends[-1, 2]), float(base[-1]), bottom, top)
    ticks = {"share": {"tickformat": ".1%"}, "pounds": {"tickformat": ".3~s", "tickprefix": "£"}}
    return {
        "data": [*_bands(years, ends), *([] if base is None else [_baseline(years, base)])],
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": room_of([WITH, WITHOUT]) if names else 16, "t": 8, "b": 8}, annotations=names,
            xaxis=axis(tickformat="d", showgrid=False, range=[years[0] - 0.2, years[-1] + 0.2]),
            yaxis=axis(range=[bottom, top], zeroline=base is None, zerolinecolor=INK,
                       **ticks.get(unit, {"tickformat": ",.4~r"})),
        ),
    }  # fmt: skip


def _names(changed: float, base: float, bottom: float, top: float) -> list[Figure]:
    """Return the names beside the ends of both medians, first that with the levers; the explorer's script moves them.

    A line that is undefined at its end has its name hidden.
    """
    found = [(WITH, "●", BLUE, changed), (WITHOUT, "╍", ORANGE, base)]
    ends = [End(name, mark, colour, at if np.isfinite(at) else bottom) for name, mark, colour, at in found]
    labels = sorted(end_labels(ends, bottom, top, HEIGHT - FRAME), key=lambda label: WITHOUT in label["text"])
    return [label | {"visible": bool(np.isfinite(at))} for label, (*_, at) in zip(labels, found, strict=True)]


def span(values: Floats) -> tuple[float, float]:
    """Return the lowest and highest of what is defined; 0 to 1 if nothing is."""
    defined = values[np.isfinite(values)]
    return (float(defined.min()), float(defined.max())) if defined.size else (0.0, 1.0)


def _bands(years: Sequence[int], ends: Floats) -> list[Figure]:
    """Return bands and median, in the order in which the explorer's script fills them."""
    thin = {"color": BLUE, "width": 0.5}
    settings: tuple[tuple[int, dict[str, Any]], ...] = (
        (0, {"line": thin}), (4, {"line": thin, "fill": "tonexty", "fillcolor": WIDE}),
        (1, {"line": {"width": 0}}), (3, {"line": {"width": 0}, "fill": "tonexty", "fillcolor": NARROW}),
    )  # fmt: skip
    bands = [
        {"type": "scatter", "mode": "lines", "x": list(years), "y": plain(ends[:, end]), "hoverinfo": "skip", **how}
        for end, how in settings
    ]
    median = {
        "type": "scatter", "mode": "lines+markers", "x": list(years), "y": plain(ends[:, 2]), "hoverinfo": "text",
        "line": {"color": BLUE, "width": 3}, "marker": {"color": BLUE, "size": 6},
    }  # fmt: skip
    return [*bands, median]


def _baseline(years: Sequence[int], median: Floats) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "x": list(years), "y": plain(median), "hoverinfo": "skip",
        "line": {"color": ORANGE, "width": 3, "dash": "dash"},
    }  # fmt: skip


def plain(values: Floats) -> list[float | None]:
    """Return values as JSON has them, none where undefined."""
    return [float(value) if np.isfinite(value) else None for value in values]
