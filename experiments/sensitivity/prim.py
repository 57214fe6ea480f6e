"""Scenario discovery: in which part of what is possible does a policy fail? PRIM, after Friedman and Fisher (1999).

A box starts as everything and is peeled: again and again the twentieth of its rows at one end of one input is cut off
that leaves cases densest, then pasted back where that helps. Every box on the way is kept, because coverage (how many
of the cases it holds) is traded for density (how many of its rows are cases). With many inputs such a search always
finds something. So each limit is tested (Bryant and Lempert 2010), the box is tried on rows that did not shape it, and
the search is run again on shuffled cases, in which there is nothing to be found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from experiments.chart_words import opening
from experiments.sensitivity.design import Floats, keyed_order
from experiments.sensitivity.inputs import Input

Cases: TypeAlias = NDArray[np.bool_]
Order: TypeAlias = NDArray[np.int32]
PEEL = 0.05
"""The share of a box's rows cut off at a time."""
LEAST = 0.05
"""The share of all rows that a box holds at least."""
FEWEST = 10
"""Rows, and cases among all rows, that there must be at least."""
LIMIT = 0.05
"""A limit is kept if its cases would be so rare by chance without it."""
PARTS, TIMES = 5, 4
"""A box is tried on each fifth of the rows, shaped by the others, for so many ways to make fifths."""
SHUFFLES = 39
"""Smallest p-value that can be found: one in forty."""


class Limits(NamedTuple):
    """Between which quantiles an input lies in a box; 0 and 1 are no limits."""

    low: float
    high: float

    def holds(self, quantiles: Floats) -> Cases:
        """Return which quantiles lie between them (shape unchanged)."""
        return (quantiles >= self.low) & (quantiles <= self.high)


@dataclass(frozen=True)
class Box:
    """Some rows, by limits on inputs; inputs without limits are left out."""

    limits: Mapping[int, Limits]
    """By column."""
    coverage: float
    """The share of all cases that it holds."""
    density: float
    """The share of its rows that are cases."""
    mass: float
    """The share of all rows that it holds."""

    @property
    def score(self) -> float:
        """How good it is in both at once: the harmonic mean of coverage and density."""
        both = self.coverage + self.density
        return 2 * self.coverage * self.density / both if both > 0 else 0.0

    def holds(self, x: Floats) -> Cases:
        """Return which rows (shape [rows, inputs]) lie in it."""
        inside = np.ones(len(x), bool)
        for at, limits in self.limits.items():
            inside &= limits.holds(x[:, at])
        return inside


@dataclass(frozen=True)
class Discovery:
    """Where cases are found, and how far that can be relied on."""

    boxes: tuple[Box, ...]
    """Every box on the way, from everything to the densest: the trade of coverage for density."""
    box: Box
    """The one with the best score, without limits that may be chance."""
    by_chance: Mapping[int, float]
    """By column of its limits: how likely so many cases would be in it without that limit."""
    elsewhere: Box
    """How such a box does on rows that did not shape it: means over all fifths."""
    again: Mapping[int, float]
    """By column: how often the input is limited when a fifth of the rows is left out."""
    p_value: float
    """How often so good a box is found where cases are shuffled, so that there is nothing to find."""
    share: float
    """The share of all rows that are cases."""
    rows: int
    dropped: int

    def sentence(self, inputs: Sequence[Input], case: str) -> str:
        """Return the finding in plain words; `case` says what happens, such as "the policy does harm"."""
        if not self.box.limits or self.p_value > LIMIT:
            why = (
                f"a box as good as the best is found by chance alone (p = {self.p_value:.2f})"
                if self.p_value > LIMIT else "none of the limits of the best box is sure by itself"
            )  # fmt: skip
            found = f"{case} in {self.share:.0%} of {self.rows:,} rows"
            return f"No part of what is possible stands out: {found}, and {why}."
        limits = "; and ".join(words(inputs[at], limit) for at, limit in self.box.limits.items())
        return (
            f"{opening(case)} in {self.box.density:.0%} of rows where {limits}; over all rows, in "
            f"{self.share:.0%}. That is {self.box.mass:.0%} of all rows and holds {self.box.coverage:.0%} of those in "
            f"which it happens. On rows that did not shape the box: {self.elsewhere.density:.0%} of them, holding "
            f"{self.elsewhere.coverage:.0%}. By chance alone so good a box is found with p = {self.p_value:.3f}."
        )


