"""Scenario files: what the shipped ones say, and what an author is told about one that is wrong."""

import json
import pickle
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scenarios import yamlfile
from scenarios.groups import group_of
from scenarios.problems import MOST_LISTED, InputError
from scenarios.scenario import LeverLimits, LeverUse, ParameterLimits, Scenario, json_schema, load, write_schema

ROOT = Path(__file__).parents[2]
HOSTILE = Path(__file__).parent / "hostile"

LEVERS = {
    "firewall": LeverLimits(places=43, place="force"),
    "prison_staff_first_responders": LeverLimits(places=117, place="prison"),
    "more_caseworkers": LeverLimits(by_group=False),
    "status_as_risk_factor": LeverLimits(group=group_of({"status": ["insecure"]})),
}
PARAMETERS = {
    "court.delay": ParameterLimits("days", 1, 400),
    "court.conviction": ParameterLimits("probability", 0, 1),
}
VALID = """\
# yaml-language-server: $schema=scenario.schema.json
name: slower courts, and a firewall
question: Does a firewall help when courts are slow?
calendar:
  from: 2015-01-01
  to: 2025-12-31
  tick_days: 14
levers:
  - lever: firewall
    start: 2018-01-01
    end: 2019-12-31
    coverage: 0.5
  - lever: firewall
    start: "2020-01-01"
    ramp_days: 1e2
    places: [7, 2]
  - {lever: firewall, start: 2022-01-01, places: [1], compliance: 0.8, half_life_days: 400, groups: {age: [child]}}
  - prison_staff_first_responders
start: 2019-01-01
extends: baseline
overrides:
  court.conviction: 1
  court.delay: {value: 90, unit: days}
"""

