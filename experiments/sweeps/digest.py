"""One hash of all results of a sweep: equal for two sweeps only if every row has the same bits, whoever ran them."""

import argparse
import hashlib
import sys
from pathlib import Path

import duckdb
import numpy as np

from experiments.sweeps import manifest
from experiments.sweeps.folder import Folder
from experiments.sweeps.views import opened, outcomes_of

HEADS = ("row", "policy", "draw", "luck", "seed", "year", "group")
"""The columns of results before the outcomes."""


def digest(folder: Path) -> str:
    """Return the hash of all rows in the order of their ids, and of which rows failed. Raises InputError."""
    outcomes = outcomes_of(manifest.read(folder))
    place = Folder(folder)
    with opened(place, place.kept(), outcomes) as database:
        return digest_of(database, outcomes)


def digest_of(database: duckdb.DuckDBPyConnection, outcomes: list[str]) -> str:
    """Return the hash of the results that a database shows."""
    columns = {name: hashlib.sha256(name.encode()) for name in ("runs", *HEADS, *outcomes)}
    for row, status in database.execute("SELECT row, status FROM runs ORDER BY row").fetchall():
        columns["runs"].update(f"{row} {status}\n".encode())
    lines = database.execute('FROM results ORDER BY row, "group", year')
    while (chunk := lines.fetch_df_chunk()).shape[0]:  # column by column, so that the size of chunks does not matter
        for name in HEADS:
            columns[name].update("".join(f"{value}\n" for value in chunk[name]).encode())
        for name in outcomes:
            values = chunk[name].to_numpy(dtype=np.float64, na_value=np.nan)
            columns[name].update(np.where(np.isnan(values), np.nan, values).tobytes())
    return hashlib.sha256("".join(each.hexdigest() for each in columns.values()).encode()).hexdigest()


def main() -> None:
    """Print the hash of the folder named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    sys.stdout.write(f"{digest(parser.parse_args().folder)}\n")


if __name__ == "__main__":
    main()
