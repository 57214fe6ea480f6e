"""The app as its command starts it, and what its processes use: memory, and addresses that they talk to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from experiments.house import ROOT

PROC = Path("/proc")
LOOPBACK = ("0100007F", "00000000", "0" * 32, "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")
"""Addresses of this machine, and of none, as /proc/net writes them."""


class Server:
    """`journeys app`, under way."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address
        self.bare, _, self.token = address.partition("?token=")

    def workers(self) -> list[int]:
        """Return the workers that live draws; a briefing's processes are in a session of their own."""
        found = []
        for entry in PROC.iterdir():
            if entry.name.isdigit() and int(entry.name) != self.process.pid:
                with suppress(OSError):  # gone since
                    _state, _parent, _group, session, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
                    if int(session) == self.process.pid and b"spawn_main" in (entry / "cmdline").read_bytes():
                        found.append(int(entry.name))
        return found

    def memory(self) -> tuple[float, float]:
        """Return the megabytes that the server uses, and its workers together; shared ones count in part."""
        return megabytes(self.process.pid), sum(map(megabytes, self.workers()))

    def talks_to(self) -> set[str]:
        """Return the addresses outside this machine to which the server or a worker has a connection."""
        return {other for _, other in self._sockets()} - set(LOOPBACK)

    def listens_at(self) -> set[str]:
        """Return the addresses at which the server or a worker can be reached."""
        return {own for own, other in self._sockets() if other.strip("0") == ""}

    def _sockets(self) -> Iterator[tuple[str, str]]:
        """Yield the own address and the other's (0 if there is none) of every socket of the server and its workers."""
        sockets = set()
        for pid in (self.process.pid, *self.workers()):
            with suppress(OSError):
                for each in (PROC / str(pid) / "fd").iterdir():
                    with suppress(OSError):
                        sockets.add(os.readlink(each))
        for table in ("tcp", "tcp6", "udp", "udp6"):
            for line in (PROC / "net" / table).read_text().splitlines()[1:]:
                fields = line.split()
                if f"socket:[{fields[9]}]" in sockets:
                    yield fields[1].partition(":")[0], fields[2].partition(":")[0]


def megabytes(pid: int) -> float:
    """Return what a process uses, pages that others share in part; 0 if it is gone."""
    with suppress(OSError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1]) / 1024
    return 0.0


@contextmanager
def served(*words: str) -> Iterator[Server]:
    """Start `journeys app`, wait until it answers, and end it."""
    started = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", "app", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        address = started.stdout.readline().split()[1]
        while started.poll() is None:
            with suppress(URLError, OSError), urlopen(f"{address.partition('?')[0]}_stcore/health", timeout=10):
                break
            time.sleep(0.1)
        assert started.poll() is None, "the app ended as it started"
        yield Server(started, address)
    finally:
        started.send_signal(signal.SIGINT)
        try:
            started.wait(60)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
