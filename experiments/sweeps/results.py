"""Results: the rows of a sweep as arrays, read from the parts that can be trusted and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import numpy as np
from numpy.typing import NDArray

from experiments.job import parting
from experiments.study import adds_up, over_years
from experiments.sweeps.folder import Folder
from experiments.sweeps.plan import Plan
from experiments.sweeps.views import opened
from model.calendar import date_of

Floats: TypeAlias = NDArray[np.float64]
EVERYBODY = "all"


@dataclass(frozen=True, eq=False)
class Results:
    """What the rows of a plan have left so far."""

    plan: Plan
    database: duckdb.DuckDBPyConnection
    rows: dict[str, bool]
    """By row that has been run: whether it is ok."""
    _read: dict[tuple[str, str], Floats] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        """How many rows of the plan have failed."""
        return sum(not ok for ok in self.rows.values())

    def values(self, outcome: str, group: str = EVERYBODY) -> Floats:
        """Return an outcome in every row (shape [policies, draws, replicates, years]).

        NaN where it is undefined, and where a row has failed or has not been run.
        """
        if (outcome, group) not in self._read:
            self._read[outcome, group] = self._values(outcome, group)
        return self._read[outcome, group]

    def over_time(self, outcome: str, since: int, group: str = EVERYBODY) -> Floats:
        """Return an outcome over the years from `since` on (shape [policies, draws, replicates]).

        Summed where years add up, else the mean over those years in which every world of the draw and luck defines it
        that was lived to its end; NaN for others.
        """
        every = self.values(outcome, group)[..., max(0, since - self.plan.first_year) :]
        if adds_up(outcome):
            return over_years(every, outcome)
        defined = np.isfinite(every)
        lost = ~defined.any(axis=-1, keepdims=True)
        return over_years(np.where((defined | lost).all(axis=0), every, np.nan), outcome)

    def since(self, policy: int) -> int:
        """Return the first year reported in which a policy may differ from the baseline."""
        day = parting(self.plan.policies[0].scenario, self.plan.policies[policy].scenario)
        return max(self.plan.first_year, date_of(day).year if day is not None else self.plan.first_year)

    def failures(self) -> list[tuple[str, int, int, str, str, str]]:
        """Return policy, draw, luck, status, stage and error of every row that is not ok."""
        said = "SELECT policy, draw, luck, status, coalesce(stage, ''), coalesce(error, '') FROM runs"
        return self.database.execute(f"{said} WHERE status <> 'ok' ORDER BY ALL").fetchall()

    def seconds(self) -> float:
        """Return how many seconds of one core the rows took."""
        found = self.database.execute("SELECT coalesce(sum(seconds), 0) FROM runs").fetchone()
        return float(found[0]) if found else 0.0

    def _values(self, outcome: str, group: str) -> Floats:
        plan = self.plan
        places = {draw: place for place, draw in enumerate(plan.draws)}
        found = np.full((len(plan.policies), len(plan.draws), plan.replicates, len(plan.years)), np.nan)
        name = outcome.replace('"', '""')
        lines: dict[str, Any] = self.database.execute(
            f'SELECT list_position($names, policy) - 1 AS policy, draw, luck, year, "{name}" AS value FROM results '
            'WHERE "group" = $group', {"names": [policy.name for policy in plan.policies], "group": group},
        ).fetchnumpy()  # fmt: skip
        draws = np.array([places.get(int(draw), -1) for draw in lines["draw"]], np.int64)
        known = draws >= 0
        at = (np.asarray(lines["policy"])[known], draws[known], np.asarray(lines["luck"])[known],
              np.asarray(lines["year"])[known].astype(np.int64) - plan.first_year)  # fmt: skip
        found[at] = np.ma.filled(np.ma.masked_array(lines["value"]), np.nan)[known]
        return found


def results(path: Path, plan: Plan) -> Results:
    """Return what a folder holds of the rows of a plan."""
    folder = Folder(path)
    kept = folder.kept()
    return Results(plan, opened(folder, kept, plan.outcomes), kept.rows)


def quantiles(values: Sequence[float] | Floats) -> tuple[float | None, float | None, float | None]:
    """Return the median and the ends of the 90% interval of what is defined, if that is half of it at least."""
    defined = _told(values)
    if not defined.size:
        return None, None, None
    return float(np.median(defined)), *_between(defined, (0.05, 0.95))


def quartiles(values: Sequence[float] | Floats) -> tuple[float | None, float | None]:
    """Return the ends of the 50% interval of what is defined, if that is half of it at least."""
    return _between(_told(values), (0.25, 0.75))


def _told(values: Sequence[float] | Floats) -> Floats:
    """Return what is defined of some values; nothing if that is less than half of them."""
    every = np.asarray(values, float).ravel()
    defined = every[np.isfinite(every)]
    return np.asarray(defined if 2 * defined.size >= every.size else defined[:0])


def _between(defined: Floats, ends: tuple[float, float]) -> tuple[float | None, float | None]:
    if defined.size < 2:
        return None, None
    low, high = np.quantile(defined, ends)
    return float(low), float(high)
