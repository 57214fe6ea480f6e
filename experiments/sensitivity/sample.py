"""A plain sample: rows that differ in everything, for what is learned by regression, boxes and distributions.

Points A and B of a decomposition are such rows, too, and cost nothing more. But where inputs are many and blocks few,
columns of Sobol's sequence go together by accident: of 567 inputs in 512 such rows some pair correlates with 0.66,
where the largest chance correlation of a random sample is 0.19; then one input is taken for another. So where inputs
are many these rows are drawn for themselves, by Latin hypercube.
"""

from dataclasses import dataclass

import numpy as np
from SALib.sample import latin as sampling

from experiments.sensitivity.design import Design, inside, keyed_luck, problem, salib_seed
from experiments.sensitivity.inputs import Input


@dataclass(frozen=True)
class SamplePlan:
    """A plain sample to be run: plain data from which the design follows."""

    inputs: tuple[Input, ...]
    rows: int
    seed: int = 1

    def __post_init__(self) -> None:
        if self.rows < 2 or not self.inputs:
            raise ValueError(f"a sample needs an input and 2 rows or more, not {self.rows} rows")

    def design(self) -> Design:
        """Return the rows to be run, each with luck of its own."""
        names = tuple(one.name for one in self.inputs)
        seed = salib_seed(self.seed, "plain sample")
        quantiles = np.asarray(sampling.sample(problem(names, names), self.rows, seed=seed))
        every = np.arange(self.rows)
        luck = keyed_luck(self.seed, "luck of a plain row", every, np.zeros(self.rows, bool))
        return Design(self.inputs, inside(quantiles), luck, every, np.ones(self.rows, bool))
