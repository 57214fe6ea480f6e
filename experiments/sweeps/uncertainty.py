"""What a plan varies, and the numbers of a draw.

A draw number means the same quantile of each prior whatever else varies. Under `posterior` a draw is a member of the
calibrated ensemble, the numbers of levers drawn beside it; under `all` the model draws every number from its prior;
where only some vary, the model stands at the medians, those that vary by their priors at quantiles of their own (all
periods of a number together, as in a draw), and those that vary in a range are set outright on every date.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Protocol, TypeAlias, get_args

from calibration.posterior import shipped
from model.calendar import ORIGIN, day_of
from model.evidence import Parameter, Quantity
from model.priors import Known
from model.register import quantities
from model.values import MIDDLE, World
from scenarios.lever import lever_quantities
from scenarios.problems import did_you_mean, plain_number, shown

Kind: TypeAlias = Literal["posterior", "all", "middle", "some"]
Range: TypeAlias = tuple[float, ...]
"""A low and a high end; nothing for what the prior says."""

DRAWN_APART = 1_000_003
"""As the model tells the luck of one draw from that of the next (`SurvivorJourneys.luck`)."""


@cache
def every() -> Mapping[str, Quantity]:
    """Return every number of the model and of levers, by name."""
    return quantities() | lever_quantities()


def uncertain(quantity: Quantity) -> bool:
    """Return whether a number has a prior that is more than one value."""
    return isinstance(quantity, Parameter) and any(not isinstance(prior, Known) for _, prior in quantity.regimes)


@dataclass(frozen=True)
class Drawn:
    """How the model is asked for a draw, and what the draw is."""

    seed: int
    draw: int
    numbers: Mapping[str, float]
    """The numbers that vary, by name; those with several periods by name and first day."""
    quantiles: Mapping[str, float] = field(default_factory=dict)
    """Where not all vary: the quantiles at which some stand, by the name under which a draw draws them."""
    overrides: Mapping[str, float] = field(default_factory=dict)
    """Numbers set outright on every date: those that vary in a range."""


class Varying(Protocol):
    """Whoever can say what the numbers of a draw are: priors and ranges, or the rows of a design."""

    @property
    def kind(self) -> str:
        """What it is, in a word."""

    def drawn(self, seed: int, draw: int, levers: Iterable[str]) -> Drawn:
        """Return a draw; among the numbers of levers, those of the levers named."""

    def described(self) -> dict[str, Any]:
        """Return it as plain data, from which `agreed` makes it again."""


@dataclass(frozen=True)
class Uncertainty:
    """What varies by priors and ranges."""

    kind: Kind
    some: tuple[tuple[str, Range], ...] = ()
    """The numbers that vary where not all do, in alphabetical order."""

    def drawn(self, seed: int, draw: int, levers: Iterable[str]) -> Drawn:
        """Return a draw; among the numbers of levers, those of the levers named."""
        if self.kind == "posterior":
            member = shipped().quantiles(seed, draw)
            numbers = dict(_all_numbers(World(seed, draw, quantiles=member), frozenset(levers)))
            return Drawn(seed, draw, numbers, member)
        world = World(seed, draw)
        if self.kind == "all":
            return Drawn(seed, draw, dict(_all_numbers(world, frozenset(levers))))
        overrides = {name: ends[0] + world.uniform(name) * (ends[1] - ends[0]) for name, ends in self.some if ends}
        believed = [every()[name] for name, ends in self.some if not ends]
        numbers = dict(value for quantity in believed for value in _numbers(world, quantity))
        quantiles = {name: world.uniform(name) for quantity in believed for name in _lucks(quantity)}
        luck = seed * DRAWN_APART + draw if draw else seed
        return Drawn(luck, MIDDLE, dict(sorted({**numbers, **overrides}.items())), quantiles, overrides)

    def described(self) -> dict[str, Any]:
        """Return it as plain data, from which `agreed` makes it again."""
        ensemble = {"ensemble": shipped().hash} if self.kind == "posterior" else {}
        return {"kind": self.kind, "numbers": [[name, list(ends)] for name, ends in self.some], **ensemble}


def agreed(said: Mapping[str, Any]) -> Varying:
    """Return what `Varying.described` describes. ValueError if a design no longer comes out as it was."""
    if said["kind"] == "design":
        from experiments.sensitivity.designed import agreed as of_design

        return of_design(said)
    return Uncertainty(said["kind"], tuple((name, tuple(ends)) for name, ends in said["numbers"]))


def _lucks(quantity: Quantity) -> Iterator[str]:
    """Yield the names under which a draw draws a number: one for each regime if they share no luck."""
    assert isinstance(quantity, Parameter)
    yield from (f"{quantity.name} from {since}" for since, _ in quantity.regimes) if quantity.anew else [quantity.name]


def _numbers(world: World, quantity: Quantity) -> Iterator[tuple[str, float]]:
    """Yield the values of a number, one for each period, under its name and, but for the first, the first day."""
    assert isinstance(quantity, Parameter)
    for since, _ in quantity.regimes:
        first = since <= ORIGIN
        name = quantity.name if first else f"{quantity.name} from {since}"
        yield name, world.one(quantity, 0.0 if first else day_of(since))


def _all_numbers(world: World, levers: frozenset[str]) -> Iterator[tuple[str, float]]:
    lever_names = lever_quantities().keys()
    for name, quantity in every().items():
        if uncertain(quantity) and (name not in lever_names or name.partition(".")[0] in levers):
            yield from _numbers(world, quantity)


Said: TypeAlias = Mapping[str, Range]
"""What a plan file says varies: numbers and families, and `posterior`, `all` or `middle`."""
WHOLE = ("posterior", "all", "middle")
"""What stands by itself."""


def varied(said: Said) -> Uncertainty:
    """Return what varies by what a plan says, which is known to be right (see `complaints`)."""
    for kind in get_args(Kind):
        if kind in said:
            return Uncertainty(kind)
    found: dict[str, Range] = {}
    for name, ends in said.items():
        for each in [name] if name in every() else members(name):
            found[each] = ends or found.get(each, ())
    return Uncertainty("some", tuple(sorted(found.items())))


def members(family: str) -> list[str]:
    """Return the uncertain numbers of a family."""
    return [name for name, q in every().items() if name.partition(".")[0] == family and uncertain(q)]


def complaints(said: Said) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with what a plan says varies: the name, and a sentence."""
    for name, ends in said.items():
        if name in WHOLE:
            if len(said) > 1 or ends:
                yield name, f"'{name}' stands by itself; delete it or the rest"
        elif name in every():
            if sentence := _wrong_number(every()[name], ends):
                yield name, f"{name} {sentence}"
        elif ends:
            yield name, f"a range is for one number{did_you_mean(name, every())}"
        elif not members(name):
            families = {each.partition(".")[0] for each in every()}
            yield name, f"no number or family is called {shown(name)}{did_you_mean(name, {*every(), *families})}"


def _wrong_number(quantity: Quantity, ends: Range) -> str | None:
    if ends:
        return _wrong_range(quantity, ends)
    if not isinstance(quantity, Parameter):
        return "is computed from other numbers and has no prior; name those, or give a range [low, high]"
    if not uncertain(quantity):
        return "is a rule or a count that is not in doubt; give a range [low, high] to vary it"
    return None


def _wrong_range(quantity: Quantity, ends: Range) -> str | None:
    if len(ends) != 2 or ends[0] >= ends[1]:
        return "takes a range [low, high], the low end first"
    low, high = quantity.limits
    if not low <= ends[0] or not ends[1] <= high:
        return f"lies from {plain_number(low)} to {plain_number(high)}, in {quantity.unit}"
    return None
