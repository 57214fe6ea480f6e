"""Divergence: the first event in which two worlds of the same people differ, who lives it, when, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from experiments.job import Job, parting, simulation
from model.evidence import Quantity
from model.kinds import EXPLOITERS, QUEUES, ROUTES, SURVIVORS
from model.population import Population
from model.register import quantities
from model.rules import Ask, If, Step, Tell, Topic, Trigger, Wait, walk
from model.simulation import SurvivorJourneys
from model.values import parts
from scenarios.scenario import Scenario


class Event(NamedTuple):
    """One event of one agent, in an order in which two worlds can be laid side by side."""

    when: float
    number: int
    clock: int
    moves: tuple[tuple[int, int, int], ...]
    """Process, state before and state after, of every move it brought about."""


@dataclass(frozen=True)
class Reason:
    """A number that the event depends on and that is not the same in both worlds, and the levers that move it."""

    name: str
    baseline: str
    scenario: str
    levers: tuple[str, ...]


@dataclass(frozen=True)
class Divergence:
    """Where two worlds part. Days are since 1 January 2014; None where they never part."""

    starts: float | None
    """The day on which the scenarios part: up to there the worlds must be one."""
    numbers_differ: float | None
    """The boundary at which any agent's state or clock first differs."""
    kind: str = ""
    number: int = 0
    """Identity of the agent."""
    when: float | None = None
    clock: str = ""
    baseline: str = ""
    """What happens to the agent then in the baseline."""
    scenario: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def early(self) -> bool:
        """Whether the worlds part before any lever starts, which is a fault."""
        return self.starts is not None and any(day is not None and day < self.starts for day in
                                               (self.numbers_differ, self.when))  # fmt: skip


def divergence(
    base: Scenario, other: Scenario, seed: int, draw: int, people: int | None, last_year: int, prior: bool = False
) -> Divergence:
    """Live two worlds side by side until they part."""
    one, two = (
        simulation(Job(scenario, seed, draw, people, last_year, prior=prior), trace=True, journal=True)
        for scenario in (base, other)
    )
    starts, differ = parting(base, other), None
    if one.digest() != two.digest():
        differ = 0.0
    seen = {population.kind.name: [0, 0, 0, 0] for population in one.populations}
    while one.running:
        began = one.now
        one.step()
        two.step()
        if differ is None and one.digest() != two.digest():
            differ = began
        if differ is not None:
            apart = [
                (found, a)
                for a, b in zip(one.populations, two.populations, strict=True)
                if (found := first_difference(a, b, seen[a.kind.name]))
            ]
            if apart:
                found, population = min(apart, key=lambda pair: min(event for event in pair[0] if event))
                return _told(one, two, population, found, starts, differ)
        for a, b in zip(one.populations, two.populations, strict=True):
            logs = (a.books.trace, a.books.journal, b.books.trace, b.books.journal)
            seen[a.kind.name] = [int(log.used[0]) for log in logs]
    return Divergence(starts, differ)


def first_difference(one: Population, two: Population, seen: Sequence[int]) -> tuple[Event | None, Event | None] | None:
    """Return the first event since the places `seen` that differs, as it is in each world, or None in one of them."""
    a, b = (sorted(events(p, *seen[i : i + 2])) for p, i in ((one, 0), (two, 2)))
    for left, right in zip(a, b, strict=False):
        if left != right:
            same = left[:3] == right[:3]
            return (left, right) if same else (left, None) if left < right else (None, right)
    if len(a) == len(b):
        return None
    return (a[len(b)], None) if len(a) > len(b) else (None, b[len(a)])


def events(population: Population, traced: int, moved: int) -> Iterator[Event]:
    """Yield the events of a population since some rows of its logs."""
    trace, journal = population.books.trace, population.books.journal
    number = population.founders.number
    moves: dict[tuple[float, int], list[tuple[int, int, int]]] = {}
    for i in range(moved, int(journal.used[0])):
        key = (float(journal.when[i]), int(journal.who[i]))
        moves.setdefault(key, []).append((int(journal.process[i]), int(journal.before[i]), int(journal.after[i])))
    for i in range(traced, int(trace.used[0])):
        when, who = float(trace.when[i]), int(trace.who[i])
        yield Event(when, int(number[who]), int(trace.what[i]), tuple(moves.get((when, who), ())))


