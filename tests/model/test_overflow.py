"""A clock may be started 65,535 times for one agent; one more ends in an OverflowError, and never in a hang."""

from collections.abc import Callable
from multiprocessing import get_context

import numpy as np
import pytest
from toys import born, number

from model.kernel import MOST_STARTS
from model.population import Population
from model.rules import FIXED, Kind, Move, Process, Tell, Topic, Trigger, Wait

A, B = range(2)
MOST, AGENTS = MOST_STARTS, 9

process = Process("process", 2, "")
stays, enters = (Tell(Topic("news")),), (Move(process, A),)


def wait(name: str, at: int, then: tuple[Tell | Move, ...], days: float = 1.0) -> Wait:
    return Wait(name, process, (at,), number(days), then, shape=FIXED)


def started_by_its_own_end(times: int) -> None:
    """Start a clock on day 0 and each day after."""
    again = wait("again", A, stays)
    born(Kind("toy", (), (process,), (again,)), AGENTS, seed=1).advance(times - 0.5)


def started_by_another(times: int) -> None:
    """Start a clock on day 0 and every second day after, by the end of the clock that it starts."""
    there, back = wait("there", A, (Move(process, B),)), wait("back", B, enters)
    born(Kind("toy", (), (process,), (there, back)), AGENTS, seed=1).advance(2.0 * times - 1.5)


def started_by_a_trigger(times: int) -> None:
    """Start a clock that never ends on day 0, and each day after as a trigger enters its state again."""
    never, trigger = wait("never", A, stays, days=1e9), Trigger("enters", process, (A,), enters)
    pull(born(Kind("toy", (), (process,), (never,), (trigger,)), AGENTS, seed=1), trigger, times - 1)


def pulled(times: int) -> None:
    """Pull a trigger that starts no clock."""
    never, trigger = wait("never", A, stays, days=1e9), Trigger("stays", process, (A,), stays)
    pull(born(Kind("toy", (), (process,), (never,), (trigger,)), AGENTS, seed=1), trigger, times)


def pull(lived: Population, trigger: Trigger, times: int) -> None:
    """Pull a trigger once a day."""
    for day in range(times):
        lived.pull(trigger, np.arange(AGENTS), float(day))


def without_end(times: int) -> None:
    """Start a clock for ever at the same time: its wait is too short to move the day."""
    born(Kind("toy", (), (process,), (wait("at once", A, stays, days=1e-30),)), AGENTS, seed=1).advance(float(times))


def ends(life: Callable[[int], None], times: int) -> bool:
    """Return whether a life ends in an OverflowError. It has a process of its own: compiled code can only be killed."""
    started_by_a_trigger(2)  # compiles, if need be: the minute is for living
    here, there = get_context("fork").Pipe()

    def told() -> None:
        try:
            life(times)
        except OverflowError as error:
            there.send(str(error))
        else:
            there.send("")

    other = get_context("fork").Process(target=told)
    other.start()
    there.close()
    answered = here.poll(60.0)
    other.kill()
    other.join()
    assert answered, "still running after a minute"
    return f"more than {MOST:,} times" in here.recv()


@pytest.mark.parametrize("life", [started_by_its_own_end, started_by_another, started_by_a_trigger, pulled])
def test_one_start_too_many_ends_in_an_error_and_the_last_that_fits_does_not(life):
    assert not ends(life, MOST)
    assert ends(life, MOST + 1)


def test_a_clock_that_goes_off_for_ever_at_the_same_time_ends_in_an_error():
    assert ends(without_end, 1)
