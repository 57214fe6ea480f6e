"""The lock of a folder: one sweep at a time, or one process a shard. The system lets go of it when its holder ends."""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from scenarios.problems import InputError, Problem

try:
    import fcntl
except ImportError:  # Windows has no flock; there the manifest still keeps other plans out
    fcntl = None  # type: ignore[assignment]

NAME = "lock"
WHOLE = (1, 1)


@contextmanager
def locked(folder: Path, shard: tuple[int, int] = WHOLE) -> Iterator[None]:
    """Hold the folder, or one shard of it. Raises InputError, at once, with who holds it."""
    with ExitStack() as held:
        if shard == WHOLE:
            held.enter_context(_held(folder / NAME, shared=False))
        else:
            held.enter_context(_held(folder / NAME, shared=True))
            held.enter_context(_held(folder / f"{NAME}-{shard[0]}-of-{shard[1]}", shared=False))
        yield


def at_work(folder: Path) -> bool:
    """Return whether a sweep, or a shard of one, is running in a folder."""
    try:
        with ExitStack() as held:
            for path in folder.glob(f"{NAME}*"):
                held.enter_context(_flocked(path, shared=True))
            return False
    except InputError:
        return True


@contextmanager
def _held(path: Path, shared: bool) -> Iterator[None]:
    with _flocked(path, shared) as handle:
        _sign(handle, shared)
        try:
            yield
        finally:
            _unsign(handle, shared)


@contextmanager
def _flocked(path: Path, shared: bool) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if fcntl is not None:
            _flock(path, handle, shared)
        yield handle
    finally:
        os.close(handle)


def _flock(path: Path, handle: int, shared: bool) -> None:
    """Take a lock; wait a moment, in which `journeys status` may be looking whether it is held."""
    for wait in (0.05, 0.1, 0.2, None):
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if wait is None:
                raise InputError([Problem(path, None, None, "", _holder(handle))]) from None
            sleep(wait)
        except OSError as error:
            sentence = f"this file system has no locks ({error.strerror}); use a folder on another"
            raise InputError([Problem(path, None, None, "", sentence)]) from None
        else:
            return


def _sign(handle: int, shared: bool) -> None:
    """Say who holds the lock, for the message; the lock itself does not depend on it."""
    own = f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, ("shards of a sweep" if shared else own).encode(), 0)


def _unsign(handle: int, shared: bool) -> None:
    if not shared:
        with suppress(OSError):
            os.ftruncate(handle, 0)


def _holder(handle: int) -> str:
    words = ""
    with suppress(OSError):
        words = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
    return f"a sweep is at work in this folder: {words or 'its process has not signed'}; wait, or use another folder"
