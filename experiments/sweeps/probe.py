"""A probe: a few rows of a plan run and written, to tell how long the whole will take and how large it will be."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter, time

from experiments.sweeps.part import Lived, write
from experiments.sweeps.plan import Plan
from experiments.sweeps.supply import BATCHES, LONGEST, SHORTEST
from experiments.sweeps.task import run

ENOUGH = 5.0
"""Seconds after which no further task is tried."""
MOST_TASKS = 12
AT_ONCE = 4
"""Policies that are tried of each task."""


@dataclass(frozen=True)
class Estimate:
    """What a sweep will take."""

    row_seconds: float
    """Of one core."""
    part_bytes: float
    row_bytes: float
    rows: int
    tasks: int
    workers: int
    failed: int
    """Rows of the probe that failed."""
    tried: int

    @property
    def seconds(self) -> float:
        """How long the whole takes on so many workers."""
        return self.rows * self.row_seconds / self.workers

    @property
    def parts(self) -> float:
        """How many parts there will be, about."""
        whole = self.rows * self.row_seconds
        return max(1.0, min(self.tasks, whole / min(LONGEST, max(SHORTEST, whole / BATCHES))))

    @property
    def bytes(self) -> float:
        """How much room the whole takes."""
        return self.rows * self.row_bytes + self.parts * self.part_bytes


def estimate(plan: Plan, shard: tuple[int, int], workers: int) -> Estimate | None:
    """Run a few tasks of a shard, at least one, and measure; None if there is none."""
    sizes = [len(task.policies) for task in plan.tasks(shard)]
    if not sizes:
        return None
    tasks = plan.tasks(shard)
    first = next(tasks)
    run(plan, first._replace(policies=first.policies[:1]))  # loads and compiles what there is to load and compile
    lived: list[Lived] = []
    seconds, began = 0.0, perf_counter()
    for count, task in enumerate([first, *islice(tasks, MOST_TASKS - 1)]):
        if count and perf_counter() - began > ENOUGH:
            break
        part = task._replace(policies=_spread(task.policies))
        started = perf_counter()
        lefts = run(plan, part)
        seconds += _of_all(lefts[0].seconds, perf_counter() - started, len(lefts), len(task.policies))
        lived += [Lived(task.draw, task.luck, left, time()) for left in lefts]
        tried = count + 1
    per_row = seconds / sum(sizes[:tried])
    part_bytes, row_bytes = _sizes(plan, lived)
    failed = sum(each.left.values is None for each in lived)
    return Estimate(per_row, part_bytes, row_bytes, sum(sizes), len(sizes), workers, failed, len(lived))


def _spread(policies: tuple[int, ...]) -> tuple[int, ...]:
    """Return the first policy and some others, spread over the rest."""
    step = max(1, (len(policies) - 1) // (AT_ONCE - 1))
    return (policies[0], *policies[1::step][: AT_ONCE - 1])


def _of_all(first: float, tried: float, lived: int, all_of_them: int) -> float:
    """Return how long a whole task takes, by how long its first policy and some of the others took."""
    others = (tried - first) / (lived - 1) if lived > 1 else tried
    return tried + max(0, all_of_them - lived) * others


def _sizes(plan: Plan, lived: Sequence[Lived]) -> tuple[float, float]:
    """Return how large a part is by itself, and how much each row adds."""
    with tempfile.TemporaryDirectory() as name:
        one, many = (
            sum(part.bytes for part in write(Path(name), f"{len(rows)}", plan, rows)) for rows in (lived[:1], lived)
        )
    if len(lived) == 1:
        return one / 2, one / 2
    added = (many - one) / (len(lived) - 1)
    return max(0.0, one - added), added
