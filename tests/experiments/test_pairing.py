"""Paired worlds: what a lever does not touch stays as it was, to the last bit."""

import dataclasses
from datetime import date

import numpy as np
import pytest

from experiments.draw import Draw
from experiments.job import Finished, Job, Plan, parting, simulation
from experiments.pool import run_all
from experiments.runner import draw_of
from model import founding
from model import simulation as model_simulation
from model.calendar import day_of
from model.kinds import QUEUES, SURVIVORS
from model.register import quantities
from model.rules import Count, walk
from model.simulation import SurvivorJourneys
from model.survivor import force
from model.values import Change
from scenarios.scenario import LeverUse, Scenario

PEOPLE = 1_500
BASELINE = Scenario(name="baseline")
SHIPPED = ("prison_staff_first_responders", "firewall")
FOLLOWED = {
    step.event.name
    for clock in (*SURVIVORS.waits, *SURVIVORS.triggers)
    for step in walk(clock.then)
    if isinstance(step, Count) and step.since is not None
} | {"leavers_reoffended_12m", "leavers_reoffended_12m_short"}
"""Counted in the year of an earlier moment, so that what happens after a lever's start may count before it."""


def scenario(lever, **use):
    return Scenario(name=lever, levers=(LeverUse(lever=lever, start=date(2017, 3, 1), **use),))


def same(one: Finished, other: Finished) -> bool:
    return all(np.array_equal(one.table[key], other.table[key], equal_nan=True) for key in one.table)


@pytest.mark.parametrize("draw", range(4))
@pytest.mark.parametrize("lever", SHIPPED)
def test_a_lever_without_coverage_changes_nothing_at_all(lever, draw):
    without = Job(BASELINE, 1, draw, PEOPLE, 2020).run()
    with_it = Job(scenario(lever, coverage=0.0), 1, draw, PEOPLE, 2020).run()
    assert same(without, with_it)


@pytest.mark.parametrize("operation, amount", [("times", 1.0), ("times odds", 1.0), ("plus", 0.0)])
def test_a_lever_that_does_nothing_changes_nothing_at_all(operation, amount):
    moved = [q for name, q in quantities().items() if name.startswith("junctions.") and q.unit == "share"]
    changes = [Change("nothing", q, operation, amount, 100.0, place=force) for q in moved]
    worlds = [
        SurvivorJourneys(seed=3, draw=1, people=PEOPLE, last_year=2019, changes=c, collect=False).run()
        for c in ((), changes)
    ]
    assert worlds[0].digest() == worlds[1].digest()


@pytest.mark.parametrize("lever", SHIPPED)
def test_worlds_are_identical_until_the_lever_starts_and_differ_afterwards(lever):
    baseline, other = Draw((BASELINE, scenario(lever)), 2, 3, 6_000, 2021, proof=True).run()
    assert other.identical is True
    assert not same(baseline.finished, other.finished)
    base, table = baseline.finished.table, other.finished.table
    before = [key for key in base if key[0] not in FOLLOWED]
    assert len(before) > 0.9 * len(base)
    for key in before:
        np.testing.assert_array_equal(base[key][:3], table[key][:3], err_msg=str(key))


@pytest.mark.parametrize("levers", [SHIPPED[:1], SHIPPED[1:], SHIPPED])
def test_a_world_that_parts_on_the_day_of_the_lever_is_the_world_lived_by_itself_from_the_first_day(levers):
    uses = tuple(LeverUse(lever=lever, start=date(2017, 3, 1 + i), groups={"age": ["adult"]} if i else {})
                 for i, lever in enumerate(levers))  # fmt: skip
    pulled = Scenario(name="pulled", levers=uses)
    parted = Draw((BASELINE, pulled, pulled), 5, 2, PEOPLE, 2021).run()
    alone = Job(pulled, 5, 2, PEOPLE, 2021).run()
    assert all(same(alone, world.finished) and alone.events == world.finished.events for world in parted[1:])


def test_a_world_that_differs_early_is_noticed():
    draw = Draw((BASELINE, scenario("firewall")), 2, 3, PEOPLE, 2018)
    sim = simulation(Job(BASELINE, 2, 3, PEOPLE, 2018))
    day = day_of(date(2017, 3, 1))
    while sim.now < day:
        sim.step()
    parted, alone = sim.digest(), simulation(Job(scenario("firewall"), 2, 3, PEOPLE, 2018)).run().digest()
    assert draw._by_itself(scenario("firewall"), day, parted, alone)
    assert not draw._by_itself(scenario("firewall"), day, parted, parted)
    assert not dataclasses.replace(draw, seed=9)._by_itself(scenario("firewall"), day, parted, alone)


