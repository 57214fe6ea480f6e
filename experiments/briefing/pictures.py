"""The pictures of a briefing as files, each with its title above it."""

from collections.abc import Mapping

from experiments.browser import drawn
from experiments.charts import Figure

WIDTH, LINE = 900, 22
"""Of a picture, and for a line of its title, in pixels."""


def pictures(browser: str, figures: Mapping[str, Figure]) -> dict[str, bytes]:
    """Return pictures as SVG and PNG, by their place in the folder. Raises OSError with one sentence."""
    found: dict[str, bytes] = {}
    for name, (svg, png) in drawn(browser, {name: titled(figure) for name, figure in figures.items()}).items():
        found |= {f"figures/{name}.svg": svg.encode(), f"figures/{name}.png": png}
    return found


def titled(figure: Figure) -> Figure:
    """Return a picture with its title above it, at its own size; `title` holds the lines."""
    plan, lines = figure["layout"], figure["title"]
    top = LINE * len(lines) + 20
    text = "<br>".join(f"<b>{line}</b>" if not i else line for i, line in enumerate(lines))
    title = {"text": text, "x": 0.01, "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top",
             "pad": {"t": 24}, "font": {"size": 15}}  # fmt: skip
    height = plan["height"] + top
    return {"data": figure["data"], "layout": plan | {
        "autosize": False, "width": WIDTH, "height": height, "title": title,
        "margin": plan["margin"] | {"t": top + plan["margin"]["t"]},
    }}  # fmt: skip
