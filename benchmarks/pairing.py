"""Variance of a lever's effect: keyed draws against independent seeds, the numbers held at their medians."""

import argparse

import numpy as np

from experiments.job import Job
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse, Scenario

WATCHED = {
    "prison_staff_first_responders": ("nrm_referrals_prison", "nrm_referrals", "cg_backlog", "retrafficked_12m"),
    "firewall": ("nrm_referrals", "crimes_recorded", "detentions", "cg_backlog"),
}


def effects(lever: str, people: int, pairs: int, outcome: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return paired and independent differences of the last three years together (shape [pairs, outcomes])."""
    from datetime import date

    baseline = Scenario(name="baseline")
    other = Scenario(name=lever, levers=(LeverUse(lever=lever, start=date(2018, 1, 1)),))

    def values(scenario: Scenario, seed: int) -> np.ndarray:
        table = Job(scenario, seed, 0, people, 2022).run().table
        return np.array([np.nanmean(table[name, "all"][-4:-1]) for name in outcome])

    base = np.array([values(baseline, seed) for seed in range(1, pairs + 1)])
    same = np.array([values(other, seed) for seed in range(1, pairs + 1)])
    fresh = np.array([values(other, seed) for seed in range(10_001, pairs + 10_001)])
    return same - base, fresh - base


def main() -> None:
    """Print the ratio of variances by lever and outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=60)
    options = parser.parse_args()
    print(f"{options.pairs} pairs, about {options.people:,} people in exploitation; mean of 2019-2021")
    print(f"{'lever':32s} {'outcome':22s} {'effect':>10s} {'sd keyed':>10s} {'sd indep.':>10s} {'variance ratio':>15s}")
    for lever in catalogue():
        names = WATCHED.get(lever, ("nrm_referrals",))
        keyed, independent = effects(lever, options.people, options.pairs, names)
        for j, name in enumerate(names):
            ratio = independent[:, j].var(ddof=1) / max(keyed[:, j].var(ddof=1), 1e-300)
            print(f"{lever:32s} {name:22s} {keyed[:, j].mean():10.4g} {keyed[:, j].std(ddof=1):10.4g} "
                  f"{independent[:, j].std(ddof=1):10.4g} {ratio:15.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
