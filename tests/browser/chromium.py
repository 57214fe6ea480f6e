"""A browser of this machine that reaches nothing but this machine; skipped where there is none."""

import pytest

from experiments.browser import find

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """Start a browser of this machine; skip where there is none, or nothing to drive it with."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the dependency group `browser`")
    path = find()
    if path is None:
        pytest.skip("no Chromium on this machine (BROWSER_PATH names one)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()