def test_a_twin_under_a_lever_that_has_begun_is_refused():
    sim = SurvivorJourneys(seed=2, people=300, last_year=2015, collect=False)
    for _ in range(20):
        sim.step()
    late = Change("late", quantities()["junctions.consent"], "times", 0.5, 30.0)
    with pytest.raises(ValueError, match="in force before"):
        sim.twin([late])


def test_results_do_not_depend_on_workers_or_order():
    plan = Plan((BASELINE, scenario("firewall")), 4, 4, 800, 2014, 2018)
    draws = [draw_of(plan, number, luck) for luck in (0, 1) for number in (1, 2, 3)]
    one, three = (run_all(draws, workers, quiet=True) for workers in (1, 3))
    backwards = run_all(draws[::-1], 2, quiet=True)[::-1]
    for results in (three, backwards):
        for first, second in zip(one, results, strict=True):
            assert all(same(a.finished, b.finished) for a, b in zip(first, second, strict=True))
            assert np.array_equal(first[1].tally.fates, second[1].tally.fates)


def test_other_luck_is_lived_under_the_same_numbers_by_other_people():
    first, again = (Draw((BASELINE,), 4, 1, 800, 2015, luck).run()[0].finished for luck in (0, 1))
    assert not same(first, again)
    one, two = (SurvivorJourneys(seed=4, draw=1, people=300, luck=luck, collect=False) for luck in (0, 1))
    assert np.array_equal(one.survivors.numbers, two.survivors.numbers)


def ample():
    """More of every capacity than anybody asks for, so that nobody waits behind another."""
    numbers = quantities()
    bounds = [getattr(queue, name, None) for queue in QUEUES for name in ("a_year", "staff", "places")]
    tied_anew = ("re_trafficking.re_trafficking", "re_trafficking.inside_rate")
    return {q.name: min(1e8, q.limits[1]) for q in bounds if q} | {name: 0.0 for name in tied_anew if numbers[name]}


@pytest.mark.parametrize("at", [0.05, 0.2, 0.5])
def test_one_person_more_changes_nobody_else_where_capacity_is_ample_and_nobody_is_tied_to_them(monkeypatch, at):
    def lives(sim):
        trace, number = sim.survivors.books.trace, sim.survivors.founders.number
        rows = [
            (float(trace.when[i]), int(number[trace.who[i]]), int(trace.what[i])) for i in range(int(trace.used[0]))
        ]
        return sorted(rows)

    world = {"seed": 6, "draw": 2, "people": 1_000, "overrides": ample(), "trace": True, "collect": False}
    before = lives(SurvivorJourneys(**world).run())
    newcomer = np.uint64(0xFF) << np.uint64(56)
    found = founding.found

    def one_more(*arguments):
        f = found(*arguments)
        untied = np.flatnonzero(f.exploiter < 0)
        row = untied[int(at * untied.size)]
        insert = {c: np.insert(levels, row, levels[row]) for c, levels in f.survivors.columns.items()}
        survivors = dataclasses.replace(
            f.survivors, number=np.insert(f.survivors.number, row, newcomer),
            entry=np.insert(f.survivors.entry, row, f.survivors.entry[row]), columns=insert,
        )  # fmt: skip
        waiting = np.where(f.waiting >= row, f.waiting + 1, f.waiting)
        return dataclasses.replace(
            f, survivors=survivors, exploiter=np.insert(f.exploiter, row, -1), waiting=waiting,
            community=np.insert(f.community, row, -1),
        )  # fmt: skip

    monkeypatch.setattr(model_simulation, "found", one_more)
    after = lives(SurvivorJourneys(**world).run())
    assert [row for row in after if row[1] != int(newcomer)] == before
    assert len(after) > len(before)


def use(lever, year):
    return LeverUse(lever=lever, start=date(year, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "year"),
    [
        ({"levers": (use("firewall", 2016),)}, {"levers": (use(SHIPPED[0], 2018),)}, 2016),
        ({"overrides": {"capacity.courtrooms": 10.0}}, {"levers": (use("firewall", 2018),)}, None),
        ({"overrides": {"capacity.courtrooms": 10.0}},
         {"levers": (use("firewall", 2018),), "overrides": {"capacity.courtrooms": 10.0}}, 2018),
        ({"levers": (use("firewall", 2018),)}, {}, 2018),
        ({}, {"levers": (use("firewall", 2014),)}, None),
        ({}, {}, None),
    ],
)  # fmt: skip
def test_two_scenarios_part_when_the_first_lever_starts_that_only_one_pulls(one, other, year):
    day = parting(Scenario(name="one", **one), Scenario(name="other", **other))
    assert day == (None if year is None else day_of(date(year, 1, 1)))
