"""Lots: people whom a lever is for live by its numbers, and nobody else does."""

import numpy as np
import pytest
from engines import LIVELY, plain_record, record
from test_engines_agree import LIMITED

from model.lots import MOST, Lots
from model.plain.journeys import PlainJourneys
from model.simulation import SURVIVOR_LAYOUT, SurvivorJourneys
from model.stages.detention import detention_rate
from model.survivor import Age, Nationality, Sex, age, nationality, sex
from model.values import Change, World

CHILD, WOMAN = ((age, (Age.CHILD,)),), ((sex, (Sex.FEMALE,)),)
EVERYBODY = {
    age: np.array([0, 1, 0, 1], np.uint8), sex: np.array([0, 0, 1, 1], np.uint8),
}  # fmt: skip


def change(name, group):
    return Change(name, detention_rate, "times", 2.0, 100.0, group=group)


def test_each_combination_of_groups_that_somebody_belongs_to_is_a_lot():
    lots = Lots(1, 1, None, [change("a", CHILD), change("b", WOMAN), change("c", ())], EVERYBODY)
    of = lots.of(EVERYBODY)
    assert len(lots) == len(set(of.tolist())) == 4
    for child, woman, lot in zip(EVERYBODY[age] == Age.CHILD, EVERYBODY[sex] == Sex.FEMALE, of, strict=True):
        names = {c.name for c in lots.worlds[lot].changes}
        assert names == {"c", *("a" if child else ""), *("b" if woman else "")}


def test_without_groups_there_is_one_lot_and_nobody_of_a_group_makes_none():
    assert len(Lots(1, 1, None, [change("c", ())], EVERYBODY)) == 1
    nobody = ((nationality, (Nationality.ERITREAN,)),)
    assert len(Lots(1, 1, None, [change("a", nobody)], EVERYBODY)) == 1


def test_too_many_groups_are_refused():
    groups = [((nationality, (level,)),) for level in range(6)] + [CHILD, WOMAN, (*CHILD, *WOMAN)]
    assert len(groups) == MOST + 1
    with pytest.raises(ValueError, match=f"{MOST} different groups"):
        Lots(1, 1, None, [change("a", group) for group in groups], EVERYBODY)


def test_a_lever_for_a_group_leaves_the_numbers_of_others_alone():
    sim = SurvivorJourneys(seed=1, people=200, last_year=2014, changes=[change("a", CHILD)], collect=False)
    for _ in range(20):
        sim.step()
    apart = np.flatnonzero(sim.survivors.numbers[0] != sim.survivors.numbers[1])
    assert apart.size
    alone = SURVIVOR_LAYOUT.numbers(World(1, 0), sim.now)
    assert np.array_equal(sim.survivors.numbers[0], alone)


WORLD = {"seed": 5, "draw": 6, "people": 60, "tick": 28, "last_year": 2018, "overrides": LIVELY}
FAULTS = {
    "everybody in the first lot": (Lots, "of", lambda lots, columns: np.zeros(next(iter(columns.values())).size, "u1")),
    "nothing fades": (World, "_half_life", lambda world, each, day: np.inf),
}  # fmt: skip


@pytest.fixture(scope="module")
def slow():
    return plain_record(PlainJourneys(changes=LIMITED, **WORLD).run())


def test_nothing_planted_nothing_differs(slow):
    assert record(SurvivorJourneys(trace=True, collect=False, changes=LIMITED, **WORLD).run()) == slow


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(slow, fault, monkeypatch):
    of, name, wrong = FAULTS[fault]
    monkeypatch.setattr(of, name, wrong)
    assert record(SurvivorJourneys(trace=True, collect=False, changes=LIMITED, **WORLD).run()) != slow
