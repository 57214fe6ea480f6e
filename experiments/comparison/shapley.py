"""Shapley values: how much of what a package of levers does is owed to each lever.

A coalition is a set of levers pulled together; its value is an outcome, or a difference from the baseline, in every
draw. A lever's share is the mean, over all orders in which the levers may be pulled one after the other, of what it
adds when its turn comes. Shares add up to the package's value less that of no lever. With up to six levers all
coalitions are run and the mean is exact; with more, orders are sampled in pairs, one and its reverse, which lie on
opposite sides of what levers do to each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, factorial, sqrt
from typing import TypeAlias

import numpy as np

from experiments.comparison.interval import Draws
from model.chance import decision_key, uniform

Coalition: TypeAlias = frozenset[str]
Order: TypeAlias = tuple[str, ...]
Values: TypeAlias = Mapping[Coalition, Draws]
"""The value of each coalition in every draw (all of one shape, [draws])."""
MOST_EXACT = 6
"""Levers of which all coalitions are run: 64 of them."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """Shares from sampled orders, in the unit of the values."""

    shares: dict[str, Draws]
    """By lever (shape [draws]); in every draw they add up to the package's value less that of no lever."""
    error: dict[str, float]
    """The standard error, from the orders sampled, of a share's mean over draws; NaN with fewer than two pairs."""
    pairs: int


def coalitions(levers: Iterable[str]) -> list[Coalition]:
    """Return every coalition of up to six levers, the smallest first (ValueError for more)."""
    names = sorted(set(levers))
    if len(names) > MOST_EXACT:
        raise ValueError(f"{len(names)} levers have too many coalitions; at most {MOST_EXACT} are attributed exactly")
    return [frozenset(c) for size in range(len(names) + 1) for c in combinations(names, size)]


def shapley(values: Values) -> dict[str, Draws]:
    """Return the exact share of each lever in every draw (shape [draws]).

    `values` holds every coalition, the empty one included (ValueError otherwise). A draw undefined (NaN) in one
    coalition has undefined shares.
    """
    whole = _whole(values)
    count = len(whole)
    shares = {}
    for lever in sorted(whole):
        shares[lever] = np.zeros_like(values[whole], float)
        for without in coalitions(whole - {lever}):
            weight = factorial(len(without)) * factorial(count - len(without) - 1) / factorial(count)
            shares[lever] += weight * (values[without | {lever}] - values[without])
    return shares


def interactions(values: Values) -> dict[tuple[str, str], Draws]:
    """Return the Shapley interaction index of each pair of levers, in the order of their names (shape [draws]).

    It is the mean of how much more two levers do together than each by itself, over the coalitions they join, weighted
    as in `shapley` (Grabisch and Roubens 1999): above 0 they help each other, below 0 they stand in for each other.
    """
    whole = _whole(values)
    count = len(whole)
    found = {}
    for one, other in combinations(sorted(whole), 2):
        found[one, other] = np.zeros_like(values[whole], float)
        for rest in coalitions(whole - {one, other}):
            weight = factorial(len(rest)) * factorial(count - len(rest) - 2) / factorial(count - 1)
            both = values[rest | {one, other}] - values[rest | {one}] - values[rest | {other}] + values[rest]
            found[one, other] += weight * both
    return found


def among_others(values: Values, sampled: Sequence[Order] = ()) -> dict[str, Draws]:
    """Return how much more each lever adds where most others are in force than where few are (shape [draws]).

    Above 0 the others help it, below 0 they stand in for it. Of all coalitions it joins, sizes counting alike, or of
    those met on the way along sampled orders. With two levers it is their interaction; one lever alone has 0.
    """
    whole: Coalition = frozenset().union(*values)
    middle, found = (len(whole) - 1) / 2, {}
    for lever in sorted(whole):
        if sampled:
            joined = [(frozenset(order[: order.index(lever)]), 1.0) for order in sampled]
        else:
            joined = [(rest, 1.0 / comb(len(whole) - 1, len(rest))) for rest in coalitions(whole - {lever})]
        late, early = (
            [
                (values[rest | {lever}] - values[rest], weight)
                for rest, weight in joined
                if sign * len(rest) > sign * middle
            ]
            for sign in (1, -1)
        )
        means = [
            np.average([x for x, _ in each], axis=0, weights=[w for _, w in each]) for each in (late, early) if each
        ]
        found[lever] = means[0] - means[1] if len(means) == 2 else np.zeros_like(values[whole], float)
    return found


def orders(levers: Iterable[str], pairs: int, seed: int) -> list[Order]:
    """Return pairs of orders of the levers: a random one, then its reverse (2 x pairs in all).

    Each lever's place comes from luck keyed by its name and the number of the pair, so that a lever more does not
    change the order of the others. ValueError without levers or pairs.
    """
    names = sorted(set(levers))
    if not names or pairs < 1:
        raise ValueError("orders need one lever and one pair at least")
    found: list[Order] = []
    for pair in range(pairs):
        luck = {name: uniform(seed, pair, decision_key(f"order of levers: {name}"), 0) for name in names}
        order = tuple(sorted(names, key=luck.__getitem__))
        found += [order, order[::-1]]
    return found


def needed(sampled: Iterable[Order]) -> list[Coalition]:
    """Return every coalition met on the way along some orders, each once, the smallest first."""
    met = {frozenset(order[:size]) for order in sampled for size in range(len(order) + 1)}
    return sorted(met, key=lambda coalition: (len(coalition), sorted(coalition)))


def sampled_shapley(values: Values, sampled: Sequence[Order]) -> Sampled:
    """Return shares from sampled orders, as `orders` lists them: each followed by its reverse (ValueError otherwise).

    `values` holds every coalition that `needed` names.
    """
    if not sampled or len(sampled) % 2 or any(a != b[::-1] for a, b in zip(sampled[::2], sampled[1::2], strict=True)):
        raise ValueError("orders come in pairs, each followed by its reverse")
    missing = [c for c in needed(sampled) if c not in values]
    if missing:
        raise ValueError(f"the value of {_named(missing[0])} is not given")
    pairs = len(sampled) // 2
    adds = {
        lever: np.array([values[frozenset(o[: o.index(lever) + 1])] - values[frozenset(o[: o.index(lever)])]
                         for o in sampled])
        for lever in sorted(sampled[0])
    }  # fmt: skip
    by_pair = {lever: (each[::2] + each[1::2]) / 2 for lever, each in adds.items()}
    error = {
        lever: float(each.mean(axis=1).std(ddof=1)) / sqrt(pairs) if pairs > 1 else float("nan")
        for lever, each in by_pair.items()
    }
    return Sampled({lever: np.asarray(each.mean(axis=0)) for lever, each in by_pair.items()}, error, pairs)


def _whole(values: Values) -> Coalition:
    """Return the coalition of all levers, having seen that every one of its parts has a value."""
    whole: Coalition = frozenset().union(*values)
    if not whole:
        raise ValueError("no lever is given")
    missing = [c for c in coalitions(whole) if c not in values]
    if missing:
        raise ValueError(f"the value of {_named(missing[0])} is not given")
    if len({value.shape for value in values.values()}) > 1:
        raise ValueError("coalitions have values in different numbers of draws")
    return whole


def _named(coalition: Coalition) -> str:
    return " with ".join(sorted(coalition)) or "no lever"
