"""What every test has: linear algebra on one core, as tests run on all of them already; and one browser a session."""

import os

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """Start a Chromium of this machine that reaches nothing else; skip where there is none, or nothing to drive it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the dependency group `browser`")
    from experiments.browser import find

    path = find()
    if path is None:
        pytest.skip("no Chromium on this machine (BROWSER_PATH names one)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()
