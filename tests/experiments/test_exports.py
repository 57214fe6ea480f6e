"""Tables as files: the same in each form, and no text that another program would run."""

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from experiments.exports import Column, Sheet, as_csv, as_xlsx, export

HOSTILE = (
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\0=1", "\uff1d1+1",
    '=HYPERLINK("http://a.example","b")', "http://a.example", "{=1+1}", "1e5", "007", "plain, with \"quotes\"", "<b>",
)  # fmt: skip
"""Names that somebody might give a policy."""
SHEET = Sheet(
    "hostile", "=1+1 in a title",
    (Column("name", "a name", "text"), Column("value", "a number"), Column("note", "text, perhaps none", "text")),
    tuple((name, float(at) - 3.5, None if at % 2 else name) for at, name in enumerate(HOSTILE)),
)  # fmt: skip
NUMBERS = Sheet("numbers", "numbers", (Column("x", ""),), ((1.5,), (-2,), (float("nan"),), (float("inf"),), (None,)))
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def cells(workbook: bytes, sheet: int) -> dict[str, tuple[str | None, str]]:
    """Return type and value of every cell of a sheet, as the file has them."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as files:
        strings = ElementTree.fromstring(files.read("xl/sharedStrings.xml")).findall("m:si", NS)
        texts = ["".join(each.itertext()) for each in strings]
        page = ElementTree.fromstring(files.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert page.findall(".//m:f", NS) == [], "no cell holds a formula"
    assert page.findall(".//m:hyperlink", NS) == []
    found = {}
    for each in page.findall(".//m:c", NS):
        value = each.findtext("m:v", "", NS)
        found[each.get("r")] = (each.get("t"), texts[int(value)] if each.get("t") == "s" else value)
    return found


def test_no_cell_of_csv_begins_like_a_formula() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(SHEET), newline="")))
    assert lines[0] == ["name", "value", "note"]
    for name, line in zip(HOSTILE, lines[1:], strict=True):
        risky = name[0] in "=+-@\t\r\n\0\uff1d"
        assert line[0] == ("'" + name if risky else name)
        assert float(line[1]) == HOSTILE.index(name) - 3.5, "numbers below 0 stay numbers"


def test_every_text_of_xlsx_is_typed_as_text() -> None:
    workbook = as_xlsx("=a title", ["@a note"], [SHEET, NUMBERS])
    found = cells(workbook, 2)
    assert found["A1"] == ("s", "=1+1 in a title")
    for at, name in enumerate(HOSTILE, start=4):
        kind, text = found[f"A{at}"]
        assert kind == "s"
        assert text == name or not name.isprintable()
        assert found[f"B{at}"] == (None, repr(at - 7.5).removesuffix(".0"))
    assert cells(workbook, 1)["A1"] == ("s", "=a title")
    assert cells(workbook, 1)["A2"] == ("s", "@a note")
    assert [cells(workbook, 3).get(f"A{at}") for at in range(4, 9)] == [
        (None, "1.5"), (None, "-2"), None, None, None
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(workbook)) as files:
        assert not any("external" in name or "vba" in name.lower() for name in files.namelist())


def test_parquet_holds_texts_as_they_are_and_nothing_where_there_is_no_number(tmp_path: Path) -> None:
    export(tmp_path, "title", ["note"], [SHEET, NUMBERS])
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert names == {"hostile.csv", "hostile.parquet", "numbers.csv", "numbers.parquet"}
    assert tuple(duckdb.sql(f"SELECT name, value, note FROM '{tmp_path}/tables/hostile.parquet'").fetchall()) == tuple(
        SHEET.rows
    )
    numbers = duckdb.sql(f"FROM '{tmp_path}/tables/numbers.parquet'").fetchall()
    assert numbers == [(1.5,), (-2.0,), (None,), (None,), (None,)]
    assert (tmp_path / "tables.xlsx").read_bytes()[:2] == b"PK"


def test_an_empty_table_is_a_table(tmp_path: Path) -> None:
    empty = Sheet("empty", "nothing", (Column("name", "", "text"), Column("x", "")), ())
    export(tmp_path, "title", [], [empty])
    assert duckdb.sql(f"FROM '{tmp_path}/tables/empty.parquet'").fetchall() == []
    assert duckdb.sql(f"FROM '{tmp_path}/tables/empty.parquet'").types == ["VARCHAR", "DOUBLE"]
    assert (tmp_path / "tables" / "empty.csv").read_text() == "name,x\n"


@pytest.mark.parametrize("length", [32_000, 40_000])
def test_long_texts_are_cut_where_the_format_ends(length: int) -> None:
    sheet = Sheet("long", "long", (Column("name", "", "text"),), (("a" * length,),))
    assert cells(as_xlsx("t", [], [sheet]), 2)["A4"] == ("s", "a" * 32_000)
