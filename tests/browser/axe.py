"""Rules of accessibility, looked at by axe-core in a page that a browser shows."""

import os
from pathlib import Path

import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page) -> list[str]:
    """Return what breaks a rule at A or AA, and where. The page must allow scripts (`bypass_csp`)."""
    page.evaluate(core())
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [f"{v['id']}: {v['help']}: {[n['html'][:200] for n in v['nodes'][:3]]}" for v in found["violations"]]


def core() -> str:
    """Return axe-core: of the Python package, or of the file that AXE_PATH names; skip without either."""
    if path := os.environ.get("AXE_PATH"):
        return Path(path).read_text(encoding="utf-8")
    module = pytest.importorskip("axe_playwright_python", reason="needs the dependency group `browser`")
    return (Path(module.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
