"""The same 2,000 short runs by every runner: same bits? Seconds, memory, and what becomes of the rest if one run fails.

Each is run in a process of its own (`--one`), which is watched. With `--fault raises` the run of one policy in one draw
raises an error half-way; with `--fault kills` it kills its process.
"""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks import planted
from benchmarks.local_dask import ROOT, LocalDask
from experiments.sweeps import manifest
from experiments.sweeps.cluster import Cluster
from experiments.sweeps.crew import Crew
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import PARTS
from experiments.sweeps.ledger import Receipt
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import results
from experiments.sweeps.stop import Stop
from experiments.sweeps.supply import Supply
from experiments.sweeps.sweep import Engine, Options, run

Said = dict[str, Any]
PATIENCE = 600
LOOK = 0.2
"""Seconds between two looks at memory."""


def asked(rows: int) -> Plan:
    """Return the plan with its first so many rows."""
    plan = planted.plan()
    return plan.first(rows // len(plan.policies))


def hashed(values: np.ndarray) -> str:
    """Return a hash of outcomes (shape [policies, draws, outcomes, years]), by which all runners are compared."""
    return hashlib.sha256(np.where(np.isnan(values), np.nan, values).astype("<f8").tobytes()).hexdigest()[:12]


def swept(plan: Plan, engine_of: Callable[[Path], Engine], folder: Path) -> Said:
    """Sweep a plan into a folder, and tell how that ended."""
    path = folder / "sweep"
    began = perf_counter()
    ended = run(plan, manifest.of(plan, "", {}), path, engine_of(path / PARTS), Options(2))
    seconds = perf_counter() - began
    found = results(path, plan)
    values = np.stack([found.values(outcome)[:, :, 0] for outcome in plan.outcomes], axis=2)
    errors = [f"{status} at {stage}: {error}" for *_, status, stage, error in found.failures()]
    return {"seconds": seconds, "ok": ended.ok, "failed": ended.failed, "of the model": found.seconds(),
            "numbers": hashed(values), "digest": digest(path)[:12], "told": errors[:1]}  # fmt: skip


def by_processes(workers: int) -> Callable[[Plan, Path], Said]:
    """Return a sweep on so many processes of this machine."""
    return lambda plan, folder: swept(plan, lambda parts: Crew(plan, parts, workers), folder)


def by_dask(plan: Plan, folder: Path) -> Said:
    """Sweep on a Dask scheduler with two workers, which are started again if they die."""
    with LocalDask(folder, nannies=True) as dask:
        wait_for(dask)
        return swept(plan, lambda parts: Cluster(plan, parts, dask.address), folder)


def by_dask_killed(plan: Plan, folder: Path) -> Said:
    """Sweep likewise, and kill one of the two workers when half of the rows are there."""
    with LocalDask(folder) as dask:
        wait_for(dask)
        said = swept(plan, lambda parts: Killing(Cluster(plan, parts, dask.address), dask, plan.rows // 2), folder)
        return {**said, "told": ["killed" if dask.workers[0].poll() == -signal.SIGKILL else "not killed"]}


def wait_for(dask: LocalDask) -> None:
    """Wait until both workers are there, so that their start is not timed."""
    from distributed import Client

    with Client(dask.address, set_as_default=False) as client:
        client.wait_for_workers(len(dask.workers), timeout=PATIENCE)


class Killing:
    """An engine that kills the first worker of Dask once so many rows are there."""

    def __init__(self, engine: Engine, dask: LocalDask, after: int) -> None:
        self.engine, self.dask, self.after = engine, dask, after

    def run(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Yield receipts as the engine does."""
        rows = 0
        for receipt in self.engine.run(supply, stop):
            rows += len(receipt.rows)
            if rows >= self.after:
                self.dask.workers[0].kill()
            yield receipt


def by_mesa(plan: Plan, folder: Path) -> Said:
    """Run Mesa's own batch runner on two processes."""
    from mesa.batchrunner import batch_run

    parameters = {"policy": range(len(plan.policies)), "draw": plan.draws}
    began = perf_counter()
    found = batch_run(planted.Run, parameters, 2, max_steps=10**6, display_progress=False)
    seconds = perf_counter() - began
    found.sort(key=lambda row: (row["policy"], row["draw"]))
    values = np.array([row["outcomes"] for row in found])
    return {"seconds": seconds, "ok": len(found), "failed": 0, "numbers": hashed(values)}


def sampled(plan: Plan) -> Any:
    """Return the rows as a problem of SALib with its samples set."""
    from SALib import ProblemSpec

    problem = ProblemSpec({"names": ["policy", "draw"], "bounds": [[0, len(plan.policies)], [1, len(plan.draws)]]})
    every = [(policy, draw) for policy in range(len(plan.policies)) for draw in plan.draws]
    return problem.set_samples(np.array(every, float))


def by_salib(plan: Plan, folder: Path) -> Said:
    """Run SALib's own parallel evaluation on two processes."""
    problem = sampled(plan)
    began = perf_counter()
    problem.evaluate(planted.evaluated, nprocs=2)
    return {"seconds": perf_counter() - began, "ok": len(problem.results), "failed": 0,
            "numbers": hashed(problem.results)}  # fmt: skip


def by_salib_servers(plan: Plan, folder: Path) -> Said:
    """Run SALib's own distributed evaluation on two servers of Parallel Python."""
    import ppft  # noqa: F401  # what pathos rests on; `pip install pathos`

    servers = [subprocess.Popen([sys.executable, "-m", "ppft.server", "-p", str(port), "-w", "1"],
                                env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path[1:]])})
               for port in (35_001, 35_002)]  # fmt: skip
    try:
        time.sleep(5)
        problem = sampled(plan)
        began = perf_counter()
        problem.evaluate_distributed(planted.evaluated, nprocs=1, servers=("localhost:35001", "localhost:35002"))
        return {"seconds": perf_counter() - began, "ok": len(problem.results), "failed": 0,
                "numbers": hashed(problem.results)}  # fmt: skip
    finally:
        for server in servers:
            server.kill()
            server.wait()


RUNNERS: dict[str, Callable[[Plan, Path], Said]] = {
    "sweep, 1 process": by_processes(1),
    "sweep, 2 processes": by_processes(2),
    "sweep, Dask, 2 workers": by_dask,
    "sweep, Dask, 1 of 2 workers killed": by_dask_killed,
    "mesa.batch_run, 2 processes": by_mesa,
    "SALib evaluate, 2 processes": by_salib,
    "SALib evaluate_distributed": by_salib_servers,
}
OURS = tuple(name for name in RUNNERS if name.startswith("sweep"))


def alone(name: str, rows: int) -> Said:
    """Run by one runner in this process; an error is what it told."""
    warnings.filterwarnings("ignore")
    with tempfile.TemporaryDirectory() as folder:
        try:
            return RUNNERS[name](asked(rows), Path(folder))
        except Exception as error:
            last = str(error).strip().splitlines()[-1:]
            return {"ok": 0, "failed": 0, "told": [": ".join([type(error).__name__, *last])]}


def measured(name: str, rows: int, fault: str = "", patience: float = PATIENCE) -> Said:
    """Run by one runner in a process of its own; add seconds of cores and the most memory held (MB).

    `patience` is for how many seconds it is waited for; a runner that does not end is ended.
    """
    began = perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.runners", "--one", name, "--rows", str(rows)], cwd=ROOT, stdout=said,
            env=os.environ | {planted.VARIABLE: fault}, start_new_session=True,
        )  # fmt: skip
        parent = whole = 0.0
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            if perf_counter() - began > patience:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                ended = os.wait4(process.pid, 0)
                break
            time.sleep(LOOK)
            own, all_of_it = memory(process.pid)
            parent, whole = max(parent, own), max(whole, all_of_it)
        process.returncode = ended[1]
        said.seek(0)
        lines = said.read().splitlines()
    overdue = perf_counter() - began > patience
    told = [f"had not ended after {patience:.0f} s, and was ended"] if overdue else ["ended without a word"]
    found = json.loads(lines[-1]) if lines else {"ok": 0, "failed": 0, "told": told}
    return {"seconds": perf_counter() - began, "name": name, "cores": ended[2].ru_utime + ended[2].ru_stime,
            "parent": parent, "whole": whole, **found}  # fmt: skip


