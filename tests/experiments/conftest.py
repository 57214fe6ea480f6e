"""Lets the tests in this folder import what they share: a made-up document, and its page as read."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from made_page import Reader, a_document

from experiments.page import page


@pytest.fixture(scope="module")
def document():
    return a_document()


@pytest.fixture(scope="module")
def read(document):
    return Reader(page(document))
