"""The fit: waves of runs that close in on the figures, and the ensemble at the end.

1. Runs at the priors, of a small sample. Every figure gets an emulator; which inputs are fitted is chosen by how far
   they move figures, measured in spreads of the figures: at most half as many as there are figures, none that moves
   one figure alone.
2. Waves: members are drawn from the density that the emulator gives, at first with the spreads of figures widened, and
   run; the emulator is fitted again to all runs, which count by how near the figures it expects of them are.
3. The ensemble: members drawn from the last emulator, each run once more. What a member's own run is found to lie
   beside the emulator comes mostly from its inputs that are not fitted, and goes with it: so each member is drawn again
   from an emulator moved by that much, less what may be luck, and run again with other luck. The last such ensemble is
   kept as it is.

Nothing here knows the model: whoever can run a design (`Evaluator`) can be fitted, so a toy with a known answer takes
the same path.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from calibration.density import Aims, Density, Floats, Ints
from calibration.emulator import Emulator, fitted, shrunk
from calibration.posterior import Marks, marks_of, scores_of
from calibration.sampler import descended, even, normal, sampled, turned

FELT = 0.3
"""How far an input must move a figure on average, in spreads of the figure, to be said to move it."""
MOVES, TUNED = 60, 40
"""Moves of each member's chain: those kept and those before them that tune it."""
DESCENTS = 15
"""Gauss-Newton steps from the prior towards the figures, before a chain begins."""
DRIFT = 0.25
"""Share of the emulator's variance that comes anew as a member moves away from where it was run: an assumption."""
NEAR = 2.0
"""Distance from the figures, in spreads, at which a run counts half."""
LUCKS = 2**31
"""Keys of luck."""


@dataclass(frozen=True)
class Wave:
    """One wave of runs."""

    name: str
    rows: int
    people: int | None
    """The sample that each row is run with; None for everybody."""
    tempered: float
    """How many times the spreads of figures it looks around; 0 for the priors."""
    again: int = 0
    """How many of its rows are run again with other luck, to tell chance from what the emulator leaves out."""
    corrects: bool = False
    """Whether it takes the members of the wave before and draws each again, moved by what its own run has shown."""


FULL = (
    Wave("wave 1", 1_000, 6_000, 0.0, 60), Wave("wave 2", 400, 8_000, 2.0, 60), Wave("wave 3", 500, 12_000, 1.3, 60),
    Wave("wave 4", 500, 15_000, 1.0, 60), Wave("ensemble", 500, 25_000, 1.0, 60),
    Wave("second ensemble", 500, 40_000, 1.0, 60, corrects=True), Wave("third ensemble", 500, None, 1.0, corrects=True),
)  # fmt: skip
"""A full calibration. The third ensemble is the one that is kept."""
QUICK = (Wave("wave 1", 500, 4_000, 0.0, 40), Wave("ensemble", 200, 6_000, 1.0))
"""A look at what a changed figure does: one wave, a small sample."""


class Evaluator(Protocol):
    """Whoever can run a design."""

    def __call__(self, wave: Wave, marks: Marks, luck: Ints) -> Floats:
        """Return the figures of every row on their scales (shape [rows, figures]), NaN where undefined."""