def memory(pid: int) -> tuple[float, float]:
    """Return the memory that a process holds, and it and all that come from it together, in MB."""
    pages: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                children.setdefault(int(fields[1]), []).append(int(folder.name))
                pages[int(folder.name)] = int(fields[21])
    found, rest = 0, [pid]
    while rest:
        one = rest.pop()
        found += pages.get(one, 0)
        rest += children.get(one, [])
    size = os.sysconf("SC_PAGE_SIZE") / 1e6
    return pages.get(pid, 0) * size, found * size


def main() -> None:
    """Print a table, or one line of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--fault", choices=("raises", "kills"), default="")
    parser.add_argument("--only", nargs="+", choices=RUNNERS, default=list(RUNNERS))
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds after which a runner is ended")
    parser.add_argument("--one", choices=RUNNERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(alone(options.one, options.rows)))
        return
    print(f"{options.rows:,} rows{f'; one {options.fault}' if options.fault else ''}; load {os.getloadavg()[0]:.1f}")
    print(f"{'':36s}{'ok':>6s}{'failed':>7s}{'s':>7s}{'s of cores':>11s}{'MB':>6s}{'MB all':>7s}  same numbers")
    for name in options.only:
        one = measured(name, options.rows, options.fault, options.patience)
        print(f"{name:36s}{one['ok']:6,}{one['failed']:7,}{one['seconds']:7.1f}{one['cores']:11.1f}"
              f"{one['parent']:6.0f}{one['whole']:7.0f}  {one.get('numbers', ''):13s} {one.get('digest', ''):13s}"
              + "; ".join(one.get("told", [])), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
