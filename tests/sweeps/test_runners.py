"""The same rows by every runner: the same bits; and what a run that fails, or kills its process, costs of the rest."""

import numpy as np
import pytest

from benchmarks import planted, runners
from experiments.sweeps.task import run

slow = pytest.mark.slow


def test_the_rows_that_other_runners_are_given_are_those_of_the_sweep() -> None:
    plan = planted.plan()
    task = next(plan.tasks())
    lefts = run(plan, task)
    rows = planted.evaluated(np.array([[policy, task.draw] for policy in task.policies]))
    assert len(rows) == len(lefts) == 2
    for left, row in zip(lefts, rows, strict=True):
        assert np.array_equal(left.values[0].T.ravel(), row, equal_nan=True)
    assert not np.array_equal(rows[0], rows[1])


@slow
def test_two_thousand_rows_have_the_same_bits_on_processes_and_on_dask_with_a_worker_killed() -> None:
    pytest.importorskip("distributed")
    found = [runners.measured(name, 2000, patience=3600) for name in runners.OURS]
    assert [(one["ok"], one["failed"]) for one in found] == [(2000, 0)] * 4
    assert found[-1]["told"] == ["killed"]
    assert len({(one["digest"], one["numbers"]) for one in found}) == 1


@slow
@pytest.mark.parametrize("fault", ["raises", "kills"])
def test_a_run_that_fails_costs_a_sweep_that_row_and_others_all_of_them(fault: str) -> None:
    ours = runners.measured("sweep, 2 processes", 40, fault)
    assert (ours["ok"], ours["failed"]) == (39, 1)
    for name in ("mesa.batch_run, 2 processes", "SALib evaluate, 2 processes"):
        assert runners.measured(name, 40, fault, patience=3 * ours["seconds"] + 30)["ok"] == 0
