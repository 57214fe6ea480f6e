"""An experiment: two worlds that differ in the numbers of one claim, and what is watched in them."""

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from experiments.claims.worlds import FEW, Numbers, Setting
from model import register

World: TypeAlias = tuple[frozenset[tuple[str, float]], int, int]
"""Numbers set by name, people, last year: worlds that are equal are lived once."""


@dataclass(frozen=True, eq=False)
class Experiment:
    """One claim tried: from `none` to `strong` its numbers change, and `outcome` must move in the direction `sign`.

    Either the effect goes from none to strong where its cause is present, or the cause from absent to present where
    its effect is strong; then `off` takes the effect away, and the same move of the cause should do little. Both
    worlds have the numbers of the `setting`, and those of `both` over them.
    """

    claim: str
    outcome: str
    sign: int
    none: Numbers
    strong: Numbers
    setting: Setting = FEW
    both: Numbers = field(default_factory=dict)
    off: Numbers = field(default_factory=dict)
    group: str = "all"
    people: int = 2_500
    last_year: int = 2019
    part: bool = False
    """Whether what is shown is a part of the claim."""
    why: str = ""
    """What of the claim is shown, or why the outcome or its sign is not that of the claim's own words."""

    @property
    def watched(self) -> tuple[str, str]:
        """The outcome, and for whom."""
        return self.outcome, self.group

    @property
    def without(self) -> "Experiment":
        """The same move of the cause with the effect taken away."""
        return replace(self, both={**self.both, **self.off}, off={})

    def world(self, numbers: Numbers) -> World:
        """Return one of the two worlds."""
        chosen = {**self.setting.numbers, **self.both, **numbers}
        assert register.quantities().keys() >= {quantity.name for quantity in chosen}
        return frozenset((q.name, float(value)) for q, value in chosen.items()), self.people, self.last_year
