"""Known answers: functions whose shares of variance can be computed exactly, with noise and without.

They run by the same path as the model, so that the method, luck among it, can be seen to find what is true. A function
f becomes f x (1 + s e) + t e', where e and e' are standard normal and belong to the key of luck: with s, luck and
inputs act together, as they do in the model.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi

import numpy as np
from SALib.test_functions import Ishigami, Sobol_G

from experiments.sensitivity.design import Design, Floats, Ints
from experiments.sensitivity.inputs import DUMMY, LUCK, Input
from experiments.sensitivity.pool import Lived
from model.chance import decision_key, normal_quantile, uniform

G = (0.0, 1.0, 4.5, 9.0, 99.0)
"""How little each input of Sobol's G matters."""


def toy(number: int, grade: str = "D") -> Input:
    """Return an input of a function."""
    return Input(f"x{number}", f"argument {number}", "", grade, False, f"part {number % 2}", f"agency {number % 3}")


@dataclass(frozen=True)
class Known:
    """A function with noise; both a case for the pool and, all rows at once, an evaluator."""

    name: str
    """ishigami or sobol g."""
    factor: float = 0.0
    """The standard deviation of noise that multiplies the function."""
    added: float = 0.0
    """The standard deviation of noise that is added to it."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Its arguments, and the dummy."""
        return (*(toy(number) for number in range(3 if self.name == "ishigami" else len(G))), DUMMY)

    @property
    def outputs(self) -> tuple[str, ...]:
        """One output: its value."""
        return (self.name,)

    def job(self, names: tuple[str, ...], quantiles: Floats, luck: int) -> "KnownJob":
        """Return one row to be run."""
        return KnownJob(self, quantiles, luck)

    def __call__(self, design: Design) -> Floats:
        """Return the value at every row (shape [rows, 1])."""
        return self.at(design.quantiles[:, : len(self.inputs) - 1], design.luck)[:, None]

    def at(self, x: Floats, luck: Ints) -> Floats:
        """Return the value at points (shape [rows, arguments]) under their keys of luck."""
        if self.name == "ishigami":
            found = Ishigami.evaluate(pi * (2 * x - 1), 7.0, 0.1)
        else:
            found = Sobol_G.evaluate(x, np.array(G))
        return np.asarray(found * (1 + self.factor * noise(luck, "factor")) + self.added * noise(luck, "added"))

    @property
    def exact(self) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """The exact first-order and total shares by name."""
        mean, first, total = _ishigami() if self.name == "ishigami" else _sobol_g()
        plain = _variance(first, total)
        s, t = self.factor**2, self.added**2
        whole = plain + s * (plain + mean**2) + t
        names = [one.name for one in self.inputs if one != DUMMY]
        return (
            dict(zip(names, first / whole, strict=True)) | {DUMMY.name: 0.0, LUCK: (s * mean**2 + t) / whole},
            dict(zip(names, total * (1 + s) / whole, strict=True))
            | {DUMMY.name: 0.0, LUCK: (s * (plain + mean**2) + t) / whole},
        )


@dataclass(frozen=True, eq=False)
class KnownJob:
    """One row of a function."""

    function: Known
    quantiles: Floats
    luck: int

    def run(self) -> Lived:
        """Compute it."""
        return Lived((float(self.function.at(self.quantiles[None], np.array([self.luck]))[0]),))


def noise(luck: Ints, name: str) -> Floats:
    """Return standard normal noise that belongs to keys of luck."""
    decision = decision_key(name)
    return np.array([normal_quantile(uniform(int(one), 0, decision, 0)) for one in luck])


def _ishigami() -> tuple[float, Floats, Floats]:
    """Return mean and the variances of first order and in total of sin x + a sin^2 y + b z^4 sin x."""
    a, b = 7.0, 0.1
    one, two = (1 + b * pi**4 / 5) ** 2 / 2, a**2 / 8
    together = 8 * b**2 * pi**8 / 225
    return a / 2, np.array([one, two, 0.0]), np.array([one + together, two, together])


def _sobol_g() -> tuple[float, Floats, Floats]:
    """Return mean and the variances of first order and in total of the product of (|4 x - 2| + a) / (1 + a)."""
    first = 1 / (3 * (1 + np.array(G)) ** 2)
    return 1.0, first, first * np.prod(1 + first) / (1 + first)


def _variance(first: Floats, total: Floats) -> float:
    """Return the variance of a function from its parts: Ishigami's one pair, or the product of G."""
    if len(first) == 3:
        return float(first.sum() + (total - first).sum() / 2)
    return float(np.prod(1 + first) - 1)
