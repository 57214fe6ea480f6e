"""Periods: the published time of a figure as calendar years of the model, each with its weight.

The model counts by calendar year and takes stock on 31 December. Periods are written as in `Fact.period`: ``2019``,
``2019-06``, ``2019-12-31``, or a range of these, ``2018-04..2019-03``.
"""

from typing import TypeAlias

from model.calendar import ORIGIN

Weights: TypeAlias = tuple[tuple[int, float], ...]
"""Calendar years and their weights."""


def flow(period: str) -> Weights:
    """Return the part of each year's count that falls in a period, if events are spread evenly over a year.

    A year ending in March 2019 is 0.75 of 2018 and 0.25 of 2019; a quarter is 0.25 of its year.
    """
    first, last = _months(period)
    years = range(first // 12, last // 12 + 1)
    return tuple((y, (min(last, 12 * y + 11) - max(first, 12 * y) + 1) / 12) for y in years)


def mean(period: str) -> Weights:
    """Return the weight of each year in a share or a mean over a period: the same parts, made to sum to 1."""
    parts = flow(period)
    total = sum(weight for _, weight in parts)
    return tuple((year, weight / total) for year, weight in parts)


def stock(day: str) -> Weights:
    """Return the weights of the two 31 Decembers around a date or the end of a month, by how near they are.

    Before the first 31 December of the model that one is taken.
    """
    year, month = divmod(_months(day)[1] + 1, 12)
    before, after = year - 1, month / 12
    parts = ((before, 1.0 - after), (before + 1, after))
    if before < ORIGIN.year:
        return ((ORIGIN.year, 1.0),)
    return tuple(part for part in parts if part[1])


def times(weights: Weights, by: float) -> Weights:
    """Return weights times a number."""
    return tuple((year, weight * by) for year, weight in weights)


def before(weights: Weights) -> Weights:
    """Return the same weights a year earlier."""
    return tuple((year - 1, weight) for year, weight in weights)


def _months(period: str) -> tuple[int, int]:
    """Return the first and last month of a period, counted from year 0."""
    first, _, last = period.partition("..")
    return _month(first, 1), _month(last or first, 12)


def _month(part: str, where_a_year: int) -> int:
    year, *rest = part.split("-")
    return 12 * int(year) + int(rest[0] if rest else where_a_year) - 1
