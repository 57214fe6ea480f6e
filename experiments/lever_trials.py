"""Lever trials: every lever run in earnest, to see that it does what its mechanism says and nothing before it starts.

For each lever, in each of some draws: without coverage the world is the baseline's to the last bit; with it, the
worlds are one until the lever starts; the outcome it names moves the way it says; and moves further with more coverage.
Writes docs/lever_trials.md. Run as `python -m experiments.lever_trials [--people 10000] [--only LEVER ...]`.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from experiments.believed import numbers_told
from experiments.draw import advance
from experiments.job import Job, changes_of, simulation
from experiments.plan import write
from experiments.pool import cores, run_all
from experiments.study import over_years
from model.calendar import ORIGIN, day_of
from model.reading import Table, read_off
from model.simulation import SurvivorJourneys
from scenarios.entry import entries
from scenarios.lever import Lever, catalogue
from scenarios.scenario import LeverUse, Scenario

START = date(2024, 1, 1)
LAST_YEAR = 2030
COVERAGES = (0.25, 0.5, 1.0)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "lever_trials.md"
FIRST, AGAIN = range(1, 13), range(101, 141)
"""Draws in which every lever is tried; fresh ones for those that are not shown or not monotone at first."""
TOGETHER = 8
"""Levers for which the baseline of a draw is lived once."""
LEVEL = 0.05
"""Level of the sign tests."""


@dataclass(frozen=True)
class Tried:
    """One lever in one draw."""

    nothing_without_coverage: bool
    one_until_start: bool
    baseline: float
    moved: tuple[float, ...]
    """Scenario less baseline of the outcome named, by coverage."""


@dataclass(frozen=True)
class LeverTrials:
    """Some levers to be tried in one draw."""

    levers: tuple[str, ...]
    draw: int
    people: int

    def run(self) -> list[Tried]:
        """Live the baseline once, and every lever at every coverage from the day on which it starts."""
        sim = simulation(Job(Scenario(name="baseline"), 1, self.draw, self.people, LAST_YEAR))
        advance(sim, day_of(START))
        parted = sim.twin(())
        before, after = sim.digest(), sim.run().digest()
        outcomes = read_off(sim)
        found = [self._tried(lever, parted, before, after, outcomes) for lever in self.levers]
        for each in (sim, parted):
            each.close()
        return found

    def _tried(self, name: str, parted: SurvivorJourneys, before: str, after: str, outcomes: Table) -> Tried:
        lever = catalogue()[name]
        zero, base = _world(parted, name, 0.0), total(outcomes, lever)
        one = zero.digest() == before
        same = zero.run().digest() == after
        zero.close()
        moved = []
        for coverage in COVERAGES:
            world = _world(parted, name, coverage)
            moved.append(total(read_off(world.run()), lever) - base)
            world.close()
        return Tried(same, one, base, tuple(moved))


def _world(parted: SurvivorJourneys, lever: str, coverage: float) -> SurvivorJourneys:
    use = LeverUse(lever=lever, start=START, coverage=coverage)
    return parted.twin(changes_of(Scenario.model_construct(name=lever, levers=(use,), overrides={})))


def total(outcomes: Table, lever: Lever) -> float:
    """Return the outcome a lever names over the years from its start on; 0 if it is never defined."""
    name = lever.shows.outcome
    return float(np.nan_to_num(over_years(outcomes[name, "all"][START.year - ORIGIN.year :], name)))


@dataclass(frozen=True)
class Verdict:
    """What the trials of one lever show."""

    lever: str
    draws: int
    baseline: float
    moved: NDArray[np.float64]
    """Shape [draws, coverages], turned so that the way it should move is positive."""
    identical: bool

    @property
    def shown(self) -> bool:
        """Whether full coverage moves the outcome the way it should: sign test over draws, those unmoved left out."""
        return right_way(self.moved[:, -1]) < LEVEL

    @property
    def agreeing(self) -> float:
        """The share of draws in which it moves the right way, those in which nothing moves counted half."""
        full = self.moved[:, -1]
        return float(np.mean(full > 0) + np.mean(full == 0) / 2)

    @property
    def monotone(self) -> bool:
        """Whether no step up in coverage moves the outcome back: sign test of each step over draws."""
        return all(right_way(-step) >= LEVEL for step in np.diff(self.moved, axis=1, prepend=0.0).T)


def right_way(moved: NDArray[np.float64]) -> float:
    """Return how likely so many draws or more move up if up and down were equally likely; 1 if none moves."""
    up, down = int((moved > 0).sum()), int((moved < 0).sum())
    return float(binomtest(up, up + down, alternative="greater").pvalue) if up + down else 1.0


def verdicts(levers: Sequence[str], draws: Sequence[int], people: int, workers: int) -> list[Verdict]:
    """Try levers in some draws and say what is shown of each."""
    together = [tuple(levers[at : at + TOGETHER]) for at in range(0, len(levers), TOGETHER)]
    trials = [LeverTrials(some, draw, people) for some in together for draw in draws]
    found = iter(run_all(trials, workers, quiet=False, unit="trial"))
    tried = [[next(found) for _ in draws] for _ in together]
    return [
        _verdict(lever, [in_draw[place] for in_draw in of_draws])
        for some, of_draws in zip(together, tried, strict=True) for place, lever in enumerate(some)
    ]  # fmt: skip


def _verdict(lever: str, tried: Sequence[Tried]) -> Verdict:
    sign = 1.0 if catalogue()[lever].shows.sign == "+" else -1.0
    return Verdict(
        lever, len(tried), float(np.mean([t.baseline for t in tried])), sign * np.array([t.moved for t in tried]),
        all(t.nothing_without_coverage and t.one_until_start for t in tried),
    )  # fmt: skip


def page(found: Sequence[Verdict], people: int) -> str:
    """Return the page of all trials."""
    rows = {entry.id: entry.recommendation or "-" for entry in entries()}
    shown, monotone = sum(v.shown for v in found), sum(v.monotone for v in found)
    lines = [
        "# Lever trials", "", f"Written by `python -m experiments.lever_trials --people {people}`; do not edit.", "",
        f"Every lever by itself from {START} to the end of {LAST_YEAR}, in {len(FIRST)} draws of a sample of "
        f"{people:,}; those not shown or not monotone then, in {len(AGAIN)} fresh ones. *Same without* says that at no "
        "coverage the world is the baseline's to the last bit, and that up to its start the worlds are one, in every "
        "draw. *Baseline* is the outcome over these years, summed, or "
        "the mean of shares, days and numbers on one day. *Moves* is its mean change at full coverage, relative to the "
        "baseline. It is *shown* if "
        "the draws that move go the way the lever says more often than chance would have it (sign test, 5%; with so "
        "many levers a few would pass by chance if none did anything; for some the outcome is what the lever itself "
        "sets, which shows that it acts and no more: docs/headline_levers.md and docs/packages.md tell what follows). "
        "*Monotone*: no step from none to a quarter, to half, to full coverage goes back more often than chance would "
        "have it; with few draws this sees large steps back only.", "", numbers_told(False), "",
        f"{shown} of {len(found)} are shown, {monotone} are monotone, {sum(v.identical for v in found)} are the same "
        "without coverage and before they start.", "",
        "| row | lever | outcome | should | baseline | moves | draws | that agree | shown | monotone | same without |",
        "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- | --- |",
    ]  # fmt: skip
    for v in sorted(found, key=lambda v: (rows[v.lever] == "-", rows[v.lever], v.lever)):
        lever = catalogue()[v.lever]
        sign = 1.0 if lever.shows.sign == "+" else -1.0
        change = sign * float(v.moved[:, -1].mean())
        relative = f"{change / v.baseline:+.1%}" if v.baseline else f"{change:+.3g}, from 0"
        lines.append(
            f"| {rows[v.lever]} | {v.lever} | {lever.shows.outcome} | {'rise' if sign > 0 else 'fall'} "
            f"| {v.baseline:,.4g} | {relative} | {v.draws} | {v.agreeing:.0%} | {yes(v.shown)} | {yes(v.monotone)} "
            f"| {yes(v.identical)} |"
        )
    return "\n".join([*lines, "", *remarks(found)]) + "\n"


def remarks(found: Sequence[Verdict]) -> list[str]:
    """Return what is to be said of those that are not shown, or not monotone."""
    odd = [v for v in found if not (v.shown and v.monotone and v.identical)]
    if not odd:
        return ["Nothing is left to explain."]
    return ["## Not shown, or not monotone", "", *(
        f"- {v.lever}: {np.mean(v.moved[:, -1] > 0):.0%} of {v.draws} draws move as they should, "
        f"{np.mean(v.moved[:, -1] < 0):.0%} the other way, {np.mean(v.moved[:, -1] == 0):.0%} not at all. "
        f"It cannot show: {catalogue()[v.lever].cannot_show}."
        for v in odd
    )]  # fmt: skip


def yes(true: bool) -> str:
    """Return yes or no."""
    return "yes" if true else "**no**"


def main() -> None:
    """Try levers, and write the page if all were tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--only", nargs="*", default=None)
    options = parser.parse_args()
    found = verdicts(options.only or list(catalogue()), FIRST, options.people, options.workers)
    open_still = [v.lever for v in found if not (v.shown and v.monotone)]
    again = {v.lever: v for v in (verdicts(open_still, AGAIN, options.people, options.workers) if open_still else [])}
    found = [again.get(v.lever, v) for v in found]
    text = page(found, options.people)
    if options.only:
        sys.stdout.write(text)
    else:
        write(PAGE, text)


if __name__ == "__main__":
    main()
