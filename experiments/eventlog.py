"""The event log: who moved when, in which process, from where to where, why, and in which police force area.

One row a move, in the columns that process-mining tools expect: a case (the person), an activity, a timestamp.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model import exploiter, survivor
from model.calendar import ORIGIN
from model.population import Population
from model.simulation import SurvivorJourneys

COLUMNS = ("case", "kind", "time", "process", "from", "to", "because", "force")
BEGINNING = datetime(ORIGIN.year, ORIGIN.month, ORIGIN.day)


@dataclass(frozen=True)
class Moves:
    """Moves of one population in order of time, then case (each array has one entry a move)."""

    kind: str
    case: NDArray[np.uint64]
    day: NDArray[np.float64]
    process: NDArray[np.str_]
    before: NDArray[np.str_]
    after: NDArray[np.str_]
    because: NDArray[np.str_]
    force: NDArray[np.uint8]

    def __len__(self) -> int:
        return int(self.case.size)


def moves(kind: str, population: Population) -> Moves:
    """Return the moves of a population that kept a journal."""
    journal = population.books.journal
    n = int(journal.used[0])
    who, when = journal.who[:n], journal.when[:n]
    case = population.founders.number[who]
    order = np.lexsort((np.arange(n), case, when))
    processes = population.kind.processes
    states = np.full((len(processes), max(p.size for p in processes)), "", "U40")
    for i, process in enumerate(processes):
        states[i, : process.size] = [process.label(level) for level in range(process.size)]
    names, clocks = np.array([p.name for p in processes]), np.array([c.name for c in population.layout.clocks])
    at = journal.process[:n][order]
    area = exploiter.area if exploiter.area in population.layout.columns else survivor.force
    return Moves(
        kind, case[order], when[order], names[at], states[at, journal.before[:n][order]],
        states[at, journal.after[:n][order]], clocks[journal.clock[:n][order]], population.level(area)[who][order],
    )  # fmt: skip


def all_moves(sim: SurvivorJourneys) -> Iterator[Moves]:
    """Yield the moves of survivors, then of exploiters; the reference cohort is left out."""
    yield moves("survivor", sim.survivors)
    yield moves("exploiter", sim.exploiters)


def time_of(day: float) -> datetime:
    """Return the moment of a day number, to the second."""
    return BEGINNING + timedelta(seconds=round(day * 86_400))


def write_parquet(sim: SurvivorJourneys, path: Path) -> int:
    """Write the event log of a run that kept a journal; return the number of rows."""
    import duckdb
    import pandas as pd

    frames = [
        pd.DataFrame({
            "case": m.case, "kind": m.kind,
            "time": np.datetime64(BEGINNING, "s") + np.round(m.day * 86_400).astype("timedelta64[s]"),
            "process": m.process, "from": m.before, "to": m.after, "because": m.because, "force": m.force,
        })
        for m in all_moves(sim)
    ]  # fmt: skip
    log = pd.concat(frames, ignore_index=True)
    with duckdb.connect() as database:
        database.register("log", log)
        target = str(path).replace("'", "''")
        database.execute(f"COPY log TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    return len(log)


def write_process_log(sim: SurvivorJourneys, path: Path) -> int:
    """Write survivors' moves as a standard process-mining table (CSV: case:concept:name, concept:name, time:timestamp).

    The activity names process and state; the agency that acts is told by the clock behind the move.
    """
    m = moves("survivor", sim.survivors)
    with path.open("w", encoding="utf-8") as file:
        file.write("case:concept:name,concept:name,time:timestamp,lifecycle:transition,org:resource,because\n")
        for case, day, process, after, because, force in zip(
            m.case.tolist(), m.day.tolist(), m.process, m.after, m.because, m.force.tolist(), strict=True
        ):
            file.write(f'{case},{process}: {after},{time_of(day).isoformat()},complete,area {force},"{because}"\n')
    return len(m)
