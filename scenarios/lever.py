"""A lever: what one recommendation would change, in numbers the model declares.

A lever file declares the numbers of its own effect (with prior and evidence, like any other) and one `LEVER`. Nothing
else needs editing: files in scenarios/levers/ are found by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from traceback import extract_tb
from typing import Literal, NamedTuple, TypeAlias

from model.calendar import day_of
from model.evidence import Assumption, Parameter, Quantity
from model.register import name_quantities, rows_of
from model.rules import Column
from model.values import Change, Group, Operation, parts
from scenarios import levers
from scenarios.groups import group_of
from scenarios.parts import LATEST
from scenarios.problems import InputError, Problem
from scenarios.recommendation import Recommendation, StressTest
from scenarios.scenario import LeverUse


class Hold(NamedTuple):
    """One number the lever moves: set to `amount`, multiplied by it, its odds multiplied by it, or raised by it."""

    quantity: Quantity
    operation: Operation
    amount: Quantity | float


class Cost(NamedTuple):
    """What must be paid for: `units` of something at a `price` each, once at the start or for each year in force."""

    meaning: str
    units: Quantity | float
    price: Quantity
    each: Literal["once", "a year"] = "a year"


class Shows(NamedTuple):
    """Where the mechanism is to be seen: an outcome, and whether the lever raises or lowers it."""

    outcome: str
    sign: Literal["+", "-"]


Grade: TypeAlias = Literal["A", "B", "C", "D"]


@dataclass(frozen=True)
class Lever:
    """A dated, partial change of rules, practice or resources."""

    asked: Recommendation | StressTest
    mechanism: str
    """Which declared numbers move and how that acts, in words."""
    holds: tuple[Hold, ...]
    shows: Shows
    cannot_show: str
    adopted_by: Column | None = None
    """The places that take it up one by one, if any."""
    group: Group = ()
    """Whom it is for, if not for everybody."""
    fades: Quantity | None = None
    """Days after which half of its effect is gone at the places that took it up, if it is not renewed."""
    needs: str = "no resource of its own"
    costs: tuple[Cost, ...] = ()
    rests_on: tuple[Quantity, ...] = ()
    """Numbers of the model that carry its effect, where its own numbers only say how many get it."""
    most_seen: float = 1.0
    """The largest coverage at which its effect was observed; beyond it no directional headline is given."""
    id: str = field(default="", init=False)

    @property
    def title(self) -> str:
        """The name people read."""
        return self.asked.title

    @property
    def question(self) -> str:
        """What a modeller asks of it."""
        return self.asked.question

    @property
    def carriers(self) -> tuple[Quantity, ...]:
        """The numbers on which the size of its effect rests."""
        return tuple(h.amount for h in self.holds if isinstance(h.amount, Quantity)) + self.rests_on

    @property
    def grade(self) -> Grade:
        """The weakest grade among the numbers its effect rests on; with none it is what we make of a rule: D."""
        return max((q.grade for q in self.carriers), default="D")

    @property
    def mechanism_only(self) -> bool:
        """Whether every number its effect rests on is an assumption, or made of assumptions alone."""
        return all(assumed(quantity) for quantity in self.carriers)

    def changes(self, use: LeverUse) -> Iterator[Change]:
        """Yield what a scenario's use of this lever does to the model's numbers."""
        for hold in self.holds:
            yield Change(
                self.id, hold.quantity, hold.operation, hold.amount,
                start=day_of(use.start),
                end=float("inf") if use.end is None or use.end > LATEST else day_of(use.end + timedelta(days=1)),
                coverage=float(use.coverage), ramp=float(use.ramp_days), compliance=float(use.compliance),
                half_life=self.fades if use.half_life_days is None else float(use.half_life_days),
                place=self.adopted_by, only=tuple(use.places),
                group=self.group + group_of(use.groups),
            )  # fmt: skip


def assumed(quantity: Quantity) -> bool:
    """Return whether a number is an assumption, or made of assumptions alone."""
    if isinstance(quantity, Parameter):
        return isinstance(quantity.evidence, Assumption)
    return all(assumed(part) for part in parts(quantity))


@cache
def catalogue() -> Mapping[str, Lever]:
    """Return every lever by its identifier: the name of its file."""
    return {info.name: of_file(info.name) for info in sorted(iter_modules(levers.__path__), key=lambda m: m.name)}


def of_file(name: str) -> Lever:
    """Return the lever of a file. Raises InputError with one sentence if the file declares none."""
    path = Path(levers.__path__[0]) / f"{name}.py"
    try:
        module = import_module(f"{levers.__name__}.{name}")
        name_quantities(module)
        lever = module.LEVER
    except (SyntaxError, ImportError, AttributeError, NameError, TypeError, ValueError, LookupError) as error:
        inside = [frame.lineno for frame in extract_tb(error.__traceback__) if Path(frame.filename) == path]
        line = error.lineno if isinstance(error, SyntaxError) else inside[-1] if inside else None
        sentence = f"declares no lever: {error}; README.md, 'Add a lever', shows one that can be copied"
        raise InputError([Problem(path, line, None, "", sentence)]) from error
    if not isinstance(lever, Lever):
        raise InputError([Problem(path, None, None, "LEVER", f"expected a Lever; found {type(lever).__name__}")])
    object.__setattr__(lever, "id", name)
    return lever


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
