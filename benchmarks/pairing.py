"""Runs needed for the same interval of a lever's effect: keyed draws against independent seeds, in the central member.

An interval is as narrow with n paired runs as with n times the ratio of variances of unpaired ones. Unpaired
differences set a lever's world against the baseline of the next seed.
"""

import argparse
from datetime import date

import numpy as np
from numpy.typing import NDArray

from experiments.draw import Draw
from experiments.pool import cores, run_all
from model.calendar import ORIGIN
from model.values import MIDDLE
from scenarios.lever import catalogue
from scenarios.scenario import LeverUse, Scenario

START, SINCE, LAST_YEAR = date(2018, 1, 1), 2018, 2022
WATCHED = (
    "nrm_referrals", "cg_backlog", "retrafficked", "years_in_exploitation", "detentions", "compelled_charges",
    "prosecutions", "cost_public",
)  # fmt: skip


def rule_levers() -> list[str]:
    """Return the levers that change a rule: every number they move is set to a plain one."""
    return [
        name for name, lever in catalogue().items()
        if all(hold.operation == "set" and isinstance(hold.amount, float) for hold in lever.holds)
    ]  # fmt: skip


def values_of(table: object, names: tuple[str, ...]) -> list[float]:
    """Return outcomes summed over the years since the lever starts."""
    return [float(np.nansum(table[name, "all"][SINCE - ORIGIN.year :])) for name in names]  # type: ignore[index]


def main() -> None:
    """Print the ratio of runs by lever and outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--levers", nargs="*", default=[*rule_levers(), "firewall", "prison_staff_first_responders"])
    options = parser.parse_args()
    levers = list(dict.fromkeys(options.levers))
    scenarios = (Scenario(name="baseline"), *(
        Scenario(name=name, levers=(LeverUse(lever=name, start=START),)) for name in levers
    ))  # fmt: skip
    draws = [Draw(scenarios, seed, MIDDLE, options.people, LAST_YEAR) for seed in range(1, options.pairs + 1)]
    done = run_all(draws, cores(), quiet=False, unit="seed")
    names = tuple(dict.fromkeys([*WATCHED, *(catalogue()[lever].shows.outcome for lever in levers)]))
    every: NDArray[np.float64] = np.array([[values_of(c.finished.table, names) for c in draw] for draw in done])
    base = every[:, 0]
    print(f"{options.pairs} seeds, about {options.people:,} people in exploitation, {SINCE} to {LAST_YEAR}")
    print(f"{'lever':38s} {'outcome':24s} {'effect':>11s} {'sd keyed':>10s} {'sd indep.':>10s} {'runs':>9s}")
    for i, lever in enumerate(levers, start=1):
        keyed, apart = every[:, i] - base, every[:, i] - np.roll(base, -1, axis=0)
        for name in (catalogue()[lever].shows.outcome, *WATCHED):
            j = names.index(name)
            if keyed[:, j].any():
                ratio = apart[:, j].var(ddof=1) / keyed[:, j].var(ddof=1)
                print(f"{lever:38s} {name:24s} {keyed[:, j].mean():11.4g} {keyed[:, j].std(ddof=1):10.4g} "
                      f"{apart[:, j].std(ddof=1):10.4g} {ratio:9.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
