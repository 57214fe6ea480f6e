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
from scipy.special import ndtri

from experiments.spells import OPEN, Floats, Ints, Spells

MONTH = 365.25 / 12
LAST = 60
"""The last month of a curve."""
LEVEL, HALF = 0.90, 0.50
"""What the wide interval holds, and the narrow one."""
STILL = 0
"""The kind of curve that tells whom no end has reached yet; others are numbered as the ends are, from 1."""


@dataclass(frozen=True)
class Curve:
    """A share at the end of each month from 0 to LAST, with its 90% and 50% intervals; NaN where not known."""

    share: Floats
    low: Floats
    high: Floats
    low_50: Floats
    high_50: Floats
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
        return Curve(nothing, nothing, nothing, nothing, nothing, at_risk)
    steps = estimate(days, ends, kind, bounded)
    known = (at_risk > 0) | (ends[days == days.max()] != OPEN).all()
    passed = np.searchsorted(np.sort(days), grid, side="right")  # how many have ended or been censored by then
    found = np.where(known, steps[:, passed], np.nan)
    return Curve(found[0], found[1], found[2], found[3], found[4], at_risk)


def estimate(days: Floats, ends: Ints, kind: int, bounded: bool = True) -> Floats:
    """Return the share, its 90% and its 50% interval after each spell in time, the first column for before any.

    An interval is NaN where none is defined (shape [5, spells + 1]).
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
    table = np.full((5, len(share)), np.nan)
    table[0] = share.to_numpy()[:, 0]
    if bounded:
        inside = (table[0] > 0.0) & (table[0] < 1.0)
        table[1:3, inside] = np.sort(fitter.confidence_interval_.to_numpy()[inside], axis=1).T
        table[3:, inside] = _narrower(table[0, inside], table[1:3, inside])
    last = np.searchsorted(share.index.to_numpy(), np.arange(days.size + 1), side="right") - 1
    return np.asarray(table[:, last])


def _narrower(share: Floats, ends: Floats) -> Floats:
    """Return the 50% interval of shares from the 90% one: both are symmetric where lifelines makes them, in log(-log).

    `ends` and what is returned have shape [2, shares].
    """
    middle, outer = np.log(-np.log(share)), np.log(-np.log(ends))
    by = ndtri((1.0 + HALF) / 2) / ndtri((1.0 + LEVEL) / 2)
    return np.asarray(np.exp(-np.exp(middle + by * (outer - middle))))


def curves(groups: Mapping[str, Spells], ends: int, bounded: bool = True) -> dict[tuple[str, int], Curve]:
    """Return a curve for each group and end, then for those whom no end has reached."""
    return {
        (name, kind): curve(found.days, found.end, kind, bounded)
        for name, found in groups.items()
        for kind in (*range(1, ends + 1), STILL)
    }


def over_draws(draws: Sequence[Curve]) -> Curve:
    """Return the median over draws, the 5th and 95th percentile and the quartiles; a single draw stays as it is.

    A month is known if it is in at least half of the draws.
    """
    if len(draws) == 1:
        return draws[0]
    shares = np.array([each.share for each in draws])
    known = 2 * np.isfinite(shares).sum(axis=0) >= len(draws)
    found = np.full((5, shares.shape[1]), np.nan)
    ends = [(1.0 + side * part) / 2 for part in (LEVEL, HALF) for side in (-1, 1)]
    if known.any():
        found[:, known] = np.nanquantile(shares[:, known], (0.5, *ends), axis=0)
    at_risk = np.median([each.at_risk for each in draws], axis=0)
    return Curve(found[0], found[1], found[2], found[3], found[4], at_risk)
