"""The app in real browsers that reach nothing but this machine: quick, apart, sound under clicks, closed to strangers.

Under clicks it is for MINUTES (environment variable; 10).
"""

import os
import sys
import time
from contextlib import ExitStack
from itertools import count

import pytest
from axe import violations
from server import LOOPBACK, PROC, Server, served
from visitor import Hand, Visitor

from scenarios.lever import catalogue

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (PROC / "self" / "smaps_rollup").exists(), reason="sees processes in /proc"),
]  # fmt: skip
PEOPLE = ("--people", "10000")
SOON = 5.0
"""Seconds from a lever moved to the refined answer on the screen, on an idle machine of 2 cores."""
MINUTES = float(os.environ.get("MINUTES", "10"))
MORE_OF_SERVER, MORE_OF_WORKERS = 1.25, 1.25
"""What the most memory used in the last minute may be of the most used in the first. Workers keep as many baselines in
the end as after the first answer, and hold one draw each that is under way, of more years or fewer."""
PRISON, FIREWALL = "prison_staff_first_responders", "firewall"


@pytest.fixture(autouse=True)
def streamlit():
    pytest.importorskip("streamlit", reason="needs the extra 'app'")


@pytest.fixture
def serve():
    """Return a function that starts an app; it ends with the test, after its visitors have left."""
    with ExitStack() as stack:
        yield lambda *words: stack.enter_context(served(*words))


@pytest.fixture
def visits(browser, serve):
    """Return a function that gives a visitor; at the end none may have had anything to complain of."""
    found = []

    def visit(**settings):
        found.append(Visitor(browser, **settings))
        return found[-1]

    yield visit
    for visitor in found:
        visitor.context.close()
    assert [complaint for visitor in found for complaint in visitor.complaints] == []


@pytest.fixture(scope="module")
def small():
    """Return an app of few people, for what does not depend on how many there are."""
    pytest.importorskip("streamlit", reason="needs the extra 'app'")
    with served("--people", "500", "--draws", "4") as server:
        yield server


def words(lever: str, percent: int) -> str:
    return f"{catalogue()[lever].title} {percent}% from 2024-01-01"


def test_a_lever_moved_is_answered_by_a_run_within_five_seconds(serve, visits, capsys):
    server = serve(*PEOPLE)
    visitor, times = visits(), []
    visitor.open(server.address)
    for key, percent in (("End", 100), *(("ArrowLeft", 99 - place) for place in range(5))):
        visitor.slider(PRISON).focus()
        began = time.monotonic()
        visitor.page.keyboard.press(key)
        visitor.shown(words(PRISON, percent))
        times.append(time.monotonic() - began)
        visitor.page.wait_for_timeout(3_000)
    visitor.slider(FIREWALL).focus()
    began = time.monotonic()
    visitor.page.keyboard.press("End")
    visitor.shown(words(FIREWALL, 100))
    times.append(time.monotonic() - began)
    assert visitor.mistakes() == []
    with capsys.disabled():
        sys.stdout.write(f"\nseconds to the refined answer: {', '.join(f'{each:.1f}' for each in times)}\n")
    assert max(times) < SOON


def test_two_browsers_at_once_see_each_their_own(serve, visits):
    server = serve(*PEOPLE)
    asked = {PRISON: visits(), FIREWALL: visits()}
    for lever, visitor in asked.items():
        visitor.open(server.address)
        visitor.page.locator(".st-key-name input").fill(lever)
        visitor.page.locator(".st-key-name input").press("Enter")
    for lever, visitor in asked.items():
        visitor.slider(lever).focus()
        visitor.page.keyboard.press("End")
    tables = []
    for lever, visitor in asked.items():
        visitor.shown(words(lever, 100))
        (other,) = asked.keys() - {lever}
        assert words(other, 100) not in visitor.main()
        assert visitor.page.locator(".st-key-name input").input_value() == lever
        tables.append(visitor.page.locator(".stMain [data-testid=stTable]").first.inner_text())
        visitor.page.locator(".st-key-save button").click()
        visitor.page.get_by_text("A saved scenario").wait_for()
    assert tables[0] != tables[1]
    for lever, visitor in asked.items():
        assert visitor.page.locator(".st-key-picked input").input_value() == lever
        assert visitor.mistakes() == []


