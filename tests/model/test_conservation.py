"""Laws that hold for any kind of agent, over random ones: nobody is lost, and luck is nobody else's business.

Hypothesis builds kinds with two to four processes, waits of all shapes whose speed follows columns, places and other
processes (down to a standstill), questions with odds, forks, marks, counts and spells, and changes numbers half-way.
Every example also fits a restatement of the rules in plain Python, event by event and bit by bit.
"""

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from model.calendar import Calendar
from model.chance import decision_key, draw, exp, log, normal_quantile, person_key
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
    per_day,
)
from model.tables import Layout, shape_numbers

sys.path.insert(0, str(Path(__file__).parents[1] / "theory"))

from toys import Plainly, number

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
    """A random kind; paces are slow enough for no clock to start more than 255 times in two years."""
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


@laws
@given(toys, seeds, st.sampled_from([1, 7, 28]))
def test_in_every_state_and_year_people_in_are_people_out_plus_people_inside(toy: Toy, seed: int, tick: int) -> None:
    people = founders(toy, 60, seed)
    population, group = begun(toy, people), people.columns[GROUP]
    for start, end in pairwise(Calendar(2015, tick).boundaries):
        if start == CHANGE:
            population.renumber(population.layout.numbers(toy.after, CHANGE), CHANGE)
        for until in [y for y in TWO_YEARS.year_starts if start < y < end] + [end]:
            try:
                population.advance(until)
            except OverflowError:
                reject()
            entered = people.entry < until
            assert (population.store.next >= until)[entered].all(), "the next event is never before now"
            for column in toy.kind.all_columns:
                assert (population.level(column) < column.size).all(), "columns stay within their levels"
            if until not in TWO_YEARS.year_starts:
                continue
            year = int(np.searchsorted(TWO_YEARS.year_starts, until)) - 1
            for process, state in population.layout.states():
                into, out = (population.flow(process, state, leaving).sum(axis=0) for leaving in (False, True))
                inside = (population.level(process) == state) & entered
                np.testing.assert_array_equal(into - out, np.bincount(group[inside], minlength=2))
                np.testing.assert_array_equal(population.stock(process, state)[year], into - out)
            for process in toy.kind.processes:
                assert sum(int(population.stock(process, s)[year].sum()) for s in range(process.size)) == entered.sum()


@laws
@given(toys, seeds)
def test_journeys_are_the_same_at_ticks_of_1_7_and_28_days(toy: Toy, seed: int) -> None:
    people = founders(toy, 40, seed)
    week, *others = (lived(toy, people, tick) for tick in (7, 1, 28))
    for other in others:
        assert journeys(other) == journeys(week)
        assert same(counted(other), counted(week))
        assert spells(other) == spells(week)
        np.testing.assert_array_equal(other.store.column, week.store.column)
        np.testing.assert_array_equal(other.store.due, week.store.due)
        np.testing.assert_array_equal(other.store.moment, week.store.moment)


@laws
@given(toys, seeds)
def test_journeys_are_the_same_whatever_the_order_and_grouping_of_founders(toy: Toy, seed: int) -> None:
    people = founders(toy, 50, seed)
    rng = np.random.default_rng(seed)
    shuffled = np.lexsort((rng.random(50), people.entry))
    whole, other = lived(toy, people), lived(toy, rows(people, shuffled))
    assert journeys(other) == journeys(whole)
    assert same(counted(other), counted(whole))
    assert spells(other) == spells(whole)
    first = rng.random(50) < 0.5
    halves = [lived(toy, rows(people, np.flatnonzero(chosen))) for chosen in (first, ~first)]
    assert journeys(halves[0]) | journeys(halves[1]) == journeys(whole)
    sums = {key: counted(halves[0])[key] + counted(halves[1])[key] for key in counted(whole)}
    assert same(sums, counted(whole))
    assert sorted(spells(halves[0]) + spells(halves[1])) == spells(whole)


@laws
@given(toys, seeds)
def test_one_more_person_changes_nobody_else(toy: Toy, seed: int) -> None:
    people = founders(toy, 40, seed)
    without = np.delete(np.arange(40), np.random.default_rng(seed).integers(40))
    whole, fewer = journeys(lived(toy, people)), journeys(lived(toy, rows(people, without)))
    assert fewer == {who: whole[who] for who in fewer}
    assert len(fewer) == len(whole) - 1


# ---- the rules restated ------------------------------------------------------------------------------------------


@dataclass
class Clock:
    """A running wait: when it is due; or, at a standstill, what is left of it (None if it never ran)."""

    speed: float
    due: float = np.inf
    left: float | None = None


