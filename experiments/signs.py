"""Signs: whether each causal claim shows, in the model, the direction that the evidence gives.

For each claim an experiment (experiments/claims/): the same small population lives twice, with keyed draws, in worlds
that differ in the numbers of the claim. Watched is an outcome that those numbers do not set directly. Run as
`python -m experiments.signs`; it writes docs/claims.md.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.claim_experiments import EXPERIMENTS, LEFT_OUT, MERGED
from experiments.claims.experiment import Experiment, World
from experiments.claims.worlds import Numbers
from experiments.pool import cores
from experiments.progress import progress
from model.claims import claims

TARGET = Path(__file__).resolve().parents[1] / "docs" / "claims.md"
FIRST = range(1, 7)
"""Seeds on which every claim is tried."""
AGAIN = range(101, 125)
"""Fresh seeds, for claims whose sign is not clear at first."""
WITHOUT = range(1, 5)
"""Seeds on which the cause moves with the effect taken away."""
CLEAR = 4.0
"""Standard errors from zero at which a sign is clear."""

INTRODUCTION = f"""# Causal claims

Written by `python -m experiments.signs`; do not edit. Each causal claim of the source documents is tried in two small
worlds of the same people and the same luck: from the first to the second its cause goes from absent to strong, or its
effect from none to strong where the cause is present. *Shown* means that the difference between the worlds lies more
than {CLEAR:g} standard errors from zero on the side of the claim, with {len(FIRST)} seeds or, where that was not clear,
with {len(AGAIN)} fresh ones. What is watched is named as in the results of a run.

A sign shown says that the claim acts in the model, not that it is true. Sizes are no evidence: effects stay within the
range believed for them, but causes go to extremes, in settings made to give an effect room.

*Without*: the same difference with the effect taken away (strengths at 1, shares at 0), so that what is shown comes
through that effect and hardly any other way. None is given where the effect itself goes from none to strong, or where
no one effect stands between cause and outcome.
"""

Watched: TypeAlias = tuple[str, str]
"""An outcome, and the group."""
Life: TypeAlias = tuple[World, int]
"""A world and a seed."""
Task: TypeAlias = tuple[Life, tuple[Watched, ...]]


@dataclass(frozen=True)
class Answer:
    """The paired difference of an outcome, strong less none: its mean over seeds and the standard error."""

    experiment: Experiment
    none: float
    difference: float
    error: float
    seeds: int
    without: float | None = None
    """The difference with the effect taken away, where the cause is what moves."""

    @property
    def clear(self) -> bool:
        """Whether the difference lies far enough from zero on the side of the claim."""
        return self.difference * self.experiment.sign > CLEAR * self.error


def live(task: Task) -> list[float]:
    """Return what is watched in one life of a world: each outcome's mean over its years, the first left out."""
    from model.reading import read_off
    from model.simulation import SurvivorJourneys

    ((numbers, people, last_year), seed), watched = task
    sim = SurvivorJourneys(seed=seed, people=people, last_year=last_year, collect=False, overrides=dict(numbers)).run()
    table = read_off(sim)
    sim.close()
    return [mean(table[each][1:]) for each in watched]


def mean(years: NDArray[np.float64]) -> float:
    """Return the mean of the years in which something is defined, 0 if there are none."""
    return float(np.nanmean(years)) if np.isfinite(years).any() else 0.0


def tried(pool: ProcessPoolExecutor, experiments: Sequence[Experiment], seeds: range, quiet: bool) -> list[Answer]:
    """Live both worlds of every experiment with each seed, worlds that several share only once."""
    watched: dict[Life, set[Watched]] = {}
    for e in experiments:
        for numbers in (e.none, e.strong):
            for seed in seeds:
                watched.setdefault((e.world(numbers), seed), set()).add(e.watched)
    tasks: list[Task] = [(life, tuple(sorted(outcomes))) for life, outcomes in watched.items()]
    shown = progress(pool.map(live, tasks, chunksize=4), total=len(tasks), quiet=quiet, unit="life")
    found = {(life, outcome): value for (life, outcomes), values in zip(tasks, shown, strict=True)
             for outcome, value in zip(outcomes, values, strict=True)}  # fmt: skip
    return [
        answer(e, np.array([[found[(e.world(n), seed), e.watched] for n in (e.none, e.strong)] for seed in seeds]))
        for e in experiments
    ]


