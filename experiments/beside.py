"""Beside: every published figure with the same figure of the baseline, over draws."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from calibration.published import cited, families
from calibration.target import Target
from experiments.job import Finished, Plan, quantiles

Row: TypeAlias = dict[str, Any]


def published(plan: Plan, runs: Sequence[Finished]) -> list[Row]:
    """Return a row a published figure that lies in the years reported; `runs` are those of the baseline.

    `year` is set where the figure is one outcome of one whole year as it stands. The model's value is none where fewer
    than half of the draws define it.
    """
    return [
        row(family.name, target, runs)
        for family in families()
        for target in family.targets
        if plan.first_year <= target.years[0] and target.years[-1] <= plan.last_year
    ]


def row(family: str, target: Target, runs: Sequence[Finished]) -> Row:
    """Return one published figure beside the model's: median over draws and 90% interval."""
    stated = target.fact
    values = np.array([target.value(run.table) for run in runs])
    defined = values[np.isfinite(values)]
    model, low, high = quantiles(defined) if 2 * defined.size >= values.size else (None, None, None)
    return {
        "family": family, "name": target.outcome, "group": target.group, "year": target.year,
        "period": stated.period, "geography": stated.geography, "quantity": stated.quantity, "unit": stated.unit,
        "value": target.published, "model": model, "low": low, "high": high,
        "inside": None if low is None or high is None else target.holds(low, high),
        "expression": target.expression, "fact": target.fact_id, "source": stated.citation, "grade": stated.graded,
        "note": _note(target), "is_input": target.is_input,
    }  # fmt: skip


def _note(target: Target) -> str:
    """Return where definitions part, and which priors are made from the figure."""
    priors = cited().get(target.fact_id, ())
    told = f"prior of {', '.join(priors)} made from it" if priors and not target.is_input else ""
    return "; ".join(part for part in (target.note, told) if part)


def ratio(row: Row) -> float | None:
    """Return the model's value over the published one; none if either is missing or the published one is 0."""
    return row["model"] / row["value"] if row["model"] is not None and row["value"] else None


def plain(rows: Sequence[Row]) -> list[Row]:
    """Return the figures that are one outcome of everybody in one year, the first where there are several."""
    found: dict[tuple[str, int], Row] = {}
    for each in rows:
        if each["year"] is not None and each["group"] == "all":
            found.setdefault((each["name"], each["year"]), each)
    return list(found.values())
