"""Evidence: every number of the model with its meaning, unit, prior, source and grade, declared beside its use.

A `Parameter` is believed (it has a prior); a `Derived` number is computed from other numbers, so that arithmetic
on evidence is code. Both get their dotted name, such as ``custody.recognised``, from the module and the variable
that declare them (model/register.py).

The grade rule: the spread of a sourced prior is multiplied by 1 for grade A (official statistic or statutory rule),
1.25 for B (published research or inspectorate finding), 1.5 for C (expert, charity, press or ministerial estimate)
and 2 for D. A figure read at second hand is graded one step lower than its original publication (model/facts.py). An
`Assumption` is ours, always grade D: its range is stated as a 90% interval outright and is not widened again.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from model.facts import Fact, fact
from model.priors import Prior

Grade: TypeAlias = Literal["A", "B", "C", "D"]

WIDENING: Mapping[Grade, float] = {"A": 1.0, "B": 1.25, "C": 1.5, "D": 2.0}

DAYS_PER_YEAR = 365.25

Unit: TypeAlias = Literal[
    "share", "odds ratio", "speed ratio", "days", "months", "years", "per year", "per month", "per week",
    "people", "people per year", "cases", "decisions per year", "members of staff", "courtrooms", "ratio",
    "calendar years", "pounds", "pounds a year", "pounds a week", "pounds a day", "price year",
]  # fmt: skip

DAYS: Mapping[str, float] = {"days": 1.0, "months": DAYS_PER_YEAR / 12, "years": DAYS_PER_YEAR}
"""Days in each unit of duration."""

PER_DAY: Mapping[str, float] = {
    "per year": 1 / DAYS_PER_YEAR, "per month": 12 / DAYS_PER_YEAR, "per week": 1 / 7,
    "people per year": 1 / DAYS_PER_YEAR, "decisions per year": 1 / DAYS_PER_YEAR,
}  # fmt: skip
"""Events a day for one unit of each rate."""


LIMITS: Mapping[str, tuple[float, float]] = {
    "share": (0.0, 1.0),
    "people": (0.001, 1e7),
    "people per year": (0.0, 1e6),
    "decisions per year": (0.001, 1e9),
    **dict.fromkeys(("members of staff", "courtrooms"), (0.0, 1e9)),
    **dict.fromkeys(("pounds", "pounds a year", "pounds a week", "pounds a day"), (0.0, 1e8)),
    **dict.fromkeys(DAYS, (0.001, 1e5)),
    "calendar years": (0.0, 30.0),
}


@dataclass(frozen=True)
class Source:
    """Published facts, by their identifiers in model/facts.csv; `note` says how they are read here."""

    facts: tuple[str, ...]
    note: str = ""

    def __init__(self, *facts: str, note: str = "") -> None:
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "note", note)

    @property
    def cited(self) -> tuple[Fact, ...]:
        """The facts themselves."""
        return tuple(fact(identifier) for identifier in self.facts)

    @property
    def grade(self) -> Grade:
        """The weakest grade among the facts, second-hand reading counted."""
        grade: str = max(f.graded for f in self.cited)
        if grade not in get_args(Grade):
            raise ValueError(f"{grade!r} is not a grade")
        return grade  # type: ignore[return-value]


@dataclass(frozen=True)
class Assumption:
    """A range of ours, with its reason and the published facts it leans on, if any. Always grade D."""

    reason: str
    facts: tuple[str, ...] = ()
    grade: Grade = field(default="D", init=False)

    @property
    def cited(self) -> tuple[Fact, ...]:
        """The facts it leans on."""
        return tuple(fact(identifier) for identifier in self.facts)


@dataclass(frozen=True, eq=False)
class Quantity(ABC):
    """A number with a meaning and a unit; its `name` is given by the register."""

    meaning: str
    unit: Unit
    name: str = field(default="", init=False)

    @property
    @abstractmethod
    def grade(self) -> Grade:
        """The grade of the evidence behind the number."""

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest value that may be set: nothing that is divided by may be 0, nor people endless."""
        return LIMITS.get(self.unit, (0.0, 1e6))


@dataclass(frozen=True, eq=False)
class Parameter(Quantity):
    """A number that is believed: one prior, or one for each regime, keyed by the ISO date it begins.

    The regimes of a draw share their luck, so that a number drawn high under one rule is drawn high under the next;
    with `anew` each regime has luck of its own, where a rule changed what the number means. `bounds` are what may be
    set where the limits of the unit are too wide, because something is divided by the number or grows with its power.
    """

    prior: Prior | Mapping[str, Prior]
    evidence: Source | Assumption
    anew: bool = False
    bounds: tuple[float, float] | None = None

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest value that may be set."""
        return self.bounds or super().limits

    @property
    def grade(self) -> Grade:
        """The grade of the evidence."""
        return self.evidence.grade

    @cached_property
    def regimes(self) -> tuple[tuple[date, Prior], ...]:
        """The priors in force from each date on, widened by the grade rule; the first holds for earlier dates too."""
        dated = self.prior if isinstance(self.prior, Mapping) else {"0001-01-01": self.prior}
        factor = WIDENING[self.grade] if isinstance(self.evidence, Source) else 1.0
        return tuple((date.fromisoformat(day), prior.widened(factor)) for day, prior in sorted(dated.items()))


@dataclass(frozen=True, eq=False)
class Derived(Quantity):
    """A number computed from others: ``formula(*inputs)`` on the values in force, with NumPy semantics.

    One that fits a rate to what was counted is computed `without_levers`: else what a lever changes would be undone.
    """

    inputs: tuple[Quantity, ...]
    formula: Callable[..., float]
    without_levers: bool = False

    @property
    def grade(self) -> Grade:
        """The weakest grade among the inputs."""
        return max(q.grade for q in self.inputs)


@dataclass(frozen=True, eq=False)
class Local(Quantity):
    """A number that differs from place to place: `middle` times a factor (on the odds, for shares) per place.

    The factors are log-normal with standard deviation `spread` on the log scale, one keyed draw a place.
    """

    middle: Quantity
    spread: Quantity
    place: object
    """The column whose levels are the places."""

    @property
    def grade(self) -> Grade:
        """The weaker grade of the two."""
        return max(self.middle.grade, self.spread.grade)


@dataclass(frozen=True, eq=False)
class Adopted(Quantity):
    """1 at the places that have a practice, 0 at the others: a `share` of places, early or late by one keyed draw each.

    A place that has it at one share has it at any larger share. Where places do not matter it is the share itself.
    """

    share: Quantity
    place: object
    """The column whose levels are the places, or several columns (of different kinds of agents) of the same places."""

    @property
    def grade(self) -> Grade:
        """The grade of the share."""
        return self.share.grade


def yearly_rate(share: float) -> float:
    """Return the rate a year under which a `share` have had the event after a year."""
    from model.chance import log  # compiled; loaded only when a number is computed

    return -float(log(1.0 - float(share)))


def mean_of_median(median: float) -> float:
    """Return the mean of the exponential wait that has this median."""
    from model.chance import log

    return float(median) / float(log(2.0))
