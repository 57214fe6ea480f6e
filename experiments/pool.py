"""A pool: jobs over the cores of one machine, with progress and the time left; results come back in order.

Each worker has a pipe of its own and shares nothing. So a worker that is killed, even half-way through a result, is
missed at once, and workers whose parent is gone, whatever ended it, find their pipes closed and end too.
"""

import gc
import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.resource_tracker import ensure_running
from time import sleep
from traceback import format_exc
from typing import Any, Protocol, TypeAlias, TypeVar

from experiments.cli import undisturbed
from experiments.progress import progress
from model.calendar import ORIGIN
from model.simulation import SurvivorJourneys

Result_co = TypeVar("Result_co", covariant=True)


class Job(Protocol[Result_co]):
    """Something to run, described by plain data so that another process can run it."""

    def run(self) -> Result_co:
        """Run it and return what it leaves."""


Placed: TypeAlias = tuple[int, Job[Any]]
"""A job and its place in the order of jobs."""
Team: TypeAlias = dict[Connection, SpawnProcess]
"""Workers by this end of their pipes."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_all(
    jobs: Sequence[Job[Result_co]], workers: int, quiet: bool, unit: str = "run", lines: bool = False
) -> list[Result_co]:
    """Run every job and return the results in the order of the jobs, whatever the number of workers.

    Progress is a bar on a terminal, elsewhere nothing, or `lines` (see experiments/progress.py).

    No worker outlives the call, however it ends. Only the main thread may call it: that is the one to hear signals.

    Raises ChildProcessError if a worker dies, KeyboardInterrupt if interrupted, and whatever a job raises.
    """
    workers, finished = min(workers, len(jobs)), dict[int, Result_co]()
    bar = progress(total=len(jobs), unit=unit, quiet=quiet, lines=lines)
    with bar as shown, hired(workers if workers > 1 else 0) as team:
        if team:
            rehearse()  # as they start
        for place, result in shared_out(enumerate(jobs), team) if team else map(in_person, enumerate(jobs)):
            finished[place] = result
            shown.update()
    return [finished[place] for place in range(len(jobs))]


def rehearse() -> None:
    """Live a little, so that whatever must be compiled is so before workers look for the compiled code."""
    SurvivorJourneys(people=300, last_year=ORIGIN.year, collect=False).run().close()


def in_person(placed: Placed) -> tuple[int, Any]:
    """Run a job in this process; return its place and result."""
    place, job = placed
    return place, job.run()


def shared_out(jobs: Iterable[Placed], team: Team) -> Iterator[tuple[int, Any]]:
    """Give each worker a job whenever it has none; yield the place and result of each job as it is done.

    Raises ChildProcessError if a worker dies, and whatever a job raises.
    """
    waiting, free, busy = iter(jobs), list(team), dict[Connection, int]()
    while free:
        for pipe, (place, job) in zip(free, waiting, strict=False):
            with missed(team[pipe]):
                pipe.send(job)
            busy[pipe] = place
        ready = wait(list(busy)) if busy else []
        free = [pipe for pipe in team if pipe in ready]
        for pipe in free:
            with missed(team[pipe]):
                result = pipe.recv()
            if isinstance(result, Exception):
                raise result
            yield busy.pop(pipe), result


@contextmanager
def missed(worker: SpawnProcess) -> Iterator[None]:
    """Raise ChildProcessError in place of what a pipe says when its worker is gone."""
    try:
        yield
    except (EOFError, OSError) as gone:
        worker.join(1.0)  # the pipe ends a moment before the process
        sleep(0.2)  # a signal to stop that was sent to everybody is heard now, and is the better reason
        code = worker.exitcode or 0
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        less = "; if memory ran out, use fewer --workers" if code == -9 else ""
        raise ChildProcessError(f"a worker process {how}{less}") from gone


@contextmanager
def hired(number: int) -> Iterator[Team]:
    """Start workers, and end them whatever happens: they hold nothing that they have not sent."""
    team: Team = {}
    if os.name == "posix":
        ensure_running()  # Python's own helper of every process; as it starts, it lets blocked signals through
    try:
        with undisturbed():  # so that every worker started is known
            for _ in range(number):
                pipe, worker = hire()
                team[pipe] = worker
        yield team
    finally:
        with undisturbed():
            for worker in team.values():
                worker.kill()
            for pipe, worker in team.items():
                worker.join()
                pipe.close()


def hire() -> tuple[Connection, SpawnProcess]:
    """Start one worker; return this end of its pipe, and the process. Raises ChildProcessError if it does not start."""
    context = get_context("spawn")
    here, there = context.Pipe()
    worker = context.Process(target=work, args=(there,), daemon=True)
    try:
        worker.start()
    except OSError as error:
        raise ChildProcessError(f"a worker process could not be started: {error.strerror}") from error
    there.close()  # only the worker holds that end now, so that the pipe ends with it
    return here, worker


def work(pipe: Connection) -> None:
    """Live as a worker: run each job that comes, and send back what it leaves or raises, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems where `undisturbed` cannot block it
    with suppress(EOFError, OSError):
        job = pipe.recv()
        gc.freeze()  # what is loaded by now stays, and need not be looked through for garbage over and over
        while True:
            try:
                pipe.send(job.run())
            except Exception as error:
                error.add_note(f"In a worker process:\n{format_exc()}")
                pipe.send(error)
            job = pipe.recv()
