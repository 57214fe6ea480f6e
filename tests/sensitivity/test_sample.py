"""Plain samples, and outcomes as where they stand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.sensitivity.known import Known, toy
from experiments.sensitivity.ranked import ranked
from experiments.sensitivity.sample import SamplePlan
from experiments.sensitivity.sobol import SobolPlan

INPUTS = tuple(toy(number) for number in range(5))


def test_every_input_is_spread_evenly_and_every_row_has_luck_of_its_own():
    design = SamplePlan(INPUTS, 40, seed=2).design()
    for column in design.quantiles.T:
        assert sorted((column * 40).astype(int).tolist()) == list(range(40))
    assert len(set(design.luck.tolist())) == 40 and design.apart.all()
    assert abs(np.corrcoef(design.scores.T)[np.triu_indices(5, 1)]).max() < 4 / np.sqrt(40)
    again = SamplePlan(INPUTS, 40, seed=2).design()
    np.testing.assert_array_equal(design.quantiles, again.quantiles)
    assert (SamplePlan(INPUTS, 40, seed=3).design().quantiles != design.quantiles).any()
    with pytest.raises(ValueError, match="2 rows or more"):
        SamplePlan(INPUTS, 1)


def test_many_columns_of_few_sobol_blocks_go_together_and_those_of_a_plain_sample_do_not():
    """Why there are plain samples; if this fails, Sobol's sequence got better and they may go."""
    many = tuple(toy(number) for number in range(300))
    sobol = SobolPlan(many, 16, by="rest").design()
    plain = SamplePlan(many, int(sobol.apart.sum())).design()

    def largest(scores):
        return abs(np.corrcoef(scores.T)[np.triu_indices(300, 1)]).max()

    assert largest(sobol.scores[sobol.apart]) > 0.5 > largest(plain.scores)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(arrays(float, st.integers(2, 30), elements=st.integers(-5, 5).map(float)))
def test_where_an_outcome_stands(values):
    found = ranked(values, np.ones(values.size, bool))
    assert found.mean() == pytest.approx(0.5) and (found > 0).all() and (found < 1).all()
    order = np.argsort(values, kind="stable")
    assert (np.diff(found[order]) >= 0).all()
    np.testing.assert_allclose(ranked(np.exp(values), np.ones(values.size, bool)), found)


def test_where_an_outcome_stands_by_hand_and_undefined():
    apart = np.array([True, True, True, False, True, False])
    found = ranked(np.array([1.0, 2.0, 2.0, 9.0, np.nan, 1.5]), apart)
    np.testing.assert_allclose(found, [1 / 6, 4 / 6, 4 / 6, 1, np.nan, 1 / 3])
    assert np.isnan(ranked(np.full(6, np.nan), apart)).all()


def test_a_long_tail_no_longer_rules():
    """A product of log-normal numbers: its variance is that of few rows, where it stands is not."""
    inputs = tuple(toy(number) for number in range(3))
    plan = SobolPlan(inputs, 32, seed=1)
    design = plan.design()
    values = np.exp(design.scores @ np.array([2.0, 1.0, 0.0]))
    raw, standing = plan.analysed(values), plan.analysed(ranked(values, design.apart))
    widths = [one.high - one.low for one in standing.total]
    assert max(widths) < 0.5 * max(one.high - one.low for one in raw.total)
    assert standing.order()[:2] == ["x0", "x1"] and standing.total[2].value == 0


def test_a_function_of_ranks_keeps_what_matters():
    function = Known("sobol g")
    plan = SobolPlan(function.inputs, 32, seed=1)
    design = plan.design()
    standing = plan.analysed(ranked(function(design)[:, 0], design.apart))
    assert standing.order()[:2] == ["x0", "x1"]
