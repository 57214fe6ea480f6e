"""Inputs: every uncertain number is one, once, in its groups, and stands where its quantile says in all its regimes."""

from collections import Counter
from fnmatch import fnmatchcase

import pytest

from experiments.sensitivity.agencies import (
    ELSEWHERE,
    EXPLOITERS,
    OF_FAMILY,
    POPULATION,
    PRICES,
    SURVIVORS,
    WOULD_ACT,
    agency_of,
    first_to_act,
)
from experiments.sensitivity.inputs import DUMMY, GROUPINGS, LUCK, group_names, uncertain
from model.calendar import day_of
from model.evidence import Assumption, Parameter
from model.priors import Known
from model.register import quantities
from model.values import MIDDLE, World
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse, Scenario

INPUTS = uncertain()
BELIEVED = {name: q for name, q in quantities().items() if isinstance(q, Parameter)}
BASELINE = Scenario(name="baseline")
HOUSING = Scenario(name="housing", levers=(LeverUse(lever="rapid_housing", start="2016-01-01"),))


def vague(parameter):
    return [since for since, prior in parameter.regimes if not isinstance(prior, Known)]


def test_every_uncertain_number_is_an_input_and_no_known_one():
    names = Counter(one.name.partition(" from ")[0] for one in INPUTS)
    expected = {
        name: len(vague(p)) if p.anew else 1 for name, p in BELIEVED.items() if vague(p)
    }  # fmt: skip
    assert names == expected
    assert len({one.name for one in INPUTS}) == len(INPUTS) > 500
    assert not {DUMMY.name, LUCK} & {one.name for one in INPUTS}
    known = [name for name, p in BELIEVED.items() if not vague(p)]
    assert known and not set(known) & set(names)


def test_what_an_input_says_of_itself_is_what_its_number_says():
    for one in INPUTS:
        parameter = BELIEVED[one.name.partition(" from ")[0]]
        assert (one.meaning, one.unit, one.grade) == (parameter.meaning, parameter.unit, parameter.grade)
        assert one.assumed == isinstance(parameter.evidence, Assumption)
        assert one.value(0.5) == [prior for _, prior in parameter.regimes if not isinstance(prior, Known)][
            -1
        ].median or (parameter.anew)


def test_a_number_that_changed_its_meaning_has_an_input_for_each_regime():
    anew = [p for p in BELIEVED.values() if p.anew and vague(p)]
    assert anew
    for parameter in anew:
        mine = [one for one in INPUTS if one.name.startswith(f"{parameter.name} from ")]
        assert [one.name for one in mine] == [f"{parameter.name} from {since}" for since in vague(parameter)]


def test_levers_bring_their_own_numbers_and_numbers_set_by_all_are_left_out():
    names = {one.name for one in uncertain((BASELINE, HOUSING))}
    own = {f"rapid_housing.{variable}" for variable in ("more_homes", "sooner", "homes", "home_year")}
    assert names - {one.name for one in INPUTS} == own
    number = INPUTS[5].name
    fixed = Scenario(name="fixed", overrides={number: 0.3})
    assert number not in {one.name for one in uncertain((fixed,))}
    assert number in {one.name for one in uncertain((fixed, BASELINE))}, "in one of the worlds it is not known"
    mine = {one.family: one.agency for one in uncertain((HOUSING,)) if one.family == "rapid_housing"}
    assert mine == {"rapid_housing": first_to_act(catalogue()["rapid_housing"].asked.would_act)}


def test_every_family_has_an_agency_and_every_exception_is_a_number():
    families = {name.partition(".")[0] for name in quantities()}
    assert families <= set(OF_FAMILY)
    for pattern, agency in ELSEWHERE.items():
        matched = [name for name in BELIEVED if fnmatchcase(name, pattern)]
        assert matched, f"{pattern} names nothing"
        assert all(agency_of(name) in set(ELSEWHERE.values()) for name in matched)
        assert any(OF_FAMILY[name.partition(".")[0]] != agency for name in matched), f"{pattern} says nothing new"


def test_agencies_are_those_that_would_act_on_the_numbers_that_levers_move():
    """Nobody asks courts for anything, and what charities can do is asked of others; all other families agree."""
    asked = Counter()
    for lever in catalogue().values():
        for family in {hold.quantity.name.partition(".")[0] for hold in lever.holds}:
            for name in lever.asked.would_act.split("; "):
                asked[family, WOULD_ACT[name]] += 1
    of_nobody = {SURVIVORS, EXPLOITERS, POPULATION, PRICES}
    moved = {family for family, _ in asked if OF_FAMILY.get(family, SURVIVORS) not in of_nobody}
    unlike = {family for family in moved if (family, OF_FAMILY[family]) not in asked}
    assert unlike <= {"charities", "defendant", "trial"}
    assert len(moved) > 15


def test_groupings():
    inputs = (*uncertain((BASELINE, HOUSING)), DUMMY)
    for by in GROUPINGS:
        groups = group_names(inputs, by)
        assert len(groups) == len(inputs) and groups.count(DUMMY.name) == 1 and "" not in groups
    assert set(group_names(inputs, "rest")) == {"all others", DUMMY.name}
    assert "rapid_housing" in group_names(inputs, "mechanism")
    grades = set(group_names(inputs, "grade"))
    assert {"assumption", "published, grade A", "published, grade B"} <= grades
    first = inputs[0].name
    assert group_names(inputs, "rest", (first,))[:2] == (first, "all others")
    assert group_names(inputs, None) == tuple(one.name for one in inputs)
    with pytest.raises(ValueError, match="grouped by grade, agency"):
        group_names(inputs, "colour")
    with pytest.raises(ValueError, match="no input is called 'x'"):
        group_names(inputs, "rest", ("x",))


@pytest.mark.parametrize("u", [0.05, 0.5, 0.93])
def test_all_regimes_that_share_their_luck_stand_at_the_quantile(u):
    dated = [p for p in BELIEVED.values() if len(p.regimes) > 1 and not p.anew and vague(p)]
    assert len(dated) > 10
    world = World(77, MIDDLE, quantiles={p.name: u for p in dated})
    for parameter in dated:
        for since, prior in parameter.regimes:
            day = max(0.0, day_of(since))
            latest = [p for s, p in parameter.regimes if day_of(s) <= day][-1]
            assert world.one(parameter, day) == latest.quantile(u), (parameter.name, since, prior)


def test_only_the_numbers_named_are_touched():
    one, other = BELIEVED["trial.falters"], BELIEVED["trial.custody"]
    world = World(77, MIDDLE, quantiles={one.name: 0.9})
    assert world.one(one) == one.regimes[-1][1].quantile(0.9)
    assert world.one(other) == other.regimes[-1][1].median


def test_regimes_that_changed_their_meaning_stand_apart():
    parameter = next(p for p in BELIEVED.values() if p.anew and len(vague(p)) > 1)
    (_, first), (since, second) = parameter.regimes[:2]
    world = World(77, MIDDLE, quantiles={f"{parameter.name} from {since}": 0.9})
    assert world.one(parameter, 0.0) == first.median
    assert world.one(parameter, day_of(since)) == second.quantile(0.9)
