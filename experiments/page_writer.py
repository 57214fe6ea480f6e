"""The page writer: the one way in which pages with pictures are written.

plotly.js travels inside the page, compressed, and is unpacked by the reader's browser. Nothing is fetched: the page's
own policy forbids it. Whatever a scenario's author wrote is shown as text, never run.
"""

import base64
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from experiments.charts import Chart, Figure, panels_of
from experiments.templates import environment

CONFIG: Figure = {
    "displayModeBar": False, "displaylogo": False, "showSendToCloud": False, "responsive": True, "scrollZoom": False,
    "doubleClick": False, "showTips": False, "editable": False, "plotlyServerURL": "",
}  # fmt: skip
"""No bar of buttons: nothing to send anywhere, and nothing to focus inside a picture."""
PLOTLY = Path(__file__).parent / "plotly_js" / "plotly.js.gz"
"""The part of plotly.js that pictures need (see the README beside it)."""


def written(template: str, charts: Iterable[Chart], origin: str, /, **parts: Any) -> str:
    """Return the page that a template makes of charts and whatever else it shows; a saved picture carries `origin`."""
    return environment().get_template(template).render(
        figures={"config": CONFIG, "figures": panels_of(charts, origin)}, plotly=packed_plotly(), **parts
    )  # fmt: skip


@cache
def packed_plotly() -> str:
    """Return plotly.js, compressed and in letters that are safe inside a script element."""
    return base64.b64encode(PLOTLY.read_bytes()).decode("ascii")
