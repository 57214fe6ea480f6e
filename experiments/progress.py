"""Progress: how far work is and how long it still takes, as a bar on a terminal, or line by line for who reads them."""

import re
import sys
from typing import NamedTuple

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


def bar(total: int, unit: str, quiet: bool, lines: bool = False) -> tqdm:
    """Return what shows progress: a bar on a terminal; elsewhere lines, if those are asked for, else nothing."""
    terminal = sys.stderr.isatty()
    how = {"bar_format": LINE, "mininterval": 0.0} if lines and not terminal else {}
    return tqdm(total=total, unit=unit, file=sys.stderr, disable=quiet or not (terminal or lines), **how)


def read(line: str) -> Progress | None:
    """Return what a line says of progress; none if it says something else."""
    found = TOLD.fullmatch(line.strip())
    if found is None:
        return None
    return Progress(int(found[1]), int(found[2]), found[3], "" if found[4] == "?" else found[4])
