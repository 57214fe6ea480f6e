"""A line of outcome: what is measured, and why it comes out as it does, whichever way that is.

The three explanations are written before anything is run. Each is true of the declarations in model/, and the one that
fits the verdict is told; where none speaks for a direction, what pulls up and what pulls down.
"""

from dataclasses import dataclass

from experiments.comparison.verdict import Direction
from experiments.headlines.measured import Measured


@dataclass(frozen=True)
class Why:
    """Explanations of one line: one a verdict."""

    higher: str
    lower: str
    neither: str

    def of(self, direction: Direction) -> str:
        """Return the one that fits a verdict."""
        return {"higher": self.higher, "lower": self.lower, "none": self.neither}[direction]


@dataclass(frozen=True)
class Line:
    """One line of a table."""

    label: str
    measured: Measured
    why: Why


@dataclass(frozen=True)
class Block:
    """Lines that answer one part of a question."""

    heading: str
    lines: tuple[Line, ...]
