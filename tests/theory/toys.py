"""What the tests against theory share: toy numbers, a run of a toy kind, exact chains, and the checker `agrees`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from model.calendar import Calendar
from model.evidence import Assumption, Parameter, Quantity, Unit
from model.population import Founders, Population
from model.priors import Known
from model.rules import Column, Duration, Kind, Mark, Moment, Move, Process, Spell, Step
from model.tables import Layout

Array: TypeAlias = NDArray[np.float64]
Observed: TypeAlias = "Array | tuple[Array, Array]"
Sample: TypeAlias = Callable[[int, int], Mapping[str, Observed]]
Exact: TypeAlias = Mapping[str, "float | Fraction"]


class Agrees(Protocol):
    """What the fixture `agrees` gives a test: the checker under the test's own name."""

    def __call__(self, sample: Sample, exact: Exact, people: int, sees: float) -> None: ...


EVER = Calendar(2035)
"""Long enough for everything to be over: 8 035 days."""

FIRST_LIMIT, SECOND_LIMIT, MORE = 3.5, 5.0, 10
SURELY = FIRST_LIMIT + 2.0
"""A bias of this many standard errors of the first stage fails it with 97.7%, and then is 17 of the second."""


def number(value: float, unit: Unit = "days") -> Parameter:
    """A number not in doubt."""
    return Parameter("a toy number", unit, Known(value), Assumption("a toy"))


class Plainly:
    """Values as declared, some of them told apart by place, some replaced."""

    def __init__(self, by_place: Mapping[Quantity, Iterable[float]] | None = None) -> None:
        self.by_place = {q: np.array(list(x)) for q, x in (by_place or {}).items()}
        self.replaced: dict[Quantity, float] = {}

    def at(self, quantity: Quantity, day: float, place: Column | None) -> float | Array:
        value = self.replaced.get(quantity, quantity.regimes[0][1].median)  # type: ignore[attr-defined]
        return self.by_place[quantity] * value if place is not None and quantity in self.by_place else value

    def but(self, replaced: Mapping[Quantity, float]) -> "Plainly":
        """The same values with some replaced."""
        other = Plainly(self.by_place)
        other.replaced = {**self.replaced, **replaced}
        return other


PLAINLY = Plainly()


def born(
    kind: Kind, people: int, seed: int, columns: Mapping[Column, object] | None = None, values: Plainly = PLAINLY,
    calendar: Calendar = EVER,
) -> Population:  # fmt: skip
    """`people` of a kind on day 0, not yet lived; columns as given."""
    levels = {c: np.broadcast_to(np.asarray(x, np.uint8), people) for c, x in (columns or {}).items()}
    founders = Founders(np.arange(people, dtype=np.uint64), np.zeros(people), levels)
    layout = Layout(kind)
    return Population(layout, founders, layout.numbers(values, 0.0), seed, calendar)


class Diary:
    """Steps that move a process and record how long each of its states lasted, person by person."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.since = Moment(f"in this state of {process.name} since", "")
        self.lasted = [Duration(f"days in state {s} of {process.name}", "") for s in range(process.size)]

    def move(self, start: int, to: int) -> tuple[Step, ...]:
        """Go from one state to another."""
        return Spell(self.lasted[start], self.since), Move(self.process, to), Mark(self.since)

    def begin(self, people: Population) -> Population:
        """Remember that everyone is in their first state since day 0."""
        people.remember(self.since, np.arange(len(people)), np.zeros(len(people)))
        return people

    def days(self, people: Population, state: int) -> Array:
        """Days each spent in a state, all visits together, of those that ended."""
        who, since, when = people.spells(self.lasted[state])
        return np.bincount(who, when - since, minlength=len(people))

    def visits(self, people: Population, state: int) -> Array:
        """How often each left a state."""
        return np.bincount(people.spells(self.lasted[state])[0], minlength=len(people)).astype(float)


def ended_in(people: Population, process: Process) -> Mapping[int, Array]:
    """For each state of a process, 1 for everyone who is in it now and 0 for the rest."""
    return {s: (people.level(process) == s).astype(float) for s in range(process.size)}


def expected_visits(chain: Mapping[str, Mapping[str, Fraction]], start: str) -> dict[str, Fraction]:
    """How often each state is entered on average, the start counted: the row of the fundamental matrix, exactly.

    `chain` gives, for each state that is left, the chances of the next; states only entered are absorbing, and
    their entries are the chances of ending there. Solves v = e + v Q by elimination over rationals.
    """
    states = list(chain)
    matrix = [
        [Fraction(int(a == b)) - chain[b].get(a, Fraction(0)) for b in states] + [Fraction(int(a == start))]
        for a in states
    ]
    for i in range(len(states)):
        pivot = next(r for r in range(i, len(states)) if matrix[r][i] != 0)
        matrix[i], matrix[pivot] = matrix[pivot], matrix[i]
        matrix[i] = [x / matrix[i][i] for x in matrix[i]]
        for r in range(len(states)):
            if r != i and matrix[r][i] != 0:
                matrix[r] = [x - matrix[r][i] * y for x, y in zip(matrix[r], matrix[i], strict=True)]
    visits = {state: row[-1] for state, row in zip(states, matrix, strict=True)}
    for state, onward in chain.items():
        for to, chance in onward.items():
            if to not in chain:
                visits[to] = visits.get(to, Fraction(0)) + visits[state] * chance
    return visits


def race(**rates: Fraction | int) -> dict[str, Fraction]:
    """The chance of each to end first, from rates of competing exponentials."""
    total = sum(map(Fraction, rates.values()))
    return {name: Fraction(rate) / total for name, rate in rates.items()}


def seed_of(name: str, *stage: int) -> int:
    """A 31-bit seed of a check's own, hashed from its name and the stage."""
    return int.from_bytes(blake2b(f"{name} {stage}".encode(), digest_size=4).digest(), "big") >> 1


