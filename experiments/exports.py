"""Exports: tables of a report as files that other programs open, each as CSV and Parquet, all together as XLSX.

Names in a table may come from whoever wrote a plan or a scenario. A spreadsheet runs text that begins like a formula,
so in CSV such text is marked with an apostrophe, and in XLSX every text is typed as text; Parquet holds it as it is.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

import duckdb
import numpy as np

from experiments.plan import write

Cell: TypeAlias = str | int | float | bool | None
"""A number that is not finite is written as an empty cell."""
Kind: TypeAlias = Literal["text", "number"]
RUN_BY_SPREADSHEETS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
"""First letters of what a spreadsheet may run as a formula; the last four are the wide forms of the first four."""
MOST_ROWS = 100_000
"""Of a sheet of XLSX, which is made in memory; the other forms have all rows."""
LONGEST = 32_000
"""Letters of a cell of XLSX, likewise."""


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and whether that is text or a number."""

    name: str
    meaning: str
    kind: Kind = "number"


@dataclass(frozen=True)
class Sheet:
    """A table with the name that its files and its sheet have (letters and underscores, up to 31)."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def export(folder: Path, title: str, notes: Sequence[str], sheets: Sequence[Sheet]) -> None:
    """Write `tables/NAME.csv` and `tables/NAME.parquet` for every sheet, and all of them as `tables.xlsx`.

    `title` and `notes` stand on the first sheet. Raises OSError; files are written whole or not at all.
    """
    tables = folder / "tables"
    tables.mkdir(exist_ok=True)
    for sheet in sheets:
        write(tables / f"{sheet.name}.csv", as_csv(sheet))
        write_parquet(tables / f"{sheet.name}.parquet", sheet)
    write(folder / "tables.xlsx", as_xlsx(title, notes, sheets))


def as_csv(sheet: Sheet) -> str:
    """Return a sheet as CSV (RFC 4180), text that a spreadsheet would run marked as text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([cell(column.name) for column in sheet.columns])
    writer.writerows([[cell(_finite(value)) for value in row] for row in sheet.rows])
    return file.getvalue()


def cell(value: Any) -> Any:
    """Return a value as a cell of CSV."""
    if isinstance(value, dict | list):
        value = json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, str) and value[:1] and value[0] in RUN_BY_SPREADSHEETS:
        return f"'{value}"
    return repr(value) if isinstance(value, float) else value


def plain(value: Any) -> Any:
    """Return a value as JSON has it; what is not a number is null."""
    match value:
        case float():
            return value if value - value == 0 else None
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case None | bool() | int() | str():
            return value
    return str(value)


def write_parquet(path: Path, sheet: Sheet) -> None:
    """Write a sheet as Parquet, text as it is. Raises OSError."""
    columns = {f"c{at}": _array(sheet, at) for at in range(len(sheet.columns))}
    forms = {"text": "c{}::VARCHAR", "number": "nullif(c{}::DOUBLE, 'NaN'::DOUBLE)"}
    picked = ", ".join(f'{forms[column.kind].format(at)} AS "{column.name}"' for at, column in enumerate(sheet.columns))
    temporary = path.with_name(f".{path.name}.tmp")
    quoted = str(temporary).replace("'", "''")
    try:
        with duckdb.connect() as database:
            database.register("columns", columns)
            database.execute(f"COPY (SELECT {picked} FROM columns) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
        temporary.replace(path)
    except duckdb.Error as error:
        raise OSError(None, str(error).splitlines()[0]) from error
    finally:
        temporary.unlink(missing_ok=True)


def _array(sheet: Sheet, at: int) -> Any:
    if sheet.columns[at].kind == "number":
        values = [_finite(row[at]) for row in sheet.rows]
        return np.array([np.nan if value is None else value for value in values], float)
    found = np.empty(len(sheet.rows), object)
    found[:] = [row[at] for row in sheet.rows]
    return found


def _finite(value: Cell) -> Cell:
    """Return a cell, nothing in place of what is not a finite number."""
    return None if isinstance(value, float) and not np.isfinite(value) else value


def as_xlsx(title: str, notes: Sequence[str], sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook: a first sheet that says what there is, then one table a sheet, its title in A1."""
    import xlsxwriter

    file = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, safe) as book:
        bold = book.add_format({"bold": True})
        about = book.add_worksheet("about")
        about.set_column(0, 2, 32)
        contents = [(sheet.name, column.name, column.meaning) for sheet in sheets for column in sheet.columns]
        lines: list[tuple[str, ...]] = [(title,), *((note,) for note in notes), (), ("sheet", "column", "meaning")]
        for place, line in enumerate([*lines, *contents]):
            for at, text in enumerate(line):
                about.write_string(place, at, text[:LONGEST], bold if place in {0, len(lines) - 1} else None)
        for sheet in sheets:
            _add(book.add_worksheet(sheet.name), sheet, bold)
    return file.getvalue()


def _add(page: Any, sheet: Sheet, bold: Any) -> None:
    """Write a table to a sheet of a workbook, every text typed as text."""
    rows = sheet.rows[:MOST_ROWS]
    short = (
        f" (the first {MOST_ROWS:,} of {len(sheet.rows):,} rows; all of them are in the folder tables)"
        if len(rows) < len(sheet.rows)
        else ""
    )
    page.write_string(0, 0, sheet.title + short, bold)
    page.set_column(0, len(sheet.columns) - 1, 18)
    for place, row in enumerate(rows, start=3):
        for at, value in enumerate(row):
            found = _finite(value)
            if isinstance(found, str):
                page.write_string(place, at, found[:LONGEST])
            elif found is not None:
                page.write_number(place, at, found)
    last = 2 + max(1, len(rows))
    page.add_table(
        2, 0, last, len(sheet.columns) - 1,
        {"name": f"table_{sheet.name}", "style": "Table Style Light 1",
         "columns": [{"header": column.name} for column in sheet.columns]},
    )  # fmt: skip
    page.freeze_panes(3, 0)
