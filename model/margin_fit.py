"""Margin fit: iterative proportional fitting, by which a joint table meets published margins, and how well it does.

In: a seed table, whose odds ratios say how attributes go together where nothing is published (1 everywhere: not at
all; 0: cannot be), and margins, tables over some of its axes. Out: the table that has the margins and otherwise keeps
the odds ratios of the seed. Classic: scale the table to each margin in turn until none moves it any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Axes: TypeAlias = tuple[int, ...]
Margin: TypeAlias = tuple[Axes, Floats]
"""Axes of the table, ascending, and the sums over all others (shape: the lengths of those axes)."""

TOLERANCE = 1e-12
"""Fitting stops when every margin is met to this, relative to its cell."""
AGREE = 1e-9
"""How far two margins may disagree where they overlap, relative to their total, before they contradict each other."""
ROUNDS = 10_000


class ContradictionError(ValueError):
    """Margins that no table has."""


def fitted(seed: Floats, margins: Sequence[Margin]) -> Floats:
    """Return the table with these margins and the odds ratios of `seed`.

    Raises ContradictionError when the margins contradict each other or cannot be met where the seed is 0.
    """
    table = np.array(seed, float)
    if (table < 0.0).any():
        raise ValueError("a table to be fitted has no negative cells")
    _check(table, margins)
    over = [tuple(a for a in range(table.ndim) if a not in axes) for axes, _ in margins]
    for _ in range(ROUNDS):
        furthest = 0.0
        for (_, wanted), others in zip(margins, over, strict=True):
            there = table.sum(axis=others, keepdims=True)
            want = wanted.reshape(there.shape)
            if (want[there == 0.0] > 0.0).any():
                raise ContradictionError(
                    "the margins contradict the seed, or each other: cells that must be filled are 0"
                )
            ratio = np.divide(want, there, out=np.zeros_like(there), where=there > 0.0)
            furthest = max(furthest, float(np.abs(ratio - 1.0).max(where=want > 0.0, initial=0.0)))
            table *= ratio
        if furthest <= TOLERANCE:
            return table
    raise ContradictionError(f"the margins contradict each other: after {ROUNDS} rounds still {furthest:.2g} apart")


def _check(table: Floats, margins: Sequence[Margin]) -> None:
    for axes, wanted in margins:
        if wanted.shape != tuple(table.shape[a] for a in axes) or list(axes) != sorted(set(axes)):
            raise ValueError(f"a margin over axes {axes} of a table {table.shape} cannot have the shape {wanted.shape}")
        if not (np.isfinite(wanted) & (wanted >= 0.0)).all():
            raise ValueError(f"the margin over axes {axes} has cells that are negative or no numbers")
    for (one, wanted), (other, also) in combinations(margins, 2):
        shared = set(one) & set(other)
        here, there = (
            m.sum(axis=tuple(i for i, a in enumerate(of) if a not in shared))
            for of, m in ((one, wanted), (other, also))
        )
        if np.abs(here - there).max(initial=0.0) > AGREE * float(wanted.sum()):
            raise ContradictionError(
                f"the margins over axes {one} and {other} contradict each other where they overlap"
            )


def margin(table: Floats, axes: Axes) -> Floats:
    """Return the sums of a table over all axes but these."""
    return np.asarray(table.sum(axis=tuple(a for a in range(table.ndim) if a not in axes)))


@dataclass(frozen=True)
class Fit:
    """One published share beside the same share of the fitted table."""

    meaning: str
    facts: tuple[str, ...]
    published: float
    fitted: float
    used: bool
    """Whether the table was fitted to it; if not, it is a check."""
    note: str = ""

    @property
    def difference(self) -> float:
        """Fitted less published."""
        return self.fitted - self.published


def largest(fits: Sequence[Fit], used: bool = True) -> float:
    """Return the largest difference, whatever its sign, among the shares that were fitted (or that were not)."""
    return max((abs(fit.difference) for fit in fits if fit.used is used), default=0.0)


def report(fits: Sequence[Fit]) -> str:
    """Return a table of published against fitted shares in Markdown, and the largest differences."""
    lines = ["| share | published | fitted | difference | facts | |", "|---|---|---|---|---|---|"]
    for fit in fits:
        use = "fitted" if fit.used else "check"
        note = f"{use}; {fit.note}" if fit.note else use
        lines.append(
            f"| {fit.meaning} | {fit.published:.1%} | {fit.fitted:.1%} | {points(fit.difference)} | "
            f"{', '.join(fit.facts)} | {note} |"
        )
    lines += ["", f"Largest difference among shares the table was fitted to: {points(largest(fits)).lstrip('+')}."]
    if any(not fit.used for fit in fits):
        lines += ["", f"Largest difference among the checks: {points(largest(fits, used=False)).lstrip('+')}."]
    return "\n".join(lines)


def points(difference: float) -> str:
    """Return a difference between shares in words: rounding is left out, so that the page is the same everywhere."""
    if abs(difference) < 1e-9:
        return "none"
    return f"{100 * difference:+.1f} points"
