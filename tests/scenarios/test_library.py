"""The scenarios that ship: each is right by the levers that ship, and says what it is about."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from experiments.plan import load_scenario
from scenarios import yamlfile
from scenarios.lever import catalogue
from scenarios.library import shipped
from scenarios.recommendation import Recommendation
from scenarios.scenario import json_schema

NAMES = sorted(shipped())
DOCUMENTED = {"baseline", "firewall", "prison_first_responders", "prison_first_responders_with_caseworkers"}
"""Scenarios of the years that are documented; the others change the years after them."""


def levers_of(name: str) -> set[str]:
    return {use.lever for use in load_scenario(name).levers}


@pytest.mark.parametrize("name", NAMES)
def test_shipped_scenario_is_right_and_asks_a_question(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.question.endswith("?")
    assert bool(scenario.levers) == (name != "baseline")
    last_day, start = (
        (date(2023, 12, 31), date(2018, 1, 1)) if name in DOCUMENTED else (date(2030, 12, 31), date(2024, 1, 1))
    )
    assert scenario.calendar.last_day == last_day
    assert {use.start for use in scenario.levers} <= {start}
    assert len({use.lever for use in scenario.levers}) == len(scenario.levers)


def test_no_two_shipped_scenarios_have_one_name() -> None:
    assert len({load_scenario(name).name for name in NAMES}) == len(NAMES)


def test_everything_is_every_lever_that_a_report_asks_for() -> None:
    asked = {name for name, lever in catalogue().items() if isinstance(lever.asked, Recommendation)}
    assert levers_of("everything") == asked


def test_every_stress_test_ships_as_a_scenario_of_its_name() -> None:
    stress = {lever for lever in catalogue() if lever.startswith("stress_")}
    assert stress == {name for name in NAMES if name.startswith("stress_")}
    assert all(levers_of(name) == {name} for name in stress)


def test_super_complaint_keeps_to_what_was_asked_for_and_holds_no_firewall() -> None:
    levers = levers_of("super_complaint_2021")
    assert "firewall" not in levers
    assert [lever for lever in levers if not formally_asked_by_inspectors(lever)] == []


def formally_asked_by_inspectors(lever: str) -> bool:
    asked = catalogue()[lever].asked
    return isinstance(asked, Recommendation) and "HMICFRS" in asked.asked_by


@pytest.mark.parametrize("name", NAMES)
def test_file_is_one_that_editors_accept(name: str) -> None:
    assert (
        shipped()[name].read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=scenario.schema.json\n")
    )
    jsonschema.validate(as_editors_read(shipped()[name]), json_schema(catalogue()))


def test_shipped_schema_is_one_for_the_shipped_scenarios() -> None:
    schema = json.loads((shipped()["baseline"].parent / "scenario.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    assert [name for name in NAMES if not check.is_valid(as_editors_read(shipped()[name]))] == []


def as_editors_read(file: Path) -> object:
    """Read YAML as an editor checks it against a schema: JSON has no dates, only text."""
    return json.loads(json.dumps(yamlfile.read(file).data, default=str))
