"""Sobol indices: what share of an outcome's variance each input, or group of inputs, accounts for.

First order: the part that would go if the input alone were known. Total: the part that would be left if all others
were. Between them lies what it does together with others. A radial block holds a point A, a point B, and A with one
input after the other taken from B (and B with one taken from A, where pairs are asked for).

Luck is an input like any other. Point B has luck of its own; A and its neighbours share theirs. So a total compares
worlds that differ in one number alone, the dummy's is exactly 0, and the total of luck is the share of the variance
that is chance. With luck that differs from row to row, chance would be added to every total.

SALib makes samples and estimates (first order after Saltelli 2010, totals after Jansen). Intervals come from whole
repetitions of the design under other scramblings of the Sobol sequence, because SALib's own bootstrap takes the points
for random ones, which makes it several times too wide where there are many.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

from experiments.sensitivity.blocks import by_block
from experiments.sensitivity.design import Design, Floats, inside, keyed_luck, problem, salib_seed
from experiments.sensitivity.index import Index, around
from experiments.sensitivity.inputs import LUCK, Input, group_names
from experiments.sensitivity.stability import Settled, settled, steps

FEWEST_SCRAMBLES = 4
THRESHOLD = 0.05
"""The total share below which an input is called small."""


@dataclass(frozen=True)
class Shares:
    """The shares of one outcome's variance, by input or group; luck and the dummy are among them."""

    names: tuple[str, ...]
    mean: float
    variance: float
    """Of the outcome, luck included."""
    first: tuple[Index, ...]
    total: tuple[Index, ...]
    pairs: dict[tuple[str, str], Index]
    """What two account for together beyond their first orders; empty if not asked for."""
    blocks: int
    dropped: int
    """Radial blocks left out whole, because a run in them failed or is undefined."""
    settled: tuple[Settled, ...]
    """Of the totals, after a quarter, half and all of the blocks."""

    @property
    def chance(self) -> Index:
        """The share of the variance that is luck, by itself or together with inputs: what no evidence can take away."""
        return self.total[self.names.index(LUCK)]

    def of_expected(self, name: str) -> float:
        """Return the first-order share in the variance of the outcome expected over luck; NaN if all is luck."""
        left = 1.0 - self.chance.shown
        return self.first[self.names.index(name)].shown / left if left > 0 else float("nan")

    def order(self) -> list[str]:
        """Return the names by total share, largest first."""
        ranked = sorted(zip(self.total, self.names, strict=True), key=lambda pair: (-pair[0].value, pair[1]))
        return [name for _, name in ranked]


