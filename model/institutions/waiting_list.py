"""A waiting list served in a mixture of orders: oldest first, oldest of the faster case types, most recent first.

Every decision goes to the discipline that is furthest behind its share of decisions so far, so that the mixture is
exact at any number of decisions. A discipline that finds no case leaves its turn to the oldest case of all.
"""

import numpy as np
from numpy.typing import NDArray

from model.entry import Entry, inlined

Rows = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

OLDEST, FASTER_TYPE, MOST_RECENT = range(3)


@inlined
def choose(cases: Rows, faster: Bools, waits: Bools, wanted: int, shares: Floats, behind: Floats, served: Rows) -> int:
    """Write up to `wanted` cases to `served`, in the order served, and return how many; they no longer wait."""
    waiting = waits.size
    n, oldest, oldest_faster, end = 0, 0, 0, waiting
    while n < wanted:
        best = 0
        for d in range(3):
            behind[d] += shares[d]
            if behind[d] > behind[best]:
                best = d
        behind[best] -= 1.0
        place = -1
        if best == FASTER_TYPE:
            while oldest_faster < waiting and place < 0:
                if faster[oldest_faster] and waits[oldest_faster]:
                    place = oldest_faster
                oldest_faster += 1
        elif best == MOST_RECENT:
            while end > oldest and place < 0:
                end -= 1
                if waits[end]:
                    place = end
        while place < 0 and oldest < end:
            if waits[oldest]:
                place = oldest
            oldest += 1
        if place < 0:
            break
        waits[place] = False
        served[n] = cases[place]
        n += 1
    return n


@Entry
def serve(cases: Rows, faster: Bools, waits: Bools, wanted: int, shares: Floats, behind: Floats, served: Rows) -> int:
    """Serve up to `wanted` cases, and move up those who wait on; return how many were served.

    `faster` and `waits` say of each case whether its type is faster and whether it still waits; `behind` is how far
    each discipline is behind its share. Who is served is written to `served`, in that order.
    """
    n = choose(cases, faster, waits, wanted, shares, behind, served)
    kept = 0
    for at in range(waits.size):
        if waits[at]:
            cases[kept], faster[kept] = cases[at], faster[at]
            kept += 1
    return n


class WaitingList:
    """Cases in order of arrival, those of faster types marked."""

    def __init__(self) -> None:
        self._cases: Rows = np.zeros(64, np.int64)
        self._faster: Bools = np.zeros(64, bool)
        self._size = 0
        self._behind = np.zeros(3)

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

    def take(self, wanted: int, shares: Floats, still_waits: Bools) -> Rows:
        """Take up to `wanted` cases in the mixture of orders; drop cases that no longer wait.

        `still_waits` (shape [cases]) is used up.
        """
        served = np.empty(wanted, np.int64)
        n = serve(self._cases, self._faster, still_waits, wanted, shares, self._behind, served)
        self._size = int(np.count_nonzero(still_waits))
        return served[:n]
