"""The fast engine against the slow, obvious one: the same journeys, person by person, to the last bit."""

from datetime import date

import pytest

from model.calendar import day_of
from model.junctions import expects_before_data, passing_on
from model.plain.journeys import PlainJourneys
from model.simulation import SurvivorJourneys
from model.stages.disclosure import disclosure, prison_refers
from model.survivor import force, prison
from model.values import Change

START = day_of(date(2016, 5, 4))
LEVERS = (
    Change("firewall", passing_on, "set", 0.0, START, place=force, coverage=0.7, ramp=300.0),
    Change("firewall", expects_before_data, "times", 0.5, START, place=force, coverage=0.7, ramp=300.0),
    Change("prison", prison_refers, "set", 0.8, START, place=prison),
    Change("prison", disclosure, "times", 3.0, START, end=START + 900.0, place=prison),
)


def fast_journeys(sim):
    rows = []
    for population in sim.populations:
        trace, clocks = population.books.trace, [c.name for c in population.layout.clocks]
        rows += [
            (
                float(trace.when[i]),
                population.kind.name,
                int(population.founders.number[trace.who[i]]),
                clocks[trace.what[i]],
            )
            for i in range(int(trace.used[0]))
        ]
    return sorted(rows)


def both(people, tick, draw, last_year, changes=()):
    world = {"seed": 11, "draw": draw, "people": people, "tick": tick, "last_year": last_year, "changes": changes}
    return SurvivorJourneys(trace=True, collect=False, **world).run(), PlainJourneys(**world).run()


WORLDS = [(1, 0, ()), (7, 3, LEVERS), (28, 4, ())]


@pytest.mark.parametrize(("tick", "draw", "changes"), WORLDS)
def test_fast_and_slow_engine_live_the_same_journeys(tick, draw, changes):
    fast, slow = both(300, tick, draw, 2023, changes)
    assert fast_journeys(fast) == sorted(slow.trace)
    assert len(slow.trace) > 3_000


@pytest.mark.parametrize("seed", range(4, 9))
def test_they_agree_where_so_few_wait_that_decisions_are_far_apart(seed):
    world = {"seed": seed, "draw": 4, "people": 60, "tick": 7, "last_year": 2023}
    fast, slow = SurvivorJourneys(trace=True, collect=False, **world).run(), PlainJourneys(**world).run()
    assert fast_journeys(fast) == sorted(slow.trace)


@pytest.mark.slow
@pytest.mark.parametrize(("tick", "draw", "changes"), WORLDS)
def test_fast_and_slow_engine_live_the_same_journeys_of_2000_people(tick, draw, changes):
    fast, slow = both(2_000, tick, draw, 2023, changes)
    assert fast_journeys(fast) == sorted(slow.trace)
    assert len(slow.trace) > 20_000


def test_fast_and_slow_engine_count_the_same_events_and_spells():
    fast, slow = both(400, 7, 5, 2020, LEVERS)
    for of, population in zip(("survivors", "exploiters", "leavers"), fast.populations, strict=True):
        for event in population.layout.events:
            counted = sum(n for (whose, name, *_), n in slow.counts.items() if (whose, name) == (of, event.name))
            assert counted == population.count(event).sum(), event.name
        for process in population.kind.processes:
            for state in range(process.size):
                last = population.stock(process, state)[-1].sum()
                assert slow.inside[of, process.name, state] == last, (process.name, state)
    spells = sorted((d, since, until) for _, d, _, since, until in slow.spells)
    found = []
    for population in fast.populations:
        for duration in population.layout.durations:
            _, since, until = population.spells(duration)
            found += [(duration.name, float(s), float(u)) for s, u in zip(since, until, strict=True)]
    assert sorted(found) == spells
