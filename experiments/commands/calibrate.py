"""`journeys calibrate --out DIR`: fit the model to the published figures, check the fit, keep the ensemble."""

import argparse
import json
import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from experiments.cli import FAILED, FINE
from scenarios.problems import InputError, Problem, did_you_mean

if TYPE_CHECKING:
    from calibration.fit import Wave
    from calibration.series import Aim
    from experiments.calibrating.made import Made

FEWEST = 100
"""Runs below which no wave teaches anything."""


def answer(options: argparse.Namespace) -> int:
    """Run what the folder does not hold yet, and report."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small: threads would wait for each other

    from calibration.added import FILE
    from calibration.series import aims
    from experiments.calibrating.calibration import calibrated, checked
    from experiments.calibrating.waves import begun
    from experiments.plan import open_folder, refuse_others
    from experiments.pool import cores

    began = perf_counter()
    waves = waves_of(options.quick, options.budget)
    more = Path(options.targets) if options.targets else FILE
    figures = without(aims(more), options.drop)
    refuse_others(Path(options.out), begun, "a calibration")
    folder = open_folder(options.out)
    assert folder is not None

    def told(line: str) -> None:
        if not options.quiet:
            print(line, file=sys.stderr, flush=True)

    try:
        made = calibrated(
            folder, figures, waves, options.seed, options.workers or cores(), quiet=options.quiet,
            dropped=tuple(options.drop), tell=told, began=began, more=more,
        )  # fmt: skip
    except ValueError as error:
        raise InputError([Problem(folder, None, None, "", str(error))]) from error
    lines = kept(made, folder, options)  # before the checks, which take long and change no member
    if options.checks and (options.ship or not options.quick):  # they take as long again; a look decides nothing
        made = checked(made, told)
        lines = kept(made, folder, options)
    print(json.dumps(made.manifest, ensure_ascii=False) if options.json else "\n".join(lines).strip(), flush=True)
    told(f"report: {folder / 'report.html'}; ensemble: {folder / 'posterior.npz'}")
    if made.mixing.refused:
        told(f"the ensemble is not to be used: {made.mixing.refused}")
    return FAILED if made.mixing.refused else FINE


def kept(made: "Made", folder: Path, options: argparse.Namespace) -> list[str]:
    """Write the report and the ensemble, and make it the one that ships if asked to; return the findings as lines."""
    from calibration.posterior import FILE as SHIPPED
    from experiments.calibrating.markdown import PAGE, page
    from experiments.calibrating.report import write_report
    from experiments.plan import write

    lines = write_report(made, folder, again(options))
    made.posterior.save(folder / "posterior.npz")
    if options.ship and not made.mixing.refused:
        made.posterior.save(SHIPPED)
        if PAGE.parent.is_dir():
            write(PAGE, page(made, again(options, "fit")) + "\n")  # wherever runs were kept
    return lines


def waves_of(quick: bool, budget: int | None) -> "tuple[Wave, ...]":
    """Return the waves of a full or a quick calibration, or as many runs in the same proportions."""
    from calibration.fit import FULL, QUICK

    waves = QUICK if quick else FULL
    if budget is None:
        return waves
    total = sum(wave.rows for wave in waves)
    return tuple(replace(wave, rows=max(FEWEST, round(wave.rows * budget / total))) for wave in waves)


def without(figures: "tuple[Aim, ...]", dropped: list[str]) -> "tuple[Aim, ...]":
    """Return the figures of all series but those dropped. Raises InputError for a series that is not known."""
    names = dict.fromkeys(each.series for each in figures)
    for name in dropped:
        if name not in names:
            sentence = f"no series is called '{name}'{did_you_mean(name, names)}"
            raise InputError([Problem(Path("command line"), None, None, "--drop", sentence)])
    return tuple(each for each in figures if each.series not in dropped)


def again(options: argparse.Namespace, folder: str = "") -> str:
    """Return the command that makes the same ensemble, in a folder of this name or in the one asked for."""
    words = ["journeys", "calibrate", "--out", folder or options.out, "--seed", str(options.seed)]
    words += ["--quick"] if options.quick else []
    words += ["--budget", str(options.budget)] if options.budget else []
    words += ["--targets", options.targets] if options.targets else []
    words += [word for name in options.drop for word in ("--drop", name)]
    return shlex.join(words)
