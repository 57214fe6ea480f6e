"""Responses: how an outcome goes with the setting of one lever, all else of the policy being the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from experiments.comparison.better import Better
from experiments.comparison.switching import FEWEST_STRENGTHS, Switching, switching
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import Floats
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse

Setting: TypeAlias = Literal["coverage", "compliance"]
SETTINGS: tuple[Setting, ...] = ("coverage", "compliance")


@dataclass(frozen=True)
class Response:
    """Policies that differ from each other in one setting of their only lever."""

    lever: str
    title: str
    setting: Setting
    fixed: str
    """The other settings, in words."""
    levels: tuple[float, ...]
    """Rising; 0 is the baseline."""
    policies: tuple[int, ...]
    """Places in the plan, one a level."""

    def switching(self, differences: Floats, better: Better, seed: int) -> Switching | None:
        """Return how much weaker the setting may be before the policy is no longer better than the baseline.

        `differences` are those of all policies from the baseline (shape [policies, draws]). None where levels do not
        reach from 0 to 1 in three steps or more, or the outcome is undefined in more than half of the draws.
        """
        if len(self.levels) < FEWEST_STRENGTHS or self.levels[0] != 0 or self.levels[-1] != 1:
            return None
        return switching(np.array(self.levels), differences[list(self.policies)], better, seed=seed)


def responses(plan: Plan) -> list[Response]:
    """Return a response for every lever that a plan sets to two levels or more, those first that set nothing else."""
    found: dict[tuple[str, Setting, str], dict[float, int]] = {}
    for place, use in _alone(plan):
        for setting in SETTINGS:
            level = getattr(use, setting)
            levels = found.setdefault((use.lever, setting, _fixed(use, setting)), {0.0: 0})
            levels.setdefault(level, place)
    return [
        Response(lever, catalogue()[lever].title, setting, fixed, *zip(*sorted(levels.items()), strict=True))
        for (lever, setting, fixed), levels in sorted(found.items(), key=lambda each: each[0][2].count(","))
        if len(levels) > 2
    ]  # fmt: skip


def _alone(plan: Plan) -> Iterator[tuple[int, LeverUse]]:
    """Yield the policies that pull one lever beside the baseline's and change nothing else."""
    base = plan.policies[0].scenario
    for place, policy in enumerate(plan.policies[1:], start=1):
        added = [use for use in policy.scenario.levers if use not in base.levers]
        kept = len(policy.scenario.levers) == len(base.levers) + 1
        if kept and len(added) == 1 and policy.scenario.overrides == base.overrides:
            yield place, added[0]


def _fixed(use: LeverUse, setting: Setting) -> str:
    said = use.model_copy(update={setting: 1.0})
    words = [f"from {said.start}"]
    words += [f"coverage {said.coverage:.12g}"] if said.coverage != 1 else []
    words += [f"compliance {said.compliance:.12g}"] if said.compliance != 1 else []
    words += [f"reached over {said.ramp_days} days"] if said.ramp_days else []
    words += [f"until {said.end}"] if said.end else []
    words += ["in some places"] if said.places else []
    words += ["for some groups"] if said.groups else []
    return ", ".join(words)
