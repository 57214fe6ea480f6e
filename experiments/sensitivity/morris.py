"""Morris screening: which of many inputs move an outcome at all, at few runs each.

A trajectory moves one input after the other by a step of its quantile, each from where the last one left off; what the
outcome does is that input's effect there. Luck is moved like an input, once a trajectory, and is else the same along
it. So an effect is of the input alone, the dummy's is exactly 0, and the effect of luck says how large an effect looks
that is nothing but chance. (SALib makes the trajectories and the means; the step is what it calls delta.)
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import morris as analysis
from SALib.sample import morris as sampling
from scipy.special import stdtr
from scipy.stats import false_discovery_control

from experiments.sensitivity.blocks import by_block
from experiments.sensitivity.design import Design, Floats, Ints, inside, keyed_luck, problem, salib_seed
from experiments.sensitivity.index import Index, around
from experiments.sensitivity.inputs import DUMMY, LUCK, Input, group_names
from experiments.sensitivity.stability import Settled, settled, steps

Verdict: TypeAlias = Literal["more than luck", "one way", "not clear", "nothing"]
LEVELS = 4
"""Levels of the grid; the step is two thirds of the range."""
ENDS = (0.05, 0.95)
"""The quantiles between which inputs are moved: 90% of what is believed."""
FALSE_ALARMS = 0.05
"""The share of inputs said to do more than luck, or to move the outcome one way, that may be false."""
THRESHOLD = 0.05
"""The part of the largest effect below which an input is called small."""


@dataclass(frozen=True)
class Screened:
    """What a screening finds of one input, or group: effects of a step up, in the outcome's unit."""

    name: str
    size: Index
    """The mean size of an effect, whichever way it goes (mu*)."""
    mean: Index
    """The mean effect (mu); NaN for a group, in which some inputs move up and others down."""
    spread: float
    """The standard deviation of effects (sigma): what other inputs change about it, curvature, chance; NaN likewise."""
    verdict: Verdict
    """What it moves the outcome by: more than other luck does; less, but one way; not clear; nothing at all."""


@dataclass(frozen=True)
class Screening:
    """A screening of all inputs for one outcome, largest effect first; luck and the dummy are among them."""

    screened: tuple[Screened, ...]
    trajectories: int
    dropped: int
    """Trajectories left out whole, because a run in them failed or is undefined."""
    settled: tuple[Settled, ...]
    """After a quarter, half and all of the trajectories; widths and threshold as parts of the largest effect."""

    def __getitem__(self, name: str) -> Screened:
        return {one.name: one for one in self.screened}[name]

    @property
    def kept(self) -> tuple[str, ...]:
        """The inputs that move the outcome for all that can be told: by more than luck, or clearly one way."""
        clear = ("more than luck", "one way")
        return tuple(one.name for one in self.screened if one.verdict in clear and one.name not in {LUCK, DUMMY.name})


