"""Studies: what is said of finished draws agrees with the draws, with the statistics, and with the people in them."""

import dataclasses
from datetime import date

import numpy as np
import pytest

from experiments.answers import EFFECTS, answers, outside
from experiments.comparison.precision import parse
from experiments.comparison.spread import spread
from experiments.desirable import DESIRABLE, HARMS, RANKED
from experiments.draw import Draw
from experiments.extras import STRENGTHS, Extras, with_extras
from experiments.job import Job, Plan, changes_of, simulation, warnings_of
from experiments.lever_costs import pounds_of
from experiments.records import differences
from experiments.runner import studied, studied_to
from experiments.study import DEFINITIONS, ROWS
from model.fates import FATES, read_fates
from model.priors import NORMAL_95
from model.survivor import Referral, referral
from scenarios.lever import catalogue
from scenarios.scenario import Calendar, LeverUse, Scenario

BASELINE = Scenario(name="baseline")
START = date(2016, 1, 1)


def use(lever, **given):
    return LeverUse(lever=lever, **{"start": START} | given)


def pulled(*levers, name="pulled", **given):
    return Scenario(name=name, levers=tuple(use(lever, **given) for lever in levers))


@pytest.fixture(scope="module")
def study():
    plan = Plan((BASELINE, pulled("firewall", "child_guardians")), 3, 8, 600, 2014, 2018, again=4)
    plan, extras = with_extras(plan, split=True, switching=True)
    return studied(plan, 2, quiet=True), extras


def test_every_outcome_that_is_ranked_or_wished_for_exists():
    assert set(RANKED) <= set(DESIRABLE)
    assert set(DESIRABLE) | set(HARMS) | set(EFFECTS) <= set(DEFINITIONS)
    assert all(DESIRABLE[name] == "lower" for name in HARMS)


def test_records_in_bulk_are_those_of_one_outcome_after_the_other(study):
    found, _ = study
    rows = {(r["name"], r["group"], r["year"]): r for r in differences(found, 1)}
    values, base = found.values(1), found.values(0)
    again = found.values(1, again=True) - found.values(0, again=True)
    tried = 0
    for key, place in list(ROWS.items())[::37]:
        for year in range(5):
            gaps, mine = (values - base)[:, place, year], values[:, place, year]
            record = rows.get((*key, 2014 + year))
            if not np.isfinite(gaps).all() or (year < 2 and key[1] != "all"):
                continue
            assert record["difference"] == pytest.approx(np.median(gaps))
            assert record["value"] == pytest.approx(np.median(mine))
            assert (record["low"], record["high"]) == pytest.approx(tuple(np.quantile(gaps, (0.05, 0.95))))
            apart = spread(gaps, again[:, place, year], found.scale)
            if apart and np.isfinite(again[:, place, year]).all():
                assert (record["parameters_low"], record["parameters_high"]) == pytest.approx(apart.of_parameters)
                halves = (gaps[:4] - again[:, place, year]) ** 2 / 2
                reach = NORMAL_95 * np.sqrt(np.mean(halves / found.scales[:4]))
                if key[0].startswith("leavers_"):
                    assert record["chance_low"] is None
                else:
                    assert record["chance_high"] - gaps.mean() == pytest.approx(reach)
                tried += 1
    assert tried > 50


def test_the_tally_counts_the_same_people_in_both_worlds():
    pair = Draw((BASELINE, pulled("firewall")), 2, 1, 900, 2018).run()
    tables = pair[1].tally.fates
    one, two = (simulation(Job(s, 2, 1, 900, 2018)).run() for s in (BASELINE, pulled("firewall")))
    assert np.array_equal(one.survivors.founders.number, two.survivors.founders.number)
    a, b = read_fates(one), read_fates(two)
    for i, fate in enumerate(FATES):
        for before in (0, 1):
            for after in (0, 1):
                counted = int(((a.yes[i] == before) & (b.yes[i] == after)).sum())
                assert tables[i, 0, before, after] == counted, fate.name
    assert tables.sum(axis=(2, 3))[:, 0].tolist() == [len(one.survivors)] * len(FATES)
    referred = next(i for i, fate in enumerate(FATES) if fate.name == "referred")
    for world, sim, fates in ((pair[0], one, a), (pair[1], two, b)):
        people = world.finished.table["nrm_people_referred", "all"].sum() / world.finished.scale
        outside_at_first = sim.survivors.store.founding[:, sim.survivors.layout.columns[referral]] == Referral.OUTSIDE
        assert (fates.yes[referred] & outside_at_first).sum() == pytest.approx(people)


def test_a_package_is_the_sum_of_what_its_levers_are_owed(study):
    found, extras = study
    said = answers(found, extras)
    assert {row["name"] for row in said["attribution"]} == set(RANKED)
    for row in said["attribution"]:
        assert row["exact"]
        assert sum(share["value"] for share in row["shares"].values()) == pytest.approx(row["package"], abs=1e-6)
    assert {row["rival"] for row in said["switching"]} == {"baseline"}


