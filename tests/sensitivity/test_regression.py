"""Regression and what rests on it: the worth of knowing, shares of correlated inputs."""

from math import exp, sqrt

import numpy as np
import pytest
from scipy.stats import binom, norm

from experiments.sensitivity.correlated import correlated
from experiments.sensitivity.inputs import DUMMY
from experiments.sensitivity.known import toy
from experiments.sensitivity.regression import MOST_BENDS, fitted, spline, weightings
from experiments.sensitivity.voi import evpi, evppi, evppivar, studies

ROWS = 600


def linear_normal(seed, mean=0.3, slope=1.0, noise=1.0, rows=ROWS):
    rng = np.random.default_rng(seed)
    known = rng.normal(size=(rows, 1))
    gain = mean + slope * known[:, 0] + noise * rng.normal(size=rows)
    return known, np.array([np.zeros(rows), gain])


def exact_worth(mean, slope):
    """Return E max(0, g) - max(0, E g) of a normal g."""
    return slope * norm.pdf(mean / slope) + mean * norm.cdf(mean / slope) - max(0.0, mean)


def test_a_straight_line_is_fitted_exactly_and_so_is_a_natural_spline():
    x = np.random.default_rng(1).normal(size=(200, 1))
    fit = fitted(x, 2 + 3 * x[:, 0], weightings(0, 200, 1, "x"))
    np.testing.assert_allclose(fit.expected[0], 2 + 3 * x[:, 0], atol=1e-6)
    assert fit.explained[0] == pytest.approx(1)
    terms = spline(x[:, 0], 4)
    assert terms.shape == (200, 4)
    curve = terms @ np.array([1.0, -2.0, 0.5, 3.0])
    np.testing.assert_allclose(fitted(x, curve, weightings(0, 200, 1, "x")).expected[0], curve, atol=1e-4)


def test_beyond_the_outer_knots_a_spline_runs_straight():
    x = np.linspace(-1, 1, 101)
    for column in spline(x, 5).T:
        np.testing.assert_allclose(np.diff(column[-5:], 2), 0, atol=1e-9)
        np.testing.assert_allclose(np.diff(column[:5], 2), 0, atol=1e-9)


def test_weighting_is_the_same_as_taking_rows_again():
    known, benefits = linear_normal(3, rows=120)
    weights = weightings(5, 120, 1, "y")
    many = fitted(known, benefits[1], weights)
    for at, weight in enumerate(weights):
        rows = np.repeat(np.arange(120), weight.astype(int))
        basis = np.column_stack([np.ones(120), spline(known[:, 0], many.terms)])
        slopes = np.linalg.lstsq(basis[rows], benefits[1][rows], rcond=None)[0]
        np.testing.assert_allclose(many.expected[at], basis @ slopes, atol=1e-6)
        left = ((benefits[1][rows] - basis[rows] @ slopes) ** 2).sum() / (120 - many.terms - 1)
        assert many.explained[at] == pytest.approx(1 - left / benefits[1][rows].var(ddof=1), abs=1e-6)


def test_what_explains_nothing_explains_nothing_on_average():
    rng = np.random.default_rng(5)
    found = [
        fitted(rng.normal(size=(200, 1)), rng.normal(size=200), weightings(0, 200, 1, "x")).explained[0]
        for _ in range(200)
    ]
    assert abs(np.mean(found)) < 2 / 200, "what choosing the bends adds is of the order of 1 / rows"
    assert MOST_BENDS >= 3


def test_worth_of_knowing_is_exact_on_average_in_a_linear_normal_case():
    for mean, slope in ((0.3, 1.0), (-0.5, 0.5), (0.0, 2.0)):
        found = [evppi(*linear_normal(seed, mean, slope), 1).value.value for seed in range(25)]
        exact, error = exact_worth(mean, slope), np.std(found, ddof=1) / sqrt(25)
        assert abs(np.mean(found) - exact) < 4 * error + 0.02 * exact


def test_nine_in_ten_intervals_hold_the_worth_of_knowing():
    held, errors, values = 0, [], []
    for seed in range(80):
        worth = evppi(*linear_normal(seed), seed + 1)
        held += worth.value.low <= exact_worth(0.3, 1.0) <= worth.value.high
        errors.append(worth.error)
        values.append(worth.value.value)
    low, high = binom.ppf([1e-4, 1 - 1e-4], 80, 0.9)
    assert low <= held <= high
    assert np.mean(errors) == pytest.approx(np.std(values, ddof=1), rel=0.35)  # 4 standard errors of a deviation of 80


def test_without_noise_knowing_one_number_is_knowing_everything():
    known, benefits = linear_normal(2, noise=0.0)
    worth = evppi(known, benefits, 1)
    assert worth.value.value == pytest.approx(evpi(benefits), rel=1e-6)
    noisy = linear_normal(2)[1]
    assert evpi(noisy) > evppi(known, noisy, 1).value.value


def test_where_the_choice_is_clear_knowing_is_worth_nothing():
    known, benefits = linear_normal(2, mean=9.0)
    worth = evppi(known, benefits, 1)
    assert worth.value == (0, 0, 0)
    with pytest.raises(ValueError, match="two options"):
        evppi(known, benefits[:1], 1)


def test_options_in_any_order_and_with_any_constant_give_the_same_worth():
    known, benefits = linear_normal(4)
    three = np.array([*benefits, 0.5 * known[:, 0] ** 2])
    one = evppi(known, three, 1).value.value
    assert evppi(known, three[::-1] + 7.0, 1).value.value == pytest.approx(one, abs=2e-2)


