"""A batch: tasks that one worker runs and writes as one part."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, time

from experiments.sweeps.code import code_of_results
from experiments.sweeps.ledger import Receipt
from experiments.sweeps.outcome import Left, Status
from experiments.sweeps.part import Lived, write
from experiments.sweeps.plan import MODEL, Plan, Task
from experiments.sweeps.task import run


@dataclass(frozen=True)
class Batch:
    """Tasks, under the name that their part will have."""

    name: str
    tasks: tuple[Task, ...]
    deaths: int = 0
    """Workers that these tasks, or the batch they come from, have cost."""

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(task.policies) for task in self.tasks)

    def pieces(self) -> list[tuple[Task, ...]]:
        """Return it in smaller pieces: its tasks, or the rows of its only task."""
        if len(self.tasks) > 1:
            return [(task,) for task in self.tasks]
        (task,) = self.tasks
        return [(task._replace(policies=(policy,)),) for policy in task.policies]


@dataclass(frozen=True)
class Written:
    """What a worker answers: the receipt (none if nothing was done in time), and which tasks it leaves undone."""

    receipt: Receipt | None
    undone: tuple[Task, ...] = ()


def has_the_code(plan: Plan) -> bool:
    """Return whether this process has the code that the plan was read with, on which its bits depend."""
    return plan.lives != MODEL or plan.code == code_of_results()


def work_off(plan: Plan, folder: Path, batch: Batch, stop: Callable[[], bool] = lambda: False) -> Written:
    """Run tasks until they are done or `stop` says so, and write those that are. Raises OSError."""
    lived: list[Lived] = []
    done = 0
    began = perf_counter()
    for task in batch.tasks:
        if done and stop():
            break
        lefts = run(plan, task)
        lived += [Lived(task.draw, task.luck, left, time()) for left in lefts]
        done += 1
    return Written(written(plan, folder, batch.name, lived, perf_counter() - began), batch.tasks[done:])


def given_up(plan: Plan, folder: Path, batch: Batch, status: Status, stage: str, error: str) -> Receipt:
    """Write the rows of a batch that no worker has come to the end of. Raises OSError."""
    lived = [
        Lived(task.draw, task.luck, Left(policy, None, 0.0, status, stage, error), time())
        for task in batch.tasks for policy in task.policies
    ]  # fmt: skip
    return written(plan, folder, batch.name, lived, 0.0)


def written(plan: Plan, folder: Path, name: str, lived: list[Lived], seconds: float) -> Receipt:
    """Write rows as a part and return the receipt. Raises OSError."""
    parts = write(folder, name, plan, lived)
    ids = {True: [], False: []}  # type: dict[bool, list[str]]
    for each in lived:
        ids[each.left.values is not None].append(plan.row_id(each.left.policy, each.draw, each.luck))
    by = f"{os.getpid()}@{socket.gethostname()}"
    return Receipt(tuple(parts), tuple(ids[True]), tuple(ids[False]), seconds, time(), by)
