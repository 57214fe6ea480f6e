"""The vocabulary in which journeys are declared. Nothing here knows how time passes: engines read it.

A kind of agent (survivors, exploiters) is a `Kind`: columns, processes, waits and triggers. An agent is in every
process at once, in one state of each. While it is in a state, every `Wait` of that state runs, each with its own
clock. A wait that ends, or a `Trigger` that an institution pulls, runs its steps in order:

=============  =====================================================================================
`Ask`          a yes-no question with its own draw; then the steps of the answer
`If`           steps for those whose column has one of the levels, other steps for the rest
`Move`         put the agent in another state of a process
`Set`          put a level in a column
`Shift`        move a column up or down by some levels, not beyond its ends
`Mark`         remember the time
`Count`        count an event of this calendar year; or, `since` a mark and `within` days, of the mark's year
`Spell`        record the time since a mark
`Tell`         leave a message for the institutions, which read it at the end of the tick
=============  =====================================================================================

A clock is a length drawn once, when the state is entered, from a distribution of mean 1, and a speed: the base
(1 over the mean wait, or the rate) times the product of one ratio for each column named in `speeds`. When a column or
a number changes, the days left are rescaled by old speed over new speed. For exponential waits the ratios are hazard
ratios; for any other shape they shorten or stretch the wait (accelerated failure time). A speed of 0 stops the clock.

The chance of a yes is the stated share with its odds multiplied by one ratio for each column named in `odds`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any, TypeAlias

from model.evidence import DAYS, PER_DAY, Quantity


@dataclass(frozen=True, eq=False)
class Column:
    """One small category carried by every agent: its levels are an IntEnum, or a number of places."""

    name: str
    levels: type[IntEnum] | int
    meaning: str

    @property
    def size(self) -> int:
        """How many levels there are."""
        return self.levels if isinstance(self.levels, int) else len(self.levels)

    def label(self, level: int) -> str:
        """Return the level in words."""
        return str(level) if isinstance(self.levels, int) else self.levels(level).name.lower()


@dataclass(frozen=True, eq=False)
class Process(Column):
    """A column that is the state of a process; agents start in `starts`."""

    starts: int = 0


Levels: TypeAlias = tuple[int, ...]
Ratios: TypeAlias = Mapping[Any, Mapping[Any, Quantity | float] | Quantity]
"""By column, then by level: a factor; levels left out have factor 1. A number written out is a structural 0 or 1.

