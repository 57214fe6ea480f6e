"""A stop: what a sweep does when it is told to end. The first signal asks it to, the second ends it at once."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import active_children
from threading import current_thread, main_thread
from time import monotonic
from typing import Any

from experiments.cli import INTERRUPTED, STOPS

GRACE = 20.0
"""Seconds for which a sweep that is told to stop waits for the rows under way."""


class Stop:
    """Whether a sweep has been told to end."""

    def __init__(self) -> None:
        self._since: float | None = None
        self.wake, self._ring = os.pipe()
        """`wake` can be waited for together with workers: it is ready once there is a signal."""

    @property
    def asked(self) -> bool:
        """Whether it has been told to."""
        return self._since is not None

    @property
    def overdue(self) -> bool:
        """Whether rows under way have had their time."""
        return self._since is not None and monotonic() > self._since + GRACE

    def ask(self) -> None:
        """Tell it to end."""
        if self._since is None:
            self._since = monotonic()
            os.write(self._ring, b"!")

    def hushed(self) -> None:
        """Take note of the signal, so that waiting is waiting again."""
        os.read(self.wake, 1)

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self.wake)
        os.close(self._ring)


@contextmanager
def heard(farewell: Callable[[], str]) -> Iterator[Stop]:
    """Hear signals to stop until the end of the block; `farewell` is what is said at the second.

    Only the main thread hears signals; in another the stop is asked for by nobody.
    """
    stop = Stop()

    def hear(*_: Any) -> None:
        if stop.asked:
            for worker in active_children():
                worker.kill()
            with suppress(OSError):
                os.write(2, f"\n{farewell()}\n".encode())
            os._exit(INTERRUPTED)
        stop.ask()
        with suppress(OSError):
            words = f"stopping: rows under way have up to {GRACE:.0f} s to end; Ctrl-C again ends at once\n"
            os.write(2, (("\n" if os.isatty(2) else "") + words).encode())

    may_hear = current_thread() is main_thread()
    before = {each: signal.getsignal(each) for each in STOPS} if may_hear else {}
    for each, heard_before in before.items():
        if heard_before is not signal.SIG_IGN:
            signal.signal(each, hear)
    try:
        yield stop
    finally:
        for each, heard_before in before.items():
            signal.signal(each, heard_before)
        stop.close()
        sys.stderr.flush()
