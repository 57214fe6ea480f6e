"""Feedback trials: four loops of the system tried in the model, each by turning one thing and watching what follows.

The same small populations live at every level with the same keyed luck, so that differences are paired. Run as
`python -m experiments.feedback_trials`; it writes docs/feedbacks.md and the pictures in docs/feedbacks/.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.charts import Chart
from experiments.drawing import drawn_to
from experiments.figure import figure
from experiments.line_chart import Line, line_chart
from experiments.plan import write
from experiments.pool import cores
from experiments.progress import progress
from experiments.trials import TRIALS, Trial, Watched
from model import register

TARGET = Path(__file__).resolve().parents[1] / "docs" / "feedbacks.md"
SEEDS = range(1, 9)
PEOPLE = 6_000
LAST_YEAR, FIRST_WATCHED = 2023, 2018
CLEAR = 4.0
"""Standard errors from zero at which a difference is clear."""

World: TypeAlias = tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]
"""Numbers multiplied and numbers set, by name."""
Task: TypeAlias = tuple[World, int, tuple[Watched, ...]]


@dataclass(frozen=True)
class Found:
    """What one trial found: every outcome in each line and level, for each seed."""

    trial: Trial
    values: NDArray[np.float64]
    """Shape [lines, levels, seeds, outcomes]."""

    def mean(self, line: int, level: int, outcome: int) -> float:
        """Return the mean of an outcome over seeds."""
        return float(self.values[line, level, :, outcome].mean())

    def gap(self, line: int, level: int, outcome: int) -> tuple[float, float]:
        """Return the paired difference from the first level, and its standard error."""
        return difference(self.values[line, level, :, outcome] - self.values[line, 0, :, outcome])

    def between(self, outcome: int) -> tuple[float, float]:
        """Return how much more the second line moves from first to last level than the first, and the error."""
        moved = self.values[:, -1, :, outcome] - self.values[:, 0, :, outcome]
        return difference(moved[1] - moved[0])


def difference(gaps: NDArray[np.float64]) -> tuple[float, float]:
    """Return the mean of paired differences and its standard error."""
    return float(gaps.mean()), float(gaps.std(ddof=1) / np.sqrt(gaps.size))


def live(task: Task) -> list[float]:
    """Return what is watched in one life of a world: each outcome's mean over the years watched."""
    from model.calendar import ORIGIN
    from model.reading import read_off
    from model.simulation import SurvivorJourneys
    from model.values import Change

    (times, numbers), seed, watched = task
    known = register.quantities()
    changes = [Change("trial", known[name], "times", factor, 0.0) for name, factor in times]
    sim = SurvivorJourneys(
        seed=seed, people=PEOPLE, last_year=LAST_YEAR, collect=False, overrides=dict(numbers), changes=changes
    ).run()
    table = read_off(sim)
    sim.close()
    return [float(np.nanmean(table[w.outcome, w.group][FIRST_WATCHED - ORIGIN.year :])) for w in watched]


def world(trial: Trial, line: int, level: float) -> World:
    """Return the world of a line at a level."""
    register.quantities()  # gives numbers their names
    numbers = {**trial.both, **trial.lines[line].numbers}
    factors = dict.fromkeys(trial.turned, level) if trial.multiplies else {}
    fixed = {} if trial.multiplies else dict.fromkeys(trial.turned, level)
    return (
        tuple((q.name, float(x)) for q, x in factors.items()),
        tuple((q.name, float(x)) for q, x in (numbers | fixed).items()),
    )


def tried(trials: Sequence[Trial], workers: int, quiet: bool = False) -> list[Found]:
    """Live every line and level of every trial with every seed."""
    tasks = [
        (world(trial, line, level), seed, trial.watched)
        for trial in trials for line in range(len(trial.lines)) for level in trial.levels for seed in SEEDS
    ]  # fmt: skip
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        lives = iter(list(progress(pool.map(live, tasks), total=len(tasks), quiet=quiet)))
    found = []
    for trial in trials:
        shape = (len(trial.lines), len(trial.levels), len(SEEDS), len(trial.watched))
        rows = [next(lives) for _ in range(int(np.prod(shape[:3])))]
        found.append(Found(trial, np.array(rows).reshape(shape)))
    return found


