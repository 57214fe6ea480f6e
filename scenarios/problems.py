"""What is wrong with a file, where in it, and how the person who wrote the file is told."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of a file: keys of mappings and, from 0, indices of lists."""

Complaint: TypeAlias = tuple[KeyPath, str]
"""A sentence about the value at a key path, before it is known where in a file that is."""

MOST_LISTED = 50
"""Problems listed before the words "and more": nobody reads the fifty-first before mending the first."""

FEW = 12
"""So many right names can all be listed in a sentence."""

PERCENTAGE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})? ?%")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: a place, the field standing there and a sentence to the author."""

    file: Path
    line: int | None
    """From 1, as editors count; None where the file as a whole is at fault."""
    column: int | None
    field: str
    """As `field_name` writes it, e.g. `levers[0].coverage`; empty where no one field is at fault."""
    message: str

    def __str__(self) -> str:
        """Return the one line an editor or a terminal can turn into a link to the place."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return _printable(": ".join(part for part in (place, self.field, self.message) if part))


class InputError(Exception):
    """A file cannot be used as it stands; `problems` says why and is all a caller need show."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:MOST_LISTED]]
        return "\n".join([*lines, "... and more"] if len(self.problems) > MOST_LISTED else lines)


def field_name(path: KeyPath) -> str:
    """Write a key path the way people do: `("levers", 0, "coverage")` is `levers[0].coverage`."""
    written = "".join(f"[{step}]" if isinstance(step, int) else "." + (_cut(step) or "''") for step in path)
    return _cut(written.removeprefix("."), 120)


def shown(value: object) -> str:
    """Name a value in a sentence: text in quotes and cut short, collections by their kind alone."""
    match value:
        case None | bool():
            return {None: "nothing", True: "true", False: "false"}[value]
        case str():
            return f"'{_cut(value)}'"
        case int() | float():
            return plain_number(value)
        case date():
            return value.isoformat()
        case list():
            return "a list"
        case _:
            return "a block of keys"


def plain_number(value: float) -> str:
    """Write a number as its author would, 42 rather than 42.0, and to its last digit."""
    return str(value).removesuffix(".0")


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return the end of a sentence that refuses `word`: the nearest of the right names or, if few, all."""
    choice = sorted(names)
    if nearest := difflib.get_close_matches(word[:80], choice, n=1):
        return f"; did you mean '{nearest[0]}'?"
    return f"; there are {', '.join(choice)}" if 0 < len(choice) <= FEW else ""


def share_hint(value: object, low: float = 0, high: float = 1) -> str | None:
    """Return "42 looks like a percentage: write 0.42" if `value` does and 0.42 would be in range."""
    match value:
        case str() if PERCENTAGE.fullmatch(value):
            percent = float(value.rstrip(" %"))
        case int() | float() if 2 <= value <= 100:  # below 2, it may as well be a share that is too large
            percent = float(value)
        case _:
            return None
    share = round(percent / 100, 12)
    if not low <= share <= high:
        return None
    return f"{shown(value)} looks like a percentage: write {plain_number(share)}"


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."


def _printable(text: str) -> str:
    """Replace what a terminal would obey rather than show, such as a line end, by its escape."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )
