"""Claims: the causal claims of the publications the model began from, each with its sign, strength and source.

In: ``claims.csv`` beside this file, one row a claim. Out: `claims`, every claim by its identifier ``C01`` to ``C95``.

A claim says which way something moves, never by how much: the publications give no sizes of effects. Claims are
kept whether or not the model acts on them, and where they disagree with one another they stay side by side.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

PATH = Path(__file__).with_name("claims.csv")
"""The table of claims."""

Sign: TypeAlias = Literal["+", "-", "mixed"]

Strength: TypeAlias = Literal["inspectorate", "research", "practitioner", "advocacy"]

MECHANISMS = (
    "contact", "recognition", "consent to referral", "referral quality", "conclusive grounds queue", "support",
    "police engagement", "investigation", "charge and trial", "exploiter at large", "exploitation", "criminalisation",
    "identification in prison", "harm in prison", "reintegration", "re-trafficking", "reoffending and recall",
    "immigration enforcement", "trauma", "shared data", "resources",
)  # fmt: skip
"""The parts of the journey that a claim may move."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a publication says brings about another."""

    id: str
    """``C01`` to ``C95``."""
    claim: str
    """What is claimed, in one sentence of ours."""
    mechanism: str
    """What moves: one or more of `MECHANISMS`, with commas between them."""
    cause: str
    """What is said to bring the effect about."""
    effect: str
    """What is said to change; where the sign is mixed, each part says which way it goes."""
    sign: Sign
    """``+`` if more of the cause raises the effect, ``-`` if it lowers it, ``mixed`` if it raises one part of it and
    lowers another.
    """
    strength: Strength
    """Who says so: ``inspectorate`` (inspectors or another official body found it), ``research`` (published research
    found or cited it), ``practitioner`` (practitioners or survivors report it) or ``advocacy`` (argued, not found).
    """
    source: str
    """The publication; several have semicolons between them."""
    locator: str
    """Where in the publication, and through whom if it quotes another; one part for each source."""


@cache
def claims() -> Mapping[str, Claim]:
    """Give every claim by its identifier, in the order of the file; the mapping cannot be changed.

    `ValueError` when the file has other columns than `Claim`, a row of another length or one identifier twice.
    """
    names = [field.name for field in fields(Claim)]
    with PATH.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        if next(rows, None) != names:
            raise ValueError(f"{PATH.name} must have the columns {', '.join(names)}")
        table: dict[str, Claim] = {}
        for row in rows:
            if len(row) != len(names):
                raise ValueError(f"{PATH.name}, line {rows.line_num}: {len(row)} cells instead of {len(names)}")
            read = Claim(*row)  # type: ignore[arg-type]
            if read.id in table:
                raise ValueError(f"{PATH.name} has two claims {read.id!r}")
            table[read.id] = read
    return MappingProxyType(table)
