"""Shapley values: the axioms on random games, and sampled orders beside the exact answer."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.comparison.shapley import (
    among_others,
    coalitions,
    interactions,
    needed,
    orders,
    sampled_shapley,
    shapley,
)

DRAWS = 3
some = settings(max_examples=60, deadline=None, derandomize=True)


def names(k):
    return "abcdefgh"[:k]


@st.composite
def games(draw, least=1, most=5):
    """Return a random game: a value of every coalition in three draws."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    return {c: rng.normal(0, 100, DRAWS) for c in coalitions(names(draw(st.integers(least, most))))}


def every(k):
    """Return every order of k levers, each followed by its reverse."""
    return [o for order in permutations(names(k)) for o in (order, order[::-1])]


def test_a_case_by_hand():
    """A left and two right gloves: of the pair, left gets 2/3 and each right 1/6."""
    values = {c: np.array([float("a" in c and len(c) > 1)]) for c in coalitions("abc")}
    assert [float(share[0]) for share in shapley(values).values()] == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    pairs = {pair: float(index[0]) for pair, index in interactions(values).items()}
    assert pairs == pytest.approx({("a", "b"): 0.5, ("a", "c"): 0.5, ("b", "c"): -0.5})


@some
@given(games())
def test_shares_add_up_to_the_package(values):
    whole = max(values, key=len)
    np.testing.assert_allclose(sum(shapley(values).values()), values[whole] - values[frozenset()], atol=1e-9)


@some
@given(games())
def test_shares_are_the_mean_over_all_orders(values):
    k = len(max(values, key=len))
    expected = sampled_shapley(values, every(k)).shares
    for lever, share in shapley(values).items():
        np.testing.assert_allclose(share, expected[lever], atol=1e-9)


@some
@given(games(least=2))
def test_levers_that_do_the_same_get_the_same(values):
    swap = str.maketrans("ab", "ba")
    other = {c: values[frozenset(lever.translate(swap) for lever in c)] for c in values}
    alike = {c: (values[c] + other[c]) / 2 for c in values}
    shares = shapley(alike)
    np.testing.assert_allclose(shares["a"], shares["b"], atol=1e-9)
    swapped = shapley(other)
    np.testing.assert_allclose(shapley(values)["a"], swapped["b"], atol=1e-9)


@some
@given(games())
def test_a_lever_that_does_nothing_gets_nothing_and_helps_nobody(values):
    wider = {c | extra: v for c, v in values.items() for extra in (frozenset(), frozenset("z"))}
    shares = shapley(wider)
    np.testing.assert_allclose(shares.pop("z"), 0, atol=1e-9)
    for lever, share in shapley(values).items():
        np.testing.assert_allclose(shares[lever], share, atol=1e-9)
    for pair, index in interactions(wider).items():
        if "z" in pair:
            np.testing.assert_allclose(index, 0, atol=1e-9)


@some
@given(games(), games())
def test_shares_of_a_sum_are_sums_of_shares(one, other):
    if one.keys() == other.keys():
        both = shapley({c: one[c] + other[c] for c in one})
        for lever, share in shapley(one).items():
            np.testing.assert_allclose(both[lever], share + shapley(other)[lever], atol=1e-9)


def with_pairs(k, seed=1):
    """Return a game of levers that act alone and in pairs only, with its parts."""
    rng = np.random.default_rng(seed)
    alone = {a: rng.normal(0, 10, DRAWS) for a in names(k)}
    together = {pair: rng.normal(0, 10, DRAWS) for pair in combinations(names(k), 2)}

    def value(coalition):
        return sum((alone[a] for a in coalition), np.zeros(DRAWS)) + sum(
            (v for pair, v in together.items() if coalition.issuperset(pair)), np.zeros(DRAWS)
        )

    return value, alone, together


