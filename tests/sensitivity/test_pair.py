"""The model as a pair of worlds: by the same path as functions with known answers."""

import numpy as np
import pytest

from experiments.sensitivity.inputs import DUMMY, LUCK, uncertain
from experiments.sensitivity.morris import MorrisPlan
from experiments.sensitivity.pair import Output, Pair, over_years
from experiments.sensitivity.pool import Pool
from experiments.sensitivity.sobol import SobolPlan
from model.reading import read_off
from model.simulation import SurvivorJourneys
from scenarios.scenario import LeverUse, Scenario

BASELINE = Scenario(name="baseline")
FIREWALL = Scenario(name="firewall", levers=(LeverUse(lever="firewall", start="2015-01-01"),))
OUTCOMES = ("nrm_referrals", "recognised", "cg_days_median", "cost_public_and_levers")
INPUTS = (*uncertain((BASELINE, FIREWALL)), DUMMY)
PAIR = Pair(BASELINE, FIREWALL, OUTCOMES, 2014, 2015, 150)
NAMES = tuple(one.name for one in INPUTS[:-1])
MIDDLE = np.full(len(NAMES), 0.5)


@pytest.fixture(scope="module")
def screening():
    plan = MorrisPlan(INPUTS, 2, seed=3, by="agency")
    design = plan.design()
    pool = Pool(PAIR)
    return plan, design, pool(design), pool


def test_at_the_middle_of_all_priors_it_is_the_model_at_its_medians():
    lived = PAIR.job(NAMES, MIDDLE, 7).run().values
    sim = SurvivorJourneys(seed=7, draw=0, people=150, last_year=2015, collect=False).run()
    table = read_off(sim)
    for at, outcome in enumerate(OUTCOMES[:3]):
        assert lived[3 * at] == over_years(table[outcome, "all"], outcome)
    sim.close()
    assert lived == PAIR.job((), MIDDLE[:0], 7).run().values, "numbers not named stand at their medians"


def test_a_difference_is_the_scenario_less_the_baseline(screening):
    _, design, values, pool = screening
    assert PAIR.outputs[:3] == (
        Output("nrm_referrals", "baseline"), Output("nrm_referrals", "scenario"), Output("nrm_referrals", "difference"),
    )  # fmt: skip
    np.testing.assert_array_equal(values[:, 2::3], values[:, 1::3] - values[:, 0::3])
    assert values.shape == (len(design), 12) and not pool.errors


def test_the_worlds_of_a_row_are_one_until_they_part():
    early = Pair(BASELINE, Scenario(name="late", levers=(LeverUse(lever="firewall", start="2016-01-01"),)),
                 ("nrm_referrals",), 2014, 2015, 150, of=("difference",))  # fmt: skip
    assert early.job(NAMES, MIDDLE + 0.2, 3).run().values == (0.0,)


def test_a_scenario_from_the_first_day_is_lived_by_itself():
    fixed = Scenario(name="fixed", overrides={"ease.recognised_middle": 0.95})
    pair = Pair(BASELINE, fixed, ("recognised",), 2014, 2015, 2_000)
    base, other, gap = pair.job(NAMES, MIDDLE, 3).run().values
    assert gap == other - base != 0


def test_the_dummy_does_exactly_nothing_and_luck_does_something(screening):
    plan, _, values, _ = screening
    for column in range(values.shape[1]):
        found = plan.analysed(values[:, column])
        if found is not None:
            assert found[DUMMY.name].size == (0, 0, 0)
    assert plan.analysed(values[:, 0])[LUCK].size.value > 0


def test_grades_of_evidence_share_out_the_variance_of_a_level():
    plan = SobolPlan(INPUTS, 8, seed=1, by="grade")  # with fewer rows luck of so few people can seem to weigh more
    pool = Pool(Pair(BASELINE, None, ("recognised",), 2014, 2014, 60, of=("baseline",)))
    found = plan.analysed(pool(plan.design())[:, 0])
    at = dict(zip(found.names, found.total, strict=True))
    assert at[DUMMY.name] == (0, 0, 0) and found.dropped == 0
    assert found.order()[0] == "assumption", "nearly all numbers are"
    assert all(at["assumption"].low > at[name].high for name in at if name.startswith("published"))


def test_a_row_that_the_model_cannot_live_is_undefined_and_says_why():
    bad = Pair(BASELINE, None, ("recognised",), 2014, 2015, 0, of=("baseline",))
    lived = bad.job(NAMES, MIDDLE, 3).run()
    assert np.isnan(lived.values).all() and lived.error == "ValueError: a sample holds at least one person, not 0"
    plan = MorrisPlan(INPUTS, 2, by="rest")
    pool = Pool(bad)
    assert np.isnan(pool(plan.design())).all() and len(pool.errors) == plan.runs
    assert plan.analysed(np.full(plan.runs, np.nan)) is None


def test_sums_and_means_over_years():
    row = np.array([1.0, np.nan, 3.0])
    assert over_years(row, "nrm_referrals") == 4 and over_years(row, "cg_days_median") == 2
    assert np.isnan(over_years(np.array([np.nan]), "nrm_referrals"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"outcomes": ("nothing",)}, "no outcome is called 'nothing'"),
        ({"scenario": None}, "no difference"),
        ({"since": 2013}, "not in 2013"),
    ],
)
def test_wrong_input(given, said):
    with pytest.raises(ValueError, match=said):
        Pair(**{"baseline": BASELINE, "scenario": FIREWALL, "outcomes": OUTCOMES, "since": 2014, "last_year": 2016,
                "people": 150} | given)  # fmt: skip
