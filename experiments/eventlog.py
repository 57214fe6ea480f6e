"""The event log: who moved when, in which process, from where to where, why, and in which police force area.

One row a move, survivors before exploiters, each in order of time. A person is named by their place in order of
arrival, which `journeys journey` takes, and by an identity, the same under every scenario; exploiters are numbered
apart. The reference cohort of other prison leavers is left out.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model import exploiter, survivor
from model.calendar import ORIGIN
from model.population import Population
from model.rules import Process
from model.simulation import SurvivorJourneys
from model.survivor import Nation

BEGINNING = datetime(ORIGIN.year, ORIGIN.month, ORIGIN.day)
MICROSECONDS = 86_400_000_000
PROCESS_LOG = """
    SELECT person AS "case:concept:name", process || ': ' || replace(after, '_', ' ') AS "concept:name",
           strftime(time, '%Y-%m-%dT%H:%M:%S.%g') AS "time:timestamp", 'complete' AS "lifecycle:transition",
           'area ' || force AS "org:group", because
    FROM log WHERE kind = 'survivor' AND before <> after AND process <> 'follow_up'
"""
"""Survivors' moves in the columns that process-mining tools expect, those that lead nowhere else left out."""


@dataclass(frozen=True)
class Moves:
    """Moves of one population in order of time (each array has one entry a move)."""

    row: NDArray[np.int32]
    day: NDArray[np.float64]
    process: NDArray[np.int16]
    """Place among the processes of the population's kind."""
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    clock: NDArray[np.int16]
    """Place among the clocks of the population's layout: what brought the move about."""

    def __len__(self) -> int:
        return int(self.row.size)

    def only(self, which: NDArray[np.generic]) -> "Moves":
        """Return the moves that a mask or places pick."""
        return Moves(*(part[which] for part in vars(self).values()))


def moves(population: Population) -> Moves:
    """Return the moves of a population that kept a journal; one agent's moves at one moment stay in their order."""
    journal = population.books.journal
    n = int(journal.used[0])
    order = np.argsort(journal.when[:n], kind="stable")
    return Moves(
        journal.who[:n][order], journal.when[:n][order], journal.process[:n][order], journal.before[:n][order],
        journal.after[:n][order], journal.clock[:n][order],
    )  # fmt: skip


def into(population: Population, found: Moves, process: Process, *states: int) -> NDArray[np.bool_]:
    """Return which moves enter one of some states of a process from another state."""
    here = (found.process == population.layout.processes[process]) & (found.before != found.after)
    return np.asarray(here & np.isin(found.after, states))


def time_of(day: float) -> datetime:
    """Return the moment of a day number, to the second."""
    return BEGINNING + timedelta(seconds=round(day * 86_400))


def table(sim: SurvivorJourneys) -> pd.DataFrame:
    """Return the event log of a run that kept a journal: survivors, then exploiters."""
    parts = [_rows("survivor", sim.survivors), _rows("exploiter", sim.exploiters)]
    words = [c for c in parts[0] if isinstance(parts[0][c].dtype, pd.CategoricalDtype)]
    for column in words:
        every = pd.api.types.union_categoricals([part[column] for part in parts]).categories
        for part in parts:
            part[column] = part[column].cat.set_categories(every)
    return pd.concat(parts, ignore_index=True)


def _rows(kind: str, population: Population) -> pd.DataFrame:
    found = moves(population)
    processes = population.kind.processes
    labels = [(p.label(level), p, level) for p in processes for level in range(p.size)]
    states = sorted({label for label, *_ in labels})
    place = np.zeros((len(processes), max(p.size for p in processes)), np.int16)
    for label, process, level in labels:
        place[population.layout.processes[process], level] = states.index(label)
    area, elsewhere = _areas(population)
    microseconds = np.round(found.day * MICROSECONDS).astype("timedelta64[us]")
    return pd.DataFrame({
        "kind": _words([kind], np.zeros(len(found), np.int8)),
        "person": found.row + np.int32(1),
        "identity": population.founders.number[found.row],
        "time": np.datetime64(BEGINNING, "us") + microseconds,
        "process": _words([p.name for p in processes], found.process),
        "before": _words(states, place[found.process, found.before]),
        "after": _words(states, place[found.process, found.after]),
        "because": _words([clock.name for clock in population.layout.clocks], found.clock),
        "force": pd.arrays.IntegerArray(area[found.row], elsewhere[found.row]),
    })  # fmt: skip


def _words(words: Sequence[str], codes: NDArray[np.signedinteger]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, categories=list(words))


def _areas(population: Population) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Return everybody's police force area, and who lives in none: people outside England and Wales."""
    if exploiter.area in population.layout.columns:
        area = population.level(exploiter.area).astype(np.int16)
        return area, np.zeros(area.size, bool)
    elsewhere = population.level(survivor.nation) == Nation.ELSEWHERE_IN_UK
    return population.level(survivor.force).astype(np.int16), elsewhere


def write_parquet(log: pd.DataFrame, path: Path) -> int:
    """Write an event log; return the number of rows. Raises OSError."""
    return _written(log, "FROM log", path, "FORMAT parquet, COMPRESSION zstd")


def write_process_log(log: pd.DataFrame, path: Path) -> int:
    """Write survivors' moves as a standard process-mining table in CSV; return the number of rows. Raises OSError."""
    return _written(log, PROCESS_LOG, path, "FORMAT csv, HEADER")


def _written(log: pd.DataFrame, chosen: str, path: Path, how: str) -> int:
    """Write what a query chooses of a log, whole or not at all; return the number of rows."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder, duckdb.connect() as database:
        database.register("log", log)
        target = Path(folder) / path.name
        quoted = str(target).replace("'", "''")
        try:
            written = database.execute(f"COPY ({chosen}) TO '{quoted}' ({how})").fetchone()
        except duckdb.IOException as error:
            raise OSError(str(error).splitlines()[0]) from error
        os.replace(target, path)
    return 0 if written is None else int(written[0])