def test_interactions_are_those_put_in():
    value, _, together = with_pairs(4)
    found = interactions({c: value(c) for c in coalitions(names(4))})
    for pair, index in together.items():
        np.testing.assert_allclose(found[pair], index, atol=1e-9)


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_what_a_lever_adds_among_others_are_its_pairs(k):
    """Where levers act in pairs, each other lever adds its pair: k/2 more of k - 1 others, or (k + 1)/2."""
    value, _, together = with_pairs(k)
    more = k / 2 if k % 2 == 0 else (k + 1) / 2
    values = {c: value(c) for c in coalitions(names(k))}
    found = among_others(values)
    for lever in names(k):
        pairs = sum((v for pair, v in together.items() if lever in pair), np.zeros(DRAWS))
        np.testing.assert_allclose(found[lever], pairs * more / max(1, k - 1), atol=1e-9)
        np.testing.assert_allclose(among_others(values, every(k))[lever], found[lever], atol=1e-9)


def test_one_order_and_its_reverse_are_exact_where_levers_act_in_pairs():
    value, alone, together = with_pairs(8)
    chosen = orders(names(8), 1, seed=5)
    found = sampled_shapley({c: value(c) for c in needed(chosen)}, chosen)
    for lever in names(8):
        half = sum(v for pair, v in together.items() if lever in pair) / 2
        np.testing.assert_allclose(found.shares[lever], alone[lever] + half, atol=1e-9)
    assert np.isnan(found.error["a"])


def test_sampled_orders_add_up_and_lie_within_their_error():
    rng = np.random.default_rng(8)
    levers = names(7)
    values = {frozenset(c): rng.normal(0, 1, DRAWS) for n in range(8) for c in combinations(levers, n)}
    exact = sampled_shapley(values, every(7)).shares
    off = []
    for seed in range(12):
        found = sampled_shapley(values, orders(levers, 20, seed))
        np.testing.assert_allclose(sum(found.shares.values()), values[frozenset(levers)] - values[frozenset()])
        off += [float((found.shares[a] - exact[a]).mean()) / found.error[a] for a in levers]
    assert 0.75 < np.sqrt(np.mean(np.square(off))) < 1.35  # 84 numbers, t with 19 degrees of freedom: 1.06 +- 0.09
    assert np.abs(off).max() < 5


def test_orders_are_keyed_by_lever_and_come_with_their_reverse():
    few, more = orders("abc", 40, seed=2), orders("abcd", 40, seed=2)
    assert [tuple(a for a in o if a != "d") for o in more] == few
    assert all(one == other[::-1] for one, other in zip(few[::2], few[1::2], strict=True))
    assert orders("abc", 10, seed=2) == few[:20] and orders("abc", 40, seed=3) != few
    assert len(set(few)) == 6


def test_what_must_be_run_is_each_coalition_once():
    assert needed([("a", "b", "c"), ("c", "b", "a")]) == [
        frozenset(c) for c in ("", "a", "c", "ab", "bc", "abc")
    ]  # fmt: skip
    assert len(coalitions("abcdef")) == 64 and coalitions("a") == [frozenset(), frozenset("a")]


def test_wrong_input_is_refused():
    values = {c: np.zeros(2) for c in coalitions("ab")}
    with pytest.raises(ValueError, match="at most 6"):
        coalitions("abcdefg")
    with pytest.raises(ValueError, match="value of a is not given"):
        shapley({c: v for c, v in values.items() if c != frozenset("a")})
    with pytest.raises(ValueError, match="value of no lever is not given"):
        interactions({c: v for c, v in values.items() if c})
    with pytest.raises(ValueError, match="no lever is given"):
        shapley({frozenset(): np.zeros(2)})
    with pytest.raises(ValueError, match="different numbers of draws"):
        shapley(values | {frozenset("a"): np.zeros(3)})
    with pytest.raises(ValueError, match="come in pairs"):
        sampled_shapley(values, [("a", "b")])
    with pytest.raises(ValueError, match="not given"):
        sampled_shapley(values, orders("abc", 1, 1))
    with pytest.raises(ValueError, match="one lever and one pair"):
        orders("", 1, 1)