@dataclass(frozen=True)
class MorrisPlan:
    """A screening to be run: plain data from which design and analysis follow."""

    inputs: tuple[Input, ...]
    trajectories: int = 20
    seed: int = 1
    by: str | None = None
    """Groups that move together (see `inputs.GROUPINGS`); None: every input by itself."""
    alone: tuple[str, ...] = ()
    """Inputs that are told apart from their groups, such as those that a screening kept."""

    def __post_init__(self) -> None:
        if self.trajectories < 2:
            raise ValueError(f"a screening needs 2 trajectories or more, not {self.trajectories}")
        if LUCK in self.groups or len(set(self.groups)) < 2:
            raise ValueError(f"a screening needs two inputs or groups, none of them called '{LUCK}'")

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The group of each input."""
        return group_names(self.inputs, self.by, self.alone)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What is told apart: inputs or groups, then luck."""
        return (*dict.fromkeys(self.groups), LUCK)

    @property
    def _alone(self) -> NDArray[np.bool_]:
        """Which of the names stand for one input only, so that a step of it has a direction (shape [names])."""
        return np.array([self.groups.count(name) < 2 for name in self.names])

    @property
    def runs(self) -> int:
        """The rows of the design."""
        return self.trajectories * (len(self.names) + 1)

    def design(self) -> Design:
        """Return the rows to be run; more trajectories leave the first ones as they are."""
        sample = self._sample
        length = len(self.names) + 1
        block = np.repeat(np.arange(self.trajectories), length)
        other = sample[:, -1] != sample[::length, -1][block]
        luck = keyed_luck(self.seed, "luck of a trajectory", block, other)
        first = np.arange(len(sample)) % length == 0
        return Design(self.inputs, inside(sample[:, :-1]), luck, block, first)

    def analysed(self, values: Floats) -> Screening | None:
        """Return what the values of one outcome (shape [rows], NaN where undefined) show.

        None if fewer than half of the trajectories, or fewer than two, are defined throughout.
        """
        kept, outcome = by_block(values, len(self.names) + 1)
        if kept is None:
            return None
        sample = self._sample.reshape(self.trajectories, len(self.names) + 1, -1)[kept]
        effects = self._effects(sample, outcome)
        moved = _means(self._problem, sample, outcome, salib_seed(self.seed, "means of effects"))
        sizes = around(moved["mu_star"], np.abs(effects))
        means = around(np.where(self._alone, moved["mu"], np.nan), effects)
        found = [
            Screened(name, sizes[at], means[at], float(moved["sigma"][at]), verdict)
            for at, (name, verdict) in enumerate(zip(self.names, self._verdicts(effects), strict=True))
        ]
        ordered = sorted(found, key=lambda one: (-one.size.value, one.name))
        return Screening(tuple(ordered), len(outcome), self.trajectories - len(outcome), _settled(np.abs(effects)))

    @cached_property
    def _sample(self) -> Floats:
        """The trajectories, luck in the last column (shape [rows, inputs + 1])."""
        seed = salib_seed(self.seed, "trajectories")
        return np.asarray(sampling.sample(self._problem, self.trajectories, num_levels=LEVELS, seed=seed))

    @property
    def _problem(self) -> dict[str, object]:
        names = tuple(one.name for one in self.inputs)
        return problem((*names, LUCK), (*self.groups, LUCK), *ENDS)

    def _effects(self, sample: Floats, outcome: Floats) -> Floats:
        """Return the effect of a step up (shape [trajectories, names]); of groups only its size means something."""
        steps_taken, gains = np.diff(sample, axis=1), np.diff(outcome, axis=1)
        place = {name: at for at, name in enumerate(self.names)}
        columns: Ints = np.array([place[group] for group in (*self.groups, LUCK)])
        first = (steps_taken != 0).argmax(axis=2)
        way = np.sign(np.take_along_axis(steps_taken, first[..., None], axis=2)[..., 0])
        effects = np.zeros((len(sample), len(self.names)))
        np.put_along_axis(effects, columns[first], way * gains, axis=1)
        return effects

    def _verdicts(self, effects: Floats) -> list[Verdict]:
        """Return the verdict on each input or group: t tests, false alarms held down over all of them together."""
        luck = self.names.index(LUCK)
        sizes = np.abs(effects)
        moving = np.asarray(effects.any(axis=0))
        others = np.arange(len(self.names)) != luck
        larger, alone = np.flatnonzero(moving & others), np.flatnonzero(moving & others & self._alone)
        p = np.concatenate([
            stdtr(len(effects) - 1, -_t(sizes[:, larger] - sizes[:, [luck]])),
            2 * stdtr(len(effects) - 1, -np.abs(_t(effects[:, alone]))),
        ])  # fmt: skip
        sure = np.asarray(false_discovery_control(p) if p.size else p) < FALSE_ALARMS
        above, one_way = set(larger[sure[: larger.size]]), set(alone[sure[larger.size :]])
        return [
            "nothing" if not moving[at]
            else "more than luck" if at in above
            else "one way" if at in one_way
            else "not clear"
            for at in range(len(self.names))
        ]  # fmt: skip


def _t(values: Floats) -> Floats:
    """Return Student's t of the mean of values over trajectories (shape [trajectories, k])."""
    mean, error = values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(len(values))
    sure = np.where(mean > 0, np.inf, np.where(mean < 0, -np.inf, 0.0))
    return np.asarray(np.divide(mean, error, out=sure, where=error > 0))


def _means(problem: dict[str, object], sample: Floats, outcome: Floats, seed: int) -> dict[str, Floats]:
    """Return SALib's mu, mu* and sigma of a step, by input or group."""
    rows = sample.reshape(-1, sample.shape[-1])
    found = analysis.analyze(problem, rows, outcome.ravel(), num_resamples=2, num_levels=LEVELS, seed=seed)
    step = LEVELS / (2.0 * (LEVELS - 1))
    return {name: np.ma.filled(found[name], np.nan) * step for name in ("mu", "mu_star", "sigma")}


def _settled(sizes: Floats) -> tuple[Settled, ...]:
    """Return how settled the sizes of effects (shape [trajectories, names]) are; ranks from both halves."""
    found = []
    for count in steps(len(sizes)):
        part = sizes[:count]
        largest = part.mean(axis=0).max()
        scaled = part / largest if largest > 0 else part
        halves = np.array([scaled[::2].mean(axis=0), scaled[1::2].mean(axis=0)])
        found.append(settled(around(scaled.mean(axis=0), scaled), halves, THRESHOLD, count))
    return tuple(found)
