"""The templates of the pages: what is put into them is escaped, nothing may be missing, no sum of money is broken."""

import re
from functools import cache
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

Any_ = TypeVar("Any_")
JOINER, SPACE = "\u2060", "\u00a0"
"""Characters at which no line is broken: without width, and as wide as a space."""
SIGN = re.compile(r"(?<=[+-])(?=£)")
UNIT = re.compile(r"(?<=\d) (?=(?:days?|points?|\(few\))(?!\w))")
"""What stands behind a number and belongs to it."""


@cache
def environment() -> Environment:
    """Return the templates of this folder."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=unbroken,
    )  # fmt: skip


def unbroken(said: Any_) -> Any_ | str:
    """Return a text in which a sign stays with its pound, and a number with its unit; anything else as it is."""
    if not isinstance(said, str) or isinstance(said, Markup):
        return said
    return UNIT.sub(SPACE, SIGN.sub(JOINER, said))
