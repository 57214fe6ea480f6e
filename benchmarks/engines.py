"""The fast engine and plain Mesa on the same people, years and rules, in one process."""

import argparse
import gc
import statistics
from time import perf_counter

import numpy as np

from model.plain.journeys import PlainJourneys
from model.reading import read_off
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


def plain(people: int) -> tuple[float, int, float]:
    """Run the plain engine and let it go again; return seconds, events besides entries, referrals."""
    began = perf_counter()
    sim = PlainJourneys(**world(people)).run()
    seconds = perf_counter() - began
    referred = sum(n for (_, name, *_), n in sim.counts.items() if name == "nrm_referrals")
    lived, referrals = len(sim.trace), referred * sim.scale
    sim.close()
    del sim
    gc.collect()  # or its objects would stand in the way of the fast engine afterwards
    return seconds, lived, referrals


def repeated(when: str, people: int, times: int) -> list[tuple[float, float]]:
    """Run yardstick and fast engine in turn, print and return the seconds of both."""
    rows = []
    for _ in range(times):
        rows.append((yardstick(), fast(people)[0]))
        print(f"{when:6s}  yardstick {rows[-1][0]:.2f} s   fast {rows[-1][1]:.2f} s", flush=True)
    return rows


def medians(rows: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median seconds of yardstick and fast engine."""
    return statistics.median(row[0] for row in rows), statistics.median(row[1] for row in rows)


def main() -> None:
    """Print the comparison: the fast engine before and after the plain one, so that a machine that slows shows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5, help="runs of the fast engine, before and again after (5)")
    parser.add_argument("--fast-only", action="store_true")
    options = parser.parse_args()
    fast(1_000)  # the first of each compiles, or takes memory
    yardstick()
    _, people, events, table = fast(options.people)
    print(f"{options.people:,} in exploitation at the start, {people:,} people in all, {events:,} events, 2014-2023")
    before = repeated("before", options.people, options.repeat)
    if options.fast_only:
        report("fast engine", before, events)
        return
    slow, lived, referrals = plain(options.people)
    print(f"plain   {slow:.1f} s ({lived:,} events besides entries)", flush=True)
    after = repeated("after", options.people, options.repeat)
    print()
    report("fast engine before", before, events)
    report("fast engine after ", after, events)
    seconds = medians(before + after)[1]
    print(f"plain Mesa: {slow:.1f} s; ratio to the median of all fast runs: {slow / seconds:.0f} times")
    print(f"    to those before: {slow / medians(before)[1]:.0f}, to those after: {slow / medians(after)[1]:.0f}")
    print(f"referrals 2014-2023: fast {table['nrm_referrals', 'all'].sum():,.0f}, plain {referrals:,.0f}")


def report(what: str, rows: list[tuple[float, float]], events: int) -> None:
    """Print the medians of some rows."""
    yard, seconds = medians(rows)
    each = 1e9 * seconds / events
    print(f"{what}: {seconds:.2f} s (median of {len(rows)}), {each:.0f} ns an event; yardstick {yard:.2f} s")


if __name__ == "__main__":
    main()
