"""Spread: chance and not knowing told apart, by hand, without bias, with intervals that cover."""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import norm

from experiments.comparison.spread import spread

NAN = float("nan")
Z = norm.ppf(0.95)


def test_a_case_by_hand():
    found = spread(np.array([0.0, 2.0, 4.0, 6.0]), np.array([1.0, 1.0]), scale=10.0)
    assert (found.draws, found.pairs, found.mean) == (4, 2, 3.0)
    assert found.total == pytest.approx(20 / 3)
    assert found.chance == 0.5  # gaps of -1 and 1: (1 + 1) / 2 / 2
    assert found.parameters == found.parameters_unfloored == pytest.approx(20 / 3 - 0.5)
    assert found.chance_at_size == 0.05
    assert found.chance_share == pytest.approx(0.075)
    assert found.plain == pytest.approx((0.3, 5.7))
    factor = sqrt((20 / 3 - 0.5) / (20 / 3))
    assert found.of_parameters == pytest.approx((3 - factor * 2.7, 3 + factor * 2.7))
    assert found.of_chance == pytest.approx((3 - Z * sqrt(0.05), 3 + Z * sqrt(0.05)))
    factor = sqrt((20 / 3 - 0.45) / (20 / 3))
    assert found.at_size == pytest.approx((3 - factor * 2.7, 3 + factor * 2.7))


def test_chance_alone_leaves_nothing_to_parameters_and_is_not_below_0():
    found = spread(np.array([0.0, 1.0, 0.0, 1.0]), np.array([5.0, -5.0]), scale=1.0)
    assert found.parameters == 0 and found.parameters_unfloored < 0 and found.chance_share == 1
    assert found.of_parameters == (0.5, 0.5)


def test_nothing_varies():
    found = spread(np.zeros(5), np.zeros(3), scale=2.0)
    assert (found.total, found.chance, found.parameters, found.chance_share) == (0, 0, 0, 0)
    assert found.plain == found.of_parameters == found.of_chance == found.at_size == (0, 0)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ([1.0, 2.0, 3.0], []),
        ([1.0, 2.0, 3.0], [1.0]),
        ([1.0, NAN, NAN], [1.0, 2.0]),
        ([1.0, 2.0, 3.0, 4.0, 5.0], [1.0, 2.0, NAN, NAN, NAN]),
        ([NAN, 2.0, 3.0], [1.0, 2.0]),
    ],
)
def test_too_little_to_tell_gives_none(first, again):
    assert spread(np.array(first), np.array(again), scale=1.0) is None


def test_undefined_draws_are_dropped():
    whole = spread(np.array([0.0, 2.0, 4.0, 6.0]), np.array([1.0, 1.0]), scale=10.0)
    holed = spread(np.array([0.0, NAN, 2.0, 4.0, 6.0]), np.array([1.0, 3.0, 1.0]), scale=10.0)
    assert holed == whole


def test_wrong_input_is_refused():
    with pytest.raises(ValueError, match="lived again"):
        spread(np.zeros(2), np.zeros(3), scale=1.0)
    with pytest.raises(ValueError, match="above 0"):
        spread(np.zeros(3), np.zeros(2), scale=0.0)


def test_without_bias_where_shapes_are_skewed_and_luck_differs_between_draws():
    """Parameters exponential (variance 4); luck has the standard deviation of the parameter's value (mean square 8)."""
    rng = np.random.default_rng(1)
    found = []
    for _ in range(3000):
        t = rng.exponential(2.0, 30)
        lives = t + t * rng.standard_normal((2, 30))
        each = spread(lives[0], lives[1, :10], scale=1.0)
        found.append((each.total, each.chance, each.parameters_unfloored))
    means, errors = np.mean(found, axis=0), np.std(found, axis=0, ddof=1) / sqrt(len(found))
    assert (np.abs(means - (12.0, 8.0, 4.0)) < 4 * errors).all()
    assert errors[2] < 0.4  # it could have seen a wrong number


def test_luck_at_the_true_size_is_that_of_a_whole_country_of_coins():
    """A sample of 500 people, each standing for 4; the country of 2,000 lies within the chance interval in 90%."""
    rng = np.random.default_rng(2)
    inside, trials = 0, 1500
    for _ in range(trials):
        lives = 4.0 * rng.binomial(500, 0.3, (2, 400))
        found = spread(lives[0], lives[1], scale=4.0)
        low, high = found.of_chance
        inside += low <= rng.binomial(2000, 0.3) <= high
    expected = 2 * norm.cdf(Z / sqrt(1 + 4 / 400)) - 1  # the mean has an error of its own
    lumps = 2 * norm.pdf(Z) / (2 * sqrt(2000 * 0.3 * 0.7))  # half of a whole person at either end
    assert abs(inside / trials - expected) < 4 * sqrt(0.09 / trials) + lumps


def test_intervals_of_parameters_and_of_the_true_size_cover():
    rng = np.random.default_rng(3)
    p, c, scale, trials = 1.0, 4.0, 8.0, 2000
    covered = np.zeros(3)
    for _ in range(trials):
        t = rng.normal(0, sqrt(p), 300)
        first, again = t + rng.normal(0, sqrt(c), (2, 300))
        found = spread(first, again, scale)
        truth = rng.normal(0, sqrt(p))
        country = truth + rng.normal(0, sqrt(c / scale))
        for i, (value, (low, high)) in enumerate(
            [(truth, found.of_parameters), (country, found.at_size), (country, found.plain)]
        ):
            covered[i] += low <= value <= high
    # Variances 2 T^2 / D of the total and 2 C^2 / K of chance, less twice their covariance C^2 / K: 2 T^2 / 300.
    found_p = (p + sqrt(2 * (p + c) ** 2 / 300) * norm.ppf((np.arange(1000) + 0.5) / 1000)).clip(0)
    ends = 0.005  # 1.645 phi(1.645) times the variance of an estimated end, twice
    for i, variance in enumerate([p, p + c / scale]):
        expected = np.mean(2 * norm.cdf(Z * np.sqrt((found_p + variance - p) / variance)) - 1)
        assert abs(covered[i] / trials - expected) < 4 * sqrt(0.09 / trials) + ends
        assert 0.8 < expected < 0.9
    assert covered[2] / trials > 0.99  # what a sample shows is far too wide for the country
