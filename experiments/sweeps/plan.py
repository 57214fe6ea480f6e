"""A plan that is agreed: policies, draws and luck, its rows with their ids, and the tasks that make them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, NamedTuple

from experiments.job import parting
from experiments.sweeps.policy import Policy
from experiments.sweeps.uncertainty import Drawn, Varying
from experiments.sweeps.uncertainty import agreed as varying_agreed
from scenarios.scenario import Scenario

MODEL = "experiments.sweeps.task:lived"
DRAWS_REMEMBERED = 64
MOST_POLICIES, MOST_PARTINGS = 24, 4
"""Of a task: how many policies, and how many days on which their worlds part (each keeps a world in memory)."""


class Task(NamedTuple):
    """Rows of one draw and luck."""

    draw: int
    luck: int
    policies: tuple[int, ...]
    """Places in `Plan.policies`."""


@dataclass(frozen=True)
class Plan:
    """What a sweep runs. A row is a policy, a draw and a luck."""

    name: str
    question: str
    policies: tuple[Policy, ...]
    """The first is the baseline."""
    uncertainty: Varying
    draws: tuple[int, ...]
    replicates: int
    outcomes: tuple[str, ...]
    groups: tuple[str, ...]
    people: int | None
    first_year: int
    last_year: int
    seed: int
    code: str
    """Hash of the code that results depend on."""
    lives: str = MODEL
    """The function that lives a task, as `module:function`; plan files cannot name another than the model's."""
    precision: tuple[str, ...] = ()
    """What is asked of mean differences from the baseline, such as `retrafficked=2%`; then `draws` are those at most.
    """

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.policies) * len(self.draws) * self.replicates

    @property
    def years(self) -> range:
        """The years reported."""
        return range(self.first_year, self.last_year + 1)

    def first(self, draws: int) -> "Plan":
        """Return the plan with its first so many draws alone; ids of rows stay what they are."""
        return replace(self, draws=self.draws[:draws])

    def drawn(self, draw: int) -> Drawn:
        """Return the numbers of a draw; those of the last few draws are remembered."""
        if draw not in self._drawn:
            if len(self._drawn) >= DRAWS_REMEMBERED:
                self._drawn.clear()
            self._drawn[draw] = self.uncertainty.drawn(self.seed, draw, self._levers)
        return self._drawn[draw]

    def row_id(self, policy: int, draw: int, luck: int) -> str:
        """Return the id of a row: the same for the same run in every plan."""
        found = self._of_policy[policy].copy()
        found.update(f"draw {draw}, luck {luck}".encode())
        return str(found.hexdigest()[:16])

    def tasks(self, shard: tuple[int, int] = (1, 1)) -> Iterator[Task]:
        """Yield the tasks in order, or those of one of several shards: its number, from 1, and how many there are."""
        place = 0
        for luck in range(self.replicates):
            for draw in self.draws:
                for block in self._blocks:
                    if place % shard[1] == shard[0] - 1:
                        yield Task(draw, luck, block)
                    place += 1

    def described(self) -> dict[str, Any]:
        """Return it as plain data, from which `agreed` makes it again."""
        return {
            "name": self.name, "question": self.question,
            "policies": [
                {"name": p.name, "scenario": p.scenario.model_dump(mode="json", by_alias=True)} for p in self.policies
            ],
            "uncertainties": self.uncertainty.described(),
            "draws": list(self.draws), "replicates": self.replicates, "outcomes": list(self.outcomes),
            "groups": list(self.groups), "people": self.people, "years": [self.first_year, self.last_year],
            "seed": self.seed, "code": self.code, "lives": self.lives, "precision": list(self.precision),
        }  # fmt: skip

    def __getstate__(self) -> dict[str, Any]:
        """Return what is sent to a worker: the fields, and nothing that is remembered."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def _drawn(self) -> dict[int, Drawn]:
        return {}

    @cached_property
    def _levers(self) -> frozenset[str]:
        return frozenset(use.lever for policy in self.policies for use in policy.scenario.levers)

    @cached_property
    def _of_policy(self) -> list[Any]:
        """Hashes that have seen all of a row but draw and luck, one a policy."""
        varying, years = self.uncertainty.described(), [self.first_year, self.last_year]
        common = [varying, self.seed, self.people, years, self.code, self.lives]
        return [hashlib.sha256(json.dumps([policy.canonical, *common]).encode()) for policy in self.policies]

    @cached_property
    def _blocks(self) -> list[tuple[int, ...]]:
        """Policies that are lived together, by the days on which they part from the baseline."""
        base = self.policies[0].scenario
        days = [parting(base, policy.scenario) or 0.0 for policy in self.policies]
        blocks: list[list[int]] = []
        for place in sorted(range(len(days)), key=lambda i: (i > 0, days[i], i)):
            block = blocks[-1] if blocks else []
            partings = {days[i] for i in [*block, place]} - {0.0}
            if not blocks or len(block) == MOST_POLICIES or len(partings) > MOST_PARTINGS:
                blocks.append([place])
            else:
                block.append(place)
        return [tuple(block) for block in blocks]


def agreed(said: Mapping[str, Any]) -> Plan:
    """Return the plan that `Plan.described` describes."""
    return Plan(
        said["name"], said["question"],
        tuple(Policy(p["name"], Scenario.model_validate_json(json.dumps(p["scenario"]))) for p in said["policies"]),
        varying_agreed(said["uncertainties"]),
        tuple(said["draws"]), said["replicates"], tuple(said["outcomes"]), tuple(said["groups"]), said["people"],
        said["years"][0], said["years"][1], said["seed"], said["code"], said["lives"],
        tuple(said["precision"]),
    )  # fmt: skip


def rows_of(plan: Plan, tasks: Iterable[Task]) -> Iterator[str]:
    """Yield the ids of the rows of some tasks."""
    for task in tasks:
        for policy in task.policies:
            yield plan.row_id(policy, task.draw, task.luck)
