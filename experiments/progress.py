"""Progress: how far work is and how long it still takes, as a bar on a terminal, or line by line for who reads them."""

import re
import sys
from collections.abc import Iterable
from threading import RLock
from typing import Any, NamedTuple

from tqdm import tqdm

LINE = "{n_fmt} of {total_fmt} {unit}s, {remaining} left\n"
"""As `tqdm` fills it in."""
TOLD = re.compile(r"(\d+) of (\d+) (\w+)s, (\S+) left")


class Progress(NamedTuple):
    """How far work is."""

    done: int
    of: int
    unit: str
    left: str
    """Minutes and seconds, as 01:30, hours before them if there are any; empty while it cannot be told."""


def progress(
    over: Iterable[Any] | None = None, *, total: int | None = None, unit: str = "run", quiet: bool = False,
    done: int = 0, name: str | None = None, smoothing: float = 0.3, lines: bool = False,
) -> Any:  # fmt: skip
    """Return a bar: over what is gone through, or one to be moved by `update`; so many are done beforehand.

    Where nobody watches a terminal it is lines, if those are asked for, else nothing. Its lock is one of threads. The
    library's own is a semaphore of the system, which a process that is stopped would leave behind, and Python's tracker
    of resources would complain of.
    """
    tqdm.set_lock(RLock())
    terminal = sys.stderr.isatty()
    how = {"bar_format": LINE, "mininterval": 0.0} if lines and not terminal else {}
    return tqdm(
        over, total=total, initial=done, unit=unit, desc=name, smoothing=smoothing, file=sys.stderr,
        disable=quiet or not (terminal or lines), **how,
    )  # fmt: skip


def read(line: str) -> Progress | None:
    """Return what a line says of progress; none if it says something else."""
    found = TOLD.fullmatch(line.strip())
    if found is None:
        return None
    return Progress(int(found[1]), int(found[2]), found[3], "" if found[4] == "?" else found[4])
