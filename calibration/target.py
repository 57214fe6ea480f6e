"""Targets: a published figure and how the same figure is read off the model.

A target is a sum of terms over another sum of terms, times a factor, less a constant. A term is an outcome of a group
over calendar years with weights. Nothing here is fitted to anything.
"""

from dataclasses import dataclass, replace

import numpy as np

from calibration.period import Weights, before, flow, mean
from model.calendar import ORIGIN
from model.facts import Fact, fact, number
from model.reading import Table

UK_OVER_ENGLAND_AND_WALES = 3.0 / (number("F132.2018") + number("F132.2019") + number("F132.2020"))
"""What turns counts of the model for England and Wales into counts for the UK: referrals of both, 2018 to 2020."""


@dataclass(frozen=True)
class Term:
    """An outcome of a group over calendar years, each with its weight."""

    outcome: str
    years: Weights
    group: str = "all"

    def __neg__(self) -> "Term":
        return replace(self, years=tuple((year, -weight) for year, weight in self.years))

    def value(self, table: Table) -> float:
        """Return the weighted sum; not a number where a year was not simulated or the outcome is undefined."""
        by_year = table[self.outcome, self.group]
        found = [(weight, year - ORIGIN.year) for year, weight in self.years]
        return float(sum(w * by_year[at] if 0 <= at < len(by_year) else np.nan for w, at in found))

    def __str__(self) -> str:
        sign = "−" if all(weight < 0 for _, weight in self.years) else ""
        name = self.outcome if self.group == "all" else f"{self.outcome}[{self.group}]"
        parts = [str(year) if abs(w) == 1 else f"{abs(w):.2g} of {year}" for year, w in self.years]
        when = " + ".join(parts)
        return f"{sign}{name} {when}" if len(parts) == 1 else f"{sign}{name} ({when})"


@dataclass(frozen=True)
class Target:
    """One published figure and its expression in outcomes of the model."""

    fact_id: str
    top: tuple[Term, ...]
    bottom: tuple[Term, ...] = ()
    times: float = 1.0
    less: float = 0.0
    note: str = ""
    """Where definitions part."""
    is_input: bool = False
    """True if the model is given this figure, so that agreement proves nothing."""

    @property
    def fact(self) -> Fact:
        """The figure with its definition and source."""
        return fact(self.fact_id)

    @property
    def published(self) -> float:
        """The figure."""
        return number(self.fact_id)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term, those below the line too."""
        return self.top + self.bottom

    @property
    def years(self) -> range:
        """The calendar years it is read from."""
        needed = [year for term in self.terms for year, _ in term.years]
        return range(min(needed), max(needed) + 1)

    @property
    def outcome(self) -> str:
        """The outcome it is about: the first above the line."""
        return self.top[0].outcome

    @property
    def group(self) -> str:
        """The group it is about."""
        return self.top[0].group

    @property
    def year(self) -> int | None:
        """The calendar year, if the figure is one outcome of one whole year as it stands; else none."""
        plain = len(self.terms) == 1 and len(self.top[0].years) == 1 and (self.times, self.less) == (1.0, 0.0)
        year, weight = self.top[0].years[0]
        return year if plain and weight == 1.0 else None

    @property
    def expression(self) -> str:
        """The figure in outcomes of the model, to be read."""
        above = _sum(self.top, apart=bool(self.bottom) or self.times != 1.0)
        below = f" / {_sum(self.bottom, apart=True)}" if self.bottom else ""
        times = f"{self.times:.4g} × " if self.times != 1.0 else ""
        less = f" − {self.less:g}" if self.less else ""
        return f"{times}{above}{below}{less}"

    def value(self, table: Table) -> float:
        """Return the figure as one run of the model has it; not a number where it is undefined."""
        value = sum(term.value(table) for term in self.top)
        if self.bottom:
            below = sum(term.value(table) for term in self.bottom)
            value = value / below if below else np.nan
        return float(self.times * value - self.less)

    def holds(self, low: float, high: float) -> bool:
        """Return whether an interval holds the figure, or reaches what "over" or "nearly" leaves open."""
        stated = self.fact
        least = -np.inf if stated.low is None and stated.high is not None else self.published
        most = np.inf if stated.high is None and stated.low is not None else self.published
        return bool(low <= most and high >= least)


def _sum(terms: tuple[Term, ...], apart: bool) -> str:
    """Return a sum in words; in brackets if it is to stand apart from what is around it."""
    text = " + ".join(str(term) for term in terms).replace("+ −", "− ")
    return f"({text})" if apart and len(terms) > 1 else text


# How figures are most often read --------------------------------------------------------------------------------------


def count(fact_id: str, outcome: str, group: str = "all", *, years: Weights = (), scale: float = 1.0,
          note: str = "", is_input: bool = False) -> Target:  # fmt: skip
    """Return a count over the period of the fact."""
    weights = years or flow(fact(fact_id).period)
    return Target(fact_id, (Term(outcome, weights, group),), times=scale, note=note, is_input=is_input)


def level(fact_id: str, outcome: str, group: str = "all", *, years: Weights = (), scale: float = 1.0,
          note: str = "") -> Target:  # fmt: skip
    """Return a share or a mean, which the model gives for a year, over the period of the fact."""
    weights = years or mean(fact(fact_id).period)
    return Target(fact_id, (Term(outcome, weights, group),), times=scale, note=note)


def share(fact_id: str, outcome: str, group: str, of: str, of_group: str = "all", *, scale: float = 1.0,
          note: str = "") -> Target:  # fmt: skip
    """Return one count over another, both over the period of the fact."""
    weights = flow(fact(fact_id).period)
    return Target(fact_id, (Term(outcome, weights, group),), (Term(of, weights, of_group),), scale, note=note)


def growth(fact_id: str, outcome: str, *, years: Weights, note: str = "") -> Target:
    """Return the rise of a count on the same months of the year before, as a share of it."""
    return Target(fact_id, (Term(outcome, years),), (Term(outcome, before(years)),), less=1.0, note=note)
