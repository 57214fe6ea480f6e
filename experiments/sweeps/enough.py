"""Enough: how many draws of a plan are to be run where a precision is asked for, as `journeys compare` chooses them.

Nothing is kept of this but the rows. The looks are taken again from them, after as many draws as the first time, so a
sweep that is resumed chooses what the unbroken one chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from experiments.comparison.difference import difference
from experiments.comparison.precision import Asked, Look, look, next_draws, parse, reached
from experiments.sweeps.plan import Plan, rows_of
from experiments.sweeps.results import Floats, Results, results


@dataclass(frozen=True)
class Enough:
    """How many draws are wanted so far, and what was seen after each number of them."""

    draws: int
    looks: dict[tuple[int, Asked], tuple[Look, ...]]
    """By policy and precision asked, oldest first."""

    @property
    def reached(self) -> bool:
        """Whether every precision was seen twice in a row."""
        return bool(self.looks) and all(reached(looks) for looks in self.looks.values())


def enough(path: Path, plan: Plan) -> Enough:
    """Return how many draws are wanted by the rows that a folder holds; all of them if no precision is asked for."""
    if not plan.precision:
        return Enough(len(plan.draws), {})
    found = results(path, plan)
    with found.database:
        return _enough(found)


def _enough(found: Results) -> Enough:
    plan = found.plan
    asked = [parse(text) for text in plan.precision]
    looks: dict[tuple[int, Asked], list[Look]] = {
        (policy, each): [] for policy in range(1, len(plan.policies)) for each in asked
    }
    done = 0
    while (wanted := next_draws(list(looks.values()), done, len(plan.draws))) > done:
        part = plan.first(wanted)
        if not all(row in found.rows for row in rows_of(part, part.tasks())):
            break
        for (policy, each), seen in looks.items():
            base, own = (levels[:wanted] for levels in _levels(found, policy, each.outcome))
            seen.append(look(difference(own, base), each, base))
        done = wanted
    return Enough(wanted, {key: tuple(seen) for key, seen in looks.items()})


def _levels(found: Results, policy: int, outcome: str) -> Sequence[Floats]:
    """Return baseline and policy in each draw, means over its lives (shape [draws] each)."""
    values = found.over_time(outcome, found.since(policy))
    return values[0].mean(axis=-1), values[policy].mean(axis=-1)