def words(one: Input, limits: Limits) -> str:
    """Return a limit in words: the number itself where it has a prior, and what part of the belief that is."""
    low, high = limits
    unit = f" {one.unit}" if one.unit not in {"", "share"} else ""
    part = f"{'the' if low == 0 or high == 1 else 'a middle'} {_part(low, high)} of what is believed"
    if not one.priors:
        return f"{one.meaning} lies between {low:.2f} and {high:.2f}"
    if low == 0:
        return f"{one.meaning} is below {one.value(high):.3g}{unit} ({part})"
    if high == 1:
        return f"{one.meaning} is above {one.value(low):.3g}{unit} ({part})"
    return f"{one.meaning} lies between {one.value(low):.3g} and {one.value(high):.3g}{unit} ({part})"


def _part(low: float, high: float) -> str:
    which = "lower " if low == 0 else "upper " if high == 1 else ""
    return f"{which}{high - low:.0%}"


def discover(x: Floats, cases: Floats, seed: int) -> Discovery | None:
    """Return where cases are found among plain random rows (shape [rows, inputs], quantiles).

    `cases` (shape [rows]) is 1 where it happens, 0 where not, NaN where that is undefined; such rows are dropped. None
    if fewer than half are left, or if fewer than ten happen, or do not.
    """
    kept = np.isfinite(cases)
    x, happens = np.asfortranarray(x[kept]), cases[kept] > 0  # boxes are read input by input
    if 2 * len(x) < len(cases) or min(happens.sum(), (~happens).sum()) < FEWEST:
        return None
    order = ordered(x)
    boxes = peeled(x, happens, order)
    box, by_chance = pruned(x, happens, max(boxes, key=lambda b: b.score))
    tried = [_elsewhere(x, happens, order, seed, number) for number in range(PARTS * TIMES)]
    shuffled = [keyed_order(len(x), seed, "cases shuffled", number) for number in range(SHUFFLES)]
    best = [max(b.score for b in peeled(x, happens[other], order)) for other in shuffled]
    top = max(b.score for b in boxes)
    return Discovery(
        tuple(boxes), box, by_chance,
        Box({}, *(float(np.mean([getattr(b, part) for b in tried])) for part in ("coverage", "density", "mass"))),
        {at: float(np.mean([at in b.limits for b in tried])) for at in sorted({a for b in tried for a in b.limits})},
        (1 + sum(score >= top for score in best)) / (1 + SHUFFLES), float(happens.mean()), len(x),
        len(cases) - len(x),
    )  # fmt: skip


def ordered(x: Floats) -> Order:
    """Return the rows in order of each input (shape [inputs, rows]): found once, it serves every box of these rows."""
    return np.argsort(x.T, axis=1, kind="stable").astype(np.int32)


def _among(order: Order, rows: Cases) -> Order:
    """Return the order without the rows that are not among some (shape [rows])."""
    return order[rows[order]].reshape(len(order), -1)


def peeled(x: Floats, cases: Cases, order: Order) -> list[Box]:
    """Return every box from everything down to the smallest allowed, then the last one pasted.

    `order` is that of the rows (see `ordered`).
    """
    least = max(FEWEST, int(np.ceil(LEAST * len(x))))
    inside = np.ones(len(x), bool)
    box = _told(Box({}, 0.0, 0.0, 0.0), inside, cases)
    boxes = [box]
    while True:
        count = max(1, int(PEEL * inside.sum()))
        if inside.sum() - count < least:
            break
        order = _among(order, inside)
        at, limits = _cut(box, x, cases, order, count)
        inside = inside & limits.holds(x[:, at])
        if inside.sum() < least:
            break
        box = _told(replace(box, limits={**box.limits, at: limits}), inside, cases)
        boxes.append(box)
        if box.density == 1.0:
            break
    return [*boxes, *_pasted(box, x, cases)]


def measured(box: Box, x: Floats, cases: Cases) -> Box:
    """Return a box with its coverage, density and mass on some rows; an empty one has none of them."""
    return _told(box, box.holds(x), cases)


def _told(box: Box, inside: Cases, cases: Cases) -> Box:
    """Return a box with its coverage, density and mass, from the rows inside."""
    hits, size = int((inside & cases).sum()), int(inside.sum())
    return replace(
        box, coverage=hits / max(1, int(cases.sum())), density=hits / size if size else 0.0, mass=size / len(inside)
    )


