"""A part: rows of a sweep in two Parquet files, written once by one writer, whole or not at all."""

import hashlib
import os
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import time
from typing import Any

import duckdb
import numpy as np

from experiments.sweeps.outcome import Left
from experiments.sweeps.plan import Plan

TEMPORARY = ".tmp"


@dataclass(frozen=True)
class Part:
    """A file of a part as its receipt tells."""

    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Lived:
    """A row that has been lived."""

    draw: int
    luck: int
    left: Left
    ended: float
    """Seconds since 1970."""


def write(folder: Path, name: str, plan: Plan, lived: Sequence[Lived]) -> list[Part]:
    """Write rows as the parts `results-NAME` and `runs-NAME`, safe on the disk on return. Raises OSError."""
    runs = _written(folder, f"runs-{name}.parquet", _run_columns(plan, lived), RUNS, {"names": numbers_of(plan)})
    with_results = [each for each in lived if each.left.values is not None]
    if not with_results:
        keep_names(folder)
        return [runs]
    names = ", ".join(f'o{i} AS "{name}"' for i, name in enumerate(plan.outcomes))
    results = _written(
        folder, f"results-{name}.parquet", _result_columns(plan, with_results),
        f'SELECT row, policy, draw, luck, seed, year, "group", {names} FROM columns',
    )  # fmt: skip
    keep_names(folder)
    return [results, runs]


RUNS = """
    SELECT row, policy, draw, luck, seed, map($names::VARCHAR[], parameters::DOUBLE[]) AS parameters, status,
           stage::VARCHAR AS stage, error::VARCHAR AS error, traceback::VARCHAR AS traceback, seconds,
           make_timestamp((ended * 1e6)::BIGINT) AS ended, host, code
    FROM columns
"""


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """Return the database of this process, in memory; one, because opening it takes longer than a part."""
    database = duckdb.connect()
    database.execute("SET threads = 1; SET preserve_insertion_order = true")
    return database


def _written(
    folder: Path, file: str, columns: Mapping[str, Any], query: str, values: Mapping[str, Any] | None = None
) -> Part:
    """Write what a query makes of columns to a file of its own, fsync it and give it its name."""
    target, temporary = folder / file, folder / (file + TEMPORARY)
    database = _database()
    database.register("columns", columns)
    quoted = str(temporary).replace("'", "''")
    try:
        how = "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false"
        written = database.execute(f"COPY ({query}) TO '{quoted}' ({how})", values).fetchone()
        with temporary.open("rb") as stored:
            os.fsync(stored.fileno())
            checksum = hashlib.file_digest(stored, "sha256").hexdigest()
            size = stored.tell()
        os.replace(temporary, target)
    except duckdb.Error as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OSError(None, str(error).splitlines()[0]) from error
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    finally:
        database.unregister("columns")
    return Part(file, 0 if written is None else int(written[0]), size, checksum)


def keep_names(folder: Path) -> None:
    """Make the names of files in a folder safe on the disk."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _words(words: Sequence[str | None]) -> np.ndarray:
    found = np.empty(len(words), dtype=object)
    found[:] = words
    return found


def _heads(plan: Plan, lived: Sequence[Lived]) -> dict[str, np.ndarray]:
    """Return the columns that tell which row it is."""
    return {
        "row": _words([plan.row_id(each.left.policy, each.draw, each.luck) for each in lived]),
        "policy": _words([plan.policies[each.left.policy].name for each in lived]),
        "draw": np.array([each.draw for each in lived], np.int32),
        "luck": np.array([each.luck for each in lived], np.int32),
        "seed": np.full(len(lived), plan.seed, np.int64),
    }


def _result_columns(plan: Plan, lived: Sequence[Lived]) -> dict[str, np.ndarray]:
    years, groups = len(plan.years), len(plan.groups)
    columns = {name: np.repeat(column, groups * years) for name, column in _heads(plan, lived).items()}
    columns["year"] = np.tile(np.array(plan.years, np.int16), groups * len(lived))
    columns["group"] = np.tile(np.repeat(_words(plan.groups), years), len(lived))
    values = np.array([each.left.values for each in lived]).reshape(-1, len(plan.outcomes))
    columns |= {f"o{i}": np.ascontiguousarray(column) for i, column in enumerate(values.T)}
    return columns


def _run_columns(plan: Plan, lived: Sequence[Lived]) -> dict[str, Any]:
    lefts = [each.left for each in lived]
    numbers = {each.draw: np.array(list(plan.drawn(each.draw).numbers.values())) for each in lived}
    parameters = np.empty(len(lived), dtype=object)
    for place, each in enumerate(lived):
        parameters[place] = numbers[each.draw]
    return _heads(plan, lived) | {
        "parameters": parameters,
        "status": _words([left.status for left in lefts]),
        "stage": _words([left.stage for left in lefts]),
        "error": _words([left.error for left in lefts]),
        "traceback": _words([left.trace for left in lefts]),
        "seconds": np.array([left.seconds for left in lefts]),
        "ended": np.array([each.ended for each in lived]),
        "host": _words([socket.gethostname()] * len(lived)),
        "code": _words([plan.code] * len(lived)),
    }


def numbers_of(plan: Plan) -> list[str]:
    """Return the names of the numbers that vary, in the order in which parts hold them."""
    return list(plan.drawn(plan.draws[0]).numbers)


def now(draw: int, luck: int, lefts: Sequence[Left]) -> list[Lived]:
    """Return rows of a task that has just been lived."""
    ended = time()
    return [Lived(draw, luck, left, ended) for left in lefts]
