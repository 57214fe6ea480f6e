"""A visitor of the app: a browser's page that notes whatever it complains of, and a hand that moves any control."""

import re
from random import Random
from urllib.parse import urlparse

HERE = "127.0.0.1"
TOLD = (r"\d+ scenarios are saved; forget one first\.", r"wrong\.yaml:3:5: levers\[0\]\.lever: unknown lever .*")
"""Mistakes that the hand makes and the page tells."""
GOOD = b"""name: from a file
calendar: {to: 2030-12-31}
levers:
  - {lever: firewall, start: 2020-01-01, coverage: 0.125, groups: {age: [adult]}}
  - {lever: officer_training, start: 2020-01-01, end: 2021-12-31}
  - {lever: officer_training, start: 2023-01-01, coverage: 0.5}
overrides: {capacity.courtrooms: 90}
"""
WRONG = b"name: x\nlevers:\n  - lever: fire_wall\n    start: 2018-01-01\n"
NAMES = (
    "mine",
    "</script><script>alert(1)</script>",
    "=HYPERLINK(1)",
    "**bold** $x$ :smile:",
    "a\u202eb",
    "",
    "x" * 90,
)
SHOWN = """want => {
  const fresh = each => each.closest('[data-stale]')?.dataset.stale !== 'true';
  const said = [...document.querySelectorAll('.stMain p')].some(each => each.innerText.includes(want) && fresh(each));
  const ran = [...document.querySelectorAll('.stMain h2')].some(each => each.innerText.trim() === 'Run now');
  const cells = [...document.querySelectorAll('.stMain [data-testid=stTable] td')].filter(fresh);
  return said && ran && cells.length >= 60;
}"""
"""Whether the answer of now that tells of certain levers stands on the screen, its table in it."""

SETTLED = """() => document.querySelector('.stApp').dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-stale=true]')"""


