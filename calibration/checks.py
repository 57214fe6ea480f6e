"""Checks of a fit that need no further run: does the sampler mix, do intervals hold what they should, what conflicts.

- *Mixing*: many chains on the density of one member, each from the better of two valleys, as members begin. It tells
  whether the sampler walks the main valley, not whether there are others.
- *Coverage*: worlds of the first wave, whose inputs are known, stand in for the country; figures are published about
  them with the errors that real figures have, and the fit is asked for the inputs. Runs of those worlds are left out of
  the emulator.
- *Left out*: the fit without the figures of one series, and what it expects of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from calibration.density import Aims, Density, Floats, Ints
from calibration.emulator import Emulator, fitted
from calibration.fit import Fit, begun, members, moved
from calibration.posterior import scores_of
from calibration.sampler import effective, normal, r_hat, sampled, turned

CHAINS, LONG, WARM = 24, 1_500, 200
MEMBERS = 120
"""Members drawn for each check."""
INNER = (0.5, 0.9)
"""Intervals whose coverage is told."""
R_HAT, EFFECTIVE = 1.1, 400.0
"""Beyond these a fit is refused: chains have not met, or are worth too few independent draws."""


@dataclass(frozen=True)
class Mixing:
    """How well the sampler mixes."""

    r_hat: float
    """The largest over fitted inputs; 1 is best."""
    effective: float
    """Independent draws that all chains are worth, the least over fitted inputs."""

    @property
    def refused(self) -> str:
        """Why the fit cannot be trusted; nothing if it can."""
        if self.r_hat > R_HAT:
            return f"chains have not met: R-hat is {self.r_hat:.2f}, and at most {R_HAT} is taken"
        if self.effective < EFFECTIVE:
            return f"chains are worth {self.effective:.0f} independent draws, and {EFFECTIVE:.0f} are needed"
        return ""


def mixing(fit: Fit) -> Mixing:
    """Return how well chains mix on the density of a member whose other inputs stand at their medians.

    Chains begin as those of members do. What they learn of the density in a first run, whose positions are not used,
    turns it in the second, so that long narrow valleys are walked along.
    """
    assert fit.emulator is not None
    density = Density(fit.emulator, fit.goal, fit.chosen, np.zeros((CHAINS, fit.inputs)), fit.error)
    start = normal(fit.seed, "start of the check", 0, (CHAINS, len(fit.chosen)))
    at = begun(density, start)
    first, _ = sampled(density, turned(density.curvature(at)), at, 2 * WARM, fit.seed, "first look", WARM // 2)
    seen: Floats = np.cov(first[WARM // 2 :].reshape(-1, start.shape[1]).T).astype(float)
    turn = np.repeat(turned(np.asarray(np.linalg.inv(seen)[None], float)), CHAINS, axis=0)
    draws, _ = sampled(density, turn, first[-1], LONG, fit.seed, "check", WARM)
    return Mixing(float(r_hat(draws).max()), float(effective(draws).min()))


@dataclass(frozen=True)
class Coverage:
    """How often intervals hold the truth."""

    worlds: int
    inputs: int
    """Fitted inputs asked for, over all worlds."""
    held: tuple[float, ...]
    """Share inside, for each of `INNER`."""
    error: tuple[float, ...]
    """Standard error of each share, worlds taken as independent and the inputs of one world not."""


def coverage(fit: Fit, worlds: int) -> Coverage:
    """Return how often intervals from the runs of the first wave hold inputs of worlds left out of them."""
    scores, figures = scores_of(fit.marks[0]), fit.figures[0]
    able = np.flatnonzero(np.isfinite(figures).all(axis=1))[:worlds]
    rest = np.setdiff1d(np.arange(len(scores)), able)
    emulator = fitted(scores[rest], figures[rest])
    chosen = moved(emulator, fit.goal, fit.inputs)
    inside = []
    for world in able:
        noise = fit.goal.spread * normal(fit.seed, "errors of figures", int(world), (1, len(fit.goal.spread)))[0]
        seen = figures[world] + noise
        found = drawn(fit, emulator, chosen, Aims(seen, seen, fit.goal.spread), None, f"world {world}")[:, chosen]
        truth = scores[world, chosen]
        ends = [np.quantile(found, (0.5 - inner / 2, 0.5 + inner / 2), axis=0) for inner in INNER]
        inside.append([((low <= truth) & (truth <= high)).mean() for low, high in ends])
    held = np.array(inside)
    error = held.std(axis=0, ddof=1) / np.sqrt(len(held)) if len(held) > 1 else np.full(len(INNER), np.nan)
    return Coverage(len(held), len(held) * len(chosen), tuple(held.mean(axis=0).tolist()), tuple(error.tolist()))


def drawn(fit: Fit, emulator: Emulator, chosen: Ints, goal: Aims, error: Floats | None, name: str) -> Floats:
    """Return scores of all inputs of members drawn for a goal (shape [members, inputs])."""
    scores = normal(fit.seed, f"members of {name}", 0, (MEMBERS, fit.inputs))
    density = Density(emulator, goal, chosen, scores, error)
    scores[:, chosen] = members(density, scores[:, chosen], fit.seed, name)
    return scores


@dataclass(frozen=True)
class LeftOut:
    """What the fit without a series expects of one of its figures, on the figure's scale."""

    series: str
    figure: int
    """Its place among the figures aimed at."""
    low: float
    middle: float
    high: float
    """The 90% interval, the figure's own spread included."""
    away: float
    """How far the published figure lies from the middle, in standard deviations of what is expected."""


