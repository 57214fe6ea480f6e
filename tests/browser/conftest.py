"""Every page that the project writes, once a session; a browser, where there is one."""

import os
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / room) for room in ("reports", "sweeps", "experiments", "explorer"))]

from every_page import write  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--mute-audio"]


@pytest.fixture(scope="session")
def page_at(tmp_path_factory):
    """Return a function from the name of a page to its file; a page is written when it is first asked for."""
    folder, seen = tmp_path_factory.mktemp("pages"), {}

    def found(name: str) -> Path:
        if name not in seen:
            seen[name] = write(name, folder / name)
        return seen[name]

    return found


@pytest.fixture(scope="session")
def browser():
    """Start a browser of this machine; skip where there is none, or nothing to drive it with."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the dependency group `browser`")
    path = os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium on this machine (BROWSER_PATH names one)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()