SHARE = "expected a share from 0 to 1, e.g. 0.5, of those the lever is for"
START = "expected the first day the lever is in force, a date such as 2018-01-01"
SENTENCES = {
    "calendar_backwards": ":4:3: calendar.to: the last day, 2019-12-31, must come after the first, 2020",
    "calendar_before_default_end": ":2:1: calendar.to: the last day, 2023-12-31, must come after the first",
    "calendar_tick_of_ten": ":3:3: calendar.tick_days: expected the days the model takes at a time: 1, 7, 14",
    "calendar_tick_true": ":3:3: calendar.tick_days: expected the days the model takes at a time: 1, 7, 14",
    "calendar_too_early": ":3:3: calendar.from: expected the first day reported, a 1 January from 2014-01-01 to",
    "calendar_too_late": ":3:3: calendar.to: expected the last day simulated, a 31 December after 'from' and up",
    "calendar_too_short_for_what_is_extended": ":3:1: calendar: firewall of the scenarios extended "
    "would start outside the calendar, 2019",
    "compliance_130_percent": ":5:5: levers[0].compliance: expected a share from 0 to 1, e.g. 0.8: the "
    "part of the change",
    "compliance_80_percent": ":5:5: levers[0].compliance: expected a share from 0 to 1, e.g. 0.8: the "
    "part of the change carried out where it is adopted; 80 looks like a percentage: write 0.8",
    "coverage_130_percent": f":5:5: levers[0].coverage: {SHARE}; found '130%'",
    "coverage_50_percent": f":5:5: levers[0].coverage: {SHARE}; '50%' looks like a percentage: write 0.5",
    "coverage_above_one": f":5:5: levers[0].coverage: {SHARE}; found 1.3",
    "coverage_nothing": f":5:5: levers[0].coverage: {SHARE}; found nothing",
    "coverage_text": f":5:5: levers[0].coverage: {SHARE}; found 'half'",
    "coverage_true": f":5:5: levers[0].coverage: {SHARE}; found true",
    "date_in_words": f":4:5: levers[0].start: {START}; found '1 January 2018'",
    "date_quoted_of_no_day": f":4:5: levers[0].start: {START}; found '2018-02-30'",
    "date_with_time": f":4:5: levers[0].start: {START}; found '2018-01-01 10:00:00'",
    "end_before_start": ":5:5: levers[0].end: the end, 2017-12-31, must come after the start, 2018-01-01",
    "extends_a_number": ":2:1: extends: expected the name of a shipped scenario, the path of a file "
    "from this one such as other.yaml, or a list of these; found 5",
    "extends_a_number_among_names": ":2:21: extends[1]: expected the name of a shipped scenario, the "
    "path of a file from",
    "extends_itself": ":2:1: extends: goes round in a circle, extends_itself.yaml -> extends_itself.yaml; leave one",
    "extends_nothing_there": ":2:1: extends: 'nothing_there.yaml' cannot be extended: no such file",
    "extends_of_no_name": ":2:11: extends[0]: no scenario has this name; did you mean 'firewall'?",
    "extends_out_of_the_folder": ":2:1: extends: '../yaml/empty.yaml' lies outside the folder of the file you named, /",
    "extends_twice": ":2:21: extends[1]: 'firewall' is extended already; delete one of the two",
    "extends_without_the_ending": ":2:1: extends: no scenario has this name; for the file beside this "
    "one write 'extends_itself.yaml'",
    "group_column_unknown": ":5:14: levers[0].groups.nationalty: unknown column of groups; did you mean 'nationality'?",
    "group_level_true": ":5:20: levers[0].groups.age[0]: expected one of child, adult; found true",
    "group_level_twice": ":5:27: levers[0].groups.age[1]: 'child' is named twice; delete one of the two",
    "group_level_unknown": ":7:30: levers[0].groups.nationality[1]: unknown level 'albanain'; did you mean 'albanian'?",
    "group_level_yes": ":5:20: levers[0].groups.age[0]: 'yes' would be read as true; write 'yes' in quotes",
    "group_of_a_lever_of_capacity": ":5:5: levers[0].groups: lever 'more_caseworkers' moves a "
    "capacity or a number of institutions or exploiters, which no group of survivors has of its own; "
    "leave out 'groups'",
    "group_of_nobody": ":6:7: levers[0].groups.status: lever 'status_as_risk_factor' is for insecure alone, so "
    "nobody is left",
    "group_of_no_levels": ":5:14: levers[0].groups.age: expected a list of levels such as [child]; found an empty list",
    "group_without_brackets": ":5:14: levers[0].groups.age: expected a list of levels such as [child]; found 'child'",
    "groups_a_list": ":5:5: levers[0].groups: expected the only people the lever is for, as lists of levels by column",
    "groups_too_many": ":11:59: levers[8].groups: a scenario may name 8 different groups, and this is one more",
    "half_life_of_nothing": ":5:5: levers[0].half_life_days: expected the whole number of days, 1 to 36500, after",
    "lever_a_number": ":3:5: levers[0]: expected a name or keys such as lever, start, end, coverage, ramp_days, comp",
    "lever_a_word": ":3:5: levers[0].start: missing; expected the first day the lever is in force, a "
    "date such as 2018-01-01; 'start' at the top of the file says it for all",
    "lever_twice": ":7:5: levers[1].start: levers[0] has 'firewall' in force on that day already",
    "lever_unknown": ":3:5: levers[0].lever: unknown lever 'fire_wall'; did you mean 'firewall'?",
    "lever_unknown_by_name": ":3:10: levers[0]: unknown lever 'firewal'; did you mean 'firewall'?",
    "lever_without_start": f":3:5: levers[0].start: missing; {START}",
    "levers_left_empty": ":2:1: levers: expected a list of the levers in use; [] for none; found nothing",
    "name_a_number": ":1:1: name: expected a name for people to read, one line of 1 to 80 characters; found",
    "name_blank": ":1:1: name: expected a name for people to read, one line of 1 to 80 characters; found",
    "name_missing": ":1:1: name: missing; expected a name for people to read",
    "name_of_two_lines": ":1:1: name: expected a name for people to read, one line",
    "name_too_long": ":1:1: name: expected a name for people to read, one line of 1 to 80 characters; found",
    "override_a_list": ":2:1: overrides: expected parameters set to other numbers",
    "override_out_of_range": ":3:3: overrides.court.delay: expected a number of days between 1 and 400; found 900",
    "override_percentage": ":3:3: overrides.court.conviction: expected a probability between 0 and 1; "
    "42 looks like a percentage: write 0.42",
    "override_percentage_sign": ":3:3: overrides.court.conviction: expected a probability between 0 and 1; "
    "'42%' looks like a percentage: write 0.42",
    "override_text": ":3:3: overrides.court.delay: expected a number of days between 1 and 400; found '90'",
    "override_true": ":3:3: overrides.court.conviction: expected a probability between 0 and 1; found true",
    "override_unit_only": ":3:3: overrides.court.delay.value: missing; expected a number of days between 1 and 400",
    "override_unit_wrong": ":3:28: overrides.court.delay.unit: the unit is days, not 'weeks'",
    "override_unknown": ":3:3: overrides.court.dely: unknown parameter; did you mean 'court.delay'?",
    "override_unknown_key": ":3:40: overrides.court.delay.units: unknown key; did you mean 'unit'?",
    "place_a_name": ":5:14: levers[0].places[0]: expected a list of the numbers, from 0, of the only places that",
    "place_below_nothing": ":5:14: levers[0].places[0]: expected a list of the numbers, from 0, of the only places",
    "place_beyond_the_last": ":5:17: levers[0].places[1]: expected the number of a force, 0 to 42; found 43",
    "place_twice": ":5:5: levers[0].places: place 3 is named twice; delete one of the two",
    "places_a_number": ":5:5: levers[0].places: expected a list of the numbers, from 0, of the only places that take",
    "places_none": ":5:5: levers[0].places: expected at least one place; found an empty list; leave out 'places'",
    "places_of_a_lever_without": ":5:5: levers[0].places: lever 'more_caseworkers' is not taken up place by place",
    "question_too_long": ":2:1: question: expected the question asked, one sentence of up to 300 characters",
    "ramp_half_a_day": ":5:5: levers[0].ramp_days: expected the whole number of days, 0 to 3650",
    "ramp_too_long": ":5:5: levers[0].ramp_days: expected the whole number of days, 0 to 3650",
    "start_for_all_in_words": ":2:1: start: expected the first day of this file's levers that name none "
    "of their own, a date such as 2018-01-01; found 'soon'",
    "start_for_all_left_empty": ":2:1: start: expected the first day of this file's levers that name none of their own",
    "start_for_all_outside_calendar": ":2:1: start: 2024-01-01 lies outside the calendar, 2014-01-01 to 2023-12-31",
    "start_outside_calendar": ":6:5: levers[0].start: 2018-01-01 lies outside the calendar, 2019-01-01 to",
    "top_a_list": ":1:1: expected keys such as name, question, calendar, levers, overrides, extends, "
    "without, start; found",
    "top_a_word": ":1:1: expected keys such as name, question, calendar, levers, overrides, extends, "
    "without, start; found",
    "unknown_key": ":2:1: lever: unknown key; did you mean 'levers'?",
    "unknown_key_deep": ":5:5: levers[0].coverge: unknown key; did you mean 'coverage'?",
    "unknown_key_pythons": ":3:3: calendar.first_day: unknown key; there are from, tick_days, to",
    "without_a_name": ":3:1: without: expected a list of levers of the scenarios extended that are left "
    "out; [] for none",
    "without_nobody_has": ":3:11: without[0]: no scenario extended uses lever 'firewall'; delete it here",
    "without_of_no_name": ":3:11: without[0]: unknown lever 'firewal'; did you mean 'firewall'?",
    "without_twice": ":3:21: without[1]: 'firewall' is named twice; delete one of the two",
    "without_used_here": ":3:11: without[0]: 'levers' says how to use 'firewall' instead; delete it here",
}


