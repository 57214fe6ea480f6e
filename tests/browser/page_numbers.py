"""A page taken apart into tables and pictures, and its numbers held against values, rounding included."""

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import chain
from math import isfinite
from pathlib import Path

import duckdb
import numpy as np

NUMBER = re.compile(r"[+-]?£?\d[\d,]*(?:\.\d+)?(?:e[+-]\d+)?(?:bn|m\b|k\b|%| points)?")
SIZES = {"bn": 1e9, "m": 1e6, "k": 1e3, "%": 0.01, " points": 0.01, "": 1.0}
EXACT = 1e-9


class Page(HTMLParser):
    """The tables of a page by the chart that they stand under, else by their caption; pictures; words of pictures.

    Characters that keep a number and its unit in one line are read as a space, or as nothing.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.words: dict[str, str] = {}
        self.sentences: list[str] = []
        self._chart, self._caption, self._rows, self._into = "", "", [], None
        self.feed(html.translate({0x2060: None, 0xA0: " "}))
        text = html.partition('<script type="application/json" id="figures">')[2].partition("</script>")[0]
        self.figures = json.loads(text)["figures"]

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if tag == "figure":
            self._chart = known.get("id", "")
        elif known.get("role") == "img":
            self.words[known["id"]] = known["aria-label"]
        elif tag == "caption":
            self._caption, self._rows, self._into = "", [], "caption"
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._into = "cell"
        elif tag == "p":
            self.sentences.append("")
            self._into = "p"

    def handle_endtag(self, tag):
        if tag in ("caption", "td", "th", "p"):
            self._into = None
        elif tag == "table":
            self.tables[self._chart or self._caption] = self._rows[1:]  # without the head
        elif tag == "figure":
            self._chart = ""

    def handle_data(self, data):
        if self._into == "caption":
            self._caption += data
        elif self._into == "cell":
            self._rows[-1][-1] += data
        elif self._into == "p":
            self.sentences[-1] += data


def read(text: str) -> list[tuple[float, float]]:
    """Return every number of a text, and half of its last digit."""
    found = []
    for word in NUMBER.findall(text):
        size = next(size for end, size in SIZES.items() if word.endswith(end))
        digits = re.sub(r"[^0-9.e+-]", "", word)
        decimals = len(digits.partition(".")[2].partition("e")[0])
        power = float(f"1{digits[digits.index('e') :]}") if "e" in digits else 1.0
        found.append((float(digits) * size, 0.5 * 10.0**-decimals * power * size))
    return found


def agrees(text: str, *values: float | None) -> bool:
    """Return whether a text holds just these values, each rounded to the digits it shows; a dash for what is undefined.

    A sign may be missing where nothing but zeros is shown.
    """
    known = [value for value in values if value is not None and isfinite(value)]
    if not known:
        return text in ("-", "undefined", "nan")
    told = read(text)
    return len(told) == len(known) and all(
        abs(shown - value) <= half * (1 + 1e-6) + EXACT * abs(value)
        for (shown, half), value in zip(told, known, strict=True)
    )


def same(drawn: list, values: list) -> bool:
    """Return whether what a picture draws are these values (missing ones as None), to the last bits."""
    if len(drawn) != len(values):
        return False
    pairs = [(np.nan if d is None else d, np.nan if v is None else v) for d, v in zip(drawn, values, strict=True)]
    return bool(np.allclose(*np.array(pairs, float).reshape(-1, 2).T, rtol=EXACT, atol=1e-12, equal_nan=True))


class Faults(list):
    """What a page says otherwise than the results."""

    def cell(self, where: str, text: str, *values: float | None) -> None:
        """Hold a cell against values."""
        if not agrees(text, *values):
            self.append(f"{where}: {text!r} is not {values}")

    def drawn(self, where: str, found: list, values: list) -> None:
        """Hold what a picture draws against values."""
        if not same(found, values):
            self.append(f"{where}: {found} is not {values}")

    def equal(self, where: str, found: object, wanted: object) -> None:
        """Hold words, or counts of rows."""
        if found != wanted:
            self.append(f"{where}: {found!r} is not {wanted!r}")


def flat(parts: Iterable[Iterable]) -> list:
    """Return what lists hold as one list."""
    return list(chain.from_iterable(parts))


def table(folder: Path, name: str) -> list[dict]:
    """Return a table of a report from its Parquet file, which has every number unrounded."""
    path = folder / "tables" / f"{name}.parquet"
    found = duckdb.sql(f"FROM '{path}'")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def bars(trace: dict, axis: str) -> list[float]:
    """Return middle and ends of the error bars of a trace, one after the other."""
    error, middle = trace[f"error_{axis}"], trace[axis]
    return flat((m, m - a, m + b) for m, a, b in zip(middle, error["arrayminus"], error["array"], strict=True))
