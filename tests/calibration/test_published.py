"""Published figures: every target compared or explained, and read off the model by the same definition."""

import numpy as np
import pytest

from calibration.period import before, flow, mean, stock
from calibration.published import cited, families, targets
from calibration.target import UK_OVER_ENGLAND_AND_WALES, Target, Term, count
from model.calendar import ORIGIN
from model.facts import fact, facts, number
from model.reading import BY_NAME, read_off
from model.simulation import SurvivorJourneys

TO_BE_MET = {f.id for f in facts() if f.use == "target"}
COMPARED = [target.fact_id for target in targets()]
EXPLAINED = [identifier for family in families() for identifier in family.not_compared]
BY_FACT = {target.fact_id: target for target in targets()}
LAST_YEAR = 2024


@pytest.fixture(scope="module")
def table():
    sim = SurvivorJourneys(seed=3, people=400, last_year=LAST_YEAR, collect=False).run()
    yield read_off(sim)
    sim.close()


def years(*values, first=2014):
    """Return a row of the table: these values from a year on, nothing before and after."""
    row = np.full(LAST_YEAR - ORIGIN.year + 1, np.nan)
    row[first - ORIGIN.year : first - ORIGIN.year + len(values)] = values
    return row


# Which figures --------------------------------------------------------------------------------------------------------


def test_every_target_is_compared_or_explained_once():
    assert sorted(COMPARED + EXPLAINED) == sorted(TO_BE_MET)


def test_every_explanation_says_why_and_every_family_has_a_name_of_its_own():
    assert all(len(reason.split()) > 4 for family in families() for reason in family.not_compared.values())
    assert len({family.name for family in families()}) == len(families())
    assert all(family.targets for family in families())


def test_few_figures_are_left_out():
    assert len(EXPLAINED) < 0.1 * len(TO_BE_MET)


def test_what_the_model_is_given_is_marked():
    inputs = {t.fact_id for t in targets() if t.is_input}
    given = {f"F0{year}.cg_decisions" for year in range(14, 24)} | {f"F0{year}.rg_decisions" for year in range(14, 23)}
    assert inputs == given
    assert all(identifier in cited() for identifier in inputs)


# Which outcomes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", targets(), ids=COMPARED)
def test_outcomes_groups_and_years_exist(target, table):
    for term in target.terms:
        assert (term.outcome, term.group) in table
        assert len({year for year, _ in term.years}) == len(term.years)
    assert ORIGIN.year <= target.years[0] <= target.years[-1] <= LAST_YEAR
    assert np.isfinite(target.published)
    value = target.value(table)
    assert not np.isinf(value)


def test_a_run_of_enough_people_defines_every_figure_but_a_few_of_rare_events(table):
    undefined = [t.fact_id for t in targets() if not np.isfinite(t.value(table))]
    assert len(undefined) < 0.1 * len(COMPARED), undefined


def test_units_agree():
    """A single outcome is a share where the figure is, and a number of days where it is one."""
    for t in targets():
        if len(t.terms) == 1 and t.less == 0.0:
            unit = BY_NAME[t.outcome].unit
            assert (unit == "share") == (t.fact.unit == "share"), t.fact_id
            assert (unit == "days") == (t.fact.unit in {"days", "years"}), t.fact_id


def test_territories_agree():
    """A figure of the UK is read off UK outcomes, or off those of England and Wales scaled up."""
    for t in targets():
        where = {BY_NAME[term.outcome].where for term in t.terms}
        if t.fact.geography == "E&W" and t.times == 1.0:
            assert where == {"E&W"}, t.fact_id
        if t.fact.geography == "UK" and where == {"E&W"}:
            assert t.times == UK_OVER_ENGLAND_AND_WALES or t.fact_id.startswith("F227"), t.fact_id


def test_figures_of_all_prison_leavers_are_never_read_off_survivors():
    family = next(f for f in families() if f.name == "Prison leavers")
    assert {BY_NAME[term.outcome].of for t in family.targets for term in t.terms} == {"leavers"}


# Which years ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "weights"),
    [
        ("2019", ((2019, 1.0),)),
        ("2018-04..2019-03", ((2018, 0.75), (2019, 0.25))),
        ("2020-01..2020-09", ((2020, 0.75),)),
        ("2021-07..2022-06", ((2021, 0.5), (2022, 0.5))),
        ("2020-04..2020-09", ((2020, 0.5),)),
        ("2016..2018", ((2016, 1.0), (2017, 1.0), (2018, 1.0))),
        ("2019-10..2020-09", ((2019, 0.25), (2020, 0.75))),
    ],
)
def test_a_flow_is_taken_from_each_year_by_its_months(period, weights):
    assert dict(flow(period)) == pytest.approx(dict(weights))
    assert sum(w for _, w in mean(period)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("day", "weights"),
    [
        ("2019-12-31", ((2019, 1.0),)), ("2022", ((2022, 1.0),)), ("2016-12", ((2016, 1.0),)),
        ("2019-03", ((2018, 0.75), (2019, 0.25))), ("2019-06", ((2018, 0.5), (2019, 0.5))), ("2014-06", ((2014, 1.0),)),
    ],
)  # fmt: skip
def test_a_stock_lies_between_two_31_decembers(day, weights):
    assert dict(stock(day)) == pytest.approx(dict(weights))


def test_the_year_before():
    assert before(flow("2018-04..2019-03")) == ((2017, 0.75), (2018, 0.25))


