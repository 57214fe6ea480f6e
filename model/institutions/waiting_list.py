"""A waiting list served in a mixture of orders: oldest first, oldest of the faster types, most recent first, in none.

Every decision goes to the order that is furthest behind its share of decisions so far, so that the mixture is exact at
any number of decisions. An order that finds no case leaves its turn to the oldest case of all.
"""

import numpy as np
from numpy.typing import NDArray

from model.entry import Entry, inlined

Rows = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

NOBODY: Rows = np.zeros(0, np.int64)
OLDEST, FASTER_TYPE, MOST_RECENT, ANY = range(4)


@inlined
def next_in(order: int, seen: Rows, faster: Bools, waits: Bools, lucky: Rows) -> int:
    """Return the place of the next case of an order that still waits, or -1; `seen` is how many each has looked at."""
    size = lucky.size if order == ANY else waits.size
    while seen[order] < size:
        at = seen[order]
        seen[order] += 1
        place: int = lucky[at] if order == ANY else size - 1 - at if order == MOST_RECENT else at
        if waits[place] and (order != FASTER_TYPE or faster[place]):
            return place
    return -1


@inlined
def choose(
    cases: Rows, faster: Bools, waits: Bools, lucky: Rows, seen: Rows, wanted: int, shares: Floats, behind: Floats,
    served: Rows,
) -> int:  # fmt: skip
    """Write up to `wanted` cases to `served`, in the order served, and return how many; they no longer wait."""
    for n in range(wanted):
        best = OLDEST
        for order in range(4):
            behind[order] += shares[order]
            if behind[order] > behind[best]:
                best = order
        behind[best] -= 1.0
        place = next_in(best, seen, faster, waits, lucky)
        if place < 0:
            place = next_in(OLDEST, seen, faster, waits, lucky)
        if place < 0:
            return n
        waits[place] = False
        served[n] = cases[place]
    return wanted


@Entry
def serve(
    cases: Rows, faster: Bools, waits: Bools, lucky: Rows, seen: Rows, wanted: int, shares: Floats, behind: Floats,
    served: Rows,
) -> int:  # fmt: skip
    """Serve up to `wanted` cases, and move up those who wait on; return how many were served.

    `faster` and `waits` say of each case whether its type is faster and whether it still waits; `lucky` are the places
    of cases with the least luck, the least first; `seen` is room for how far each order has looked, all 0; `behind` is
    how far each order is behind its share. Who is served is written to `served`, in that order.
    """
    n = choose(cases, faster, waits, lucky, seen, wanted, shares, behind, served)
    kept = 0
    for at in range(waits.size):
        if waits[at]:
            cases[kept], faster[kept] = cases[at], faster[at]
            kept += 1
    return n


def least(luck: Floats, waits: Bools, wanted: int) -> Rows:
    """Return the places of those who wait with the least luck, the least first: as many as could be looked at.

    `wanted` of them may be served in no order, and as many others may have been served in another.
    """
    luck[~waits] = 2.0
    count = min(2 * wanted, luck.size)
    if count == 0:
        return NOBODY
    found = np.argpartition(luck, count - 1)[:count]
    return np.asarray(found[np.argsort(luck[found], kind="stable")], np.int64)


class WaitingList:
    """Cases in order of arrival, those of faster types marked."""

    def __init__(self) -> None:
        self._cases: Rows = np.zeros(64, np.int64)
        self._faster: Bools = np.zeros(64, bool)
        self._size = 0
        self._behind = np.zeros(4)

    def __len__(self) -> int:
        return self._size

    @property
    def cases(self) -> Rows:
        """Who waits, in order of arrival (a view; do not write)."""
        return self._cases[: self._size]

    @property
    def faster(self) -> Bools:
        """Whose case is of a faster type, in the same order (a view; do not write)."""
        return self._faster[: self._size]

    def join(self, cases: Rows, faster: Bools) -> None:
        """Put cases at the end, in the order given."""
        before, self._size = self._size, self._size + cases.size
        if self._size > self._cases.size:
            self._cases = np.concatenate((self._cases, np.zeros(self._size, np.int64)))
            self._faster = np.concatenate((self._faster, np.zeros(self._size, bool)))
        self._cases[before : self._size] = cases
        self._faster[before : self._size] = faster

    def take(self, wanted: int, shares: Floats, still_waits: Bools, luck: Floats | None = None) -> Rows:
        """Take up to `wanted` cases in the mixture of orders; drop cases that no longer wait.

        `still_waits` and `luck`, what decides who comes first in no order (shape [cases] each), are used up.
        """
        served = np.empty(wanted, np.int64)
        lucky = NOBODY if luck is None else least(luck, still_waits, wanted)
        seen = np.zeros(4, np.int64)
        n = serve(self._cases, self._faster, still_waits, lucky, seen, wanted, shares, self._behind, served)
        self._size = int(np.count_nonzero(still_waits))
        return served[:n]
