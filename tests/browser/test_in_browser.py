"""Every page in a real browser with no network: drawn, clean, accessible, reached by keyboard, printed."""

import json
import os
from pathlib import Path

import pytest
from axe import violations
from every_page import NAMES, figures_of

pytestmark = pytest.mark.slow

WIDTHS = {"laptop": (1280, 800), "phone": (390, 844)}
FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"
DRAWN = 60_000
"""Milliseconds that a busy machine may take to unpack and draw."""


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def opened(browser, page_at, name):
    """Return a function that opens the page at a width; it fails if anything is asked for or complained of."""
    contexts, seen = [], []

    def found(width: str = "laptop", **settings):
        wide, high = WIDTHS[width]
        context = browser.new_context(viewport={"width": wide, "height": high}, offline=True, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: seen.append(request.url))
        page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.goto(page_at(name).as_uri())
        pictures = len(figures_of(page_at(name).read_text(encoding="utf-8"))["figures"])
        page.wait_for_function(
            "n => n === 0 || document.querySelectorAll('.picture .main-svg').length > 0", arg=pictures, timeout=DRAWN
        )
        page.wait_for_timeout(500)
        return page

    yield found
    own = page_at(name).as_uri()
    assert [what for what in seen if what != own and not what.startswith(("data:", "blob:"))] == []
    for context in contexts:
        context.close()


def every_part_open(page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.wait_for_function(
        "[...document.querySelectorAll('.picture')].every(each => each.querySelector('.main-svg'))", timeout=DRAWN
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_at_a_or_aa_with_every_part_open(opened, width):
    page = opened(width, bypass_csp=True)
    assert violations(page) == []
    every_part_open(page)
    assert violations(page) == []


def test_no_part_of_the_page_is_wider_than_the_screen(opened):
    page = opened("phone")
    every_part_open(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"][0]


def test_every_control_is_reached_by_keyboard_and_works(opened):
    page = opened()
    wanted = page.evaluate(
        f'[...document.querySelectorAll("{FOCUSABLE}")].filter(each => each.checkVisibility() && !each.disabled).length'
    )
    reached = page.evaluate("0")
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached += page.evaluate(
            "(() => { const a = document.activeElement; if (a === document.body || a.dataset.reached) return 0; "
            "a.dataset.reached = 1; const o = getComputedStyle(a); return o.outlineStyle === 'none' ? 0 : 1 })()"
        )
    assert reached == wanted
    if page.locator("[data-steps] input").count():
        slider = page.locator("[data-steps] input").first
        slider.focus()
        page.keyboard.press("ArrowRight")
        shown = page.locator("[data-steps] output").first.inner_text()
        frames = figures_of(page.content())["figures"]["counts-0-0"]["frames"]
        assert shown == frames[1]["name"] == slider.get_attribute("aria-valuetext")
        assert page.evaluate("document.getElementById('counts-0-0').data[0].x") == frames[1]["data"][0]["x"]


def test_play_runs_to_the_end_and_is_not_offered_to_whoever_asks_for_less_motion(opened, name):
    if name != "comparison":
        pytest.skip("one page is enough")
    page = opened()
    button = page.locator(".play").first
    button.press("Enter")
    assert button.inner_text() == "Pause"
    last = page.locator("[data-steps] input").first.get_attribute("max")
    page.wait_for_function(
        "last => document.querySelector('[data-steps] input').value === last", arg=last, timeout=DRAWN
    )
    page.wait_for_function("document.querySelector('.play').textContent === 'Play'", timeout=DRAWN)
    calm = opened(reduced_motion="reduce")
    assert not calm.locator(".play").first.is_visible()
    assert calm.locator("[data-steps] input").first.is_visible()


def test_pictures_show_the_numbers_that_the_page_was_given(opened, page_at, name):
    """What plotly.js holds after drawing is what was written, number by number."""
    page = opened()
    every_part_open(page)
    for key, figure in figures_of(page_at(name).read_text(encoding="utf-8"))["figures"].items():
        drawn = page.evaluate("key => JSON.stringify(document.getElementById(key).data)", key)
        for got, given in zip(json.loads(drawn), figure["data"], strict=True):
            for part in ("x", "y", "z", "text"):
                assert got.get(part) == given.get(part), (key, part)


def test_it_prints_whole_on_a4(opened, name):
    page = opened()
    pdf = page.pdf(prefer_css_page_size=True, tagged=True)
    assert pdf.startswith(b"%PDF") and b"/MarkInfo" in pdf
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf
    folder = os.environ.get("SCREENSHOTS")
    if folder:  # for whoever wants to look
        Path(folder, f"{name}.pdf").write_bytes(pdf)


@pytest.mark.parametrize("width", WIDTHS)
def test_it_can_be_looked_at(opened, name, width):
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        pytest.skip("SCREENSHOTS names no folder")
    page = opened(width)
    every_part_open(page)
    page.screenshot(path=str(Path(folder, f"{name}_{width}.png")), full_page=True)
