"""The browser that prints pages and draws pictures: a Chromium of this machine, if there is one; no network is used.

Pictures are drawn by the same plotly.js that the page carries: one start of the browser draws all of them as SVG and
PNG and hands them over in the text of its document, so that no library stands between.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from experiments.charts import Figure
from experiments.page_writer import CONFIG, packed_plotly
from experiments.templates import environment

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
HOW_TO_GET = "install Chromium (Debian: apt install chromium) or let BROWSER_PATH name one"
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--virtual-time-budget=60000",
)  # fmt: skip
SECONDS = 600
"""After so long a browser that has not finished is ended."""
SCALE = 2
"""Pixels of a PNG for each pixel of its picture."""
EMPTY = ' style=""'
"""It says nothing, and its place among attributes depends on when the browser measured the page, not on the picture."""
FOUND = re.compile(r'<pre id="drawn">([A-Za-z0-9+/=]+)</pre>')
DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


def find(asked: str | None = None) -> str | None:
    """Return the program of a browser; None if there is none.

    It is the one asked for, else the one that BROWSER_PATH names, else the first on the path.
    """
    named = asked or os.environ.get("BROWSER_PATH")
    for name in (named,) if named else NAMES:
        found = shutil.which(name)
        if found:
            return found
    return None


def printed(browser: str, page: str, made: str) -> bytes:
    """Return a page as a PDF, dated on a day (YYYY-MM-DD). Raises OSError with one sentence."""
    with tempfile.TemporaryDirectory(prefix="journeys-") as place:
        source, target = Path(place, "page.html"), Path(place, "page.pdf")
        source.write_text(page, encoding="utf-8")
        _run(browser, place, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri())
        if not target.exists():
            raise OSError(None, f"{Path(browser).name} printed nothing")
        return _dated(target.read_bytes(), made)


def _dated(pdf: bytes, made: str) -> bytes:
    """Return a PDF with another day for the one of the clock; its length stays, so its table of offsets holds."""
    return DATES.sub(lambda found: b"/" + found[1] + f" (D:{made.replace('-', '')}000000".encode(), pdf)


def drawn(browser: str, figures: Mapping[str, Figure]) -> dict[str, tuple[str, bytes]]:
    """Return pictures by name as SVG and PNG, as wide and high as their layouts say. Raises OSError in one sentence."""
    page = environment().get_template("pictures.html.jinja").render(
        figures={"config": CONFIG, "figures": dict(figures)}, plotly=packed_plotly(), scale=SCALE
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="journeys-") as place:
        source = Path(place, "pictures.html")
        source.write_text(page, encoding="utf-8")
        found = FOUND.search(_run(browser, place, "--dump-dom", source.as_uri()))
    if not found:
        raise OSError(None, f"{Path(browser).name} drew no pictures")
    pictures = json.loads(base64.b64decode(found[1]))
    return {name: (one["svg"].replace(EMPTY, ""), base64.b64decode(one["png"])) for name, one in pictures.items()}


def _run(browser: str, place: str, *words: str) -> str:
    """Run the browser, alone in a folder, and return what it prints. Raises OSError with one sentence."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it does not start for root else
    command = [browser, *FLAGS, *root, f"--user-data-dir={place}/profile", *words]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise OSError(None, f"{Path(browser).name} did not finish within {SECONDS} seconds") from None
    if done.returncode:
        raise OSError(None, f"{Path(browser).name} failed (status {done.returncode})")
    return done.stdout
