"""The switching value: exact for effects in a straight line, and isotonic as pooling adjacent violators is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import isotonic_regression

from experiments.comparison.switching import crossing, isotonic, switching

NAN = float("nan")
STRENGTHS = np.array([0.0, 0.25, 0.5, 1.0])
some = settings(max_examples=200, deadline=None, derandomize=True)


def linear(full):
    """Return the differences of an effect that goes with its strength."""
    return STRENGTHS[:, None] * np.asarray(full)


@some
@given(st.floats(1, 1e6), st.floats(0.001, 0.999))
def test_a_straight_effect_against_a_threshold_switches_exactly(full, share):
    found = switching(STRENGTHS, linear([full] * 5), "higher", rival=share * full, times=20)
    assert found.ends == "switches"
    assert found.strength == pytest.approx(share)
    assert found.interval == pytest.approx((share, share))
    lowered = switching(STRENGTHS, linear([-full] * 5), "lower", rival=-share * full, times=20)
    assert lowered.strength == pytest.approx(share)


def test_words():
    found = switching(STRENGTHS, linear([-100.0] * 9), "lower", rival=np.full(9, -40.0), name="the firewall", times=50)
    assert found.sentence == (
        "The effect may be 60% weaker before it is no longer better than the firewall (90% interval 60% to 60%)."
    )
    alone = switching(STRENGTHS, linear([-100.0]), "lower", rival=-40.0)
    assert alone.interval is None and alone.sentence.endswith("better than the baseline.")


def test_it_may_never_switch():
    always = switching(STRENGTHS, linear([-10.0, -20.0, -30.0]), "lower", times=20)
    assert (always.ends, always.strength) == ("always", 0.0) and always.sentence.startswith("It never switches")
    ahead = switching(STRENGTHS, linear([-10.0, -20.0, -30.0]), "lower", rival=5.0, times=20)
    assert (ahead.ends, ahead.strength, ahead.interval) == ("always", 0.0, (0.0, 0.0))
    for rival in (-20.0, -25.0, -1e9):
        never = switching(STRENGTHS, linear([-20.0] * 3), "lower", rival=rival, times=20)
        assert (never.ends, never.strength) == ("never", 1.0) and never.sentence.startswith("Even with the full effect")
    nothing = switching(STRENGTHS, linear([0.0] * 3), "lower", times=20)
    assert nothing.ends == "never"


def test_pairs_with_the_rival_in_each_draw():
    """Draws differ by a hundredfold; in each, half of the effect is the rival's."""
    full = np.array([1.0, 10.0, 100.0])
    found = switching(STRENGTHS, linear(full), "higher", rival=full / 2, times=50)
    assert found.strength == pytest.approx(0.5) and found.interval == pytest.approx((0.5, 0.5))


def test_the_interval_holds_the_true_value_as_often_as_it_says():
    """Effects normal about 100, rival at 40: the true switching value is 0.4."""
    rng = np.random.default_rng(5)
    trials, inside = 300, 0
    for trial in range(trials):
        found = switching(STRENGTHS, linear(rng.normal(100, 30, 40)), "higher", rival=40.0, seed=trial, times=200)
        inside += found.interval.low <= 0.4 <= found.interval.high
    assert abs(inside / trials - 0.9) < 4 * np.sqrt(0.09 / trials)


def test_the_interval_is_of_the_median_not_of_the_mean():
    found = switching(STRENGTHS, linear([100.0] * 30 + [1e6]), "higher", rival=40.0, times=200)
    assert found.strength == pytest.approx(0.4) and found.interval == pytest.approx((0.4, 0.4))


def test_the_same_question_has_the_same_answer():
    draws = np.random.default_rng(6).normal(100, 30, 40)
    one, two, other = (switching(STRENGTHS, linear(draws), "higher", rival=40.0, seed=s) for s in (1, 1, 2))
    assert one == two and one.strength == other.strength and one.interval != other.interval


@some
@given(arrays(float, st.tuples(st.integers(1, 3), st.integers(1, 8)), elements=st.floats(-100, 100)))
def test_isotonic_is_what_pooling_gives(values):
    expected = [isotonic_regression(row).x for row in values]
    np.testing.assert_allclose(isotonic(values), expected, atol=1e-9)


def test_dips_are_ironed_out_before_the_crossing():
    strengths = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    dip = np.array([-2.0, 1.0, -1.0, 2.0, 4.0])  # rises as -2, 0, 0, 2, 4: the last place not above 0 is 0.5
    assert crossing(strengths, dip) == 0.5
    assert crossing(STRENGTHS, np.array([0.0, 0.1, 0.2, -0.3])) == 1  # 0 everywhere but for rounding


def test_undefined_and_wrong_input():
    holed = linear([1.0, NAN, NAN])
    assert switching(STRENGTHS, holed, "higher") is None
    assert switching(STRENGTHS, linear([2.0, NAN]), "higher", rival=1.0).strength == 0.5
    for strengths in ([0.0, 1.0], [0.1, 0.5, 1.0], [0.0, 0.5, 0.9]):
        with pytest.raises(ValueError, match="from 0 to 1"):
            switching(np.array(strengths), np.zeros((len(strengths), 3)), "higher")
    for strengths, rows in (([0.0, 0.5, 0.5, 1.0], 4), ([0.0, 0.5, 1.0], 4)):
        with pytest.raises(ValueError, match="must rise"):
            switching(np.array(strengths), np.zeros((rows, 3)), "higher")
