"""A design: the rows to be run, each with a quantile for every input and a key of luck; and who can run them.

Luck is an input like any other: a design holds which luck each row lives by, so that rows that are to differ in one
number alone share all luck, and the part of luck in the answer is found in the same way as that of any number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from experiments.sensitivity.inputs import DUMMY, Input
from model.chance import bits, decision_key, person_key, uniforms

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
LEAST = 2.0**-40
"""How near to 0 and 1 a quantile may come: both ends of most priors are endless."""


@dataclass(frozen=True, eq=False)
class Design:
    """Rows to be run, in blocks that fail as a whole."""

    inputs: tuple[Input, ...]
    quantiles: Floats
    """Shape [rows, inputs], between 0 and 1."""
    luck: Ints
    """The key of luck of each row (shape [rows])."""
    block: Ints
    """The block of each row, from 0 (shape [rows])."""
    apart: NDArray[np.bool_]
    """The rows whose inputs and luck are independent of each other's: a plain random sample (shape [rows])."""

    def __len__(self) -> int:
        return len(self.luck)

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs that rows are run with: all but the dummy."""
        return tuple(one.name for one in self.inputs if one != DUMMY)

    def rows(self) -> Iterator[tuple[Floats, int]]:
        """Yield the quantiles of each row, in the order of `names`, and its key of luck."""
        real = self.quantiles[:, [one != DUMMY for one in self.inputs]]
        yield from zip(real, self.luck.tolist(), strict=True)

    @property
    def scores(self) -> Floats:
        """The quantiles as standard normal scores, on which scale most priors are straight (shape [rows, inputs])."""
        return np.asarray(ndtri(self.quantiles))


class Evaluator(Protocol):
    """Whoever can run a design: a pool on this machine, a sweep, a function with a known answer."""

    def __call__(self, design: Design) -> Floats:
        """Return the outputs of every row (shape [rows, outputs]), NaN where a run failed or is undefined."""


def key(seed: int, name: str, *numbers: int) -> int:
    """Return a keyed number below 2^48."""
    found = person_key(seed, decision_key(name))
    for number in numbers:
        found = bits(found, number, 0)
    return int(found) >> 16


def salib_seed(seed: int, name: str, *numbers: int) -> int:
    """Return a keyed seed from 1 on: SALib takes 0 for no seed at all, and NumPy's old generator takes 32 bits."""
    return 1 + (key(seed, name, *numbers) >> 17)


def keyed_luck(seed: int, name: str, of_block: Ints, other: NDArray[np.bool_]) -> Ints:
    """Return a key of luck for each row: two for each block, one for rows with the block's `other` luck."""
    keys = np.array([[key(seed, name, int(b), life) for life in (0, 1)] for b in range(int(of_block.max()) + 1)])
    return np.asarray(keys[of_block, other.astype(np.int64)])


def keyed_order(count: int, seed: int, name: str, number: int) -> Ints:
    """Return the numbers from 0 to count - 1 in an order keyed by seed, name and number."""
    luck = uniforms(seed, np.arange(count, dtype=np.uint64), decision_key(name), number)
    return np.argsort(luck)


def inside(quantiles: Floats) -> Floats:
    """Return quantiles moved off 0 and 1, where a prior may have no end."""
    return np.clip(quantiles, LEAST, 1.0 - LEAST)


def problem(names: Sequence[str], groups: Sequence[str], low: float = 0.0, high: float = 1.0) -> dict[str, object]:
    """Return the problem as SALib wants it: made anew each time, because SALib writes into it.

    Groups are left out where each input is one by itself.
    """
    bounds = [[low, high]] * len(names)
    plain: dict[str, object] = {"num_vars": len(names), "names": list(names), "bounds": bounds}
    return plain if tuple(groups) == tuple(names) else plain | {"groups": list(groups)}
