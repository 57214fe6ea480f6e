"""Recommendations: what reports ask for, with publication, number, page and date, as data in recommendations.csv."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("recommendations.csv")


@dataclass(frozen=True)
class Recommendation:
    """One thing a report asks for, describes as good practice or proposes; all texts are ours."""

    id: str
    title: str
    question: str
    publication: str
    pointer: str
    """Number, section, page or paragraph."""
    date: str
    asked_by: str
    would_act: str
    """Who would act, the main one first."""
    kind: str
    """formal recommendation, practice described, or proposal."""
    response: str
    claims: str
    facts: str
    through: str
    """The levers that express it, where no lever of its own does."""
    reason: str
    """Why no lever of its own expresses it."""


@dataclass(frozen=True)
class StressTest:
    """A change that no report asks for in this form: a burden, to see what holds, or a resource by itself."""

    title: str
    question: str
    would_act: str = "nobody"


@cache
def recommendations() -> Mapping[str, Recommendation]:
    """Return all of them by identifier, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [f.name for f in fields(Recommendation)]
    return {row["id"]: Recommendation(**{name: row[name] or "" for name in names}) for row in rows}


def asked(identifier: str) -> Recommendation:
    """Return one. Raises KeyError if there is none of this name."""
    return recommendations()[identifier]
