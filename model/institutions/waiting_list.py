"""A waiting list served in a mixture of orders: oldest first, oldest of the faster case types, most recent first.

Every decision goes to the discipline that is furthest behind its share of decisions so far, so that the mixture is
exact at any number of decisions. A discipline that finds no case leaves its turn to the oldest case of all.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Rows = NDArray[np.int64]

OLDEST, FASTER_TYPE, MOST_RECENT = range(3)


@njit(cache=True)
def choose(
    wanted: int,
    shares: NDArray[np.float64],
    behind: NDArray[np.float64],
    faster: NDArray[np.bool_],
    waits: NDArray[np.bool_],
) -> Rows:
    """Return up to `wanted` places in the list, in the order served; those chosen no longer wait.

    `faster` and `waits` say of each case whether its type is faster and whether it still waits; `behind` is how far
    each discipline is behind its share.
    """
    chosen = np.empty(wanted, np.int64)
    n, oldest, oldest_faster, end = 0, 0, 0, waits.size
    while n < wanted:
        best = 0
        for d in range(3):
            behind[d] += shares[d]
            if behind[d] > behind[best]:
                best = d
        behind[best] -= 1.0
        place = -1
        if best == FASTER_TYPE:
            while oldest_faster < waits.size and place < 0:
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
        chosen[n] = place
        n += 1
    return chosen[:n]


@njit(cache=True)
def left(cases: Rows, faster: NDArray[np.bool_], waits: NDArray[np.bool_]) -> tuple[Rows, NDArray[np.bool_]]:
    """Return the cases that still wait, and which of them are of faster types."""
    return cases[waits], faster[waits]


class WaitingList:
    """Cases in order of arrival, those of faster types marked."""

    def __init__(self) -> None:
        self.cases: Rows = np.zeros(0, np.int64)
        self.faster: NDArray[np.bool_] = np.zeros(0, bool)
        self._behind = np.zeros(3)

    def __len__(self) -> int:
        return int(self.cases.size)

    def join(self, cases: Rows, faster: NDArray[np.bool_]) -> None:
        """Put cases at the end, in the order given."""
        self.cases = np.concatenate((self.cases, cases))
        self.faster = np.concatenate((self.faster, faster))

    def take(self, wanted: int, shares: NDArray[np.float64], still_waits: NDArray[np.bool_]) -> Rows:
        """Take up to `wanted` cases in the mixture of orders; drop cases that no longer wait (shape [cases])."""
        waits = still_waits.copy()
        chosen = self.cases[choose(wanted, shares, self._behind, self.faster, waits)]
        self.cases, self.faster = left(self.cases, self.faster, waits)
        return chosen

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Drop all cases but these (shape [cases])."""
        if not kept.all():
            self.cases, self.faster = left(self.cases, self.faster, kept)
