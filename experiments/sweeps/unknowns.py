"""The unknowns of a sweep: what its draws drew, each number as its quantile, for analyses of which of them matter."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from calibration.posterior import shipped
from experiments.sensitivity.agencies import agency_of
from experiments.sensitivity.inputs import Input, inputs_of, uncertain
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import Floats
from experiments.sweeps.uncertainty import Range, Uncertainty, every
from model.evidence import Assumption, Parameter
from model.priors import Prior
from model.register import quantities
from model.values import World


@dataclass(frozen=True)
class Between(Prior):
    """A number that a plan varies evenly between two ends."""

    low: float
    high: float

    def quantile(self, u: float) -> float:
        """Return the number below which a share of the range lies."""
        return self.low + u * (self.high - self.low)

    def widened(self, factor: float) -> Self:
        """Return the same range about the same middle, so many times as wide."""
        middle, half = (self.low + self.high) / 2, factor * (self.high - self.low) / 2
        return replace(self, low=middle - half, high=middle + half)

    def __str__(self) -> str:
        return f"evenly between {self.low:g} and {self.high:g}"


def unknowns(plan: Plan) -> tuple[tuple[Input, ...], Floats]:
    """Return what a plan varies, and its quantiles in every draw (shape [draws, inputs]); nothing at the medians."""
    varying = plan.uncertainty
    if not isinstance(varying, Uncertainty) or varying.kind == "middle":
        return (), np.zeros((len(plan.draws), 0))
    if varying.kind in {"all", "posterior"}:
        inputs = uncertain([policy.scenario for policy in plan.policies])
    else:
        inputs = tuple(one for name, ends in varying.some for one in _inputs(name, ends))
    worlds = [World(plan.seed, draw, quantiles=_member(varying, plan.seed, draw)) for draw in plan.draws]
    return inputs, np.array([[world.uniform(one.name) for one in inputs] for world in worlds])


def _member(varying: Uncertainty, seed: int, draw: int) -> dict[str, float]:
    return shipped().quantiles(seed, draw) if varying.kind == "posterior" else {}


def _inputs(name: str, ends: Range) -> list[Input]:
    quantity = every()[name]
    agency = agency_of(name) if name in quantities() else "others"
    if isinstance(quantity, Parameter) and not ends:
        return list(inputs_of(quantity, agency))
    grade = quantity.grade if isinstance(quantity, Parameter) else "D"
    assumed = not isinstance(quantity, Parameter) or isinstance(quantity.evidence, Assumption)
    family = name.partition(".")[0]
    return [Input(name, quantity.meaning, quantity.unit, grade, assumed, family, agency, (Between(*ends),))]
