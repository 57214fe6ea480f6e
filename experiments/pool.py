"""A pool: jobs over the cores of one machine, with progress and the time left; results come back in order."""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tqdm import tqdm

from experiments.job import Finished, Job, run


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_all(jobs: Sequence[Job], workers: int, quiet: bool) -> list[Finished]:
    """Run every job and return the results in the order of the jobs, whatever the number of workers."""
    shown = {"total": len(jobs), "unit": "run", "file": sys.stderr, "disable": quiet or not sys.stderr.isatty()}
    if workers == 1 or len(jobs) == 1:
        return [run(job) for job in tqdm(jobs, **shown)]
    first = run(jobs[0])  # compiles, if need be, before the workers look for the compiled code
    with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=get_context("spawn")) as pool:
        return [first, *tqdm(pool.map(run, jobs[1:]), initial=1, **shown)]
