"""Ties: who is tied to whom after any changes, and circles that an insertion changes near by at most."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.routes import NEAR
from model.ties import Circle, Ties

SURVIVORS, EXPLOITERS = 40, 6
some = settings(max_examples=200, deadline=None, derandomize=True)
tied = st.lists(st.integers(-1, EXPLOITERS - 1), min_size=SURVIVORS, max_size=SURVIVORS)
changes = st.lists(
    st.lists(st.tuples(st.integers(0, SURVIVORS - 1), st.integers(0, EXPLOITERS - 1)), max_size=8,
             unique_by=lambda change: change[0]),
    max_size=8,
)  # fmt: skip
asked = st.lists(st.integers(0, EXPLOITERS - 1), min_size=1, max_size=4)


def rows(numbers):
    return np.array(numbers, np.int64)


def group(numbers):
    return np.array(numbers, np.int32)


def ties(exploiter, community=(), groups=()):
    return Ties(
        group(exploiter), EXPLOITERS, group(community or [-1] * len(exploiter)), group(groups or [-1] * EXPLOITERS)
    )


@some
@given(tied, changes, asked)
def test_whoever_is_tied_to_an_exploiter_now_is_found_once_and_nobody_else(first, boundaries, exploiters):
    held, now = ties(first), list(first)
    for boundary in boundaries:
        if boundary:
            held.tie(rows([who for who, _ in boundary]), rows([to for _, to in boundary]))
        for who, to in boundary:
            now[who] = to
        assert held.exploiter.tolist() == now
        assert held.tied_to(rows(exploiters)).tolist() == [who for who, by in enumerate(now) if by in exploiters]


def test_a_survivor_who_comes_back_to_a_former_exploiter_is_found_there_once():
    held = ties([0, 0, 1])
    for exploiter in (1, 0, 1, 0):
        held.tie(rows([0]), rows([exploiter]))
    assert held.tied_to(rows([0])).tolist() == [0, 1]
    assert held.tied_to(rows([1])).tolist() == [2]
    assert held.tied_to(rows([0, 1, 0])).tolist() == [0, 1, 2]


def test_companions_are_those_of_the_first_exploiter_whoever_comes_later():
    held = ties([0, 0, 1, 1])
    held.tie(rows([0]), rows([1]))
    assert held.companions.near(rows([0])).tolist() == [1]
    assert held.companions.near(rows([2])).tolist() == [3]


@some
@given(tied, st.lists(st.integers(0, SURVIVORS - 1), min_size=1, max_size=5, unique=True))
def test_the_near_stand_within_reach_in_the_same_group(groups, asked):
    circle = Circle(group(groups), EXPLOITERS)
    expected = set()
    for who in asked:
        members = [row for row, g in enumerate(groups) if g == groups[who] >= 0]
        if who in members:
            at = members.index(who)
            expected |= set(members[max(0, at - NEAR) : at + NEAR + 1]) - {who}
    assert circle.near(rows(asked)).tolist() == sorted(expected)


@some
@given(tied, st.lists(st.integers(0, SURVIVORS - 1), min_size=1, max_size=5))
def test_the_others_are_all_of_the_same_groups_but_those_who_ask(groups, asked):
    circle = Circle(group(groups), EXPLOITERS)
    mine = {groups[who] for who in asked} - {-1}
    assert circle.others(rows(asked)).tolist() == [
        row for row, g in enumerate(groups) if g in mine and row not in asked
    ]  # fmt: skip


@some
@given(tied, st.integers(0, SURVIVORS), st.integers(-1, EXPLOITERS - 1))
def test_a_newcomer_changes_the_circles_of_the_nearest_of_the_same_group_only(groups, at, of):
    before = Circle(group(groups), EXPLOITERS)
    after = Circle(group([*groups[:at], of, *groups[at:]]), EXPLOITERS)
    changed = 0
    for who in range(SURVIVORS):
        moved = who + (who >= at)
        near = [row + (row >= at) for row in before.near(rows([who])).tolist()]
        found = after.near(rows([moved])).tolist()
        if found != near:
            changed += 1
            assert groups[who] == of
            assert set(found) - set(near) == {at}
            assert len(set(near) - set(found)) <= 1
    assert changed <= 2 * NEAR


def test_nobody_is_near_or_beside_those_of_no_group():
    circle = Circle(group([-1, -1, 0]), 1)
    assert circle.near(rows([0, 1])).size == 0
    assert circle.others(rows([0, 1])).size == 0
    assert Circle(group([]), 0).near(rows([])).size == 0


@pytest.mark.parametrize("reach_out", ["near", "others"])
def test_nobody_asking_reaches_nobody(reach_out):
    circle = Circle(group([0, 0, 1]), 2)
    assert getattr(circle, reach_out)(rows([])).size == 0
