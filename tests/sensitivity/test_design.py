"""Designs, keys, blocks, indices and stability: the small parts that everything else rests on."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib
from scipy.stats import binom, spearmanr

from experiments.sensitivity.blocks import by_block
from experiments.sensitivity.design import Design, inside, key, keyed_luck, keyed_order, problem, salib_seed
from experiments.sensitivity.index import Index, around, bootstrapped
from experiments.sensitivity.inputs import DUMMY
from experiments.sensitivity.known import toy
from experiments.sensitivity.stability import savage, settled, steps, top_down


def test_keys_differ_and_seeds_are_never_nothing():
    keys = {key(seed, name, n) for seed in range(5) for name in ("a", "b") for n in range(200)}
    assert len(keys) == 2000 and all(0 <= k < 2**48 for k in keys)
    seeds = [salib_seed(seed, "a", n) for seed in range(20) for n in range(200)]
    assert min(seeds) >= 1 and max(seeds) < 2**32
    assert key(1, "a", 1, 2) != key(1, "a", 2, 1)


def test_seed_nought_is_no_seed_to_salib_which_is_why_ours_begin_at_one():
    values = np.random.default_rng(1).normal(size=8 * 4)
    found = [
        salib.analyze(problem(("a", "b"), ("a", "b")), values, calc_second_order=False, seed=seed)["ST_conf"]
        for seed in (0, 0, 1, 1)
    ]
    assert (found[0] != found[1]).any() and (found[2] == found[3]).all()


def test_luck_of_rows():
    block, other = np.array([0, 0, 0, 1, 1]), np.array([False, True, False, False, True])
    luck = keyed_luck(3, "x", block, other)
    assert luck[0] == luck[2] and len(set(luck.tolist())) == 4
    np.testing.assert_array_equal(luck, keyed_luck(3, "x", block, other))


def test_a_keyed_order_is_an_order():
    order = keyed_order(50, 1, "x", 0)
    assert sorted(order.tolist()) == list(range(50))
    assert (order != keyed_order(50, 1, "x", 1)).any() and (order == keyed_order(50, 1, "x", 0)).all()


def test_rows_leave_the_dummy_out_and_ends_are_moved_in():
    quantiles = inside(np.array([[0.0, 0.4, 1.0], [0.1, 0.2, 0.3]]))
    design = Design((toy(0), DUMMY, toy(1)), quantiles, np.array([7, 8]), np.zeros(2, int), np.ones(2, bool))
    (first, luck), (second, _) = design.rows()
    assert design.names == ("x0", "x1") and luck == 7 and len(design) == 2
    assert 0 < first[0] < 1e-9 and 1 - 1e-9 < first[1] < 1 and second.tolist() == [0.1, 0.3]
    assert np.isfinite(design.scores).all() and design.scores[1, 0] == pytest.approx(-1.2815515655)


def test_a_problem_names_groups_only_where_there_are_some():
    assert "groups" not in problem(("a", "b"), ("a", "b"))
    assert problem(("a", "b"), ("g", "g"))["groups"] == ["g", "g"]


def test_blocks_stand_and_fall_together():
    values = np.arange(12.0)
    values[4] = np.inf
    kept, left = by_block(values, 3)
    assert kept.tolist() == [0, 2, 3] and left.shape == (3, 3)
    values[[0, 9]] = np.nan
    assert by_block(values, 3)[0] is None, "one of four is too few"
    with pytest.raises(ValueError, match="blocks of 5 rows"):
        by_block(values, 5)


def test_intervals_from_independent_parts_hold_the_mean_nine_times_in_ten():
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(2000):
        parts = rng.normal(1.0, 2.0, (4, 1))
        (index,) = around(parts.mean(axis=0), parts)
        held += index.low <= 1.0 <= index.high
    low, high = binom.ppf([1e-4, 1 - 1e-4], 2000, 0.9)
    assert low <= held <= high
    with pytest.raises(ValueError, match="two independent"):
        around(np.zeros(1), np.zeros((1, 1)))


def test_a_bootstrapped_interval_reaches_over_samples_and_their_image():
    samples = np.linspace(0.1, 0.5, 101)
    assert bootstrapped(0.2, samples) == pytest.approx((0.2, -0.08, 0.48))
    assert bootstrapped(0.3, samples) == pytest.approx((0.3, 0.12, 0.48))


def test_savage_scores_by_hand():
    np.testing.assert_allclose(savage(np.array([5.0, 9.0, 1.0])), [1 / 2 + 1 / 3, 1 + 1 / 2 + 1 / 3, 1 / 3])
    tied = savage(np.array([2.0, 2.0, 1.0]))
    np.testing.assert_allclose(tied, [(11 / 6 + 5 / 6) / 2] * 2 + [1 / 3])
    assert savage(np.zeros(4)).tolist() == pytest.approx([1.0] * 4), "the mean score is 1"


def test_agreement_counts_most_at_the_top():
    order = np.arange(10.0)
    top, bottom = order.copy(), order.copy()
    top[[9, 8]], bottom[[0, 1]] = order[[8, 9]], order[[1, 0]]
    assert top_down(np.array([order, order])) == pytest.approx(1)
    at_top, at_bottom = (top_down(np.array([order, other])) for other in (top, bottom))
    assert at_top < at_bottom < 1
    assert spearmanr(order, top)[0] == pytest.approx(spearmanr(order, bottom)[0])
    assert np.isnan(top_down(np.array([order, np.zeros(10)]))) and np.isnan(top_down(order[None]))


def test_settled():
    indices = [Index(0.5, 0.4, 0.6), Index(0.05, 0.0, 0.1), Index(0.0, 0.0, 0.0)]
    found = settled(indices, np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0]]), 0.05, 8)
    assert found == (8, pytest.approx(0.1), pytest.approx(1.0), 1)
    assert steps(32) == [8, 16, 32] and steps(5) == [2, 5]
