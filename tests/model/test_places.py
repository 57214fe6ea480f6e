"""Places: never more taken than there are, first come first served, and fractions of a place kept in the long run."""

from enum import IntEnum
from heapq import heapreplace
from math import ceil, floor
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.calendar import Calendar
from model.chance import decision_key, draw, log
from model.evidence import Assumption, Parameter
from model.institutions.server import PlacesServer
from model.population import Founders, Population
from model.priors import Known
from model.queues import Places
from model.rules import Kind, Mark, Moment, Move, Process, Topic, Trigger, Wait
from model.tables import Layout
from model.values import World


class State(IntEnum):
    WAITING = 0
    INSIDE = 1
    DONE = 2
    GAVE_UP = 3


def number(value, unit):
    return Parameter("a toy number", unit, Known(value), Assumption("a toy"))


process = Process("toy process", State, "")
came, began = Moment("came", ""), Moment("began", "")
served = Trigger("served", process, (State.WAITING,), (Mark(began), Move(process, State.INSIDE)))
room = number(1.0, "people")
queue = Places("toy places", "", Topic("comes"), served, room, process, (State.INSIDE,))
YEARS = Calendar(2035)


class Toy:
    """People who come on given days, wait for a place, stay an exponential time and perhaps give up waiting."""

    def __init__(self, days, places, stay, patience=0.0, seed=1):
        stays = Wait("stay ends", process, (State.INSIDE,), number(stay, "days"), (Move(process, State.DONE),))
        gives_up = Wait(
            "gives up", process, (State.WAITING,), number(365.25 / patience if patience else 0.0, "per year"),
            (Move(process, State.GAVE_UP),),
        )  # fmt: skip
        kind = Kind("toys", (), (process,), (stays, gives_up), (served,))
        layout = Layout(kind)
        values = World(1, 0)
        self.days = np.asarray(days, float)
        founders = Founders(np.arange(self.days.size, dtype=np.uint64), self.days, {})
        self.people = Population(layout, founders, layout.numbers(values, 0.0), seed, YEARS)
        self.room = places
        self.server = PlacesServer(queue, SimpleNamespace(number=lambda _: self.room, scale=1.0), self.people)
        self.state = self.people.level(process)
        self.now, self.came = 0.0, 0
        self.looked = []

    def tick(self, days):
        """A boundary, at which those who came since the last one join, and the days until the next."""
        self.people.advance(np.nextafter(self.now, np.inf))
        arrived = np.arange(self.came, np.searchsorted(self.days, self.now, side="right"))
        self.came += arrived.size
        self.server.turn(arrived, self.now, days)
        self.looked.append(int((self.state[: self.came] == State.INSIDE).sum()))
        assert self.looked[-1] == self.server.occupied
        self.now += days

    def run(self, days, until):
        while self.now < until:
            self.tick(days)
        return self

    @property
    def begun(self):
        """The day each got a place, NaN if none."""
        return self.people.moment(began)[: self.came]


def stay_of(person, stay, seed=1):
    from model.chance import person_key

    return -log(draw(person_key(seed, person), decision_key("stay ends"), 0)) * stay


arrivals = st.lists(st.floats(0.0, 200.0), min_size=1, max_size=60).map(sorted)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(arrivals, st.floats(0.0, 5.0), st.sampled_from([5.0, 40.0]), st.sampled_from([0.0, 15.0]),
       st.sampled_from([3.5, 7.0]))  # fmt: skip
def test_never_more_than_the_next_whole_number_and_in_order_of_arrival(days, places, stay, patience, tick):
    toy = Toy(days, places, stay, patience)
    while toy.now < 260.0:
        toy.tick(tick)
        waits = toy.state[: toy.came] == State.WAITING
        assert toy.looked[-1] <= ceil(places)
        assert toy.server.waiting.tolist() == np.flatnonzero(waits).tolist(), "those who gave up dropped out"
        if waits.any():
            assert toy.looked[-1] >= floor(places), "nobody waits beside a whole place that is free"
    begun = toy.begun[~np.isnan(toy.begun)]
    assert (np.diff(begun) >= 0.0).all()


@pytest.mark.parametrize("patience", [0.0, 30.0])
def test_room_that_shrinks_turns_nobody_out_and_lets_nobody_in(patience):
    toy = Toy(np.zeros(20), 8.0, 50.0, patience).run(7.0, 28.0)
    toy.room = 3.0
    before = toy.looked[-1]
    while toy.now < 300.0:
        toy.tick(7.0)
        assert toy.looked[-1] <= max(3, before)
        before = toy.looked[-1]


@pytest.mark.parametrize(("places", "tick"), [(1, 1.0), (3, 1.0), (3, 7.0), (10, 0.25)])
def test_whole_places_serve_as_a_queue_with_so_many_servers_that_looks_at_boundaries_only(places, tick):
    """The restatement: whoever waits longest begins at the first boundary at which a place is free."""
    rng = np.random.default_rng(places)
    stay = 20.0
    days = np.cumsum(rng.exponential(stay / (0.85 * places), 400))
    toy = Toy(days, float(places), stay).run(tick, days[-1] + 500.0)
    free = [0.0] * places
    for person, day in enumerate(days.tolist()):
        begins = ceil(max(day, free[0]) / tick) * tick
        assert toy.begun[person] == begins
        heapreplace(free, begins + stay_of(person, stay))


@pytest.mark.parametrize("tick", [1.0, 7.0, 28.0])
@pytest.mark.parametrize("places", [0.3, 2.7, 50.5])
def test_fractions_of_a_place_are_kept_in_the_long_run(places, tick):
    """While people wait, places taken at boundaries add up to the true number, less what is owed at the end.

    Owed at any time is at most the part of a place missing for the longest stay, or the part there for one tick.
    """
    stay, until = 90.0, 7_900.0
    toy = Toy(np.zeros(int(1.5 * ceil(places) * until / stay) + 20), places, stay).run(tick, until)
    assert toy.server.waiting.size, "the test needs a queue that never runs empty"
    part = places % 1.0
    longest = max(stay_of(person, stay) for person in range(toy.came)) + tick
    off = (np.mean(toy.looked) - places) * len(toy.looked) * tick
    assert -part * tick <= off <= (1.0 - part) * longest
    assert set(toy.looked) == {floor(places), ceil(places)}


def test_time_in_which_nobody_waits_is_not_made_up_for():
    """A place empty for want of people gives nobody more room later."""
    toy = Toy(np.full(200, 3_000.0), 0.3, 90.0).run(7.0, 7_900.0)
    taken = np.array(toy.looked)
    assert taken[: int(3_000 / 7)].sum() == 0
    later = taken[-int(4_800 / 7) :]
    assert later.mean() < 0.3 + 0.7 * 500 / 4_800
