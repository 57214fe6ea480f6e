"""A cluster: batches run by the workers of a Dask scheduler, on any number of machines that share one folder.

Workers write their own parts and return receipts, as those of this machine do. Dask may run a batch twice; each time it
writes a part of another name, and only the one whose receipt arrives counts.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_hex
from threading import Lock
from time import sleep
from typing import Any

from experiments.sweeps.batch import Batch, Written, given_up, has_the_code, work_off
from experiments.sweeps.ledger import Receipt
from experiments.sweeps.plan import Plan
from experiments.sweeps.stop import Stop
from experiments.sweeps.supply import Supply
from scenarios.problems import InputError, Problem

PATIENCE = 60.0
"""Seconds that the scheduler may take to answer, and its first worker to come."""
TO_BE_SEEN = 10.0
"""Seconds after which a part written on another machine must be seen on this one."""
INSTALL = "needs Dask; install it with: pip install 'survivor-journeys[cluster]'"

_one_at_a_time = Lock()
"""The engine and the database of a process are one; a worker with several threads runs one batch after another."""


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, plan: Plan, parts: Path, address: str) -> None:
        try:
            import distributed
        except ImportError:
            raise _wrong(INSTALL) from None
        self._dask: Any = distributed
        self._plan, self._parts, self._address = plan, parts.absolute(), address

    def run(self, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        """Yield a receipt whenever a batch is written, until nothing is left or the stop is over.

        Raises InputError if no scheduler answers, ChildProcessError if there is no worker or one cannot work, and
        OSError if a part cannot be written.
        """
        try:
            asyncio.run(self._answers())
            client = self._dask.Client(self._address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:  # the last if there is no certificate for tls://
            raise _wrong(f"no Dask scheduler answers at {self._address} ({error})") from None
        with client:
            self._wait_for_workers(client)
            yield from self._work(client, supply, stop)

    async def _answers(self) -> None:
        """See whether a scheduler answers: a client that finds none would hold up the end of its process."""
        arguments = self._dask.Security().get_connection_args("client")
        comm = await self._dask.comm.connect(self._address, timeout=PATIENCE, **arguments)
        await comm.close()

    def _wait_for_workers(self, client: Any) -> None:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise ChildProcessError(f"no worker has come to {self._address} within {PATIENCE:.0f} s") from None

    def _work(self, client: Any, supply: Supply, stop: Stop) -> Iterator[Receipt]:
        done: SimpleQueue[Any] = SimpleQueue()
        running: dict[Any, Batch] = {}
        while True:
            supply.stopped = supply.stopped or stop.asked
            slots = len(client.scheduler_info(n_workers=-1)["workers"])
            while len(running) < 2 * slots and (batch := supply.next()):  # one is under way to each, one is run
                future = client.submit(on_worker, self._plan, self._parts, batch, key=batch.name, pure=False)
                running[future] = batch
                future.add_done_callback(done.put)
            if not slots:
                self._wait_for_workers(client)
            if stop.overdue or not (running or supply.waiting):
                client.cancel(list(running))
                return
            with suppress(Empty):
                future = done.get(timeout=0.5)
                yield from self._answered(future, running.pop(future), supply)

    def _answered(self, future: Any, batch: Batch, supply: Supply) -> Iterator[Receipt]:
        error = future.exception() if future.status != "cancelled" else None
        if isinstance(error, self._dask.scheduler.KilledWorker):
            if lost := supply.overran(batch):  # the scheduler has tried it on several workers already
                words = f"its workers died, {error.allowed_failures + 1} one after another"
                yield given_up(self._plan, self._parts, lost, "failed", "worker", words)
        elif isinstance(error, OSError):
            raise error
        elif error is not None:
            raise ChildProcessError(f"a worker of the cluster cannot work: {type(error).__name__}: {error}")
        elif future.status == "cancelled":
            supply.give_back(batch.tasks)
        else:
            answer: Written = future.result()
            supply.give_back(answer.undone)
            if answer.receipt:
                self._see(answer.receipt)
                supply.learn(len(answer.receipt.rows), answer.receipt.seconds)
                yield answer.receipt

    def _see(self, receipt: Receipt) -> None:
        """Wait until parts are seen here: a folder shared over a network may take a moment. Raises OSError."""
        for part in receipt.parts:
            waited = 0.0
            while not _has(self._parts / part.file, part.bytes):
                if waited > TO_BE_SEEN:
                    words = f"{part.file}, written by {receipt.by}, is not seen here: do all machines share the folder?"
                    raise OSError(None, words)
                sleep(0.1)
                waited += 0.1


def _has(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def on_worker(plan: Plan, parts: Path, batch: Batch) -> Written:
    """Run a batch on a worker. Raises OSError, and RuntimeError if the worker has other code."""
    if not has_the_code(plan):
        raise RuntimeError("the worker has another version of the code than the machine that began the sweep")
    with _one_at_a_time:
        return work_off(plan, parts, replace(batch, name=f"{batch.name}-{token_hex(3)}"))


def _wrong(sentence: str) -> InputError:
    return InputError([Problem(Path("command line"), None, None, "--cluster", sentence)])
