"""A desk: staff who work through cases in the order they came, never more than one member of staff to a case.

Capacity is staff time, so that any number of staff, 0.3 or 300, serves its true share and nothing is rounded away.
At each boundary between ticks the cases whose work is done are concluded; then the staff time of the coming tick is
allotted, oldest case first, each case taking at most the whole tick of one member of staff, until time runs out.
Whoever finishes early passes what is left of the time to the next case.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.chance import decision_key, draw, log
from model.entry import Entry

Rows = NDArray[np.int64]


@Entry
def allot(place: NDArray[np.int64], left: NDArray[np.float64], budget: NDArray[np.float64], days: float) -> None:
    """Work the cases (in order of arrival) with the staff-days in `budget` (one entry a place); both are used up."""
    for i in range(left.size):
        p = place[i]
        if budget[p] > 0.0 and left[i] > 0.0:
            worked = min(days, budget[p], left[i])
            left[i] -= worked
            budget[p] -= worked


@njit(cache=True)
def work_in(
    keys: NDArray[np.uint64], cases: Rows, visits: NDArray[np.int64], decision: int, mean_days: float
) -> NDArray[np.float64]:
    """Return the work in each case: exponential, keyed by the case and its visits so far, which go up by one."""
    out = np.empty(cases.size)
    for j in range(cases.size):
        out[j] = -log(draw(keys[j], decision, visits[cases[j]])) * mean_days
        visits[cases[j]] += 1
    return out


class Desk:
    """Cases waiting for staff or being worked on, at one or many places of the same kind.

    `name` keys the draw of the work in a case: exponential with mean `mean_days` of one member of staff.
    """

    def __init__(self, name: str, places: int, agents: int) -> None:
        self.places = places
        self.case: Rows = np.zeros(0, np.int64)
        self.place: Rows = np.zeros(0, np.int64)
        self.left: NDArray[np.float64] = np.zeros(0)
        self._key = decision_key(name)
        self._visits = np.zeros(agents, np.int64)

    def receive(self, cases: Rows, places: Rows, keys: NDArray[np.uint64], mean_days: float) -> None:
        """Take in cases in the order given; the n-th visit of a case draws its n-th amount of work."""
        if cases.size:
            self.case = np.concatenate((self.case, cases))
            self.place = np.concatenate((self.place, places))
            self.left = np.append(self.left, work_in(keys, cases, self._visits, self._key, mean_days))

    def drop(self, gone: NDArray[np.bool_]) -> None:
        """Take out cases that have left by themselves (shape [cases], in the order of `case`)."""
        if gone.any():
            self._keep(~gone)

    def conclude(self) -> Rows:
        """Return the cases whose work is done, in order of arrival, and close them."""
        done = self.left <= 0.0
        concluded = self.case[done]
        if concluded.size:
            self._keep(~done)
        return concluded

    def work(self, staff: NDArray[np.float64], days: float) -> None:
        """Allot `days` of every member of `staff` (shape [places], fractions allowed)."""
        if self.case.size:
            allot(self.place, self.left, staff * days, days)

    def _keep(self, kept: NDArray[np.bool_]) -> None:
        self.case, self.place, self.left = self.case[kept], self.place[kept], self.left[kept]
