"""A briefing in a real browser: printed, drawn, and looked at without a network; skipped where there is no Chromium.

With the dependency group `browser` (Playwright, axe-core) the page is opened and judged, too.
"""

import re
from pathlib import Path

import pytest
from axe import violations
from briefing_reader import written
from made_page import HOSTILE, a_document

from experiments import browser as browsers
from experiments.briefing.folder import make
from experiments.briefing.make import briefing
from experiments.briefing.page import page
from experiments.briefing.results import read
from experiments.desirable import RANKED

CHROMIUM = browsers.find()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed, which PDF and pictures need"),
]  # fmt: skip
PAGE = re.compile(rb"/Type\s*/Page[^s]")
LONG = "a scenario with a name as long as names may be, which is eighty letters, number "
LONG_NAMES = ("today", LONG + "1", LONG + "2")


@pytest.fixture(scope="module")
def made(results):
    return make(results)


def test_the_pdf_is_dated_tagged_and_the_pictures_are_all_there(made):
    assert not [said for said in made.left_out if "browser" in said or "chrom" in said]
    pdf = made.files["briefing.pdf"]
    assert pdf.startswith(b"%PDF-") and b"(D:20260331000000" in pdf and b"/StructTreeRoot" in pdf
    assert b"/Lang (en-GB)" in pdf
    svg = [name for name in made.files if name.endswith(".svg")]
    assert svg and {name.replace(".svg", ".png") for name in svg} <= set(made.files)
    for name in svg:
        assert made.files[name].decode().startswith("<svg") and b"<script" not in made.files[name]
        assert made.files[name.replace(".svg", ".png")].startswith(b"\x89PNG")


def test_pictures_and_pdf_have_the_same_bytes_each_time(results, made):
    again = make(results).files
    assert {name for name, content in again.items() if content != made.files[name]} == set()


def at_length(document):
    """Return a document whose scenarios ask as much as they may, change a lot, and have a direction everywhere."""
    question = "What if everything that anybody has ever asked for were done everywhere from the first day on? " * 4
    named = [scenario["name"] for scenario in document["scenarios"][1:]]
    clear = next(row for row in document["verdicts"] if row["name"] == "detentions")
    rest = [row for row in document["verdicts"] if row["name"] not in RANKED]
    return document | {
        "scenarios": [
            scenario | {"question": question[:300], "levers": scenario["levers"] * 3, "overrides": {"x": 1.0}}
            for scenario in document["scenarios"]
        ],
        "verdicts": [clear | {"scenario": name, "name": each} for name in named for each in RANKED] + rest,
    }  # fmt: skip


@pytest.mark.parametrize("names", [("today", "firewall", "prisons"), LONG_NAMES])
@pytest.mark.parametrize("made_of", [dict, at_length])
def test_the_short_version_is_two_pages(names, made_of, tmp_path):
    shown = read(str(written(made_of(a_document(names=names)), tmp_path))).shown
    pdf = browsers.printed(CHROMIUM, page(briefing(shown, True), shown), "2026-03-31")
    assert len(PAGE.findall(pdf)) == 2


def look(browser, path, width, **settings):
    """Open a page without a network; return it, what the console said and what was asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **settings)
    tab, said, asked = context.new_page(), [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(Path(path).as_uri())
    tab.wait_for_selector(".js-plotly-plot", timeout=120_000)
    return tab, said, asked


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("names", [("today", "firewall", "prisons"), ("today", HOSTILE, "=HYPERLINK(A1)")])
def test_it_opens_offline_quietly_and_fits_the_screen(browser, names, width, tmp_path):
    shown = read(str(written(a_document(names=names), tmp_path))).shown
    (tmp_path / "briefing.html").write_text(page(briefing(shown), shown), encoding="utf-8")
    tab, said, asked = look(browser, tmp_path / "briefing.html", width)
    assert said == [] and [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.querySelectorAll('.js-plotly-plot').length") >= 1
    tab.context.close()


def test_every_control_is_reached_by_the_tab_key(browser, made, tmp_path):
    (tmp_path / "briefing.html").write_bytes(made.files["briefing.html"])
    tab, *_ = look(browser, tmp_path / "briefing.html", 1280)
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


@pytest.mark.parametrize("width", [1280, 390])
def test_no_violation_at_a_or_aa(browser, made, width, tmp_path):
    (tmp_path / "briefing.html").write_bytes(made.files["briefing.html"])
    tab, *_ = look(browser, tmp_path / "briefing.html", width, bypass_csp=True)
    assert violations(tab) == []
    tab.context.close()
