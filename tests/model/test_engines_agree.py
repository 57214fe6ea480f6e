"""The fast engine against the slow, obvious one: the same journeys, person by person, to the last bit."""

from datetime import date
from types import SimpleNamespace

import pytest
from engines import FEW_LEAVERS, LIVELY, journeys, plain_record, plain_tally, record, tally

from calibration.posterior import shipped
from model.awareness import has_specialist_unit
from model.calendar import day_of
from model.junctions.telling import expects_before_data, passing_on
from model.kinds import EXPLOITERS, QUEUES, SURVIVORS
from model.plain.journeys import PlainJourneys
from model.simulation import SurvivorJourneys
from model.stages.arrest import recognised
from model.stages.detention import detention_rate
from model.stages.disclosure import disclosure, prison_refers
from model.stages.grounds import conclusive_grounds
from model.survivor import Age, Nationality, Sex, age, force, nationality, prison, sex
from model.values import Change
from scenarios.lever import catalogue

START = day_of(date(2016, 5, 4))
LEVERS = (
    Change("firewall", passing_on, "set", 0.0, START, place=force, coverage=0.7, ramp=300.0),
    Change("firewall", expects_before_data, "times", 0.5, START, place=force, coverage=0.7, ramp=300.0),
    Change("prison", prison_refers, "set", 0.8, START, place=prison),
    Change("prison", disclosure, "times", 3.0, START, end=START + 900.0, place=prison),
)
CHILDREN = ((age, (Age.CHILD,)),)
WOMEN_OR_FOREIGN = ((sex, (Sex.FEMALE,)), (nationality, (Nationality.ALBANIAN, Nationality.VIETNAMESE)))
LIMITED = (
    *LEVERS,
    Change("children", conclusive_grounds, "set", 0.2, START, compliance=0.7, group=CHILDREN),
    Change("children", recognised, "times odds", 4.0, START, place=force, half_life=400.0, group=CHILDREN),
    Change("few", detention_rate, "times", 3.0, START + 10.0, ramp=200.0, half_life=300.0, group=WOMEN_OR_FOREIGN),
    Change("here", has_specialist_unit, "set", 1.0, START, place=force, only=(0, 3, 11, 20), compliance=0.5),
)


def both(people, tick, draw, last_year, changes=(), overrides=None, seed=11):
    world = {"seed": seed, "draw": draw, "people": people, "tick": tick, "last_year": last_year, "changes": changes,
             "overrides": overrides}  # fmt: skip
    return SurvivorJourneys(trace=True, collect=False, **world).run(), PlainJourneys(**world).run()


@pytest.mark.parametrize(
    ("people", "tick", "draw", "last_year", "changes", "overrides"),
    [
        (60, 1, 0, 2016, (), LIVELY),
        (120, 7, 3, 2023, LEVERS, FEW_LEAVERS),
        (100, 7, 5, 2020, LEVERS, LIVELY),
        (120, 7, 6, 2019, LIMITED, LIVELY),
        (100, 28, 4, 2019, (), None),
    ],
    ids=["tick of a day", "levers", "lively", "limited to groups and places", "everything as it is"],
)
def test_fast_and_slow_engine_live_the_same_journeys(people, tick, draw, last_year, changes, overrides):
    fast, slow = both(people, tick, draw, last_year, changes, overrides)
    assert record(fast) == plain_record(slow)
    assert len(slow.trace) > 1_000
    found_inside_is_the_same(fast, slow)
    assert spells(fast) == sorted((d, since, until) for _, d, _, since, until in slow.spells)


def test_they_agree_under_every_lever_of_the_catalogue_at_once():
    use = SimpleNamespace(
        start=date(2015, 3, 2), end=None, coverage=0.8, ramp_days=150, compliance=0.9, half_life_days=None, places=(),
        groups={},
    )  # fmt: skip
    changes = [change for lever in catalogue().values() for change in lever.changes(use)]
    fast, slow = both(80, 7, 2, 2017, changes, FEW_LEAVERS)
    assert journeys(fast) == sorted(slow.trace)


def test_they_agree_in_a_member_of_the_ensemble():
    """Nobody sets a number there: all of them stand where the published figures put them."""
    world = {"seed": 5, "draw": 3, "people": 60, "last_year": 2020, "quantiles": shipped().quantiles(1, 3)}
    fast, slow = SurvivorJourneys(trace=True, collect=False, **world).run(), PlainJourneys(**world).run()
    assert record(fast) == plain_record(slow)


@pytest.mark.parametrize("seed", range(4, 8))
def test_they_agree_where_so_few_wait_that_decisions_are_far_apart(seed):
    fast, slow = both(60, 14, 4, 2023, overrides=FEW_LEAVERS, seed=seed)
    assert journeys(fast) == sorted(slow.trace)


def test_in_the_lively_world_every_queue_serves_and_nearly_every_clock_goes_off():
    """Without it the comparison in a lively world would prove little."""
    sim = SurvivorJourneys(seed=5, draw=2, people=400, tick=28, overrides=LIVELY, trace=True, collect=False).run()
    gone_off = {name for _, _, _, name in journeys(sim)}
    clocks = {clock.name for kind in (SURVIVORS, EXPLOITERS) for clock in (*kind.waits, *kind.triggers)}
    assert not {queue.serve.name for queue in QUEUES} - gone_off
    assert len(clocks - gone_off) <= 2, clocks - gone_off


@pytest.mark.slow
@pytest.mark.parametrize(("tick", "draw", "changes"), [(1, 0, ()), (7, 3, LEVERS), (28, 4, ())])
def test_fast_and_slow_engine_live_the_same_journeys_of_2000_people(tick, draw, changes):
    fast, slow = both(2_000, tick, draw, 2023, changes)
    assert record(fast) == plain_record(slow)
    assert len(slow.trace) > 20_000


@pytest.mark.slow
@pytest.mark.parametrize("overrides", [None, LIVELY], ids=["as it is", "lively"])
def test_fast_and_slow_engine_agree_in_all_they_record_of_1000_people(overrides):
    fast, slow = both(1_000, 7, 5, 2023, LEVERS, overrides)
    assert journeys(fast) == sorted(slow.trace)
    assert tally(fast) == plain_tally(slow)
    found_inside_is_the_same(fast, slow)
    assert spells(fast) == sorted((d, since, until) for _, d, _, since, until in slow.spells)


def found_inside_is_the_same(fast, slow):
    for of, population in zip(("survivors", "exploiters", "leavers"), fast.populations, strict=True):
        for process in population.kind.processes:
            for state in range(process.size):
                last = population.stock(process, state)[-1].sum()
                assert slow.inside[of, process.name, state] == last, (of, process.name, state)


def spells(sim):
    return sorted(
        (duration.name, since, until)
        for population in sim.populations
        for duration in population.layout.durations
        for since, until in zip(*(days.tolist() for days in population.spells(duration)[1:]), strict=True)
    )
