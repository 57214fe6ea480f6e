"""Laws of composition: levers pulled together are the same world however a scenario writes them down."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.job import changes_of
from experiments.plan import lever_limits
from model.simulation import SurvivorJourneys
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse, Scenario

LEVERS = sorted(catalogue())
FOR_PEOPLE = [name for name, limits in lever_limits().items() if limits.by_group and not catalogue()[name].group]
LASTING = [name for name in LEVERS if catalogue()[name].fades is None]
"""Levers whose effect does not fade, or starting again would renew it."""
START = date(2014, 5, 1)
DAYS = st.integers(0, 500).map(lambda days: START + timedelta(days=days))
SHARES = st.sampled_from([0.0, 0.3, 0.8, 1.0])


def world(*uses, seed=1, draw=1):
    changes = changes_of(Scenario(name="world", levers=uses))
    return SurvivorJourneys(seed=seed, draw=draw, people=150, last_year=2016, changes=changes, collect=False)


def end(*uses, **luck):
    sim = world(*uses, **luck).run()
    digest = sim.digest()
    sim.close()
    return digest


@st.composite
def use_of(draw, lever):
    start = draw(DAYS)
    lasts = draw(st.none() | st.integers(1, 400))
    return LeverUse(
        lever=lever, start=start, end=None if lasts is None else start + timedelta(days=lasts), coverage=draw(SHARES),
        ramp_days=draw(st.sampled_from([0, 90, 400])), compliance=draw(SHARES),
        half_life_days=draw(st.sampled_from([None, 60, 2000])),
    )  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_levers_in_any_order_are_the_same_world(data):
    names = data.draw(st.lists(st.sampled_from(LEVERS), min_size=2, max_size=3, unique=True))
    uses = [data.draw(use_of(name)) for name in names]
    shuffled = data.draw(st.permutations(uses))
    assert end(*uses, draw=2) == end(*shuffled, draw=2)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(FOR_PEOPLE), st.sampled_from(["sex", "age"]))
def test_a_lever_for_each_of_two_groups_that_are_everybody_is_the_lever_for_everybody(name, column):
    levels = {"sex": ["female", "male"], "age": ["adult", "child"]}[column]
    halves = [LeverUse(lever=name, start=START, groups={column: [level]}) for level in levels]
    assert end(*halves) == end(LeverUse(lever=name, start=START))


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(LASTING), DAYS)
def test_a_lever_that_ends_and_goes_on_the_next_day_has_not_ended(name, last):
    last = max(last, START + timedelta(days=1))
    parts = LeverUse(lever=name, start=START, end=last), LeverUse(lever=name, start=last + timedelta(days=1))
    assert end(*parts) == end(LeverUse(lever=name, start=START))


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_without_coverage_or_compliance_changes_nothing_and_a_full_one_only_after_it_starts(name):
    base = world()
    zero = world(LeverUse(lever=name, start=START, coverage=0.0))
    idle = world(LeverUse(lever=name, start=START, compliance=0.0, ramp_days=60))
    full = world(LeverUse(lever=name, start=START))
    while base.now < 365.25 and base.running:
        for sim in (base, zero, idle, full):
            sim.step()
        assert base.digest() == zero.digest() == idle.digest()
        if base.now <= 120:  # 1 May
            assert base.digest() == full.digest()
    for sim in (base, zero, idle, full):
        sim.close()
