"""The ranking: by hand, and what holds of any scenarios."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.comparison.ranking import ranking

NAN = float("nan")
some = settings(max_examples=100, deadline=None, derandomize=True)
values = st.tuples(st.integers(2, 5), st.integers(1, 6)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(-3, 3).map(float))
)


def test_a_case_by_hand():
    """Harms in four draws: a is best in two, ties with b in one, and is beaten by b in one; the baseline is worst."""
    harms = np.array([[9.0, 9.0, 9.0, 9.0], [1.0, 1.0, 2.0, 4.0], [2.0, 3.0, 2.0, 3.0]])
    found = ranking(["baseline", "a", "b"], harms, "lower")
    assert found.beats.tolist() == [[0.5, 0, 0], [1, 0.5, 0.625], [1, 0.375, 0.5]]
    assert found.regret.tolist() == [7.25, 0.25, 0.75]
    assert found.ranks.tolist() == [[0, 0, 1], [0.625, 0.375, 0], [0.375, 0.625, 0]]
    assert found.order == ("a", "b", "baseline")
    assert found.agreement == pytest.approx((2 + 0.625) / 3)
    assert found.same_order == 0.5


@some
@given(values)
def test_what_holds_of_any_scenarios(found):
    names = [str(i) for i in range(len(found))]
    lower, higher = ranking(names, found, "lower"), ranking(names, -found, "higher")
    assert (lower.beats == higher.beats).all() and lower.order == higher.order
    np.testing.assert_allclose(lower.beats + lower.beats.T, 1)
    np.testing.assert_allclose(lower.ranks.sum(axis=0), 1)
    np.testing.assert_allclose(lower.ranks.sum(axis=1), 1)
    expected_rank = lower.ranks @ np.arange(len(found))
    np.testing.assert_allclose(expected_rank, len(found) - 0.5 - lower.beats.sum(axis=1))
    assert (lower.regret >= 0).all() and 0 <= lower.same_order <= lower.agreement <= 1


def test_one_that_always_wins_has_no_regret():
    found = ranking(["x", "y"], np.array([[1.0, 2.0], [2.0, 3.0]]), "higher")
    assert found.regret.tolist() == [1.0, 0.0] and found.order == ("y", "x")
    assert found.agreement == found.same_order == 1


def test_equals_share():
    found = ranking(["x", "y", "z"], np.zeros((3, 4)), "higher")
    np.testing.assert_allclose(found.ranks, 1 / 3)
    assert found.order == ("x", "y", "z") and found.same_order == 0 and found.agreement == 0.5


def test_undefined_and_wrong_input():
    holed = np.array([[1.0, NAN, 3.0], [2.0, 1.0, 1.0]])
    assert ranking(["x", "y"], holed, "higher").draws == 2
    assert ranking(["x", "y"], np.array([[1.0, NAN, NAN], [2.0, 1.0, 1.0]]), "higher") is None
    for names in (["x"], ["x", "y", "z"]):
        with pytest.raises(ValueError, match="two or more"):
            ranking(names, holed, "higher")
