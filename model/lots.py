"""Lots: who lives by which numbers. People whom a lever is for are in another lot than the rest.

The first lot is of those in no group that a lever names; its numbers are also those of institutions and exploiters.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from model.rules import Column
from model.values import Change, Group, World

Levels = NDArray[np.uint8]
MOST = 8
"""Groups of which a scenario may name so many: who is in which has eight bits."""


class Lots:
    """The lots of one scenario: every combination of its groups that somebody belongs to.

    Raises ValueError for more than `MOST` groups.
    """

    def __init__(
        self, seed: int, draw: int, overrides: Mapping[str, float] | None, changes: Sequence[Change],
        *populations: Mapping[Column, Levels], quantiles: Mapping[str, float] | None = None,
    ) -> None:  # fmt: skip
        self._groups = list(dict.fromkeys(change.group for change in changes if change.group))
        if len(self._groups) > MOST:
            raise ValueError(f"a scenario may name {MOST} different groups, not {len(self._groups)}")
        found = {int(mask) for columns in populations for mask in np.unique(self._masks(columns))}
        self._present = [0, *sorted(found - {0})]
        self.worlds = tuple(
            World(seed, draw, overrides, [c for c in changes if self._concerns(c.group, mask)], quantiles)
            for mask in self._present
        )

    def __len__(self) -> int:
        return len(self.worlds)

    def of(self, columns: Mapping[Column, Levels]) -> Levels:
        """Return the lot of each person by what they were at entry (shape [people])."""
        return np.searchsorted(self._present, self._masks(columns)).astype(np.uint8)

    def _concerns(self, group: Group, mask: int) -> bool:
        return not group or bool(mask >> self._groups.index(group) & 1)

    def _masks(self, columns: Mapping[Column, Levels]) -> Levels:
        """Return the groups of each person as a bit set."""
        first = np.zeros(next(iter(columns.values())).size, np.uint8)
        masks = first.copy()
        for bit, group in enumerate(self._groups):
            # a column left out is at its first level
            masks |= members(group, masks.size, lambda c: columns.get(c, first)).astype(np.uint8) << np.uint8(bit)
        return masks


def members(group: Group, people: int, level: Callable[[Column], Levels]) -> NDArray[np.bool_]:
    """Return which of so many people are in a group; `level` gives the levels of a column (shape [people])."""
    inside = np.ones(people, bool)
    for column, levels in group:
        inside &= np.isin(level(column), levels)
    return inside
