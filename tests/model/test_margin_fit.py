"""Iterative proportional fitting: known answers, margins met, odds ratios kept, contradictions refused; its report."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.margin_fit import Fit, fitted, largest, margin, report
from model.published_margins import fits, page, table

positive = st.floats(0.05, 20.0)


def test_a_table_of_ones_becomes_the_table_of_independent_attributes() -> None:
    rows, columns = np.array([0.3, 0.7]), np.array([0.2, 0.8])
    np.testing.assert_allclose(fitted(np.ones((2, 2)), [((0,), rows), ((1,), columns)]), np.outer(rows, columns))


def test_two_by_two_with_an_odds_ratio_has_the_answer_of_the_quadratic() -> None:
    """With margins a half and an odds ratio of 9 the diagonal is 3/8 each: (3/8 * 3/8) / (1/8 * 1/8) = 9."""
    half = np.array([0.5, 0.5])
    found = fitted(np.array([[9.0, 1.0], [1.0, 1.0]]), [((0,), half), ((1,), half)])
    np.testing.assert_allclose(found, [[0.375, 0.125], [0.125, 0.375]], rtol=1e-11)


@settings(deadline=None, derandomize=True)
@given(arrays(float, (2, 3, 4), elements=positive), arrays(float, (2, 3, 4), elements=positive))
def test_margins_are_met_and_what_no_margin_says_stays_as_the_seed_has_it(seed: np.ndarray, other: np.ndarray) -> None:
    margins = [(axes, margin(other, axes)) for axes in ((0, 1), (2,), (0,))]
    found = fitted(seed, margins)
    for axes, wanted in margins:
        np.testing.assert_allclose(margin(found, axes), wanted, rtol=1e-11)
    for i, j, k in product(range(1), range(2), range(3)):

        def odds(t: np.ndarray, i: int = i, j: int = j, k: int = k) -> float:
            return float(t[i, j, k] * t[i, j + 1, k + 1] / t[i, j, k + 1] / t[i, j + 1, k])

        assert odds(found) == pytest.approx(odds(seed), rel=1e-8)


def test_several_tables_are_fitted_at_once_as_each_would_be_alone() -> None:
    rng = np.random.Generator(np.random.PCG64(1))
    seed, others = rng.uniform(0.1, 2.0, (3, 2)), rng.uniform(0.1, 2.0, (5, 3, 2))
    together = fitted(np.repeat(seed[None], 5, axis=0), [((0, 1), others.sum(axis=2)), ((0, 2), others.sum(axis=1))])
    for one, alone in zip(together, others, strict=True):
        np.testing.assert_allclose(
            one, fitted(seed, [((0,), alone.sum(axis=1)), ((1,), alone.sum(axis=0))]), rtol=1e-10
        )


def test_cells_that_are_zero_in_the_seed_or_by_a_margin_stay_zero() -> None:
    seed = np.array([[1.0, 0.0, 2.0], [1.0, 3.0, 1.0]])
    found = fitted(seed, [((0,), np.array([0.4, 0.6])), ((1,), np.array([0.5, 0.5, 0.0]))])
    assert found[0, 1] == 0.0
    assert (found[:, 2] == 0.0).all()
    np.testing.assert_allclose(found.sum(axis=0), [0.5, 0.5, 0.0])


def test_the_seed_is_left_as_it_was() -> None:
    seed = np.ones((2, 2))
    fitted(seed, [((0,), np.array([1.0, 3.0]))])
    assert (seed == 1.0).all()


@pytest.mark.parametrize(
    ("seed", "margins", "words"),
    [
        (np.ones((2, 2)), [((0,), [0.5, 0.5]), ((1,), [0.5, 0.6])], "contradict each other where they overlap"),
        (np.ones((2, 2, 2)), [((0, 1), [[0.25, 0.25], [0.25, 0.25]]), ((0, 2), [[0.3, 0.3], [0.2, 0.2]])],
         "contradict each other where they overlap"),
        (np.array([[1.0, 0.0], [1.0, 0.0]]), [((0,), [0.5, 0.5]), ((1,), [0.5, 0.5])], "contradict the seed"),
        (np.eye(2), [((0,), [0.5, 0.5]), ((1,), [0.4, 0.6])], "contradict each other: after"),
        (np.ones((2, 2)), [((0,), [0.5, -0.5])], "negative"),
        (np.ones((2, 2)), [((0,), [0.5, np.nan])], "no numbers"),
        (-np.ones((2, 2)), [((0,), [0.5, 0.5])], "no negative cells"),
        (np.ones((2, 2)), [((0,), [0.2, 0.2, 0.6])], "cannot have the shape"),
        (np.ones((2, 2)), [((1, 0), [[0.25, 0.25], [0.25, 0.25]])], "cannot have the shape"),
    ],
)  # fmt: skip
def test_contradictory_or_impossible_margins_are_refused(seed: np.ndarray, margins: list, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        fitted(seed, [(axes, np.array(wanted)) for axes, wanted in margins])


def test_the_report_sets_published_beside_fitted_and_names_the_largest_difference() -> None:
    lines = report([
        Fit("women", ("F126.adult",), 0.25, 0.25 + 1e-15, True), Fit("girls", ("F126.child",), 0.2, 0.212, True),
        Fit("all", ("F126.all",), 0.24, 0.2, False, "of 2022"),
    ])  # fmt: skip
    assert "| women | 25.0% | 25.0% | none | F126.adult | fitted |" in lines
    assert "| girls | 20.0% | 21.2% | +1.2 points | F126.child | fitted |" in lines
    assert "| all | 24.0% | 20.0% | -4.0 points | F126.all | check; of 2022 |" in lines
    assert "fitted to: 1.2 points." in lines
    assert "checks: 4.0 points." in lines


def test_published_margins_of_2023_are_met_and_others_that_were_not_used_nearly() -> None:
    assert table().sum() == pytest.approx(1.0, abs=1e-12)
    assert largest(fits()) < 1e-11
    assert largest(fits(), used=False) < 0.02
    assert page().startswith("# Margins")
