"""The parts of a description of the model: plain records, filled in by experiments/description.py."""

from dataclasses import dataclass

from experiments.claims_described import ClaimPart
from experiments.feedbacks import Feedback
from experiments.steps_in_words import Factor, Line
from experiments.transitions import Transition


@dataclass(frozen=True)
class ColumnPart:
    """A column: what it means, its levels, and the clocks that set and read it."""

    name: str
    kind: str
    meaning: str
    levels: tuple[str, ...]
    """Names; none for places, which are numbered."""
    places: int
    set_by: tuple[str, ...]
    read_by: tuple[str, ...]


@dataclass(frozen=True)
class Pace:
    """How fast a wait runs: a mean wait or a rate, the shape of its length, and what multiplies its speed."""

    quantity: str
    meaning: str
    unit: str
    reads: str
    place: str
    shape: str
    speeds: tuple[Factor, ...]


@dataclass(frozen=True)
class ClockPart:
    """A wait, which has a pace, or a trigger, which somebody pulls; and what it does."""

    name: str
    process: str
    at: tuple[str, ...]
    pace: Pace | None
    pulled_by: tuple[str, ...]
    steps: tuple[Line, ...]
    moves: tuple[str, ...]
    """Processes that it may move."""
    sets: tuple[str, ...]
    """Columns, those included that the post sets upon its messages."""
    messages: tuple[str, ...]
    quantities: tuple[str, ...]
    """Numbers that it names."""
    parameters: tuple[str, ...]
    """Believed numbers from which those are computed."""


@dataclass(frozen=True)
class ProcessPart:
    """A process: its states and everything that acts on it."""

    name: str
    kind: str
    meaning: str
    states: tuple[str, ...]
    starts: str
    clocks: tuple[ClockPart, ...]
    transitions: tuple[Transition, ...]
    feedbacks: tuple[Feedback, ...]
    """What its clocks read of other processes, or through columns of itself."""
    claims: tuple[ClaimPart, ...]

    @property
    def waits(self) -> tuple[ClockPart, ...]:
        """Clocks that run by themselves."""
        return tuple(clock for clock in self.clocks if clock.pace)

    @property
    def triggers(self) -> tuple[ClockPart, ...]:
        """Clocks that are pulled."""
        return tuple(clock for clock in self.clocks if not clock.pace)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Believed numbers behind the process."""
        return tuple(dict.fromkeys(name for clock in self.clocks for name in clock.parameters))


@dataclass(frozen=True)
class QueuePart:
    """A queue: who joins, what being served does, what capacity it has, and in which order it serves."""

    name: str
    meaning: str
    type: str
    message: str
    joined_by: tuple[str, ...]
    serves: str
    process: str
    capacity: dict[str, str]
    """Quantities by what they are to the queue."""
    order: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class RoutePart:
    """A route: which message reaches whom, and which trigger it pulls."""

    message: str
    told_by: tuple[str, ...]
    reaches: str
    pulls: str
    process: str
    turn: int


@dataclass(frozen=True)
class Description:
    """The whole model."""

    columns: tuple[ColumnPart, ...]
    processes: tuple[ProcessPart, ...]
    queues: tuple[QueuePart, ...]
    routes: tuple[RoutePart, ...]
    claims: tuple[ClaimPart, ...]
