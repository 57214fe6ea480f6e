"""An experiment: two worlds that differ in the numbers of one claim, and what is watched in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from experiments.claims.worlds import FEW
from model import register
from model.evidence import Quantity

Numbers: TypeAlias = Mapping[Quantity, float]
World: TypeAlias = tuple[frozenset[tuple[str, float]], int, int]
"""Numbers set by name, people, last year: worlds that are equal are lived once."""


@dataclass(frozen=True, eq=False)
class Experiment:
    """One claim tried: from `none` to `strong` its numbers change, and `outcome` must move in the direction `sign`.

    Either the effect goes from none to a strong one where its cause is present, or the cause from absent to present
    where its effect is strong. `both` are numbers of both worlds, chosen so that there is room for the effect.
    """

    claim: str
    outcome: str
    sign: int
    none: Numbers
    strong: Numbers
    both: Numbers = field(default_factory=lambda: FEW)
    group: str = "all"
    people: int = 3_000
    last_year: int = 2019
    why: str = ""
    """Why the sign or the outcome is not that of the claim's own words, or what of the claim is shown."""

    @property
    def watched(self) -> tuple[str, str]:
        """The outcome, and for whom."""
        return self.outcome, self.group

    def world(self, numbers: Numbers) -> World:
        """Return one of the two worlds."""
        chosen = {**self.both, **numbers}
        assert register.quantities().keys() >= {quantity.name for quantity in chosen}
        return frozenset((q.name, float(value)) for q, value in chosen.items()), self.people, self.last_year
