"""Records: outcomes of many draws as the rows that users read: {name, year, group, value, low, high, unit}.

A share or a duration can be undefined in a draw (nobody to share among). A record is made of the draws in which it is
defined, if they are at least half; else there is none.
"""

from collections.abc import Iterator, Sequence
from math import isnan
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.comparison.interval import ENDS
from experiments.job import Finished, Plan
from experiments.study import DEFINITIONS, ROWS, Study
from model.calendar import ORIGIN
from model.priors import NORMAL_95
from model.reading import Key

Record: TypeAlias = dict[str, str | int | float | None]
Values: TypeAlias = NDArray[np.float64]
Bulk: TypeAlias = dict[str, Values]
"""Numbers of many records at once (each of shape [records])."""


def levels(plan: Plan, runs: Sequence[Finished]) -> Iterator[Record]:
    """Yield one record an outcome, group and year: the median over draws and the 90% interval."""
    keys = list(runs[0].table)
    years = slice(plan.first_year - ORIGIN.year, plan.last_year - ORIGIN.year + 1)
    values = np.array([run.table.rows[:, years] for run in runs])
    yield from _records(plan, keys, values[None], _levels)


def differences(study: Study, scenario: int) -> Iterator[Record]:
    """Yield one record an outcome, group and year of a scenario: its value, and the paired difference from baseline.

    `low` and `high` are the 90% interval of the difference over draws, `value_low` and `value_high` that of the value;
    `share_above` is the share of draws in which the difference is above 0, counting half of the draws without any.
    Where draws were lived again, `parameters_low`, `parameters_high`, `chance_low` and `chance_high` are the intervals
    from not knowing the numbers alone and from luck alone at the true size (see experiments/comparison/spread.py).
    """
    own, base = study.values(scenario), study.values(0)
    repeated = study.values(scenario, again=True) - study.values(0, again=True)

    def numbers(values: Values, keep: NDArray[np.intp]) -> Bulk:
        mine, gaps = values[0], values[0] - values[1]
        found = {f"value{end}": x for end, x in _spread_out(mine).items()}
        found |= {"difference" if not end else end[1:]: x for end, x in _spread_out(gaps).items()}
        found["share_above"] = np.mean(gaps > 0, axis=0) + np.mean(gaps == 0, axis=0) / 2
        if len(repeated) > 1 and gaps.shape[0] == len(study.first):
            found |= _apart(gaps, repeated.reshape(len(repeated), -1)[:, keep], study.scale)
        return found

    name = study.plan.scenarios[scenario].name
    for record in _records(study.plan, list(ROWS), np.array([own, base]), numbers):
        yield {"scenario": name, **record}


def _levels(values: Values, keep: NDArray[np.intp]) -> Bulk:
    return {f"value{end}" if not end else end[1:]: x for end, x in _spread_out(values[0]).items()}


def _spread_out(values: Values) -> Bulk:
    """Return the median over draws (shape [draws, records]) and the ends of the 90% interval; NaN for one draw."""
    if values.shape[0] == 1:
        return {"": values[0], "_low": np.full(values.shape[1], np.nan), "_high": np.full(values.shape[1], np.nan)}
    low, middle, high = np.quantile(values, (ENDS[0], 0.5, ENDS[1]), axis=0)
    return {"": middle, "_low": low, "_high": high}


def _apart(gaps: Values, again: Values, scale: float) -> Bulk:
    """Return the intervals of `experiments.comparison.spread` for many records (gaps of shape [draws, records]).

    Shrinking draws towards their mean shrinks their percentiles in the same way.
    """
    mean, total = gaps.mean(axis=0), gaps.var(axis=0, ddof=1)
    chance = np.mean((gaps[: again.shape[0]] - again) ** 2, axis=0) / 2
    ratio = np.divide(np.maximum(0.0, total - chance), total, out=np.zeros_like(total), where=total > 0)
    low, high = np.quantile(gaps, ENDS, axis=0)
    reach = NORMAL_95 * np.sqrt(chance / scale)
    return {
        "parameters_low": mean + np.sqrt(ratio) * (low - mean),
        "parameters_high": mean + np.sqrt(ratio) * (high - mean),
        "chance_low": mean - reach, "chance_high": mean + reach,
    }  # fmt: skip


def _records(plan: Plan, keys: Sequence[Key], values: Values, numbers) -> Iterator[Record]:  # type: ignore[no-untyped-def]
    """Yield a record for each outcome, group and year (values of shape [worlds, draws, rows, years]).

    Records that are defined in the same draws are computed together by `numbers`.
    """
    worlds, draws, rows, years = values.shape
    flat = values.reshape(worlds, draws, rows * years)
    defined = np.isfinite(flat).all(axis=0)
    found: dict[int, dict[str, float | None]] = {}
    patterns, of = np.unique(defined, axis=1, return_inverse=True)
    for i, pattern in enumerate(patterns.T):
        if 2 * pattern.sum() >= draws and pattern.any():
            keep = np.flatnonzero(of.ravel() == i)
            bulk = numbers(flat[:, pattern][:, :, keep], keep)
            names = list(bulk)
            for place, row in zip(keep.tolist(), np.array(list(bulk.values())).T.tolist(), strict=True):
                found[place] = {n: None if isnan(x) else x for n, x in zip(names, row, strict=True)}
    for place in sorted(found):
        name, group = keys[place // years]
        head: Record = {"name": name, "year": plan.first_year + place % years, "group": group,
                        "unit": DEFINITIONS[name]["unit"]}  # fmt: skip
        yield {**head, **found[place]}
