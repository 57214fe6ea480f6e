"""Seconds of a paired comparison: baseline and ten levers, 50 draws of 20,000 people in exploitation, 2014 to 2035.

Every draw lives the years before the levers start once. `--again 10` adds what `compare` lives a second time by itself,
to tell luck from not knowing.
"""

import argparse
from datetime import date
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.engines import yardstick
from experiments.job import Plan
from experiments.pool import cores
from experiments.runner import studied
from scenarios.scenario import Calendar, LeverUse, Scenario

START, FIRST_YEAR, LAST_YEAR = date(2024, 1, 1), 2014, 2035
LEVERS = (
    "firewall", "prison_staff_first_responders", "victim_navigators", "more_caseworkers", "child_guardians",
    "specialist_units", "rapid_housing", "detention_time_limit", "officer_training", "section_45_considered",
)  # fmt: skip


def busy() -> float:
    """Return seconds of the processor used so far by this process and those it has waited for."""
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def main() -> None:
    """Run the comparison and print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--draws", type=int, default=50)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--again", type=int, default=0)
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    calendar = Calendar.model_validate({"to": date(LAST_YEAR, 12, 31)})
    scenarios = (Scenario(name="baseline", calendar=calendar), *(
        Scenario(name=lever, calendar=calendar, levers=(LeverUse(lever=lever, start=START),)) for lever in LEVERS
    ))  # fmt: skip
    plan = Plan(scenarios, 1, options.draws, options.people, FIRST_YEAR, LAST_YEAR, again=options.again)
    began, used = perf_counter(), busy()
    study = studied(plan, options.workers, quiet=False)
    seconds, of_cores = perf_counter() - began, busy() - used
    worlds = (options.draws + options.again) * len(scenarios)
    simulated = study.first[0][0].finished.people
    print(f"baseline and {len(LEVERS)} levers, {options.draws} draws and {options.again} again, {simulated:,} people "
          f"simulated in a draw, {FIRST_YEAR} to {LAST_YEAR}, {options.workers} processes")  # fmt: skip
    print(f"{seconds:.0f} s; {of_cores:.0f} s of the processor, {of_cores / worlds:.2f} a world; yardstick "
          f"{yardstick():.3f} s")  # fmt: skip


if __name__ == "__main__":
    main()