def loaded(path_or_name: str | Path) -> Scenario:
    return load(path_or_name, parameters=PARAMETERS, levers=LEVERS)


def refusal(path_or_name: str | Path) -> str:
    with pytest.raises(InputError) as caught:
        loaded(path_or_name)
    return str(caught.value)


def written(folder: Path, content: bytes | str) -> Path:
    file = folder / "file.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize("name", SENTENCES)
def test_hostile_scenario_ends_in_one_sentence_with_its_place(name: str) -> None:
    file = HOSTILE / "scenario" / f"{name}.yaml"
    sentence = refusal(file)
    assert sentence.startswith(f"{file}{SENTENCES[name]}")
    assert len(sentence.splitlines()) == 1


def test_every_hostile_scenario_has_its_sentence() -> None:
    assert {file.stem for file in (HOSTILE / "scenario").iterdir()} == set(SENTENCES)


@pytest.mark.parametrize("file", sorted(HOSTILE.rglob("*.yaml")), ids=lambda file: file.stem)
def test_no_hostile_file_shows_the_program(file: Path) -> None:
    for line in refusal(file).splitlines():
        assert line.startswith(f"{file}:")
        assert line.isprintable()
        assert not any(word in line for word in ("Traceback", "Error", "pydantic", "type=", "python/site"))


def test_shipped_scenarios_are_found_by_name() -> None:
    assert loaded("baseline") == Scenario(name="today's system", question=loaded("baseline").question)
    prison = loaded("prison_first_responders")
    assert prison.levers == (
        LeverUse(lever="prison_staff_first_responders", start=date(2018, 1, 1), coverage=1, ramp_days=365),
    )
    assert loaded("firewall").levers == (LeverUse(lever="firewall", start=date(2018, 1, 1)),)
    assert all(loaded(name).question for name in ("baseline", "prison_first_responders", "firewall"))


