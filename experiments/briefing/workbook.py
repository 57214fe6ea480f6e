"""The workbook: a cover, contents, notes, then one table a sheet, as "Releasing statistics in spreadsheets" asks.

Every sheet has its title in A1; every table is marked as one; no cells are merged; no cell is run as a formula. Charts
are the spreadsheet's own, with words for those who cannot see them.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from experiments.briefing.leading import RULE, in_short
from experiments.briefing.limits import SUNSET_RULE, limits
from experiments.briefing.long import RULES
from experiments.briefing.part import Briefing
from experiments.briefing.short import fingerprint
from experiments.chart_words import FEW
from experiments.charts import OVER_YEARS
from experiments.document import Document
from experiments.exports import LONGEST, Cell, Column, Sheet
from experiments.palette import STYLES

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
HEAD = 2
"""The row of a table's head, counted from 0: the title and a line on the table stand above it."""
COLOURS = tuple(style.colour for style in STYLES)
MOST_LINES = 4
WIDE, NARROW = 34, 14


def workbook(briefing: Briefing, document: Document, tables: Sequence[Sheet]) -> bytes:
    """Return the workbook of a briefing; `document` is fit to be shown."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, SAFE) as book:
        book.set_properties({
            "title": briefing.title, "subject": briefing.lead, "author": "survivor-journeys",
            "created": datetime.fromisoformat(document["made"]),
        })  # fmt: skip
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        _listed(book.add_worksheet("cover"), briefing.title, _cover(briefing, document), bold, wrap)
        _contents(book.add_worksheet("contents"), tables, bold)
        _listed(book.add_worksheet("notes"), "Notes", _notes(document, tables), bold, wrap)
        for sheet in tables:
            page = book.add_worksheet(sheet.name)
            _table(page, sheet, bold)
            if sheet.name == "leading":
                _differences(book, page, sheet, document)
            elif sheet.name.removesuffix("_series") in OVER_YEARS:
                _years(book, page, sheet)
    return file.getvalue()


def _cover(briefing: Briefing, document: Document) -> list[str]:
    facts = [f"{name}: {value}" for name, value in fingerprint(document)]
    return [briefing.lead, briefing.use, SUNSET_RULE, *briefing.warnings, "Made by: survivor-journeys", *facts]


def _notes(document: Document, tables: Sequence[Sheet]) -> list[str]:
    columns = dict.fromkeys((column.name, column.meaning) for sheet in tables for column in sheet.columns
                            if not sheet.name.endswith("_series"))  # fmt: skip
    return [
        RULES, RULE, FEW, *limits(document), *document["notes"],
        "An empty cell: not defined, or not asked for.",
        *(f"Column {name}: {meaning}." for name, meaning in columns),
    ]  # fmt: skip


def _listed(page: Any, title: str, lines: Sequence[str], bold: Any, wrap: Any) -> None:
    page.set_column(0, 0, 110)
    page.write_string(0, 0, title[:LONGEST], bold)
    for place, line in enumerate(lines, 1):
        page.write_string(place, 0, line[:LONGEST], wrap)


def _contents(page: Any, tables: Sequence[Sheet], bold: Any) -> None:
    rows = tuple((sheet.name, sheet.title, len(sheet.rows)) for sheet in tables)
    columns = (Column("sheet", "", "text"), Column("holds", "", "text"), Column("rows", ""))
    _table(page, Sheet("contents", "Contents", columns, rows), bold)
    for place, sheet in enumerate(tables, HEAD + 1):
        page.write_url(place, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)


def _table(page: Any, sheet: Sheet, bold: Any) -> None:
    """Write one table, every text typed as text, and mark it as a table."""
    page.write_string(0, 0, sheet.title[:LONGEST], bold)
    page.write_string(1, 0, "This sheet holds one table. An empty cell: not defined, or not asked for.")
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, WIDE if column.kind == "text" else NARROW)
    for place, row in enumerate(sheet.rows, HEAD + 1):
        for at, value in enumerate(row):
            _cell(page, place, at, value)
    page.add_table(HEAD, 0, HEAD + len(sheet.rows), len(sheet.columns) - 1, {
        "name": f"table_{sheet.name}", "style": "Table Style Light 1",
        "columns": [{"header": head} for head in _heads(sheet)],
    })  # fmt: skip
    page.freeze_panes(HEAD + 1, 0)


def _heads(sheet: Sheet) -> list[str]:
    """Return heads that differ even where a spreadsheet reads capitals and small letters alike."""
    heads: list[str] = []
    for column in sheet.columns:
        name = base = column.name[:200]
        while name.casefold() in map(str.casefold, heads):
            name = f"{base} ({len(heads) + 1})"
        heads.append(name)
    return heads


def _cell(page: Any, row: int, at: int, value: Cell) -> None:
    if isinstance(value, str):
        page.write_string(row, at, value[:LONGEST])
    elif value is not None:
        page.write_number(row, at, value)


def _differences(book: Any, page: Any, sheet: Sheet, document: Document) -> None:
    """Add the chart of the leading outcomes: bars of change in per cent, with their ranges."""
    place = {column.name: at for at, column in enumerate(sheet.columns)}
    chart = book.add_chart({"type": "bar"})
    every = [row[0] for row in sheet.rows]
    for scenario, colour in zip(in_short(document), COLOURS, strict=False):
        first, last = (HEAD + 1 + found for found in (every.index(scenario), _last(every, scenario)))
        rows = sheet.rows[first - HEAD - 1 : last - HEAD]
        middle, low, high = ([row[place[f"per_cent{end}"]] for row in rows] for end in ("", "_low", "_high"))
        chart.add_series({
            "name": [sheet.name, first, place["scenario"]],
            "categories": [sheet.name, first, place["outcome"], last, place["outcome"]],
            "values": [sheet.name, first, place["per_cent"], last, place["per_cent"]],
            "fill": {"color": colour}, "gap": 60,
            "x_error_bars": {"type": "custom", "plus_values": _gaps(high, middle), "minus_values": _gaps(middle, low)},
        })  # fmt: skip
    chart.set_title({"name": "Change as per cent of what it is without the change", "name_font": {"size": 12}})
    chart.set_x_axis({"num_format": '0"%"', "major_gridlines": {"visible": True, "line": {"color": "#DADADA"}}})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 860, "height": 560})
    page.insert_chart(HEAD + len(sheet.rows) + 2, 0, chart, {"description": (
        "Bars: median change of each leading outcome, as per cent of what it is without the change; lines: 90% range. "
        "The numbers are in the table above, columns per_cent, per_cent_low and per_cent_high."
    )})  # fmt: skip


def _last(names: list[Cell], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)


def _gaps(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[float]:
    """Return how far one end lies from the other, 0 where one is not defined."""
    return [
        float(high) - float(low) if isinstance(high, int | float) and isinstance(low, int | float) else 0.0
        for high, low in zip(upper, lower, strict=True)
    ]


def _years(book: Any, page: Any, sheet: Sheet) -> None:
    """Add the chart of an outcome over the years: medians as lines, the ends of their ranges as broken lines."""
    chart = book.add_chart({"type": "line"})
    last = HEAD + len(sheet.rows)
    scenarios = min(MOST_LINES, (len(sheet.columns) - 1) // 3)
    for i in range(scenarios):
        for part, dash in ((0, "solid"), (1, "dash"), (2, "dash")):
            at = 1 + 3 * i + part
            chart.add_series({
                "name": [sheet.name, HEAD, at], "categories": [sheet.name, HEAD + 1, 0, last, 0],
                "values": [sheet.name, HEAD + 1, at, last, at],
                "line": {"color": COLOURS[i], "width": 1 if part else 2.5, "dash_type": dash},
            })  # fmt: skip
    chart.set_title({"name": sheet.title.partition(":")[0], "name_font": {"size": 12}})
    chart.set_x_axis({"name": "year"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DADADA"}}})
    chart.set_legend({"position": "bottom", "delete_series": [i for i in range(3 * scenarios) if i % 3]})
    chart.set_size({"width": 860, "height": 420})
    page.insert_chart(last + 2, 0, chart, {"description": (
        f"{sheet.title}. Lines: medians of each scenario; broken lines: the ends of their 90% ranges. The numbers are "
        "in the table above."
    )})  # fmt: skip
