"""The ledger: how many of the same people have another outcome in the scenario, and which way.

Everybody lives in both worlds of a draw, so each person can be looked up in both. Tables count simulated people;
numbers are scaled up to the country. Counts are exact in a draw and add up there; values shown are medians over draws,
and medians of parts need not add up to the median of a sum.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.interval import Draws, Interval, central

Counts: TypeAlias = NDArray[np.int64]
FEW = 5
"""Simulated people below which a number is marked."""


@dataclass(frozen=True, eq=False)
class People:
    """A number of people, or a difference of two, in every draw."""

    draws: Draws
    """At national scale (shape [draws])."""
    few: bool
    """Whether it rests on fewer than five simulated people in the median draw, so that it is hardly more than luck.

    Never of a difference whose interval leaves out 0: luck is in the interval, so that it speaks.
    """

    @property
    def value(self) -> float:
        """The median over draws."""
        return float(np.median(self.draws))

    @property
    def interval(self) -> Interval | None:
        """The 90% interval over draws; None for one draw."""
        return central(self.draws)


@dataclass(frozen=True, eq=False)
class Change:
    """One outcome of the same people in two worlds: had in both, in one only, in neither."""

    outcome: str
    both: People
    gained: People
    """In the scenario only."""
    lost: People
    """In the baseline only."""
    neither: People
    gross: People
    """Gained or lost."""
    net: People
    """Gained less lost: the scenario's number less the baseline's. Few if gained and lost together are, if unclear."""


@dataclass(frozen=True, eq=False)
class Moves:
    """The states in which the same people end in two worlds."""

    states: tuple[str, ...]
    people: tuple[tuple[People, ...], ...]
    """From a state in the baseline (row) to one in the scenario (column)."""
    moved: People
    """Who end in another state: the gross change."""
    net: tuple[People, ...]
    """For each state, how many more end in it in the scenario."""


@dataclass(frozen=True, eq=False)
class Harmed:
    """One harm in one group: who suffers it in the scenario only, and who is spared it."""

    outcome: str
    group: str
    worse: People
    better: People
    net: People
    """Worse less better."""


def changes(outcomes: Sequence[str], tables: Counts, scale: float | Draws) -> tuple[Change, ...]:
    """Return the change of each outcome.

    `tables` counts simulated people (shape [draws, outcomes, 2, 2]): without or with the outcome in the baseline, then
    in the scenario. `scale` is how many people one simulated person stands for, in all draws or in each (shape
    [draws]). ValueError if shapes do not fit or a count is below 0.
    """
    _check(tables, (len(outcomes), 2, 2))
    return tuple(_change(name, tables[:, i], scale) for i, name in enumerate(outcomes))


def moves(states: Sequence[str], tables: Counts, scale: float | Draws) -> Moves:
    """Return who ends in which state; `tables` (shape [draws, k, k]): state in the baseline, then in the scenario."""
    k = len(states)
    _check(tables, (k, k))
    entered, left = tables.sum(axis=1), tables.sum(axis=2)  # shape [draws, states]
    stay = np.diagonal(tables, axis1=1, axis2=2)
    return Moves(
        tuple(states),
        tuple(tuple(_people(tables[:, i, j], scale) for j in range(k)) for i in range(k)),
        _people(tables.sum(axis=(1, 2)) - stay.sum(axis=1), scale),
        tuple(
            _people(entered[:, i] - left[:, i], scale, entered[:, i] + left[:, i] - 2 * stay[:, i]) for i in range(k)
        ),
    )


def worse_off(
    outcomes: Sequence[str], by_group: Mapping[str, Counts], scale: float | Draws, harms: Collection[str]
) -> tuple[Harmed, ...]:
    """Return who is worse off: every harm in every group, those that harm most people first.

    `by_group` holds a group's tables as `changes` reads them; `harms` are the outcomes that are bad to have (ValueError
    if one is not among the outcomes). Equal numbers stand by outcome and group.
    """
    unknown = sorted(set(harms) - set(outcomes))
    if unknown:
        raise ValueError(f"no table has the outcome '{unknown[0]}'")
    rows = [
        Harmed(change.outcome, group, change.gained, change.lost, change.net)
        for group, tables in by_group.items()
        for change in changes(outcomes, tables, scale)
        if change.outcome in harms
    ]
    return tuple(sorted(rows, key=lambda row: (-row.worse.value, row.outcome, row.group)))


def _change(outcome: str, table: Counts, scale: float | Draws) -> Change:
    """Return the change of one outcome (table of shape [draws, 2, 2])."""
    gained, lost = table[:, 0, 1], table[:, 1, 0]
    return Change(
        outcome, _people(table[:, 1, 1], scale), _people(gained, scale), _people(lost, scale),
        _people(table[:, 0, 0], scale), _people(gained + lost, scale), _people(gained - lost, scale, gained + lost),
    )  # fmt: skip


def _people(counts: Counts, scale: float | Draws, rests_on: Counts | None = None) -> People:
    """Return simulated people (shape [draws]) at national scale; `rests_on` are those whom a difference rests on."""
    draws = np.asarray(counts * scale, float)
    if rests_on is None:
        return People(draws, bool(np.median(counts) < FEW))
    ends = central(draws)
    clear = ends is not None and not ends.holds(0)
    return People(draws, not clear and bool(np.median(rests_on) < FEW))


def _check(tables: Counts, shape: tuple[int, ...]) -> None:
    if tables.shape[1:] != shape or not len(tables):
        raise ValueError(f"tables need the shape [draws, {', '.join(map(str, shape))}], not {list(tables.shape)}")
    if (tables < 0).any():
        raise ValueError("a table counts fewer than 0 people")
