"""Groups: whom a lever is for, by what does not change in a person's life."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from model.evidence import Quantity
from model.kinds import EXPLOITERS, QUEUES
from model.rules import Column
from model.stages.exploitation import same_exploiter
from model.survivor import GROUPS
from model.tables import Layout
from model.values import Group, parts

COLUMNS: Mapping[str, Column] = {column.name: column for column in GROUPS}
"""The columns a group may be named by."""


def levels_of(column: str) -> Mapping[str, int]:
    """Return the levels of a group column by name."""
    found = COLUMNS[column]
    return {found.label(level): level for level in range(found.size)}


def group_of(named: Mapping[str, Sequence[str]]) -> Group:
    """Return the group of everybody who is at one of the levels named, of every column named."""
    return tuple(
        (COLUMNS[name], tuple(sorted({levels_of(name)[level] for level in levels})))
        for name, levels in sorted(named.items())
    )


@cache
def of_institutions() -> frozenset[Quantity]:
    """Return the numbers that exploiters and institutions read, and all that those are made of."""
    read = [quantity for cell in Layout(EXPLOITERS).cells for quantity in cell.quantities]
    read += [value for queue in QUEUES for value in vars(queue).values() if isinstance(value, Quantity)]
    found: set[Quantity] = set()
    waiting = [*read, same_exploiter]
    while waiting:
        quantity = waiting.pop()
        if quantity not in found:
            found.add(quantity)
            waiting.extend(parts(quantity))
    return frozenset(found)


def of_people(moved: Iterable[Quantity]) -> bool:
    """Return whether numbers are read in survivors' lives alone, so that a group of them can have its own."""
    return of_institutions().isdisjoint(moved)
