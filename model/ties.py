"""Ties: who is held by which exploiter, who came to whom at about the same time, and which exploiters work together."""

from copy import copy

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.population import Rows, distinct
from model.routes import NEAR

Members = NDArray[np.int32]


class Circle:
    """Agents of the same group in order of arrival (of row); those of group -1 belong to none."""

    def __init__(self, group: NDArray[np.int32], groups: int) -> None:
        self.members, self.first = by_group(group, groups)
        self._group = group
        self._place = places(self.members, group.size)

    def near(self, rows: Rows) -> Rows:
        """Return who came shortly before or after any of the agents in `rows`, each once, by row."""
        return neighbours(rows, self._group, self.members, self.first, self._place, NEAR)

    def others(self, rows: Rows) -> Rows:
        """Return everyone else of the groups of the agents in `rows`, each once, by row."""
        return fellows(rows, self._group, self.members, self.first)


class Ties:
    """To whom each survivor is tied now. A survivor is tied to one exploiter at a time, or to none (-1)."""

    def __init__(self, exploiter: NDArray[np.int32], exploiters: int, community: NDArray[np.int32],
                 group: NDArray[np.int32]) -> None:  # fmt: skip
        self.exploiter = exploiter
        self.companions = Circle(exploiter.copy(), exploiters)
        self.community = Circle(community, int(community.max(initial=-1)) + 1)
        self.associates = Circle(group, int(group.max(initial=-1)) + 1)
        self._latest = np.full(exploiters, -1, np.int64)
        self._made = 0
        self._earlier: Rows = np.full(1024, -1, np.int64)
        self._who: Rows = np.zeros(1024, np.int64)

    def twin(self) -> "Ties":
        """Return the same ties, to go on by themselves."""
        other = copy(self)
        other.exploiter, other._latest = self.exploiter.copy(), self._latest.copy()
        other._earlier, other._who = self._earlier.copy(), self._who.copy()
        return other

    def tie(self, rows: Rows, exploiters: Rows) -> None:
        """Tie survivors to other exploiters than before."""
        self.exploiter[rows] = exploiters
        first, self._made = self._made, self._made + rows.size
        while self._made > self._who.size:
            self._who = np.concatenate((self._who, np.zeros_like(self._who)))
            self._earlier = np.concatenate((self._earlier, np.full_like(self._earlier, -1)))
        self._who[first : self._made] = rows
        link(exploiters, first, self._latest, self._earlier)

    def tied_to(self, exploiters: Rows) -> Rows:
        """Return the survivors tied to any of the exploiters, each once, by row."""
        came = self.companions
        return gather(exploiters, came.members, came.first, self._latest, self._earlier, self._who, self.exploiter)


@njit(cache=True)
def by_group(group: NDArray[np.int32], groups: int) -> tuple[Members, Rows]:
    """Return agents sorted by group, those of none left out, and where each group begins (and ends)."""
    first = np.zeros(groups + 1, np.int64)
    for g in group:
        if g >= 0:
            first[g + 1] += 1
    first = np.cumsum(first)
    place = first.copy()
    out = np.empty(first[-1], np.int32)
    for row in range(group.size):
        g = group[row]
        if g >= 0:
            out[place[g]] = row
            place[g] += 1
    return out, first


@njit(cache=True)
def places(members: Members, agents: int) -> NDArray[np.int32]:
    """Return where each agent stands among `members`, -1 for those who do not."""
    out = np.full(agents, -1, np.int32)
    for at in range(members.size):
        out[members[at]] = at
    return out


@njit(cache=True)
def neighbours(
    rows: Rows, group: NDArray[np.int32], members: Members, first: Rows, place: NDArray[np.int32], reach: int
) -> Rows:
    """Return the agents up to `reach` places before and after any of `rows` in its group, each once, by row."""
    out = np.empty(rows.size * 2 * reach, np.int64)
    n = 0
    for row in rows:
        g = group[row]
        if g < 0:
            continue
        for at in range(max(first[g], place[row] - reach), min(first[g + 1], place[row] + reach + 1)):
            if members[at] != row:
                out[n] = members[at]
                n += 1
    return distinct(out[:n])


@njit(cache=True)
def fellows(rows: Rows, group: NDArray[np.int32], members: Members, first: Rows) -> Rows:
    """Return the members of the groups of `rows`, but for `rows`, each once, by row."""
    rows = distinct(rows)
    n = 0
    for row in rows:
        if group[row] >= 0:
            n += first[group[row] + 1] - first[group[row]]
    out = np.empty(n, np.int64)
    n = 0
    for row in rows:
        g = group[row]
        if g < 0:
            continue
        for at in range(first[g], first[g + 1]):
            place = np.searchsorted(rows, members[at])
            if place == rows.size or rows[place] != members[at]:
                out[n] = members[at]
                n += 1
    return distinct(out[:n])


@njit(cache=True)
def link(exploiters: Rows, node: int, latest: Rows, earlier: Rows) -> None:
    """Put new ties, numbered from `node` on, at the head of each exploiter's list."""
    for e in exploiters:
        earlier[node] = latest[e]
        latest[e] = node
        node += 1


@njit(cache=True)
def gather(
    exploiters: Rows, members: Members, first: Rows, latest: Rows, earlier: Rows, who: Rows, now: NDArray[np.int32]
) -> Rows:
    """Return the survivors tied to the exploiters now: of those who came to them or were tied later, each once."""
    n = 0
    for e in exploiters:
        n += first[e + 1] - first[e]
        node = latest[e]
        while node >= 0:
            n += 1
            node = earlier[node]
    out = np.empty(n, np.int64)
    n = 0
    for e in exploiters:
        for at in range(first[e], first[e + 1]):
            if now[members[at]] == e:
                out[n] = members[at]
                n += 1
        node = latest[e]
        while node >= 0:
            if now[who[node]] == e:
                out[n] = who[node]
                n += 1
            node = earlier[node]
    return distinct(out[:n])
