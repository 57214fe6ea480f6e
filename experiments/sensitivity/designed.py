"""Designed: the rows of a design as the draws of a sweep, so that a study has all that a sweep has.

A draw of such a sweep is a row of the design, from 1: the quantiles at which its numbers stand, and its key of luck.
Failed rows, resuming, shards, clusters, `rerun` and `query` are therefore those of any sweep.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, TypeAlias

from experiments.sensitivity.design import Design
from experiments.sensitivity.inputs import DUMMY, Input, uncertain
from experiments.sensitivity.morris import MorrisPlan
from experiments.sensitivity.sample import SamplePlan
from experiments.sensitivity.sobol import SobolPlan
from experiments.sweeps.uncertainty import Drawn
from model.values import MIDDLE
from scenarios.lever import catalogue
from scenarios.parts import EARLIEST
from scenarios.scenario import LeverUse, Scenario

Method: TypeAlias = MorrisPlan | SobolPlan | SamplePlan
"""A plan from which a design follows."""
METHODS: Mapping[str, type[Method]] = {"screening": MorrisPlan, "shares": SobolPlan, "sample": SamplePlan}
"""By the name that a stage of a study has."""
OTHER = "the design comes out otherwise than when the study was begun; the numbers, their grades or SALib have changed"


@dataclass(frozen=True)
class Designed:
    """The rows of a design as draws, from 1."""

    method: Method
    sha256: str
    """Of quantiles and luck: a design that no longer comes out as it was is never run."""
    kind: str = "design"

    @property
    def stage(self) -> str:
        """The stage of a study that it belongs to."""
        return next(name for name, kind in METHODS.items() if isinstance(self.method, kind))

    @cached_property
    def design(self) -> Design:
        """The rows. ValueError if they are not those that the study was begun with."""
        found = replace(self.method).design()  # of a copy, so that what it remembers is not sent to workers
        if digest(found) != self.sha256:
            raise ValueError(OTHER)
        return found

    def drawn(self, seed: int, draw: int, levers: Iterable[str]) -> Drawn:
        """Return a row; its numbers are the quantiles of the inputs by name."""
        design = self.design
        row = design.quantiles[draw - 1]
        at = {one.name: float(u) for one, u in zip(design.inputs, row, strict=True) if one != DUMMY}
        return Drawn(int(design.luck[draw - 1]), MIDDLE, at, at)

    def described(self) -> dict[str, Any]:
        """Return it as plain data, from which `agreed` makes it again."""
        settings = {name: value for name, value in vars(self.method).items() if name in _settings(type(self.method))}
        return {
            "kind": self.kind, "stage": self.stage, "inputs": [one.name for one in self.method.inputs],
            "settings": {name: list(v) if isinstance(v, tuple) else v for name, v in settings.items()},
            "sha256": self.sha256,
        }  # fmt: skip

    def __getstate__(self) -> dict[str, Any]:
        """Return what is sent to a worker: the plan of the design, not the design."""
        return {"method": replace(self.method), "sha256": self.sha256, "kind": self.kind}


def designed(method: Method) -> Designed:
    """Return the draws of a plan."""
    return Designed(method, digest(replace(method).design()))


def agreed(said: Mapping[str, Any]) -> Designed:
    """Return what `Designed.described` describes. ValueError if an input is no longer known."""
    known = every_input()
    if unknown := [name for name in said["inputs"] if name not in known]:
        raise ValueError(f"no uncertain number is called '{unknown[0]}' any longer")
    settings: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in said["settings"].items()}
    method = METHODS[said["stage"]](tuple(known[name] for name in said["inputs"]), **settings)
    return Designed(method, said["sha256"])


@cache
def every_input() -> Mapping[str, Input]:
    """Return every input of the model and of all levers, and the dummy, by name."""
    uses = tuple(LeverUse(lever=name, start=EARLIEST) for name in catalogue())
    pulled = Scenario(name="every lever", levers=uses)
    return {one.name: one for one in (*uncertain((pulled,)), DUMMY)}


def digest(design: Design) -> str:
    """Return a hash of the bits of a design."""
    found = hashlib.sha256(",".join(one.name for one in design.inputs).encode())
    for part in (design.quantiles.astype("<f8"), design.luck.astype("<i8")):
        found.update(part.tobytes())
    return found.hexdigest()


def _settings(method: type[Method]) -> list[str]:
    return [name for name in method.__dataclass_fields__ if name != "inputs"]
