"""Records: outcomes of many draws as the rows that users read: {name, year, group, value, low, high, unit}.

A share or a duration can be undefined in a draw (nobody to share among). A record is made of the draws in which it is
defined, if they are at least half; else there is none.
"""

from collections.abc import Iterator, Sequence
from math import isnan
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.difference import difference
from experiments.comparison.interval import ENDS, HALF
from experiments.job import Finished, Plan
from experiments.study import DEFINITIONS, ROWS, Study
from model.calendar import ORIGIN
from model.priors import NORMAL_95
from model.reading import OUTCOMES, Key

Record: TypeAlias = dict[str, str | int | float | None]
Values: TypeAlias = NDArray[np.float64]
Kept: TypeAlias = NDArray[np.bool_]
Bulk: TypeAlias = dict[str, Values]
"""Numbers of many records at once (each of shape [records])."""
OF_GROUPS = np.array([group != "all" for _, group in ROWS])
OF_LEAVERS = np.array([name.startswith("leavers_") for name, _ in ROWS])
PERCENTILES = (0.5, *ENDS, *HALF)
"""Median, and the ends of the intervals that hold nine and five in ten draws."""
RUN = ("value", "low", "high", "low_50", "high_50")
VALUE = ("value", "value_low", "value_high", "value_low_50", "value_high_50")
DIFFERENCE = ("difference", "low", "high", "low_50", "high_50")
"""What these are called in the records of a run, and in those of a comparison."""
UNITS = {name: known["unit"] for name, known in DEFINITIONS.items()}
QUARTERS = {outcome.name: outcome.quarter for outcome in OUTCOMES if outcome.quarter}
"""Outcomes of one quarter, whose records say of which."""


def levels(plan: Plan, runs: Sequence[Finished]) -> Iterator[Record]:
    """Yield one record an outcome, group and year: the median over draws, the 90% and the 50% interval."""
    years = slice(plan.first_year - ORIGIN.year, plan.last_year - ORIGIN.year + 1)
    values = np.array([run.table.rows[:, years] for run in runs])
    keep = enough(values)
    yield from _records(plan, list(runs[0].table), keep, spread_out(values[:, keep], RUN))


def differences(study: Study, scenario: int) -> Iterator[Record]:
    """Yield one record an outcome, group and year of a scenario: its value, and the paired difference from baseline.

    `low` and `high` are the 90% interval of the difference over draws, `value_low` and `value_high` that of the value;
    with `_50` behind them: those that hold half of the draws;
    `share_above` is the share of draws in which the difference is above 0, counting half of the draws without any.
    Where draws were lived again, `parameters_low`, `parameters_high` (and those with `_50`), `chance_low` and
    `chance_high` are the intervals from not knowing the numbers alone and from luck alone at the true size (see
    experiments/comparison/spread.py).
    Groups are left out in the years before a scenario parts from the baseline, where nothing differs.
    """
    own, base = study.values(scenario), study.values(0)
    gaps = difference(own, base)
    keep = enough(gaps)
    if scenario:
        keep[OF_GROUPS, : study.since(scenario) - study.plan.first_year] = False
    found = spread_out(own[:, keep], VALUE)
    mine = gaps[:, keep]
    found |= spread_out(mine, DIFFERENCE)
    above, level = np.nansum(mine > 0, axis=0), np.nansum(mine == 0, axis=0)
    found["share_above"] = (above + level / 2) / np.isfinite(mine).sum(axis=0)
    if len(study.again) > 1:
        repeated = difference(study.values(scenario, again=True), study.values(0, again=True))
        found |= _apart(mine, repeated[:, keep], study.scales[: len(study.again)], OF_LEAVERS[np.nonzero(keep)[0]])
    name = study.plan.scenarios[scenario].name
    for record in _records(study.plan, list(ROWS), keep, found):
        yield {"scenario": name, **record}


def enough(values: Values) -> Kept:
    """Return which rows and years are defined in at least half of the draws (values of shape [draws, rows, years])."""
    finite = np.isfinite(values).sum(axis=0)
    return np.asarray((2 * finite >= values.shape[0]) & (finite > 0))


def spread_out(values: Values, names: Sequence[str]) -> Bulk:
    """Return the median over draws (shape [draws, records]) and the ends of both intervals, none from one draw.

    Undefined draws (NaN) are left out, record by record.
    """
    defined = np.isfinite(values).sum(axis=0)
    found = np.empty((len(PERCENTILES), values.shape[1]))
    for number in np.unique(defined):
        alike = defined == number
        draws = values[:, alike] if number == len(values) else np.sort(values[:, alike], axis=0)[:number]  # NaN is last
        found[:, alike] = np.quantile(draws, PERCENTILES, axis=0)
    found[1:, defined < 2] = np.nan
    return dict(zip(names, found, strict=True))


def _apart(gaps: Values, again: Values, scale: Values, blank: NDArray[np.bool_]) -> Bulk:
    """Return the intervals of `experiments.comparison.spread` for many records (gaps of shape [draws, records]).

    Shrinking draws towards their mean shrinks their percentiles in the same way. `scale` is how many people one stands
    for in each draw lived again. Records that are undefined in any draw get none, nor those that are `blank`: of the
    reference cohort, in which one person stands for other numbers.
    """
    mean, total = gaps.mean(axis=0), gaps.var(axis=0, ddof=1)
    halves = (gaps[: again.shape[0]] - again) ** 2 / 2
    chance, at_size = halves.mean(axis=0), (halves / scale[:, None]).mean(axis=0)
    with np.errstate(invalid="ignore"):
        ratio = np.divide(np.maximum(0.0, total - chance), total, out=np.zeros_like(total), where=total > 0)
    ends = mean + np.sqrt(ratio) * (np.quantile(gaps, (*ENDS, *HALF), axis=0) - mean)
    reach = NORMAL_95 * np.sqrt(np.where(blank, np.nan, at_size))
    return {
        **{f"parameters_{end}": found for end, found in zip(("low", "high", "low_50", "high_50"), ends, strict=True)},
        "chance_low": mean - reach,
        "chance_high": mean + reach,
    }  # fmt: skip


def _records(plan: Plan, keys: Sequence[Key], keep: Kept, found: Bulk) -> Iterator[Record]:
    """Yield a record for each row and year kept (shape [rows, years]), with its numbers from each of `found`."""
    names = list(found)
    rows, years = np.nonzero(keep)
    numbers = np.array(list(found.values())).T
    blank = np.isnan(numbers).any(axis=1).tolist()
    for row, year, gaps, values in zip(rows.tolist(), years.tolist(), blank, numbers.tolist(), strict=True):
        name, group = keys[row]
        record: Record = {"name": name, "year": plan.first_year + year, "group": group, "unit": UNITS[name]}
        record.update(zip(names, values, strict=True))
        if name in QUARTERS:
            record["period"] = f"{plan.first_year + year}-Q{QUARTERS[name]}"
        if gaps:
            record |= {n: None for n, x in zip(names, values, strict=True) if isnan(x)}
        yield record
