"""Absorbing chains: where toy agents end and how long each state lasts, held against the fundamental matrix.

Exact numbers are rationals where waits are exponential. Every check is made by `toys.agrees`: two stages, a seed
family of its own, and `sees`, the relative bias that it is all but sure to see, which the checker itself verifies.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import exp, factorial

import numpy as np
import pytest
from scipy.linalg import expm
from toys import EVER, Agrees, Diary, Plainly, born, ended_in, expected_visits, number, race
from toys import agrees as held

from model.rules import (
    FIXED,
    Ask,
    Column,
    Count,
    Event,
    Form,
    If,
    Kind,
    Mark,
    Moment,
    Move,
    Process,
    Set,
    Shape,
    Trigger,
    Wait,
)  # fmt: skip

PEOPLE = 200_000
A, B, C, D = range(4)
ALL = EVER.end


def competing(b: float = 200, c: float = 300, d: float = 600) -> tuple[Kind, Process, Diary]:
    """Three exponential waits race from A; days to B, C and D."""
    process = Process("process", 4, "")
    diary = Diary(process)
    waits = tuple(
        Wait(f"to {to}", process, (A,), number(days), diary.move(A, to)) for to, days in ((B, b), (C, c), (D, d))
    )
    return Kind("toy", (), (process,), waits), process, diary


def run_competing(seed: int, people: int, **days: float) -> dict[str, np.ndarray]:
    kind, process, diary = competing(**days)
    lived = diary.begin(born(kind, people, seed))
    lived.advance(ALL)
    ended, days_in_a = ended_in(lived, process), diary.days(lived, A)
    return {
        "B": ended[B], "C": ended[C], "D": ended[D], "days": days_in_a, "days before B": days_in_a * ended[B],
        "days before D": days_in_a * ended[D],
    }  # fmt: skip


def theory_of_competing() -> dict[str, Fraction]:
    first = race(B=Fraction(1, 200), C=Fraction(1, 300), D=Fraction(1, 600))
    return {**first, "days": Fraction(100), "days before B": 100 * first["B"], "days before D": 100 * first["D"]}


def test_competing_exponentials_end_in_proportion_to_their_rates_whenever_they_end(agrees: Agrees) -> None:
    """Sees a bias of 4.5% of the share of each end, of the mean wait, and of the mean wait before an end."""
    agrees(run_competing, theory_of_competing(), PEOPLE, sees=0.045)
    assert theory_of_competing()["B"] == Fraction(1, 2)


def test_a_wrong_answer_two_percent_off_is_caught() -> None:
    """The checker itself: an exact number moved by 2%, and a model whose rate is 2% off, both fail."""
    exact = {"days": 100.0}

    def sample(seed: int, people: int, **days: float) -> dict[str, np.ndarray]:
        return {"days": run_competing(seed, people, **days)["days"]}

    held(sample, exact, PEOPLE, sees=0.02, name="planted")
    for planted in (0.98, 1.02):
        with pytest.raises(AssertionError, match="off by"):
            held(sample, {"days": 100.0 * planted}, PEOPLE, sees=0.02, name="planted")
        with pytest.raises(AssertionError, match="off by"):
            held(
                lambda seed, people, off=planted: sample(seed, people, b=200 * off, c=300 * off, d=600 * off),
                exact, PEOPLE, sees=0.02, name="planted",
            )  # fmt: skip
    with pytest.raises(AssertionError, match="would not surely see"):
        held(sample, exact, PEOPLE, sees=0.001, name="planted")
    with pytest.raises(AssertionError, match="not a number"):
        held(lambda seed, people: {"days": np.full(people, np.nan)}, exact, PEOPLE, sees=0.02, name="planted")


def test_the_checker_gives_a_right_model_a_second_chance_and_only_one() -> None:
    """A stage 1 that is off by chance passes when ten times the sample is right, and fails when it is not."""
    asked: list[int] = []

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        asked.append(seed)
        return {"x": np.random.default_rng(seed).normal(1.0 + 0.1 * (len(asked) == 1 or always_off), 1.0, people)}

    always_off = False
    held(sample, {"x": 1.0}, 10_000, sees=0.1, name="second chance")
    assert len(asked) == len(set(asked)) == 11
    asked, always_off = [], True
    with pytest.raises(AssertionError, match="off by"):
        held(sample, {"x": 1.0}, 10_000, sees=0.1, name="second chance")


def test_a_loop_with_a_question_at_each_visit_has_the_visits_of_its_fundamental_matrix(agrees: Agrees) -> None:
    """Sees a bias of 2% of each end's share, of visits (and their square: answers of visits independent) and days."""
    process = Process("process", 4, "")
    diary = Diary(process)
    ask = Ask("again", number(0.5, "share"), yes=diary.move(B, A), no=diary.move(B, D))
    kind = Kind("toy", (), (process,), (
        Wait("ab", process, (A,), number(60), diary.move(A, B)),
        Wait("ac", process, (A,), number(120), diary.move(A, C)),
        Wait("bd", process, (B,), number(30), (ask,)),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(ALL)
        ended, visits = ended_in(lived, process), diary.visits(lived, A)
        return {
            "C": ended[C], "D": ended[D], "visits of A": visits, "square": visits**2,
            "days in A": diary.days(lived, A), "days in B": diary.days(lived, B),
        }  # fmt: skip

    half = Fraction(1, 2)
    visits = expected_visits({"A": race(B=2, C=1), "B": {"A": half, "D": half}}, "A")
    assert visits == {"A": Fraction(3, 2), "B": 1, "C": half, "D": half}
    back = Fraction(1, 3)  # another visit of A follows with this chance, each time
    exact = {
        "C": visits["C"], "D": visits["D"], "visits of A": visits["A"], "square": (1 + back) / (1 - back) ** 2,
        "days in A": visits["A"] * 40, "days in B": visits["B"] * 30,
    }  # fmt: skip
    agrees(sample, exact, PEOPLE, sees=0.02)


def test_odds_multiply_over_columns_and_a_column_set_on_the_way_counts(agrees: Agrees) -> None:
    """Sees a bias of 2% of each share. Base 2/5: odds 2/3, times 3 by one column, by 1/2 by another."""
    process, x, y = Process("process", 4, ""), Column("x", 2, ""), Column("y", 2, "")
    chance = number(0.4, "share")
    odds: dict[Column, Mapping[int, object]] = {x: {1: number(3.0, "odds ratio")}, y: {1: 0.5}}
    kind = Kind("toy", (x, y), (process,), (
        Wait("ab", process, (A,), number(30), (
            Ask("first", chance, yes=(Move(process, B),), no=(Set(x, 1), Move(process, C)), odds=odds),
        )),
        Wait("cd", process, (C,), number(30), (
            Ask("second", chance, yes=(Move(process, B),), no=(Move(process, D),), odds=odds),
        )),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        row = np.arange(people)
        lived = born(kind, people, seed, {x: row % 2, y: row // 2 % 2})
        lived.advance(ALL)
        ended = ended_in(lived, process)
        return {f"B {a}{b}": ended[B][(row % 2 == a) & (row // 2 % 2 == b)] for a in (0, 1) for b in (0, 1)}

    def yes(a: int, b: int) -> Fraction:
        odds = Fraction(2, 3) * (3 if a else 1) * (Fraction(1, 2) if b else 1)
        return odds / (1 + odds)

    exact = {f"B {a}{b}": yes(a, b) + (1 - yes(a, b)) * yes(1, b) for a in (0, 1) for b in (0, 1)}
    assert exact["B 00"] == Fraction(4, 5)
    agrees(sample, exact, PEOPLE, sees=0.02)


def test_rates_multiply_over_columns_and_places(agrees: Agrees) -> None:
    """Sees a bias of 5.2% of the share and the mean wait of each of 8 groups of 25 000."""
    process, x, place = Process("process", 3, ""), Column("x", 2, ""), Column("place", 4, "")
    diary = Diary(process)
    local = number(120)
    factors = [1.0, 0.5, 2.0, 4.0]
    kind = Kind("toy", (x, place), (process,), (
        Wait("ab", process, (A,), local, diary.move(A, B), speeds={x: {0: 1.0, 1: number(3.0, "speed ratio")}},
             place=place),
        Wait("ac", process, (A,), number(120), diary.move(A, C), speeds={x: {1: 0.5}, place: {3: 0.25}}),
    ))  # fmt: skip
    groups = [(a, p) for a in (0, 1) for p in range(4)]

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        row = np.arange(people)
        lived = diary.begin(born(kind, people, seed, {x: row % 2, place: row // 2 % 4}, Plainly({local: factors})))
        lived.advance(ALL)
        first, days = ended_in(lived, process)[B], diary.days(lived, A)
        chosen = {(a, p): (row % 2 == a) & (row // 2 % 4 == p) for a, p in groups}
        return {f"B {g}": first[rows] for g, rows in chosen.items()} | {
            f"days {g}": days[rows] for g, rows in chosen.items()
        }

    exact: dict[str, Fraction] = {}
    for a, p in groups:
        b = (3 if a else 1) / (120 * Fraction(factors[p]))
        c = Fraction(1, 120) * (Fraction(1, 2) if a else 1) * (Fraction(1, 4) if p == 3 else 1)
        exact[f"B {(a, p)}"] = b / (b + c)
        exact[f"days {(a, p)}"] = 1 / (b + c)
    agrees(sample, exact, PEOPLE, sees=0.052)


def test_five_exponential_stages_make_an_erlang_wait(agrees: Agrees) -> None:
    """Sees a bias of 7.5% of the share beyond 300 days (3%), and 1.5% of mean, second moment and share beyond 150."""
    process = Process("process", 6, "")
    diary = Diary(process)
    waits = tuple(Wait(f"stage {s}", process, (s,), number(30), diary.move(s, s + 1)) for s in range(5))
    kind = Kind("toy", (), (process,), waits)

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(ALL)
        days = sum(diary.days(lived, s) for s in range(5))
        return {"mean": days, "square": days**2, "150": 1.0 * (days > 150), "300": 1.0 * (days > 300)}

    beyond = {t: exp(-t / 30) * sum((t / 30) ** k / factorial(k) for k in range(5)) for t in (150, 300)}
    exact = {"mean": 150, "square": 5 * 30**2 + 150**2, "150": beyond[150], "300": beyond[300]}
    agrees(sample, exact, PEOPLE, sees=0.075)


def test_two_processes_that_do_not_read_each_other_are_independent(agrees: Agrees) -> None:
    """Sees a bias of 4.5% of the share in each of the six joint states on day 150."""
    one, other = Process("one", 3, ""), Process("other", 2, "")
    kind = Kind("toy", (), (one, other), (
        Wait("ab", one, (A,), number(100), (Move(one, B),)),
        Wait("bc", one, (B,), number(120), (Move(one, C),)),
        Wait("down", other, (A,), number(80), (Move(other, B),)),
        Wait("up", other, (B,), number(40), (Move(other, A),)),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = born(kind, people, seed)
        lived.advance(150.0)
        first, second = ended_in(lived, one), ended_in(lived, other)
        return {f"{a}{b}": first[a] * second[b] for a in range(3) for b in range(2)}

    t = 150.0
    in_b = (exp(-t / 100) - exp(-t / 120)) * (1 / 100) / (1 / 120 - 1 / 100)
    ones = [exp(-t / 100), in_b, 1 - exp(-t / 100) - in_b]
    down = (1 / 80) / (1 / 80 + 1 / 40) * (1 - exp(-t * (1 / 80 + 1 / 40)))
    others = [1 - down, down]
    agrees(sample, {f"{a}{b}": ones[a] * others[b] for a in range(3) for b in range(2)}, PEOPLE, sees=0.045)


def test_a_hazard_that_follows_another_process_is_a_chain_on_joint_states(agrees: Agrees) -> None:
    """Sees a bias of 1.5% of where death falls and of the days alive (in ill health four times the hazard)."""
    life, health = Process("life", 3, ""), Process("health", 2, "")
    diary = Diary(life)
    dies = If(health, (1,), then=diary.move(A, C), otherwise=diary.move(A, B))
    kind = Kind("toy", (), (life, health), (
        Wait("dies", life, (A,), number(400), (dies,), speeds={health: {1: number(4.0, "speed ratio")}}),
        Wait("falls ill", health, (0,), number(100), (Move(health, 1),)),
        Wait("recovers", health, (1,), number(50), (Move(health, 0),)),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(ALL)
        ended = ended_in(lived, life)
        return {"died well": ended[B], "died ill": ended[C], "days": diary.days(lived, A)}

    well = race(died_well=Fraction(1, 400), ill=Fraction(1, 100))
    ill = race(died_ill=Fraction(4, 400), well=Fraction(1, 50))
    visits = expected_visits({"well": well, "ill": ill}, "well")
    days = visits["well"] / (Fraction(1, 400) + Fraction(1, 100)) + visits["ill"] / (Fraction(4, 400) + Fraction(1, 50))
    assert visits["died_well"] + visits["died_ill"] == 1
    exact = {"died well": visits["died_well"], "died ill": visits["died_ill"], "days": days}
    agrees(sample, exact, PEOPLE, sees=0.015)


def test_where_a_loop_stands_at_every_year_end_is_the_matrix_exponential(agrees: Agrees) -> None:
    """Sees a bias of 3.5% of the share in each of three states at each of six year ends, as the books have it."""
    process = Process("process", 3, "")
    kind = Kind("toy", (), (process,), (
        Wait("ab", process, (A,), number(1.0, "per year"), (Move(process, B),)),
        Wait("ba", process, (B,), number(0.1, "per month"), (Move(process, A),)),
        Wait("bc", process, (B,), number(2.0, "years"), (Move(process, C),)),
    ))  # fmt: skip
    years = range(6)

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = born(kind, people, seed)
        shares: dict[str, np.ndarray] = {}
        for y in years:
            lived.advance(EVER.year_starts[y + 1])
            shares |= {f"{s} after {y}": x for s, x in ended_in(lived, process).items()}
        for s in range(3):  # the same from the books, written while living
            for y in years:
                assert lived.stock(process, s)[y].sum() == shares[f"{s} after {y}"].sum()
        return shares

    rate = np.array([[-1.0, 1.0, 0.0], [1.2, -1.7, 0.5], [0.0, 0.0, 0.0]]) / 365.25
    exact = {f"{s} after {y}": expm(rate * EVER.year_starts[y + 1])[0, s] for s in range(3) for y in years}
    agrees(sample, exact, PEOPLE, sees=0.035)


def test_an_event_counts_in_its_year_and_only_within_its_days(agrees: Agrees) -> None:
    """Sees a bias of 9% of how many begin, end, and end within 90 days of beginning, in each of three years."""
    process, begun, ended, soon = Process("process", 3, ""), Event("begun", ""), Event("ended", ""), Event("soon", "")
    since = Moment("begun", "")
    kind = Kind("toy", (), (process,), (
        Wait("ab", process, (A,), number(1.0, "per year"), (Count(begun), Mark(since), Move(process, B))),
        Wait("bc", process, (B,), number(180), (Count(ended), Count(soon, since, 90.0), Move(process, C))),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        batches = np.array_split(np.arange(people), 100)  # the books count crowds, so observe a hundred of them
        counted = []
        for part, batch in enumerate(batches):
            lived = born(kind, batch.size, seed + part)
            lived.advance(ALL)
            counted.append([lived.count(event).sum(axis=1)[:3] for event in (begun, ended, soon)])
        rows = np.array(counted, float)
        sizes = np.array([batch.size for batch in batches], float)
        return {f"{e} {y}": (rows[:, e, y], sizes) for e in range(3) for y in range(3)}

    rate, starts = 1 / 365.25, EVER.year_starts[:4]
    start_share = np.diff(1 - np.exp(-rate * starts))
    fast = 1 / 180
    over = 1 - (fast * np.exp(-rate * starts) - rate * np.exp(-fast * starts)) / (fast - rate)
    exact = {f"0 {y}": start_share[y] for y in range(3)} | {f"1 {y}": np.diff(over)[y] for y in range(3)}
    exact |= {f"2 {y}": start_share[y] * (1 - exp(-90 / 180)) for y in range(3)}
    agrees(sample, exact, PEOPLE, sees=0.09)


def test_a_trigger_takes_those_who_are_there_and_stops_their_clocks(agrees: Agrees) -> None:
    """Sees a bias of 2.1% of those taken on day 50, of the rest, and of the days the rest had."""
    process = Process("process", 3, "")
    diary = Diary(process)
    taken = Trigger("taken", process, (A,), diary.move(A, C))
    kind = Kind("toy", (), (process,), (Wait("ab", process, (A,), number(100), diary.move(A, B)),), (taken,))

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = diary.begin(born(kind, people, seed))
        lived.advance(50.0)
        lived.pull(taken, np.arange(people), 50.0)
        lived.advance(ALL)
        ended = ended_in(lived, process)
        return {"taken": ended[C], "went": ended[B], "days of those who went": diary.days(lived, A) * ended[B]}

    exact = {"taken": exp(-0.5), "went": 1 - exp(-0.5), "days of those who went": 100 * (1 - 1.5 * exp(-0.5))}
    agrees(sample, exact, PEOPLE, sees=0.021)


def test_waits_of_one_person_of_neighbours_and_of_repeats_are_independent(agrees: Agrees) -> None:
    """Sees a correlation of 0.033 or more: means of products are products of means."""
    one, other = Process("one", 2, ""), Process("other", 2, "")
    diary, second = Diary(one), Diary(other)
    kind = Kind("toy", (), (one, other), (
        Wait("there", one, (A,), number(40), diary.move(A, B)),
        Wait("back", one, (B,), number(50), diary.move(B, A)),
        Wait("once", other, (A,), number(60), second.move(A, B)),
    ))  # fmt: skip

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        lived = second.begin(diary.begin(born(kind, people, seed)))
        lived.advance(1500.0)  # some 16 rounds each
        who, since, when = lived.spells(diary.lasted[A])
        order = np.lexsort((when, who))
        first = np.flatnonzero(np.diff(who[order], prepend=-1))
        lengths = (when - since)[order]
        assert np.diff(first).min() >= 3
        there, again, third = lengths[first], lengths[first + 1], lengths[first + 2]
        once = second.days(lived, A)
        return {
            "repeats": there * again, "two apart": there * third, "two clocks": there * once,
            "neighbours": there[:-1] * there[1:], "neighbours' other clock": there[1:] * once[:-1],
        }  # fmt: skip

    exact = {
        "repeats": 1600, "two apart": 1600, "two clocks": 2400, "neighbours": 1600, "neighbours' other clock": 2400,
    }  # fmt: skip
    agrees(sample, exact, PEOPLE // 2, sees=0.033)


def test_a_fixed_wait_lasts_exactly_as_stated() -> None:
    """Sees any error above the rounding of day numbers."""
    process = Process("process", 2, "")
    diary = Diary(process)
    kind = Kind("toy", (), (process,), (
        Wait("there", process, (A,), number(45), diary.move(A, B), shape=FIXED),
        Wait("back", process, (B,), number(2, "months"), diary.move(B, A), shape=Shape(Form.FIXED)),
    ))  # fmt: skip
    lived = diary.begin(born(kind, 10, 1))
    lived.advance(1000.0)
    for state, days in ((A, 45.0), (B, 2 * 365.25 / 12)):
        _, since, when = lived.spells(diary.lasted[state])
        assert when.size >= 80
        np.testing.assert_allclose(when - since, days, atol=1e-10)
