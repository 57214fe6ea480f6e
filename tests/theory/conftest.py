"""Lets the tests in this folder import `toys`, and gives each its checker with a seed family of its own."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import toys


@pytest.fixture(params=[1, pytest.param(10, marks=pytest.mark.slow)], ids=["default", "tenfold"])
def agrees(request: pytest.FixtureRequest) -> toys.Agrees:
    """The two-stage checker of toys.py under the name of the test; among the slow tests, with ten times the sample."""

    def held(sample: toys.Sample, exact: toys.Exact, people: int, sees: float) -> None:
        sharper = 1.0 if request.param == 1 else 1.1 / request.param**0.5
        toys.agrees(sample, exact, people, sees * sharper, request.node.name, parts=request.param)

    return held
