"""A lever: what one recommendation would change, in numbers the model declares.

A lever file declares the numbers of its own effect (with prior and evidence, like any other) and one `LEVER`. Nothing
else needs editing: files in scenarios/levers/ are found by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from model.calendar import day_of
from model.evidence import Quantity
from model.register import name_quantities, rows_of
from model.rules import Column
from model.values import Change, Operation
from scenarios import levers
from scenarios.scenario import LeverUse


@dataclass(frozen=True)
class Recommendation:
    """Who asked for it, where, and who would act."""

    publication: str
    pointer: str
    date: str
    asked_by: str
    would_act: str


@dataclass(frozen=True)
class Hold:
    """One number the lever moves: set to `amount`, multiplied by it, or its odds multiplied by it."""

    quantity: Quantity
    operation: Operation
    amount: Quantity | float


@dataclass(frozen=True)
class Lever:
    """A dated, partial change of practice. `adopted_by` names the places that take it up one by one, if any."""

    title: str
    question: str
    mechanism: str
    recommendation: Recommendation
    holds: tuple[Hold, ...]
    cannot_show: str
    adopted_by: Column | None = None
    id: str = field(default="", init=False)

    @property
    def grade(self) -> str:
        """The weakest grade among the numbers of its effect; a rule that is simply changed counts as A."""
        return max((h.amount.grade for h in self.holds if isinstance(h.amount, Quantity)), default="A")

    def changes(self, use: LeverUse) -> Iterator[Change]:
        """Yield what a scenario's use of this lever does to the model's numbers."""
        end = float("inf") if use.end is None else day_of(use.end + timedelta(days=1))
        for hold in self.holds:
            yield Change(
                self.id, hold.quantity, hold.operation, hold.amount, day_of(use.start), end,
                float(use.coverage), float(use.ramp_days), self.adopted_by,
            )  # fmt: skip


@cache
def catalogue() -> dict[str, Lever]:
    """Return every lever by its identifier: the name of its file."""
    found = {}
    for info in sorted(iter_modules(levers.__path__), key=lambda m: m.name):
        module = import_module(f"{levers.__name__}.{info.name}")
        name_quantities(module)
        lever: Lever = module.LEVER
        object.__setattr__(lever, "id", info.name)
        found[info.name] = lever
    return found


def lever_quantities() -> dict[str, Quantity]:
    """Return the numbers that levers declare, by name."""
    return {
        value.name: value
        for identifier in catalogue()
        for variable, value in vars(import_module(f"{levers.__name__}.{identifier}")).items()
        if isinstance(value, Quantity) and value.name == f"{identifier}.{variable}"
    }


def lever_rows() -> Iterator[dict[str, str]]:
    """Yield the register's rows of the numbers that levers declare."""
    for name, quantity in lever_quantities().items():
        yield from rows_of(name, quantity)
