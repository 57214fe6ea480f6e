"""What a run costs by size, in memory, over many runs, and at start-up; each in a fresh process of its own."""

import argparse
import gc
import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from model.reach import people_in_exploitation
from model.reading import read_off
from model.simulation import SurvivorJourneys
from model.values import World

ROOT = Path(__file__).resolve().parents[1]
MB = 1e6


def peak() -> float:
    """Return the most memory this process has held, in MB.

    Not `ru_maxrss` of `getrusage`: it outlives the start of another program, so that a child begins at the peak of the
    process that started it. VmHWM belongs to the memory of the program that runs now.
    """
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) * 1024 / MB  # the kernel writes kB and means 1,024 bytes


def held() -> float:
    """Return the memory that this process holds now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


def world(in_exploitation: float, sample: int | None = None) -> SurvivorJourneys:
    """Return the model with a number in exploitation at the start, or a sample of it; all else at its median."""
    name = people_in_exploitation.name
    return SurvivorJourneys(seed=1, people=sample, collect=False, overrides={name: in_exploitation})


def people(sim: SurvivorJourneys) -> int:
    """Return how many people are simulated in all: survivors and other prison leavers, those to come included."""
    return len(sim.survivors) + len(sim.leavers)


def simulated(in_exploitation: float) -> int:
    """Return how many people are simulated in all for a number in exploitation at the start."""
    sim = world(in_exploitation)
    found = people(sim)
    sim.close()
    return found


def cost_by_size() -> None:
    """Print nanoseconds an event, founding included, for samples of the country and for multiples of it."""
    SurvivorJourneys(seed=1, people=500, collect=False).run().close()
    stock = World(1, 0).one(people_in_exploitation)
    once, twice = simulated(stock), simulated(2 * stock)
    costs = []
    print("people in all      events   seconds   ns an event   (medians of 3)")
    for wanted in (10_000, 30_000, 100_000, 300_000, 1_000_000):
        more = max(0.0, (wanted - once) / (twice - once))
        sample = round(stock * wanted / once) if wanted < once else None
        times = []
        for _ in range(3):
            began = perf_counter()
            sim = world(stock * (1 + more), sample).run()
            times.append(perf_counter() - began)
            in_all, events = people(sim), sim.events
            sim.close()
        seconds = statistics.median(times)
        costs.append(1e9 * seconds / events)
        print(f"{in_all:13,} {events:11,} {seconds:9.2f} {costs[-1]:13.0f}", flush=True)
    print(f"dearest over cheapest: {max(costs) / min(costs):.2f}")


def peak_of_one_run(in_exploitation: float = 100_000.0) -> None:
    """Print the peak memory of a process that does one run, of twice the country and more."""
    read_off(world(in_exploitation).run())
    print(f"peak memory of one run with {in_exploitation:,.0f} in exploitation: {peak():.0f} MB")


def held_over_many_runs() -> None:
    """Print the memory held between 1,000 small runs."""
    after = {}
    for run in range(1, 1_002):
        SurvivorJourneys(seed=run, people=100, last_year=2014, tick=28, collect=False).run().close()
        if run % 250 == 1:
            gc.collect()
            after[run] = f"{held():.0f} MB"
    print(f"memory held after {', '.join(map(str, after))} small runs: {', '.join(after.values())}")


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
                           cwd=ROOT)  # fmt: skip
            times.append(perf_counter() - began)
        print(f"journeys {' '.join(words)}: {statistics.median(times):.2f} s (median of 5)")


PARTS = {"cost": cost_by_size, "peak": peak_of_one_run, "held": held_over_many_runs, "start": start_up}


def main() -> None:
    """Run one part here, or all of them, each in a process of its own: what one leaves in memory is not the next's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="the one part to run (default: all)")
    part = parser.parse_args().part
    if part:
        PARTS[part]()
        return
    for each in PARTS:
        subprocess.run([sys.executable, "-m", "benchmarks.sizes", each], check=True, cwd=ROOT)
        print(flush=True)


if __name__ == "__main__":
    main()