@dataclass
class Fit:
    """A fit in progress: what has been run, and what follows from it."""

    goal: Aims
    inputs: int
    """How many inputs there are."""
    run: Evaluator
    seed: int = 1
    marks: list[Marks] = field(default_factory=list)
    """Marks of every wave so far (shape [rows, inputs] each)."""
    figures: list[Floats] = field(default_factory=list)
    """Figures of every wave so far, on their scales (shape [rows, figures] each)."""
    emulator: Emulator | None = None
    error: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    """Covariance of what the emulator leaves out in the last wave, chance taken off (shape [figures, figures])."""
    chosen: Ints = field(default_factory=lambda: np.zeros(0, int))
    """The inputs that are fitted."""
    by_luck: Floats = field(default_factory=lambda: np.zeros(0))
    """Variance that luck gives each figure in runs of the last wave that was lived again (shape [figures])."""

    def wave(self, wave: Wave) -> None:
        """Run one wave and learn from it."""
        marks = marks_of(self.drawn(wave))
        figures = self.run(wave, marks, self.luck(wave))
        if wave.again or not self.by_luck.size:
            self.by_luck = self.chance(wave, marks, figures)
        self.marks.append(marks)
        self.figures.append(figures)
        self.learn()

    def chance(self, wave: Wave, marks: Marks, figures: Floats) -> Floats:
        """Return the variance that luck gives each figure in runs of a wave (shape [figures]); 0 where not asked."""
        if not wave.again:
            return np.zeros(figures.shape[1])
        other = replace(wave, name=f"{wave.name} again", rows=wave.again)
        lived_again = self.run(other, marks[: wave.again], self.luck(other))
        return np.asarray(np.nanvar(lived_again - figures[: wave.again], axis=0) / 2)

    def luck(self, wave: Wave) -> Ints:
        """Return the key of luck of each row of a wave."""
        return (even(self.seed, f"luck of {wave.name}", 0, wave.rows) * LUCKS).astype(np.int64)

    def drawn(self, wave: Wave) -> Floats:
        """Return the scores of a wave (shape [rows, inputs])."""
        if wave.corrects:
            return self.corrected(wave)
        scores = normal(self.seed, f"inputs of {wave.name}", 0, (wave.rows, self.inputs))
        if wave.tempered and self.emulator is not None:
            self.chosen = moved(self.emulator, self.goal, self.inputs)
            density = Density(self.emulator, self.goal, self.chosen, scores, self.error, wave.tempered)
            scores[:, self.chosen] = members(density, scores[:, self.chosen], self.seed, wave.name)
        return scores

    def corrected(self, wave: Wave) -> Floats:
        """Return the scores of the members of the last wave, each drawn again from what its own run has shown.

        Raises ValueError if the wave has not as many members as the one before.
        """
        assert self.emulator is not None
        scores = scores_of(self.marks[-1])
        if len(scores) != wave.rows:
            raise ValueError(f"{wave.name} has {wave.rows} members, and the wave before it {len(scores)}")
        found = self.figures[-1] - self.emulator(scores)
        known = np.diag(self.error) / (np.diag(self.error) + self.by_luck)
        left = np.sqrt(np.minimum(1.0 - known + DRIFT, 1.0))
        density = Density(
            self.emulator, self.goal, self.chosen, scores, self.error * np.outer(left, left), wave.tempered,
            np.where(np.isfinite(found), known * found, 0.0),
        )  # fmt: skip
        scores[:, self.chosen] = members(density, scores[:, self.chosen], self.seed, wave.name)
        return scores

    def learn(self) -> None:
        """Fit the emulator to all runs so far, and choose what is fitted if nothing is yet.

        Luck is no error of the emulator, which tells what is expected; the luck of the country is in the spread of each
        figure. So what luck gives in the last wave is taken off what the emulator leaves there.
        """
        scores = np.concatenate([scores_of(marks) for marks in self.marks])
        near = None if self.emulator is None else nearness(self.emulator, self.goal, scores)
        self.emulator = fitted(scores, np.concatenate(self.figures), near, self.emulator)
        self.error = without_chance(shrunk(self.emulator.left_out[-len(self.marks[-1]) :]), self.by_luck)
        if not self.chosen.size:
            self.chosen = moved(self.emulator, self.goal, self.inputs)


def without_chance(error: Floats, chance: Floats) -> Floats:
    """Return a covariance with the variance of luck taken off, but for a tenth at least."""
    left = np.sqrt(np.clip(1.0 - chance / np.diag(error), 0.1, 1.0))
    return np.asarray(error * np.outer(left, left))


def nearness(emulator: Emulator, goal: Aims, scores: Floats) -> Floats:
    """Return how much runs count, by how near the figures that an emulator expects of them are (shape [runs])."""
    away = goal.missed(emulator(scores)) / np.sqrt(goal.spread**2 + np.diag(emulator.error))
    return np.asarray(1.0 / (1.0 + (away**2).mean(axis=1) / NEAR**2))


def members(density: Density, start: Floats, seed: int, name: str) -> Floats:
    """Return one draw of the fitted inputs of each member (shape [members, fitted])."""
    if not start.shape[1]:
        return start
    at = begun(density, start)
    draws, _ = sampled(density, turned(density.curvature(at)), at, MOVES, seed, name, TUNED)
    return np.asarray(draws[-1])


def begun(density: Density, start: Floats) -> Floats:
    """Return where chains begin: the better of two valleys, one below the start and one nearer to the middle."""
    tries = [descended(density, density.curvature, share * start, DESCENTS) for share in (1.0, 0.3)]
    better = density(tries[0])[0] < density(tries[1])[0]
    return np.asarray(np.where(better[:, None], *tries))


def moved(emulator: Emulator, goal: Aims, count: int) -> Ints:
    """Return the inputs to be fitted, those that move the figures most first."""
    felt = emulator.moved_by(count) / goal.spread[:, None]
    enough = (felt >= FELT).sum(axis=0) >= 2
    size = np.where(enough, (felt**2).sum(axis=0), 0.0)
    best = np.argsort(-size, kind="stable")[: len(goal.spread) // 2]
    return np.asarray(best[size[best] > 0.0])


def fit(waves: Sequence[Wave], goal: Aims, inputs: int, run: Evaluator, seed: int = 1) -> Fit:
    """Return the fit after all waves."""
    found = Fit(goal, inputs, run, seed)
    for wave in waves:
        found.wave(wave)
    return found