def test_extra_scenarios_stand_behind_those_asked_for_and_none_is_run_twice():
    plan = Plan(
        (BASELINE, pulled("firewall"), pulled("firewall", "child_guardians", name="both")), 1, 4, 100, 2014, 2018
    )
    wide, extras = with_extras(plan, split=True, switching=True)
    assert wide.asked_for == plan.scenarios
    assert extras.parts[2][frozenset()] == 0
    assert extras.parts[2][frozenset({"firewall"})] == 1
    assert extras.strengths[1][1.0] == 1
    worlds = [(s.levers, s.overrides) for s in wide.scenarios]
    assert all(worlds.count(world) == 1 for world in worlds)
    assert set(extras.strengths[2]) == set(STRENGTHS)


def test_a_number_of_a_lever_that_is_not_pulled_is_told():
    number = {"firewall.fear_left": 0.5}
    plan = Plan(
        (Scenario(name="without", overrides=number), pulled("firewall").model_copy(update={"overrides": number})),
        1, 30, None, 2014, 2018,
    )  # fmt: skip
    (told,) = [said for said in warnings_of(plan) if "firewall.fear_left" in said]
    assert told.startswith("without sets firewall.fear_left") and told.endswith("does not pull: no effect.")


def test_years_are_counted_from_the_first_lever_on(study):
    found, _ = study
    assert found.since(1) == 2016
    assert found.over_time(1, "nrm_referrals", 2016) == pytest.approx(found.row(1, "nrm_referrals")[:, 2:].sum(axis=1))
    days = found.over_time(1, "cg_days_mean", 2016)
    assert days == pytest.approx(np.nanmean(found.row(1, "cg_days_mean")[:, 2:], axis=1))


def test_precision_decides_how_many_draws_are_made():
    plan = Plan((BASELINE, pulled("cannabis_farm_policy")), 1, 30, 300, 2014, 2017, again=2)
    easy = studied_to(plan, [parse("years_in_exploitation=50%")], 60, 2, quiet=True)
    assert 25 <= len(easy.first) < 60
    assert easy.plan.draws == len(easy.first)
    assert all(looks[-1].within for looks in easy.looks["pulled"])
    hard = studied_to(plan, [parse("survivors_arrested=0.001")], 30, 2, quiet=True)
    assert len(hard.first) == 30
    said = {row["name"]: row for row in answers(hard, Extras())["verdicts"]}
    assert said["survivors_arrested"]["direction"] == "none"
    assert said["survivors_arrested"]["rule"] == "precision"


def test_levers_are_paid_for_as_long_and_as_far_as_they_reach():
    calendar = Calendar.model_validate({"to": date(2019, 12, 31)})

    def paid(**given):
        scenario = Scenario(name="paid", calendar=calendar, levers=(use("more_investigators", **given),))
        sim = simulation(Job(scenario, 1, 0, 100, 2019))
        return pounds_of(scenario, sim)

    lever = catalogue()["more_investigators"]
    cost = lever.costs[0]
    sim = simulation(Job(pulled("more_investigators"), 1, 0, 100, 2019))
    a_year = sim.world.one(cost.units) * sim.world.one(cost.price)
    assert paid() == pytest.approx([0, 0, a_year, a_year, a_year, a_year])
    assert paid(end=date(2017, 12, 31)) == pytest.approx([0, 0, a_year, a_year, 0, 0])
    assert paid(coverage=0.25, compliance=0.1) == pytest.approx([0, 0, *[a_year / 4] * 4])
    half = paid(ramp_days=730)
    assert 0 < half[2] < half[3] < half[4] <= half[5] == pytest.approx(a_year)


def test_going_beyond_the_evidence_is_said():
    (sentence,) = outside(pulled("victim_navigators"))
    assert "was observed at up to 14% only" in sentence
    assert outside(pulled("victim_navigators", coverage=0.1)) == []
    far = Scenario(name="far", overrides={"trial.carries_on": 0.99})
    assert "outside" in outside(far)[0]


def test_changes_of_one_scenario_are_those_of_its_levers():
    changes = changes_of(pulled("firewall", groups={"age": ["child"]}, places=[3]))
    assert {change.name for change in changes} == {"firewall"}
    assert all(change.only == (3,) and change.group for change in changes)


def test_a_study_without_second_lives_gives_no_parts_of_an_interval(study):
    found, _ = study
    alone = dataclasses.replace(found, again=())
    assert "chance_low" in next(differences(found, 1))
    assert "chance_low" not in next(differences(alone, 1))


def test_a_lever_costs_the_same_for_whomever_it_is():
    """Guardians look after children alone: naming the children takes nobody away, and costs as much."""
    paid = [
        pounds_of(scenario, simulation(Job(scenario, 1, 0, 100, 2019)))
        for given in ({}, {"groups": {"age": ["child"]}})
        for scenario in [pulled("child_guardians", **given)]
    ]
    assert paid[0].any() and (paid[0] == paid[1]).all()
