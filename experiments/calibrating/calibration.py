"""A calibration from beginning to end: the waves, the checks, and what they made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from calibration.added import FILE as ADDED
from calibration.checks import coverage, left_out, mixing
from calibration.density import Aims
from calibration.fit import Fit, Wave
from calibration.forecast import forecast
from calibration.posterior import FILE, Posterior, load
from calibration.series import Aim
from experiments.calibrating.made import Made
from experiments.calibrating.waves import Kept
from experiments.sensitivity.inputs import uncertain

FORECAST = (150, 10_000)
"""Runs and people of the forecast."""
WORLDS = 24
"""Simulated worlds on which coverage is checked."""


def before() -> Posterior | None:
    """Return the ensemble that ships now; none if there is none."""
    return load(FILE) if FILE.exists() else None


def calibrated(
    folder: Path, aims: tuple[Aim, ...], waves: tuple[Wave, ...], seed: int, workers: int, *, quiet: bool = True,
    dropped: tuple[str, ...] = (), tell: Callable[[str], None] = lambda _: None, began: float | None = None,
    more: Path = ADDED,
) -> Made:  # fmt: skip
    """Fit the model to the figures, keeping every run in the folder, and return what came of it, not yet checked.

    Raises ValueError if the folder holds runs of another calibration, or too few runs define a figure.
    """
    began = perf_counter() if began is None else began
    inputs = uncertain()
    kept = Kept(folder, tuple(one.name for one in inputs), aims, workers, quiet, more)
    fit = Fit(Aims.of(aims), len(inputs), kept, seed)
    for wave in waves:
        fit.wave(wave)
        tell(f"{wave.name}: {wave.rows:,} runs; {len(fit.chosen)} inputs are fitted to {len(aims)} figures")
    return Made(aims, inputs, fit, waves, mixing(fit), None, (), (), dropped, perf_counter() - began, before())


def checked(made: Made, tell: Callable[[str], None] = lambda _: None) -> Made:
    """Return a calibration with coverage in simulated worlds, each series predicted without it, and a forecast."""
    began = perf_counter()
    tell("checking: coverage in simulated worlds")
    covered = coverage(made.fit, WORLDS)
    tell("checking: each series predicted without its figures")
    missing = tuple(left_out(made.fit, [aim.series for aim in made.aims]))
    tell("checking: 2022 and 2023 forecast from what was known in 2021")
    ahead = forecast(made.fit, made.aims, *FORECAST)
    return replace(
        made, coverage=covered, left_out=missing, forecast=ahead, seconds=made.seconds + perf_counter() - began
    )
