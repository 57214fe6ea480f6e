"""What a calibration made: the fit, its ensemble, and every figure beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.checks import Coverage, Learned, LeftOut, Mixing, learned
from calibration.fit import Fit, Wave
from calibration.forecast import Forecast
from calibration.posterior import Posterior, beliefs, scores_of
from calibration.sampler import normal
from calibration.series import Aim
from experiments.fingerprint import code_hash, code_version
from experiments.sensitivity.inputs import Input

Floats = NDArray[np.float64]
ENDS, HALF = (0.05, 0.95), (0.25, 0.75)
WIDEST = 3.0
"""How many times its own 90% interval a figure's predictive interval may be."""


@dataclass(frozen=True)
class Beside:
    """One figure aimed at, beside the model at its priors and after the fit, in the figure's own unit."""

    aim: Aim
    prior: tuple[float, float, float]
    """Median and ends of the 90% interval over the runs of the first wave, at the priors."""
    posterior: tuple[float, float, float]
    """The same over the ensemble: chance and not knowing, but not the figure's own spread."""
    half: tuple[float, float]
    """Ends of the 50% interval over the ensemble."""
    predictive: tuple[float, float]
    """Ends of the 90% interval in which the figure is expected to be published: its own spread included."""
    width: float
    """Width of the predictive interval over the figure's own, on the figure's scale."""
    met: bool
    """Whether the figure, or a part of it if it is given in words, lies inside the predictive interval."""
    close: bool
    """Whether it lies inside the model's interval, its own spread left aside."""

    @property
    def sharp(self) -> bool:
        """Whether the interval is narrow enough to say something."""
        return self.width <= WIDEST


@dataclass(frozen=True)
class Made:
    """A finished calibration."""

    aims: tuple[Aim, ...]
    inputs: tuple[Input, ...]
    fit: Fit
    waves: tuple[Wave, ...]
    mixing: Mixing
    coverage: Coverage | None
    left_out: tuple[LeftOut, ...]
    forecast: tuple[Forecast, ...]
    dropped: tuple[str, ...]
    seconds: float
    before: Posterior | None = None
    """The ensemble that shipped before, to tell what changed."""

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """Every figure, in order."""
        errors = normal(self.fit.seed, "errors of predicted figures", 0, self.fit.figures[-1].shape)
        return tuple(
            beside(aim, self.fit.figures[0][:, at], self.fit.figures[-1][:, at], errors[:, at])
            for at, aim in enumerate(self.aims)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs, by the names under which a draw draws them."""
        return tuple(one.name for one in self.inputs)

    @cached_property
    def learned(self) -> Learned:
        """What the figures taught."""
        return learned(scores_of(self.fit.marks[-1])[:, self.fit.chosen])

    def scores(self, at: tuple[float, ...]) -> Floats:
        """Return quantiles of fitted inputs over the ensemble, as scores of the prior (shape [quantiles, inputs])."""
        return np.asarray(np.quantile(scores_of(self.fit.marks[-1])[:, self.fit.chosen], at, axis=0))

    @property
    def outside(self) -> float:
        """The share of members that stand, in some fitted input, beyond all runs that the emulator was fitted to."""
        chosen = self.fit.chosen
        known = scores_of(np.concatenate(self.fit.marks[:-1])[:, chosen])
        found = scores_of(self.fit.marks[-1][:, chosen])
        return float(((found < known.min(axis=0)) | (found > known.max(axis=0))).any(axis=1).mean())

    @cached_property
    def changed(self) -> tuple[tuple[Input, float, float], ...]:
        """Inputs that moved most since the ensemble before, and its mean and the new one, as scores of the prior."""
        if self.before is None:
            return ()
        old = dict(zip(self.before.names, scores_of(self.before.marks).mean(axis=0), strict=True))
        new = scores_of(self.fit.marks[-1]).mean(axis=0)
        both = [(one, old[one.name], float(new[at])) for at, one in enumerate(self.inputs) if one.name in old]
        return tuple(sorted(both, key=lambda each: -abs(each[2] - each[1])))

    @cached_property
    def away(self) -> Floats:
        """How far each member stands from all figures: mean square in spreads (shape [members])."""
        missed = self.fit.goal.missed(self.fit.figures[-1]) / self.fit.goal.spread
        return np.asarray(np.nanmean(np.minimum(missed**2, 25.0), axis=1))

    @cached_property
    def posterior(self) -> Posterior:
        """The ensemble as it ships."""
        return Posterior(self.names, self.fit.marks[-1], int(self.away.argmin()), self.manifest)

    @property
    def manifest(self) -> dict[str, Any]:
        """What it was made from."""
        return {
            "version": code_version(), "code": code_hash(), "beliefs": beliefs(), "seed": self.fit.seed,
            "targets": targets_hash(self.aims), "figures": len(self.aims), "dropped": list(self.dropped),
            "fitted": [self.names[at] for at in self.fit.chosen],
            "waves": [{"name": w.name, "rows": w.rows, "people": w.people, "tempered": w.tempered} for w in self.waves],
            "r_hat": round(self.mixing.r_hat, 4), "effective": round(self.mixing.effective),
            "met": sum(each.met for each in self.beside),
        }  # fmt: skip


def beside(aim: Aim, prior: Floats, posterior: Floats, errors: Floats) -> Beside:
    """Return a figure beside the model (runs on the figure's scale, standard normal errors: shape [runs] each)."""
    least, most = aim.ends
    low, high = np.nanquantile(posterior, ENDS)
    close = bool(low <= most and high >= least)
    low, high = np.nanquantile(posterior + aim.spread * errors, ENDS)
    own = most - least + 2 * 1.6448536 * aim.spread
    expected = aim.kind.back(np.array([low, high]))
    inner = aim.kind.back(np.nanquantile(posterior, HALF))
    half = float(inner[0]), float(inner[1])
    return Beside(
        aim, in_unit(aim, prior), in_unit(aim, posterior), half, (float(expected[0]), float(expected[1])),
        float((high - low) / own), bool(low <= most and high >= least), close,
    )  # fmt: skip


def in_unit(aim: Aim, runs: Floats) -> tuple[float, float, float]:
    """Return the median and the ends of the 90% interval of runs, in the figure's own unit."""
    middle, low, high = aim.kind.back(np.nanquantile(runs, (0.5, *ENDS)))
    return float(middle), float(low), float(high)


def targets_hash(aims: Sequence[Aim]) -> str:
    """Return what tells one set of figures from another."""
    import hashlib

    told = [(a.fact_id, a.target.published, a.ends, a.spread, a.series) for a in aims]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
