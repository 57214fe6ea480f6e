"""Dask on this machine: a scheduler and workers, each a process of its own, as on a cluster."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 180


class LocalDask:
    """A scheduler and workers with one thread each; `also` are folders that workers import from besides the project.

    With `nannies` a worker that dies is started again, as most clusters do. As a context it ends all of them. Raises
    TimeoutError if the scheduler does not start.
    """

    def __init__(self, folder: Path, workers: int = 2, also: Sequence[Path] = (), nannies: bool = False) -> None:
        self.folder, self.nannies = folder, nannies
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        paths = [*map(str, also), str(ROOT), *sys.path[1:]]
        self.environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        self.start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file))
        end = time.monotonic() + PATIENCE
        while not self.file.exists():
            if time.monotonic() > end:
                self.end()
                raise TimeoutError(f"no Dask scheduler within {PATIENCE} s")
            time.sleep(0.1)
        self.workers = [self.worker() for _ in range(workers)]

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads(self.file.read_text())["address"])

    def start(self, *words: str, within: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
        """Start a part of Dask, perhaps by another command such as `ip netns exec`."""
        process = subprocess.Popen(
            [*within, sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]], env=self.environment,
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def worker(self, address: str = "", within: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
        """Start a worker of one thread."""
        where = [address] if address else ["--scheduler-file", str(self.file)]
        nanny = "--nanny" if self.nannies else "--no-nanny"
        return self.start("worker", "--nthreads", "1", nanny, "--no-dashboard", *where, within=within)

    def end(self) -> None:
        """End all of them at once; a nanny is asked to, as it ends its worker."""
        for process in reversed(self.processes):
            process.terminate() if self.nannies else process.kill()
        for process in self.processes:
            process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