def page(found: Sequence[Found]) -> str:
    """Return the page."""
    lines = [
        "# Feedbacks", "",
        "Written by `python -m experiments.feedback_trials`; do not edit. Four loops of the system, each tried by",
        "turning one thing from the first day on and watching what follows. Every number stands at its median but",
        f"those named. The same people, a sample of about {PEOPLE:,} in exploitation at the start, scaled up, live",
        f"at every level with the same keyed luck; seeds {SEEDS.start} to {SEEDS.stop - 1}. Outcomes are yearly means",
        f"over {FIRST_WATCHED} to {LAST_YEAR}. In brackets stands the paired difference from the first row and its",
        "standard error over seeds; error bars in pictures are two standard errors. *Shown*: every direction that the",
        f"sentence names lies more than {CLEAR:g} standard errors from zero. Sizes are those of a model at its priors:",
        "read directions.", "",
    ]  # fmt: skip
    for each in found:
        lines += section(each)
    return "\n".join(lines)


def section(found: Found) -> list[str]:
    """Return one trial: a sentence, a picture, the tables."""
    trial = found.trial
    lines = [f"## {trial.heading}", "", sentence(found), ""]
    if trial.note:
        lines += [trial.note, ""]
    lines += [f"![{trial.heading}](feedbacks/{trial.key}.svg)", ""]
    for i, line in enumerate(trial.lines):
        if line.name:
            lines += [f"*{line.name}*", ""]
        head = (trial.across, *(w.label for w in trial.watched))
        lines += ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        for j, level in enumerate(trial.levels):
            cells = [f"{level:g}", *(cell(found, i, j, k) for k in range(len(trial.watched)))]
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return lines


def cell(found: Found, line: int, level: int, outcome: int) -> str:
    """Return a mean, and beyond the first level the paired difference with its standard error."""
    mean = found.mean(line, level, outcome)
    if found.trial.watched[outcome].share:
        gap, error = (100 * x for x in found.gap(line, level, outcome))
        return f"{mean:.2%}" + (f" ({gap:+.2f} ± {error:.2f} points)" if level else "")
    gap, error = found.gap(line, level, outcome)
    return f"{mean:,.0f}" + (f" ({gap:+,.0f} ± {error:,.0f})" if level else "")


def sentence(found: Found) -> str:
    """Return what the trial says, and whether every direction it names is shown."""
    trial = found.trial
    checks = [
        sign * gap > CLEAR * error
        for w, sign in trial.expects.items() for line in range(len(trial.lines))
        for gap, error in [found.gap(line, -1, trial.watched.index(w))]
    ]  # fmt: skip
    for w, sign in trial.expects_between.items():
        gap, error = found.between(trial.watched.index(w))
        checks.append(sign * gap > CLEAR * error)
    return f"{trial.says} **{'Shown' if all(checks) else 'Not shown in full'}.**"


def picture(found: Found) -> Chart:
    """Return the picture: per cent of the first level, with two standard errors."""
    trial = found.trial
    drawn = [(i, trial.watched.index(w)) for i in range(len(trial.lines)) for w in trial.drawn]
    return line_chart(
        trial.key, [f"{level:g}" for level in trial.levels], trial.across, "more than at first",
        [
            Line(
                ": ".join(part for part in (trial.lines[i].name, trial.watched[k].label) if part),
                tuple(100 * found.gap(i, j, k)[0] / found.mean(i, 0, k) for j in range(len(trial.levels))),
                tuple(200 * found.gap(i, j, k)[1] / found.mean(i, 0, k) for j in range(len(trial.levels))),
            )
            for i, k in drawn
        ],
    )  # fmt: skip


def main() -> None:
    """Run, and write the page and its pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    found = tried(TRIALS, options.workers)
    drawn_to(TARGET.parent / "feedbacks", {chart.key: figure(chart) for chart in map(picture, found)})
    write(TARGET, page(found))


if __name__ == "__main__":
    main()