@pytest.mark.parametrize("target", targets(), ids=COMPARED)
def test_weights_are_those_of_the_period(target):
    """Counts weigh as much as their period is long, all else 1; above and below the line alike."""
    in_part = target.fact_id in {"F303.labour", "F303.criminal"}  # of those exploited in crime, see targets/support.py
    months = sum(w for _, w in flow(target.fact.period))
    first = sum(w for _, w in target.top[0].years)
    exceptions = {"F015.duty_to_notify", "S045", "S046"}  # the law began within the period
    if target.fact_id not in exceptions and not in_part:
        assert first == pytest.approx(1.0) or first == pytest.approx(months), target.fact_id
    for term in target.bottom if in_part else target.terms:
        total = sum(w for _, w in term.years)
        assert abs(total) == pytest.approx(1.0) or abs(total) == pytest.approx(months if in_part else abs(first))


# By hand --------------------------------------------------------------------------------------------------------------


def test_a_year_ending_in_march_by_hand():
    t = {
        ("prosecutions", "all"): years(80, 100, 200, first=2017), ("convictions", "all"): years(60, 140, first=2018),
    }  # fmt: skip
    assert BY_FACT["S011"].value(t) == pytest.approx(0.75 * 100 + 0.25 * 200)
    assert BY_FACT["S018.count"].value(t) == pytest.approx(125 - (0.75 * 60 + 0.25 * 140))
    assert BY_FACT["S018.share"].value(t) == pytest.approx(45 / 125)
    assert BY_FACT["S012"].value(t) == pytest.approx(125 / (0.75 * 80 + 0.25 * 100) - 1)


def test_a_share_of_a_group_and_an_interpolated_stock_by_hand():
    t = {
        ("nrm_referrals_adult", "status=uk_national"): years(30, first=2023),
        ("nrm_referrals_adult", "all"): years(240, first=2023),
        ("cg_backlog", "all"): years(400, 800, first=2018), ("rg_backlog", "all"): years(40, 80, first=2018),
        ("detained_with_cg", "all"): years(10, 20, first=2019),
    }  # fmt: skip
    assert BY_FACT["F125.adult"].value(t) == pytest.approx(0.125)
    assert BY_FACT["F204"].value(t) == 880
    assert BY_FACT["F204.rise"].value(t) == pytest.approx(880 / (440 + 440 / 6) - 1)
    scale = 3 / sum(number(f"F132.{year}") for year in (2018, 2019, 2020))
    assert BY_FACT["F801.positive_cg"].value(t) == pytest.approx(scale * (10 + 0.75 * 20))


def test_sums_over_years_differences_and_missing_years_by_hand():
    t = {
        ("prevention_orders", "all"): years(1, 10, 20, 30, 40, 80, first=2015),
        ("support_entrants", "all"): years(100, 140, 180, first=2020),
    }
    assert BY_FACT["S045"].value(t) == pytest.approx(1 + 10 + 20 + 30 + 40 + 20)
    assert BY_FACT["F301.entrants_rise"].value(t) == pytest.approx(160 - 120)
    assert np.isnan(BY_FACT["F306.entrants"].value(t))
    assert np.isnan(Term("support_entrants", ((2031, 1.0),)).value(t))


def test_a_figure_over_nothing_is_undefined():
    t = {("a", "all"): years(3), ("b", "all"): years(0)}
    assert np.isnan(Target("S001", (Term("a", ((2014, 1.0),)),), (Term("b", ((2014, 1.0),)),)).value(t))


def test_expressions_can_be_read():
    assert BY_FACT["F014.referrals"].expression == "nrm_referrals 2014"
    assert BY_FACT["S011"].expression == "prosecutions (0.75 of 2018 + 0.25 of 2019)"
    assert BY_FACT["F125.adult"].expression == "nrm_referrals_adult[status=uk_national] 2023 / nrm_referrals_adult 2023"
    assert BY_FACT["S003"].expression == "nrm_referrals 2019 / nrm_referrals 2018 − 1"
    assert BY_FACT["S018.share"].expression == (
        "(prosecutions (0.75 of 2018 + 0.25 of 2019) − convictions (0.75 of 2018 + 0.25 of 2019)) / "
        "prosecutions (0.75 of 2018 + 0.25 of 2019)"
    )


def test_only_one_outcome_of_one_whole_year_has_a_year():
    assert BY_FACT["F019.referrals"].year == 2019 and BY_FACT["F133.2022.albanian"].year == 2022
    assert all(BY_FACT[i].year is None for i in ("S004", "S011", "F125.adult", "F802.2018", "F412.2019", "S003"))
    assert BY_FACT["F204.rise"].year is None and BY_FACT["F015.duty_to_notify"].year == 2015


@pytest.mark.parametrize(
    ("identifier", "low", "high", "inside"),
    [
        ("F019.referrals", 10_000, 11_000, True),
        ("F019.referrals", 10_607, 11_000, False),
        ("F405a.2020", 2_000, 3_000, True),  # at least 1,810
        ("F405a.2020", 100, 1_800, False),
        ("F408", 1.0, 2.0, True),  # nearly three
        ("F408", 3.1, 4.0, False),
    ],
)
def test_what_an_interval_holds(identifier, low, high, inside):
    assert BY_FACT[identifier].holds(low, high) is inside


def test_times_of_cases_decided_are_never_compared_with_cases_open():
    decided = [t for t in targets() if "cg_days" in t.outcome or "rg_days" in t.outcome]
    assert decided and all("decided" in t.note and "open" not in t.outcome for t in decided)
    assert {t.outcome for t in decided if "median" in t.fact.quantity} == {"cg_days_median"}
    assert all("mean" in t.outcome for t in decided if "mean time" in t.fact.quantity)


def test_greater_manchester_is_taken_off_where_it_is_missing():
    for year in (2019, 2020):
        t = BY_FACT[f"F412.{year}"]
        assert fact(t.fact_id).geography == "E&W less Greater Manchester" and 0.9 < t.times < 1.0
    assert count("F411.2019", "crimes_recorded").times == 1.0
