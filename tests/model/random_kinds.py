"""Random kinds of agents, their founders, and two years of their lives.

Hypothesis builds kinds with two to four processes, waits of all shapes whose speed follows columns, places and other
processes (down to a standstill), questions with odds, forks, marks, counts and spells, and changes numbers half-way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from hypothesis import HealthCheck, reject, settings
from hypothesis import strategies as st
from toys import Plainly, number

from model.calendar import Calendar
from model.evidence import Quantity
from model.population import Founders, Population
from model.rules import (
    EXPONENTIAL,
    FIXED,
    Ask,
    Column,
    Count,
    Duration,
    Event,
    Form,
    If,
    Kind,
    Mark,
    Moment,
    Move,
    Process,
    Set,
    Shape,
    Spell,
    Step,
    Tell,
    Topic,
    Wait,
)
from model.tables import Layout

TWO_YEARS = Calendar(2015, 7)
CHANGE = 364.0
"""A boundary whatever the tick, on which some numbers change."""

GROUP, PLACE = Column("group", 2, ""), Column("place", 3, "")
LEVEL, FLAG = Column("level", 3, ""), Column("flag", 2, "")
EVENTS = (Event("one", ""), Event("other", ""))
MOMENTS = (Moment("one", ""), Moment("other", ""))
DURATIONS = (Duration("one", ""), Duration("other", ""))
TOPICS = (Topic("one"), Topic("other"))


@dataclass(frozen=True)
class Toy:
    """A random kind with the numbers in force before and after the change."""

    kind: Kind
    before: Plainly
    after: Plainly


@st.composite
def random_toys(draw: st.DrawFn) -> Toy:
    """A random kind; paces are slow enough for no clock to start too often in two years."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=2, max_size=4))
    processes = tuple(
        Process(f"process {i}", size, "", starts=draw(st.integers(0, size - 1))) for i, size in enumerate(sizes)
    )
    readable = (LEVEL, FLAG, GROUP, PLACE, *processes)
    by_place: dict[Quantity, list[float]] = {}
    paces: list[Quantity] = []

    def ratios(unit: str) -> dict[Column, dict[int, Quantity | float]]:
        columns = draw(st.lists(st.sampled_from(readable), max_size=3, unique_by=id))
        choices = st.sampled_from([0.0, 0.5, 1.0, 2.0] if unit == "speed ratio" else [0.3, 1.0, 4.0])
        table: dict[Column, dict[int, Quantity | float]] = {}
        for column in columns:
            levels = draw(st.lists(st.integers(0, column.size - 1), min_size=1, max_size=2, unique=True))
            table[column] = {
                level: number(value, unit) if draw(st.booleans()) else value
                for level, value in ((level, draw(choices)) for level in levels)
            }
        return table

    def local(quantity: Quantity) -> Column | None:
        if draw(st.integers(0, 3)):
            return None
        by_place[quantity] = draw(st.lists(st.sampled_from([0.25, 0.5, 1.0]), min_size=3, max_size=3))
        return PLACE

    def step(depth: int, question: list[int]) -> Step:
        kind = draw(
            st.sampled_from(
                ["ask", "ask", "ask", "if", "move", "move", "set", "mark", "count", "since", "spell", "tell"]
            )
        )
        event, moment = draw(st.sampled_from(EVENTS)), draw(st.sampled_from(MOMENTS))
        if kind in ("ask", "if") and depth:
            inner = partial(steps, depth - 1, question)
            if kind == "ask":
                question[0] += 1
                name, chance = f"question {question[0]}", number(draw(st.sampled_from([0.0, 0.2, 0.6, 1.0])), "share")
                return Ask(name, chance, yes=inner(), no=inner(), odds=ratios("odds ratio"), place=local(chance))
            column = draw(st.sampled_from(readable))
            levels = draw(st.lists(st.integers(0, column.size - 1), min_size=1, max_size=2, unique=True))
            return If(column, tuple(levels), then=inner(), otherwise=inner())
        if kind == "set":
            column = draw(st.sampled_from([LEVEL, FLAG]))
            return Set(column, draw(st.integers(0, column.size - 1)))
        simple: dict[str, Step] = {
            "mark": Mark(moment), "count": Count(event), "since": Count(event, moment, 60.0),
            "spell": Spell(draw(st.sampled_from(DURATIONS)), moment), "tell": Tell(draw(st.sampled_from(TOPICS))),
        }  # fmt: skip
        if kind in simple:
            return simple[kind]
        process = draw(st.sampled_from(processes))
        return Move(process, draw(st.integers(0, process.size - 1)))

    def steps(depth: int, question: list[int]) -> tuple[Step, ...]:
        return tuple(step(depth, question) for _ in range(draw(st.integers(0, 2))))

    def wait(name: str) -> Wait:
        process = draw(st.sampled_from(processes))
        at = draw(st.lists(st.integers(0, process.size - 1), min_size=1, max_size=process.size, unique=True))
        value, unit = draw(st.sampled_from(
            [(90.0, "days"), (200.0, "days"), (5.0, "months"), (3.0, "per year"), (0.0, "per year"), (0.1, "per month")]
        ))  # fmt: skip
        pace = number(value, unit)
        paces.append(pace)
        form = draw(st.sampled_from(Form))
        parameter = number(draw(st.sampled_from([0.7, 1.5])), "ratio")
        shape = {Form.FIXED: FIXED, Form.EXPONENTIAL: EXPONENTIAL}.get(form, Shape(form, parameter))
        ends = Move(process, draw(st.integers(0, process.size - 1)))
        then = (*steps(2, [0]), ends) if draw(st.integers(0, 3)) else (ends, *steps(2, [0]), Count(EVENTS[0]))
        return Wait(name, process, tuple(at), pace, then, shape, ratios("speed ratio"), local(pace))

    waits = tuple(wait(f"wait {i}") for i in range(draw(st.integers(3, 8))))
    kind = Kind("toy", (GROUP, PLACE, LEVEL, FLAG), processes, waits, (), (GROUP,))
    before = Plainly(by_place)
    changed = {
        q: 0.0 if q.unit.startswith("per") and draw(st.booleans()) else 1.7 * float(before.at(q, 0, None))
        for q in draw(st.lists(st.sampled_from(paces), max_size=3, unique_by=id))
    }
    return Toy(kind, before, before.but(changed))


