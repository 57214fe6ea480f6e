"""Interval, better and resamples: the small things that all statistics share."""

import numpy as np
import pytest

from experiments.comparison.better import gain
from experiments.comparison.interval import Interval, central, defined
from experiments.comparison.resamples import resamples

NAN = float("nan")


def test_ends_are_the_5th_and_95th_percentile():
    assert central(np.arange(101.0)) == Interval(5.0, 95.0)
    assert central(np.array([1.0])) is None
    assert Interval(0.0, 1.0).holds(0) and not Interval(0.1, 1.0).holds(0)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ([1.0, NAN], [True, False]),
        ([1.0, NAN, NAN], None),
        ([], None),
        ([NAN], None),
        ([[1.0, 2.0, NAN], [1.0, 2.0, 3.0]], [True, True, False]),
        ([[1.0, NAN, 3.0, NAN], [1.0, 2.0, NAN, 3.0]], None),
    ],
)
def test_half_of_the_draws_must_be_defined(values, kept):
    found = defined(np.array(values))
    assert (None if found is None else found.tolist()) == kept


def test_arrays_of_different_draws_are_refused():
    with pytest.raises(ValueError, match="different numbers of draws"):
        defined(np.ones(3), np.ones(4))


def test_a_gain_is_less_of_a_harm():
    assert gain(np.array([1.0, -2.0]), "lower").tolist() == [-1.0, 2.0]
    assert gain(np.array([1.0, -2.0]), "higher").tolist() == [1.0, -2.0]
    with pytest.raises(ValueError, match="'higher' or 'lower'"):
        gain(np.array([1.0]), "up")


def test_samples_are_keyed_and_even():
    few, many = (resamples(times, 7, seed=3, name="toy") for times in (50, 4000))
    assert (few == many[:50]).all()
    assert (resamples(50, 7, seed=4, name="toy") != few).any() and (resamples(50, 7, seed=3, name="other") != few).any()
    counts = np.bincount(many.ravel(), minlength=7)
    expected = many.size / 7
    assert counts.size == 7
    assert ((counts - expected) ** 2 / expected).sum() < 22.5  # chi-squared, 6 degrees of freedom, 0.001