@dataclass(frozen=True)
class SobolPlan:
    """A decomposition to be run: plain data from which design and analysis follow."""

    inputs: tuple[Input, ...]
    blocks: int
    """In each scramble; a power of 2."""
    scrambles: int = FEWEST_SCRAMBLES
    seed: int = 1
    by: str | None = None
    """Groups that are decomposed as a whole (see `inputs.GROUPINGS`); None: every input by itself."""
    alone: tuple[str, ...] = ()
    """Inputs that are told apart from their groups, such as those that a screening kept."""
    pairs: bool = False
    """Whether to look at pairs, too, for nearly twice the runs."""

    def __post_init__(self) -> None:
        if self.blocks < 2 or self.blocks & (self.blocks - 1):
            raise ValueError(f"blocks are a power of 2, or Sobol's sequence loses its balance; not {self.blocks}")
        if self.scrambles < FEWEST_SCRAMBLES:
            raise ValueError(f"{FEWEST_SCRAMBLES} scrambles or more tell the error, not {self.scrambles}")
        if LUCK in self.groups or not self.inputs:
            raise ValueError(f"one input is needed at least, and none called '{LUCK}'")

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The group of each input."""
        return group_names(self.inputs, self.by, self.alone)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the variance is shared out among: inputs or groups, then luck."""
        return (*dict.fromkeys(self.groups), LUCK)

    @property
    def length(self) -> int:
        """The rows of a radial block."""
        return len(self.names) * (2 if self.pairs else 1) + 2

    @property
    def runs(self) -> int:
        """The rows of the design."""
        return self.scrambles * self.blocks * self.length

    def design(self) -> Design:
        """Return the rows to be run, scramble after scramble; the first half of a larger scramble is a smaller one."""
        sample = np.concatenate([self._sample(number) for number in range(self.scrambles)])
        row = np.arange(len(sample))
        block = row // self.length
        other = sample[:, -1] != sample[:: self.length, -1][block]
        luck = keyed_luck(self.seed, "luck of a radial block", block, other)
        apart = np.isin(row % self.length, (0, self.length - 1))
        return Design(self.inputs, inside(sample[:, :-1]), luck, block, apart)

    def analysed(self, values: Floats) -> Shares | None:
        """Return what the values of one outcome (shape [rows], NaN where undefined) show.

        None if it does not vary, if fewer than half of the blocks are defined throughout, or fewer than two of a
        scramble.
        """
        kept, outcome = by_block(values, self.length)
        if kept is None or np.ptp(outcome) == 0:
            return None
        scramble, place = np.divmod(kept, self.blocks)
        if (np.bincount(scramble, minlength=self.scrambles) < 2).any():
            return None
        estimate = self._estimate(outcome, scramble)
        apart = outcome[:, [0, -1]]
        both = list(combinations(range(len(self.names)), 2)) if self.pairs else []
        return Shares(
            self.names, float(apart.mean()), float(apart.var()), tuple(estimate["S1"]), tuple(estimate["ST"]),
            {(self.names[i], self.names[j]): one for (i, j), one in zip(both, estimate.get("S2", []), strict=True)},
            len(kept), self.scrambles * self.blocks - len(kept), self._settled(outcome, scramble, place),
        )  # fmt: skip

    def _estimate(self, outcome: Floats, scramble: Floats) -> dict[str, list[Index]]:
        """Return indices by SALib's name: from all blocks, with the error that shows between scrambles."""
        parts = [self._indices(outcome[scramble == number]) for number in range(self.scrambles)]
        whole = self._indices(outcome)
        return {name: around(whole[name], np.array([part[name] for part in parts])) for name in whole}

    def _indices(self, outcome: Floats) -> dict[str, Floats]:
        """Return SALib's indices of some blocks (shape [blocks, length])."""
        if np.ptp(outcome) == 0:
            size = len(self.names)
            return {"S1": np.zeros(size), "ST": np.zeros(size)} | (
                {"S2": np.zeros(size * (size - 1) // 2)} if self.pairs else {}
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of resamples of its own that do not vary, which are not used here
            found = analysis.analyze(
                self._problem, outcome.ravel(), calc_second_order=self.pairs, num_resamples=2,
                seed=salib_seed(self.seed, "resamples that are not used"),
            )  # fmt: skip
        names = ("S1", "ST", "S2") if self.pairs else ("S1", "ST")
        upper = np.triu_indices(len(self.names), 1)
        return {name: np.asarray(found[name][upper] if name == "S2" else found[name]) for name in names}

    def _settled(self, outcome: Floats, scramble: Floats, place: Floats) -> tuple[Settled, ...]:
        found = []
        for count in steps(self.blocks):
            part = place < count
            if (np.bincount(scramble[part], minlength=self.scrambles) < 2).any():
                continue
            each = [self._indices(outcome[part & (scramble == number)])["ST"] for number in range(self.scrambles)]
            indices = around(self._indices(outcome[part])["ST"], np.array(each))
            found.append(settled(indices, np.array(each), THRESHOLD, count * self.scrambles))
        return tuple(found)

    def _sample(self, scramble: int) -> Floats:
        """Return the rows of one scramble, luck in the last column (shape [blocks x length, inputs + 1])."""
        seed = salib_seed(self.seed, "scramble of Sobol's sequence", scramble)
        return np.asarray(sampling.sample(self._problem, self.blocks, calc_second_order=self.pairs, seed=seed))

    @property
    def _problem(self) -> dict[str, object]:
        names = tuple(one.name for one in self.inputs)
        return problem((*names, LUCK), (*self.groups, LUCK))


def affordable(plans: Sequence[SobolPlan], seconds: float, budget: float) -> SobolPlan | None:
    """Return the first of some plans whose runs, each of so many seconds, fit a budget in seconds; None if none does.

    List the plan that is wished for first, the cheaper ones after it: without pairs, by groups, with fewer blocks.
    """
    return next((plan for plan in plans if plan.runs * seconds <= budget), None)