class Person:
    """One journey, lived by the rules as model/rules.py words them."""

    def __init__(self, toy: Toy, seed: int, who: int, now: float, levels: Mapping[Column, int]) -> None:
        self.kind, self.values, self.key, self.who = toy.kind, toy.before, person_key(seed, who), who
        self.level = {c: levels.get(c, getattr(c, "starts", 0)) for c in toy.kind.all_columns}
        self.group = self.level[GROUP]
        self.started: Counter[Wait] = Counter()
        self.events: Events = []
        self.counts: Counter[tuple[Event, int]] = Counter()
        self.moments: dict[Moment, float] = {}
        self.spells: list[tuple[int, int, float, float]] = []
        self.clocks: dict[Wait, Clock] = {}
        self.settle(set(toy.kind.processes), None, now)

    def number(self, quantity: Quantity | float, place: Column | None = None) -> float:
        if isinstance(quantity, float):
            return quantity
        value = np.asarray(self.values.at(quantity, 0.0, place))
        return float(value[self.level[place]] if value.ndim else value)

    def speed(self, wait: Wait) -> float:
        product = 1.0
        for column, ratios in wait.speeds.items():
            product *= self.number(ratios.get(self.level[column], 1.0))
        is_rate, scale = per_day(wait.pace)
        pace = self.number(wait.pace, wait.place)
        return (pace * scale if is_rate else 1.0 / (pace * scale)) * product

    def length(self, wait: Wait) -> float:
        if wait.shape.form is Form.FIXED:
            return 1.0
        u = draw(self.key, decision_key(wait.name), self.started[wait] - 1)
        if wait.shape.form is Form.EXPONENTIAL:
            return float(-log(u))
        a, b = shape_numbers(wait.shape.form, self.number(wait.shape.number))  # type: ignore[arg-type]
        if wait.shape.form is Form.LOGNORMAL:
            return float(exp(a * normal_quantile(u) + b))
        return float(exp(a * log(-log(u))) * b)

    def retime(self, wait: Wait, now: float) -> None:
        clock, speed = self.clocks[wait], self.speed(wait)
        if speed == clock.speed:
            return
        if clock.speed > 0:
            clock.left = (clock.due - now) * clock.speed
        elif clock.left is None:
            clock.left = self.length(wait)
        clock.due, clock.speed = (now + clock.left / speed if speed > 0 else np.inf), speed

    def settle(self, entered: set[Process], ended: Wait | None, now: float) -> None:
        for wait in self.kind.waits:
            if wait.process in entered or wait is ended:
                self.clocks.pop(wait, None)
                if self.level[wait.process] in wait.at:
                    self.started[wait] += 1
                    speed = self.speed(wait)
                    self.clocks[wait] = Clock(speed, now + self.length(wait) / speed if speed > 0 else np.inf)
            elif wait in self.clocks:
                self.retime(wait, now)

    def yes(self, ask: Ask, wait: Wait) -> bool:
        chance = self.number(ask.chance, ask.place)
        if 0.0 < chance < 1.0 and ask.odds:
            odds = chance / (1.0 - chance)
            for column, ratios in ask.odds.items():
                odds *= self.number(ratios.get(self.level[column], 1.0))
            chance = odds / (1.0 + odds)
        return bool(draw(self.key, decision_key(f"{wait.name} / {ask.question}"), self.started[wait] - 1) < chance)

    def run(self, steps: tuple[Step, ...], wait: Wait, now: float, entered: set[Process]) -> None:
        for step in steps:
            match step:
                case Ask():
                    self.run(step.yes if self.yes(step, wait) else step.no, wait, now, entered)
                case If():
                    told = self.level[step.column] in step.levels
                    self.run(step.then if told else step.otherwise, wait, now, entered)
                case Move():
                    self.level[step.process] = step.to
                    entered.add(step.process)
                case Set():
                    self.level[step.column] = step.level
                case Mark():
                    self.moments[step.moment] = now
                case Count():
                    since = now if step.since is None else self.moments.get(step.since, -np.inf)
                    if now - since <= step.within or step.since is None:
                        year = int(np.searchsorted(TWO_YEARS.year_starts, since, side="right")) - 1
                        self.counts[step.event, year] += 1
                case Spell():
                    since = self.moments.get(step.since, -1.0)
                    self.spells.append((DURATIONS.index(step.duration), self.who, since, now))

    def live(self, until: float) -> None:
        while self.clocks:
            order = sorted(self.clocks, key=lambda w: (self.kind.processes.index(w.process), self.kind.waits.index(w)))
            wait = min(order, key=lambda w: self.clocks[w].due)
            now = self.clocks[wait].due
            if now >= until:
                return
            self.events.append((self.kind.waits.index(wait), now))
            entered: set[Process] = set()
            self.run(wait.then, wait, now, entered)
            self.settle(entered, wait, now)

    def change(self, values: Plainly, now: float) -> None:
        self.values = values
        for wait in self.clocks:
            self.retime(wait, now)


def restated(toy: Toy, people: Founders, seed: int) -> list[Person]:
    """The same people, lived one by one in plain Python."""
    found = []
    for i, (who, entry) in enumerate(zip(people.number.tolist(), people.entry.tolist(), strict=True)):
        person = Person(toy, seed, who, entry, {c: int(x[i]) for c, x in people.columns.items()})
        if entry >= CHANGE:
            person = Person(Toy(toy.kind, toy.after, toy.after), seed, who, entry, {
                c: int(x[i]) for c, x in people.columns.items()
            })  # fmt: skip
        else:
            person.live(CHANGE)
            person.change(toy.after, CHANGE)
        person.live(TWO_YEARS.end)
        found.append(person)
    return found


