"""A line chart as a small SVG file: a few lines over a few levels, with error bars. No library, no script."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from experiments.charts import BASELINE, GRID, INK, PUBLISHED, QUIET, SCENARIO, nice

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, FOOT = 64, 24, 28, 56
LEGEND = 20
STYLES = ((BASELINE, ""), (SCENARIO, "8 4"), (PUBLISHED, "2 4"), (QUIET, "12 3 2 3"))
"""Colour and dashes of each line."""


@dataclass(frozen=True)
class Line:
    """One line: its name, and a value and half the length of its error bar at each level."""

    name: str
    values: tuple[float, ...]
    errors: tuple[float, ...]


@dataclass(frozen=True)
class LineChart:
    """A picture: what it shows, the levels in order (evenly spaced), what the axes tell, and its lines."""

    title: str
    levels: tuple[str, ...]
    across: str
    up: str
    lines: tuple[Line, ...]


def svg(chart: LineChart) -> str:
    """Return the picture, with a title and a description for those who cannot see it."""
    height = HEIGHT + LEGEND * len(chart.lines) + 8
    said = "; ".join(
        f"{line.name}: " + ", ".join(f"{at} {value:+.1f}" for at, value in zip(chart.levels, line.values, strict=True))
        for line in chart.lines
    )
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc" font-family="Arial, Helvetica, sans-serif" font-size="13" '
        f'fill="{INK}">',
        f'<title id="title">{escape(chart.title)}</title>',
        f'<desc id="desc">{escape(f"{chart.up}, by {chart.across}. {said}.")}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>',
        *_axes(chart), *(part for i, line in enumerate(chart.lines) for part in _line(chart, line, i)),
        "</svg>", "",
    ])  # fmt: skip


def _range(chart: LineChart) -> tuple[float, float]:
    """Return the ends of the upright axis: round numbers on both sides of zero, as far as the error bars reach."""
    highest = max(v + e for line in chart.lines for v, e in zip(line.values, line.errors, strict=True))
    lowest = min(v - e for line in chart.lines for v, e in zip(line.values, line.errors, strict=True))
    top = nice(highest) if highest > 0 else 0.0
    bottom = -nice(-lowest) if lowest < 0 else 0.0
    least = 0.1 * (top - bottom) or 1.0
    return (bottom if bottom <= -least else -least if bottom else 0.0), (top if top >= least else least if top else 0.0)


def _x(chart: LineChart, place: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / len(chart.levels)


def _y(chart: LineChart, value: float) -> float:
    bottom, top = _range(chart)
    return TOP + (HEIGHT - TOP - FOOT) * (top - value) / (top - bottom)


def _axes(chart: LineChart) -> Iterator[str]:
    yield _text(8, 16, chart.up)
    for mark in _marks(*_range(chart)):
        y = _y(chart, mark)
        ink, width = (INK, 1.5) if mark == 0 else (GRID, 1)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{ink}" stroke-width="{width}"/>'
        yield _text(LEFT - 8, y + 4, f"{mark:+.3g}%" if mark else "0", "end")
    for place, level in enumerate(chart.levels):
        yield _text(_x(chart, place), HEIGHT - FOOT + 20, level, "middle")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, chart.across, "middle")


def _marks(bottom: float, top: float) -> Sequence[float]:
    step = nice((top - bottom) / 6)
    places = range(round(bottom / step) - 1, round(top / step) + 2)
    return [n * step for n in places if 1.001 * bottom <= n * step <= 1.001 * top]


def _line(chart: LineChart, line: Line, place: int) -> Iterator[str]:
    colour, dashes = STYLES[place % len(STYLES)]
    stroke = f'stroke="{colour}" stroke-width="2.5" fill="none"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
    points = [(_x(chart, i), _y(chart, value)) for i, value in enumerate(line.values)]
    yield f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}" {stroke}/>'
    for (x, y), value, error in zip(points, line.values, line.errors, strict=True):
        low, high = _y(chart, value - error), _y(chart, value + error)
        yield f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="{colour}" stroke-width="1.5"/>'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    below = HEIGHT + LEGEND * place + 12
    yield f'<path d="M{LEFT} {below - 4}h36" {stroke}/>'
    yield _text(LEFT + 44, below, line.name)


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
