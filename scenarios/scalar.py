"""A single value in a YAML file: what its letters mean, where every reader of YAML agrees on that."""

import math
import re
from datetime import date
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | date | None

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters other than tab and line ends
    "\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # invisible, or reverse what follows
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"  # not characters, or invisible labels
)
"""Characters that nobody sees but that change what a name is or how a line looks."""

NULLS = {"", "~", "null", "Null", "NULL"}
TRUTHS = {"true": True, "false": False}
TRUTHS_OF_1_1 = {"y": True, "yes": True, "on": True, "n": False, "no": False, "off": False}
MOST_DIGITS = 18
LONGEST_NUMBER = 40

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
BASE_SIXTY = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+")
OTHER_BASE = re.compile(r"[-+]?0([xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)")
UNDERSCORED = re.compile(r"[-+]?[0-9.][0-9.]*_[0-9._]*([eE][-+]?[0-9]+)?")

SURPRISES = (
    (NO_NUMBER, "{} is not a finite number; write one that is"),
    (BASE_SIXTY, "{} would be read as a number in base 60; write {} in quotes"),
    (
        LEADING_ZERO,
        "{} would be read as octal by some programs; write it without the leading 0, or in quotes",
    ),
    (OTHER_BASE, "{} would be read as a number in base 2, 8 or 16; write it in base 10, or in quotes"),
    (UNDERSCORED, "{} would be read as a number by some programs; write it without '_', or in quotes"),
)


class MisreadError(ValueError):
    """A value that would, or could, be read as something its author did not mean; says what to write."""


def plain_scalar(text: str) -> Scalar:
    """Return what unquoted `text` means by YAML 1.2; raise MisreadError where others read it differently."""
    if text in NULLS:
        return None
    if word := _word(text):
        if word in TRUTHS:
            return TRUTHS[word]
        if word in TRUTHS_OF_1_1:
            meant = str(TRUTHS_OF_1_1[word]).lower()
            raise MisreadError(f"'{text}' would be read as {meant}; write '{text}' in quotes or true/false")
    if DAY.fullmatch(text):
        return _day(text)
    for surprise, sentence in SURPRISES:
        if surprise.fullmatch(text):
            raise MisreadError(sentence.replace("{}", f"'{text[:LONGEST_NUMBER]}'"))
    if DECIMAL.fullmatch(text):
        return _number(text)
    return visible_text(text)


def visible_text(text: str) -> str:
    """Return `text` if all of it can be seen; a quoted text can smuggle in what the file itself cannot."""
    if hidden := HIDDEN.search(text):
        raise MisreadError(f"holds the invisible character U+{ord(hidden[0]):04X}; delete it")
    return text


def _word(text: str) -> str | None:
    """Return the lower-case form of a word in one of the three spellings YAML knows: no, No and NO."""
    word = text.lower()
    return word if text in {word, word.capitalize(), word.upper()} else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MisreadError(
            f"'{text}' is not a day in any calendar; a date is year-month-day, e.g. 2018-01-31"
        ) from None


def _number(text: str) -> int | float:
    if WHOLE.fullmatch(text):
        if len(text.lstrip("+-")) > MOST_DIGITS:
            raise MisreadError(f"has more than {MOST_DIGITS} digits; if it is a name, write it in quotes")
        return int(text)
    if len(text) > LONGEST_NUMBER or not math.isfinite(number := float(text)):
        raise MisreadError(f"'{text[:LONGEST_NUMBER]}' is too long or too large a number")
    return number