def test_every_field_is_read(tmp_path: Path) -> None:
    scenario = loaded(written(tmp_path, VALID))
    assert (scenario.calendar.first_day, scenario.calendar.last_day) == (date(2015, 1, 1), date(2025, 12, 31))
    assert scenario.calendar.tick_days == 14
    half, rest, children, prisons = scenario.levers
    assert (half.end, half.coverage, half.ramp_days, half.compliance) == (date(2019, 12, 31), 0.5, 0, 1.0)
    assert (rest.start, rest.end, rest.ramp_days, rest.places) == (date(2020, 1, 1), None, 100, (2, 7))
    assert (children.compliance, children.half_life_days) == (0.8, 400)
    assert (children.places, children.groups) == ((1,), {"age": ("child",)})
    assert prisons == LeverUse(lever="prison_staff_first_responders", start=date(2019, 1, 1))
    assert scenario.overrides == {"court.conviction": 1.0, "court.delay": 90.0}


def test_names_that_are_not_shipped_are_told_apart_from_paths(tmp_path: Path) -> None:
    assert refusal("baselin") == "baselin: no scenario has this name; did you mean 'baseline'?"
    assert refusal("Base line").startswith("Base line: neither a scenario's name")
    assert refusal("baseline.yml") == "baseline.yml: no such file"
    assert refusal(tmp_path / "baseline") == f"{tmp_path}/baseline: no such file"


def test_all_problems_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = VALID.replace("name: slower", "nam: slower").replace("2018-01-01", "2013-01-01")
    text = text.replace("tick_days: 14", "tick_days: 010").replace("coverage: 0.5", "coverage: 130%")
    text = text.replace('"2020-01-01"', "2019-06-01").replace("unit: days", "unit: hours")
    with pytest.raises(InputError) as caught:
        loaded(written(tmp_path, text))
    fields = [(problem.line, problem.field) for problem in caught.value.problems]
    assert fields == [
        (2, "name"),
        (2, "nam"),
        (7, "calendar.tick_days"),
        (12, "levers[0].coverage"),
        (14, "levers[1].start"),
        (23, "overrides.court.delay.unit"),
    ]


def test_percentage_is_no_suggestion_where_it_would_be_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "name: x\noverrides: {court.conviction: 42}\n")
    with pytest.raises(InputError, match=r"probability between 0\.05 and 0\.3; found 42$"):
        load(file, parameters={"court.conviction": ParameterLimits("probability", 0.05, 0.3)}, levers={})


def test_input_error_survives_a_process_boundary() -> None:
    with pytest.raises(InputError) as caught:
        loaded("baselin")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_scenario_made_in_python_is_checked_too() -> None:
    use = LeverUse(lever="firewall", start=date(2018, 1, 1))
    with pytest.raises(ValidationError, match="in force on that day already"):
        Scenario(name="x", levers=(use, use))
    with pytest.raises(ValidationError, match="frozen"):
        use.coverage = 0.5


USE = {"lever": "firewall", "start": date(2018, 1, 1)}


def apart(**other: object) -> tuple[LeverUse, LeverUse]:
    """Return a use for children in two forces, and another from a year later on."""
    one = LeverUse.model_validate({**USE, "places": [0, 1], "groups": {"age": ["child"]}})
    return one, LeverUse.model_validate({"lever": "firewall", "start": date(2019, 1, 1), **other})


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ({"places": [2, 3]}, True),
        ({"places": [1, 2]}, False),
        ({}, False),
        ({"groups": {"age": ["adult"]}}, True),
        ({"groups": {"age": ["adult", "child"]}}, False),
        ({"groups": {"sex": ["female"]}}, False),
        ({"places": [1], "groups": {"age": ["adult"], "sex": ["female"]}}, True),
    ],
)
def test_lever_is_used_twice_at_a_time_only_where_nobody_is_in_both(other: dict[str, object], together: bool) -> None:
    uses = apart(**other)
    for order in (uses, uses[::-1]):
        if together:
            assert Scenario(name="x", levers=order).levers == order
        else:
            with pytest.raises(ValidationError, match="in force on that day already"):
                Scenario(name="x", levers=order)


def test_uses_that_mean_the_same_are_the_same() -> None:
    one = LeverUse.model_validate({**USE, "places": [3, 1], "groups": {"sex": ["male"], "age": ["child", "adult"]}})
    other = LeverUse.model_validate({**USE, "places": [1, 3], "groups": {"age": ["adult", "child"], "sex": ["male"]}})
    assert (one, hash(one)) == (other, hash(other))
    assert LeverUse.model_validate(one.model_dump()) == one
    assert pickle.loads(pickle.dumps(one)) == one


