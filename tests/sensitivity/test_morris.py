"""Morris screening: exact on a straight line, as SALib says elsewhere, nothing for the dummy, honest about luck."""

import dataclasses

import numpy as np
import pytest
from SALib.analyze import morris as salib

from experiments.sensitivity.design import problem
from experiments.sensitivity.inputs import DUMMY, LUCK
from experiments.sensitivity.known import Known, noise, toy
from experiments.sensitivity.morris import ENDS, LEVELS, MorrisPlan

STEP = LEVELS / (2 * (LEVELS - 1)) * (ENDS[1] - ENDS[0])
SLOPES = np.array([5.0, -2.0, 0.5, 0.0])
LINE = (*(toy(number) for number in range(4)), DUMMY)
FUNCTION = Known("ishigami", factor=0.2)


def line(design, strength=0.0):
    return design.quantiles[:, :4] @ SLOPES + strength * noise(design.luck, "added")


def test_a_straight_line_is_found_exactly():
    plan = MorrisPlan(LINE, 6)
    found = plan.analysed(line(plan.design()))
    for at, slope in enumerate(SLOPES):
        one = found[f"x{at}"]
        assert one.mean.value == pytest.approx(slope * STEP)
        assert one.size.value == pytest.approx(abs(slope) * STEP)
        assert one.spread == pytest.approx(0, abs=1e-12)
    assert [one.name for one in found.screened][:3] == ["x0", "x1", "x2"]
    assert found[DUMMY.name].size == (0, 0, 0) and found[DUMMY.name].verdict == "nothing"
    assert found[LUCK].size.value == 0 and found.dropped == 0 and found.trajectories == 6


def test_means_are_those_of_salib_on_the_same_rows():
    plan = MorrisPlan(FUNCTION.inputs, 12, seed=4)
    design = plan.design()
    values = FUNCTION(design)[:, 0]
    names = [*(one.name for one in plan.inputs), LUCK]
    luck = (design.luck != design.luck[design.block * len(names) + design.block]).astype(float)
    rows = np.column_stack([design.quantiles, luck])
    theirs = salib.analyze(problem(names, names), rows, values, num_levels=LEVELS, seed=1)
    found, delta = plan.analysed(values), LEVELS / (2 * (LEVELS - 1))
    for at, name in enumerate(names[:-1]):
        one = found[name]
        assert one.mean.value == pytest.approx(theirs["mu"][at] * delta)
        assert one.size.value == pytest.approx(theirs["mu_star"][at] * delta)
        assert one.spread == pytest.approx(theirs["sigma"][at] * delta)


def test_intervals_hold_the_mean_of_many_trajectories():
    """Of 60 screenings, 90% intervals of the size of effects hold the size that 4,000 trajectories find."""
    many = MorrisPlan(FUNCTION.inputs, 4000, seed=999)
    truth = many.analysed(FUNCTION(many.design())[:, 0])
    names = [*(one.name for one in FUNCTION.inputs[:3]), LUCK]
    held = []
    for seed in range(1, 61):
        plan = MorrisPlan(FUNCTION.inputs, 20, seed=seed)
        found = plan.analysed(FUNCTION(plan.design())[:, 0])
        held.append([found[n].size.low <= truth[n].size.value <= found[n].size.high for n in names])
    # 240 intervals, of which those of one screening may go together: the bound is that of 60 (1 in 1,000)
    assert 0.76 <= np.mean(held) <= 1.0


def test_luck_is_common_along_a_trajectory_and_moved_once():
    plan = MorrisPlan(LINE, 5, seed=2)
    design = plan.design()
    assert len(design) == plan.runs == 5 * 7
    for number in range(5):
        mine = design.luck[design.block == number]
        assert len(set(mine.tolist())) == 2 and (np.diff(mine) != 0).sum() == 1
    assert len(set(design.luck.tolist())) == 10
    assert design.apart.sum() == 5


def test_added_noise_touches_no_effect_but_that_of_luck():
    plan = MorrisPlan(LINE, 8, seed=3)
    design = plan.design()
    with_it, without = plan.analysed(line(design, 3.0)), plan.analysed(line(design))
    for one in LINE:
        assert with_it[one.name].size.value == pytest.approx(without[one.name].size.value, abs=1e-9)
    assert with_it[LUCK].size.value > 1 and with_it[DUMMY.name].size.value == 0
    assert with_it["x0"].verdict in {"more than luck", "one way"}
    assert with_it["x2"].verdict == "one way", "less than luck, but the same in every trajectory"
    assert with_it.kept[0] == "x0" and LUCK not in with_it.kept and "x3" not in with_it.kept


def test_more_trajectories_leave_the_first_as_they_are():
    few, many = (MorrisPlan(LINE, number, seed=5).design() for number in (4, 9))
    np.testing.assert_array_equal(few.quantiles, many.quantiles[: len(few)])
    np.testing.assert_array_equal(few.luck, many.luck[: len(few)])
    assert (MorrisPlan(LINE, 4, seed=6).design().quantiles != few.quantiles).any()


def test_an_undefined_row_takes_its_trajectory_with_it():
    plan = MorrisPlan(LINE, 8, seed=1)
    values = line(plan.design())
    holed = values.copy()
    holed[[3, 4, 20]] = np.nan
    found = plan.analysed(holed)
    assert (found.trajectories, found.dropped) == (6, 2)
    assert found["x0"].mean.value == pytest.approx(5 * STEP)
    holed[::7] = np.nan
    assert plan.analysed(holed) is None


def test_groups_move_together_and_have_a_size_alone():
    plan = MorrisPlan(LINE, 10, seed=1, by="mechanism")  # x0 and x2 are part 0, x1 and x3 part 1
    assert plan.names == ("part 0", "part 1", "dummy", LUCK) and plan.runs == 50
    found = plan.analysed(line(plan.design()))
    assert np.isnan(found["part 0"].mean.value) and np.isnan(found["part 0"].spread)
    assert (5 - 0.5) * STEP <= found["part 0"].size.value <= (5 + 0.5) * STEP
    assert found["part 1"].size.value == pytest.approx(2 * STEP)
    assert found["dummy"].size.value == 0


def test_where_nothing_matters_hardly_anything_is_said_to():
    """Effects of pure noise: of 20 x 40 inputs, the share of screenings with a false alarm stays near 5%."""
    rng, inputs = np.random.default_rng(7), tuple(toy(number) for number in range(40))
    alarms = 0
    for seed in range(1, 21):
        plan = MorrisPlan(inputs, 10, seed=seed)
        alarms += bool(plan.analysed(rng.normal(size=plan.runs)).kept)
    assert alarms <= 5  # binomial(20, 0.05): 6 or more in fewer than 1 of 3,000


def test_it_settles():
    plan = MorrisPlan(FUNCTION.inputs, 40, seed=3)
    found = plan.analysed(FUNCTION(plan.design())[:, 0])
    assert [step.blocks for step in found.settled] == [10, 20, 40]
    assert found.settled[-1].widest < found.settled[0].widest
    assert found.settled[-1].ranks > 0


def test_wrong_input():
    with pytest.raises(ValueError, match="2 trajectories or more"):
        MorrisPlan(LINE, 1)
    with pytest.raises(ValueError, match="two inputs or groups"):
        MorrisPlan(LINE[:1])
    with pytest.raises(ValueError, match="none of them called 'luck'"):
        MorrisPlan((*LINE, dataclasses.replace(DUMMY, name=LUCK)))
    with pytest.raises(ValueError, match="blocks of 7 rows"):
        MorrisPlan(LINE, 2).analysed(np.zeros(15))