def answer(experiment: Experiment, pairs: NDArray[np.float64]) -> Answer:
    """Return the answer that pairs (shape [seeds, 2]) give."""
    gaps = pairs[:, 1] - pairs[:, 0]
    error = float(gaps.std(ddof=1) / np.sqrt(gaps.size))
    return Answer(experiment, float(pairs[:, 0].mean()), float(gaps.mean()), error, int(gaps.size))


def answers(experiments: Sequence[Experiment], workers: int, quiet: bool = False) -> list[Answer]:
    """Try every experiment; one whose sign is not clear is tried again with fresh seeds, and more of them."""
    caused = [e for e in experiments if e.off]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = {a.experiment.claim: a for a in tried(pool, experiments, FIRST, quiet)}
        unclear = [a.experiment for a in found.values() if not a.clear]
        found |= {a.experiment.claim: a for a in tried(pool, unclear, AGAIN, quiet)}
        for control in tried(pool, [e.without for e in caused], WITHOUT, quiet):
            claim = control.experiment.claim
            found[claim] = replace(found[claim], without=control.difference)
    return list(found.values())


def page(found: Sequence[Answer]) -> str:
    """Return the table of all claims, and the settings in which they were tried, as a page."""
    by_claim = {a.experiment.claim: a for a in found}
    shown = sum(a.clear for a in found)
    partly = sum(a.clear and a.experiment.part for a in found)
    lines = [
        INTRODUCTION,
        f"{shown} of the {len(claims())} claims are shown, {partly} in part, {len(found) - shown} were tried and "
        f"are not shown, {len(MERGED)} are shown with another and {len(LEFT_OUT)} have no experiment.", "",
        "| claim | says | moved; held in both; *setting* | watched, a year | first | second less first | error | "
        "without | |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for identifier, claim in claims().items():
        if identifier in by_claim:
            lines.append(_row(identifier, claim.claim, by_claim[identifier]))
        else:
            with_ = f"shown with {MERGED[identifier]}" if identifier in MERGED else "**no experiment**"
            note = f"; {LEFT_OUT[identifier]}" if identifier in LEFT_OUT else ""
            lines.append(f"| {identifier} | {claim.claim} | | | | | | | {with_}{note} |")
    settings = {setting.name: setting for setting in (a.experiment.setting for a in found)}
    lines += ["", "## Settings", ""]
    lines += [f"- *{name}*: {it.meaning}. {_set(it.numbers)}" for name, it in sorted(settings.items())]
    return "\n".join(lines) + "\n"


def _set(numbers: Numbers) -> str:
    return ", ".join(f"`{quantity.name}` {value:g}" for quantity, value in numbers.items())


def _row(identifier: str, says: str, found: Answer) -> str:
    e = found.experiment
    moved = ", ".join(f"`{quantity.name}` {e.none[quantity]:g} to {value:g}" for quantity, value in e.strong.items())
    held = f"; {_set(e.both)}" if e.both else ""
    where = "" if e.group == "all" else f" ({e.group})"
    verdict = ("shown in part" if e.part else "shown") if found.clear else "**not shown**"
    without = "" if found.without is None else f"{found.without if abs(found.without) > 1e-9 else 0:.3g}"
    return (
        f"| {identifier} | {says} | {moved}{held}; *{e.setting.name}* | `{e.outcome}`{where} {'-+'[e.sign > 0]} | "
        f"{found.none:.4g} | {found.difference:+.3g} | {found.error:.2g} | {without} | "
        f"{verdict}{'; ' + e.why if e.why else ''} |"
    )


def main() -> None:
    """Try all claims, or those named, and write the page if all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", help="claims to try (all, and write the page)")
    options = parser.parse_args()
    chosen = [e for e in EXPERIMENTS if not options.claims or e.claim in options.claims]
    found = answers(chosen, min(2, cores()))
    for each in found:
        sys.stdout.write(
            f"{each.experiment.claim} {each.experiment.outcome}: {each.none:.4g} {each.difference:+.3g} "
            f"(standard error {each.error:.2g}, {each.seeds} seeds; without {each.without}) "
            f"{'shown' if each.clear else 'NOT SHOWN'}\n"
        )
    if not options.claims:
        TARGET.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
