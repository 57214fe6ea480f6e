"""Spread: how much of the variation over draws is chance, and how much comes from not knowing the parameters.

A draw changes every uncertain number and all luck. The first K draws are lived again with the same numbers and other
luck. Write the difference found in life r of draw i as d[i, r] = t[i] + e[i, r]: t is what the numbers make of it, e is
luck, with mean 0 whatever the numbers, independent between lives. Then

- total: the sample variance of first lives over all D draws, divisor D - 1, has mean P + C, with P the variance of t
  and C the mean variance of e;
- chance: (d[i, 1] - d[i, 2])^2 / 2 has mean the variance of e in draw i, so its mean over the K draws, with K degrees
  of freedom, has mean C. (The K draws are the first, chosen before anything was seen.)
- parameters: total less chance has mean P exactly, whatever the shapes, and even if luck varies more in some draws than
  in others, because a mean is linear. It can fall below 0 by luck; it is reported not below 0, which biases it upwards
  where P is small against the error of both estimates. `parameters_unfloored` keeps the unbiased number.

**The true size.** A sample in which each person stands for `scale` people gives counts scaled up by `scale`: a variance
of scale^2 V, if V is that of the sample's count. The country is `scale` such samples, independent of each other: a
variance of scale V. So chance at the true size is what is seen divided by `scale`. The same holds to first order for
shares, means and medians, whose variance goes with 1 / size. It rests on people (or exploiters with those they hold)
being independent; luck that is shared by everybody does not shrink with size, and of that the number given is too
small.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from experiments.comparison.interval import Draws, Interval, central, defined
from model.priors import NORMAL_95


@dataclass(frozen=True)
class Spread:
    """The variances of a paired difference (unit squared) and the 90% intervals that they give (unit)."""

    draws: int
    pairs: int
    """Draws lived twice: the degrees of freedom of `chance`, whose relative standard error is near sqrt(2 / pairs)."""
    mean: float
    total: float
    chance: float
    parameters: float
    parameters_unfloored: float
    chance_at_size: float
    """The variance that luck has in the whole country."""
    plain: Interval
    """Over draws: the 5th and 95th percentile; numbers and the luck of the sample both."""
    of_parameters: Interval
    """From not knowing the numbers alone."""
    of_chance: Interval
    """From luck alone, in the whole country, about the mean difference."""
    at_size: Interval
    """From both, with the luck of the whole country instead of the sample's."""

    @property
    def chance_share(self) -> float:
        """The share of the variance over draws that is chance in the sample, at most 1; 0 if nothing varies."""
        return min(1.0, self.chance / self.total) if self.total > 0 else float(self.chance > 0)


def spread(first: Draws, again: Draws, scale: float) -> Spread | None:
    """Tell chance from not knowing.

    `first` (shape [D]) holds the difference in one life of each draw, `again` (shape [K], K <= D) that in a second life
    of draws 0 to K - 1, both NaN where undefined; `scale` is the number of people one simulated person stands for.

    Undefined draws are dropped. None if fewer than half of the first lives or of the pairs are defined, or if fewer
    than two draws or two pairs are left (K below 2 among them): one pair says next to nothing about a variance.

    `of_parameters` is a deconvolution by shrinkage: each draw is moved towards the mean of all so that the variance
    becomes that of the parameters. This is exact where both parts are normal; else it takes parameters to have the
    shape that draws have. `at_size` is made in the same way. `of_chance` is normal.
    """
    if again.size > first.size:
        raise ValueError(f"{again.size} draws were lived again, but only {first.size} were lived")
    if not scale > 0:
        raise ValueError(f"the people that one simulated person stands for must be above 0, not {scale:g}")
    kept, paired = defined(first), defined(first[: again.size], again)
    if kept is None or paired is None or kept.sum() < 2 or paired.sum() < 2:
        return None
    values, gaps = first[kept], (first[: again.size] - again)[paired]
    mean, total = float(values.mean()), float(values.var(ddof=1))
    chance = float(np.mean(gaps**2) / 2)
    parameters = max(0.0, total - chance)
    reach = NORMAL_95 * sqrt(chance / scale)
    return Spread(
        draws=int(kept.sum()), pairs=int(paired.sum()), mean=mean, total=total, chance=chance,
        parameters=parameters, parameters_unfloored=total - chance, chance_at_size=chance / scale,
        plain=_shrunk(values, total), of_parameters=_shrunk(values, parameters),
        of_chance=Interval(mean - reach, mean + reach), at_size=_shrunk(values, parameters + chance / scale),
    )  # fmt: skip


def _shrunk(values: Draws, variance: float) -> Interval:
    """Return the interval of draws moved towards their mean, or away from it, until they have a variance."""
    mean, seen = values.mean(), values.var(ddof=1)
    factor = sqrt(variance / seen) if seen > 0 else 0.0
    found = central(mean + factor * (values - mean))
    assert found is not None  # two draws or more
    return found