def pruned(x: Floats, cases: Cases, box: Box) -> tuple[Box, dict[int, float]]:
    """Return a box without the limits that may be chance, the least sure taken off first, and how sure the others are.

    Of a limit: if rows inside were cases as often as rows are that all other limits leave, how likely would there be
    so many cases inside (binomial)?
    """
    while True:
        chances = {at: _chance(wider, limits.holds(x[:, at]), cases) for at, limits, wider in _but_one(box, x)}
        worst = max(chances, key=lambda at: chances[at], default=None)
        if worst is None or chances[worst] <= LIMIT:
            return box, chances
        box = measured(_without(box, worst), x, cases)


def _chance(wider: Cases, held: Cases, cases: Cases) -> float:
    inside = wider & held
    return float(binom.sf(int((inside & cases).sum()) - 1, int(inside.sum()), cases[wider].mean()))


def _but_one(box: Box, x: Floats) -> Iterator[tuple[int, Limits, Cases]]:
    """Yield each limit, and the rows that all other limits hold."""
    out = {at: ~limits.holds(x[:, at]) for at, limits in box.limits.items()}
    times = np.sum(list(out.values()), axis=0)
    for at, limits in box.limits.items():
        yield at, limits, times == out[at]


def _without(box: Box, at: int) -> Box:
    return replace(box, limits={other: limit for other, limit in box.limits.items() if other != at})


def _cut(box: Box, x: Floats, cases: Cases, order: Order, count: int) -> tuple[int, Limits]:
    """Return the limit that takes off `count` rows of a box, given in order, where it leaves cases densest.

    Rows of one value go together, so that it may take off more.
    """
    last = order.shape[1] - count
    below, above = (np.count_nonzero(cases[part], axis=1) for part in (order[:, :count], order[:, last:]))
    at = int(np.argmin(np.minimum(below, above)))
    limits, values = box.limits.get(at, Limits(0.0, 1.0)), x[order[at], at]
    if below[at] <= above[at]:
        edge = values[count - 1]
        return at, limits._replace(low=float((edge + values[values > edge].min(initial=np.inf)) / 2))
    edge = values[last]
    return at, limits._replace(high=float((edge + values[values < edge].max(initial=-np.inf)) / 2))


def _pasted(box: Box, x: Floats, cases: Cases) -> list[Box]:
    """Return the boxes that follow when limits are moved out again, a few rows at a time, while cases grow denser."""
    found: list[Box] = []
    while True:
        best = max(_wider(box, x, cases), key=lambda b: (b.density, b.coverage), default=None)
        if best is None or best.density < box.density or best.mass <= box.mass:
            return found
        found.append(box := best)


def _wider(box: Box, x: Floats, cases: Cases) -> Iterator[Box]:
    """Yield the boxes with one limit moved out by a twentieth of the rows inside."""
    count = max(1, int(PEEL * box.holds(x).sum()))
    for at, (low, high), others in _but_one(box, x):
        values = x[others, at]
        below, above = np.sort(values[values < low]), np.sort(values[values > high])
        moved = []
        if below.size:
            moved.append(Limits(float(below[-count]) if below.size > count else 0.0, high))
        if above.size:
            moved.append(Limits(low, float(above[count - 1]) if above.size > count else 1.0))
        for limits in moved:
            yield _told(_bounded(box, at, limits), others & limits.holds(x[:, at]), cases)


def _bounded(box: Box, at: int, limits: Limits) -> Box:
    """Return a box with other limits of one input; limits that limit nothing are left out."""
    if limits == Limits(0.0, 1.0):
        return _without(box, at)
    return replace(box, limits={**box.limits, at: limits})


def _elsewhere(x: Floats, cases: Cases, order: Order, seed: int, number: int) -> Box:
    """Return the box that four fifths of the rows shape, measured on the other fifth; fifths are keyed."""
    out = np.zeros(len(x), bool)
    out[keyed_order(len(x), seed, "fifths of rows", number // PARTS)[number % PARTS :: PARTS]] = True
    renumbered = np.cumsum(~out, dtype=np.int32) - 1
    shaping = np.asfortranarray(x[~out]), cases[~out]
    boxes = peeled(*shaping, renumbered[_among(order, ~out)])
    box, _ = pruned(*shaping, max(boxes, key=lambda b: b.score))
    return measured(box, x[out], cases[out])
