"""A sweep that runs as many draws as a precision takes, and results as arrays."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sweep_toys import Serial, kept, swept, toy, values

from experiments.cli import main
from experiments.comparison.precision import look, next_draws, parse, reached
from experiments.sweeps.digest import digest
from experiments.sweeps.enough import enough
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import quantiles, results
from scenarios.problems import InputError

ASKED = "nrm_referrals=0.3"


def asking(*precision: str, draws: int = 200, **orders: object) -> Plan:
    plan = toy(draws=draws, outcomes=2, **orders)
    return replace(plan, outcomes=("nrm_referrals", "cg_days_median"), precision=precision)


def differences(plan: Plan, draws: int) -> np.ndarray:
    """Return what policy 1 less the baseline must be in the sum over years of the first outcome.

    A row in which it is not a number fails.
    """
    sums = [[values(plan, policy, draw, 0)[0, :, 0] for draw in range(1, draws + 1)] for policy in (0, 1)]
    return np.subtract(*[np.sum(one, axis=-1) for one in sums[::-1]])


def test_draws_are_chosen_as_a_comparison_chooses_them(tmp_path: Path) -> None:
    plan = asking(ASKED)
    ended = swept(plan, tmp_path)
    history, done = [], 0
    while (wanted := next_draws([history], done, 200)) > done:
        found = differences(plan, wanted)
        history.append(look(found, parse(ASKED)))
        done = wanted
    assert 20 < done < 200
    assert reached(history)
    assert ended.rows == ended.ok + ended.failed == len(kept(tmp_path).rows) == 2 * done
    last = enough(tmp_path, plan)
    assert last.draws == done
    assert last.reached
    assert [(each.draws, each.within) for each in last.looks[1, parse(ASKED)]] == [
        (each.draws, each.within) for each in history
    ]


def test_a_sweep_that_is_stopped_and_resumed_chooses_the_same_draws(tmp_path: Path) -> None:
    plan = asking(ASKED)
    whole = swept(plan, tmp_path / "whole")
    for most in (1, 3, 2, None):
        ended = swept(plan, tmp_path / "broken", Serial(plan, tmp_path / "broken", most), resume=True)
    assert ended.rows == whole.rows
    assert digest(tmp_path / "broken") == digest(tmp_path / "whole")


def test_where_the_most_is_not_enough_it_is_run_and_said(tmp_path: Path, capsys) -> None:
    plan = asking("nrm_referrals=0.001", draws=30)
    assert swept(plan, tmp_path).rows == 60
    assert not enough(tmp_path, plan).reached
    assert main(["status", str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["pending"]) == (60, 0)


def test_another_plan_in_the_folder_is_refused(tmp_path: Path) -> None:
    swept(toy(), tmp_path)
    with pytest.raises(InputError, match="the folder was begun with"):
        swept(asking(ASKED), tmp_path)


def test_shards_cannot_know_how_many_draws_there_will_be(tmp_path: Path, capsys) -> None:
    (tmp_path / "plan.yaml").write_text("name: a\nscenarios: [baseline, firewall]\nprecision: retrafficked=2%\n")
    words = ["sweep", str(tmp_path / "plan.yaml"), "--out", str(tmp_path / "sweep"), "--shard", "1/2"]
    assert main(words) == 2
    assert "command line: --shard: the draws that 'precision' needs are known from all" in capsys.readouterr().err


def test_results_are_the_rows_as_arrays(tmp_path: Path) -> None:
    plan = replace(toy(draws=12, policies=3, replicates=2, raises=(4,), policy=2), outcomes=(
        "cg_days_mean", "cg_days_median", "rg_days_mean"))  # fmt: skip
    swept(plan, tmp_path)
    found = results(tmp_path, plan)
    with found.database:
        for at, outcome in enumerate(plan.outcomes):
            seen = found.values(outcome)
            assert seen.shape == (3, 12, 2, 2)
            for policy, draw, luck in np.ndindex(3, 12, 2):
                truth = values(plan, policy, draw + 1, luck)[0, :, at]
                truth = np.full(2, np.nan) if (policy, draw) == (2, 3) else truth
                assert np.array_equal(seen[policy, draw, luck], truth, equal_nan=True)
        assert [row[:4] for row in found.failures()] == [("p2", 4, luck, "failed") for luck in (0, 1)]
        assert found.failed == 2
        days = found.over_time("cg_days_median", 2014)
        defined = np.isfinite(found.values("cg_days_median"))
        same_years = [
            np.mean([found.values("cg_days_median")[p, 6, 0, y] for y in range(2) if defined[:, 6, 0, y].all()])
            for p in range(3)
        ]
        assert np.allclose(days[:, 6, 0], same_years)
        assert np.isnan(days[2, 3]).all()
        assert np.isfinite(days[:2, 3]).all(), "a row that failed takes nothing from the others"
        assert found.over_time("cg_days_median", 2015).shape == (3, 12, 2)


def test_quantiles_of_what_is_defined() -> None:
    assert quantiles([1.0, 2.0, 3.0])[0] == 2.0
    assert quantiles([5.0]) == (5.0, None, None)
    assert quantiles([float("nan"), float("nan"), 1.0]) == (None, None, None)
