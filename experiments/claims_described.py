"""Claims described: through which parameters, and hence by which clocks, the model acts on a causal claim.

The experiments on claims (experiments/claims/) say which numbers make the effect of a claim strong; the clocks are
those that name these numbers or are computed from them. Without such experiments there is nothing to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from model.claims import claims
from model.evidence import Quantity


@dataclass(frozen=True)
class ClaimPart:
    """A claim, the parameters through which it acts, and the clocks that these set or rate."""

    id: str
    claim: str
    parameters: tuple[str, ...]
    clocks: tuple[str, ...]

    def within(self, names: set[str]) -> "ClaimPart | None":
        """Return the claim with only those of its clocks that are among `names`; None if there are none."""
        mine = tuple(clock for clock in self.clocks if clock in names)
        return replace(self, clocks=mine) if mine else None


def claim_parts(clocks_behind: Mapping[str, tuple[str, ...]]) -> Iterator[ClaimPart]:
    """Yield every claim that is acted on, in the order of their numbers; the mapping gives the clocks of a number."""
    acting: dict[str, dict[str, None]] = {}
    for experiment in experiments():
        acting.setdefault(experiment.claim, {}).update(dict.fromkeys(map(_name, experiment.strong)))
    for identifier, claim in claims().items():
        if identifier in acting:
            names = tuple(acting[identifier])
            clocks = dict.fromkeys(clock for name in names for clock in clocks_behind.get(name, ()))
            yield ClaimPart(identifier, claim.claim, names, tuple(clocks))


def experiments() -> Iterator[Any]:
    """Yield the experiments on claims, each once, wherever in experiments/claims/ they are written down."""
    found = {id(each): each for module in _modules() for value in vars(module).values() for each in _members(value)}
    for each in found.values():
        if isinstance(getattr(each, "strong", None), Mapping) and isinstance(getattr(each, "claim", None), str):
            yield each


def _modules() -> Iterator[ModuleType]:
    try:
        package = import_module("experiments.claims")
    except ModuleNotFoundError:
        return
    for name in sorted(info.name for info in iter_modules(package.__path__)):
        yield import_module(f"{package.__name__}.{name}")


def _members(value: object) -> Iterator[object]:
    match value:
        case dict():
            yield from value.values()
        case list() | tuple():
            yield from value
        case _:
            yield value


def _name(quantity: Quantity | str) -> str:
    return quantity if isinstance(quantity, str) else quantity.name
