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

from model.evidence import DAYS_PER_YEAR, Parameter
from model.population import Founders, Population
from model.rules import EXPONENTIAL, FIXED, Column, Form, If, Kind, Move, Process, Set, Shape, Wait
from model.tables import Layout

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
spread_shapes = pytest.mark.parametrize("shape", [name for name in SHAPES if name != "fixed"])


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
    """Sees a bias of 2.8% of the mean and of the share that last beyond 0.25, 0.5, 0.99 and 1.5 means."""
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
    agrees(sample, exact, PEOPLE, sees=0.028)


@shapes
def test_a_race_of_any_shape_with_an_exponential_wait_ends_as_the_integral_says(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 1.9% of who is first and of the mean time. Means 100 days (the shape) and 150 (exponential)."""
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
    agrees(sample, {"B": 1 - both / 1.5, "C": both / 1.5, "days": 100 * both}, PEOPLE, sees=0.019)


def test_a_weibull_and_a_log_normal_wait_race_as_the_integral_says(agrees: Agrees) -> None:
    """Sees a bias of 1.8% of who is first and of the mean time. Means 100 days (Weibull) and 80 (log-normal)."""
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
    agrees(sample, {"B": first, "days": 100 * area(lambda x: f(x) * g(x / 0.8))}, PEOPLE, sees=0.018)


@shapes
def test_a_speed_that_doubles_half_way_halves_the_days_left(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 2.1% of the mean days. Base 100 days; speed doubles after an exponential 60 days.

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
    agrees(sample, {"days": before + (100 - before) / 2}, PEOPLE, sees=0.021)


@shapes
def test_a_clock_that_stands_still_keeps_what_is_left(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 3.3% of the days a stop adds: 40, to those not yet through as it begins (exponential, mean 60)."""
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

    stopped = area(lambda x: survival(shape)(x) * exp(-x * 100 / 60)) * 100 / 60  # 1 - E exp(-x / 60), by parts
    agrees(sample, {"added": 40 * stopped, "stopped": stopped}, PEOPLE, sees=0.033)


PACES = [(30.0, 0.03), (45.0, 0.0), (80.0, 0.02)]


def waiting(shape: str, early: float) -> tuple[Kind, Parameter, Process]:
    """One wait that runs at `early` a day."""
    process, pace = Process("process", 2, ""), number(early * DAYS_PER_YEAR, "per year")
    wait = Wait("ab", process, (A,), pace, (Move(process, B),), shape=SHAPES[shape])
    return Kind("toy", (), (process,), (wait,)), pace, process


def renumbered(lived: Population, pace: Parameter, a_day: float, now: float) -> None:
    """Live until `now` and change the pace."""
    lived.advance(now)
    lived.renumber(lived.layout.numbers(PLAINLY.but({pace: a_day * DAYS_PER_YEAR}), now), now)


@spread_shapes
@pytest.mark.parametrize("early", [0.01, 0.0])
def test_numbers_changed_half_way_give_piecewise_survival(agrees: Agrees, shape: str, early: float) -> None:
    """Sees a bias of 3% of the share still waiting at seven days between and after three changes of the pace.

    The clock runs at `early` a day until day 30, then at 3/100, 0 from day 45 and 1/50 from day 80. A clock that
    has never run draws its length only on day 30. For exponential waits this is the piecewise exponential law.
    """
    kind, pace, process = waiting(shape, early)
    speed_so_far = {20: 20 * early, 40: 30 * early + 0.3, 60: 30 * early + 0.45}
    speed_so_far |= {day: 30 * early + 0.45 + (day - 80) * 0.02 for day in (85, 90, 100, 120)}

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived, seen, changes = born(kind, people, seed), {}, list(PACES)
        for day in speed_so_far:
            while changes and changes[0][0] <= day:
                now, a_day = changes.pop(0)
                renumbered(lived, pace, a_day, now)
            lived.advance(day)
            seen[f"day {day}"] = ended_in(lived, process)[A]
        return seen

    agrees(sample, {f"day {t}": survival(shape)(h) for t, h in speed_so_far.items()}, PEOPLE, sees=0.03)


@pytest.mark.parametrize("early", [0.01, 0.0])
def test_a_fixed_wait_ends_when_the_speed_it_had_adds_up_to_one(early: float) -> None:
    """Sees any error above rounding."""
    kind, pace, _ = waiting("fixed", early)
    lived = born(kind, 10, 1)
    for now, a_day in PACES:
        renumbered(lived, pace, a_day, now)
    np.testing.assert_allclose(lived.store.next, 80 + (1 - 0.45 - 30 * early) / 0.02, rtol=1e-13)


def two_speeds(shape: str) -> tuple[Kind, Process, Column]:
    """A wait of mean 200 days, three times as fast in half of the columns."""
    process, fast = Process("process", 2, ""), Column("fast", 2, "")
    wait = Wait("ab", process, (A,), number(200), (Move(process, B),), shape=SHAPES[shape], speeds={fast: {1: 3.0}})
    return Kind("toy", (fast,), (process,), (wait,)), process, fast


@spread_shapes
def test_a_column_put_by_an_institution_gives_piecewise_survival(agrees: Agrees, shape: str) -> None:
    """Sees a bias of 4.7% of the share waiting on days 60 and 140; half of all three times as fast from day 50."""
    kind, process, fast = two_speeds(shape)

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived, seen = born(kind, people, seed), {}
        some = np.arange(0, people, 2)
        lived.advance(50.0)
        lived.put(fast, some, np.ones(some.size, np.uint8), 50.0)
        for day in (60, 140):
            lived.advance(day)
            left = ended_in(lived, process)[A]
            seen |= {f"fast {day}": left[::2], f"slow {day}": left[1::2]}
        return seen

    f = survival(shape)
    exact = {f"fast {t}": f((50 + 3 * (t - 50)) / 200) for t in (60, 140)}
    agrees(sample, exact | {f"slow {t}": f(t / 200) for t in (60, 140)}, PEOPLE, sees=0.047)


def test_a_column_put_by_an_institution_shortens_a_fixed_wait() -> None:
    """Sees any error above rounding; put before the entry, the column holds from the entry on."""
    kind, _, fast = two_speeds("fixed")
    lived = born(kind, 10, 1)
    lived.advance(50.0)
    lived.put(fast, np.arange(0, 10, 2), np.ones(5, np.uint8), 50.0)
    np.testing.assert_allclose(lived.store.next, [100.0, 200.0] * 5, rtol=1e-13)
    layout = Layout(kind)
    later = Founders(np.arange(2, dtype=np.uint64), np.array([60.0, 60.0]), {})
    entering = Population(layout, later, layout.numbers(PLAINLY, 0.0), 1, EVER)
    entering.put(fast, np.array([1]), np.ones(1, np.uint8), 50.0)
    entering.advance(61.0)
    np.testing.assert_allclose(entering.store.next, [260.0, 60.0 + 200 / 3], rtol=1e-13)


def test_the_same_state_entered_anew_restarts_its_clocks_and_other_states_do_not(agrees: Agrees) -> None:
    """Sees a bias of 0.9% of the share through by day 100; a fixed 60-day wait begins again with its state."""
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

    # restarted at s: through by day 100 if s < 40, or if it was through at 60 and was not put back before day 100
    through = (1 - exp(-40 / 50)) + exp(-100 / 50)
    untouched = 1 - exp(-60 / 50)  # at day 60 still in A only if restarted before
    agrees(sample, {"through": through, "untouched": untouched}, PEOPLE, sees=0.009)
