"""Worth: the plane, Fieller's interval, and what is acceptable at which price."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from experiments.comparison.worth import acceptability, fieller, grid, net_benefit, worth

NAN = float("nan")
Z = norm.ppf(0.95)
UP, DOWN, BOTH = np.linspace(1, 2, 40), np.linspace(-2, -1, 40), np.linspace(-1, 2, 40)
some = settings(max_examples=200, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("cost", "harm", "place", "stated"),
    [
        (1000 * UP, DOWN, "costs more, does better", True),
        (1000 * DOWN, DOWN, "dominant", False),
        (1000 * BOTH, DOWN, "does better, cost unclear", True),
        (1000 * UP, UP, "dominated", False),
        (1000 * DOWN, UP, "costs less, does worse", True),
        (1000 * BOTH, UP, "does worse, cost unclear", False),
        (1000 * UP, BOTH, "unclear", False),
        (1000 * DOWN, 0 * UP, "unclear", False),
    ],
)
def test_the_places_of_the_plane(cost, harm, place, stated):
    found = worth(cost, harm, "lower", "person harmed")
    assert found.place == place and found.sentence
    assert (found.ratio is not None) == (found.interval is not None) == stated
    assert found.points.tolist() == np.column_stack([-harm, cost]).tolist()
    if stated:
        assert found.ratio == pytest.approx(cost.mean() / -harm.mean())
        assert found.interval.low < found.ratio < found.interval.high
    assert worth(cost, -harm, "higher").ratio == found.ratio


def test_a_ratio_needs_a_bounded_interval():
    """Nine draws in ten lie above 0, but their mean is less than 1.64 standard deviations from it."""
    skewed = np.append(np.full(60, 0.1), np.full(2, 100.0))
    found = worth(np.full(62, 10.0) + np.arange(62), skewed, "higher")
    assert found.place == "unclear" and found.ratio is None


def by_g(a, b, va, vb, both, z):
    """Return Fieller's interval as textbooks write it, with g = z^2 Var(b) / b^2 (Buonaccorsi 2005)."""
    r, g = a / b, z**2 * vb / b**2
    root = z / abs(b) * sqrt(va - 2 * r * both + r**2 * vb - g * (va - both**2 / vb))
    return ((r - g * both / vb - root) / (1 - g), (r - g * both / vb + root) / (1 - g))


@some
@given(
    st.floats(-1000, 1000), st.floats(3, 100), st.floats(0.1, 100), st.floats(0.1, 2), st.floats(-0.9, 0.9),
    st.sampled_from([-1, 1]),
)  # fmt: skip
def test_fieller_is_the_known_formula_and_solves_its_equation(a, b, va, vb, correlation, sign):
    both = correlation * sqrt(va * vb)
    found = fieller(a, sign * b, va, vb, both)
    assert found == pytest.approx(by_g(a, sign * b, va, vb, both, Z), rel=1e-6, abs=1e-6)
    for r in found:
        square = (a - r * sign * b) ** 2
        assert square == pytest.approx(Z**2 * (va - 2 * r * both + r**2 * vb), rel=1e-5, abs=1e-5)


def test_fieller_with_a_bottom_that_may_be_0_has_no_bounds():
    assert fieller(1.0, 1.0, 0.1, 1 / Z**2 + 1e-9, 0.0) is None
    assert fieller(1.0, 1.0, 0.1, 1 / Z**2 - 1e-3, 0.0) is not None
    assert fieller(6.0, 2.0, 0.0, 0.0, 0.0) == (3.0, 3.0)


def test_fieller_covers():
    rng = np.random.default_rng(9)
    truth, trials = 12 / 4, 4000
    covariance = np.array([[4.0, 0.6], [0.6, 1.0]])
    inside = 0
    for top, bottom in rng.multivariate_normal([12.0, 4.0], covariance, trials):
        found = fieller(top, bottom, 4.0, 1.0, 0.6)
        square = (top - truth * bottom) ** 2 <= Z**2 * (4 - 2 * truth * 0.6 + truth**2)
        assert found is None or (found.low <= truth <= found.high) == square
        inside += square if found is None else found.low <= truth <= found.high
    assert abs(inside / trials - 0.9) < 4 * sqrt(0.09 / trials)


def test_net_benefit_and_acceptability_by_hand():
    cost, gained, pays = np.array([10.0, 10.0, -5.0, 0.0]), np.array([1.0, 2.0, 0.0, -1.0]), np.array([0.0, 5.0, 20.0])
    assert net_benefit(cost, gained, pays).tolist() == [[-10, -10, 5, 0], [-5, 0, 5, -5], [10, 30, 5, -20]]
    assert acceptability(cost, gained, pays).tolist() == [0.375, 0.375, 0.75]


@some
@given(st.integers(0, 10**6))
def test_acceptability_rises_where_nothing_is_lost_and_falls_where_nothing_is_gained(seed):
    rng = np.random.default_rng(seed)
    cost, gained = rng.normal(0, 100, 30), rng.exponential(1, 30)
    pays = grid(cost, gained)
    up, down = acceptability(cost, gained, pays), acceptability(cost, -gained, pays)
    assert (np.diff(up) >= 0).all() and (np.diff(down) <= 0).all()
    assert up[0] == down[0] == np.mean(cost < 0)
    assert ((up >= 0) & (up <= 1)).all()


@some
@given(st.floats(1e-3, 1e9), st.floats(1e-3, 1e6))
def test_the_grid_is_round_and_reaches_beyond_the_price(cost, gained):
    pays = grid(np.array([cost, cost]), np.array([gained, -gained]))
    step = pays[1]
    assert pays[0] == 0 and 2 <= pays.size <= 21
    assert 2 * cost / gained * (1 - 1e-6) <= pays[-1]
    assert any(f"{step:.3e}".startswith(lead) for lead in ("1.000", "2.000", "2.500", "5.000"))
    assert pays[-1] < 2 * cost / gained + step * (1 + 1e-6)


def test_undefined_and_empty():
    assert worth(np.array([1.0, NAN, NAN]), np.ones(3), "higher") is None
    assert worth(np.array([1.0]), np.array([1.0]), "higher") is None
    assert worth(np.array([1.0, 2.0, NAN]), np.ones(3), "higher").points.shape == (2, 2)
    assert acceptability(np.array([NAN]), np.array([1.0]), np.array([1.0])) is None
    assert acceptability(np.array([1.0, NAN]), np.ones(2), np.array([3.0])).tolist() == [1.0]
    assert grid(np.zeros(3), np.ones(3))[-1] == pytest.approx(1.0)
    assert grid(np.ones(3), np.zeros(3))[-1] == pytest.approx(1.0)
