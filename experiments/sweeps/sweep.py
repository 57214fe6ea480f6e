"""A sweep: from a plan and a folder to the end of every row, whatever happens in between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Any, Protocol

from experiments.progress import progress
from experiments.sweeps import manifest as manifests
from experiments.sweeps.enough import enough
from experiments.sweeps.folder import Folder, Kept
from experiments.sweeps.ledger import Ledger, Receipt
from experiments.sweeps.lock import WHOLE, locked
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.stop import Stop, heard
from experiments.sweeps.supply import Supply
from scenarios.problems import InputError, Problem


class Engine(Protocol):
    """Whoever runs batches."""

    def run(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Yield a receipt whenever a batch is written, until nothing is left or the stop is over."""


@dataclass(frozen=True)
class Options:
    """How a sweep is run; no bit of its results depends on it."""

    workers: int = 1
    shard: tuple[int, int] = WHOLE
    resume: bool = False
    retry_failed: bool = False
    quiet: bool = True
    resume_line: str = ""


@dataclass
class Ended:
    """How far a sweep, or its shard, has come."""

    rows: int
    ok: int = 0
    failed: int = 0
    before: int = 0
    """Rows that were there already."""
    damaged: int = 0
    """Files that were set aside."""
    orphans: int = 0
    """Parts without receipt that were deleted."""
    stopped: bool = False

    @property
    def pending(self) -> int:
        """Rows that are still to be run."""
        return self.rows - self.ok - self.failed


def run(plan: Plan, manifest: Mapping[str, Any], path: Path, engine: Engine, options: Options) -> Ended:
    """Run the rows of a plan that a folder does not hold yet; where a precision is asked for, as many as that takes.

    Raises InputError if the folder is another sweep's or in use, ChildProcessError if no worker can start, and OSError
    if the disk takes no more; whatever is raised, every row with a receipt is kept.
    """
    folder = Folder(path)
    folder.make()
    if plan.precision and (path / manifests.NAME).exists():
        manifests.refuse_others(path, manifest)
    wanted = enough(path, plan).draws
    ended = _run(plan.first(wanted), manifest, folder, engine, options)
    while not ended.stopped and (more := enough(path, plan).draws) > wanted:
        wanted = more
        now = _run(plan.first(wanted), manifest, folder, engine, replace(options, resume=True))
        ended = replace(now, before=ended.before, damaged=ended.damaged, orphans=ended.orphans)
    return ended


def _run(plan: Plan, manifest: Mapping[str, Any], folder: Folder, engine: Engine, options: Options) -> Ended:
    path = folder.path
    with locked(path, options.shard):
        _agree(folder, manifest, options)
        kept = folder.kept()
        shard = "" if options.shard == WHOLE else _words(options.shard)
        ended = Ended(0, damaged=len(kept.damaged), orphans=folder.tidy(kept, shard))
        done = {row for row, ok in kept.rows.items() if ok or not options.retry_failed}
        _count(plan, kept, done, options, ended)
        if ended.pending:
            _go_on(plan, folder, engine, options, done, ended)
    return ended


def _words(shard: tuple[int, int]) -> str:
    return f"{shard[0]}of{shard[1]}"


def _agree(folder: Folder, manifest: Mapping[str, Any], options: Options) -> None:
    """Begin the folder, or see that it is of this plan. A shard goes on with what is there, as another began it."""
    if manifests.begin(folder.path, manifest):
        return
    manifests.refuse_others(folder.path, manifest)
    if not options.resume and not options.retry_failed and options.shard == WHOLE:
        sentence = "holds this sweep already, in whole or in part; add --resume to go on with it"
        raise InputError([Problem(folder.path, None, None, "--out", sentence)])


def _count(plan: Plan, kept: Kept, done: set[str], options: Options, ended: Ended) -> None:
    for task in plan.tasks(options.shard):
        for policy in task.policies:
            row = plan.row_id(policy, task.draw, task.luck)
            ended.rows += 1
            if row in done:
                ended.ok += kept.rows[row]
                ended.failed += not kept.rows[row]
    ended.before = ended.ok + ended.failed


def pending(plan: Plan, done: set[str], shard: tuple[int, int]) -> Iterator[Task]:
    """Yield the tasks of a shard without the rows that are done."""
    for task in plan.tasks(shard):
        left = tuple(p for p in task.policies if plan.row_id(p, task.draw, task.luck) not in done)
        if left:
            yield task._replace(policies=left)


def _go_on(plan: Plan, folder: Folder, engine: Engine, options: Options, done: set[str], ended: Ended) -> None:
    writer = f"{_words(options.shard)}-{token_hex(4)}"

    def farewell() -> str:
        kept = ended.ok + ended.failed
        return f"stopped at once; {kept:,} of {ended.rows:,} rows are kept; go on with: {options.resume_line}"

    with (
        Ledger(folder.ledger, writer) as ledger,
        progress(total=ended.rows, done=ended.before, unit="row", quiet=options.quiet, smoothing=0.05) as shown,
        heard(farewell) as stop,
    ):
        supply = Supply(pending(plan, done, options.shard), ended.pending, writer, options.workers)
        for receipt in engine.run(supply, stop):
            ledger.add([receipt])
            ended.ok += len(receipt.ok)
            ended.failed += len(receipt.failed)
            shown.update(len(receipt.rows))
        ended.stopped = stop.asked and ended.pending > 0
