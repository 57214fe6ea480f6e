"""What a run costs by size, in memory, over many runs, and at start-up."""

import gc
import os
import resource
import subprocess
import sys
from time import perf_counter

from model.simulation import SurvivorJourneys

ONE_RUN = """
import resource, sys
from model.simulation import SurvivorJourneys
from model.outcomes import read_off
read_off(SurvivorJourneys(seed=1, collect=False, overrides={'reach.people_in_exploitation': float(sys.argv[1])}).run())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def resident() -> float:
    """Return the memory held now, in MB."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20


def cost_by_size() -> None:
    """Print nanoseconds an event for samples and multiples of the country."""
    SurvivorJourneys(seed=1, people=500, collect=False).run().close()
    print("in exploitation     people      events   seconds   ns an event")
    for people in (1_700, 5_000, 17_000, 50_000, 170_000):
        began = perf_counter()
        sim = SurvivorJourneys(seed=1, collect=False, overrides={"reach.people_in_exploitation": float(people)}).run()
        seconds = perf_counter() - began
        print(
            f"{people:15,} {len(sim.survivors):10,} {sim.events:11,} {seconds:9.2f} {1e9 * seconds / sim.events:13.0f}"
        )
        sim.close()


def memory() -> None:
    """Print peak memory of a process that does one national run, and growth over 1,000 small runs."""
    peak = subprocess.run([sys.executable, "-c", ONE_RUN, "100000"], capture_output=True, text=True, check=True)
    print(f"\npeak memory of one run with 100,000 in exploitation: {float(peak.stdout):.0f} MB")
    held = []
    for run in range(1_001):
        SurvivorJourneys(seed=run, people=100, last_year=2014, tick=28, collect=False).run().close()
        if run % 250 == 0:
            gc.collect()
            held.append(resident())
    print("memory held after 1, 251, 501, 751, 1001 small runs:", ", ".join(f"{mb:.0f} MB" for mb in held))


def start_up() -> None:
    """Print seconds until help is shown and until a small run is done."""
    for words in (
        ["--help"],
        ["check", "scenarios/baseline.yaml"],
        ["run", "--people", "200", "--draws", "1", "--quiet"],
    ):
        times = []
        for _ in range(5):
            began = perf_counter()
            subprocess.run([sys.executable, "-m", "experiments.cli", *words], stdout=subprocess.DEVNULL, check=True,
                           env=os.environ | {"PYTHONPATH": os.getcwd()})  # fmt: skip
            times.append(perf_counter() - began)
        print(f"journeys {' '.join(words)}: {sorted(times)[2]:.2f} s (median of 5)")


if __name__ == "__main__":
    cost_by_size()
    memory()
    start_up()