def founders(toy: Toy, people: int, seed: int) -> Founders:
    """People who enter on the first day or later, several at once, with random levels."""
    rng = np.random.default_rng(seed)
    entry = np.sort(np.maximum(0.0, rng.integers(-200, 500, people) + rng.choice([0.0, 0.5, 0.25], people)))
    columns = {c: rng.integers(0, c.size, people).astype(np.uint8) for c in toy.kind.columns}
    for process in toy.kind.processes:
        if rng.random() < 0.5:
            columns[process] = rng.integers(0, process.size, people).astype(np.uint8)
    return Founders(rng.choice(1 << 40, people, replace=False).astype(np.uint64), entry, columns)


def rows(whole: Founders, chosen: np.ndarray) -> Founders:
    """Some of the founders, in the order given."""
    return Founders(whole.number[chosen], whole.entry[chosen], {c: x[chosen] for c, x in whole.columns.items()})


def begun(toy: Toy, people: Founders, seed: int = 1) -> Population:
    layout = Layout(toy.kind)
    return Population(layout, people, layout.numbers(toy.before, 0.0), seed, TWO_YEARS, trace=True)


def lived(toy: Toy, people: Founders, tick: int = 7, seed: int = 1) -> Population:
    """Live two years in ticks, with the change of numbers half-way."""
    population = begun(toy, people, seed)
    try:
        for start, end in pairwise(Calendar(2015, tick).boundaries):
            if start == CHANGE:
                population.renumber(population.layout.numbers(toy.after, CHANGE), CHANGE)
            population.advance(end)
    except OverflowError:
        reject()
    return population


Events = list[tuple[int, float]]


def journeys(population: Population) -> dict[int, Events]:
    """The events of each person: which clock, and when."""
    trace, n = population.books.trace, int(population.books.trace.used[0])
    found: dict[int, Events] = {int(who): [] for who in population.founders.number}
    for what, who, when in zip(trace.what[:n].tolist(), trace.who[:n].tolist(), trace.when[:n].tolist(), strict=True):
        found[int(population.founders.number[who])].append((what, when))
    return found


def spells(population: Population) -> list[tuple[int, int, float, float]]:
    """All spells: duration, person, beginning (-1 if never marked) and end."""
    return sorted(
        (d, int(population.founders.number[who]), -1.0 if np.isnan(since) else float(since), float(when))
        for d, duration in enumerate(DURATIONS)
        for who, since, when in zip(*population.spells(duration), strict=True)
    )


def counted(population: Population) -> dict[str, np.ndarray]:
    """Everything counted: entries, exits and events, by year and group."""
    known = population.layout.events
    books = {f"count {e.name}": population.count(e) for e in EVENTS if e in known}
    for process, state in population.layout.states():
        for leaving in (False, True):
            books[f"{process.name} {state} {leaving}"] = population.flow(process, state, leaving)
    return books


def same(one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray]) -> bool:
    return one.keys() == other.keys() and all(np.array_equal(one[key], other[key]) for key in one)


toys, seeds = random_toys(), st.integers(0, 2**32)
laws = settings(
    max_examples=70, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip
