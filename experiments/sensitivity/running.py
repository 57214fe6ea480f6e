"""Running a study: its stages one after the other, each as a sweep that is begun or gone on with."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from experiments.sensitivity.study import StudyPlan, stages
from experiments.sweeps import manifest as manifests
from experiments.sweeps.folder import Folder
from experiments.sweeps.plan import Plan
from experiments.sweeps.sweep import Ended, Engine, Options
from experiments.sweeps.sweep import run as run_sweep

Engines = Callable[[Plan, Path], Engine]
"""Makes who runs a sweep, from its plan and the folder of its parts."""


def run(
    study: StudyPlan, said: Mapping[str, Any], folder: Path, engines: Engines, options: Options,
    told: Callable[[str, int], None] = lambda stage, runs: None,
) -> dict[str, Ended]:  # fmt: skip
    """Run every stage that a folder does not hold yet; return how each ended, by name.

    `told` hears of a stage, and of how many runs it is, before it begins. The last stage returned may have been
    stopped before its end; then the others were not begun. Nor does a shard go on after a screening of which others
    have not run their part, since what is told apart follows from all of it. Raises what a sweep raises, and
    InputError if the folder is of another study.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not manifests.begin(folder, said):
        manifests.refuse_others(folder, said)
    ended: dict[str, Ended] = {}
    for stage, sweep, path in stages(study, folder):
        told(stage, sweep.rows)
        ended[stage] = run_sweep(
            sweep, manifests.of(sweep, "", {}), path, engines(sweep, Folder(path).parts), options
        )  # fmt: skip
        if ended[stage].pending or (stage == "screening" and unfinished(sweep, path)):
            break
    return ended


def unfinished(sweep: Plan, path: Path) -> int:
    """Return how many rows of a stage nobody has run yet."""
    return sweep.rows - len(Folder(path).kept().rows)
