"""Every page that the project writes, once a session."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / room) for room in ("reports", "sweeps", "experiments", "explorer"))]

from every_page import write  # noqa: E402


@pytest.fixture(scope="session")
def page_at(tmp_path_factory):
    """Return a function from the name of a page to its file; a page is written when it is first asked for."""
    folder, seen = tmp_path_factory.mktemp("pages"), {}

    def found(name: str) -> Path:
        if name not in seen:
            seen[name] = write(name, folder / name)
        return seen[name]

    return found
