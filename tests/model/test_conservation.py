"""Laws that hold for any kind of agent, over random ones: nobody is lost, and luck is nobody else's business."""

from itertools import pairwise

import numpy as np
from hypothesis import given, reject
from hypothesis import strategies as st
from random_kinds import (
    CHANGE,
    GROUP,
    TWO_YEARS,
    Toy,
    begun,
    counted,
    founders,
    journeys,
    laws,
    lived,
    rows,
    same,
    seeds,
    spells,
    toys,
)

from model.calendar import Calendar


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
