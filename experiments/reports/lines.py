"""Lines: values over levels, a line a series, with error bars where there are ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.charts import INK, Figure, axis, inert, layout
from experiments.palette import Style, styles

HEIGHT = 340


@dataclass(frozen=True)
class Line:
    """A series: its name, and where it stands; ends may be missing."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


def lines(series: Sequence[Line], across: str, up: str, share_x: bool = False, share_y: bool = False) -> Figure:
    """Return the picture of up to four series (more raise ValueError); axes that hold shares are marked in per cent."""
    styled = zip(series, styles(len(series)), strict=True)
    formats = {True: {"tickformat": ".0%"}, False: {"tickformat": ",.4~g"}}
    return {
        "data": [_trace(one, style) for one, style in styled],
        "layout": layout(
            HEIGHT + 20 * len(series), showlegend=len(series) > 1, margin={"l": 8, "r": 24, "t": 12, "b": 8},
            legend={"orientation": "h", "y": -0.3, "x": 0, "itemclick": False, "itemdoubleclick": False},
            xaxis=axis(title={"text": inert(across), "font": {"size": 12}}, showgrid=False, **formats[share_x]),
            yaxis=axis(title={"text": inert(up), "font": {"size": 12}}, zeroline=True, zerolinecolor=INK,
                       **formats[share_y]),
        ),
    }  # fmt: skip


def _trace(one: Line, style: Style) -> Figure:
    colour = style.colour
    found: Figure = {
        "type": "scatter", "mode": "lines+markers", "name": inert(one.name), "x": list(one.x), "y": list(one.y),
        "line": {"color": colour, "dash": style.dash, "width": 2.5},
        "marker": {"color": colour, "symbol": style.symbol, "size": 8},
        "hoverinfo": "text",
        "hovertext": [inert(f"{one.name}: {y:.4g} at {x:g}") for x, y in zip(one.x, one.y, strict=True)],
    }  # fmt: skip
    if one.low and one.high:
        found["error_y"] = {
            "type": "data", "symmetric": False, "color": colour, "thickness": 1.5, "width": 4,
            "array": [0.0 if h is None else h - y for y, h in zip(one.y, one.high, strict=True)],
            "arrayminus": [0.0 if low is None else y - low for y, low in zip(one.y, one.low, strict=True)],
        }  # fmt: skip
    return found