@dataclass
class Score:
    """One mean, or ratio of means, held against theory; observations are added a sample at a time."""

    exact: float
    number: int = 0
    over: float = 0.0
    squared: float = 0.0
    weight: float = 0.0

    def add(self, observed: Observed) -> None:
        """Add independent observations, or pairs of numerator and denominator."""
        top, bottom = observed if isinstance(observed, tuple) else (observed, np.ones(len(observed)))
        deviation = top - self.exact * bottom
        self.number += deviation.size
        self.over += float(deviation.sum())
        self.squared += float((deviation**2).sum())
        self.weight += float(bottom.sum())

    @property
    def off(self) -> float:
        """How far the mean is from the exact one."""
        return self.over / self.weight

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        variance = self.squared / self.number - (self.over / self.number) ** 2
        return float(np.sqrt(max(0.0, variance) * self.number)) / self.weight

    @property
    def z(self) -> float:
        """How many standard errors off."""
        return self.off / self.error if self.error > 0 else (0.0 if self.off == 0 else np.inf)

    @property
    def sees(self) -> float:
        """The bias, relative to the exact number, that is all but sure to fail the first stage."""
        return SURELY * self.error / abs(self.exact)


def scores(sample: Sample, exact: Exact, people: int, seeds: Iterable[int]) -> dict[str, Score]:
    """Draw one sample a seed and score all of them together."""
    found = {key: Score(float(value)) for key, value in exact.items()}
    for seed in seeds:
        observed = sample(seed, people)
        for key, score in found.items():
            score.add(observed[key])
    assert all(np.isfinite((s.off, s.error)).all() for s in found.values()), f"not a number: {found}"
    return found


def agrees(sample: Sample, exact: Exact, people: int, sees: float, name: str, parts: int = 1) -> None:
    """Hold sample means against exact numbers in two stages, so that the check is sharp and false alarms are rare.

    ``sample(seed, people)`` returns, under each name in `exact`, one independent observation a person (or a pair of
    arrays: the ratio of their means is held); `parts` samples are drawn. Stage 1: all within 3.5 standard errors
    passes. The names that are not are drawn again with fresh seeds, ten times as many, and must lie within 5. A right
    model fails on one number in about four thousand million; a bias of `sees` (relative) is caught with 97.7% or
    more, and it is an error to claim sharper sight than the sample has.
    """
    first = scores(sample, exact, people, [seed_of(name, 1, part) for part in range(parts)])
    blind = {key: f"{s.sees:.2%}" for key, s in first.items() if s.sees > sees}
    assert not blind, f"{name} would not surely see a bias of {sees:.2%}, but only: {blind}"
    doubtful = {key: exact[key] for key, s in first.items() if abs(s.z) > FIRST_LIMIT}
    if not doubtful:
        return
    again = scores(sample, doubtful, people, [seed_of(name, 2, part) for part in range(MORE * parts)])
    wrong = {key: f"off by {s.off:.4g} (z {s.z:+.1f})" for key, s in again.items() if abs(s.z) > SECOND_LIMIT}
    assert not wrong, f"{name}: {wrong}"
