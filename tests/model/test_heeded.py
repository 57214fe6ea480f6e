"""Numbers that agents whom nobody reaches may heed: all that matter to them, found in the declarations."""

from datetime import date
from enum import IntEnum

import numpy as np
import pytest

from experiments.job import changes_of
from model.evidence import Assumption, Parameter
from model.heeded import heeded
from model.priors import Known
from model.rules import Ask, Column, If, Kind, Move, Process, Set, Shift, Trigger, Wait
from model.simulation import SurvivorJourneys
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse, Scenario


def number(meaning: str) -> Parameter:
    return Parameter(meaning, unit="per year", prior=Known(1.0), evidence=Assumption("a toy"))


class State(IntEnum):
    OUT = 0
    IN = 1
    FAR = 2


STATE = Process("state", State, "where it is", starts=State.OUT)
MARK = Column("mark", 3, "a mark")
goes, asked, answered, moved, far, by_mark, by_other_mark, stopped = map(number, (
    "goes in", "is asked", "odds of the answer", "moves on", "goes far", "ratio at the mark it has",
    "ratio at a mark it never has", "never runs",
))  # fmt: skip


def toy(*steps, speeds=()) -> Kind:
    waits = (
        Wait("goes in", STATE, (State.OUT,), goes, (Move(STATE, State.IN), *steps), speeds=dict(speeds)),
        Wait("moves on", STATE, (State.IN,), moved, ()),
        Wait("goes far", STATE, (State.FAR,), far, ()),
    )
    return Kind("toys", (MARK,), (STATE,), waits, (Trigger("thrown far", STATE, (0, 1), (Move(STATE, State.FAR),)),))


AT_ENTRY = {STATE: [State.OUT], MARK: [0]}


def test_states_entered_and_answers_given_are_followed():
    ask = Ask("far?", asked, yes=(Move(STATE, State.FAR),), odds={MARK: {0: answered, 2: by_other_mark}})
    assert heeded(toy(ask), AT_ENTRY) == {goes, asked, answered, moved, far}


def test_what_only_others_bring_about_is_not_followed():
    assert heeded(toy(), AT_ENTRY) == {goes, moved}


def test_a_clock_that_stands_still_by_declaration_heeds_nothing():
    assert heeded(toy(speeds={MARK: {0: 0.0}}.items()), AT_ENTRY) == set()
    assert heeded(toy(speeds={MARK: {0: 0.0}}.items()), AT_ENTRY | {MARK: [0, 1]}) == {goes, moved}
    assert heeded(toy(speeds={MARK: {1: 0.0, 0: by_mark}}.items()), AT_ENTRY) == {goes, moved, by_mark}


@pytest.mark.parametrize("step", [Set(MARK, 2), Shift(MARK, 1)])
def test_levels_put_on_the_way_are_followed_however_often(step):
    fork = If(MARK, (2,), (Move(STATE, State.FAR),))
    again = If(STATE, (State.IN,), (Move(STATE, State.OUT),))
    assert heeded(toy(fork), AT_ENTRY) == {goes, moved}
    assert heeded(toy(step, fork, again), AT_ENTRY) == {goes, moved, far}


@pytest.fixture(scope="module")
def parted():
    sim = SurvivorJourneys(seed=6, draw=4, people=300, last_year=2017, collect=False)
    while sim.year < 2015:
        sim.step()
    return sim


@pytest.mark.parametrize("lever", catalogue())
def test_a_cohort_lived_ahead_is_the_cohort_lived_with_the_others(parted, lever):
    changes = changes_of(Scenario(name=lever, levers=(LeverUse(lever=lever, start=date(2015, 3, 1)),)))
    ahead, beside = parted.twin(changes, ahead=True), parted.twin(changes)
    assert ahead._ahead is not parted._heed(ahead)
    if ahead._ahead:
        alike(ahead.leavers, beside.run().leavers)
        assert ahead.run().digest() == beside.digest()
    for twin in (ahead, beside):
        twin.close()


def alike(one, other):
    for name in ("next", "due", "column", "starts", "moment", "seen"):
        np.testing.assert_array_equal(getattr(one.store, name), getattr(other.store, name))
    for name in ("flows", "counts", "days"):
        np.testing.assert_array_equal(getattr(one.books, name), getattr(other.books, name))
    assert one.events == other.events


def test_most_levers_make_no_difference_to_the_cohort_and_some_do(parted):
    def heed(name, **use):
        used = LeverUse(lever=name, start=date(2015, 3, 1), **use)
        return parted._heed(parted.twin(changes_of(Scenario(name=name, levers=(used,)))))

    assert heed("rapid_housing") and heed("rapid_housing", coverage=0.5)
    assert not heed("firewall") and not heed("more_caseworkers")
    assert sum(map(heed, catalogue())) < 10


def test_a_model_whose_cohort_is_lived_ahead_has_no_twins(parted):
    with pytest.raises(ValueError, match="lived ahead"):
        parted.twin((), ahead=True).twin(())
