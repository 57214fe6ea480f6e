"""Sweeps on Dask, with real scheduler and worker processes; without Dask, one sentence tells how to get it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sweep_toys import ROOT, expected, kept, statuses, stored, swept, toy

from experiments.sweeps.cluster import Cluster
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import PARTS
from scenarios.problems import InputError

slow = pytest.mark.slow
PATIENCE = 180


class Dask:
    """A scheduler and workers on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(ROOT), *sys.path[1:]])
        }
        file = folder / "scheduler.json"
        self.start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        end = time.monotonic() + PATIENCE
        while not file.exists() and time.monotonic() < end:
            time.sleep(0.1)
        self.file = file
        self.workers = [self.worker() for _ in range(2)]

    @property
    def address(self) -> str:
        import json

        return str(json.loads(self.file.read_text())["address"])

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]], env=self.environment,
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def worker(self) -> "subprocess.Popen[bytes]":
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--scheduler-file", str(self.file)]
        return self.start("worker", *words)

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    pytest.importorskip("distributed")
    cluster = Dask(tmp_path)
    yield cluster
    cluster.end()


def test_without_dask_one_sentence_tells_how_to_get_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        InputError, match=r"^command line: --cluster: needs Dask; install it with: pip install '.*\[cluster\]'"
    ):
        Cluster(toy(), tmp_path, "tcp://here:1")


@slow
def test_two_workers_of_dask_give_the_bits_of_this_process(dask: Dask, tmp_path: Path, monkeypatch) -> None:
    plan = toy(draws=200, raises=[5])
    one, two = tmp_path / "one", tmp_path / "two"
    swept(plan, one)
    found = swept(plan, two, Cluster(plan, two / PARTS, dask.address))
    assert (found.ok, found.failed, found.pending) == (398, 2, 0)
    assert digest(one) == digest(two)


@slow
def test_a_worker_of_dask_that_is_killed_costs_no_row(dask: Dask, tmp_path: Path) -> None:
    plan = toy(draws=200, seconds=0.05)
    path = tmp_path / "sweep"
    killer = subprocess.Popen(
        [sys.executable, "-c", "import os, sys, time; time.sleep(float(sys.argv[1])); os.kill(int(sys.argv[2]), 9)",
         "8", str(dask.workers[0].pid)],
    )  # fmt: skip
    found = swept(plan, path, Cluster(plan, path / PARTS, dask.address))
    killer.wait()
    assert dask.workers[0].poll() == -signal.SIGKILL
    assert (found.ok, found.pending) == (400, 0)
    assert stored(path, plan) == expected(plan)


@slow
def test_a_row_that_kills_every_worker_of_dask_is_recorded(dask: Dask, tmp_path: Path) -> None:
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
def test_a_scheduler_that_does_not_answer_is_one_sentence(tmp_path: Path, monkeypatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("experiments.sweeps.cluster.PATIENCE", 2.0)
    path = tmp_path / "sweep"
    with pytest.raises(InputError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        swept(toy(), path, Cluster(toy(), path / PARTS, "tcp://127.0.0.1:9"))
