"""A line chart of a page of the docs: a few lines over a few levels, with error bars, by the one chart writer."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.charts import Chart, Group, Panel
from experiments.reports.lines import Line as Drawn
from experiments.reports.lines import lines

LETTERS = 26
"""Of a line of a label: these pictures stand alone, so names must stand whole in them."""
SOURCE = (
    "Source: this simulation; simulated people. Error bars: two standard errors, how well the mean is known and not "
    "how far runs differ."
)


@dataclass(frozen=True)
class Line:
    """One line: its name, and a value and half the length of its error bar at each level."""

    name: str
    values: tuple[float, ...]
    errors: tuple[float, ...]

    @property
    def last(self) -> float:
        """The value at the last level; 0 if it is no larger than its error."""
        return self.values[-1] if abs(self.values[-1]) > self.errors[-1] else 0.0


def line_chart(key: str, levels: Sequence[str], across: str, up: str, drawn: Sequence[Line]) -> Chart:
    """Return the chart of up to four lines in per cent over levels, which stand evenly spaced."""
    places = tuple(float(place) for place in range(len(levels)))
    series = [
        Drawn(line.name, places, line.values, tuple(v - e for v, e in zip(line.values, line.errors, strict=True)),
              tuple(v + e for v, e in zip(line.values, line.errors, strict=True)))
        for line in drawn
    ]  # fmt: skip
    said = "; ".join(
        f"{line.name}: " + ", ".join(f"{at} {value:+.1f}" for at, value in zip(levels, line.values, strict=True))
        for line in drawn
    )
    picture = lines(series, across, f"{up} (%)", levels=levels, letters=LETTERS)
    return Chart(
        key, _title(levels[-1], drawn), f"{up[0].upper()}{up[1:]}, by {across}.",
        (Group("", (Panel("", f"{up}, by {across}. {said}.", picture),)),), (SOURCE,),
        ("Line", *levels),
        tuple((line.name, *(f"{v:+.1f} ± {e:.1f}" for v, e in zip(line.values, line.errors, strict=True)))
              for line in drawn),
    )  # fmt: skip


def _title(level: str, drawn: Sequence[Line]) -> str:
    """Say which line is farthest from 0 at the last level, if any is farther than its error."""
    most = max(drawn, key=lambda line: abs(line.last))
    if not most.last:
        return f"No line differs from 0 at {level} by more than chance"
    return f"Largest change at {level}: {most.name}, {most.last:+.1f}%"
