"""Priors: what is believed about a number before the model meets any target, as a quantile function.

Ranges named `low` and `high` are central 90% intervals. Each prior can be `widened` by the factor that its
evidence grade asks for (model/evidence.py): the factor multiplies the spread on the scale where the prior is
symmetric (logit for shares, log for positive numbers), and the middle stays where it was.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from math import log
from typing import Self

NORMAL_95 = 1.6448536269514722
"""The standard normal quantile of 0.95: half the width of a central 90% interval, in standard deviations."""


def with_odds(share: float, odds: float) -> float:
    """Return the share whose odds are those of `share` times `odds`."""
    return share * odds / (1.0 - share + share * odds)


class Prior(ABC):
    """A distribution over one number."""

    @abstractmethod
    def quantile(self, u: float) -> float:
        """Return the number below which a share `u` (0 < u < 1) of the belief lies."""

    @abstractmethod
    def widened(self, factor: float) -> Self:
        """Return the same belief with its spread multiplied by `factor` (1 or more)."""

    @abstractmethod
    def __str__(self) -> str: ...

    @property
    def median(self) -> float:
        """The middle of the belief."""
        return self.quantile(0.5)


@dataclass(frozen=True)
class Known(Prior):
    """A rule or a count that is not in doubt."""

    value: float

    def quantile(self, u: float) -> float:  # noqa: D102
        return self.value

    def widened(self, factor: float) -> Self:  # noqa: D102
        return self

    def __str__(self) -> str:
        return f"{self.value:g} exactly"


@dataclass(frozen=True)
class Counts(Prior):
    """A share seen in counts: Beta(yes + 1/2, no + 1/2), the Jeffreys posterior. Widening thins the counts."""

    yes: float
    of: float
    thinned: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.of:
            raise ValueError(f"a share needs 0 <= yes <= of, not {self.yes} of {self.of}")

    def quantile(self, u: float) -> float:  # noqa: D102
        from scipy.special import betaincinv

        n = self.thinned
        return float(betaincinv(self.yes / n + 0.5, (self.of - self.yes) / n + 0.5, u))

    def widened(self, factor: float) -> Self:  # noqa: D102
        return replace(self, thinned=self.thinned * factor**2)

    def __str__(self) -> str:
        thinned = "" if self.thinned == 1 else f", thinned {self.thinned:.3g} times"
        return f"Beta from {self.yes:g} of {self.of:g}{thinned}"


@dataclass(frozen=True)
class Tally(Prior):
    """A mean seen as one count: Gamma(count + 1/2), the Jeffreys posterior. Widening thins the count."""

    count: float
    thinned: float = 1.0

    def quantile(self, u: float) -> float:  # noqa: D102
        from scipy.special import gammaincinv

        return float(gammaincinv(self.count / self.thinned + 0.5, u) * self.thinned)

    def widened(self, factor: float) -> Self:  # noqa: D102
        return replace(self, thinned=self.thinned * factor**2)

    def __str__(self) -> str:
        thinned = "" if self.thinned == 1 else f", thinned {self.thinned:.3g} times"
        return f"Gamma from a count of {self.count:g}{thinned}"


@dataclass(frozen=True)
class Share(Prior):
    """A share believed to lie between `low` and `high` with 90%: normal on the logit scale."""

    low: float
    high: float
    spread: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high < 1:
            raise ValueError(f"a share needs 0 < low < high < 1, not {self.low} to {self.high}")

    def quantile(self, u: float) -> float:  # noqa: D102
        low, high = log(self.low / (1 - self.low)), log(self.high / (1 - self.high))
        return 1 / (1 + 1 / _exp_normal_between(low, high, self.spread, u))

    def widened(self, factor: float) -> Self:  # noqa: D102
        return replace(self, spread=self.spread * factor)

    def __str__(self) -> str:
        return f"logit-normal, 90% between {self.quantile(0.05):.3g} and {self.quantile(0.95):.3g}"


@dataclass(frozen=True)
class LogNormal(Prior):
    """A positive number believed to lie between `low` and `high` with 90%: normal on the log scale."""

    low: float
    high: float
    spread: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high:
            raise ValueError(f"a positive number needs 0 < low < high, not {self.low} to {self.high}")

    @classmethod
    def around(cls, middle: float, factor: float) -> Self:
        """Return the belief that the number lies within a `factor` of `middle` either way, with 90%."""
        return cls(middle / factor, middle * factor)

    def quantile(self, u: float) -> float:  # noqa: D102
        return _exp_normal_between(log(self.low), log(self.high), self.spread, u)

    def widened(self, factor: float) -> Self:  # noqa: D102
        return replace(self, spread=self.spread * factor)

    def __str__(self) -> str:
        return f"log-normal, 90% between {self.quantile(0.05):.4g} and {self.quantile(0.95):.4g}"


def _exp_normal_between(low: float, high: float, spread: float, u: float) -> float:
    from model.chance import exp, normal_quantile  # compiled; loaded only when a number is drawn

    return float(exp((low + high) / 2 + spread * (high - low) / (2 * NORMAL_95) * normal_quantile(u)))