def held_against_the_restatement(toy: Toy, people: Founders, seed: int) -> int:
    """Compare everything, bit by bit; return the number of events."""
    population, plain = lived(toy, people, seed=seed), restated(toy, people, seed)
    assert journeys(population) == {person.who: person.events for person in plain}
    for column in toy.kind.all_columns:
        assert population.level(column).tolist() == [person.level[column] for person in plain]
    ahead = [min((c.due for c in person.clocks.values()), default=np.inf) for person in plain]
    assert population.store.next.tolist() == ahead
    for moment in population.layout.moments:
        known = [person.moments.get(moment, np.nan) for person in plain]
        np.testing.assert_array_equal(population.moment(moment), known)
    assert spells(population) == sorted(s for person in plain for s in person.spells)
    for event in population.layout.events:
        tally = np.zeros((2, 2), np.int64)
        for person in plain:
            for year in (0, 1):
                tally[year, person.group] += person.counts[event, year]
        np.testing.assert_array_equal(population.count(event), tally)
    return population.books.trace.used[0]


@laws
@given(toys, seeds)
def test_journeys_are_those_of_the_rules_restated_in_plain_python(toy: Toy, seed: int) -> None:
    held_against_the_restatement(toy, founders(toy, 15, seed), seed)


@pytest.mark.slow
@settings(laws, max_examples=2000, derandomize=False)
@given(toys, seeds)
def test_journeys_are_those_of_the_rules_restated_over_many_more_kinds(toy: Toy, seed: int) -> None:
    held_against_the_restatement(toy, founders(toy, 15, seed), seed)


def everything() -> Toy:
    """Four shapes, places, odds, a standstill, a process that stops another, restarts and a change of numbers."""
    work, health = Process("work", 4, ""), Process("health", 2, "")
    local, chance, power, spread = number(120), number(0.4, "share"), number(1.6, "ratio"), number(0.8, "ratio")
    rate = number(1.5, "per year")
    again = Ask(
        "again", chance, yes=(Set(FLAG, 1), Count(EVENTS[0]), Move(work, 0)), no=(Spell(DURATIONS[0], MOMENTS[0]),),
        odds={LEVEL: {1: 3.0, 2: number(0.5, "odds ratio")}, health: {1: 2.0}}, place=PLACE,
    )  # fmt: skip
    kind = Kind("toy", (GROUP, PLACE, LEVEL, FLAG), (work, health), (
        Wait("hired", work, (0,), local, (Mark(MOMENTS[0]), Move(work, 1)), Shape(Form.WEIBULL, power),
             {health: {1: 0.0}, LEVEL: {2: 2.0}}, PLACE),
        Wait("dismissed", work, (1, 2), number(200), (again, Tell(TOPICS[0])), Shape(Form.LOGNORMAL, spread),
             {FLAG: {1: 3.0}}),
        Wait("promoted", work, (1,), number(3, "months"), (If(LEVEL, (0, 1), then=(Move(work, 2),)),), FIXED,
             {health: {1: 0.5}}),
        Wait("retires", work, (1, 2), rate, (Count(EVENTS[1], MOMENTS[0], 90.0), Move(work, 3))),
        Wait("falls ill", health, (0,), number(150), (Move(health, 1), Set(LEVEL, 2)), EXPONENTIAL,
             {work: {1: 2.0, 3: 0.5}}),
        Wait("recovers", health, (1,), number(40), (Set(FLAG, 0), Move(health, 0)), Shape(Form.LOGNORMAL, spread)),
    ), (), (GROUP,))  # fmt: skip
    before = Plainly({local: [1.0, 0.5, 2.0], chance: [1.0, 0.5, 2.0]})
    return Toy(kind, before, before.but({rate: 0.0, local: 60.0}))


@pytest.mark.parametrize("people", [200, 3000])
def test_journeys_through_a_kind_with_everything_are_those_of_the_rules_restated(people: int) -> None:
    """Three thousand are more than the kernel looks at together, and write more than its logs hold at first."""
    toy = everything()
    events = held_against_the_restatement(toy, founders(toy, people, 3), 3)
    assert events > 5 * people


def test_a_clock_started_more_often_than_can_be_counted_is_told_and_not_passed_over() -> None:
    process = Process("process", 2, "")
    kind = Kind(
        "toy", (GROUP, PLACE), (process,), (Wait("daily", process, (0,), number(1), (Move(process, 0),), FIXED),)
    )
    population = begun(Toy(kind, Plainly(), Plainly()), Founders(np.zeros(1, np.uint64), np.zeros(1), {}))
    population.advance(254.5)
    assert population.flow(process, 0).sum() == 255
    with pytest.raises(OverflowError, match="255"):
        population.advance(256.5)
