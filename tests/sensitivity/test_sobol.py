"""Sobol indices: Ishigami and Sobol's G, plain and noisy, have their exact shares within honest intervals."""

import dataclasses

import numpy as np
import pytest
from SALib.analyze import sobol as salib
from scipy.stats import binom
from scipy.stats import t as student

from experiments.sensitivity.design import problem
from experiments.sensitivity.inputs import DUMMY, LUCK
from experiments.sensitivity.known import Known, noise, toy
from experiments.sensitivity.pool import Pool
from experiments.sensitivity.sobol import SobolPlan, affordable

FUNCTIONS = [
    Known(name, factor, added)
    for name in ("ishigami", "sobol g")
    for factor, added in ((0.0, 0.0), (0.3, 0.0), (0.2, 1.0))
]
SCRAMBLES = 12
ONE_IN = 1e-6
"""How likely a right index would miss its widened interval: 6 functions x 2 orders x up to 7 names."""
ADDITIVE = (*(toy(number) for number in range(6)), DUMMY)
SLOPES = np.array([4.0, 3.0, 2.0, 1.0, 0.5, 0.0])


def additive(design):
    return design.quantiles[:, :6] @ SLOPES


def wide(index, scrambles):
    """Return the half-width at which a right index misses once in a million, from that of the 90% interval."""
    half = (index.high - index.low) / 2
    return half / student.ppf(0.95, scrambles - 1) * student.ppf(1 - ONE_IN / 2, scrambles - 1) + 1e-12


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_exact_shares_lie_within_their_intervals(function):
    plan = SobolPlan(function.inputs, 64, SCRAMBLES, seed=2)
    found = plan.analysed(function(plan.design())[:, 0])
    for shares, exact in zip((found.first, found.total), function.exact, strict=True):
        for name, index in zip(found.names, shares, strict=True):
            assert abs(index.value - exact[name]) <= wide(index, SCRAMBLES), (name, index, exact[name])
    assert found.chance.value == pytest.approx(function.exact[1][LUCK], abs=wide(found.chance, SCRAMBLES))


@pytest.mark.parametrize("function", [FUNCTIONS[1], FUNCTIONS[5]], ids=str)
def test_nine_in_ten_intervals_hold_the_exact_share(function):
    studies = 60
    held = []
    for seed in range(100, 100 + studies):
        plan = SobolPlan(function.inputs, 32, seed=seed)
        found = plan.analysed(function(plan.design())[:, 0])
        for shares, exact in zip((found.first, found.total), function.exact, strict=True):
            held += [
                one.low <= exact[n] <= one.high for n, one in zip(found.names, shares, strict=True) if n != "dummy"
            ]
    # intervals of one study may go together: bounds are those of 60 independent ones, 1 in 10,000 on either side
    low, high = binom.ppf([1e-4, 1 - 1e-4], studies, 0.9) / studies
    assert low <= np.mean(held) <= high


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_the_dummy_is_exactly_nothing_under_common_luck(function):
    plan = SobolPlan(function.inputs, 8, seed=3)
    found = plan.analysed(function(plan.design())[:, 0])
    at = found.names.index(DUMMY.name)
    assert found.first[at] == found.total[at] == (0, 0, 0)


def test_with_other_luck_in_every_row_chance_is_added_to_every_total():
    function = Known("ishigami", added=2.0)
    plan = SobolPlan(function.inputs, 256, seed=3)
    design = plan.design()
    apart = dataclasses.replace(design, luck=np.arange(len(design)))
    share = function.exact[1][LUCK]
    common, independent = (plan.analysed(function(d)[:, 0]) for d in (design, apart))
    at = common.names.index(DUMMY.name)
    assert common.total[at].value == 0 and independent.total[at].value == pytest.approx(share, abs=0.05)


