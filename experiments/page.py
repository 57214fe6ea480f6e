"""The page: a comparison as one HTML file that opens without a network.

plotly.js travels inside the page, compressed, and is unpacked by the reader's browser. Nothing is fetched: the page's
own policy forbids it. Whatever a scenario's author wrote is shown as text, never run.
"""

import base64
import gzip
from functools import cache
from typing import Any

from plotly.offline import get_plotlyjs

from experiments.chart_differences import differences_chart
from experiments.chart_journeys import journeys_chart
from experiments.chart_years import years_chart
from experiments.charts import Chart, fit_to_show, panels_of, renamed
from experiments.document import Document
from experiments.page_words import beside, command_line, definitions, findings, origin
from experiments.templates import environment

CONFIG = {
    "displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "responsive": True, "scrollZoom": False,
    "doubleClick": False, "showTips": False,
}  # fmt: skip
"""No bar of buttons: nothing to send anywhere, and nothing to focus inside a picture."""


def page(document: Document) -> str:
    """Return the page of a comparison."""
    fit = fit_to_show(document)
    pictures = charts(fit)
    return environment().get_template("page.html.jinja").render(
        document=fit, charts=pictures, findings=findings(fit), beside=beside(fit), command_line=command_line(fit),
        definitions=list(definitions(fit)), figures={"config": CONFIG, "figures": panels_of(pictures, origin(fit))},
        plotly=packed_plotly(),
    )  # fmt: skip


def charts(document: Document) -> list[Chart]:
    """Return the charts of a comparison in the order of the page, numbered."""
    found = [
        differences_chart(document),
        years_chart(document, "cg_days_median", "median decision time"),
        years_chart(document, "cg_days_mean", "mean decision time"),
        years_chart(document, "cg_backlog", "backlog"),
        journeys_chart(document),
    ]
    return [renamed(chart, number) for number, chart in enumerate(found, 1)]


@cache
def packed_plotly() -> str:
    """Return plotly.js, compressed and in letters that are safe inside a script element."""
    source: Any = get_plotlyjs()
    return base64.b64encode(gzip.compress(source.encode(), 9, mtime=0)).decode("ascii")
