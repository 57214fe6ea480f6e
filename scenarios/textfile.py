"""A small text file, all of which can be seen."""

import stat
from pathlib import Path
from typing import NoReturn

from scenarios.problems import InputError, Problem
from scenarios.scalar import HIDDEN

MOST_BYTES = 256 * 1024


def text_of(path: Path) -> str:
    """Return the text of a regular UTF-8 file without hidden characters, or raise InputError."""
    content = _content(path)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")  # the mark some Windows editors put first
    except UnicodeDecodeError as error:
        _refuse(path, "is not UTF-8 text; save it with the encoding UTF-8", content[: error.start].decode("utf-8"))
    if hidden := HIDDEN.search(text):
        message = f"holds the invisible character U+{ord(hidden[0]):04X}; delete it"
        _refuse(path, message, text[: hidden.start()])
    return text


def _content(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe or a device might wait for ever
            _refuse(path, "is a directory" if path.is_dir() else "is not a regular file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        _refuse(path, "no such file")
    except (OSError, ValueError) as error:  # ValueError: the path holds a null character
        _refuse(path, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if len(content) > MOST_BYTES:
        _refuse(path, f"is larger than {MOST_BYTES // 1024} KB, which is more than any such file needs")
    return content


def _refuse(file: Path, message: str, before: str | None = None) -> NoReturn:
    """Raise InputError for the file as a whole or, with the text `before` it, for a place in the file."""
    line = column = None
    if before is not None:
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    raise InputError([Problem(file, line, column, "", message)]) from None
