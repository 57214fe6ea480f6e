"""What a sweep costs beside its runs: time a row, memory of the parent, disk, going on after a stop, asking.

Rows are lived by `lived`, which takes as long as it is told and leaves counts scaled up, as the model does.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.sizes import MB, ROOT, peak
from experiments.sweeps import manifest
from experiments.sweeps.crew import Crew
from experiments.sweeps.folder import PARTS, Folder
from experiments.sweeps.ledger import Receipt
from experiments.sweeps.outcome import Left
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.policy import Policy
from experiments.sweeps.stop import Stop
from experiments.sweeps.supply import Supply
from experiments.sweeps.sweep import Options, run
from experiments.sweeps.uncertainty import Uncertainty
from experiments.sweeps.views import opened
from scenarios.scenario import Scenario

FIRST, POLICIES = 2014, 2
SCALE, MEANS = 41.6301, (0.5, 5.0, 50.0, 500.0)
"""Made up: people that one of a sample stands for, and what outcomes count in the sample, one after the other."""
WAYS = ("second", "hundredth", "many")


@dataclass
class Idle:
    """An engine that runs nothing and notes when it was asked to."""

    at: float = 0.0
    rows: int = 0

    def run(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Note the time and what there is to run."""
        self.at = perf_counter()
        while batch := supply.next():
            self.rows += batch.rows
        yield from ()


def plan_of(rows: int, seconds: float, outcomes: int, periods: int) -> Plan:
    """Return a plan of so many rows of so many seconds, with so many numbers each."""
    policies = tuple(Policy(name, Scenario(name=name, overrides={"grounds.recovery_days": days}))
                     for name, days in (("today", 45.0), ("longer", 90.0)))  # fmt: skip
    return Plan(
        "rows", str(seconds), policies, Uncertainty("some", (("unit_costs.toy", (0.0, 1.0)),)),
        tuple(range(1, rows // POLICIES + 1)), 1, tuple(f"y{i}" for i in range(outcomes)), ("all",), None, FIRST,
        FIRST + periods - 1, 1, "rows of no model", f"{__name__}:lived",
    )  # fmt: skip


def lived(plan: Plan, task: Task) -> list[Left]:
    """Live a task: busy for as long as the plan says, then counts at random, keyed by the row."""
    seconds, found = float(plan.question), []
    for policy in task.policies:
        until = perf_counter() + seconds
        means = np.resize(MEANS, len(plan.outcomes))
        counts = np.random.default_rng((policy, task.draw)).poisson(means, (1, len(plan.years), means.size))
        while perf_counter() < until:
            pass
        found.append(Left(policy, SCALE * counts, seconds))
    return found


def swept(plan: Plan, path: Path, workers: int) -> float:
    """Sweep a plan; return the seconds it took, start of the workers included."""
    began = perf_counter()
    ended = run(plan, manifest.of(plan, "", {}), path, Crew(plan, path / PARTS, workers), Options(workers))
    assert ended.ok == plan.rows
    return perf_counter() - began


def overhead(rows: int, seconds: float, path: Path) -> None:
    """Print what the runner adds to rows of so many seconds on one worker, its start included."""
    plan = plan_of(rows, seconds, 30, 10)
    took = swept(plan, path, 1) - rows * seconds
    share = took / (rows * seconds)
    print(f"{rows:,} rows of {seconds:g} s: {1000 * took / rows:.2f} ms a row beside the run, {share:.1%} of it")


def many(rows: int, path: Path) -> None:
    """Print what so many rows of 30 outcomes in 120 periods take, and what is done with them."""
    plan = plan_of(rows, 0.0, 30, 120)
    took = swept(plan, path, 2)
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    print(f"{rows:,} rows x 30 outcomes x 120 periods: {took:.0f} s on two workers, {size / MB:.0f} MB on disk")
    ledger = max((path / "ledger").iterdir(), key=lambda file: file.stat().st_size)
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[: whole.rstrip(b"\n").rfind(b"\n") + 1])  # as if stopped before the last receipt
    began, engine = perf_counter(), Idle()
    run(plan, manifest.of(plan, "", {}), path, engine, Options(2, resume=True))
    print(f"resumed: {engine.at - began:.1f} s until its last {engine.rows:,} rows are handed out")
    print(f"most memory held by the parent: {peak():.0f} MB")
    folder = Folder(path)
    began = perf_counter()
    kept = folder.kept()
    checked = perf_counter() - began
    columns = ", ".join(f"avg({name}), quantile_cont({name}, [0.05, 0.5, 0.95])" for name in plan.outcomes)
    with opened(folder, kept, plan.outcomes) as database:
        found = database.execute(f"SELECT policy, year, {columns} FROM results GROUP BY ALL").fetchall()
    took = perf_counter() - began
    print(f"mean, median and 90% of every outcome by policy and period ({len(found)} lines): {took:.1f} s, of which "
          f"{checked:.1f} s for checksums")  # fmt: skip


def one(way: str, rows: int) -> None:
    """Measure one thing in this process."""
    with tempfile.TemporaryDirectory(prefix="journeys-rows-") as folder:
        path = Path(folder) / "sweep"
        if way == "second":
            overhead(40, 1.0, path)
        elif way == "hundredth":
            overhead(4_000, 0.01, path)
        else:
            many(rows, path)


def main() -> None:
    """Measure each in a fresh process, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=WAYS)
    parser.add_argument("--rows", type=int, default=50_000)
    options = parser.parse_args()
    if options.one:
        one(options.one, options.rows)
        return
    runs = [("second", 0), ("hundredth", 0), ("many", options.rows // 10), ("many", options.rows)]
    for way, rows in runs:
        words = ["-m", "benchmarks.rows", "--one", way, *(["--rows", str(rows)] if rows else [])]
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, env=os.environ)


if __name__ == "__main__":
    main()
