"""The unknowns of a sweep: what its draws drew, each number as its quantile, for analyses of which of them matter."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from experiments.sensitivity.agencies import agency_of
from experiments.sensitivity.inputs import Input, inputs_of, uncertain
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import Floats
from experiments.sweeps.uncertainty import Range, Uncertainty, every
from model.evidence import Assumption, Parameter
from model.priors import Prior
from model.register import quantities
from model.values import MIDDLE, World


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
    if varying.kind == "all":
        inputs = uncertain([policy.scenario for policy in plan.policies])
    else:
        inputs = tuple(one for name, ends in varying.some for one in _inputs(name, ends))
    return inputs, np.array([[_quantile(plan.seed, draw, one.name) for one in inputs] for draw in plan.draws])


def _quantile(seed: int, draw: int, name: str) -> float:
    return 0.5 if draw == MIDDLE else World(seed, draw).uniform(name)


def _inputs(name: str, ends: Range) -> list[Input]:
    quantity = every()[name]
    agency = agency_of(name) if name in quantities() else "others"
    if isinstance(quantity, Parameter) and not ends:
        return list(inputs_of(quantity, agency))
    grade = quantity.grade if isinstance(quantity, Parameter) else "D"
    assumed = not isinstance(quantity, Parameter) or isinstance(quantity.evidence, Assumption)
    family = name.partition(".")[0]
    return [Input(name, quantity.meaning, quantity.unit, grade, assumed, family, agency, (Between(*ends),))]
