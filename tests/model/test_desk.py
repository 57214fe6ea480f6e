"""The desk: first come first served, never more than its capacity, never idle while there is work it may do."""

from dataclasses import dataclass, field

import numpy as np
import pytest
import toys
from hypothesis import given, settings
from hypothesis import strategies as st

from model.chance import decision_key, keys, log, uniform
from model.institutions.desk import Desk, allot

NOBODY = np.zeros(0, np.int64)
SEED = 5


def opened(places: int = 1, agents: int = 100) -> tuple[Desk, np.ndarray]:
    """A desk, and the keys of its cases."""
    return Desk("toy desk", places, agents), keys(SEED, np.arange(agents, dtype=np.uint64))


def work_of(case: int, visit: int = 0, mean: float = 1.0) -> float:
    """The work in a case, from its keys."""
    return -log(uniform(SEED, case, decision_key("toy desk"), visit)) * mean


def given_cases(desk: Desk, case_keys: np.ndarray, cases: list[int], places: list[int], mean: float = 1.0) -> None:
    rows = np.array(cases, np.int64)
    desk.receive(rows, np.array(places, np.int64), case_keys[rows], mean)


# ---- one tick --------------------------------------------------------------------------------------------------

amounts = st.lists(st.tuples(st.integers(0, 2), st.floats(0.0, 20.0)), max_size=30)
staffs = st.lists(st.floats(0.0, 6.0), min_size=3, max_size=3)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(amounts, staffs, st.floats(0.01, 28.0))
def test_a_tick_of_work_keeps_to_capacity_wastes_none_and_serves_in_order(
    cases: list[tuple[int, float]], staff: list[float], days: float
) -> None:
    place, left = np.array([p for p, _ in cases], np.int64), np.array([x for _, x in cases])
    before, budget = left.copy(), np.array(staff) * days
    allot(place, left, budget, days)
    done = before - left
    assert (left >= 0).all() and (budget >= 0).all() and (done >= 0).all()
    assert (done <= days + 1e-12).all(), "one case never has more than one member of staff"
    for p in range(3):
        here = place == p
        capacity, possible = staff[p] * days, np.minimum(before[here], days)
        assert done[here].sum() == pytest.approx(min(capacity, possible.sum()), rel=1e-12, abs=1e-12)
        assert budget[p] == pytest.approx(capacity - done[here].sum(), rel=1e-12, abs=1e-9)
        short = np.flatnonzero(done[here] < possible - 1e-9)
        if short.size:  # the first case that got less than it might leaves nothing to later ones
            assert done[here][short[0] + 1 :].sum() <= 1e-9


# ---- a life of a desk --------------------------------------------------------------------------------------------


@dataclass
class PlainDesk:
    """The desk restated with lists."""

    staff: list[float]
    cases: list[list[float]] = field(default_factory=list)  # [case, place, work left]
    visits: dict[int, int] = field(default_factory=dict)

    def receive(self, case: int, place: int, mean: float) -> None:
        visit = self.visits.get(case, 0)
        self.visits[case] = visit + 1
        self.cases.append([case, place, work_of(case, visit, mean)])

    def conclude(self) -> list[int]:
        done = [int(c[0]) for c in self.cases if c[2] <= 0]
        self.cases = [c for c in self.cases if c[2] > 0]
        return done

    def drop(self, gone: set[int]) -> None:
        self.cases = [c for c in self.cases if c[0] not in gone]

    def work(self, days: float) -> None:
        for place, staff in enumerate(self.staff):
            time = staff * days
            for case in self.cases:
                if case[1] == place and time > 0:
                    worked = min(days, time, case[2])
                    case[2] -= worked
                    time -= worked


ticks = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 19), st.integers(0, 1)), max_size=6, unique_by=lambda c: c[0]),
        st.sets(st.integers(0, 19), max_size=3),
        st.floats(0.05, 5.0),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(ticks, st.tuples(st.floats(0.0, 4.0), st.floats(0.0, 4.0)))
def test_a_desk_is_its_plain_restatement_and_loses_no_case(
    days: list[tuple[list[tuple[int, int]], set[int], float]], staff: tuple[float, float]
) -> None:
    desk, case_keys = opened(places=2, agents=20)
    plain = PlainDesk(list(staff))
    received = concluded = dropped = 0
    for arrivals, gone, tick in days:
        leaving = np.isin(desk.case, list(gone))
        dropped += int(leaving.sum())
        desk.drop(leaving)
        plain.drop(gone)
        done = desk.conclude().tolist()
        assert done == plain.conclude()
        concluded += len(done)
        new = [(c, p) for c, p in arrivals if c not in desk.case.tolist()]
        given_cases(desk, case_keys, [c for c, _ in new], [p for _, p in new], mean=2.0)
        for case, place in new:
            plain.receive(case, place, 2.0)
        received += len(new)
        desk.work(np.array(staff), tick)
        plain.work(tick)
        assert [[int(c), int(p), x] for c, p, x in zip(desk.case, desk.place, desk.left, strict=True)] == plain.cases
        assert received == concluded + dropped + desk.case.size


