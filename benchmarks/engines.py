"""The fast engine and plain Mesa on the same people, years and rules, in one process."""

import argparse
import statistics
from time import perf_counter

import numpy as np

from model.outcomes import read_off
from model.plain.journeys import PlainJourneys
from model.simulation import SurvivorJourneys


def yardstick() -> float:
    """Seconds for a fixed piece of NumPy work (sort, gather, sum of 4 million numbers), to compare machines by."""
    began = perf_counter()
    numbers = (np.arange(4_000_000, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(11)
    order = np.argsort(numbers, kind="stable")
    float(numbers[order].astype(float).cumsum()[-1])
    return perf_counter() - began


def world(people: int) -> dict:
    """The benchmark: every prior at its median but for the number in exploitation; 2014 to 2023, weekly ticks."""
    return {
        "seed": 1,
        "draw": 0,
        "last_year": 2023,
        "tick": 7,
        "overrides": {"reach.people_in_exploitation": float(people)},
    }


def fast(people: int) -> tuple[float, int, int, dict]:
    """Run the fast engine, outcomes collected; return seconds (founding included), people, events, outcomes."""
    began = perf_counter()
    sim = SurvivorJourneys(collect=False, **world(people)).run()
    table = read_off(sim)
    seconds = perf_counter() - began
    size = len(sim.survivors), sim.events
    sim.close()
    return seconds, *size, table


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--fast-only", action="store_true")
    options = parser.parse_args()
    fast(1_000)
    rows = []
    for _ in range(options.repeat):
        rows.append((yardstick(), *fast(options.people)))
        print(f"yardstick {rows[-1][0]:.2f} s   fast {rows[-1][1]:.2f} s", flush=True)
    seconds = statistics.median(row[1] for row in rows)
    people, events, table = rows[0][2:]
    print(f"\n{options.people:,} in exploitation at the start, {people:,} people in all, {events:,} events, 2014-2023")
    print(f"fast engine: {seconds:.2f} s (median of {options.repeat}), {1e9 * seconds / events:.0f} ns an event")
    print(f"yardstick:   {statistics.median(row[0] for row in rows):.2f} s")
    if options.fast_only:
        return
    began = perf_counter()
    plain = PlainJourneys(**world(options.people)).run()
    slow = perf_counter() - began
    print(f"plain Mesa:  {slow:.0f} s ({len(plain.trace):,} events besides entries)")
    print(f"ratio:       {slow / seconds:.0f} times")
    referred = sum(n for (name, *_), n in plain.counts.items() if name == "nrm_referrals")
    print(
        f"referrals 2014-2023: fast {table['nrm_referrals', 'all'].sum() / 1:,.0f}, plain {referred * plain.scale:,.0f}"
    )


if __name__ == "__main__":
    main()