def test_clicks_at_random_leave_no_error_and_no_memory_behind(serve, visits, capsys):
    server = serve(*PEOPLE)
    visitor = visits(accept_downloads=True)
    visitor.open(server.address)
    visitor.slider(PRISON).focus()
    visitor.page.keyboard.press("End")
    visitor.page.get_by_text("20 of 20 draws").wait_for(timeout=1_200_000)
    hand = Hand(visitor, seed=1)
    first = clicked(hand, visitor, server, 60.0)
    clicked(hand, visitor, server, 60.0 * (MINUTES - 2))
    last = clicked(hand, visitor, server, 60.0)
    late = hand.missed / hand.moves
    with capsys.disabled():
        used = f"MB of server and workers: {first} in the first minute, {last} in the last"
        sys.stdout.write(f"\n{hand.moves} clicks, {late:.0%} too late; {used}\n")
    assert late < 0.1
    assert last[0] < MORE_OF_SERVER * first[0] and last[1] < MORE_OF_WORKERS * first[1]


def clicked(hand: Hand, visitor: Visitor, server: Server, seconds: float) -> tuple[int, int]:
    """Move controls for so long; return the most memory that the server and the workers used."""
    end, most = time.monotonic() + seconds, (0.0, 0.0)
    for place in count():
        if time.monotonic() > end:
            break
        hand.move()
        assert visitor.mistakes() == [], f"after {hand.moves} clicks"
        assert visitor.complaints == [], f"after {hand.moves} clicks"
        if place % 5 == 0:
            assert server.process.poll() is None and not server.talks_to()
            most = tuple(max(pair) for pair in zip(most, server.memory(), strict=True))
    return round(most[0]), round(most[1])


def test_without_the_token_nothing_is_shown_and_nothing_outside_is_answered(visits, small):
    visitor = visits()
    for address in (small.bare, f"{small.bare}?token=wrong", f"{small.bare}?token={small.token[:-1]}"):
        visitor.open(address, "it holds a token, and this one does not")
        assert visitor.page.locator("input, button:visible, summary, table, .stSidebar").count() == 0, address
        assert visitor.main().strip().startswith("Open the address") and len(visitor.main().split()) < 20
    assert small.listens_at() == {LOOPBACK[0]} and not small.talks_to()


def test_no_violation_at_a_or_aa_whatever_is_open(visits, small):
    visitor = visits(bypass_csp=True)
    page = visitor.page
    visitor.open(small.address)
    accessible(visitor, "at first")
    visitor.slider(FIREWALL).focus()
    page.keyboard.press("End")
    visitor.shown(words(FIREWALL, 100))
    page.get_by_text("4 of 4 draws").wait_for()
    accessible(visitor, "a lever set")
    page.locator(".st-key-save button").click()
    page.get_by_text("A saved scenario").wait_for()
    visitor.slider(PRISON).focus()
    page.keyboard.press("End")
    visitor.shown(words(PRISON, 100))
    page.get_by_text("Saved scenarios beside it").wait_for()
    every_part_open(page)
    page.wait_for_timeout(2_000)
    accessible(visitor, "every part open, a scenario saved")
    page.locator(".st-key-brief button").click()
    page.get_by_text("Cancel the briefing").wait_for()
    accessible(visitor, "a briefing under way")
    page.locator(".st-key-cancel button").click()
    page.get_by_text("was cancelled").wait_for()
    visitor.open(small.bare, "it holds a token")
    accessible(visitor, "without the token")


def every_part_open(page) -> None:
    while (folded := page.locator("details:not([open]) > summary")).count():
        folded.first.click()
        page.wait_for_timeout(300)


def accessible(visitor: Visitor, state: str) -> None:
    assert violations(visitor.page) == [], state
