"""A crew: workers of this machine that run batches and write parts. A worker that dies costs its own batch alone.

Each worker has a pipe of its own and shares nothing (see experiments/pool.py). It is given the plan once, then one
batch at a time, and answers with a receipt; its results never pass through the parent.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.resource_tracker import ensure_running
from pathlib import Path
from time import monotonic

from experiments.cli import undisturbed
from experiments.sweeps.batch import Batch, Written, given_up, has_the_code, work_off
from experiments.sweeps.ledger import Receipt
from experiments.sweeps.plan import Plan
from experiments.sweeps.stop import Stop
from experiments.sweeps.supply import MOST_DEATHS, Supply

READY = "ready"
OTHER_CODE = "the code has changed since this sweep was started; start it again"
TRIES = 3
"""Workers in a row that may die before they are ready."""
TO_WRITE = 5.0
"""Seconds beyond its time-out after which a worker is ended."""


@dataclass
class Worker:
    """A process and what it is at."""

    process: SpawnProcess
    batch: Batch | None = None
    since: float = field(default_factory=monotonic)
    ready: bool = False
    told: bool = False
    """To stop."""

    def overran(self, timeout: float | None) -> bool:
        """Return whether its batch has taken longer than its rows may."""
        if timeout is None or self.batch is None:
            return False
        return monotonic() > self.since + timeout * self.batch.rows + TO_WRITE

    def end(self) -> str:
        """Return how it ended."""
        self.process.join(1.0)
        code = self.process.exitcode or 0
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        return f"its worker process {how}{' (out of memory?)' if code == -signal.SIGKILL else ''}"


class Crew:
    """So many workers."""

    def __init__(self, plan: Plan, folder: Path, workers: int, timeout: float | None = None) -> None:
        self._plan, self._folder, self._size, self._timeout = plan, folder, workers, timeout
        self._team: dict[Connection, Worker] = {}
        self._unready_deaths = 0

    def run(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Yield a receipt whenever a batch is written, until nothing is left or the stop is over.

        Raises ChildProcessError if no worker can start, OSError if a part cannot be written.
        """
        if os.name == "posix":
            ensure_running()  # Python's own helper of every process; as it starts, it lets blocked signals through
        try:
            while self._keep_busy(supply, stop):
                yield from self._heard(supply, stop)
        finally:
            self._dismiss()

    def _keep_busy(self, supply: Supply, stop: Stop) -> bool:
        """Give every free worker a batch, and tell it if a stop was asked for; return whether any is at work."""
        if stop.asked:
            supply.stopped = True
            for pipe, worker in self._team.items():
                if worker.batch and not worker.told:
                    worker.told = True
                    with suppress(OSError):
                        pipe.send(None)
            return not stop.overdue and any(worker.batch for worker in self._team.values())
        free = [pipe for pipe, worker in self._team.items() if worker.ready and not worker.batch]
        busy = sum(worker.batch is not None for worker in self._team.values())
        while len(self._team) < min(self._size, busy + supply.rows_left) and supply.waiting:
            self._hire()
        for pipe in free:
            batch = supply.next()
            if batch is None:
                break
            worker = self._team[pipe]
            worker.batch, worker.since = batch, monotonic()
            with suppress(OSError):  # its end is seen when it is waited for
                pipe.send(batch)
        return supply.waiting or any(worker.batch for worker in self._team.values())

    def _heard(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Wait until some workers answer, or end; yield receipts."""
        for found in wait([*self._team, stop.wake], timeout=0.5):
            if not isinstance(found, Connection):
                stop.hushed()
                continue
            try:
                answer = found.recv()
            except (EOFError, OSError):
                yield from self._lost(found, supply, stop)
                continue
            yield from self._answered(self._team[found], answer, supply)
        for pipe in [pipe for pipe, worker in self._team.items() if worker.overran(self._timeout)]:
            yield from self._overran(pipe, supply)

    def _answered(self, worker: Worker, answer: object, supply: Supply) -> Iterator[Receipt]:
        if isinstance(answer, OSError):
            raise answer
        if isinstance(answer, Written):
            worker.batch = None
            supply.give_back(answer.undone)
            if answer.receipt:
                supply.learn(len(answer.receipt.rows), answer.receipt.seconds)
                yield answer.receipt
        elif answer == READY:
            worker.ready, self._unready_deaths = True, 0

    def _lost(self, pipe: Connection, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Let go of a worker that has ended, and try its batch again; a row that has cost too many is given up."""
        worker = self._let_go(pipe)
        how = worker.end()
        if not worker.ready:
            self._unready_deaths += 1
            if self._unready_deaths >= TRIES and not stop.asked:
                raise ChildProcessError(f"workers cannot start: {TRIES} in a row ended at once; the last: {how}")
        elif worker.batch and not stop.asked and (lost := supply.died(worker.batch)):
            error = f"{how}, the {_ordinal(MOST_DEATHS)} that this row has cost"
            yield given_up(self._plan, self._folder, lost, "failed", "worker", error)

    def _overran(self, pipe: Connection, supply: Supply) -> Iterator[Receipt]:
        worker = self._let_go(pipe)
        worker.process.kill()
        worker.process.join()
        if worker.batch and (lost := supply.overran(worker.batch)):
            error = f"it took longer than the {self._timeout:g} s that a row may take"
            yield given_up(self._plan, self._folder, lost, "aborted", "worker", error)

    def _let_go(self, pipe: Connection) -> Worker:
        pipe.close()
        return self._team.pop(pipe)

    def _hire(self) -> None:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=work, args=(there, self._plan, self._folder), daemon=True)
        with undisturbed():
            try:
                process.start()
            except OSError as error:
                raise ChildProcessError(f"a worker process could not be started: {error.strerror}") from error
            there.close()  # only the worker holds that end now, so that the pipe ends with it
            self._team[here] = Worker(process)

    def _dismiss(self) -> None:
        """End all workers: they hold nothing that has a receipt and is not written."""
        with undisturbed():
            for worker in self._team.values():
                worker.process.kill()
            for pipe, worker in self._team.items():
                worker.process.join()
                pipe.close()
            self._team.clear()


def _ordinal(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def work(pipe: Connection, plan: Plan, folder: Path) -> None:
    """Live as a worker: run and write each batch that comes and answer, until the pipe ends or None comes.

    A worker whose parent is gone writes nothing more: nobody would give it a receipt.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems where `undisturbed` cannot block it
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the parent hears it, and tells
    with suppress(EOFError, OSError):
        pipe.send(READY if has_the_code(plan) else ChildProcessError(OTHER_CODE))
        while (batch := pipe.recv()) is not None:
            try:
                answer: object = work_off(plan, folder, batch, lambda: pipe.poll() and pipe.recv() is None)
            except OSError as error:
                answer = OSError(error.errno, error.strerror or str(error))
            pipe.send(answer)
