"""Places as queues: Erlang's C, by way of the same queue in continuous time. Unit of time: the mean stay."""

from types import SimpleNamespace

import numpy as np
import pytest
from queues import Array, Arrivals, Queue, Rows, arrive, by_desk, continuous
from toys import EVER, PLAINLY, Agrees, number

from model.chance import decision_key, uniforms
from model.institutions.server import PlacesServer
from model.population import Founders, Population
from model.queues import Places
from model.rules import Kind, Mark, Moment, Move, Process, Topic, Trigger, Wait
from model.tables import Layout

WAITING, DONE, INSIDE = 0, 1, 2
COPIES = 60
"""Queues side by side in one population, each with a state of its own for those inside."""
DAYS = 10.0
STAY = "stay ends"

process = Process("toy process", INSIDE + COPIES, "")
began = Moment("began", "")
served = [Trigger(f"served {j}", process, (WAITING,), (Mark(began), Move(process, INSIDE + j))) for j in range(COPIES)]
stays = Wait(STAY, process, tuple(range(INSIDE, INSIDE + COPIES)), number(1.0), (Move(process, DONE),))
room = number(1.0, "people")
layout = Layout(Kind("toys", (), (process,), (stays,), tuple(served)))


def begun(queue: Queue, arrivals: Arrivals, tick: float, seed: int) -> Array:
    """When each gets a place, in ticks of `tick`."""
    n = arrivals.day.size
    people = Population(
        layout, Founders(np.arange(n, dtype=np.uint64), arrivals.day, {}), layout.numbers(PLAINLY, 0.0), seed, EVER
    )
    sim = SimpleNamespace(number=lambda _: float(queue.staff), scale=1.0)
    servers = [
        PlacesServer(Places(f"places {j}", "", Topic(""), served[j], room, process, (INSIDE + j,)), sim, people)
        for j in range(COPIES)
    ]
    came, now = 0, 0.5 * tick
    while came < n or any(server.waiting.size for server in servers):
        people.advance(np.nextafter(now, np.inf))
        arrived: Rows = np.arange(came, np.searchsorted(arrivals.day, now, side="right"))
        came += arrived.size
        place = arrivals.place[arrived]
        for j, server in enumerate(servers):
            here = arrived[place == j]
            if here.size or server.waiting.size:
                server.turn(here, now, tick)
        now += tick
    return people.moment(began).copy()


@pytest.mark.parametrize("queue", [Queue(0.6, 1), Queue(2.0, 3)], ids=["M/M/1", "M/M/3"])
def test_as_many_places_have_the_waits_of_erlang_c(agrees: Agrees, queue: Queue) -> None:
    """Sees a bias of 1.5% of the mean wait; the luck of a sample is taken out with the queue in continuous time."""

    def sample(seed: int, people: int) -> dict[str, object]:
        tops, bottoms = [], []
        for part in range(people // COPIES):
            arrivals = arrive(queue, COPIES, DAYS, seed + part)
            who = np.arange(arrivals.day.size, dtype=np.uint64)
            stay = -np.log(uniforms(seed + part, who, decision_key(STAY), 0))
            coarse, fine = (begun(queue, arrivals, tick, seed + part) for tick in (0.05, 0.025))
            late = 2 * fine - coarse - (continuous(queue, arrivals, stay, COPIES) - stay)
            top, bottom = by_desk(late + queue.wait, arrivals, COPIES)
            tops.append(top)
            bottoms.append(bottom)
        return {"wait": (np.concatenate(tops), np.concatenate(bottoms))}

    agrees(sample, {"wait": queue.wait}, 3 * COPIES, sees=0.015)


def test_nobody_begins_sooner_than_in_continuous_time() -> None:
    queue = Queue(2.0, 3)
    arrivals = arrive(queue, COPIES, DAYS, 7)
    stay = -np.log(uniforms(7, np.arange(arrivals.day.size, dtype=np.uint64), decision_key(STAY), 0))
    coarse, fine = (begun(queue, arrivals, tick, 7) for tick in (0.2, 0.1))
    assert (continuous(queue, arrivals, stay, COPIES) - stay <= fine + 1e-9).all()
    assert fine.mean() < coarse.mean()
