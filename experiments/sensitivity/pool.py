"""The pool: a design run on the cores of this machine, row by row."""

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np

from experiments.pool import Job, run_all
from experiments.sensitivity.design import Design, Floats


class Lived(NamedTuple):
    """What one row leaves."""

    values: tuple[float, ...]
    """By output; NaN where undefined, and all of them where the run failed."""
    error: str = ""
    """What went wrong, in the words of the error."""


class Case(Protocol):
    """What is asked of every row, described by plain data."""

    @property
    def outputs(self) -> tuple[object, ...]:
        """What each row leaves, in order."""

    def job(self, names: tuple[str, ...], quantiles: Floats, luck: int) -> Job[Lived]:
        """Return one row to be run: inputs by name, their quantiles (shape [names]), and its key of luck."""


@dataclass
class Pool:
    """An evaluator: the rows of a design over the cores of one machine, in any order, with the same result."""

    case: Case
    workers: int = 1
    quiet: bool = True
    errors: list[str] = field(default_factory=list)
    """What went wrong in the rows that failed, oldest first."""

    def __call__(self, design: Design) -> Floats:
        """Return the outputs of every row (shape [rows, outputs])."""
        jobs = [self.case.job(design.names, *row) for row in design.rows()]
        lived = run_all(jobs, self.workers, self.quiet, unit="row")
        self.errors += [each.error for each in lived if each.error]
        return np.array([each.values for each in lived]).reshape(len(design), len(self.case.outputs))
