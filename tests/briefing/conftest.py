"""Lets the tests of briefings use the made-up documents of the page, and reads files back without their libraries."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "experiments"))
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).parent))

from briefing_reader import written
from made_page import a_document

from experiments.briefing.folder import make
from experiments.briefing.results import read


@pytest.fixture(scope="module")
def document():
    return a_document()


@pytest.fixture(scope="module")
def results(document, tmp_path_factory):
    return read(str(written(document, tmp_path_factory.mktemp("results"))))


@pytest.fixture(scope="module")
def files(results):
    return make(results, browser="no such browser").files