def test_fall_of_variance_is_the_share_that_a_line_explains():
    found = [evppivar(known, gains[1], 1) for known, gains in (linear_normal(seed, noise=2.0) for seed in range(60))]
    assert np.mean([one.value for one in found]) == pytest.approx(0.2, abs=0.02)
    low, high = binom.ppf([1e-4, 1 - 1e-4], 60, 0.9)
    assert low <= sum(one.low <= 0.2 <= one.high for one in found) <= high


def test_studies_are_said_in_sentences_most_useful_first():
    rng = np.random.default_rng(1)
    known = rng.normal(size=(ROWS, 3))
    gain = 0.1 + known[:, 1] + 0.3 * known[:, 0] + rng.normal(size=ROWS)
    inputs = (toy(0, "B"), toy(1), DUMMY)
    found = studies(inputs, known, gain, 1, "people spared", "GBP", np.array([np.zeros(ROWS), 100 * gain]))
    assert [one.about.name for one in found][:2] == ["x1", "x0"]
    first = found[0].sentence
    assert first.startswith("A study to find out: argument 1 (x1; today evidence of grade D). Known exactly, it would ")
    assert "off the variance of people spared (90% interval" in first and "would be worth GBP " in first
    assert "the error of the method" in found[2].sentence and "can be shown (at most" in found[2].sentence
    plain = studies(inputs, known, gain, 1, "people spared")
    assert plain[0].worth is None and "choosing" not in plain[0].sentence
    holed = gain.copy()
    holed[:10] = np.nan
    assert studies(inputs, known, holed, 1, "people spared")[0].about.name == "x1"
    holed[:400] = np.nan
    with pytest.raises(ValueError, match="fewer than half"):
        studies(inputs, known, holed, 1, "people spared")


def test_too_few_rows():
    with pytest.raises(ValueError, match="120 are needed"):
        fitted(np.zeros((20, 3)), np.zeros(20), np.ones((1, 20)))
    with pytest.raises(ValueError, match="as many outcomes"):
        fitted(np.zeros((20, 1)), np.zeros(19), np.ones((1, 20)))


RHO = 0.6


def posterior(seed=1, rows=2000, noise=0.5):
    """Return two correlated normal inputs, one that nothing depends on, and the sum of the first two with noise."""
    rng = np.random.default_rng(seed)
    x = rng.multivariate_normal(np.zeros(3), [[1, RHO, 0], [RHO, 1, 0], [0, 0, 1]], rows)
    return x, x[:, 0] + x[:, 1] + noise * rng.normal(size=rows)


def test_correlated_shares_are_those_of_a_sum_of_two_normals():
    """Var y = 2 + 2 rho + noise; knowing one input explains (1 + rho)^2 of it, of which its own part is 1."""
    x, y = posterior()
    found = correlated(("a", "b", "c"), x, y, 1, split=("a", "b"))
    whole = 2 + 2 * RHO + 0.25
    for name in ("a", "b"):
        one = found.first[name]
        assert abs(one.value - (1 + RHO) ** 2 / whole) < 2.5 * (one.high - one.low) / 2  # 4 standard errors
        part = found.split[name]
        assert part.own.value == pytest.approx(1 / whole, abs=0.04)
        assert part.common.value == pytest.approx(RHO / whole, abs=0.04)
    assert found.first["c"].low <= 0.005
    assert found.first["a"].value + found.first["b"].value > 1, "they overlap"
    assert set(found.largest[:2]) == {"a", "b"} and found.largest[2] == pytest.approx(0.58, abs=0.06)
    assert "need not add up to 1" in found.statement and "total shares are not given" in found.statement


def test_of_independent_inputs_they_are_the_plain_shares():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(1500, 2))
    y = np.exp(0.5 * x[:, 0]) + 0.5 * x[:, 1]
    found = correlated(("a", "b"), x, y, 1)
    own = exp(0.25) * (exp(0.25) - 1)
    assert found.first["a"].value == pytest.approx(own / (own + 0.25), abs=0.05) and found.split == {}


def test_undefined_rows_and_too_few_of_them():
    x, y = posterior(rows=400)
    y[:101] = np.nan
    found = correlated(("a", "b", "c"), x, y, 1)
    assert (found.rows, found.dropped) == (299, 101)
    with pytest.raises(ValueError, match="splitting 3 inputs needs"):
        correlated(("a", "b", "c"), x, y, 1, split=("a", "b", "c"))
    y[:300] = np.nan
    assert correlated(("a", "b", "c"), x, y, 1) is None
    assert correlated(("a", "b", "c"), x, np.ones(400), 1) is None
    assert correlated(("a",), x[:, :1], x[:, 0], 1).largest == ("a", "a", 1.0)


def test_a_number_that_goes_with_a_better_one_is_told_with_a_doubt():
    rng = np.random.default_rng(1)
    known = rng.multivariate_normal([0, 0, 0], [[1, 0.7, 0], [0.7, 1, 0], [0, 0, 1]], ROWS)
    found = studies((toy(0), toy(1), toy(2)), known, known[:, 0] + 0.5 * rng.normal(size=ROWS), 1, "it")
    assert [one.about.name for one in found][:2] == ["x0", "x1"]
    assert "In these rows it goes with x0 (correlation +0.69)" in found[1].sentence
    assert all("goes with" not in one.sentence for one in (found[0], found[2]))