A quantity in place of the levels is read at each place of the column, for numbers that differ between places.
"""


class Form(Enum):
    """The shape of a wait: the distribution of its length in units of its mean."""

    FIXED = 0
    EXPONENTIAL = 1
    LOGNORMAL = 2
    WEIBULL = 3


@dataclass(frozen=True, eq=False)
class Shape:
    """A form and its one number: coefficient of variation (log-normal) or power (Weibull)."""

    form: Form
    number: Quantity | None = None


EXPONENTIAL = Shape(Form.EXPONENTIAL)
FIXED = Shape(Form.FIXED)


@dataclass(frozen=True, eq=False)
class Ask:
    """A yes-no question. `place` names the column whose places may each have a chance of their own."""

    question: str
    chance: Quantity
    yes: tuple["Step", ...] = ()
    no: tuple["Step", ...] = ()
    odds: Ratios = field(default_factory=dict)
    place: Column | None = None


@dataclass(frozen=True, eq=False)
class If:
    """A fork that needs no luck: `then` for agents whose `column` is at one of `levels`."""

    column: Column
    levels: Levels
    then: tuple["Step", ...] = ()
    otherwise: tuple["Step", ...] = ()


@dataclass(frozen=True, eq=False)
class Move:
    """Enter a state: the clocks of the state left are stopped, those of the new one start."""

    process: Process
    to: int


@dataclass(frozen=True, eq=False)
class Set:
    """Put a level in a column that is not a process."""

    column: Column
    level: int


@dataclass(frozen=True, eq=False)
class Shift:
    """Move a column that is not a process `by` levels, up or down, as far as its first or last level."""

    column: Column
    by: int


@dataclass(frozen=True, eq=False)
class Moment:
    """A time an agent remembers."""

    name: str
    meaning: str


@dataclass(frozen=True, eq=False)
class Mark:
    """Remember now as `moment`."""

    moment: Moment


@dataclass(frozen=True, eq=False)
class Event:
    """Something counted by calendar year and group."""

    name: str
    meaning: str


@dataclass(frozen=True, eq=False)
class Count:
    """Count an event now; with `since` and `within`, only if at most that many days after the moment, in its year."""

    event: Event
    since: Moment | None = None
    within: float = 0.0


@dataclass(frozen=True, eq=False)
class Duration:
    """A length of time recorded person by person."""

    name: str
    meaning: str


@dataclass(frozen=True, eq=False)
class Spell:
    """Record the days from a moment until now."""

    duration: Duration
    since: Moment


@dataclass(frozen=True, eq=False)
class Topic:
    """What a message to the institutions is about."""

    name: str


@dataclass(frozen=True, eq=False)
class Tell:
    """Leave a message, read at the next boundary between ticks."""

    topic: Topic


Step: TypeAlias = Ask | If | Move | Set | Shift | Mark | Count | Spell | Tell


@dataclass(frozen=True, eq=False)
class Wait:
    """A clock that runs in some states of a process and ends in `then`.

    `pace` is a mean wait (unit of duration) or a rate (unit per time). If the steps leave the process where it is,
    the clock starts again. `place` names the column whose places may each have a pace of their own.
    """

    name: str
    process: Process
    at: Levels
    pace: Quantity
    then: tuple[Step, ...]
    shape: Shape = EXPONENTIAL
    speeds: Ratios = field(default_factory=dict)
    place: Column | None = None


@dataclass(frozen=True, eq=False)
class Trigger:
    """Steps that an institution pulls for agents in some states of a process."""

    name: str
    process: Process
    at: Levels
    then: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of agent: everything an engine needs to run its members. Order matters only to break exact ties."""

    name: str
    columns: tuple[Column, ...]
    processes: tuple[Process, ...]
    waits: tuple[Wait, ...]
    triggers: tuple[Trigger, ...] = ()
    groups: tuple[Column, ...] = ()
    """Columns by which events are counted; their levels must not change during life."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Plain columns, then processes."""
        return self.columns + self.processes


def per_day(quantity: Quantity) -> tuple[bool, float]:
    """Return whether a pace is a rate, and the number that turns it into events a day (rate) or days (wait)."""
    if quantity.unit in PER_DAY:
        return True, PER_DAY[quantity.unit]
    if quantity.unit in DAYS:
        return False, DAYS[quantity.unit]
    raise ValueError(f"{quantity.name or quantity.meaning}: a pace is a duration or a rate, not in {quantity.unit!r}")


def walk(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield every step, those of all branches included, in written order."""
    for step in steps:
        yield step
        if isinstance(step, Ask):
            yield from walk(step.yes)
            yield from walk(step.no)
        elif isinstance(step, If):
            yield from walk(step.then)
            yield from walk(step.otherwise)


def question_names(clock: Wait | Trigger) -> Mapping[Ask, str]:
    """Return the name under which each question of a clock draws: the clock's name and the question's.

    The same question in branches that exclude each other shares its luck, so that a lever which changes the way to
    a question does not change the answer. Raises ValueError when one path puts the same question twice.
    """
    _check_path(clock, clock.then, set())
    return {step: f"{clock.name} / {step.question}" for step in walk(clock.then) if isinstance(step, Ask)}


def _check_path(clock: Wait | Trigger, steps: tuple[Step, ...], asked: set[str]) -> set[str]:
    """Return the questions put before or in `steps`, on any path."""
    for step in steps:
        if isinstance(step, Ask):
            if step.question in asked:
                raise ValueError(f"{clock.name!r} asks {step.question!r} twice; give the second a name of its own")
            asked = asked | {step.question}
            asked = _check_path(clock, step.yes, asked) | _check_path(clock, step.no, asked)
        elif isinstance(step, If):
            asked = _check_path(clock, step.then, asked) | _check_path(clock, step.otherwise, asked)
    return asked
