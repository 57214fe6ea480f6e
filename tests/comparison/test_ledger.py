"""The ledger: margins add up in every draw, and few people are marked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.comparison.ledger import changes, moves, worse_off

some = settings(max_examples=100, deadline=None, derandomize=True)
counts = st.integers(0, 40)


def same(people, expected):
    np.testing.assert_allclose(people.draws, expected)


def test_a_case_by_hand():
    """Three draws of one outcome; each simulated person stands for ten."""
    table = np.array([[[[80, 6], [4, 10]]], [[[80, 8], [2, 10]]], [[[80, 7], [3, 10]]]])
    (change,) = changes(["x"], table, 10.0)
    assert (change.outcome, change.gained.value, change.lost.value) == ("x", 70.0, 30.0)
    assert (change.gross.value, change.net.value) == (100.0, 40.0)
    assert change.gained.interval == pytest.approx((61.0, 79.0))
    assert (change.both.value, change.neither.value) == (100.0, 800.0)
    assert change.lost.few and not change.gained.few and not change.net.few


@some
@given(arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 3), st.just(2), st.just(2)), elements=counts))
def test_margins_add_up_in_every_draw(tables):
    scale = np.arange(1.0, len(tables) + 1) * 7
    for i, change in enumerate(changes([str(i) for i in range(tables.shape[1])], tables, scale)):
        table = tables[:, i]
        same(change.net, change.gained.draws - change.lost.draws)
        same(change.gross, change.gained.draws + change.lost.draws)
        same(change.net, (table[:, :, 1].sum(axis=1) - table[:, 1].sum(axis=1)) * scale)  # scenario's less baseline's
        whole = change.both.draws + change.gross.draws + change.neither.draws
        np.testing.assert_allclose(whole, table.sum(axis=(1, 2)) * scale)
        assert (np.abs(change.net.draws) <= change.gross.draws).all()


@some
@given(st.integers(1, 4).flatmap(lambda k: arrays(np.int64, (3, k, k), elements=counts)))
def test_moves_add_up(tables):
    k = tables.shape[1]
    found = moves([f"s{i}" for i in range(k)], tables, 50.0)
    for i in range(k):
        into, out = sum(row[i].draws for row in found.people), sum(cell.draws for cell in found.people[i])
        same(found.net[i], into - out)
        for j in range(k):
            same(found.people[i][j], tables[:, i, j] * 50.0)
    same(found.moved, sum((found.people[i][j].draws for i in range(k) for j in range(k) if i != j), np.zeros(3)))
    np.testing.assert_allclose(sum(net.draws for net in found.net), 0)


def test_the_same_in_two_states_may_hide_moves():
    found = moves(["free", "held"], np.array([[[500, 9], [9, 500]]]), 2.0)
    assert found.moved.value == 36 and [net.value for net in found.net] == [0, 0]
    assert not found.net[0].few  # eighteen people moved in or out
    assert found.moved.interval is None
    assert moves(["free", "held"], np.array([[[500, 2], [2, 500]]]), 2.0).net[0].few


def test_who_is_worse_off():
    a = np.tile([[[50, 9], [2, 1]], [[50, 1], [9, 1]], [[50, 99], [9, 1]]], (5, 1, 1, 1))
    b = np.tile([[[50, 12], [6, 1]], [[50, 9], [3, 1]], [[50, 99], [9, 1]]], (5, 1, 1, 1))
    rows = worse_off(["detained", "exploited", "supported"], {"women": a, "men": b}, 10.0, {"exploited", "detained"})
    assert [(r.outcome, r.group, r.worse.value, r.better.value, r.net.value) for r in rows] == [
        ("detained", "men", 120, 60, 60), ("detained", "women", 90, 20, 70),
        ("exploited", "men", 90, 30, 60), ("exploited", "women", 10, 90, -80),
    ]  # fmt: skip
    assert [r.worse.few for r in rows] == [False, False, False, True]
    assert [r.better.few for r in rows] == [False, True, True, False]
    with pytest.raises(ValueError, match="'deported'"):
        worse_off(["detained"], {"women": a[:, :1]}, 10.0, {"deported"})


@pytest.mark.parametrize("count", [0, 4, 5])
def test_few_are_those_under_five(count):
    table = np.array([[[9, count], [9, 9]]] * 3)[:, None]
    assert changes(["x"], table, 100.0)[0].gained.few == (count < 5)


@pytest.mark.parametrize(("gained", "few"), [([3] * 9, False), ([3, 0, 2] * 3, True), ([0] * 9, True)])
def test_a_difference_of_few_is_not_marked_where_its_interval_leaves_out_zero(gained, few):
    table = np.array([[[9, count], [0, 9]] for count in gained])[:, None]
    (change,) = changes(["x"], table, 100.0)
    assert change.gained.few and change.net.few == few
    states = moves(["free", "held"], table[:, 0], 100.0)
    assert [net.few for net in states.net] == [few, few]


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="shape"):
        changes(["x", "y"], np.zeros((3, 1, 2, 2), np.int64), 1.0)
    with pytest.raises(ValueError, match="shape"):
        moves(["x"], np.zeros((0, 1, 1), np.int64), 1.0)
    with pytest.raises(ValueError, match="fewer than 0"):
        moves(["x"], np.full((1, 1, 1), -1), 1.0)
