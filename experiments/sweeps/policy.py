"""A policy: what is done, whatever the numbers turn out to be and whatever luck people have."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from experiments.sweeps.planfile import Setting
from experiments.written_out import A_YEAR, START
from scenarios.lever import Lever
from scenarios.scenario import Calendar, LeverUse, Scenario


@dataclass(frozen=True)
class Policy:
    """A scenario under the name it has in the results."""

    name: str
    scenario: Scenario

    @cached_property
    def canonical(self) -> str:
        """What it does, in one form: equal for two policies just if they do the same."""
        said = self.scenario.model_dump(mode="json", by_alias=True)
        uses = sorted(json.dumps(use, sort_keys=True) for use in said["levers"])
        return json.dumps([uses, said["overrides"], said["calendar"]["tick_days"]], sort_keys=True)


Block = Mapping[str, Setting]
"""Levers and their settings, of which every combination is a policy."""


def combinations(block: Block, levers: Mapping[str, Lever]) -> Iterator[tuple[LeverUse, ...]]:
    """Yield the uses of levers in each combination of a block; a lever at coverage 0 is none."""
    settings = [list(uses(name, setting, levers[name])) for name, setting in block.items()]
    for chosen in product(*settings):
        yield tuple(use for use in chosen if use is not None)


def uses(name: str, setting: Setting, lever: Lever) -> Iterator[LeverUse | None]:
    """Yield one use of a lever a setting, and None for each that covers nobody."""
    ramps = setting.ramp_days or (A_YEAR if lever.adopted_by else 0,)
    for start, coverage, compliance, ramp in product(
        setting.start or (START,), setting.coverage, setting.compliance, ramps
    ):
        pulled = coverage > 0
        yield LeverUse(
            lever=name, start=start, coverage=coverage, compliance=compliance, ramp_days=ramp
        ) if pulled else None  # fmt: skip


def named(chosen: Sequence[LeverUse], levers: Mapping[str, Lever]) -> str:
    """Return the name of a combination: never that of a scenario, and another for every other combination."""
    return " + ".join(_words(use, levers[use.lever]) for use in chosen)


def _words(use: LeverUse, lever: Lever) -> str:
    words = [f"{use.lever}@{use.start}"]
    words += [f"coverage={use.coverage:.12g}"] if use.coverage != 1 else []
    words += [f"compliance={use.compliance:.12g}"] if use.compliance != 1 else []
    words += [f"ramp_days={use.ramp_days}"] if use.ramp_days != (A_YEAR if lever.adopted_by else 0) else []
    return " ".join(words)


def on_top(baseline: Scenario, chosen: Sequence[LeverUse], name: str, last_year: int) -> Scenario:
    """Return the baseline with more levers. Raises pydantic's ValidationError where they do not go together."""
    calendar = {"to": date(last_year, 12, 31), "tick_days": baseline.calendar.tick_days}
    return Scenario(
        name=name[:80] or baseline.name, calendar=Calendar.model_validate(calendar),
        levers=(*baseline.levers, *chosen), overrides=baseline.overrides,
    )  # fmt: skip