def test_wrong_places_do_not_hide_dates_nor_make_up_a_clash(tmp_path: Path) -> None:
    uses = ("places: [99]", "places: [a]", "start: 2013-01-01, end: 2012-01-01")
    items = "".join(
        f"  - {{lever: firewall, {'' if 'start' in use else 'start: 2018-01-01, '}{use}}}\n" for use in uses
    )
    with pytest.raises(InputError) as caught:
        loaded(written(tmp_path, f"name: x\nlevers:\n{items}"))
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["levers[0].places[0]", "levers[1].places[0]", "levers[2].start", "levers[2].end"]


def test_schema_accepts_what_is_read_and_refuses_what_is_not(tmp_path: Path) -> None:
    file = tmp_path / "scenario.schema.json"
    write_schema(file, LEVERS, PARAMETERS)
    schema = json.loads(file.read_text(encoding="utf-8"))
    assert schema == json_schema(LEVERS, PARAMETERS)
    check = jsonschema.Draft202012Validator(schema)
    check.check_schema(schema)
    assert check.is_valid(as_editors_read(written(tmp_path, VALID)))
    for old, new in [
        ("firewall\n", "wall\n"),
        ("- prison", "- prisons"),
        ("unit: days", "unit: weeks"),
        ("court.delay", "court.dely"),
        ("places: [1]", "places: []"),
        ("[child]", "[childs]"),
        ("{age:", "{aged:"),
        ("start: 2019-01-01\n", ""),
        ("extends: baseline", "extends: 5"),
        ("extends: baseline", "without: [wall]"),
    ]:
        assert VALID.replace(old, new) != VALID
        assert not check.is_valid(as_editors_read(written(tmp_path, VALID.replace(old, new))))


def test_schema_wants_no_start_where_each_lever_has_its_own(tmp_path: Path) -> None:
    check = jsonschema.Draft202012Validator(json_schema(LEVERS))
    each, none = "name: x\nlevers: [{lever: firewall, start: 2018-01-01}]\n", "name: x\nlevers: [firewall]\n"
    assert check.is_valid(as_editors_read(written(tmp_path, each)))
    assert not check.is_valid(as_editors_read(written(tmp_path, none)))


def as_editors_read(file: Path) -> object:
    """Read YAML as an editor checks it against a schema: JSON has no dates, only text."""
    return json.loads(json.dumps(yamlfile.read(file).data, default=str))


def test_every_field_of_the_schema_is_described() -> None:
    schema = json_schema()
    for part in [schema, *schema["$defs"].values()]:
        assert all(field["description"] for field in part.get("properties", {}).values())


def test_start_up_imports_nothing_heavy() -> None:
    heavy = "{'mesa', 'pandas', 'numba', 'numpy', 'scipy', 'SALib', 'plotly'}"
    code = f"import sys, scenarios.scenario; sys.exit(', '.join({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stderr.strip() == ""


def test_thousands_of_problems_are_told_soon(tmp_path: Path) -> None:
    many = {f"court.part_{index}.delay": ParameterLimits("days", 0, 1) for index in range(200)}
    overrides = "".join(f"  court.part_{index}.dely: 1\n" for index in range(9000))
    begun = time.process_time()  # other work on the machine is not counted
    with pytest.raises(InputError) as caught:
        load(written(tmp_path, f"name: x\noverrides:\n{overrides}"), parameters=many, levers=LEVERS)
    assert time.process_time() - begun < 3
    assert len(str(caught.value).splitlines()) == MOST_LISTED + 1


@settings(max_examples=500, deadline=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 6))
def test_mutated_scenario_is_read_or_refused(tmp_path: Path, seed: int, changes: int) -> None:
    file = written(tmp_path, mutated(VALID.encode(), changes, random.Random(seed)))
    try:
        loaded(file)
    except InputError as error:
        assert all(line.startswith(f"{file}:") for line in str(error).splitlines())


def mutated(content: bytes, changes: int, chance: random.Random) -> bytes:
    """Return `content` with that many stretches of it deleted, doubled, moved or replaced by odd bytes."""
    odd = [
        b"\t",
        b"\n",
        b": ",
        b"- ",
        b"&a ",
        b"*a",
        b"!!int ",
        b"{",
        b"]",
        b'"',
        b"'",
        b"no",
        b"1e999",
        b"\xff",
        b"|",
    ]
    for _ in range(changes):
        start, length, target = (
            chance.randrange(len(content) + 1),
            chance.randrange(12),
            chance.randrange(300),
        )
        stretch = content[start : start + length]
        rest = content[:start] + content[start + length :]
        new = chance.choice([b"", stretch * 2, chance.choice(odd), chance.randbytes(2)])
        content = rest[:start] + new + rest[start:]
        if chance.random() < 0.2:
            content = content[:target] + stretch + content[target:]
    return content
