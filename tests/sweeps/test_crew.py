"""Sweeps on worker processes: what dies, hangs or is told to stop costs nothing that has a receipt."""

import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sweep_toys import Serial, command, expected, kept, statuses, stored, swept, toy

from experiments.sweeps.crew import Crew
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import PARTS
from experiments.sweeps.plan import MODEL
from scenarios.problems import InputError

PATIENCE = 120


def crew(plan, path: Path, workers: int = 2, timeout: float | None = None) -> Crew:
    return Crew(plan, path / PARTS, workers, timeout)


def ended(started: "subprocess.Popen[str]") -> tuple[int, str]:
    _, told = started.communicate(timeout=PATIENCE)
    return started.returncode, told


def until_some_rows(path: Path, rows: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if len(kept(path).rows) >= rows:
            return
        time.sleep(0.05)
    raise AssertionError(f"not even {rows} rows within {PATIENCE} s")


def test_rows_that_raise_or_kill_their_worker_are_recorded_and_cost_no_other(tmp_path: Path) -> None:
    plan = toy(draws=10, kills=[4], raises=[7], kills_once=[2], policy=1, folder=str(tmp_path))
    path = tmp_path / "sweep"
    found = swept(plan, path, crew(plan, path))
    assert (found.ok, found.failed, found.pending) == (18, 2, 0)
    rows = statuses(path, plan)
    assert {row: status[0] for row, status in rows.items() if status[0] != "ok"} == {
        ("p1", 4, 0): "failed", ("p1", 7, 0): "failed",
    }  # fmt: skip
    assert rows["p1", 7, 0][1:] == ("set-up", "ValueError: draw 7 cannot be lived")
    _, stage, error = rows["p1", 4, 0]
    assert stage == "worker"
    assert error.startswith("its worker process was killed by signal 9")
    assert error.endswith("the third that this row has cost")
    whole = expected(plan)
    assert stored(path, plan) == {key: whole[key] for key in whole if key[:2] not in {("p1", 4), ("p1", 7)}}


def test_a_row_that_takes_too_long_is_stopped_and_recorded_as_aborted(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("experiments.sweeps.crew.TO_WRITE", 1.0)
    plan = toy(draws=3, hangs=[2], policy=0)
    found = swept(plan, tmp_path, crew(plan, tmp_path, timeout=0.5))
    assert (found.ok, found.failed) == (5, 1)
    status, stage, error = statuses(tmp_path, plan)["p0", 2, 0]
    assert (status, stage) == ("aborted", "worker")
    assert error == "it took longer than the 0.5 s that a row may take"


def test_workers_that_cannot_start_end_the_sweep_with_a_sentence(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("experiments.sweeps.crew.work", os.abort)  # which takes no arguments
    plan = toy(draws=3)
    with pytest.raises(ChildProcessError, match="workers cannot start: 3 in a row ended at once"):
        swept(plan, tmp_path, crew(plan, tmp_path, workers=1))
    assert kept(tmp_path).rows == {}


def test_the_bits_depend_on_neither_engine_nor_workers_nor_batches(tmp_path: Path) -> None:
    plan = toy(draws=30, policies=3, replicates=2, raises=[5])
    digests = set()
    for workers in (0, 1, 2):
        path = tmp_path / str(workers)
        swept(plan, path, crew(plan, path, workers) if workers else None)
        digests.add(digest(path))
    path = tmp_path / "shards"
    for shard in (3, 1, 2):
        swept(plan, path, shard=(shard, 3))
    assert digests == {digest(path)}
    assert stored(path, plan) == expected(plan, without=(5,))
    swept(toy(draws=30, policies=3, replicates=2, raises=[6]), tmp_path / "other")
    assert digest(tmp_path / "other") not in digests


def test_a_second_sweep_on_one_folder_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sweep"
    first = command(path, "--workers", "1", draws=200, seconds=0.05)
    until_some_rows(path, 1)
    began = time.monotonic()
    plan = toy(draws=200, seconds=0.05)
    with pytest.raises(InputError, match=f"a sweep is at work in this folder: process {first.pid} on "):
        swept(plan, path, resume=True)
    with pytest.raises(InputError, match="a sweep is at work"):
        swept(plan, path, shard=(1, 2))
    assert time.monotonic() - began < 2
    os.killpg(first.pid, signal.SIGINT)
    assert ended(first)[0] == 130
    assert swept(toy(draws=200, seconds=0.05), path, engine=Serial(plan, path, most=0), resume=True).ok > 0


def interrupted(path: Path, after: int, kill: int, **orders) -> tuple[int, str]:
    """Start a sweep, or go on with it, and send a signal to all of it once some more rows are there."""
    resume = ["--resume"] if (path / "manifest.json").exists() else []
    before = len(kept(path).rows) if resume else 0
    started = command(path, "--workers", "2", *resume, **orders)
    until_some_rows(path, before + after)
    os.killpg(started.pid, kill)
    return ended(started)


def test_ctrl_c_keeps_all_that_is_done_and_the_line_it_prints_resumes(tmp_path: Path) -> None:
    orders = {"draws": 150, "policies": 1, "seconds": 0.02}
    plan, path = toy(**orders), tmp_path / "sweep"
    status, told = interrupted(path, 5, signal.SIGINT, **orders)
    assert status == 130
    assert told.startswith("stopping: rows under way have up to 20 s to end; Ctrl-C again ends at once\nstopped; ")
    rows = len(kept(path).rows)
    assert f"stopped; {rows} of 150 rows are kept; go on with: journeys sweep " in told
    assert told.rstrip().endswith(f"--out {path} --resume --workers 2")
    assert not list((path / PARTS).glob("*.tmp"))
    swept(plan, path, resume=True)
    assert stored(path, plan) == expected(plan)


def test_a_second_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    orders = {"draws": 60, "policies": 1, "hangs": [30]}
    path = tmp_path / "sweep"
    started = command(path, "--workers", "2", **orders)
    until_some_rows(path, 1)
    time.sleep(1.0)
    os.killpg(started.pid, signal.SIGINT)
    time.sleep(1.0)
    began = time.monotonic()
    os.killpg(started.pid, signal.SIGINT)
    status, told = ended(started)
    assert time.monotonic() - began < 5
    assert status == 130
    assert "stopped at once; " in told
    assert len(kept(path).rows) < 60
    assert stored(path, toy(**orders)).items() <= expected(toy(**orders)).items()


def killed_and_resumed(tmp_path: Path, kills: int, seed: int) -> None:
    """Kill a sweep at random times, go on each time, and compare the end with an unbroken sweep."""
    luck = random.Random(seed)
    orders = {"draws": 120, "policies": 2, "seconds": 0.01}
    plan, path, unbroken = toy(**orders), tmp_path / f"sweep{seed}", tmp_path / "unbroken"
    whole = expected(plan)
    for _ in range(kills):
        resume = ["--resume"] if (path / "manifest.json").exists() else []
        acknowledged = kept(path).rows.keys() if resume else set()
        started = command(path, "--workers", "2", *resume, **orders)
        if luck.random() < 0.8:
            until_some_rows(path, min(plan.rows, len(acknowledged) + 1))
        time.sleep(luck.uniform(0, 1.5))
        os.kill(started.pid, signal.SIGKILL)
        started.communicate(timeout=PATIENCE)
        if path.exists() and (path / "manifest.json").exists():
            assert acknowledged <= kept(path).rows.keys()
            assert stored(path, plan).items() <= whole.items()
    swept(plan, path, resume=True)
    assert stored(path, plan) == whole
    if not unbroken.exists():
        swept(plan, unbroken)
    assert digest(path) == digest(unbroken)


def test_a_sweep_killed_at_random_times_and_resumed_is_the_unbroken_one(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, kills=2, seed=1)


@pytest.mark.slow
def test_a_hundred_kills(tmp_path: Path) -> None:
    for seed in range(2, 27):
        killed_and_resumed(tmp_path, kills=4, seed=seed)


@pytest.mark.slow
def test_ctrl_c_at_twenty_random_instants(tmp_path: Path) -> None:
    luck = random.Random(9)
    orders = {"draws": 1000, "policies": 2, "seconds": 0.01}
    plan = toy(**orders)
    for instant in range(20):
        path = tmp_path / f"sweep{instant}"
        started = command(path, "--workers", "2", **orders)
        time.sleep(luck.uniform(0.2, 12.0))
        os.killpg(started.pid, signal.SIGINT)
        status, told = ended(started)
        if (path / "manifest.json").exists():  # else the toy may not even have begun to listen
            assert status in {0, 130}, told
            assert "Traceback" not in told
            swept(plan, path, resume=True)
            assert stored(path, plan) == expected(plan)


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 1 MB, of which little is left."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_ends_the_sweep_in_words_and_it_goes_on_once_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    orders = {"draws": 60, "policies": 1, "outcomes": 100, "years": 20, "seconds": 0.02}
    plan, path = toy(**orders), small_disk / "sweep"
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 500_000)
    status, told = ended(command(path, "--workers", "2", **orders))
    assert status == 1
    assert "cannot write the results" in told
    assert "Traceback" not in told
    assert 0 < len(kept(path).rows) < plan.rows
    assert stored(path, plan).items() <= expected(plan).items()
    elsewhere = tmp_path / "room"
    ballast.unlink()
    shutil.copytree(path, elsewhere)
    swept(plan, elsewhere, resume=True)
    assert stored(elsewhere, plan) == expected(plan)


def test_workers_with_other_code_than_the_plan_was_read_with_end_the_sweep(tmp_path: Path) -> None:
    plan = replace(toy(draws=3), lives=MODEL)
    with pytest.raises(ChildProcessError, match="the code has changed since this sweep was started; start it again"):
        swept(plan, tmp_path, crew(plan, tmp_path, workers=1))
    assert kept(tmp_path).rows == {}
