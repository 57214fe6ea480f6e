"""Sweeps on Dask, with real scheduler and worker processes; without Dask, one sentence tells how to get it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sweep_toys import expected, kept, statuses, stored, swept, toy

from benchmarks.local_dask import LocalDask
from benchmarks.runners import wait_for
from experiments.sweeps.cluster import Cluster
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import PARTS
from scenarios.problems import InputError

slow = pytest.mark.slow
NO_SCHEDULER = """
import sys
from pathlib import Path
from experiments.sweeps import cluster
from sweep_toys import swept, toy
cluster.PATIENCE = 1.0
try:
    swept(toy(), Path(sys.argv[1]), cluster.Cluster(toy(), Path(sys.argv[1]), sys.argv[2]))
except cluster.InputError as error:
    print(error, file=sys.stderr)
"""


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[LocalDask]:
    pytest.importorskip("distributed")
    with LocalDask(tmp_path, also=[Path(__file__).parent]) as cluster:
        wait_for(cluster)
        yield cluster


def test_without_dask_one_sentence_tells_how_to_get_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        InputError, match=r"^command line: --cluster: needs Dask; install it with: pip install '.*\[cluster\]'"
    ):
        Cluster(toy(), tmp_path, "tcp://here:1")


@slow
def test_two_workers_of_dask_give_the_bits_of_this_process(dask: LocalDask, tmp_path: Path, monkeypatch) -> None:
    plan = toy(draws=200, raises=[5])
    one, two = tmp_path / "one", tmp_path / "two"
    swept(plan, one)
    found = swept(plan, two, Cluster(plan, two / PARTS, dask.address))
    assert (found.ok, found.failed, found.pending) == (398, 2, 0)
    assert digest(one) == digest(two)


@slow
def test_a_worker_of_dask_that_is_killed_costs_no_row(dask: LocalDask, tmp_path: Path) -> None:
    plan = toy(draws=200, seconds=0.05)
    path = tmp_path / "sweep"
    killer = subprocess.Popen(
        [sys.executable, "-c", "import os, sys, time; time.sleep(float(sys.argv[1])); os.kill(int(sys.argv[2]), 9)",
         "3", str(dask.workers[0].pid)],
    )  # fmt: skip
    found = swept(plan, path, Cluster(plan, path / PARTS, dask.address))
    killer.wait()
    assert dask.workers[0].poll() == -signal.SIGKILL
    assert (found.ok, found.pending) == (400, 0)
    assert stored(path, plan) == expected(plan)


@slow
def test_a_row_that_kills_every_worker_of_dask_is_recorded(dask: LocalDask, tmp_path: Path) -> None:
    for _ in range(8):
        dask.worker()
    plan = toy(draws=6, kills=[4], policy=1)
    path = tmp_path / "sweep"
    found = swept(plan, path, Cluster(plan, path / PARTS, dask.address))
    assert (found.ok, found.failed) == (11, 1)
    status, stage, error = statuses(path, plan)["p1", 4, 0]
    assert (status, stage) == ("failed", "worker")
    assert error.startswith("its workers died, ")
    assert len(kept(path).rows) == 12


@slow
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "tls://127.0.0.1:9", "tcp://127.0.0.1:x", ""])
def test_a_scheduler_that_does_not_answer_is_one_sentence_and_the_end(tmp_path: Path, address: str) -> None:
    pytest.importorskip("distributed")
    told = subprocess.run(
        [sys.executable, "-c", NO_SCHEDULER, str(tmp_path / "sweep"), address], check=False, capture_output=True,
        text=True, timeout=120, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert told.stderr.startswith(f"command line: --cluster: no Dask scheduler answers at {address} (")
    assert len(told.stderr.splitlines()) == 1
