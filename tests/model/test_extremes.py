"""Worlds at their limits: nobody, nothing, everything at once; the model stays sane and says no warning."""

import numpy as np
import pytest
from engines import FEW_LEAVERS, LIVELY

from model.evidence import Adopted, Local, Parameter
from model.kernel import MOST_STARTS
from model.kinds import QUEUES
from model.queues import Places
from model.reading import BY_NAME, read_off
from model.register import quantities
from model.simulation import SurvivorJourneys

pytestmark = pytest.mark.filterwarnings("error")

NUMBERS = quantities()
CAPACITIES = [
    capacity for queue in QUEUES for name in ("a_year", "staff", "places") if (capacity := getattr(queue, name, None))
]  # fmt: skip
NO_CAPACITY = {q.name: q.limits[0] for q in CAPACITIES}
AMPLE = {q.name: q.limits[1] for q in CAPACITIES}
MET_BY_NOBODY = {name: 0.0 for name, q in NUMBERS.items() if name.startswith("reach.by_")} | {
    "arrest.arrest_rate": 0.0, "arrest.unrelated_rate": 0.0, "detention.detention_rate": 0.0,
    "contact.asylum_disclosure": 0.0, "disclosure.disclosure_outside": 0.0,
}  # fmt: skip
NO_ARRIVALS = {
    "exploitation.length_of_exploitation": 1e5, "margins.abroad": 0.0, "first_day.leavers": 0.0,
    "re_trafficking.retrafficked_in_a_year": 0.0, "re_trafficking.inside_rate": 0.0,
}  # fmt: skip
NOTHING_HAPPENS = {name: 0.0 for name, q in NUMBERS.items() if q.unit in ("per year", "per month", "per week")}
NEVER = {name: q.limits[0] for name, q in NUMBERS.items() if q.unit == "share" and isinstance(q, Parameter)} | {
    "ease.recognised_middle": 0.5  # the police recognised some in 2013: if hardly any, they met everybody all the time
}
ALWAYS = {name: 1.0 for name, q in NUMBERS.items() if q.unit == "share" and isinstance(q, Adopted | Local)}

WORLDS = {
    "one person": {"people": 1},
    "one person, one exploiter, lively": {"people": 1, "overrides": LIVELY},
    "no contact": {"overrides": MET_BY_NOBODY},
    "no capacity": {"overrides": LIVELY | NO_CAPACITY},
    "capacity without end": {"overrides": LIVELY | AMPLE},
    "no arrivals": {"overrides": NO_ARRIVALS},
    "nobody but one, for ever": {"people": 1, "overrides": NO_ARRIVALS | MET_BY_NOBODY | NO_CAPACITY},
    "no rate above zero": {"overrides": NOTHING_HAPPENS},
    "every answer no": {"overrides": NEVER},
    "every practice everywhere": {"overrides": ALWAYS},
    "everything at once": {"overrides": LIVELY | NO_CAPACITY | ALWAYS, "draw": 3},
    "ticks of a year": {"overrides": LIVELY, "tick": 366},
    "to the last year": {"people": 5, "last_year": 2035, "tick": 28},
}


OF_DIFFERENT_PEOPLE = {"retrafficked_after_release_12m", "undecided_by_march"}
"""Shares of events whose top may belong to people whom the bottom counted in another year, or count one twice."""


def lived(people=60, tick=7, last_year=2017, draw=0, overrides=None):
    world = FEW_LEAVERS | dict(overrides or {})
    return SurvivorJourneys(seed=4, people=people, tick=tick, last_year=last_year, draw=draw, overrides=world).run()


def is_sane(sim):
    """No number is none, nobody is lost, nothing is negative, and every outcome can be read."""
    for population in sim.populations:
        books, here = population.books, population.store.here == 1
        assert (books.flows >= 0).all() and (books.counts >= 0).all()
        assert not np.isnan(population.store.next).any()
        assert not np.isnan(population.store.due[here]).any()
        assert (population.store.next[here] >= sim.calendar.end).all()
        for process in population.kind.processes:
            inside = [population.stock(process, state)[-1].sum() for state in range(process.size)]
            assert inside == np.bincount(population.level(process)[here], minlength=process.size).tolist()
            assert all((population.stock(process, state) >= 0).all() for state in range(process.size))
            assert all((population.days_in(process, state) > -1e-6).all() for state in range(process.size))
    for (name, group), row in read_off(sim).items():
        known = row[~np.isnan(row)]
        assert np.isfinite(known).all(), (name, group, row)
        if name not in OF_DIFFERENT_PEOPLE:
            assert (known >= -1e-9).all(), (name, group, row)
            assert BY_NAME[name].unit != "share" or (known <= 1.0 + 1e-9).all(), (name, group, row)
    sim.close()
    return True


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_an_extreme_world_stays_sane(world):
    assert is_sane(lived(**world))


def test_without_capacity_nobody_is_served_and_all_wait():
    sim = lived(overrides=LIVELY | NO_CAPACITY)
    for queue, server in sim.servers.items():
        population, clock = server.people, server.people.layout.clocks[queue.serve]
        most = 1 if isinstance(queue, Places) else 0  # the least room is a part of a place: it is taken once
        assert population.store.starts[:, clock].sum() <= most, queue.name
    assert sum(server.waiting.size for server in sim.servers.values()) > 20


def test_with_capacity_without_end_nobody_waits_but_for_work_and_the_boundary():
    sim = lived(overrides=LIVELY | AMPLE)
    waiting = {queue.name: server.waiting.size for queue, server in sim.servers.items()}
    work = ("investigation work", "trial work")
    assert all(n == 0 for name, n in waiting.items() if name not in work), waiting


def test_a_year_without_arrivals_brings_nobody():
    sim = lived(overrides=NO_ARRIVALS)
    for population in sim.populations:
        assert (population.founders.entry == 0.0).all()
    assert len(sim.leavers) == 0


def test_where_nobody_is_met_nobody_is_referred():
    table = read_off(lived(people=200, overrides=MET_BY_NOBODY | {"margins.waiting_at_start": 0.001}))
    assert table["nrm_referrals", "all"].tolist() == [0.0] * 4


SINGLE = [(name, end) for name, q in NUMBERS.items() if isinstance(q, Parameter) for end in q.limits]
"""Every number that is believed at its least and its greatest; what keeps the model finite is in the limits."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), SINGLE, ids=str)
def test_every_number_at_its_least_and_its_greatest_leaves_the_model_sane(name, value):
    try:
        assert is_sane(lived(people=40, tick=28, last_year=2015, overrides=LIVELY | {name: value}))
    except (OverflowError, ValueError) as refused:
        assert any(words in str(refused) for words in (f"more than {MOST_STARTS:,} times", "contradict each other"))
