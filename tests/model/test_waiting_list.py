"""The waiting list: who is served next, in a mixture of orders that is exact, and nobody lost or served twice."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.chance import decision_key, draws, keys
from model.institutions.waiting_list import WaitingList

OLDEST_FIRST, FASTER_FIRST, RECENT_FIRST, NO_ORDER = (tuple(row) for row in np.eye(4).tolist())


def joined(*cases: int, faster: tuple[int, ...] = ()) -> WaitingList:
    waiting = WaitingList()
    waiting.join(np.array(cases, np.int64), np.isin(cases, faster))
    return waiting


def take(waiting: WaitingList, wanted: int, shares: tuple[float, ...], gone: tuple[int, ...] = ()) -> list[int]:
    return waiting.take(wanted, np.array(shares), ~np.isin(waiting.cases, gone), luck_of(waiting.cases, 1)).tolist()


def luck_of(cases: np.ndarray, day: int) -> np.ndarray:
    return draws(keys(1, cases.astype(np.uint64)), decision_key("in no order"), day)


def test_a_share_of_1_for_the_oldest_is_first_come_first_served() -> None:
    waiting = joined(5, 3, 8, 1, faster=(8,))
    assert take(waiting, 2, OLDEST_FIRST) == [5, 3]
    waiting.join(np.array([7]), np.array([True]))
    assert take(waiting, 9, OLDEST_FIRST) == [8, 1, 7]
    assert len(waiting) == 0


def test_a_share_of_1_for_the_most_recent_is_last_come_first_served() -> None:
    waiting = joined(5, 3, 8, 1, faster=(8,))
    assert take(waiting, 2, RECENT_FIRST) == [1, 8]
    waiting.join(np.array([7]), np.array([False]))
    assert take(waiting, 9, RECENT_FIRST) == [7, 3, 5]


def test_a_share_of_1_for_the_faster_takes_them_in_order_and_then_the_oldest() -> None:
    waiting = joined(5, 3, 8, 1, 9, faster=(8, 9))
    assert take(waiting, 4, FASTER_FIRST) == [8, 9, 5, 3]
    assert waiting.cases.tolist() == [1]


def test_in_no_order_whoever_has_the_least_luck_comes_first() -> None:
    waiting = joined(5, 3, 8, 1, 9, 7, 2)
    expected = waiting.cases[np.argsort(luck_of(waiting.cases, 1))].tolist()
    assert take(waiting, 3, NO_ORDER) == expected[:3]


def test_in_no_order_everyone_is_as_likely_to_be_served() -> None:
    served = np.zeros(20)
    for day in range(4_000):
        waiting = joined(*range(20))
        served[waiting.take(5, np.array(NO_ORDER), np.ones(20, bool), luck_of(waiting.cases, day))] += 1
    assert abs(served / 4_000 - 0.25).max() < 4.5 * np.sqrt(0.25 * 0.75 / 4_000)  # one chance in 7,000 for twenty cases


def test_those_who_left_are_skipped_and_forgotten_whatever_the_order() -> None:
    for shares, served in ((OLDEST_FIRST, [3, 1]), (RECENT_FIRST, [9, 1]), (FASTER_FIRST, [9, 3])):
        waiting = joined(5, 3, 8, 1, 9, faster=(8, 9))
        assert take(waiting, 2, shares, gone=(5, 8)) == served
        assert sorted(waiting.cases.tolist() + served) == [1, 3, 9]


def test_nobody_is_served_when_nobody_is_wanted_or_nobody_waits() -> None:
    waiting = joined(5, 3)
    assert take(waiting, 0, OLDEST_FIRST, gone=(5,)) == []
    assert waiting.cases.tolist() == [3]
    assert take(waiting, 4, RECENT_FIRST, gone=(3,)) == []
    assert take(waiting, 4, FASTER_FIRST) == []
    assert len(waiting) == 0


@pytest.mark.parametrize("take_size", [1, 7, 60])
@pytest.mark.parametrize(
    "shares", [(1 / 3, 1 / 3, 1 / 3), (0.5, 0.25, 0.25), (0.9, 0.05, 0.05), (0.02, 0.49, 0.49), (0.6, 0.0, 0.4)]
)
def test_the_mixture_is_exact_at_any_number_of_decisions_however_they_are_grouped(
    shares: tuple[float, ...], take_size: int
) -> None:
    """The first 600 cases are plain, the next faster, the last plain, so each case served tells by which order."""
    third = 600
    waiting = joined(*range(3 * third), faster=tuple(range(third, 2 * third)))
    served: list[int] = []
    while len(served) + take_size <= third:
        served += take(waiting, take_size, shares)
    order = np.array(served) // third
    for n in range(1, order.size + 1):
        counts = np.bincount(order[:n], minlength=3)
        assert (np.abs(counts - n * np.array(shares)) < 1.0).all()
    assert np.bincount(order, minlength=3)[np.array(shares) == 0].sum() == 0
    for which, sign in ((0, 1), (1, 1), (2, -1)):
        assert (np.diff(np.array(served)[order == which]) * sign > 0).all()


@dataclass
class PlainList:
    """The waiting list restated: look through everyone for every decision."""

    cases: list[tuple[int, bool]] = field(default_factory=list)
    behind: list[float] = field(default_factory=lambda: [0.0] * 4)

    def take(self, wanted: int, shares: tuple[float, ...], gone: set[int], day: int) -> list[int]:
        self.cases = [c for c in self.cases if c[0] not in gone]
        served: list[int] = []
        while len(served) < wanted:
            self.behind = [b + s for b, s in zip(self.behind, shares, strict=True)]
            turn = self.behind.index(max(self.behind))
            self.behind[turn] -= 1.0
            if not self.cases:
                break
            first_faster = next((c for c in self.cases if c[1]), self.cases[0])
            luckiest = min(self.cases, key=lambda c: luck_of(np.array([c[0]]), day)[0])
            chosen = (self.cases[0], first_faster, self.cases[-1], luckiest)[turn]
            self.cases.remove(chosen)
            served.append(chosen[0])
        return served


shares_of_four = st.tuples(*[st.integers(0, 8)] * 4).filter(any).map(lambda w: tuple(x / sum(w) for x in w))
weeks = st.lists(
    st.tuples(st.lists(st.booleans(), max_size=12), st.integers(0, 12), shares_of_four, st.sets(st.integers(0, 60))),
    max_size=20,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(weeks)
def test_the_list_is_its_plain_restatement_and_every_case_is_served_once_or_leaves_or_waits(
    lived: list[tuple[list[bool], int, tuple[float, ...], set[int]]],
) -> None:
    waiting, plain = WaitingList(), PlainList()
    joined_so_far = 0
    served: list[int] = []
    left: set[int] = set()
    for day, (arrivals, wanted, shares, gone) in enumerate(lived):
        new = list(range(joined_so_far, joined_so_far + len(arrivals)))
        joined_so_far += len(new)
        waiting.join(np.array(new, np.int64), np.array(arrivals, bool))
        plain.cases += list(zip(new, arrivals, strict=True))
        left |= gone & set(waiting.cases.tolist())
        luck = luck_of(waiting.cases, day)
        found = waiting.take(wanted, np.array(shares), ~np.isin(waiting.cases, list(gone)), luck).tolist()
        assert found == plain.take(wanted, shares, gone, day)
        assert list(zip(waiting.cases.tolist(), waiting.faster.tolist(), strict=True)) == plain.cases
        assert len(found) == min(wanted, len(found) + len(waiting)), "no turn is lost while someone waits"
        served += found
    assert len(served) == len(set(served)), "nobody is served twice"
    assert sorted([*served, *left, *waiting.cases.tolist()]) == list(range(joined_so_far))
