"""A part of a briefing: a heading and what stands under it, the same for the page, the document and the slides."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from experiments.charts import Chart
from experiments.page_words import Table


@dataclass(frozen=True)
class Text:
    """A paragraph: plain, the finding itself, or small print."""

    words: str
    kind: Literal["plain", "finding", "small"] = "plain"


@dataclass(frozen=True)
class Points:
    """Sentences one below the other, under a few words."""

    lines: tuple[str, ...]
    under: str = ""


@dataclass(frozen=True)
class Facts:
    """Names and what they are."""

    pairs: tuple[tuple[str, str], ...]


Block: TypeAlias = Text | Points | Facts | Table | Chart


@dataclass(frozen=True)
class Part:
    """A heading, and what stands under it."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Briefing:
    """Everything that a briefing says, whatever file it becomes."""

    title: str
    lead: str
    """What this is, in a line."""
    use: str
    """From when, and until when, it may be used."""
    warnings: tuple[str, ...]
    """What a reader must know first."""
    short: tuple[Part, ...]
    """Two pages."""
    long: tuple[Part, ...]
    """The same at length, with annexes."""
