"""Lets the tests in this folder import what they share, and gives them stored answers, an empty room and the page."""

import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / room) for room in ("sweeps", "experiments", "browser"))]

from explorer_toys import made, plan  # noqa: E402
from sweep_toys import swept  # noqa: E402

from experiments.app.settings import Settings  # noqa: E402
from experiments.explorer.page import read  # noqa: E402
from experiments.sweeps.code import code_of_results  # noqa: E402
from experiments.sweeps.uncertainty import Uncertainty  # noqa: E402


@pytest.fixture(scope="session")
def calibrated(tmp_path_factory):
    """Return the document of a sweep of this very code and ensemble."""
    folder = tmp_path_factory.mktemp("calibrated")
    swept(replace(plan(folder), code=code_of_results(), uncertainty=Uncertainty("posterior")), folder / "sweep")
    return read(folder / "sweep")


@pytest.fixture
def room(monkeypatch, tmp_path):
    """Return a folder for all temporary files of a test."""
    folder = tmp_path / "room"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def page(monkeypatch, tmp_path):
    testing = pytest.importorskip("streamlit.testing.v1", reason="needs the extra 'app'")
    from experiments.app import page

    made(tmp_path)
    how = Settings("right", str(tmp_path / "sweep"), 120, 2, 1)
    for name, value in how.environment().items():
        monkeypatch.setenv(name, value)
    return testing.AppTest.from_file(page.__file__, default_timeout=120)


@pytest.fixture
def levered(page):
    """Return the page with a lever set, in few and early years."""
    page.query_params["token"] = "right"
    page.run()
    page.number_input(key="last_year").set_value(2016)
    page.date_input(key="firewall.start").set_value(date(2015, 6, 1))
    page.slider(key="firewall.coverage").set_value(50).run()
    assert not page.exception and not page.error
    return page
