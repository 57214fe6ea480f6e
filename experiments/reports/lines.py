"""Lines: values over levels, a line a series with its name beside its end, and the ends of its intervals, if any."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from experiments.charts import INK, Figure, axis, inert, layout
from experiments.end_labels import LETTERS, end_labels, end_of, room
from experiments.palette import Style, faint, styles

HEIGHT, FRAME = 340, 72
"""Of a picture, and of what stands above and below its lines, in pixels."""
ROOM = 0.06
"""Of the span of all values, left free above and below."""
ASIDE = 0.035
"""Of the span of all levels, by which series are moved aside of each other where they have intervals."""
Ends = tuple[float | None, ...]


@dataclass(frozen=True)
class Line:
    """A series: its name, where it stands, and the ends of its 90% and 50% intervals, which may be missing."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: Ends = ()
    high: Ends = ()
    low_50: Ends = ()
    high_50: Ends = ()


def lines(
    series: Sequence[Line], across: str, up: str, share_x: bool = False, share_y: bool = False,
    levels: Sequence[str] = (), letters: int = LETTERS,
) -> Figure:  # fmt: skip
    """Return the picture of up to four series (more raise ValueError); axes that hold shares are marked in per cent.

    `levels` are the words for the places 0, 1, 2 ... if series stand at those; `letters` are those of a line of a name.
    """
    styled = list(zip(series, styles(len(series)), strict=True))
    formats = {True: {"tickformat": ".0%"}, False: {"tickformat": ",.4~g"}}
    named = [(one, style) for one, style in styled if one.y and len(series) > 1]
    low, high = _span(series)
    free = room([one.name for one, _ in named], letters) if named else 24
    apart = _apart(series)
    return {
        "data": [*(part for (one, style), by in zip(styled, apart, strict=True) for part in _intervals(one, style, by)),
                 *(_trace(one, style, by) for (one, style), by in zip(styled, apart, strict=True))],
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": free, "t": 12, "b": 8},
            annotations=end_labels([end_of(one.name, style, one.y[-1]) for one, style in named], low, high,
                                   HEIGHT - FRAME, letters),
            xaxis=axis(title={"text": inert(across), "font": {"size": 12}}, showgrid=False, nticks=6,
                       **({"tickvals": list(range(len(levels))), "ticktext": list(levels)} if levels
                          else formats[share_x])),
            yaxis=axis(title={"text": inert(up), "font": {"size": 12}}, zeroline=True, zerolinecolor=INK,
                       range=[low, high], **formats[share_y]),
        ),
    }  # fmt: skip


def _span(series: Sequence[Line]) -> tuple[float, float]:
    """Return where the upright axis ends: beyond all values and ends of intervals, and at 0 at the least."""
    every = [v for one in series for part in (one.y, one.low, one.high) for v in part if v is not None]
    low, high = min([0.0, *every]), max([0.0, *every])
    free = ROOM * (high - low) or 1.0
    return low - free, high + free


def _apart(series: Sequence[Line]) -> list[float]:
    """Return how far each series is moved aside, so that intervals at one level stand side by side."""
    if len(series) < 2 or not any(one.low for one in series):
        return [0.0] * len(series)
    levels = [x for one in series for x in one.x]
    step = ASIDE * (max(levels) - min(levels))
    return [step * (place - (len(series) - 1) / 2) for place in range(len(series))]


def _trace(one: Line, style: Style, by: float) -> Figure:
    return {
        "type": "scatter", "mode": "lines+markers", "x": [x + by for x in one.x], "y": list(one.y),
        "line": {"color": style.colour, "dash": style.dash, "width": 2.5},
        "marker": {"color": style.colour, "symbol": style.symbol, "size": 8}, "hoverinfo": "text",
        "hovertext": [inert(f"{one.name}: {y:.4g} at {x:g}") for x, y in zip(one.x, one.y, strict=True)],
    }  # fmt: skip


def _intervals(one: Line, style: Style, by: float) -> Iterator[Figure]:
    """Yield the bars of the 90% intervals, thin, and those of the 50% intervals, thick, where there are any."""
    thin = {"color": style.colour, "thickness": 1.5, "width": 4}
    thick = {"color": faint(style.colour, 0.45), "thickness": 7, "width": 0}
    for low, high, look in ((one.low, one.high, thin), (one.low_50, one.high_50, thick)):
        if any(end is not None for end in (*low, *high)):
            yield {
                "type": "scatter", "mode": "markers", "x": [x + by for x in one.x], "y": list(one.y),
                "hoverinfo": "skip", "marker": {"size": 0, "opacity": 0},
                "error_y": {
                    "type": "data", "symmetric": False, **look,
                    "array": [0.0 if h is None else h - y for y, h in zip(one.y, high, strict=True)],
                    "arrayminus": [0.0 if end is None else y - end for y, end in zip(one.y, low, strict=True)],
                },
            }  # fmt: skip
