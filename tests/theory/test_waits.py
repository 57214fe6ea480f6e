"""Waits of every shape: alone, racing each other, and when their speed changes half-way, held against integrals.

A wait of base speed v ends when the speed it has had, added up over time, reaches a length drawn with mean 1. So
its survival at t is S(H(t)), with S the survival of the shape and H(t) the sum of speed up to t: for exponential
waits the hazard is rescaled (piecewise exponential), for the others the wait is shortened or stretched.
"""

from collections.abc import Callable
from math import erfc, exp, gamma, inf, log, sqrt

import numpy as np
import pytest
from scipy.integrate import quad
from toys import EVER, PLAINLY, Agrees, Diary, born, ended_in, number

from model.rules import EXPONENTIAL, FIXED, Column, Form, If, Kind, Move, Process, Set, Shape, Wait

PEOPLE = 200_000
A, B, C = range(3)
ALL = EVER.end

SHAPES = {
    "exponential": EXPONENTIAL,
    "fixed": FIXED,
    "weibull, power 2": Shape(Form.WEIBULL, number(2.0, "ratio")),
    "weibull, power 0.6": Shape(Form.WEIBULL, number(0.6, "ratio")),
    "log-normal, spread 0.8": Shape(Form.LOGNORMAL, number(0.8, "ratio")),
    "log-normal, spread 2": Shape(Form.LOGNORMAL, number(2.0, "ratio")),
}
shapes = pytest.mark.parametrize("shape", SHAPES)


def survival(name: str) -> Callable[[float], float]:
    """The chance that a wait of mean 1 of this shape lasts beyond x."""
    kind, _, words = name.partition(",")
    if kind == "fixed":
        return lambda x: float(x < 1.0)
    if kind == "exponential":
        return lambda x: exp(-x)
    parameter = float(words.split()[-1])
    if kind == "weibull":
        scale = 1.0 / gamma(1.0 + 1.0 / parameter)
        return lambda x: exp(-((x / scale) ** parameter))
    sigma = sqrt(log(1.0 + parameter**2))
    return lambda x: 1.0 if x <= 0 else erfc((log(x) + sigma**2 / 2) / sigma / sqrt(2.0)) / 2.0


def area(f: Callable[[float], float], start: float = 0.0, end: float = inf) -> float:
    """An integral over pieces on which the functions of this module are smooth."""
    cuts = [c for c in (0.0, 0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 20.0, 100.0, 1000.0) if start < c < end]
    pieces = zip([start, *cuts], [*cuts, end], strict=True)
    return float(sum(quad(f, a, b, epsabs=1e-13, epsrel=1e-11, limit=500)[0] for a, b in pieces))


