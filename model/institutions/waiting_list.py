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
    cases: Rows,
    faster: Rows,
    ends: NDArray[np.int64],
    taken: NDArray[np.bool_],
    still_waits: NDArray[np.bool_],
) -> Rows:
    """Return up to `wanted` places in `cases`, in the order served.

    `ends` holds the first untaken place of `cases`, the first of `faster` and one past the last of `cases`; places
    before or behind them are taken or left. `taken` marks places served in between.
    """
    chosen = np.empty(wanted, np.int64)
    n = 0
    while n < wanted:
        best = 0
        for d in range(3):
            behind[d] += shares[d]
            if behind[d] > behind[best]:
                best = d
        behind[best] -= 1.0
        place = -1
        if best == FASTER_TYPE:
            while ends[1] < faster.size and place < 0:
                candidate = faster[ends[1]]
                ends[1] += 1
                if not taken[candidate] and still_waits[candidate]:
                    place = candidate
        elif best == MOST_RECENT:
            while ends[2] > ends[0] and place < 0:
                ends[2] -= 1
                if not taken[ends[2]] and still_waits[ends[2]]:
                    place = ends[2]
        while place < 0 and ends[0] < ends[2]:
            if not taken[ends[0]] and still_waits[ends[0]]:
                place = ends[0]
            ends[0] += 1
        if place < 0:
            break
        taken[place] = True
        chosen[n] = place
        n += 1
    return chosen[:n]


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
        n = self.cases.size
        taken = np.zeros(n, bool)
        ends = np.array([0, 0, n])
        faster = np.flatnonzero(self.faster)
        places = choose(wanted, shares, self._behind, self.cases, faster, ends, taken, still_waits)
        chosen = self.cases[places]
        self.keep(still_waits & ~taken)
        return chosen

    def keep(self, kept: NDArray[np.bool_]) -> None:
        """Drop all cases but these (shape [cases])."""
        if not kept.all():
            self.cases, self.faster = self.cases[kept], self.faster[kept]
