"""Plans: what policies, rows, ids, shards and draws a plan file comes to."""

import json
from pathlib import Path

from plan_texts import names, planned

from experiments.sweeps.plan import agreed, rows_of
from experiments.sweeps.uncertainty import Uncertainty, every, uncertain
from model.values import MIDDLE, World
from scenarios.lever import catalogue


def test_a_block_gives_every_combination_and_coverage_0_is_no_lever(tmp_path: Path) -> None:
    text = "name: a\nlevers:\n  firewall: {coverage: [0, 0.5, 1]}\n  child_guardians: {compliance: [0.5, 1]}\n"
    assert names(planned(tmp_path, text)) == [
        "baseline",
        "child_guardians@2024-01-01 compliance=0.5",
        "child_guardians@2024-01-01",
        "firewall@2024-01-01 coverage=0.5 + child_guardians@2024-01-01 compliance=0.5",
        "firewall@2024-01-01 coverage=0.5 + child_guardians@2024-01-01",
        "firewall@2024-01-01 + child_guardians@2024-01-01 compliance=0.5",
        "firewall@2024-01-01 + child_guardians@2024-01-01",
    ]


def test_a_list_gives_each_block_and_equal_policies_are_one(tmp_path: Path) -> None:
    text = "name: a\nlevers:\n  - firewall\n  - firewall: {coverage: 1, start: 2024-01-01}\n  - {child_guardians: }\n"
    assert names(planned(tmp_path, text)) == ["baseline", "firewall@2024-01-01", "child_guardians@2024-01-01"]
    everything = planned(tmp_path, "name: a\nlevers: catalogue\n")
    assert len(everything.policies) == len(catalogue()) + 1


def test_a_plan_is_the_same_after_a_trip_through_its_manifest(tmp_path: Path) -> None:
    text = "name: a\nlevers: {firewall: {coverage: [0.3, 1]}}\nuncertainties: {grounds: prior, reach: prior}\n"
    plan = planned(tmp_path, text)
    again = agreed(json.loads(json.dumps(plan.described())))
    assert again == plan
    assert list(rows_of(again, again.tasks())) == list(rows_of(plan, plan.tasks()))


def test_a_row_has_one_id_in_every_plan_and_another_for_every_other_run(tmp_path: Path) -> None:
    short = planned(tmp_path, "name: a\nscenarios: [baseline, firewall]\ndraws: 2\n")
    wide = planned(tmp_path, "name: b\nscenarios: [baseline, navigators, firewall]\ndraws: [7, 1]\nreplicates: 2\n")
    assert names(wide)[2] == "firewall"
    assert wide.years == range(2014, 2031)
    same = planned(tmp_path, "name: c\nscenarios: [baseline, prison_first_responders, firewall]\ngroups: every\n")
    assert short.row_id(1, 1, 0) == same.row_id(2, 1, 0) != wide.row_id(2, 1, 0)
    rows = list(rows_of(wide, wide.tasks()))
    assert len(set(rows)) == len(rows) == 12
    for line in ("seed: 2", "people: 100", "tick: 14", "uncertainties: middle", "years: {to: 2025}"):
        other = planned(tmp_path, f"name: a\nscenarios: [baseline, firewall]\n{line}\n")
        assert other.row_id(1, 1, 0) != short.row_id(1, 1, 0)


def test_shards_are_the_whole_and_share_nothing(tmp_path: Path) -> None:
    plan = planned(tmp_path, "name: a\nlevers: catalogue\ndraws: 5\nreplicates: 2\n")
    whole = list(rows_of(plan, plan.tasks()))
    shards = [row for shard in range(1, 8) for row in rows_of(plan, plan.tasks((shard, 7)))]
    assert sorted(shards) == sorted(whole)
    assert len(set(whole)) == plan.rows
    assert all(len(task.policies) <= 24 for task in plan.tasks())


def test_a_draw_number_is_the_same_quantile_whatever_else_varies() -> None:
    whole = Uncertainty("all").drawn(1, 7, ["firewall"]).numbers
    named = ("exploitation.takes_over", "grounds.conclusive_grounds", "grounds.reasonable_grounds")
    ranges = {"grounds.recovery_days": (30.0, 60.0)}
    some = Uncertainty("some", tuple(sorted({**dict.fromkeys(named, ()), **ranges}.items()))).drawn(1, 7, [])
    assert {name: whole[name] for name in some.numbers if name not in ranges} == {
        name: value for name, value in some.numbers.items() if name not in ranges
    }
    assert len(some.numbers) > len(named) + len(ranges)  # some have several periods
    assert 30 < some.overrides["grounds.recovery_days"] == some.numbers["grounds.recovery_days"] < 60
    assert "firewall" in {name.partition(".")[0] for name in whole}
    assert "child_guardians" not in {name.partition(".")[0] for name in whole}
    assert Uncertainty("middle").drawn(1, 0, []).numbers == {}


def test_the_model_lives_by_the_numbers_of_the_draw_and_medians_elsewhere() -> None:
    numbers = [q for q in every().values() if uncertain(q)]
    varied = [q for q in numbers if q.name.startswith(("grounds.", "capacity."))]
    drawn = Uncertainty("some", tuple(sorted((q.name, ()) for q in varied))).drawn(1, 7, [])
    whole, middle = World(1, 7), World(1, MIDDLE)
    mine = World(drawn.seed, drawn.draw, drawn.overrides, quantiles=drawn.quantiles)
    for quantity in numbers:
        for day in (0.0, 1500.0, 3400.0):
            assert mine.one(quantity, day) == (whole if quantity in varied else middle).one(quantity, day)
    assert any(len(q.regimes) > 1 for q in varied)


def test_numbers_with_several_periods_have_a_value_for_each() -> None:
    name = "grounds.conclusive_grounds"
    found = Uncertainty("all").drawn(1, 3, []).numbers
    assert sum(each.startswith(f"{name} from ") for each in found) == len(every()[name].regimes) - 1


def test_a_precision_asks_for_as_many_draws_as_it_takes_up_to_the_most(tmp_path: Path) -> None:
    text = "name: a\nscenarios: [baseline, firewall]\nprecision: [retrafficked=50, cg_days_median=2%]\n"
    plan = planned(tmp_path, text)
    assert plan.precision == ("retrafficked=50", "cg_days_median=2%")
    assert plan.draws == tuple(range(1, 1001))
    assert planned(tmp_path, text + "draws: 60\n").draws == tuple(range(1, 61))
    assert agreed(json.loads(json.dumps(plan.described()))) == plan
    assert plan.first(20).row_id(1, 7, 0) == plan.row_id(1, 7, 0)
