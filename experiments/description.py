"""The model's description of itself: everything that is declared, as data, for text, JSON and pages.

In: the declarations of model/. Out: `describe()`, a `Description`; `as_json` turns it, or a part, into plain data.
Nothing is written by hand but what the post does in code (experiments/messages.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from functools import cache
from typing import Any

from experiments.claims_described import ClaimPart, claim_parts
from experiments.description_parts import (
    ClockPart,
    ColumnPart,
    Description,
    Pace,
    ProcessPart,
    QueuePart,
    RoutePart,
)
from experiments.feedbacks import Feedback, feedbacks, reads, sets
from experiments.messages import CLOCKS, pullers, readers, tellers
from experiments.steps_in_words import chosen, factors, kind_of_pace, told
from experiments.transitions import Transition, transitions
from model import register
from model.evidence import Adopted, Derived, Local, Quantity
from model.kinds import EXPLOITERS, QUEUES, ROUTES, SURVIVORS
from model.queues import Casework, Decisions, Places, Queue
from model.routes import Route
from model.rules import Ask, Column, Form, Kind, Move, Process, Ratios, Shape, Step, Trigger, Wait, walk

KINDS = (SURVIVORS, EXPLOITERS)
register.quantities()  # importing it has named every number


@cache
def describe() -> Description:
    """Return the description of the model as it is declared."""
    queues = tuple(map(_queue, QUEUES))
    clocks = {clock.name: _clock(clock) for clock in CLOCKS}
    behind: dict[str, dict[str, None]] = {}
    for clock in clocks.values():
        for name in (*clock.quantities, *clock.parameters):
            behind.setdefault(name, {})[clock.name] = None
    for queue in queues:
        for name in queue.parameters:
            behind.setdefault(name, {})[queue.serves] = None
    claims = tuple(claim_parts({name: tuple(found) for name, found in behind.items()}))
    found = feedbacks()
    return Description(
        columns=tuple(_column(kind, column) for kind in KINDS for column in kind.columns),
        processes=tuple(
            _process(kind, process, clocks, found, claims) for kind in KINDS for process in kind.processes
        ),
        queues=queues, routes=tuple(map(_route, ROUTES)), claims=claims,
    )  # fmt: skip


def as_json(part: Any) -> Any:
    """Return a part as plain data for JSON."""
    return asdict(part)


def _column(kind: Kind, column: Column) -> ColumnPart:
    places = column.levels if isinstance(column.levels, int) else 0
    mine = [clock for clock in CLOCKS if clock.process in kind.processes]
    return ColumnPart(
        column.name, kind.name, column.meaning,
        () if places else tuple(column.label(level) for level in range(column.size)), places,
        tuple(clock.name for clock in CLOCKS if column in sets(clock)),
        tuple(clock.name for clock in mine if any(column is read for read, _ in reads(clock))),
    )  # fmt: skip


def _process(
    kind: Kind, process: Process, clocks: dict[str, ClockPart], found: Iterable[Feedback],
    claims: Iterable[ClaimPart],
) -> ProcessPart:  # fmt: skip
    mine = tuple(clocks[clock.name] for clock in CLOCKS if clock.process is process)
    names = {clock.name for clock in mine}
    return ProcessPart(
        process.name, kind.name, process.meaning,
        tuple(process.label(state) for state in range(process.size)), process.label(process.starts), mine,
        tuple(t for t in _transitions(kind) if t.process == process.name),
        tuple(f for f in found if f.process == process.name),
        tuple(part for part in (claim.within(names) for claim in claims) if part),
    )  # fmt: skip


@cache
def _transitions(kind: Kind) -> tuple[Transition, ...]:
    return tuple(transitions(kind))


def _clock(clock: Wait | Trigger) -> ClockPart:
    steps = list(walk(clock.then))
    named = tuple(dict.fromkeys(_quantities(clock, steps)))
    lines = told(clock.then, readers())
    return ClockPart(
        clock.name, clock.process.name, tuple(clock.process.label(state) for state in clock.at),
        _pace(clock) if isinstance(clock, Wait) else None,
        pullers(clock) if isinstance(clock, Trigger) else (), lines,
        tuple(dict.fromkeys(step.process.name for step in steps if isinstance(step, Move))),
        tuple(sorted(column.name for column in sets(clock))),
        tuple(dict.fromkeys(step.topic.name for step in steps if hasattr(step, "topic"))),
        tuple(quantity.name for quantity in named), believed(named),
    )  # fmt: skip


def _pace(wait: Wait) -> Pace:
    return Pace(
        wait.pace.name, wait.pace.meaning, wait.pace.unit, kind_of_pace(wait.pace.unit),
        wait.place.name if wait.place else "", _shape(wait.shape), factors(wait.speeds),
    )  # fmt: skip


def _shape(shape: Shape) -> str:
    words = {
        Form.FIXED: "fixed", Form.EXPONENTIAL: "exponential", Form.LOGNORMAL: "log-normal, coefficient of variation",
        Form.WEIBULL: "Weibull, power",
    }[shape.form]  # fmt: skip
    return f"{words} {shape.number.name}" if shape.number else words


def _quantities(clock: Wait | Trigger, steps: Iterable[Step]) -> Iterator[Quantity]:
    """Yield every number that a clock names, in the order of its declaration."""
    if isinstance(clock, Wait):
        yield clock.pace
        if clock.shape.number:
            yield clock.shape.number
        yield from _of_ratios(clock.speeds)
    for step in steps:
        if isinstance(step, Ask):
            yield step.chance
            yield from _of_ratios(step.odds)


def _of_ratios(ratios: Ratios) -> Iterator[Quantity]:
    for each in ratios.values():
        for factor in (each,) if isinstance(each, Quantity) else each.values():
            if isinstance(factor, Quantity):
                yield factor


def believed(quantities: Iterable[Quantity]) -> tuple[str, ...]:
    """Return the names of the parameters from which quantities are computed, themselves if they are parameters."""
    found: dict[str, None] = {}
    to_look = list(quantities)[::-1]
    while to_look:
        quantity = to_look.pop()
        match quantity:
            case Derived():
                to_look.extend(quantity.inputs[::-1])
            case Local():
                to_look.extend((quantity.spread, quantity.middle))
            case Adopted():
                to_look.append(quantity.share)
            case _:
                found[quantity.name] = None
    return tuple(found)


def _queue(queue: Queue) -> QueuePart:
    numbers = {field.name: getattr(queue, field.name) for field in fields(queue)}
    numbers = {name: value for name, value in numbers.items() if isinstance(value, Quantity)}
    return QueuePart(
        queue.name, queue.meaning, type(queue).__name__.lower(), queue.joins.name,
        tuple(clock.name for clock in tellers(queue.joins)), queue.serve.name, queue.serve.process.name,
        {name: value.name for name, value in numbers.items()}, _order(queue), believed(numbers.values()),
    )  # fmt: skip


def _order(queue: Queue) -> str:
    """Return the order of service in words."""
    match queue:
        case Decisions():
            words = []
            if queue.faster and queue.faster_share:
                types = "; or ".join(chosen(column, levels) for column, levels in queue.faster)
                share = queue.faster_share.name
                words.append(f"a share {share} takes the oldest case of those who joined while {types}")
            if queue.recent_share:
                rest = " of the others" if words else ""
                words.append(f"a share {queue.recent_share.name}{rest} takes the most recent case")
            return "; ".join([*words, "the rest takes the oldest case" if words else "the oldest case first"])
        case Casework():
            place = f", each {queue.place.name} by itself" if queue.place else ""
            return f"in order of arrival, one member of staff a case{place}"
        case Places():
            held = chosen(queue.process, queue.levels)
            return f"a place, held while {held}, goes to whoever has waited longest when it falls free"
        case _:
            return "as declared"


def _route(route: Route) -> RoutePart:
    return RoutePart(
        route.topic.name, tuple(clock.name for clock in tellers(route.topic)), route.whom.value, route.trigger.name,
        route.trigger.process.name, route.turn,
    )  # fmt: skip