def left_out(fit: Fit, series: Sequence[str]) -> Iterator[LeftOut]:
    """Yield, for every figure, what is expected of it without the figures of its series (`series` by figure)."""
    assert fit.emulator is not None
    names = np.array(series)
    for name in dict.fromkeys(series):
        out = names == name
        wide = np.where(out, 1e3, fit.goal.spread)
        goal = replace(fit.goal, spread=wide)
        scores = drawn(fit, fit.emulator, fit.chosen, goal, fit.error, f"all but {name}")
        expected = fit.emulator(scores)[:, out]
        own = np.sqrt(fit.goal.spread[out] ** 2 + np.diag(fit.error)[out])
        noisy = expected + own * normal(fit.seed, f"errors of {name}", 0, expected.shape)
        low, middle, high = np.quantile(noisy, (0.05, 0.5, 0.95), axis=0)
        at = np.clip(middle, fit.goal.least[out], fit.goal.most[out])  # the end of an interval that is nearest
        for place, figure in enumerate(np.flatnonzero(out)):
            away = (at[place] - middle[place]) / noisy[:, place].std()
            yield LeftOut(name, int(figure), low[place], middle[place], high[place], float(away))


@dataclass(frozen=True)
class Learned:
    """What the figures taught about the fitted inputs (arrays of shape [fitted] but where said)."""

    contraction: Floats
    """1 less the variance left over that of the prior: 0 nothing learned, 1 all."""
    shift: Floats
    """How far the mean has moved, in standard deviations of the prior."""
    pairs: tuple[tuple[int, int, float], ...]
    """Pairs of fitted inputs learned together only: their places, and their correlation."""
    stiff: tuple[tuple[float, tuple[tuple[int, float], ...]], ...]
    """Directions best known: the standard deviation left, and the inputs that make them with their weights."""


TOGETHER = 0.6
"""Correlation beyond which a pair is told."""


def learned(scores: Floats) -> Learned:
    """Return what an ensemble's fitted inputs (shape [members, fitted]) tell."""
    spread = np.atleast_2d(np.cov(scores.T))
    goes = np.atleast_2d(np.corrcoef(scores.T))
    places = np.argwhere(np.triu(np.abs(goes) > TOGETHER, 1))
    pairs = sorted(((int(i), int(j), float(goes[i, j])) for i, j in places), key=lambda pair: -abs(pair[2]))
    size, ways = np.linalg.eigh(spread)
    stiff = [
        (float(np.sqrt(size[k])), tuple((int(i), float(ways[i, k])) for i in np.argsort(-abs(ways[:, k]))[:3]))
        for k in range(min(5, len(size)))
    ]
    return Learned(1.0 - np.diag(spread), scores.mean(axis=0), tuple(pairs), tuple(stiff))
