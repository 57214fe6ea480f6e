"""The page of an explorer: one HTML file that opens without a network; pictures are drawn anew as levers are moved."""

from pathlib import Path
from typing import Any

import numpy as np

from experiments.charts import BASELINE, INK, Figure, axis, layout
from experiments.explorer.data import Data, data
from experiments.explorer.emulator import Floats
from experiments.explorer.explored import Explored, Told, explored, whole
from experiments.page import CONFIG, packed_plotly
from experiments.study import DEFINITIONS
from experiments.sweeps import manifest as manifests
from experiments.sweeps.enough import enough
from experiments.sweeps.results import results
from experiments.templates import environment
from scenarios.problems import InputError, Problem

NAME = "explorer.html"
HEIGHT = 300
OPEN = 2
"""Outcomes whose pictures are open at first."""
BEFORE = "#F46A25"
"""The second colour of the palette where there are two series."""
WIDE, NARROW = "rgba(18,67,109,0.18)", "rgba(18,67,109,0.34)"
SETTINGS = {
    "coverage": "Coverage", "compliance": "Carried out where adopted", "start": "First day",
    "ramp_days": "Days to reach it",
}  # fmt: skip
KEY = (("▬", BASELINE, "with these levers: median"), ("▩", NARROW, "50% of draws"), ("▩", WIDE, "90% of draws"))


def read(folder: Path) -> Data:
    """Return the data of the explorer of a sweep's folder. Raises InputError if there is nothing to explore."""
    said = manifests.read(folder)
    plan = manifests.plan_of(said)
    if len(plan.policies) < 2:
        raise InputError([Problem(folder, None, None, "", "has one policy alone, so there is no lever to move")])
    found = results(folder, plan.first(enough(folder, plan).draws))
    with found.database:
        if not whole(found):
            sentence = "holds no draw that is done under every policy; run the sweep to its end"
            raise InputError([Problem(folder, None, None, "", sentence)])
        seen = explored(found)
        return data(seen) | {"figures": figures(seen)}


def page(said: Data) -> str:
    """Return the page."""
    shown = {name: value for name, value in said.items() if name != "figures"}
    return environment().get_template("explorer/explorer.html.jinja").render(
        data=shown, settings=SETTINGS, key=KEY, opened=OPEN, before=BEFORE,
        figures={"config": CONFIG, "figures": said["figures"]}, plotly=packed_plotly(),
    )  # fmt: skip


def figures(seen: Explored) -> dict[str, Figure]:
    """Return every picture as it is before any lever is moved, by outcome and whether it shows level or difference."""
    found: dict[str, Figure] = {}
    for told in seen.told:
        found[f"{told.outcome}-level"] = figure(seen, told, told.level, "level")
        found[f"{told.outcome}-difference"] = figure(seen, told, told.difference, "difference")
    return found


def figure(seen: Explored, told: Told, values: Floats, kind: str) -> Figure:
    """Return one picture; its vertical axis has room for every policy, so that it stays put as levers are moved."""
    years = list(seen.plan.years)
    of_years = values[:, :-1]
    flat = of_years[np.isfinite(of_years)]
    low, high = (float(flat.min()), float(flat.max())) if flat.size else (0.0, 1.0)
    room = (high - low) * 0.06 or max(abs(high), 1.0) * 0.06
    unit = DEFINITIONS[told.outcome]["unit"]
    ticks = {"share": {"tickformat": ".1%"}, "pounds": {"tickformat": ".3~s", "tickprefix": "£"}}.get(
        unit, {"tickformat": ",.4~r"}
    )
    base = of_years[0]
    return {
        "data": [*_traces(years, base), *([_baseline(years, base)] if kind == "level" else [])],
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": 16, "t": 8, "b": 8},
            xaxis=axis(tickformat="d", showgrid=False, range=[years[0] - 0.2, years[-1] + 0.2]),
            yaxis=axis(range=[low - room, high + room], zeroline=kind == "difference", zerolinecolor=INK, **ticks),
        ),
    }  # fmt: skip


def _traces(years: list[int], ends: Floats) -> list[Figure]:
    """Return the bands and the median, in the order in which the page's script fills them."""
    thin = {"color": BASELINE, "width": 0.5}
    settings: tuple[tuple[int, dict[str, Any]], ...] = (
        (0, {"line": thin}), (4, {"line": thin, "fill": "tonexty", "fillcolor": WIDE}),
        (1, {"line": {"width": 0}}), (3, {"line": {"width": 0}, "fill": "tonexty", "fillcolor": NARROW}),
    )  # fmt: skip
    bands = [
        {"type": "scatter", "mode": "lines", "x": years, "y": _plain(ends[:, end]), "hoverinfo": "skip", **how}
        for end, how in settings
    ]
    median = {
        "type": "scatter", "mode": "lines+markers", "x": years, "y": _plain(ends[:, 2]), "hoverinfo": "text",
        "line": {"color": BASELINE, "width": 3}, "marker": {"color": BASELINE, "size": 6},
    }  # fmt: skip
    return [*bands, median]


def _baseline(years: list[int], ends: Floats) -> Figure:
    return {
        "type": "scatter", "mode": "lines", "x": years, "y": _plain(ends[:, 2]), "hoverinfo": "skip",
        "line": {"color": BEFORE, "width": 3, "dash": "dash"},
    }  # fmt: skip


def _plain(values: Floats) -> list[float | None]:
    return [float(value) if np.isfinite(value) else None for value in values]
