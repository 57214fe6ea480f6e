"""PAWN as a check: sees what Sobol sees, knows how large nothing looks, and what only the distribution shows."""

import numpy as np
import pytest

from experiments.sensitivity.inputs import LUCK
from experiments.sensitivity.known import Known
from experiments.sensitivity.moment_free import moment_free
from experiments.sensitivity.sobol import SobolPlan


def test_it_agrees_with_sobol_where_both_can_see():
    function = Known("sobol g")
    plan = SobolPlan(function.inputs, 64, seed=1)
    design = plan.design()
    values = function(design)[:, 0]
    found = moment_free([one.name for one in plan.inputs], design.quantiles[design.apart], values[design.apart], 1)
    shares = plan.analysed(values)
    totals = {n: one for n, one in zip(shares.names, shares.total, strict=True) if n != LUCK}
    assert sorted(found.index, key=found.index.get)[:-3:-1] == shares.order()[:2] == ["x0", "x1"]
    assert found.agreement({name: one.value for name, one in totals.items()}) > 0.6, "below the band ranks are chance"
    assert found.index["dummy"] < 1.5 * found.band and found.index["x0"] > 2 * found.band
    assert "x0" not in found.disagree({name: one.low > 0 for name, one in totals.items()})
    assert found.rows == 512 and found.dropped == 0


def test_one_in_twenty_inputs_that_do_nothing_is_above_the_band():
    rng = np.random.default_rng(2)
    x, y = rng.random((600, 200)), rng.normal(size=600)
    found = moment_free([f"x{n}" for n in range(200)], x, y, 1)
    above = sum(value > found.band for value in found.index.values())
    assert 1 <= above <= 26  # binomial(200, 0.05), 1 in 10,000, for a band that is itself the 95th of 100 shuffles


def test_undefined_rows():
    rng = np.random.default_rng(3)
    x, y = rng.random((500, 2)), rng.normal(size=500)
    y[:50] = np.nan
    found = moment_free(("a", "b"), x, y, 1)
    assert (found.rows, found.dropped) == (450, 50) and np.isfinite(list(found.index.values())).all()
    y[:310] = np.nan
    assert moment_free(("a", "b"), x, y, 1) is None
    assert moment_free(("a", "b"), x[:150], rng.normal(size=150), 1) is None


def test_the_state_of_numpys_generator_is_left_alone():
    rng = np.random.default_rng(3)
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    moment_free(("a", "b"), rng.random((300, 2)), rng.normal(size=300), 1)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize("seed", [1, 2])
def test_what_moves_no_mean_is_seen_all_the_same(seed):
    rng = np.random.default_rng(seed)
    x = rng.random((1000, 3))
    y = rng.normal(size=1000) * (0.2 + 3 * x[:, 1])
    found = moment_free(("a", "b", "c"), x, y, 1)
    assert found.index["b"] > 1.3 * found.band and found.index["b"] == max(found.index.values())
