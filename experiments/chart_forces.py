"""The chart of police force areas: a tile for each of the 43, darker for more. Nothing is finer than an area.

The model's areas are numbered by size and stand for no real ones, so tiles stand in the order of their numbers and not
as on a map.
"""

from collections.abc import Mapping

from experiments.chart_words import opening
from experiments.charts import Chart, Figure, Group, Panel, axis, inert, layout
from experiments.palette import INK
from experiments.text import number
from model.survivor import FORCES

COLUMNS, TILE, FEET = 9, 62, 30
SCALE = [[0.0, "#FFFFFF"], [0.5, "#6BACE6"], [0.75, "#2073BC"], [1.0, "#12436D"]]
"""The sequential palette of the Analysis Function, from nothing."""


def forces_chart(values: Mapping[int, float], what: str, unit: str, source: str) -> Chart:
    """Return the tiles of a quantity by area (numbers from 0; areas without it are blank).

    `what` is a noun with its period ("NRM referrals, 2014 to 2016"), `source` says what the numbers are read from.
    """
    known = {area: values[area] for area in range(FORCES) if area in values}
    said = "; ".join(f"area {area + 1}: {number(value, unit)}" for area, value in known.items())
    return Chart(
        "forces", _title(known, what),
        f"{what}; {unit}, by police force area. Areas are numbered by size, the largest last.",
        (Group("", (Panel("", f"{what}. {said or 'Nothing is known'}.", _figure(known, unit)),)),),
        (f"Source: {source}",
         "Areas of the model stand for no real police force: their sizes are real, their practices are drawn. Read how "
         "unlike areas are, not which."),
        ("Area", opening(unit)),
        tuple((str(area + 1), number(value, unit)) for area, value in known.items()),
    )  # fmt: skip


def _title(known: Mapping[int, float], what: str) -> str:
    total = sum(known.values())
    if not total:
        return f"{what}: none in any area"
    half, areas = 0.0, 0
    for value in sorted(known.values(), reverse=True):
        half, areas = half + value, areas + 1
        if half >= total / 2:
            break
    return f"{what}: half of them in {areas} of {FORCES} areas"


def _figure(known: Mapping[int, float], unit: str) -> Figure:
    rows = -(-FORCES // COLUMNS)
    places = [[row * COLUMNS + column for column in range(COLUMNS)] for row in range(rows)]
    most = max(known.values(), default=0.0) or 1.0
    notes = [
        {"x": at % COLUMNS, "y": at // COLUMNS, "showarrow": False, "align": "center",
         "text": f"{at + 1}<br><b>{inert(number(known[at], unit)) if at in known else '-'}</b>",
         "font": {"size": 12, "color": "#FFFFFF" if known.get(at, 0.0) > 0.6 * most else INK}}
        for at in range(FORCES)
    ]  # fmt: skip
    return {
        "data": [{
            "type": "heatmap", "z": [[known.get(at) if at < FORCES else None for at in row] for row in places],
            "zmin": 0, "zmax": most, "colorscale": SCALE, "showscale": False, "xgap": 3, "ygap": 3,
            "hoverinfo": "skip", "hoverongaps": False,
        }],
        "layout": layout(
            TILE * rows + FEET, annotations=notes, margin={"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis=axis(showticklabels=False, showgrid=False, ticks=""),
            yaxis=axis(showticklabels=False, showgrid=False, ticks="", autorange="reversed"),
        ),
    }  # fmt: skip
