"""The numbers in force: one draw of every prior, after a scenario's overrides and its dated changes.

Three layers, never mixed: what is believed (a prior's draw), what a scenario sets outright (an override), and what
a lever changes from a date on, in some places (a `Change`). Derived numbers are computed last, from the results.

A draw is keyed by the parameter's name (and the start of its regime), so that a parameter added or overridden moves
no other. Draw 0 is the middle: every prior at its median.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from model.calendar import day_of
from model.chance import decision_key, exp, normal_quantile, uniform
from model.evidence import Adopted, Derived, Local, Parameter, Quantity
from model.rules import Column

Number: TypeAlias = float | NDArray[np.float64]
Operation: TypeAlias = Literal["set", "times", "times odds", "plus"]
Group: TypeAlias = tuple[tuple[Column, tuple[int, ...]], ...]
"""People at one of some levels of each of some columns that do not change in life; () for everybody."""

STEP = 28.0
"""Days in which a change on its way in everywhere at once, or fading, moves at a time."""

LOG_2 = 0.6931471805599453

MIDDLE = 0
"""The draw in which every prior stands at its median."""


@dataclass(frozen=True)
class Change:
    """A lever's hold on one number: from `start` on, growing over `ramp` days, in a share `coverage` of places.

    With a `place` column each place adopts on its own day, early or late by a keyed draw under `name`, and the
    number of the places that have adopted is changed; `only` names the places that can, all if it is empty. Without a
    place column, the number moves by the share covered. `compliance` is the part of the change that is carried out
    where it is adopted. After `half_life` days at a place half of it is gone. Only people in `group` are concerned.
    """

    name: str
    quantity: Quantity
    operation: Operation
    amount: Quantity | float
    start: float
    end: float = np.inf
    coverage: float = 1.0
    ramp: float = 0.0
    compliance: float = 1.0
    half_life: Quantity | float | None = None
    place: Column | None = None
    only: tuple[int, ...] = ()
    group: Group = ()

    def changed(self, value: Number, amount: Number) -> Number:
        """Return the number under the lever in full."""
        match self.operation:
            case "set":
                return amount + 0.0 * value
            case "times":
                return value * amount
            case "plus":
                return value + amount
            case "times odds":
                unchanged = np.asarray(amount) == 1.0  # odds there and back may cost the last bit
                bottom = np.asarray(1.0 - value + amount * value)
                odds = np.divide(amount * value, bottom, out=np.zeros_like(bottom), where=bottom != 0.0)
                return np.where(unchanged, value, odds)

    def strength(self, day: float, adoption: NDArray[np.float64] | None, half_life: float = np.inf) -> Number:
        """Return how far the change is in force on a day, from 0 to 1: by place, or on average over all."""
        if not self.start <= day < self.end:
            return 0.0 if adoption is None else np.zeros(adoption.size)
        if adoption is not None:
            share = 1.0 if self.coverage == 0 else adoption / self.coverage
            since = day - (self.start + self.ramp * np.minimum(share, 1.0))
            adopted = (adoption < self.coverage) & (since >= 0.0)
            return adopted * self.compliance * left(stepped(since), half_life)
        since = float(stepped(day - self.start))
        reached = min(1.0, since / self.ramp) if self.ramp else 1.0
        able = len(self.only) / self.place.size if self.only and self.place else 1.0
        fresh = float(left(np.array(since - 0.5 * self.ramp * reached), half_life))  # as old as it is on average
        return self.coverage * able * reached * self.compliance * fresh

    def moving(self, day: float, tick: float) -> bool:
        """Return whether it is on its way in, or fading, during the tick before `day`."""
        if self.half_life is not None:
            return self.start < day < self.end
        return self.ramp > 0 and self.start < day <= self.start + self.ramp + max(tick, STEP)


def same_places(one: Column | None, other: Column | None) -> bool:
    """Return whether two columns, of agents of the same kind or of two, name the same places."""
    return one is not None and other is not None and one.name == other.name


def order_of_change(change: Change) -> tuple[object, ...]:
    """Return the key by which changes of one number act, however a scenario lists them: what sets it goes first.

    Then come its odds, factors and what is added; within each, by first day, name of the lever and what else tells
    two uses of it apart.
    """
    of = tuple((column.name, levels) for column, levels in change.group)
    kind = ("set", "times odds", "times", "plus").index(change.operation)
    return kind, change.start, change.name, change.only, of, change.end, change.coverage, change.compliance


def stepped(days: Number) -> NDArray[np.float64]:
    """Return days rounded down to whole steps."""
    return np.asarray(np.floor(np.asarray(days) / STEP) * STEP)


def left(days: NDArray[np.float64], half_life: float) -> NDArray[np.float64]:
    """Return the part of an effect that is left after so many days."""
    if half_life == np.inf:
        return np.ones_like(days)
    return np.array([exp(-LOG_2 * max(0.0, d) / half_life) for d in np.atleast_1d(days)]).reshape(np.shape(days))


class World:
    """Every number of one draw under one scenario, on any day.

    `quantiles` are where some numbers stand in their priors, whatever the draw, by the name under which they are drawn:
    all regimes that share their luck move together, and one that has its own (`anew`) is "<name> from <date>".
    """

    def __init__(
        self, seed: int, draw: int, overrides: Mapping[str, float] | None = None, changes: Sequence[Change] = (),
        quantiles: Mapping[str, float] | None = None,
    ) -> None:  # fmt: skip
        self.seed = seed
        self.draw = draw
        self.overrides = dict(overrides or {})
        self.quantiles = dict(quantiles or {})
        self.changes = tuple(sorted(changes, key=order_of_change))
        self._drawn: dict[tuple[Quantity, float], float] = {}
        self._lasting: dict[Quantity, bool] = {}
        self._always: dict[tuple[Quantity, Column | None], Number] = {}
        self._today: dict[tuple[Quantity, Column | None], Number] = {}
        self._day = np.nan

    @cached_property
    def untouched(self) -> "World":
        """The same draw without any lever."""
        return World(self.seed, self.draw, self.overrides, quantiles=self.quantiles) if self.changes else self

    def at(self, quantity: Quantity, day: float, place: Column | None = None) -> Number:
        """Return the number in force on a day; with a place column, one for each place if they may differ."""
        if day != self._day:
            self._day, self._today = day, {}
        known = self._always if self.lasts(quantity) else self._today
        if (quantity, place) not in known:
            known[quantity, place] = self._in_force(quantity, day, place)
        return known[quantity, place]

    def lasts(self, quantity: Quantity) -> bool:
        """Return whether a number is the same on every day: undated, moved by no lever, and so all it is made of."""
        if quantity not in self._lasting:
            undated = len(quantity.regimes) == 1 if isinstance(quantity, Parameter) else True
            moved = any(change.quantity is quantity for change in self.changes)
            self._lasting[quantity] = undated and not moved and all(self.lasts(q) for q in parts(quantity))
        return self._lasting[quantity]

    def moved(self, quantity: Quantity) -> bool:
        """Return whether a lever moves a number, or one that it is made of, on some day."""
        return any(change.quantity is part for change in self.changes for part in made_of(quantity))

    def _in_force(self, quantity: Quantity, day: float, place: Column | None) -> Number:
        value = self._base(quantity, day, place)
        for change in self.changes:
            if change.quantity is quantity and day >= change.start:
                adoption = self._adoption(change) if same_places(change.place, place) else None
                strength = change.strength(day, adoption, self._half_life(change, day))
                amount = change.amount if isinstance(change.amount, float) else self.at(change.amount, day)
                value = value + strength * (change.changed(value, amount) - value)
        return value

    def one(self, quantity: Quantity, day: float = 0.0) -> float:
        """Return the number in force on a day, where places do not matter."""
        return float(self.at(quantity, day))

    def uniform(self, name: str, occurrence: int = 0) -> float:
        """Return the draw's luck under a name, or the quantile that it is to stand at."""
        if name in self.quantiles:
            return self.quantiles[name]
        return 0.5 if self.draw == MIDDLE else float(uniform(self.seed, self.draw, decision_key(name), occurrence))

    def days_of_change(self, quantities: Sequence[Quantity]) -> set[float]:
        """Return the days on which one of the numbers may change, ramps left out (see `ramping`)."""
        days = {c.start for c in self.changes} | {c.end for c in self.changes}
        for quantity in quantities:
            days |= {day_of(since) for since, _ in regimes(quantity)}
        return {d for d in days if np.isfinite(d)}

    def ramping(self, day: float, tick: float) -> bool:
        """Return whether a lever is on its way in, or fading, during the tick before `day`."""
        return any(c.moving(day, tick) for c in self.changes)

    def _base(self, quantity: Quantity, day: float, place: Column | None) -> Number:
        if quantity.name in self.overrides:
            return self.overrides[quantity.name]
        match quantity:
            case Parameter():
                return self._believed(quantity, day)
            case Derived():
                values = self.untouched if quantity.without_levers else self
                return quantity.formula(*(values.at(q, day, place) for q in quantity.inputs))
            case Local():
                return self._spread(quantity, day, place)
            case Adopted():
                share = self.at(quantity.share, day)
                if place is None or place not in (
                    quantity.place if isinstance(quantity.place, tuple) else (quantity.place,)
                ):
                    return share
                return np.asarray(self._luck(quantity, place) < share, float)
        raise TypeError(f"{quantity!r} is not a parameter, a derived, a local or an adopted number")

    def _believed(self, parameter: Parameter, day: float) -> float:
        begun = [(since, prior) for since, prior in parameter.regimes if day_of(since) <= day]
        since, prior = begun[-1] if begun else parameter.regimes[0]
        at = (parameter, day_of(since))
        if at not in self._drawn:
            name = f"{parameter.name} from {since}" if parameter.anew else parameter.name
            self._drawn[at] = prior.quantile(self.uniform(name))
        return self._drawn[at]

    def _spread(self, local: Local, day: float, place: Column | None) -> Number:
        middle = self.at(local.middle, day, place)
        if place is None or place is not local.place:
            return middle
        spread = self.one(local.spread, day)
        factor = np.array([exp(spread * normal_quantile(u)) for u in self._luck(local, place)])
        if local.unit == "share":
            return middle * factor / (1.0 - middle + middle * factor)
        return middle * factor

    def _luck(self, quantity: Quantity, place: Column) -> NDArray[np.float64]:
        """Return the luck of each place with a number."""
        return luck_of_places(self.seed, self.draw, quantity.name, place.size)

    def _adoption(self, change: Change) -> NDArray[np.float64]:
        """Return how early each place adopts: below the coverage it does; a place that cannot is beyond all others."""
        assert change.place is not None
        name, size = f"{change.name} adopted by {change.place.name}", change.place.size
        luck = luck_of_places(self.seed, self.draw, name, size)
        return np.where(np.isin(np.arange(size), change.only), luck, np.inf) if change.only else luck

    def _half_life(self, change: Change, day: float) -> float:
        if change.half_life is None:
            return np.inf
        return change.half_life if isinstance(change.half_life, float) else self.one(change.half_life, day)


@lru_cache(1024)
def luck_of_places(seed: int, draw: int, name: str, places: int) -> NDArray[np.float64]:
    """Return the luck of each place in a draw under a name (kept; do not write)."""
    key = decision_key(name)
    return np.array([uniform(seed, draw, key, place) for place in range(places)])


@cache
def parts(quantity: Quantity) -> tuple[Quantity, ...]:
    """Return the numbers that a number is made of."""
    match quantity:
        case Derived():
            return quantity.inputs
        case Local():
            return quantity.middle, quantity.spread
        case Adopted():
            return (quantity.share,)
    return ()


@cache
def made_of(quantity: Quantity) -> frozenset[Quantity]:
    """Return a number and all numbers that it is made of."""
    return frozenset((quantity,)).union(*map(made_of, parts(quantity)))


@cache
def regimes(quantity: Quantity) -> tuple[tuple, ...]:  # type: ignore[type-arg]
    """Return the dated regimes behind a number, those of its parts included."""
    own = quantity.regimes[1:] if isinstance(quantity, Parameter) else ()
    return own + tuple(r for part in parts(quantity) for r in regimes(part))
