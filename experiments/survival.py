"""Survival: what share has come to each end by when, with censoring (lifelines).

Kaplan-Meier for those whom no end has reached yet, Aalen-Johansen for each end in the presence of the others. lifelines
moves tied times apart by chance; here times are replaced by their ranks first, ends before censorings. That leaves
every estimate as it is, as the product over tied ends comes to the same in any order, and no luck is used.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from lifelines import AalenJohansenFitter, KaplanMeierFitter

from experiments.spells import OPEN, Floats, Ints, Spells

MONTH = 365.25 / 12
LAST = 60
"""The last month of a curve."""
LEVEL = 0.95
STILL = 0
"""The kind of curve that tells whom no end has reached yet; others are numbered as the ends are, from 1."""


@dataclass(frozen=True)
class Curve:
    """A share at the end of each month from 0 to LAST, with a 95% interval; NaN where not known."""

    share: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    """Spells that last so long or longer: neither ended nor censored before."""


def curve(days: Floats, ends: Ints, kind: int, bounded: bool = True) -> Curve:
    """Return the share that has come to an end of one kind, or to none (STILL); `bounded` asks for an interval.

    It is known as long as somebody is followed, and for ever if the longest spell has ended.
    """
    grid = np.arange(LAST + 1) * MONTH
    at_risk = np.array([np.count_nonzero(days >= day) for day in grid], float)
    if days.size == 0:
        nothing = np.full(grid.size, np.nan)
        return Curve(nothing, nothing, nothing, at_risk)
    steps = estimate(days, ends, kind, bounded)
    known = (at_risk > 0) | (ends[days == days.max()] != OPEN).all()
    passed = np.searchsorted(np.sort(days), grid, side="right")  # how many have ended or been censored by then
    found = np.where(known, steps[:, passed], np.nan)
    return Curve(found[0], found[1], found[2], at_risk)


def estimate(days: Floats, ends: Ints, kind: int, bounded: bool = True) -> Floats:
    """Return the share and its interval after each spell in order of time, the first column for before any.

    An interval is NaN where none is defined (shape [3, spells + 1]).
    """
    order = np.lexsort((ends, ends == OPEN, days))
    ranks, kinds = np.arange(1.0, days.size + 1), ends[order]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # logarithm of a share of 0: no interval there
        if kind == STILL:
            fitter = KaplanMeierFitter(alpha=1.0 - LEVEL).fit(ranks, kinds != OPEN)
            share = fitter.survival_function_
        else:
            fitter = AalenJohansenFitter(alpha=1.0 - LEVEL, calculate_variance=bounded)
            share = fitter.fit(ranks, kinds, event_of_interest=kind).cumulative_density_
    table = np.full((3, len(share)), np.nan)
    table[0] = share.to_numpy()[:, 0]
    if bounded:
        table[1:] = np.sort(fitter.confidence_interval_.to_numpy(), axis=1).T
        table[1:, (table[0] <= 0.0) | (table[0] >= 1.0)] = np.nan
    last = np.searchsorted(share.index.to_numpy(), np.arange(days.size + 1), side="right") - 1
    return np.asarray(table[:, last])


def curves(groups: Mapping[str, Spells], ends: int, bounded: bool = True) -> dict[tuple[str, int], Curve]:
    """Return a curve for each group and end, then for those whom no end has reached."""
    return {
        (name, kind): curve(found.days, found.end, kind, bounded)
        for name, found in groups.items()
        for kind in (*range(1, ends + 1), STILL)
    }


def over_draws(draws: Sequence[Curve]) -> Curve:
    """Return the median over draws and their 2.5th and 97.5th percentile; a single draw stays as it is.

    A month is known if it is in at least half of the draws.
    """
    if len(draws) == 1:
        return draws[0]
    shares = np.array([each.share for each in draws])
    known = 2 * np.isfinite(shares).sum(axis=0) >= len(draws)
    low, middle, high = np.full((3, shares.shape[1]), np.nan)
    rest = (1.0 - LEVEL) / 2
    if known.any():
        low[known], middle[known], high[known] = np.nanquantile(shares[:, known], (rest, 0.5, 1.0 - rest), axis=0)
    return Curve(middle, low, high, np.median([each.at_risk for each in draws], axis=0))