@pytest.mark.parametrize("staff", [0.3, 1.0, 2.7, 12.4])
@pytest.mark.parametrize("tick", [1.0, 7.0, 28.0])
def test_any_number_of_staff_fractions_included_delivers_exactly_its_days_while_busy(staff: float, tick: float) -> None:
    desk, case_keys = opened(agents=2000)
    given_cases(desk, case_keys, list(range(2000)), [0] * 2000, mean=30.0)
    total = desk.left.sum()
    for n in range(1, int(20_000 / staff / tick)):
        desk.conclude()
        desk.work(np.array([staff]), tick)
        assert total - desk.left.sum() == pytest.approx(staff * tick * n, abs=1e-9)
    assert total - desk.left.sum() > 18_000, "most of a long run"


def test_fewer_cases_than_staff_get_one_member_of_staff_each_and_no_more() -> None:
    desk, case_keys = opened()
    given_cases(desk, case_keys, [0, 1], [0, 0], mean=1e6)
    before = desk.left.copy()
    desk.work(np.array([2.7]), 7.0)
    np.testing.assert_allclose(before - desk.left, [7.0, 7.0])
    desk.work(np.array([1.4]), 5.0)
    np.testing.assert_allclose(before - desk.left, [12.0, 9.0])
    desk.work(np.array([0.3]), 10.0)
    np.testing.assert_allclose(before - desk.left, [15.0, 9.0])


@pytest.mark.parametrize("staff", [0.3, 1.0])
def test_with_one_member_of_staff_or_less_cases_end_when_all_work_up_to_theirs_is_done(staff: float) -> None:
    desk, case_keys = opened()
    given_cases(desk, case_keys, list(range(100)), [0] * 100, mean=10.0)
    due = np.ceil(np.cumsum([work_of(c, mean=10.0) for c in range(100)]) / staff / 3.0 - 1e-9) * 3.0
    ended: dict[int, float] = {}
    now = 0.0
    while desk.case.size:
        ended |= dict.fromkeys(desk.conclude().tolist(), now)
        desk.work(np.array([staff]), 3.0)
        now += 3.0
    assert list(ended) == list(range(100)), "in order of arrival"
    np.testing.assert_allclose(list(ended.values()), due)


def test_places_do_not_lend_each_other_staff() -> None:
    desk, case_keys = opened(places=3)
    given_cases(desk, case_keys, [0, 1, 2, 3], [0, 1, 2, 1], mean=1e6)
    before = desk.left.copy()
    desk.work(np.array([0.0, 1.5, 3.0]), 2.0)
    np.testing.assert_allclose(before - desk.left, [0.0, 2.0, 2.0, 1.0])


def test_the_work_in_a_case_is_keyed_by_case_and_visit_and_not_by_the_company_it_comes_in() -> None:
    together, case_keys = opened()
    given_cases(together, case_keys, [4, 9, 2], [0, 0, 0], mean=3.0)
    apart, _ = opened()
    for case in (2, 4, 9):
        given_cases(apart, case_keys, [case], [0], mean=3.0)
    alone = dict(zip(apart.case.tolist(), apart.left.tolist(), strict=True))
    assert dict(zip(together.case.tolist(), together.left.tolist(), strict=True)) == alone
    assert alone == {c: work_of(c, mean=3.0) for c in (2, 4, 9)}
    together.drop(together.case == 9)
    given_cases(together, case_keys, [9], [0], mean=3.0)
    assert together.case.tolist() == [4, 2, 9]
    assert together.left[2] == work_of(9, visit=1, mean=3.0) != alone[9]


def test_nothing_happens_at_a_desk_without_cases_or_without_staff() -> None:
    desk, case_keys = opened()
    desk.work(np.array([3.0]), 7.0)
    desk.receive(NOBODY, NOBODY, case_keys[NOBODY], 1.0)
    desk.drop(np.zeros(0, bool))
    assert desk.conclude().size == 0
    given_cases(desk, case_keys, [1], [0])
    before = desk.left.copy()
    desk.work(np.array([0.0]), 7.0)
    assert desk.left.tolist() == before.tolist()
    assert desk.conclude().size == 0


def test_the_work_in_cases_is_exponential() -> None:
    """Sees a bias of 2.9% of the mean, the second moment and the share above two means."""

    def sample(seed: int, people: int) -> dict[str, np.ndarray]:
        desk = Desk("toy desk", 1, people)
        rows = np.arange(people)
        desk.receive(rows, np.zeros(people, np.int64), keys(seed, rows.astype(np.uint64)), 40.0)
        return {"mean": desk.left, "square": desk.left**2, "beyond": 1.0 * (desk.left > 80.0)}

    exact = {"mean": 40.0, "square": 3200.0, "beyond": float(np.exp(-2.0))}
    toys.agrees(sample, exact, 200_000, sees=0.032, name="the work in cases")
