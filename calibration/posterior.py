"""The posterior: an ensemble of verified parameter sets, as it ships.

Each member has a mark for every input: a whole number of 65,536 that says where the number stands in its prior. Marks
are what the model was run with, so that a member read from the file is, to the last bit, the one that was verified.
Numbers that are no inputs of the ensemble, those of levers above all, stay with the luck of the draw.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from model.chance import decision_key, uniforms
from model.evidence import Parameter
from model.register import quantities
from model.values import MIDDLE

Floats: TypeAlias = NDArray[np.float64]
Marks: TypeAlias = NDArray[np.uint16]

STEPS = 65_536
"""Marks between 0 and 1."""
FILE = Path(__file__).with_name("posterior.npz")
"""The ensemble that ships; its manifest lies beside it, as JSON."""


def marks_of(scores: Floats) -> Marks:
    """Return the marks nearest to standard normal scores."""
    return np.asarray(np.clip(np.floor(ndtr(scores) * STEPS), 0, STEPS - 1), np.uint16)


def quantiles_of(marks: Marks) -> Floats:
    """Return the quantile in the middle of each mark, between 0 and 1."""
    return np.asarray((marks.astype(float) + 0.5) / STEPS)


def scores_of(marks: Marks) -> Floats:
    """Return the standard normal score of each mark."""
    return np.asarray(ndtri(quantiles_of(marks)))


@dataclass(frozen=True, eq=False)
class Posterior:
    """An ensemble and what it was made from."""

    names: tuple[str, ...]
    """The inputs, by the names under which a draw draws them."""
    marks: Marks
    """Shape [members, inputs]."""
    central: int
    """The member that stands nearest to all figures: what is run where one run stands for all."""
    manifest: dict[str, Any]

    def __len__(self) -> int:
        return len(self.marks)

    @property
    def hash(self) -> str:
        """What tells this ensemble from any other."""
        names = "\0".join(self.names).encode()
        return hashlib.sha256(names + self.marks.tobytes()).hexdigest()[:16]

    def member(self, seed: int, draw: int) -> int:
        """Return which member a draw is: all in an order keyed by the seed, and then again."""
        if draw == MIDDLE:
            return self.central
        luck = uniforms(seed, np.arange(len(self), dtype=np.uint64), decision_key("order of members"), 0)
        return int(np.argsort(luck, kind="stable")[(draw - 1) % len(self)])

    def quantiles(self, seed: int, draw: int) -> dict[str, float]:
        """Return where each number of a draw stands in its prior, by name."""
        found = quantiles_of(self.marks[self.member(seed, draw)])
        return dict(zip(self.names, found.tolist(), strict=True))

    def save(self, path: Path = FILE) -> None:
        """Write it, and its manifest beside it."""
        temporary = path.with_suffix(".tmp.npz")
        np.savez_compressed(
            temporary, names=np.array(self.names), marks=self.marks, central=np.array(self.central)
        )  # fmt: skip
        os.replace(temporary, path)
        text = json.dumps(self.manifest | {"hash": self.hash}, indent=1, sort_keys=True, ensure_ascii=False)
        path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Posterior:
    """Return an ensemble from its file. ValueError if it is not the one its manifest describes."""
    manifest = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with np.load(path) as kept:
        found = Posterior(tuple(kept["names"].tolist()), kept["marks"], int(kept["central"]), manifest)
    if found.hash != manifest["hash"]:
        raise ValueError(f"{path} is not the ensemble that {path.with_suffix('.json').name} describes")
    return found


@cache
def shipped() -> Posterior:
    """Return the ensemble that ships with the model."""
    return load(FILE)


def beliefs() -> str:
    """Return a hash of every prior of the model: an ensemble holds for the priors it was made under."""
    found = hashlib.sha256()
    for name, quantity in quantities().items():
        if isinstance(quantity, Parameter):
            found.update(f"{name}\0{[(str(since), str(prior)) for since, prior in quantity.regimes]}\0".encode())
    return found.hexdigest()[:16]
