"""Scenarios that extend others: what is taken over, and what an author is told where that is in doubt."""

import os
import time
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.problems import MOST_LISTED, InputError
from scenarios.scenario import Calendar, LeverLimits, LeverUse, ParameterLimits, Scenario, load

LEVERS = {name: LeverLimits(places=43, place="force") for name in ("firewall", "guidance", "training", "shelter")}
PARAMETERS = {name: ParameterLimits("days", 0, 1000) for name in ("court.delay", "court.wait")}
LATER = Calendar.model_validate({"to": date(2030, 12, 31)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"name: {name}\n{text}", encoding="utf-8")
    return file


def loaded(path_or_name: str | Path) -> Scenario:
    return load(path_or_name, parameters=PARAMETERS, levers=LEVERS)


def refusal(path_or_name: str | Path) -> list[str]:
    """Return each problem, the folder of the file left out."""
    with pytest.raises(InputError) as caught:
        loaded(path_or_name)
    return str(caught.value).replace(f"{Path(path_or_name).parent}{os.sep}", "").splitlines()


def use(lever: str, year: int = 2018, **others: Any) -> LeverUse:
    return LeverUse.model_validate({"lever": lever, "start": date(year, 1, 1), **others})


def test_scenario_takes_over_levers_numbers_and_calendar_and_no_name(folder: Path) -> None:
    write(folder, "a", "question: a?\ncalendar: {to: 2030-12-31}\nstart: 2024-01-01\nlevers: [guidance, training]\n")
    write(folder, "b", "calendar: {to: 2030-12-31}\noverrides: {court.delay: 5, court.wait: 7}\n")
    child = write(
        folder, "child", "extends: [a.yaml, b.yaml]\nstart: 2026-01-01\nlevers: [shelter]\noverrides: {court.wait: 8}\n"
    )
    assert loaded(child) == Scenario(
        name="child",
        calendar=LATER,
        levers=(use("guidance", 2024), use("training", 2024), use("shelter", 2026)),
        overrides={"court.delay": 5, "court.wait": 8},
    )


def test_lever_named_anew_replaces_all_its_uses_and_one_left_out_is_gone(folder: Path) -> None:
    twice = "{lever: firewall, start: 2015-01-01, end: 2015-12-31}, {lever: firewall, start: 2018-01-01}"
    write(folder, "a", f"levers: [{twice}, {{lever: training, start: 2018-01-01}}]\n")
    anew = write(folder, "anew", "extends: a.yaml\nstart: 2020-01-01\nlevers: [firewall]\n")
    assert loaded(anew).levers == (use("training"), use("firewall", 2020))
    without = write(folder, "without", "extends: a.yaml\nwithout: [firewall]\n")
    assert loaded(without).levers == (use("training"),)


def test_calendar_of_a_file_is_its_own_as_a_whole(folder: Path) -> None:
    write(folder, "a", "calendar: {to: 2030-12-31, tick_days: 28}\n")
    assert loaded(write(folder, "same", "extends: a.yaml\n")).calendar.tick_days == 28
    assert loaded(write(folder, "own", "extends: a.yaml\ncalendar: {to: 2030-12-31}\n")).calendar == LATER


def test_shipped_scenario_is_extended_by_name_from_any_folder(folder: Path) -> None:
    assert loaded(write(folder, "a", "extends: firewall\n")).levers == loaded("firewall").levers


def test_files_beneath_the_folder_are_found_from_where_they_are_named(folder: Path) -> None:
    write(folder, "parts/a", "extends: ../b.yaml\n")
    write(folder, "b", "extends: firewall\n")
    child = write(folder, "child", "extends: [parts/a.yaml, ./b.yaml]\n")
    assert loaded(child).levers == loaded("firewall").levers


def test_circle_is_named_once_where_it_closes(folder: Path) -> None:
    a = write(folder, "a", "extends: b.yaml\n")
    write(folder, "b", "extends: [firewall, c.yaml]\n")
    write(folder, "c", "extends: a.yaml\n")
    sentence = "goes round in a circle, a.yaml -> b.yaml -> c.yaml -> a.yaml; leave one of them out"
    assert refusal(a) == [f"c.yaml:2:1: extends: {sentence}"]
    write(folder, "c", "extends: [b.yaml, a.yaml]\n")
    assert sorted(refusal(a)) == [
        "c.yaml:2:11: extends[0]: goes round in a circle, b.yaml -> c.yaml -> b.yaml; leave one of them out",
        f"c.yaml:2:19: extends[1]: {sentence}",
    ]


def test_parents_mistakes_are_told_in_the_parents_file_beside_the_childs(folder: Path) -> None:
    child = write(folder, "child", "extends: [a.yaml, b.yaml, c.yaml]\nwithout: [shelter]\ncoverage: 1\n")
    write(folder, "a", "levers:\n  - {lever: firewal, start: 2018-01-01}\n")
    write(folder, "b", "extends: a.yaml\nlevers:\n  - {lever: firewall, start: 2018-01-01, coverage: 130%}\n")
    write(folder, "c", "question: [\n")
    assert [line.partition(";")[0] for line in refusal(child)] == [
        "child.yaml:4:1: coverage: unknown key",
        "a.yaml:3:6: levers[0].lever: unknown lever 'firewal'",
        "b.yaml:4:42: levers[0].coverage: expected a share from 0 to 1, e.g. 0.5, of those the lever is for",
        "c.yaml:3:1: question[0]: not valid YAML: the file ends inside an open bracket",
    ]


def test_mistake_of_a_grandparent_makes_up_no_clash(folder: Path) -> None:
    write(folder, "a", "calendar: {to: 2030-12-31}\noverrides: {court.delay: 5, court.wait: ten}\n")
    write(folder, "b", "extends: a.yaml\n")
    write(folder, "c", "calendar: {to: 2030-12-31}\noverrides: {court.delay: 5}\n")
    (sentence,) = refusal(write(folder, "child", "extends: [b.yaml, c.yaml]\nwithout: [shelter]\n"))
    expected = "expected a number of days between 0 and 1000; found 'ten'"
    assert sentence.startswith(f"a.yaml:3:29: overrides.court.wait: {expected}")


def test_file_that_cannot_be_read_at_all_is_told_where_it_is_named(folder: Path) -> None:
    (folder / "empty.yaml").touch()
    (folder / "folder.yaml").mkdir()
    child = write(folder, "child", "extends: [empty.yaml, folder.yaml, none.yaml]\n")
    assert refusal(child) == [
        "child.yaml:2:11: extends[0]: 'empty.yaml' cannot be extended: the file is empty",
        "child.yaml:2:23: extends[1]: 'folder.yaml' cannot be extended: is a directory",
        "child.yaml:2:36: extends[2]: 'none.yaml' cannot be extended: no such file",
    ]


@pytest.mark.parametrize("written", ["../other.yaml", "link.yaml", "linked/other.yaml", "{folder}/other.yaml"])
def test_nothing_outside_the_folder_is_read(folder: Path, written: str) -> None:
    other = write(folder.parent, "other", "levers: broken\n")
    (folder / "link.yaml").symlink_to(other)
    (folder / "linked").symlink_to(folder.parent)
    written = written.format(folder=folder.parent)
    (sentence,) = refusal(write(folder, "child", f"extends: {written}\n"))
    start = "child.yaml:2:1: extends: '"
    assert sentence.startswith(start)
    assert sentence.endswith(f"lies outside the folder of the file you named, {folder}; put a copy in that folder")


def test_file_beneath_reaches_no_further_than_the_folder_of_the_one_named(folder: Path) -> None:
    write(folder.parent, "other", "")
    write(folder, "parts/a", "extends: ../../other.yaml\n")
    (sentence,) = refusal(write(folder, "child", "extends: parts/a.yaml\n"))
    assert sentence.startswith("parts/a.yaml:2:1: extends: '../../other.yaml' lies outside the folder")


def test_shipped_scenarios_extend_shipped_ones_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.family.SHIPPED", folder)
    write(folder, "a", "")
    assert refusal(write(folder, "child", "extends: a.yaml\n")) == [
        "child.yaml:2:1: extends: a shipped scenario extends shipped scenarios alone, by name; found 'a.yaml'"
    ]


def test_chain_of_ten_steps_is_read_and_one_of_eleven_is_not(folder: Path) -> None:
    for step in range(12):
        write(folder, f"s{step}", f"extends: s{step + 1}.yaml\n" if step < 11 else "extends: firewall\n")
    assert refusal(folder / "s0.yaml") == [
        "s10.yaml:2:1: extends: 's11.yaml' is more than 10 files away from the one you named; extend fewer"
    ]
    assert loaded(folder / "s2.yaml").levers == loaded("firewall").levers


CLASHES = {
    "overrides": (
        "overrides: {court.delay: 5}\n",
        "overrides: {court.delay: 6.5}\n",
        "'a.yaml' and 'b.yaml' set court.delay to 5 and to 6.5; say in 'overrides' which it is",
        "overrides: {court.delay: 6}\n",
    ),
    "levers": (
        "levers: [{lever: firewall, start: 2018-01-01}]\n",
        "levers: [{lever: firewall, start: 2018-01-01, coverage: 0.5}]\n",
        "'a.yaml' and 'b.yaml' use lever 'firewall' differently; say in 'levers' how to use it, or leave it out in "
        "'without'",
        "without: [firewall]\n",
    ),
    "calendar": (
        "calendar: {tick_days: 14}\n",
        "",
        "the calendars differ: 'a.yaml' has 2014-01-01 to 2023-12-31 by 14 days, 'b.yaml' has 2014-01-01 to 2023-12-31 "
        "by 7 days; write a 'calendar' here",
        "calendar: {}\n",
    ),
}


@pytest.mark.parametrize("field", CLASHES)
def test_parents_that_differ_are_named_unless_the_child_decides(folder: Path, field: str) -> None:
    one, other, sentence, decision = CLASHES[field]
    write(folder, "a", one)
    write(folder, "b", other)
    assert refusal(write(folder, "child", "extends: [a.yaml, b.yaml]\n")) == [f"child.yaml:2:1: extends: {sentence}"]
    assert isinstance(loaded(write(folder, "child", f"extends: [a.yaml, b.yaml]\n{decision}")), Scenario)


def test_all_that_clashes_is_told_at_once(folder: Path) -> None:
    for name, which in (("a", 0), ("b", 1)):
        write(folder, name, "".join(str(clash[which]) for clash in CLASHES.values()))
    sentences = refusal(write(folder, "child", "extends: [a.yaml, b.yaml]\nwithout: [shelter]\n"))
    assert len(sentences) == len(CLASHES) + 1


SOME_USES = st.builds(
    use,
    st.sampled_from(list(LEVERS)),
    st.integers(2014, 2023),
    coverage=st.sampled_from([0.5, 1.0]),
    places=st.sets(st.integers(0, 42), max_size=3).map(sorted),
    groups=st.sampled_from([{}, {"age": ["child"]}, {"age": ["adult"], "sex": ["male"]}]),
)


def scenarios_of(levers: st.SearchStrategy[list[LeverUse]]) -> st.SearchStrategy[Scenario]:
    numbers = st.dictionaries(st.sampled_from(list(PARAMETERS)), st.integers(0, 1000).map(float))
    return st.builds(Scenario, name=st.just("x"), levers=levers, overrides=numbers)


def as_file(folder: Path, name: str, scenario: Scenario) -> Path:
    said = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    file = folder / f"{name}.yaml"
    file.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    return file


several = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@several
@given(scenario=scenarios_of(st.lists(SOME_USES, max_size=5, unique_by=lambda use: use.lever)))
def test_scenario_that_adds_nothing_is_the_one_it_extends(folder: Path, scenario: Scenario) -> None:
    file = as_file(folder, "a", scenario)
    assert loaded(file) == scenario
    assert loaded(write(folder, "x", "extends: a.yaml\n")) == scenario
    assert loaded(write(folder, "x", "extends: [a.yaml, baseline]\n")) == scenario


@several
@given(
    uses=st.lists(SOME_USES, min_size=2, max_size=4, unique_by=lambda use: use.lever),
    shared=st.integers(0, 3),
    data=st.data(),
)
def test_order_of_parents_that_agree_matters_to_nothing_but_the_order(
    folder: Path, uses: list[LeverUse], shared: int, data: st.DataObject
) -> None:
    """Each lever but one is in some of the parents, and that one is in all."""
    names = ("a", "b", "c")
    for name in names:
        some = [u for i, u in enumerate(uses) if i == shared % len(uses) or data.draw(st.booleans())]
        as_file(folder, name, Scenario(name=name, levers=tuple(some)))
    found = [
        loaded(write(folder, "x", f"extends: [{', '.join(f'{name}.yaml' for name in order)}]\n"))
        for order in permutations(names)
    ]
    assert all(set(one.levers) == set(found[0].levers) for one in found)
    assert all(len(one.levers) == len(set(one.levers)) for one in found)
    for one in found:
        assert one.model_copy(update={"levers": ()}) == found[0].model_copy(update={"levers": ()})


def test_many_files_that_extend_each_other_are_told_soon(folder: Path) -> None:
    names = [f"f{number}" for number in range(40)]
    for name in names:
        write(folder, name, f"extends: [{', '.join(f'{other}.yaml' for other in names)}]\n")
    begun = time.process_time()
    assert len(refusal(folder / "f0.yaml")) == MOST_LISTED
    assert time.process_time() - begun < 3
