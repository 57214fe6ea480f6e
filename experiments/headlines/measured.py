"""Measured: what a line reads off a study, one number a draw, over the years since the levers start.

Counts are means a year, and those of people at a year's end means over year ends; shares and days are means over years.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from experiments.headlines.period import FIRST_YEAR
from experiments.study import DEFINITIONS, Study, Values
from model.reading import GROUPS

OF_THE_UK = GROUPS["survivors", "UK"].names
"""The groups in which waits are counted."""


class Measured(Protocol):
    """Something that every draw has one of in each world."""

    @property
    def unit(self) -> str:
        """The unit in which it is told."""

    @property
    def each(self) -> str:
        """What stands behind an amount of it in a sentence."""

    def base(self, study: Study) -> Values | None:
        """Return it in the baseline; None if it is a comparison in itself (shape [draws], NaN where undefined)."""

    def gap(self, study: Study, scenario: int) -> Values:
        """Return the paired difference of a scenario (shape [draws], NaN where undefined)."""


@dataclass(frozen=True)
class Of:
    """One outcome, in one group."""

    outcome: str
    group: str = "all"

    @property
    def unit(self) -> str:
        """The unit of the outcome."""
        return DEFINITIONS[self.outcome]["unit"]

    @property
    def each(self) -> str:
        """Amounts are a year's, but for shares, days and people on one day of the year."""
        if self.unit == "days":
            return " days"
        return "" if self.unit == "share" or "31 December" in DEFINITIONS[self.outcome]["meaning"] else " a year"

    def value(self, study: Study, scenario: int) -> Values:
        """Return it in one world."""
        rows = since(study, scenario, self.outcome, self.group)
        known = np.isfinite(rows)
        return _over(np.where(known, rows, 0.0).sum(axis=1), known.sum(axis=1))

    def base(self, study: Study) -> Values:
        """Return it in the baseline."""
        return self.value(study, 0)

    def gap(self, study: Study, scenario: int) -> Values:
        """Return the paired difference."""
        return self.value(study, scenario) - self.value(study, 0)


@dataclass(frozen=True)
class Ratio:
    """One outcome over another, each summed over the years; undefined where there is none of the second."""

    top: str
    bottom: str
    group: str = "all"
    unit: str = "share"
    each: str = ""

    def value(self, study: Study, scenario: int) -> Values:
        """Return it in one world."""
        return _over(*(since(study, scenario, name, self.group).sum(axis=1) for name in (self.top, self.bottom)))

    def base(self, study: Study) -> Values:
        """Return it in the baseline."""
        return self.value(study, 0)

    def gap(self, study: Study, scenario: int) -> Values:
        """Return the paired difference."""
        return self.value(study, scenario) - self.value(study, 0)


@dataclass(frozen=True)
class Wait:
    """By how many days people wait longer, of those referred on the same day and decided in both worlds."""

    group: str = "all"
    unit: str = "days"
    each: str = " days"

    def base(self, study: Study) -> None:
        """Return nothing: it compares two worlds."""

    def gap(self, study: Study, scenario: int) -> Values:
        """Return the mean over these people."""
        place = OF_THE_UK.index(self.group)
        sums = np.array([draw[scenario].tally.waits[place] for draw in study.first])
        return _over(sums[:, 3], sums[:, 0])


def since(study: Study, scenario: int, outcome: str, group: str = "all") -> Values:
    """Return an outcome in every draw and year from the first year of the levers on (shape [draws, years])."""
    return study.row(scenario, outcome, group)[:, FIRST_YEAR - study.plan.first_year :]


def _over(top: Values, bottom: Values) -> Values:
    """Return one over the other, NaN where there is nothing to share among."""
    return np.asarray(np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0))
