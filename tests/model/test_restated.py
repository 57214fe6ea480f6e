"""Any kind of agent, random ones among them, lives by the rules restated in plain Python, bit by bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from random_kinds import (
    DURATIONS,
    EVENTS,
    FLAG,
    GROUP,
    LEVEL,
    MOMENTS,
    PLACE,
    TOPICS,
    Toy,
    begun,
    founders,
    journeys,
    laws,
    lived,
    seeds,
    spells,
    toys,
)
from restated import restated
from toys import Plainly, number

from model.kernel import MOST_STARTS
from model.population import Founders
from model.rules import (
    EXPONENTIAL,
    FIXED,
    Ask,
    Count,
    Form,
    If,
    Kind,
    Mark,
    Move,
    Process,
    Set,
    Shape,
    Spell,
    Tell,
    Wait,
)


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
    population.advance(MOST_STARTS - 0.5)
    assert population.flow(process, 0).sum() == MOST_STARTS
    with pytest.raises(OverflowError, match=f"{MOST_STARTS:,}"):
        population.advance(MOST_STARTS + 1.5)
