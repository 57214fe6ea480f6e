"""Toy sweeps: rows that take no time, have known results, and fail, hang or kill their worker on demand."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps import manifest
from experiments.sweeps.batch import work_off
from experiments.sweeps.folder import PARTS, Folder, Kept
from experiments.sweeps.ledger import Receipt
from experiments.sweeps.outcome import Left, failed
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.policy import Policy
from experiments.sweeps.stop import Stop
from experiments.sweeps.supply import Supply
from experiments.sweeps.sweep import Ended, Options, run
from experiments.sweeps.uncertainty import Uncertainty
from experiments.sweeps.views import opened
from scenarios.scenario import Scenario

LIVES = "sweep_toys:lived"
ROOT = Path(__file__).resolve().parents[2]


def toy(
    draws: int = 12, policies: int = 2, replicates: int = 1, outcomes: int = 3, years: int = 2, **orders: Any
) -> Plan:
    """Return a toy plan. `orders` say in which draws rows raise, kill or hang, and how many seconds each takes."""
    scenarios = [Scenario(name=f"p{i}", overrides={"grounds.recovery_days": 30.0 + i}) for i in range(policies)]
    return Plan(
        "toy", json.dumps(orders), tuple(Policy(s.name, s) for s in scenarios),
        Uncertainty("some", (("unit_costs.toy", (0.0, 1.0)),)), tuple(range(1, draws + 1)), replicates,
        tuple(f"y{i}" for i in range(outcomes)), ("all",), None, 2014, 2013 + years, 1, "toy code", LIVES,
    )  # fmt: skip


def values(plan: Plan, policy: int, draw: int, luck: int) -> np.ndarray:
    """Return what a row must leave: different in every row, all bits in use, and a NaN now and then."""
    key = (policy + 1) * 1_000_003 + draw * 1009 + luck
    found = np.modf(np.sin(key * (1.0 + np.arange(len(plan.years) * len(plan.outcomes)))) * 1e4)[0]
    found[key % found.size] = np.nan if draw % 5 == 0 else found[0]
    return found.reshape(1, len(plan.years), -1)


def lived(plan: Plan, task: Task) -> list[Left]:
    """Live a task as the plan's orders say."""
    orders = json.loads(plan.question)
    found = []
    for policy in task.policies:
        time.sleep(orders.get("seconds", 0))
        try:
            _obey(orders, policy, task)
        except ValueError as error:
            found.append(failed(policy, error, 0.0))
        else:
            found.append(Left(policy, values(plan, policy, task.draw, task.luck), orders.get("seconds", 0.0)))
    return found


def _obey(orders: dict[str, Any], policy: int, task: Task) -> None:
    if policy != orders.get("policy", policy):
        return
    if task.draw in orders.get("kills", ()):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.draw in orders.get("kills_once", ()):
        flag = Path(orders["folder"]) / f"killed-{task.draw}"
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if task.draw in orders.get("hangs", ()):
        time.sleep(3600)
    mended = "mended" in orders and Path(orders["mended"]).exists()
    if task.draw in orders.get("raises", ()) and not mended:
        raise ValueError(f"draw {task.draw} cannot be lived")


class Serial:
    """The plainest engine: this process, one batch after the other, of any size."""

    def __init__(self, plan: Plan, path: Path, most: int | None = None) -> None:
        self.plan, self.parts, self.most = plan, path / PARTS, most

    def run(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        count = 0
        while (batch := supply.next()) and (self.most is None or count < self.most):
            answer = work_off(self.plan, self.parts, batch)
            supply.learn(batch.rows, 0.2 * batch.rows)
            count += 1
            yield answer.receipt


def swept(plan: Plan, path: Path, engine: Any = None, **options: Any) -> Ended:
    """Sweep a toy plan, by default in this process."""
    return run(plan, manifest.of(plan, "", {}), path, engine or Serial(plan, path), Options(**options))


def kept(path: Path) -> Kept:
    return Folder(path).kept()


def stored(path: Path, plan: Plan) -> dict[tuple[str, int, int, int], tuple[float, ...]]:
    """Return every line that can be trusted, undefined numbers as None; a line that is there twice is a fault."""
    with opened(Folder(path), kept(path), list(plan.outcomes)) as database:
        lines = database.execute("FROM results").fetchall()
    found = {(line[1], line[2], line[3], line[5]): line[7:] for line in lines}
    assert len(found) == len(lines)
    return found


def expected(plan: Plan, without: tuple[int, ...] = ()) -> dict[tuple[str, int, int, int], tuple[float | None, ...]]:
    """Return what must be stored, but for some draws."""
    found = {}
    for policy, named in enumerate(plan.policies):
        for draw in plan.draws:
            for luck in range(plan.replicates):
                for year, line in zip(plan.years, values(plan, policy, draw, luck)[0], strict=True):
                    if draw not in without:
                        found[named.name, draw, luck, year] = tuple(None if np.isnan(x) else float(x) for x in line)
    return found


def statuses(path: Path, plan: Plan) -> dict[tuple[str, int, int], tuple[str, str | None, str | None]]:
    """Return status, stage and error of every row; a row that is there twice is a fault."""
    with opened(Folder(path), kept(path), list(plan.outcomes)) as database:
        rows = database.execute("SELECT policy, draw, luck, status, stage, error FROM runs").fetchall()
    found = {row[:3]: row[3:] for row in rows}
    assert len(found) == len(rows)
    return found


def command(path: Path, *words: str, **orders: Any) -> "subprocess.Popen[str]":
    """Start `journeys sweep` on a toy plan in a session of its own, as a terminal does."""
    file = path.parent / f"{path.name}.json"
    file.write_text(json.dumps(orders))
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job is born with Ctrl-C ignored
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        [sys.executable, __file__, str(file), "--out", str(path), *words], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, heard)
    return started


def main() -> int:
    """Answer `journeys sweep FILE ...` with a toy plan whose orders stand in the file; toys have no report."""
    from experiments import cli
    from experiments.reports import sweep_report
    from experiments.sweeps import reading

    plan = toy(**json.loads(Path(sys.argv[1]).read_text()))
    reading.read = lambda _: plan
    sweep_report.write_report = lambda folder: folder
    cli.listen()
    return cli.main(["sweep", *sys.argv[1:]])


if __name__ == "__main__":
    raise SystemExit(main())
