"""The views of a sweep in SQL: results, runs and summary, over the parts that can be trusted and nothing else."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from experiments.sweeps.folder import Folder, Kept
from scenarios.problems import InputError, Problem

RUN_TYPES = (
    "row VARCHAR, policy VARCHAR, draw INTEGER, luck INTEGER, seed BIGINT, parameters MAP(VARCHAR, DOUBLE), "
    "status VARCHAR, stage VARCHAR, error VARCHAR, traceback VARCHAR, seconds DOUBLE, ended TIMESTAMP, host VARCHAR, "
    "code VARCHAR"
)
RESULT_TYPES = 'row VARCHAR, policy VARCHAR, draw INTEGER, luck INTEGER, seed BIGINT, year SMALLINT, "group" VARCHAR'
"""Before the outcomes."""
SUMMARY = """
    SELECT policy, year, "group", outcome, ends[2] AS median, ends[1] AS low, ends[3] AS high, mean, sd, runs
    FROM (SELECT policy, year, "group", outcome, quantile_cont(value, [0.05, 0.5, 0.95]) AS ends, avg(value) AS mean,
                 stddev_samp(value) AS sd, count(value) AS runs
          FROM results UNPIVOT INCLUDE NULLS (value FOR outcome IN ({outcomes})) GROUP BY ALL)
    ORDER BY ALL
"""
"""One line a policy, year, group and outcome: median, 90% interval, mean and spread over draws and luck."""


def opened(folder: Folder, kept: Kept, outcomes: Sequence[str]) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that has the three views, reads only trusted parts and writes nothing."""
    database = duckdb.connect()
    database.execute("CREATE TABLE superseded (file VARCHAR, row VARCHAR)")
    if kept.superseded:
        database.executemany("INSERT INTO superseded VALUES (?, ?)", [list(each) for each in kept.superseded])
    columns = ", ".join(f"{_name(outcome)} DOUBLE" for outcome in outcomes)
    types = {"results": f"{RESULT_TYPES}, {columns}", "runs": RUN_TYPES}
    files = {kind: [str((folder.parts / file).absolute()) for file in kept.files(kind)] for kind in types}
    for kind, names in files.items():
        if names:
            database.execute(f"CREATE VIEW {kind} AS {_latest(names, bool(kept.superseded))}")
        else:
            database.execute(f"CREATE TABLE {kind} ({types[kind]})")
    database.execute(f"CREATE VIEW summary AS {SUMMARY.format(outcomes=', '.join(map(_name, outcomes)))}")
    allowed = ", ".join(_text(name) for names in files.values() for name in names)
    database.execute(f"SET allowed_paths = [{allowed}]")
    database.execute("SET enable_external_access = false; SET lock_configuration = true")
    return database


def answer(database: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Return what one question is answered with. Raises InputError for anything else than a question."""
    try:
        statements = duckdb.extract_statements(sql)
        kinds = {statement.type for statement in statements}
        if len(statements) != 1 or not kinds <= {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}:
            raise _wrong("expected one question that begins with SELECT or FROM")
        return database.execute(statements[0])
    except duckdb.Error as error:
        raise _wrong(str(error).splitlines()[0]) from None


def _latest(names: Sequence[str], some_superseded: bool) -> str:
    files = ", ".join(_text(name) for name in names)
    if not some_superseded:
        return f"SELECT * FROM read_parquet([{files}])"
    return (
        f"SELECT * EXCLUDE (filename) FROM read_parquet([{files}], filename = true) AS part WHERE NOT EXISTS "
        "(FROM superseded AS old WHERE old.row = part.row AND old.file = parse_filename(part.filename))"
    )


def _name(outcome: str) -> str:
    return '"' + outcome.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _wrong(sentence: str) -> InputError:
    return InputError([Problem(Path("command line"), None, None, "SQL", sentence)])


def outcomes_of(manifest: Mapping[str, Any]) -> list[str]:
    """Return the outcomes that a folder of results has."""
    return list(manifest["plan"]["outcomes"])