@shapes
def test_a_wait_of_any_shape_has_its_mean_and_its_distribution(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 3.5% of the mean and of the share that last beyond 0.25, 0.5, 0.99 and 1.5 means."""
    process = Process("process", 2, "")
    diary = Diary(process)
    wait = Wait("ab", process, (A,), number(100), diary.move(A, B), shape=SHAPES[shape])
    kind = Kind("toy", (), (process,), (wait,))
    at = [x for x in (0.25, 0.5, 0.99, 1.5) if survival(shape)(x) > 0]

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(1e9)
        days = diary.days(lived, A)
        return {"mean": days} | {f"beyond {x}": 1.0 * (days > 100 * x) for x in at}

    exact = {"mean": 100.0} | {f"beyond {x}": survival(shape)(x) for x in at}
    agrees(sample, exact, PEOPLE, sees=0.035)


@shapes
def test_a_race_of_any_shape_with_an_exponential_wait_ends_as_the_integral_says(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 2.5% of who is first and of the mean time. Means 100 days (the shape) and 150 (exponential)."""
    process = Process("process", 3, "")
    diary = Diary(process)
    kind = Kind("toy", (), (process,), (
        Wait("ab", process, (A,), number(100), diary.move(A, B), shape=SHAPES[shape]),
        Wait("ac", process, (A,), number(150), diary.move(A, C)),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(ALL)
        ended = ended_in(lived, process)
        return {"B": ended[B], "C": ended[C], "days": diary.days(lived, A)}

    both = area(lambda x: survival(shape)(x) * exp(-x / 1.5))  # mean time of the race, in units of 100 days
    agrees(sample, {"B": 1 - both / 1.5, "C": both / 1.5, "days": 100 * both}, PEOPLE, sees=0.025)


def test_a_weibull_and_a_log_normal_wait_race_as_the_integral_says(agrees: Agrees) -> None:
    """Sees a bias of 1.5% of who is first and of the mean time. Means 100 days (Weibull) and 80 (log-normal)."""
    process = Process("process", 3, "")
    diary = Diary(process)
    one, other = "weibull, power 2", "log-normal, spread 0.8"
    kind = Kind("toy", (), (process,), (
        Wait("ab", process, (A,), number(100), diary.move(A, B), shape=SHAPES[one]),
        Wait("ac", process, (A,), number(80), diary.move(A, C), shape=SHAPES[other]),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(ALL)
        return {"B": ended_in(lived, process)[B], "days": diary.days(lived, A)}

    f, g = survival(one), survival(other)
    scale = 1.0 / gamma(1.5)

    def density(x: float) -> float:
        return 2.0 * x / scale**2 * f(x)

    first = area(lambda x: density(x) * g(x / 0.8))
    agrees(sample, {"B": first, "days": 100 * area(lambda x: f(x) * g(x / 0.8))}, PEOPLE, sees=0.015)


@shapes
def test_a_speed_that_doubles_half_way_halves_the_days_left(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 3% of the mean days. Base 100 days; speed doubles after an exponential 60 days.

    With length x days at base speed and the change at s, the wait lasts min(s, x) + (x - min(s, x)) / 2; the mean of
    min(s, x) over s is 60 (1 - exp(-x / 60)).
    """
    process, other, fast = Process("process", 2, ""), Process("other", 2, ""), Column("fast", 2, "")
    diary = Diary(process)
    kind = Kind("toy", (fast,), (process, other), (
        Wait("ab", process, (A,), number(100), diary.move(A, B), shape=SHAPES[shape],
             speeds={fast: {1: number(2.0, "speed ratio")}}),
        Wait("quickens", other, (A,), number(60), (Set(fast, 1), Move(other, B))),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(1e9)
        return {"days": diary.days(lived, A)}

    before = 100 * area(lambda x: survival(shape)(x) * exp(-x * 100 / 60))  # mean of min(s, x), by parts
    agrees(sample, {"days": before + (100 - before) / 2}, PEOPLE, sees=0.03)


@shapes
def test_a_clock_that_stands_still_keeps_what_is_left(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 4% of the days a stop adds: 40, to those not yet through when it begins (exponential, mean 60)."""
    process, other = Process("process", 2, ""), Process("other", 3, "")
    diary = Diary(process)
    kind = Kind("toy", (), (process, other), (
        Wait("ab", process, (A,), number(100), diary.move(A, B), shape=SHAPES[shape], speeds={other: {1: 0.0}}),
        Wait("stops", other, (0,), number(60), (Move(other, 1),)),
        Wait("goes on", other, (1,), number(40), (Move(other, 2),)),
    ))  # fmt: skip
    alone = Kind("toy", (), (process, other), (
        Wait("ab", process, (A,), number(100), diary.move(A, B), shape=SHAPES[shape]),
        Wait("stops", other, (0,), number(60), (Move(other, 1),)),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        days = []
        for which in (kind, alone):  # the same luck twice, so that the difference is the stop
            lived = diary.begin(born(which, people, seed))
            lived.advance(1e9)
            days.append(diary.days(lived, A))
        added = days[0] - days[1]
        return {"added": added, "stopped": 1.0 * (added > 1e-6)}

    stopped = 1 - area(lambda x: survival(shape)(x) * exp(-x * 100 / 60)) * 100 / 60
    agrees(sample, {"added": 40 * stopped, "stopped": stopped}, PEOPLE, sees=0.04)


@shapes
@pytest.mark.parametrize("stopped_at_first", [False, True])
def test_numbers_changed_half_way_give_piecewise_survival(agrees: Agrees, shape: str, stopped_at_first: bool) -> None:
    """Sees a bias of 7% of the share still waiting at seven days between and after four changes of the pace.

    The clock runs at 1/100 (or not at all), 3/100, 0 and 1/50 a day from days 0, 30, 45 and 80. A clock that has
    never run draws its length only on day 30. For exponential waits this is the piecewise exponential law.
    """
    process = Process("process", 2, "")
    pace = number(0.0 if stopped_at_first else 3.6525, "per year")
    paces = [(30.0, 10.9575), (45.0, 0.0), (80.0, 7.305)]
    kind = Kind("toy", (), (process,), (Wait("ab", process, (A,), pace, (Move(process, B),), shape=SHAPES[shape]),))
    early = 0.0 if stopped_at_first else 0.01
    looks = [(20, 20 * early), (40, 30 * early + 0.3), (60, 30 * early + 0.45)]
    looks += [(t, 30 * early + 0.45 + (t - 80) * 0.02) for t in (85, 90, 100, 120)]

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = born(kind, people, seed)
        waiting = {}
        for day, value in [(t, None) for t, _ in looks] + paces:
            waiting[day] = value
        observed = {}
        for day in sorted(waiting):
            lived.advance(day)
            if waiting[day] is None:
                observed[f"day {day}"] = ended_in(lived, process)[A]
            else:
                lived.renumber(lived.layout.numbers(PLAINLY.but({pace: waiting[day]}), day), day)
        return {key: observed[key] for key in exact}

    exact = {f"day {t}": survival(shape)(x) for t, x in looks if 0.0 < survival(shape)(x) < 1.0}
    if exact:
        agrees(sample, exact, PEOPLE, sees=0.07)
    else:  # a fixed wait: everyone at once, at the moment when the sum of speed is 1
        one = born(kind, 1000, 1)
        for day, value in paces:
            one.advance(day)
            one.renumber(one.layout.numbers(PLAINLY.but({pace: value}), day), day)
        over = 80 + (1 - 0.45 - 30 * early) / 0.02
        np.testing.assert_allclose(one.store.next, over, rtol=1e-13)


@shapes
def test_a_column_put_by_an_institution_gives_piecewise_survival(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 4% of the share waiting on days 60 and 140; for half of all, three times the speed from day 50."""
    process, fast = Process("process", 2, ""), Column("fast", 2, "")
    kind = Kind("toy", (fast,), (process,), (
        Wait("ab", process, (A,), number(200), (Move(process, B),), shape=SHAPES[shape], speeds={fast: {1: 3.0}}),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = born(kind, people, seed)
        some = np.arange(0, people, 2)
        lived.advance(50.0)
        lived.put(fast, some, np.ones(some.size, np.uint8), 50.0)
        seen = {}
        for day in (60, 140):
            lived.advance(day)
            waiting = ended_in(lived, process)[A]
            seen |= {f"fast {day}": waiting[::2], f"slow {day}": waiting[1::2]}
        return {key: seen[key] for key in exact}

    f = survival(shape)
    exact = {f"fast {t}": f((50 + 3 * (t - 50)) / 200) for t in (60, 140)} | {f"slow {t}": f(t / 200) for t in (60, 140)}
    if shape == "fixed":
        checked = exact
        exact = {}
        seen = None
        lived = born(kind, 10, 1)
        lived.advance(50.0)
        lived.put(fast, np.arange(0, 10, 2), np.ones(5, np.uint8), 50.0)
        seen = lived.store.next
        np.testing.assert_allclose(seen, [100.0, 200.0] * 5, rtol=1e-13)
        assert checked == {"fast 60": 1.0, "fast 140": 0.0, "slow 60": 1.0, "slow 140": 1.0}
        return
    agrees(sample, exact, PEOPLE, sees=0.04)


def test_the_same_state_entered_anew_restarts_its_clocks_and_other_states_do_not(agrees: Agrees) -> None:
    """Sees a bias of 2% of the share through by day 100: a fixed 60-day wait restarted by entering its state again."""
    process, other, plain = Process("process", 2, ""), Process("other", 2, ""), Process("plain", 2, "")
    kind = Kind("toy", (), (process, other, plain), (
        Wait("ab", process, (A,), number(60), (Move(process, B),), shape=FIXED),
        Wait("again", other, (A,), number(50), (Move(process, A), Move(other, B))),
        Wait("untouched", plain, (A,), number(60), (If(process, (A,), then=(Move(plain, B),)),), shape=FIXED),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = born(kind, people, seed)
        lived.advance(100.0)
        return {"through": ended_in(lived, process)[B], "untouched": ended_in(lived, plain)[B]}

    # restarted at s: through by day 100 if s < 40 (from the restart) or if s > 60 (before it) and not put back by s < 100
    through = (1 - exp(-40 / 50)) + exp(-100 / 50)
    untouched = 1 - exp(-60 / 50)  # at day 60 still in A only if restarted before
    agrees(sample, {"through": through, "untouched": untouched}, PEOPLE, sees=0.02)
