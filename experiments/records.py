"""Records: outcomes of many draws as the rows that users read: {name, year, group, value, low, high, unit}.

A share or a duration can be undefined in a draw (nobody to share among). A record is made of the draws in which it is
defined, if they are at least half; else there is none.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.job import Finished, Plan, quantiles
from model.calendar import ORIGIN
from model.reading import BY_NAME

Record: TypeAlias = dict[str, str | int | float | None]
Values: TypeAlias = NDArray[np.float64]


def levels(plan: Plan, runs: Sequence[Finished]) -> Iterator[Record]:
    """Yield one record an outcome, group and year: the median over draws and the 90% interval."""
    for (name, group), year, (values,) in _stacked(plan, runs):
        value, low, high = quantiles(values)
        yield _record(name, group, year) | {"value": value, "low": low, "high": high}


def differences(plan: Plan, scenario: str, baseline: Sequence[Finished], runs: Sequence[Finished]) -> Iterator[Record]:
    """Yield one record an outcome, group and year of a scenario: its value, and the paired difference from baseline.

    `low` and `high` are the 90% interval of the difference over draws, `value_low` and `value_high` that of the value;
    `share_above` is the share of draws in which
    the difference is above 0, counting half of the draws without any.
    """
    for (name, group), year, (values, base) in _stacked(plan, runs, baseline):
        gaps = values - base
        difference, low, high = quantiles(gaps)
        value, value_low, value_high = quantiles(values)
        yield {"scenario": scenario} | _record(name, group, year) | {
            "value": value, "value_low": value_low, "value_high": value_high,
            "difference": difference, "low": low, "high": high,
            "share_above": float(np.mean(gaps > 0) + np.mean(gaps == 0) / 2),
        }  # fmt: skip


def _record(name: str, group: str, year: int) -> Record:
    return {"name": name, "year": year, "group": group, "unit": BY_NAME[name].unit}


def _stacked(plan: Plan, *worlds: Sequence[Finished]) -> Iterator[tuple[tuple[str, str], int, list[Values]]]:
    """Yield each outcome and year with its values in the draws where every world defines it."""
    for key in worlds[0][0].table:
        draws = [np.array([run.table[key] for run in runs]) for runs in worlds]
        for year in plan.years:
            values = [d[:, year - ORIGIN.year] for d in draws]
            defined = np.logical_and.reduce([np.isfinite(v) for v in values])
            if 2 * defined.sum() >= defined.size:
                yield key, year, [v[defined] for v in values]
