"""The scenarios that ship, and how a scenario is named: by a name if it ships, by a path if not."""

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scenarios.problems import InputError, Problem, did_you_mean

SHIPPED = Path(__file__).parent
"""Where the scenarios stand that can be asked for by name alone."""


@cache
def shipped() -> Mapping[str, Path]:
    """Return the files of the scenarios that ship, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}


def is_path(path_or_name: str) -> bool:
    """Return whether a file is meant, and not the name of a shipped scenario."""
    has_separator = any(separator in path_or_name for separator in (os.sep, os.altsep) if separator)
    return has_separator or path_or_name.lower().endswith((".yaml", ".yml"))


def no_such_name(name: str) -> str:
    """Return the sentence about a name that no shipped scenario has."""
    if not re.fullmatch(r"[a-z0-9_-]+", name):
        return "neither a scenario's name (a-z, 0-9, _ and -) nor a path (with a / or ending in .yaml)"
    return f"no scenario has this name{did_you_mean(name, shipped())}"


def file_of(path_or_name: str) -> Path:
    """Return the file meant: a path as it stands, or the shipped scenario of that name."""
    if is_path(path_or_name):
        return Path(path_or_name)
    if path_or_name in shipped():
        return shipped()[path_or_name]
    raise InputError([Problem(Path(path_or_name), None, None, "", no_such_name(path_or_name))])
