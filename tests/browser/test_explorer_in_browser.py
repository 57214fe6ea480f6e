"""The explorer in a real browser with no network: levers moved by keyboard, numbers read back, files that run again."""

import os
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from axe import violations
from explorer_toys import GRID, HOSTILE, LEVERS, design, made
from test_in_browser import DRAWN, WIDTHS

from experiments.chart_words import interval, number, signed
from experiments.explorer.data import key, unpacked
from experiments.explorer.emulator import ENDS
from experiments.explorer.page import page as explorer
from experiments.explorer.page import read
from experiments.plan import load_scenario
from experiments.templates import unbroken

pytestmark = pytest.mark.slow

REDRAWN = 150
"""Milliseconds that a redraw may take, the middle of ten."""
MORE = 'scenarios: [baseline, "lever:child_guardians@2019-01-01"]\n'


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Return plan, data and page of a grid, and of a design between whose runs an emulator goes."""
    found = {}
    for name, settings in {"grid": {"levers": GRID, "more": MORE}, "design": {"levers": design()}}.items():
        folder = tmp_path_factory.mktemp(name)
        plan = made(folder, **settings)
        said = read(folder / "sweep")
        (folder / "explorer.html").write_text(explorer(said), encoding="utf-8")
        found[name] = plan, said, folder / "explorer.html"
    return found


@pytest.fixture
def opened(browser, swept):
    """Return a function that opens an explorer; it fails if anything is asked for or complained of."""
    contexts, seen = [], []

    def found(which="grid", width="laptop", address="", **settings):
        wide, high = WIDTHS[width]
        context = browser.new_context(viewport={"width": wide, "height": high}, offline=True, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: seen.append(request.url))
        page.on("console", lambda message: seen.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.goto(swept[which][2].as_uri() + address)
        until(page, "performance.getEntriesByName('ready').length")
        until(page, "!document.querySelector('.outcome[open]') || document.querySelectorAll('.main-svg').length")
        return page

    yield found
    for context in contexts:
        context.close()
    assert [what for what in seen if not what.startswith(("file:", "data:", "blob:"))] == []


def until(page, script):
    """Wait until a script gives something; the page itself forbids to be asked by a text over and over."""
    for _ in range(DRAWN // 100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise TimeoutError(script)


def move(page, control, value):
    """Set a control as a reader's hand does."""
    page.eval_on_selector(
        control,
        "(each, value) => { each.type === 'checkbox' ? each.checked = value : each.value = value; "
        "each.dispatchEvent(new Event('input', {bubbles: true})) }",
        value,
    )
    page.wait_for_timeout(200)


def cells(page, selector):
    return page.eval_on_selector_all(f"{selector} td", "all => all.map(each => each.textContent)")


def expected(said, policy):
    """Return what the table of all outcomes must say of a policy."""
    numbers, shape = unpacked(said["numbers"]), (len(said["policies"]), len(said["years"]) + 1, len(ENDS))
    size = int(np.prod(shape))
    for place, outcome in enumerate(said["outcomes"]):
        level, change = (numbers[i * size : (i + 1) * size].reshape(shape) for i in (2 * place, 2 * place + 1))
        unit, ends = outcome["unit"], change[policy, -1]
        yield outcome["name"], [unbroken(words) for words in (
            number(level[0, -1, 2], unit), number(level[policy, -1, 2], unit), signed(ends[2], unit),
            interval(ends[0], ends[4], unit, signed),
        )]  # fmt: skip


def test_every_number_of_every_setting_is_that_of_the_sweep(opened, swept):
    _, said, _ = swept["grid"]
    page = opened()
    for point, policy in said["points"].items():
        for at, place in enumerate(point.split(";")):
            levels = [int(each) for each in place.split(",") if each]
            first = page.locator(f"#c-{at}-0")
            checkbox = first.get_attribute("type") == "checkbox"
            move(page, f"#c-{at}-0", bool(levels) if checkbox else str(levels[0] + 1 if levels else 0))
            if len(levels) > 1:
                move(page, f"#c-{at}-1", str(levels[1] + 1))
        for outcome, told in expected(said, policy):
            assert cells(page, f"#glance-{outcome}")[:4] == told, (point, outcome)


def test_pictures_hold_what_the_tables_say(opened, swept):
    _, said, _ = swept["grid"]
    page = opened(address=f"#{LEVERS[0]}.coverage=2&show=retrafficked")
    policy = said["points"][key(((1,), (), ()))]
    numbers, shape = unpacked(said["numbers"]), (len(said["policies"]), len(said["years"]) + 1, len(ENDS))
    change = numbers[int(np.prod(shape)) : 2 * int(np.prod(shape))].reshape(shape)[policy]
    drawn = page.evaluate("JSON.parse(JSON.stringify(document.getElementById('retrafficked-difference').data))")
    for trace, end in zip(drawn, (0, 4, 1, 3, 2), strict=True):
        np.testing.assert_allclose(trace["y"], change[:-1, end], rtol=1e-6)
    last = cells(page, "#retrafficked tbody tr:last-child")
    assert last[4] == signed(change[-1, 2], "people") and page.locator("#retrafficked-title").inner_text()
    assert f"2018: {signed(change[0, 2], 'people')}" in page.get_attribute("#retrafficked-difference", "aria-label")


def test_names_move_with_their_lines_and_never_touch(opened):
    page = opened(address="#show=retrafficked")
    for value in ("0", "1", "2"):
        move(page, "#c-0-0", value)
        said = page.evaluate(
            "(() => { const each = document.getElementById('retrafficked-level'); return [each.data[4].y.at(-1), "
            "each.data[5].y.at(-1), each.layout.yaxis.range, each.layout.annotations.map(note => note.y)] })()"
        )
        changed, base, (low, high), notes = said
        boxes = page.eval_on_selector_all(
            "#retrafficked-level .annotation-text", "all => all.map(e => [...'tb'].map((k, i) => i ? "
            "e.getBoundingClientRect().bottom : e.getBoundingClientRect().top))"
        )  # fmt: skip
        (top, bottom), (other_top, other_bottom) = boxes
        assert bottom <= other_top or other_bottom <= top
        assert all(abs(note - end) <= 0.15 * (high - low) for note, end in zip(notes, (changed, base), strict=True))


def test_what_lies_between_runs_is_estimated_with_its_error_and_nothing_beyond(opened, swept):
    plan, said, _ = swept["design"]
    page = opened("design")
    for at, value in enumerate(("0.5", "0.25", "0.75")):
        move(page, f"#c-{at}-0", value)
    told = cells(page, "#glance-nrm_referrals")
    in_all = (55.25 * 0.5 - 20 * 0.25) * np.linspace(0.5, 1.0, len(plan.years)).sum()
    assert told[2] == signed(in_all, "people") and told[4] == "none told, estimated"
    assert "Estimated between runs: off by about" in page.locator("#retrafficked .said").inner_text()
    assert said["hull"]


def test_levers_are_moved_by_keyboard_and_redrawn_at_once(opened):
    page = opened()
    page.locator("#c-0-0").focus()
    before = cells(page, "#glance-retrafficked")
    for press in ("Home", *("ArrowRight", "ArrowLeft") * 5, "End"):
        page.keyboard.press(press)
        page.wait_for_timeout(120)
    assert page.get_attribute("#c-0-0", "aria-valuetext") == "100%" == page.inner_text("#c-0-0-said")
    assert cells(page, "#glance-retrafficked") == before, "it began at the end"
    times = page.evaluate("performance.getEntriesByName('redraw').map(each => each.duration)")
    assert np.median(times[1:]) < REDRAWN, times
    until(page, "document.getElementById('told').textContent.includes('100%')")
    focusable = "a[href], button, input, select, summary, [tabindex='0']"
    wanted = page.evaluate(
        f'[...document.querySelectorAll("{focusable}")].filter(e => e.checkVisibility() && !e.disabled).length'
    )
    page.evaluate("document.activeElement.blur()")
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.dataset.reached = 1")
    assert page.locator("[data-reached]:not(body)").count() == wanted


def test_an_address_holds_the_settings_and_what_it_says_wrongly_is_left_out(opened, tmp_path):
    page = opened()
    move(page, "#c-0-0", "1")
    move(page, "#c-1-0", True)
    move(page, "#c-1-1", "2")
    page.fill("#name", "mine")
    page.locator("#name").blur()
    address = "#" + page.url.partition("#")[2]
    again = opened(address=address)
    assert cells(again, "#glance-cost_public") == cells(page, "#glance-cost_public")
    assert again.input_value("#c-1-1") == "2" and again.input_value("#name") == "mine"
    wrong = opened(
        address=f"#{LEVERS[0]}.coverage=99&firewall.start=7&{LEVERS[2]}.coverage=x&scenario=none&show=no&%%%"
    )
    assert wrong.input_value("#c-0-0") == "0" and wrong.input_value("#c-1-1") == "1"
    assert not wrong.is_checked("#c-2-0") and wrong.locator("details.outcome[open]").count() == 0


@pytest.mark.parametrize("name", [HOSTILE, '=HYPERLINK("http://x")', "a\u202eb: 'c' # d", "x" * 300, ""])
def test_a_file_is_read_back_as_what_was_set_whatever_its_name(opened, swept, tmp_path, name):
    plan, said, _ = swept["grid"]
    settings = f"{LEVERS[0]}.coverage=1&firewall.coverage=1&firewall.start=2"
    page = opened(address=f"#{settings}&name={quote(name)}", accept_downloads=True)
    with page.expect_download() as saved:
        page.click("#download")
    file = tmp_path / "mine.yaml"
    saved.value.save_as(file)
    scenario = load_scenario(str(file))
    policy = plan.policies[said["points"][key(((0,), (0, 1), ()))]].scenario
    assert set(scenario.levers) == set(policy.levers) and scenario.levers and scenario.overrides == policy.overrides
    assert scenario.calendar == policy.calendar and len(scenario.name) <= 80 and "\u202e" not in scenario.name
    assert page.locator("img").count() == 0
    move(page, "#named", str(next(iter(said["files"]))))
    with page.expect_download() as saved:
        page.click("#download")
    saved.value.save_as(file)
    assert [use.lever for use in load_scenario(str(file)).levers] == ["child_guardians"]


@pytest.mark.parametrize("which", ["grid", "design"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_at_a_or_aa_and_nothing_wider_than_the_screen(opened, which, width):
    page = opened(which, width, bypass_csp=True)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.wait_for_timeout(1000)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder, f"explorer_{which}_{width}.png")), full_page=True)


def test_it_prints_what_is_open_and_stays_small(opened, swept):
    page = opened(address="#show=nrm_referrals")
    pdf = page.pdf(prefer_css_page_size=True, tagged=True)
    assert pdf.startswith(b"%PDF") and b"/MediaBox [0 0 59" in pdf
    assert all(path.stat().st_size < 1_500_000 for *_, path in swept.values())
