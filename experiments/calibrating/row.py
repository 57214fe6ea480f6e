"""A row: one run of the baseline at given quantiles, read as published figures."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from calibration.added import FILE, added
from calibration.posterior import Marks, quantiles_of
from calibration.published import targets
from calibration.target import Target
from experiments.sensitivity.pool import Lived
from model.reading import read_off
from model.simulation import SurvivorJourneys
from model.values import MIDDLE


@cache
def figures(more: Path = FILE) -> tuple[Target, ...]:
    """Return every published figure that can be compared, those added in a file behind the others."""
    return (*targets(), *(target for _, target in added(more)))


@cache
def places(more: Path = FILE) -> dict[str, int]:
    """Return the place of each published figure in what a row leaves, by its identifier."""
    return {target.fact_id: at for at, target in enumerate(figures(more))}


@cache
def last_year(more: Path = FILE) -> int:
    """Return the last calendar year that a published figure reaches."""
    return max(target.years[-1] for target in figures(more))


@dataclass(frozen=True, eq=False)
class Row:
    """One run to be made."""

    names: tuple[str, ...]
    marks: Marks
    """Where each input stands in its prior (shape [inputs])."""
    luck: int
    """The seed of everybody's luck."""
    people: int | None
    more: Path = FILE
    """Figures added."""

    def run(self) -> Lived:
        """Run it; return every published figure as the model has it, in the order of `figures`.

        Numbers that the model cannot live with leave undefined figures and say why.
        """
        known = figures(self.more)
        sim = SurvivorJourneys(
            seed=self.luck, draw=MIDDLE, people=self.people, last_year=last_year(self.more), collect=False,
            quantiles=dict(zip(self.names, quantiles_of(self.marks).tolist(), strict=True)),
        )  # fmt: skip
        try:
            sim.run()
            table = read_off(sim)
            return Lived(tuple(target.value(table) for target in known))
        except (ArithmeticError, ValueError) as error:
            return Lived((float("nan"),) * len(known), f"{type(error).__name__}: {error}")
        finally:
            sim.close()
