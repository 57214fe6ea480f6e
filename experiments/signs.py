"""Signs: does each causal claim that the model implements show the direction the evidence gives?

For each claim an experiment: the same small population, twice, the numbers of the claim set from no effect to a strong
one, keyed draws, several seeds. Watched is an outcome that the claim's numbers do not set directly. Run as
`python -m experiments.signs`; it writes docs/claims.md.
"""

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from experiments.pool import cores

TARGET = Path(__file__).resolve().parents[1] / "docs" / "claims.md"
SEEDS = 8
MORE = 4
"""How many times more seeds a claim gets whose sign is not clear at first."""
CLEAR = 3.0
"""Standard errors from zero at which a sign is clear."""


@dataclass(frozen=True)
class Experiment:
    """One claim tried: `none` and `strong` set numbers by name; `outcome` must move in the direction `sign`."""

    claim: str
    none: Mapping[str, float]
    strong: Mapping[str, float]
    outcome: str
    sign: int
    group: str = "all"
    both: Mapping[str, float] = field(default_factory=dict)
    """Numbers set in both worlds, so that the effect has room to act."""
    people: int = 3_000
    last_year: int = 2020
    why: str = ""


@dataclass(frozen=True)
class Answer:
    """The paired difference of an outcome, strong less none: its mean over seeds and the standard error."""

    experiment: Experiment
    none: float
    difference: float
    error: float
    seeds: int

    @property
    def clear(self) -> bool:
        """Whether the difference lies far enough from zero on the side of the claim."""
        return self.difference * self.experiment.sign > CLEAR * self.error


def values(experiment: Experiment, numbers: Mapping[str, float], seed: int) -> float:
    """Return the outcome of one world: the mean over the years in which it is defined, the first left out."""
    from model.reading import read_off
    from model.simulation import SurvivorJourneys

    sim = SurvivorJourneys(
        seed=seed, people=experiment.people, last_year=experiment.last_year, collect=False,
        overrides={**experiment.both, **numbers},
    ).run()  # fmt: skip
    series = read_off(sim)[experiment.outcome, experiment.group][1:]
    sim.close()
    return float(np.nanmean(series)) if np.isfinite(series).any() else 0.0


def pair(task: tuple[Experiment, int]) -> tuple[float, float]:
    """Return the outcome without and with the effect, for one seed."""
    experiment, seed = task
    return values(experiment, experiment.none, seed), values(experiment, experiment.strong, seed)


def summary(experiment: Experiment, pairs: NDArray[np.float64]) -> Answer:
    """Return the answer that pairs (shape [seeds, 2]) give."""
    gaps = pairs[:, 1] - pairs[:, 0]
    error = float(gaps.std(ddof=1) / np.sqrt(gaps.size))
    return Answer(experiment, float(pairs[:, 0].mean()), float(gaps.mean()), error, int(gaps.size))


def answers(experiments: Sequence[Experiment], workers: int, quiet: bool = False) -> list[Answer]:
    """Run every experiment; one whose sign is not clear is run again with fresh seeds, and more of them."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        first = _run(pool, experiments, range(1, SEEDS + 1), quiet)
        again = [a.experiment for a in first if not a.clear]
        second = {a.experiment.claim: a for a in _run(pool, again, range(101, 101 + MORE * SEEDS), quiet)}
    return [second.get(a.experiment.claim, a) for a in first]


def _run(pool: ProcessPoolExecutor, experiments: Sequence[Experiment], seeds: range, quiet: bool) -> list[Answer]:
    tasks = [(experiment, seed) for experiment in experiments for seed in seeds]
    pairs = np.array(list(tqdm(pool.map(pair, tasks, chunksize=2), total=len(tasks), disable=quiet, unit="pair")))
    return [summary(e, pairs[i * len(seeds) : (i + 1) * len(seeds)]) for i, e in enumerate(experiments)]


def page(found: Sequence[Answer]) -> str:
    """Return the table of all claims as a page."""
    from experiments.claim_experiments import LEFT_OUT, MERGED
    from model.claims import claims

    tried = {a.experiment.claim: a for a in found}
    lines = [
        "# Causal claims", "",
        "Written by `python -m experiments.signs`; do not edit. Each claim of the source documents, what the model does",
        "with it, and what happens when its numbers go from no effect to a strong one: the same people, keyed draws,",
        f"{SEEDS} seeds (four times as many, fresh, where the sign was not clear at first). *shown*: the difference lies",
        f"more than {CLEAR:g} standard errors from zero on the side of the claim. Sizes are not evidence: the numbers are",
        "set to extremes.", "",
        f"{sum(a.clear for a in found)} of {len(tried)} claims tried are shown; {len(MERGED)} are merged with others and "
        f"{len(LEFT_OUT)} left out.", "",
        "| claim | says | acts through | watched | none | difference | standard error | |",
        "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for identifier, claim in claims().items():
        if identifier in tried:
            lines.append(_row(identifier, claim.claim, tried[identifier]))
        else:
            note = f"merged with {MERGED[identifier]}" if identifier in MERGED else f"left out: {LEFT_OUT[identifier]}"
            lines.append(f"| {identifier} | {claim.claim} | | | | | | {note} |")
    return "\n".join(lines) + "\n"


def _row(identifier: str, says: str, answer: Answer) -> str:
    e = answer.experiment
    through = ", ".join(f"`{name}`" for name in e.strong)
    where = "" if e.group == "all" else f" ({e.group})"
    verdict = "shown" if answer.clear else "**not shown**"
    return (
        f"| {identifier} | {says} | {through} | {e.outcome}{where} {'+' if e.sign > 0 else '-'} | {answer.none:.4g} | "
        f"{answer.difference:+.3g} | {answer.error:.2g} | {verdict}{'; ' + e.why if e.why else ''} |"
    )


def main() -> None:
    """Run all, or those named, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", help="claims to try (all, and write the page)")
    options = parser.parse_args()
    from experiments.claim_experiments import EXPERIMENTS

    chosen = [e for e in EXPERIMENTS if not options.claims or e.claim in options.claims]
    found = answers(chosen, cores())
    for answer in found:
        print(answer.experiment.claim, answer.experiment.outcome, f"{answer.none:.4g} {answer.difference:+.3g} "
              f"(se {answer.error:.2g}, {answer.seeds} seeds)", "shown" if answer.clear else "NOT SHOWN")  # fmt: skip
    if not options.claims:
        TARGET.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
