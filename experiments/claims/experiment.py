"""An experiment: two worlds that differ in the numbers of one claim, and what is watched in them."""

from dataclasses import dataclass, field
from typing import TypeAlias

from experiments.claims.worlds import FEW, Numbers, Setting
from model import register

World: TypeAlias = tuple[frozenset[tuple[str, float]], int, int]
"""Numbers set by name, people, last year: worlds that are equal are lived once."""


@dataclass(frozen=True, eq=False)
class Experiment:
    """One claim tried: from `none` to `strong` its numbers change, and `outcome` must move in the direction `sign`.

    Either the cause goes from absent to present where its effect is strong, or the effect from none to strong where
    its cause is present. Both worlds have the numbers of the `setting`, and those of `both` over them.
    """

    claim: str
    outcome: str
    sign: int
    none: Numbers
    strong: Numbers
    setting: Setting = FEW
    both: Numbers = field(default_factory=dict)
    group: str = "all"
    people: int = 2_500
    last_year: int = 2019
    why: str = ""
    """What of the claim is shown, or why the outcome or its sign is not that of the claim's own words."""

    @property
    def watched(self) -> tuple[str, str]:
        """The outcome, and for whom."""
        return self.outcome, self.group

    def world(self, numbers: Numbers) -> World:
        """Return one of the two worlds."""
        chosen = {**self.setting.numbers, **self.both, **numbers}
        assert register.quantities().keys() >= {quantity.name for quantity in chosen}
        return frozenset((q.name, float(value)) for q, value in chosen.items()), self.people, self.last_year
