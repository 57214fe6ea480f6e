"""`journeys report DIR`: the report of a sweep or a sensitivity study written anew, from nothing but its folder."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.cli import FINE
from scenarios.problems import InputError, Problem

if TYPE_CHECKING:
    from experiments.sensitivity.study import StudyPlan


def answer(options: argparse.Namespace) -> int:
    """Write it, and say where."""
    from experiments.sensitivity.study import KIND
    from experiments.sweeps import manifest as manifests

    folder = Path(options.folder)
    said = manifests.read(folder, any_kind=True)
    if said["kind"] == KIND:
        from experiments.reports.study_report import write_report as write_study

        study, command = (
            study_of(folder, said),
            f"journeys sensitivity {next(iter(said['inputs']), 'plan.yaml')} --out {folder}",
        )
        write_study(study, folder, command)
    else:
        from experiments.reports.sweep_report import write_report as write_sweep

        write_sweep(folder)
    if not options.quiet:
        print(f"report: {folder / 'report.html'}")
    return FINE


def study_of(folder: Path, said: dict[str, Any]) -> "StudyPlan":
    """Return the study of a folder. Raises InputError if the code no longer has its numbers."""
    from experiments.sensitivity.study import agreed

    try:
        return agreed(said["plan"])
    except (KeyError, ValueError) as error:
        sentence = f"was written by other code, which had the number {error}; use that code"
        raise InputError([Problem(folder, None, None, "", sentence)]) from None
