"""What a row leaves: the outcomes asked for, or at which stage and why it failed."""

import traceback
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.study import ROWS
from experiments.sweeps.plan import Plan
from model.measure import Outcome
from model.reading import BY_NAME

Values: TypeAlias = NDArray[np.float64]
Status: TypeAlias = Literal["ok", "failed", "aborted"]

READ_BY = {"left_by", "read_off", "read_flows", "pounds_of", "tally_of", "read_fates", "rows_of"}
"""Functions that read outcomes off a run."""
LIVED_BY = {"advance", "step"}


@dataclass(frozen=True, eq=False)
class Left:
    """What a row leaves."""

    policy: int
    values: Values | None
    """Of shape [groups, years, outcomes], NaN where undefined; None if the row failed."""
    seconds: float
    status: Status = "ok"
    stage: str | None = None
    error: str | None = None
    trace: str | None = None


def failed(policy: int, error: BaseException, seconds: float) -> Left:
    """Return what a row leaves that raised an error."""
    sentence = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    trace = "".join(traceback.format_exception(error))
    return Left(policy, None, seconds, "failed", stage_of(error), sentence, trace)


def stage_of(error: BaseException) -> str:
    """Return how far a run had come that raised an error: set-up, years or outcomes."""
    functions = {frame.name for frame in traceback.extract_tb(error.__traceback__)}
    if READ_BY & functions:
        return "outcomes"
    return "years" if LIVED_BY & functions else "set-up"


def places_of(plan: Plan) -> NDArray[np.intp]:
    """Return where the outcomes of a plan stand among all rows of a run (shape [groups, outcomes], -1: nowhere)."""
    return np.array([[ROWS.get((outcome, group), -1) for outcome in plan.outcomes] for group in plan.groups])


def chosen(every: Values, places: NDArray[np.intp]) -> Values:
    """Return the outcomes asked for out of all rows of a run (shape [rows, years])."""
    found = every[places]
    found[places < 0] = np.nan
    return np.ascontiguousarray(found.transpose(0, 2, 1))


def checked(left: Left, plan: Plan, places: NDArray[np.intp]) -> Left:
    """Return a row as it is, or failed if an outcome is not a number where there must be one."""
    if left.values is None:
        return left
    optional = np.array([may_be_undefined(name) for name in plan.outcomes]) | (places < 0)[:, None, :]
    wrong = np.isinf(left.values) | (np.isnan(left.values) & ~optional)
    if not wrong.any():
        return left
    group, year, outcome = (int(axis[0]) for axis in np.nonzero(wrong))
    value = left.values[group, year, outcome]
    error = f"{plan.outcomes[outcome]} is {value} in {plan.first_year + year}, group {plan.groups[group]}"
    return Left(left.policy, None, left.seconds, "failed", "outcomes", error)


def may_be_undefined(name: str) -> bool:
    """Return whether an outcome is a share, rate or duration, undefined where there is nobody to share among."""
    outcome = BY_NAME.get(name)
    return outcome is not None and (not isinstance(outcome, Outcome) or outcome.bottom is not None)
