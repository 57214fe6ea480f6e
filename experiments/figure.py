"""Figures: a picture of a chart as Plotly's own object, for notebooks, scripts and files, with all its words."""

import json
from collections.abc import Mapping
from html import escape
from itertools import count
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from experiments.charts import Chart, Panel, inert
from experiments.page_writer import CONFIG, packed_plotly

WIDTH, LINE, SMALL, AXIS = 760, 24, 18, 60
"""Of a figure; heights of a line of its title, of its smaller print, and of what stands below an axis; in pixels."""
PIECE = """<figure style="margin:0;color-scheme:light" lang="en-GB"><div id="{id}" role="img" aria-label="{says}"
style="width:{width}px;min-height:{height}px"></div>{table}</figure><script>(async () => {{
if (!window.Plotly) {{ const packed = Uint8Array.from(atob("{plotly}"), (c) => c.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
const script = document.createElement("script"); script.textContent = await new Response(stream).text();
document.head.append(script); }}
const {{ data, layout }} = {figure}; window.Plotly.newPlot("{id}", data, layout, {config}); }})();</script>"""
"""A picture that draws itself in whatever page it is put into, without a network."""
_numbers = count(1)


class Picture(go.Figure):
    """A Plotly figure that never offers to upload itself, and that carries the words and the table of its chart."""

    def show(self, *arguments: Any, **settings: Any) -> None:
        """Show it as `go.Figure.show` does, without a button that sends it anywhere."""
        super().show(*arguments, **{**settings, "config": {**settings.get("config", {}), **CONFIG}})

    def to_html(self, *arguments: Any, **settings: Any) -> str:
        """Return the page, or piece of one, that Plotly makes, without a button that sends it anywhere."""
        return str(super().to_html(*arguments, **{**settings, "config": {**settings.get("config", {}), **CONFIG}}))

    def write_html(self, *arguments: Any, **settings: Any) -> None:
        """Write what `to_html` returns."""
        super().write_html(*arguments, **{**settings, "config": {**settings.get("config", {}), **CONFIG}})

    def _repr_html_(self) -> str:
        """Return the picture for a notebook: with its words, its table, and the part of plotly.js that it needs."""
        words = self.layout.meta or {}
        return PIECE.format(
            id=f"survivor-journeys-{next(_numbers)}", says=escape(str(words.get("says", ""))), width=WIDTH,
            height=self.layout.height, table=_table(words), plotly=packed_plotly(),
            figure=self.to_json().replace("</", "<\\/"), config=json.dumps(CONFIG),
        )  # fmt: skip

    def _repr_mimebundle_(self, *arguments: Any, **settings: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_()}


def figures(chart: Chart) -> dict[tuple[str, str], Picture]:
    """Return every picture of a chart, by the headings of its group and its panel."""
    found: dict[tuple[str, str], Picture] = {}
    for group in chart.groups:
        for panel in group.panels:
            found[group.heading, panel.heading] = picture(chart, panel, group.heading)
    return found


def figure(chart: Chart, group: int = 0, panel: int = 0) -> Picture:
    """Return one picture of a chart with its words; an IndexError if there is none at that place."""
    chosen = chart.groups[group]
    return picture(chart, chosen.panels[panel], chosen.heading)


def picture(chart: Chart, panel: Panel, heading: str = "") -> Picture:
    """Return a picture with title and statistic above it, source and caveat below it, words and table in its meta."""
    above = [f"<b>{line}</b>" for line in _wrapped(chart.title, 70)]
    small = [*_wrapped(chart.subtitle, 110), *filter(None, (inert(heading), inert(panel.heading)))]
    small += [" &#160; ".join(f'<span style="color:{colour}">{mark}</span> {inert(word)}' for mark, colour, word in
                              panel.key)] * bool(panel.key)  # fmt: skip
    below = [line for each in (panel.below, *chart.caption) if each for line in _wrapped(each, 120)]
    given = panel.figure["layout"]
    top = LINE * len(above) + SMALL * len(small) + 16
    feet = SMALL * len(below) + AXIS
    traces = panel.figure["data"]
    if steps := panel.figure.get("frames"):  # a picture that stands still shows the last step
        traces = [{**trace, **last} for trace, last in zip(traces, steps[-1]["data"], strict=True)]
    made = Picture(data=traces, layout=given)
    made.update_layout(
        width=WIDTH, height=given["height"] + top + feet, autosize=False,
        margin={**given["margin"], "t": given["margin"]["t"] + top, "b": given["margin"]["b"] + feet},
        title={"text": "<br>".join(above), "subtitle": {"text": "<br>".join(small), "font": {"size": 12}},
               "x": 0.01, "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 14},
               "font": {"size": 16}},
        meta={"says": panel.says, "head": list(chart.head), "rows": [list(row) for row in chart.rows]},
    )  # fmt: skip
    made.add_annotation(
        text="<br>".join(below), x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-AXIS,
        showarrow=False, align="left", font={"size": 11},
    )  # fmt: skip
    return made


def _wrapped(text: str, width: int) -> list[str]:
    return [inert(line) for line in wrap(text, width)]


def _table(words: Mapping[str, Any]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in words.get("head", ()))
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in words.get("rows", ())
    )  # fmt: skip
    return f"<details><summary>Table</summary><table><tr>{head}</tr>{rows}</table></details>" if rows else ""
