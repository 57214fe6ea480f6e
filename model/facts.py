"""Facts: the published numbers the model rests on, each with its definition, source and grade.

In: ``facts.csv`` beside this file, one row a number. Out: `fact` by identifier, `number` for its value,
`yearly` for the series of the National Referral Mechanism (NRM), and `facts` for all rows.

Identifiers are an evidence code and a dotted suffix, ``F019.referrals_child``. The first letter tells the
kind: S and F a published fact, R a dated change of the rules, D arithmetic of ours on other facts.

A fact has a `value`, or bounds without a value (a published range), or neither (a rule or a date in words).
Where the publication says "over", "at least" or "up to", the number it names is the value and one bound
repeats it.
"""

import csv
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("facts.csv")
"""The table of facts."""

NRM_YEARS = range(2014, 2024)
"""The years of the NRM series F014 to F023."""


class UnknownFact(KeyError):  # noqa: N818 (reads as a sentence)
    """No fact has this identifier; the message names the nearest one."""

    def __str__(self) -> str:
        return str(self.args[0])


class NoNumber(ValueError):  # noqa: N818 (reads as a sentence)
    """The fact is a range, a rule or a date: it has no single value."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One published number with its definition and its source."""

    id: str
    """Evidence code, with a dotted suffix where one code holds several numbers."""
    quantity: str
    """What is measured, in plain words."""
    value: float | None
    """The number; a share lies between 0 and 1. None for ranges, rules and dates."""
    low: float | None
    """Lower bound, where the fact is a range or is stated as "over" or "at least"."""
    high: float | None
    """Upper bound, where the fact is a range or is stated as "up to", "under" or "nearly"."""
    unit: str
    """``share``, ``people``, ``days`` ...; ``rule``, ``date`` or ``qualitative`` where there is no number."""
    period: str
    """``2019``, ``2019-06``, ``2019-12-31``, or a range ``from..to`` of these, open at either end."""
    geography: str
    """Where: ``UK``, ``E&W``, both where a ratio mixes them, or a police force area."""
    numerator: str
    """What is counted or measured; for a rule or a date, what it says."""
    denominator: str
    """What it is a share of; empty for counts, durations, rules and dates."""
    cohort: str
    """Who is included: the group and the event that puts a case into the figure."""
    horizon: str
    """How long people are followed, such as ``12 months``; empty when they are not."""
    source: str
    """The publication."""
    locator: str
    """Where in the publication, and through whom if it was not read itself; for derived facts, from what."""
    published: str
    """Year or date of publication."""
    url: str
    """Where it was read, if on the web."""
    read: str
    """``primary``, ``data``, ``page`` (opening of the publication only), ``second-hand`` or ``derived``."""
    grade: str
    """Of the original: A official statistic or rule, B research or inspection, C expert or press, D ours."""
    use: str
    """``parameter``, ``target``, ``validation``, ``context`` or ``rule``."""

    @property
    def citation(self) -> str:
        """Source, place in it and date, on one line."""
        return f"{self.source}; {self.locator} ({self.published})"

    @property
    def graded(self) -> str:
        """The grade to use: one step lower when the figure was read at second hand.

        A figure quoted by the press or another body has lost its table, its footnotes and often its
        definition on the way, and may have been copied wrongly: the grade of the original no longer vouches
        for it. D stays D.
        """
        return {"A": "B", "B": "C"}.get(self.grade, "D") if self.read == "second-hand" else self.grade


@cache
def _table() -> dict[str, Fact]:
    """Every fact by its identifier, in the order of the file."""
    numeric = {"value", "low", "high"}
    names = [field.name for field in fields(Fact)]
    with PATH.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        if next(rows) != names:
            raise ValueError(f"{PATH.name} must have the columns {', '.join(names)}")
        table: dict[str, Fact] = {}
        for row in rows:
            cells = [
                (float(cell) if cell else None) if name in numeric else cell
                for name, cell in zip(names, row, strict=True)
            ]
            read = Fact(*cells)  # type: ignore[arg-type]
            if read.id in table:
                raise ValueError(f"{PATH.name} has two facts {read.id!r}")
            table[read.id] = read
    return table


def _nearest(asked: str) -> str:
    """Give the known identifier most like the one asked for."""
    import difflib  # only needed once something has gone wrong

    return difflib.get_close_matches(asked, _table(), n=1, cutoff=0)[0]


def facts() -> tuple[Fact, ...]:
    """Every fact, in the order of the file."""
    return tuple(_table().values())


def fact(identifier: str) -> Fact:
    """Give the fact with this identifier; `UnknownFact` names the nearest one when there is none."""
    try:
        return _table()[identifier]
    except KeyError:
        raise UnknownFact(f"there is no fact {identifier!r}; the nearest is {_nearest(identifier)!r}") from None


def number(identifier: str) -> float:
    """Give the value of a fact; `NoNumber` when it is a range, a rule or a date."""
    found = fact(identifier)
    if found.value is None:
        bounds = [f"{name} {x:g}" for name, x in (("low", found.low), ("high", found.high)) if x is not None]
        given = f", only {' and '.join(bounds)}" if bounds else ""
        raise NoNumber(f"fact {identifier!r} ({found.quantity}) has no single value{given}")
    return found.value


def yearly(quantity_suffix: str) -> dict[int, float]:
    """Give one NRM series by year: ``yearly("cg_decisions")[2019]`` is the value of ``F019.cg_decisions``.

    Only rows covering a whole calendar year are given, so duty to notify starts in 2016 although ``F015`` has
    the few weeks of 2015 in which the duty was in force.
    """
    identifiers = [f"F0{year % 100}.{quantity_suffix}" for year in NRM_YEARS]
    found = [_table()[identifier] for identifier in identifiers if identifier in _table()]
    if not found:
        asked = identifiers[-1]
        raise UnknownFact(f"there is no series {asked!r}; the nearest fact is {_nearest(asked)!r}")
    return {int(f.period): number(f.id) for f in found if f.period.isdecimal()}
