"""How large pages are, and how long they take to show their first picture, in a browser without a network."""

import argparse
import statistics
import sys
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.sizes import MB, ROOT
from experiments.browser import HOW_TO_GET, find

PICTURE = ".js-plotly-plot .main-svg"
WIDTHS = (1280, 390)
TIMES = 3
"""Each page is opened so often at each width, every time by a browser context of its own."""
EXAMPLES = "docs/briefings/*/briefing.html"


def seconds_to_picture(browser: Any, page: Path, width: int) -> float:
    """Return the seconds from asking for a page to its first picture."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    tab = context.new_page()
    began = perf_counter()
    tab.goto(page.resolve().as_uri(), wait_until="commit")
    tab.wait_for_selector(PICTURE, state="attached")
    took = perf_counter() - began
    context.close()
    return took


def main() -> None:
    """Print the size and the median time of each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=Path, help=f"pages ({EXAMPLES})")
    pages = parser.parse_args().pages or sorted(ROOT.glob(EXAMPLES))
    path = find()
    if path is None or find_spec("playwright") is None:
        sys.exit(f"needs the dependency group `browser`, and a browser: {HOW_TO_GET}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--headless", "--no-sandbox", "--disable-gpu"])
        for page in pages:
            took = [seconds_to_picture(browser, page, width) for width in WIDTHS for _ in range(TIMES)]
            size, name = page.stat().st_size / MB, "/".join(page.parts[-2:])
            print(f"{name}: {size:.2f} MB, first picture after {statistics.median(took):.1f} s (most {max(took):.1f})")


if __name__ == "__main__":
    main()
