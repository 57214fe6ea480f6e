"""Drawing: a figure as SVG, by the Chromium of this machine and nothing else; no network is used."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

from experiments.charts import Chart
from experiments.figure import Picture, figure
from experiments.page_writer import packed_plotly
from experiments.plan import write

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--dump-dom",
         "--virtual-time-budget=20000", "--timeout=120000")  # fmt: skip
SECONDS = 300
PAGE = """<!DOCTYPE html><meta charset="utf-8"><pre id="drawn"></pre><div id="picture"></div><script>(async () => {{
const packed = Uint8Array.from(atob("{plotly}"), (c) => c.charCodeAt(0));
const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
const script = document.createElement("script"); script.textContent = await new Response(stream).text();
document.head.append(script);
const {{ data, layout }} = {figure};
const place = document.getElementById("picture");
await window.Plotly.newPlot(place, data, layout, {{ staticPlot: true }});
const image = await window.Plotly.toImage(place, {{ format: "svg", width: layout.width, height: layout.height }});
document.getElementById("drawn").textContent = decodeURIComponent(image.slice(image.indexOf(",") + 1));
}})();</script>"""


@cache
def browser() -> str | None:
    """Return the path of a Chromium: the one that BROWSER_PATH names, else one found on this machine."""
    return os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, NAMES)), None)


def svg(picture: Picture) -> str:
    """Return a figure as SVG with a name and a description. Raises OSError if there is no browser, or it fails."""
    path = browser()
    if path is None:
        raise OSError("no Chromium was found; BROWSER_PATH may name one")
    figure = picture.to_json().replace("</", "<\\/")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(PAGE.format(plotly=packed_plotly(), figure=figure), encoding="utf-8")
        command = [path, *FLAGS, f"--user-data-dir={folder}/profile", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    found = re.search(r'<pre id="drawn">(.*?)</pre>', done.stdout, re.DOTALL)
    if not found or not found[1]:
        raise OSError(f"the browser drew nothing: {done.stderr.strip()[-300:]}")
    return _named(unescape(found[1]), picture)


def drawn_to(folder: Path, charts: Iterable[Chart]) -> None:
    """Write the first picture of each chart to a folder as SVG, by its key; say so if there is no browser to draw it.

    Raises OSError if the browser fails.
    """
    if browser() is None:
        sys.stderr.write("no Chromium was found: pictures stay as they were\n")
        return
    folder.mkdir(exist_ok=True)
    for chart in charts:
        write(folder / f"{chart.key}.svg", svg(figure(chart)))


def _named(drawn: str, picture: Picture) -> str:
    """Return an SVG with a title and a description for those who cannot see it."""
    from html import escape

    head, _, rest = drawn.partition(">")
    title = re.sub("<[^>]+>", " ", unescape(picture.layout.title.text)).strip()
    words = f"<title>{escape(title)}</title><desc>{escape(str(picture.layout.meta['says']))}</desc>"
    return f'{head} role="img">{words}{rest}\n'