class Visitor:
    """A page of the app in a browser context of its own."""

    def __init__(self, browser, **settings) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
        self.context.route("**/*", self._let_pass)
        self.page = self.context.new_page()
        self.page.set_default_timeout(300_000)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("websocket", lambda socket: self._ask(socket.url))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _ask(self, url: str) -> bool:
        """Return whether an address is of this machine; note it if not."""
        near = urlparse(url).hostname == HERE or url.startswith(("data:", "blob:"))
        if not near:
            self.complaints.append(f"asked for {url}")
        return near

    def _let_pass(self, route) -> None:
        route.continue_() if self._ask(route.request.url) else route.abort()

    def _hear(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def open(self, address: str, words: str = "No lever is set") -> None:
        """Open an address and wait for words."""
        self.page.goto(address)
        self.page.get_by_text(words).first.wait_for()

    def slider(self, lever: str):
        """Return the slider of a lever's coverage."""
        return self.page.locator(f".st-key-{lever}-coverage input[type=range]")

    def shown(self, words: str) -> None:
        """Wait until the answer of now that tells of certain levers stands on the screen."""
        self.page.wait_for_function(SHOWN, arg=words, polling=50)

    def main(self) -> str:
        """Return the text beside the controls."""
        return self.page.locator(".stMain").inner_text()

    def mistakes(self) -> list[str]:
        """Return the mistakes that stand on the page, but for those that the hand makes."""
        exceptions = self.page.locator("[data-testid=stException], [role=dialog]:visible").all_inner_texts()
        told = self.page.locator("[data-testid=stAlertContentError]").all_inner_texts()
        return [*exceptions, *(each for each in told if not any(re.fullmatch(one, each.strip()) for one in TOLD))]


class Hand:
    """Moves controls of a page at random; the same seed, the same wishes."""

    def __init__(self, visitor: Visitor, seed: int) -> None:
        self.page, self.luck = visitor.page, Random(seed)
        self.moves, self.missed = 0, 0
        self.ways = [self._slide] * 6 + [
            self._open, self._open, self._day, self._ramp, self._last_year, self._name, self._question, self._lever,
            self._outcome, self._save, self._take, self._forget, self._file, self._wrong_file, self._scenario_file,
            self._results, self._brief, self._cancel, self._briefing,
        ]  # fmt: skip

    def move(self) -> None:
        """Do one thing, if it can be done now, and wait a moment."""
        from playwright.sync_api import TimeoutError as Late

        try:
            self.luck.choice(self.ways)()
        except Late:  # what was there is gone, as pages redraw
            self.missed += 1
        self.moves += 1
        self.page.wait_for_timeout(self.luck.randint(50, 800))

    def _one(self, selector: str):
        """Return one of the visible elements of a selector, if there is any."""
        found = self.page.locator(f"{selector} >> visible=true")
        count = found.count()
        return found.nth(self.luck.randrange(count)) if count else None

    def _click(self, selector: str) -> bool:
        found = self._one(selector)
        if found is None or not found.is_enabled():
            return False
        found.click(timeout=20_000)
        return True

    def _type(self, selector: str, text: str) -> None:
        if (found := self._one(selector)) is not None:
            found.fill(text, timeout=20_000)
            found.press("Enter", timeout=20_000)

    def _slide(self) -> None:
        found = self._one(".stSidebar input[type=range]") or self.page.locator(".stSidebar input[type=range]").first
        found.focus(timeout=20_000)
        for _ in range(self.luck.randint(1, 4)):
            self.page.keyboard.press(self.luck.choice(("Home", "End", "ArrowLeft", "ArrowRight", "ArrowRight")))

    def _open(self) -> None:
        self._click("summary")

    def _day(self) -> None:
        if (found := self._one("[role=spinbutton][aria-label^=year]")) is not None:
            found.click(timeout=20_000)
            self.page.keyboard.type(str(self.luck.randint(2018, 2024)))
            self.page.keyboard.press("Tab")

    def _ramp(self) -> None:
        self._type(".stExpander [data-testid=stNumberInputField]", str(self.luck.randint(0, 3650)))

    def _last_year(self) -> None:
        self._type(".st-key-last_year input", str(self.luck.randint(2025, 2035)))

    def _name(self) -> None:
        self._type(".st-key-name input", self.luck.choice(NAMES))

    def _question(self) -> None:
        self._type(".st-key-question input", self.luck.choice(NAMES) * 3)

    def _lever(self) -> None:
        self._choose(".st-key-chosen", ("guardian", "housing", "training", "caseworkers", "detention"))

    def _outcome(self) -> None:
        self._choose(".st-key-outcomes", ("cost", "convict", "exploited", "referrals", "days"))

    def _choose(self, box: str, words: tuple[str, ...]) -> None:
        """Take something out of a list, or put something in."""
        tags = self.page.locator(f"{box} button[aria-label^=Remove]")
        if tags.count() > 3 or (tags.count() and self.luck.random() < 0.5):
            tags.nth(self.luck.randrange(tags.count())).click(timeout=20_000)
            return
        field = self.page.locator(f"{box} input").first
        field.click(timeout=20_000)
        self.page.keyboard.type(self.luck.choice(words))
        self.page.wait_for_timeout(200)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Escape")

    def _save(self) -> None:
        self._click(".st-key-save button")

    def _take(self) -> None:
        self._click(".st-key-take button")

    def _forget(self) -> None:
        self._click(".st-key-forget button")

    def _file(self) -> None:
        self._give("good.yaml", GOOD)

    def _wrong_file(self) -> None:
        self._give("wrong.yaml", WRONG)

    def _give(self, name: str, content: bytes) -> None:
        file = {"name": name, "mimeType": "application/yaml", "buffer": content}
        self.page.locator(".st-key-given input[type=file]").set_input_files(file, timeout=20_000)
        self.page.wait_for_timeout(1_000)
        self._click(".st-key-load button")

    def _scenario_file(self) -> None:
        self._make_and_fetch("scenario")

    def _results(self) -> None:
        self._make_and_fetch("results")

    def _make_and_fetch(self, key: str) -> None:
        self._click(f".st-key-{key}_make button")
        self._fetch(f".st-key-{key}_file_button button")

    def _briefing(self) -> None:
        self._fetch(".st-key-briefing button")

    def _fetch(self, selector: str) -> None:
        self.page.wait_for_function(SETTLED, timeout=20_000)
        found = self._one(selector)
        if found is not None and found.is_enabled():
            with self.page.expect_download(timeout=20_000) as saved:
                found.click(timeout=20_000)
            assert saved.value.path().stat().st_size

    def _brief(self) -> None:
        self._click(".st-key-brief button")

    def _cancel(self) -> None:
        self._click(".st-key-cancel button")