def _told(
    one: SurvivorJourneys, two: SurvivorJourneys, population: Population, found: tuple[Event | None, Event | None],
    starts: float | None, differ: float,
) -> Divergence:  # fmt: skip
    event = found[0] or found[1]
    assert event is not None
    clock = list(population.layout.clocks)[event.clock]
    return Divergence(
        starts, differ, population.kind.name, event.number, event.when, clock.name,
        _happens(population, found[0]), _happens(population, found[1]),
        tuple(reasons(one, two, population, event.number, clock, event.when)),
    )  # fmt: skip


def _happens(population: Population, event: Event | None) -> str:
    if event is None:
        return "nothing happens then"
    moves = [
        f"{process.name}: {process.label(before)} to {process.label(after)}".replace("_", " ")
        for process, before, after in (
            (population.kind.processes[p], before, after) for p, before, after in event.moves
        )
    ]
    return "; ".join(moves) or "it goes off and moves no process"


def reasons(
    one: SurvivorJourneys, two: SurvivorJourneys, population: Population, number: int, clock: Wait | Trigger, day: float
) -> Iterator[Reason]:
    """Yield the numbers behind a clock and its questions that differ between the worlds of the agent."""
    row = int(np.flatnonzero(population.founders.number == number)[0])
    lots = [sim.survivors.store.lot[row] if population is not one.exploiters else 0 for sim in (one, two)]
    worlds = [sim.lots.worlds[lot] for sim, lot in zip((one, two), lots, strict=True)]
    moved = {change.quantity: change.name for world in worlds for change in world.changes}
    set_outright = [{name: world.overrides.get(name) for name in quantities()} for world in worlds]
    moved |= {q: "an override" for n, q in quantities().items() if set_outright[0][n] != set_outright[1][n]}
    for quantity in behind(clock):
        a, b = (world.at(quantity, day) for world in worlds)
        levers = tuple(dict.fromkeys(moved[q] for q in made_of(quantity) if q in moved))
        if levers or not np.array_equal(a, b):
            yield Reason(quantity.name, f"{float(np.mean(a)):.4g}", f"{float(np.mean(b)):.4g}", levers)


def behind(clock: Wait | Trigger) -> list[Quantity]:
    """Return every number that says when a clock goes off and what its questions answer, each once.

    Of a trigger that messages pull, these include the numbers of the questions that lead to such a message.
    """
    found = list(_asked(clock.then))
    if isinstance(clock, Wait):
        found = [clock.pace, *_in(clock.speeds), *found]
    for queue in QUEUES:
        if queue.serve is clock:
            found += [value for value in vars(queue).values() if isinstance(value, Quantity)]
    for route in ROUTES:
        if route.trigger is clock:
            for kind in (SURVIVORS, EXPLOITERS):
                for steps in [c.then for c in kind.waits] + [c.then for c in kind.triggers]:
                    found += _on_the_way(steps, route.topic)
    return list(dict.fromkeys(found))


def _on_the_way(steps: Sequence[Step], topic: Topic) -> list[Quantity]:
    """Return the numbers of the questions that stand between the first of some steps and a message on a topic."""
    found = []
    for step in steps:
        if isinstance(step, Ask):
            if any(isinstance(inner, Tell) and inner.topic is topic for inner in walk((*step.yes, *step.no))):
                found += [step.chance, *_in(step.odds), *_on_the_way((*step.yes, *step.no), topic)]
        elif isinstance(step, If):
            found += _on_the_way((*step.then, *step.otherwise), topic)
    return found


def made_of(quantity: Quantity) -> Iterator[Quantity]:
    """Yield a number and all it is computed from."""
    yield quantity
    for part in parts(quantity):
        yield from made_of(part)


def _asked(steps: Sequence[Step]) -> Iterator[Quantity]:
    for step in steps:
        if isinstance(step, Ask):
            yield step.chance
            yield from _in(step.odds)
            yield from _asked((*step.yes, *step.no))
        elif isinstance(step, If):
            yield from _asked((*step.then, *step.otherwise))


def _in(ratios: object) -> Iterator[Quantity]:
    for by_level in ratios.values():  # type: ignore[attr-defined]
        for value in (by_level,) if isinstance(by_level, Quantity) else by_level.values():
            if isinstance(value, Quantity):
                yield value
