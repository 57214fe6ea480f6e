"""A briefing in a real browser: printed, drawn, and looked at without a network; skipped where there is no Chromium.

With Playwright and a copy of axe-core (its path in the environment variable AXE_CORE) the page is opened, too.
"""

import json
import os
import re
from pathlib import Path

import pytest
from briefing_reader import written
from made_page import HOSTILE, a_document

from experiments.briefing import browser as browsers
from experiments.briefing.folder import make
from experiments.briefing.make import briefing
from experiments.briefing.page import page
from experiments.briefing.results import read

CHROMIUM = browsers.find()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed, which PDF and pictures need"),
]  # fmt: skip
PAGE = re.compile(rb"/Type\s*/Page[^s]")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONG = "a scenario with a name as long as names may be, which is eighty letters, number "
LONG_NAMES = ("today", LONG + "1", LONG + "2")


@pytest.fixture(scope="module")
def made(results):
    return make(results)


def test_the_pdf_is_dated_tagged_and_the_pictures_are_all_there(made):
    assert not [said for said in made.left_out if "browser" in said or "chrom" in said]
    pdf = made.files["briefing.pdf"]
    assert pdf.startswith(b"%PDF-") and b"(D:20260331000000" in pdf and b"/StructTreeRoot" in pdf
    assert b"/Lang (en-GB)" in pdf or b"/Lang" in pdf
    svg = [name for name in made.files if name.endswith(".svg")]
    assert svg and {name.replace(".svg", ".png") for name in svg} <= set(made.files)
    for name in svg:
        assert made.files[name].decode().startswith("<svg") and b"<script" not in made.files[name]
        assert made.files[name.replace(".svg", ".png")].startswith(b"\x89PNG")


def test_pictures_and_pdf_have_the_same_bytes_each_time(results, made):
    again = make(results).files
    assert {name for name, content in again.items() if content != made.files[name]} == set()


TOO_LONG = pytest.mark.xfail(reason="two names of eighty letters take a quarter of a third page", strict=True)


@pytest.mark.parametrize("names", [("today", "firewall", "prisons"), pytest.param(LONG_NAMES, marks=TOO_LONG)])
def test_the_short_version_is_two_pages(names, tmp_path):
    shown = read(str(written(a_document(names=names), tmp_path))).shown
    pdf = browsers.printed(CHROMIUM, page(briefing(shown, True), shown), "2026-03-31")
    assert len(PAGE.findall(pdf)) == 2


@pytest.fixture(scope="module")
def opened():
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


def look(opened, path, width):
    """Open a page without a network; return it, what the console said and what was asked for."""
    context = opened.new_context(viewport={"width": width, "height": 900}, offline=True)
    tab, said, asked = context.new_page(), [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(Path(path).as_uri())
    tab.wait_for_selector(".js-plotly-plot", timeout=120_000)
    return tab, said, asked


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("names", [("today", "firewall", "prisons"), ("today", HOSTILE, "=HYPERLINK(A1)")])
def test_it_opens_offline_quietly_and_fits_the_screen(opened, names, width, tmp_path):
    shown = read(str(written(a_document(names=names), tmp_path))).shown
    (tmp_path / "briefing.html").write_text(page(briefing(shown), shown), encoding="utf-8")
    tab, said, asked = look(opened, tmp_path / "briefing.html", width)
    assert said == [] and [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.querySelectorAll('.js-plotly-plot').length") >= 1
    tab.context.close()


def test_every_control_is_reached_by_the_tab_key(opened, made, tmp_path):
    (tmp_path / "briefing.html").write_bytes(made.files["briefing.html"])
    tab, *_ = look(opened, tmp_path / "briefing.html", 1280)
    controls = tab.evaluate("""[...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
        .filter((e) => e.checkVisibility()).length""")
    reached = set()
    for _ in range(controls + 5):
        tab.keyboard.press("Tab")
        reached.add(
            tab.evaluate("""(() => { const e = document.activeElement;
            return [...document.querySelectorAll('*')].indexOf(e); })()""")
        )
    assert len(reached) >= controls
    tab.context.close()


def test_axe_finds_nothing(opened, made, tmp_path):
    axe = os.environ.get("AXE_CORE", "")
    if not axe:
        pytest.skip("no axe-core; set AXE_CORE to the path of axe.min.js")
    (tmp_path / "briefing.html").write_bytes(made.files["briefing.html"])
    for width in (1280, 390):
        tab, *_ = look(opened, tmp_path / "briefing.html", width)
        tab.evaluate(Path(axe).read_text(encoding="utf-8"))  # as the page's own policy forbids other scripts
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = tab.evaluate("(tags) => axe.run({ runOnly: tags })", tags)
        told = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found["violations"]]
        assert told == [], json.dumps(told)
        tab.context.close()
