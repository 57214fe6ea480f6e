"""Kinds of figures, each with the scale on which it is compared: counts, shares, times, and changes.

On its scale a figure may take any value and its error is about normal: the log of a count (Poisson, more scattered) or
of a time, the log of the odds of a share (binomial). A change is a difference or growth and stays as it is.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from calibration.target import Target

Floats: TypeAlias = NDArray[np.float64]
Name: TypeAlias = Literal["count", "share", "time", "change"]

HALF = 0.5
"""Added to a count before its log is taken, so that a count of nobody has one."""
LEAST = 1e-4
"""The least distance of a share from 0 and 1 on its scale."""
RELATIVE = 0.02
"""Sampling error of a published mean or median time of thousands of cases, relative: an assumption."""


@dataclass(frozen=True)
class Kind:
    """A scale."""

    name: Name

    def scale(self, value: Floats | float) -> Floats:
        """Return values on the scale; NaN stays."""
        value = np.asarray(value, float)
        match self.name:
            case "count":
                return np.asarray(np.log(np.maximum(value, 0.0) + HALF))
            case "time":
                return np.asarray(np.log(np.maximum(value, 1e-3)))
            case "share":
                inside = np.clip(value, LEAST, 1.0 - LEAST)
                return np.asarray(np.log(inside / (1.0 - inside)))
        return value

    def back(self, scaled: Floats) -> Floats:
        """Return values in their own unit."""
        match self.name:
            case "count":
                return np.asarray(np.maximum(np.exp(scaled) - HALF, 0.0))
            case "time":
                return np.asarray(np.exp(scaled))
            case "share":
                return np.asarray(1.0 / (1.0 + np.exp(-scaled)))
        return scaled

    def sampling(self, value: float, of: float, clustered: float) -> float:
        """Return the standard deviation on the scale by which another such year could differ.

        `of` is the number of people behind a share; `clustered` the variance of a count over its mean.
        """
        match self.name:
            case "count":
                return float(np.sqrt(clustered / max(value, 1.0)))
            case "share":
                return float(np.sqrt(clustered / (of * value * (1.0 - value))))
        return RELATIVE


COUNTED = ("people", "crimes", "suspects", "defendants", "orders", "decisions", "investigations", "cases")


def kind_of(target: Target) -> Kind:
    """Return the kind of a published figure. ValueError for a unit that is none of these."""
    unit = target.fact.unit
    if target.less or target.top[-1].years[0][1] < 0:
        return Kind("change")
    if unit in COUNTED:
        return Kind("count")
    if unit in ("days", "years", "ratio"):
        return Kind("time")
    if unit == "share":
        return Kind("share")
    raise ValueError(f"{target.fact_id} is in {unit}, which has no scale of comparison")