def test_the_same_numbers_come_back_whoever_runs_the_rows():
    function = Known("ishigami", 0.3)
    plan = SobolPlan(function.inputs, 2, seed=9)
    design = plan.design()
    alone, two = Pool(function)(design), Pool(function, workers=2)(design)
    np.testing.assert_array_equal(alone, function(design))
    np.testing.assert_array_equal(alone, two)


def test_blocks_share_luck_but_point_b_has_its_own():
    plan = SobolPlan(ADDITIVE, 4, seed=1)
    design = plan.design()
    luck = design.luck.reshape(-1, plan.length)
    assert (luck[:, :-2] == luck[:, :1]).all() and (luck[:, -1] == luck[:, -2]).all()
    assert len(set(luck.ravel().tolist())) == 2 * len(luck)
    np.testing.assert_array_equal(design.apart.reshape(-1, plan.length).sum(axis=0), [16, *[0] * 8, 16])
    assert len(design) == plan.runs == 4 * 4 * 10 and (design.quantiles > 0).all() and (design.quantiles < 1).all()


def test_the_first_blocks_of_a_scramble_are_those_of_a_smaller_design():
    small, large = (SobolPlan(ADDITIVE, blocks, seed=4)._sample(2) for blocks in (4, 16))
    np.testing.assert_array_equal(small, large[: len(small)])


def test_an_undefined_row_takes_its_block_with_it_where_salib_would_say_nothing_matters():
    plan = SobolPlan(ADDITIVE, 32, seed=1)
    values = additive(plan.design())
    holed = values.copy()
    holed[[5, 700]] = np.nan
    names = [*(one.name for one in ADDITIVE), LUCK]
    silent = salib.analyze(problem(names, names), holed, calc_second_order=False, seed=1)
    assert not np.nan_to_num(silent["ST"]).any(), "the trap: SALib's indices all become 0"
    whole, part = plan.analysed(values), plan.analysed(holed)
    assert (part.blocks, part.dropped, whole.dropped) == (126, 2, 0)
    for one, other in zip(whole.total, part.total, strict=True):
        assert one.value == pytest.approx(other.value, abs=0.05)
    by_hand = values.reshape(-1, plan.length)[np.isfinite(holed.reshape(-1, plan.length)).all(axis=1)]
    theirs = salib.analyze(problem(names, names), by_hand.ravel(), calc_second_order=False, seed=1)
    np.testing.assert_allclose([one.value for one in part.total], theirs["ST"])
    np.testing.assert_allclose([one.value for one in part.first], theirs["S1"])


def test_too_little_left_says_nothing():
    plan = SobolPlan(ADDITIVE, 4, seed=1)
    values = additive(plan.design()).reshape(4, 4, -1)
    assert plan.analysed(np.full(plan.runs, 3.0)) is None, "nothing varies"
    one_scramble = values.copy()
    one_scramble[0, :3, 0] = np.nan
    assert plan.analysed(one_scramble.ravel()) is None
    half = values.copy()
    half[:, :3, 0] = np.nan
    assert plan.analysed(half.ravel()) is None


@pytest.mark.parametrize("by", ["mechanism", "agency", "grade", "rest"])
def test_groups_of_an_additive_function_sum_to_one_and_to_their_members(by):
    single, grouped = SobolPlan(ADDITIVE, 128, seed=2), SobolPlan(ADDITIVE, 128, seed=2, by=by)
    of_each = single.analysed(additive(single.design()))
    of_all = grouped.analysed(additive(grouped.design()))
    shares = SLOPES**2 / (SLOPES**2).sum()
    for name, first, total in zip(of_all.names, of_all.first, of_all.total, strict=True):
        members = [at for at, group in enumerate(grouped.groups[:6]) if group == name]
        exact = float(shares[members].sum())
        assert first.value == pytest.approx(exact, abs=wide(first, 4) + 1e-9)
        assert total.value == pytest.approx(exact, abs=wide(total, 4) + 1e-9)
        assert total.value == pytest.approx(sum(of_each.total[at].value for at in members), abs=0.03)
    assert sum(one.value for one in of_all.first) == pytest.approx(1, abs=0.05)
    assert sum(one.value for one in of_all.total) == pytest.approx(1, abs=0.05)


def test_inputs_told_apart_from_the_rest():
    plan = SobolPlan(ADDITIVE, 64, by="rest", alone=("x0",))
    assert plan.names == ("x0", "all others", "dummy", LUCK)
    found = plan.analysed(additive(plan.design()))
    assert found.order()[:2] == ["x0", "all others"]
    assert found.total[0].value == pytest.approx(16 / (SLOPES**2).sum(), abs=wide(found.total[0], 4))


def test_pairs_are_what_two_account_for_together():
    function = Known("ishigami")
    plan = SobolPlan(function.inputs, 64, 8, seed=5, pairs=True)
    assert plan.length == 2 * 5 + 2
    found = plan.analysed(function(plan.design())[:, 0])
    first, total = function.exact
    together = total["x0"] - first["x0"]
    for pair, index in found.pairs.items():
        exact = together if set(pair) == {"x0", "x2"} else 0.0
        assert index.value == pytest.approx(exact, abs=wide(index, 8)), pair
    assert len(found.pairs) == 10


def test_a_share_below_nothing_is_shown_as_nothing_within_its_interval():
    function = Known("ishigami", 0.3)
    plan = SobolPlan(function.inputs, 32, seed=1)
    found = plan.analysed(function(plan.design())[:, 0])
    third = found.first[2]
    assert third.low < 0 < third.high
    below = third._replace(value=-0.02, low=-0.05, high=0.01)
    assert below.shown == 0 and below.as_share == "0% (90% interval -5% to 1%)"


def test_the_share_in_what_is_expected_over_luck():
    function = Known("ishigami", added=4.0)
    plan = SobolPlan(function.inputs, 256, 8, seed=1)
    found = plan.analysed(function(plan.design())[:, 0])
    plain, _ = Known("ishigami").exact
    assert found.of_expected("x1") == pytest.approx(plain["x1"], abs=0.08)
    assert found.variance == pytest.approx(13.8 + 16, rel=0.1) and found.mean == pytest.approx(3.5, abs=0.4)


def test_more_blocks_settle_it():
    function = Known("sobol g", 0.2)
    plan = SobolPlan(function.inputs, 128, 8, seed=6)
    found = plan.analysed(function(plan.design())[:, 0])
    assert [step.blocks for step in found.settled] == [256, 512, 1024]
    assert found.settled[-1].widest < found.settled[0].widest and found.settled[-1].ranks > 0.8


def test_luck_hardly_matters_to_noise_of_a_seed():
    keys = np.arange(1, 20_001)
    values = noise(keys, "added")
    assert abs(values.mean()) < 4 / np.sqrt(20_000) and abs(values.var() - 1) < 4 * np.sqrt(2 / 20_000)
    assert abs(np.corrcoef(values, noise(keys, "factor"))[0, 1]) < 4 / np.sqrt(20_000)


def test_what_can_be_afforded():
    wished, cheaper = SobolPlan(ADDITIVE, 64, pairs=True), SobolPlan(ADDITIVE, 64)
    assert affordable((wished, cheaper), 1.0, wished.runs) is wished
    assert affordable((wished, cheaper), 1.0, wished.runs - 1) is cheaper
    assert affordable((wished, cheaper), 1.0, 10) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [({"blocks": 6}, "power of 2"), ({"blocks": 1}, "power of 2"), ({"blocks": 8, "scrambles": 3}, "4 scrambles")],
)
def test_wrong_input(given, said):
    with pytest.raises(ValueError, match=said):
        SobolPlan(ADDITIVE, **given)
    with pytest.raises(ValueError, match="none called 'luck'"):
        SobolPlan((dataclasses.replace(DUMMY, name=LUCK),), 8)
