"""The briefing as a Word document: headings, sentences and tables to be edited; pictures where they were drawn."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from experiments.briefing.office import settled
from experiments.briefing.part import Block, Briefing, Facts, Points, Text
from experiments.charts import Chart
from experiments.document import Document
from experiments.page_words import Table

LONGEST = 40
"""Rows of a table; the rest is in the workbook."""
MILLIMETRES = 36_000
"""In the unit of Word documents."""
ACROSS = 170 * MILLIMETRES


def word(briefing: Briefing, document: Document, pictures: Mapping[str, bytes]) -> bytes:
    """Return the document; `pictures` are PNG files by the name of a panel, none if no browser drew them."""
    from docx import Document as Empty
    from docx.shared import Pt

    file = Empty()
    page = file.sections[0]
    page.page_width, page.page_height = 210 * MILLIMETRES, 297 * MILLIMETRES
    page.left_margin = page.right_margin = 20 * MILLIMETRES
    page.top_margin = page.bottom_margin = 18 * MILLIMETRES
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    _properties(file.core_properties, briefing, document)
    file.add_heading(briefing.title, 0)
    for words in (briefing.lead, briefing.use, *briefing.warnings):
        file.add_paragraph(words)
    for place, parts in enumerate((briefing.short, briefing.long)):
        if place and parts:
            file.add_page_break()
            file.add_heading("The long version, with annexes", 1)
        for part in parts:
            file.add_heading(part.heading, 2 if place else 1)
            for block in part.blocks:
                _add(file, block, pictures)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


def _properties(properties: Any, briefing: Briefing, document: Document) -> None:
    day = datetime.fromisoformat(document["made"])
    properties.title, properties.subject = briefing.title[:250], briefing.lead[:250]
    properties.author, properties.language, properties.comments = "survivor-journeys", "en-GB", ""
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision = "survivor-journeys", 1


def _add(file: Any, block: Block, pictures: Mapping[str, bytes]) -> None:
    match block:
        case Text():
            line = file.add_paragraph().add_run(block.words)
            line.bold, line.italic = block.kind == "finding", block.kind == "small"
        case Points():
            if block.under:
                file.add_paragraph().add_run(block.under).bold = True
            for words in block.lines:
                file.add_paragraph(words, style="List Bullet")
        case Facts():
            for name, value in block.pairs:
                line = file.add_paragraph()
                line.add_run(f"{name}: ").bold = True
                line.add_run(value)
        case Table():
            _table(file, block)
        case Chart():
            _chart(file, block, pictures)


def _table(file: Any, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    left = len(table.rows) - LONGEST
    more = f" The first {LONGEST} rows; {left} more are in the workbook." if left > 0 else ""
    file.add_paragraph().add_run(table.caption + more).bold = True
    rows = (table.head, *table.rows[:LONGEST])
    grid = file.add_table(rows=0, cols=len(table.head), style="Light List Accent 1")
    for line in rows:
        for cell, words in zip(grid.add_row().cells, line, strict=True):
            cell.text = words
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(8)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # read out, and repeated on each page
    file.add_paragraph()


def _chart(file: Any, chart: Chart, pictures: Mapping[str, bytes]) -> None:
    """Add the pictures of a chart with words for those who cannot see them, or its table where none was drawn."""
    file.add_heading(chart.title, 3)
    file.add_paragraph().add_run(chart.subtitle).italic = True
    drawn = False
    for i, group in enumerate(chart.groups):
        for j, panel in enumerate(group.panels):
            picture = pictures.get(f"{chart.key}-{i}-{j}")
            if picture:
                shape = file.add_picture(io.BytesIO(picture), width=ACROSS)
                shape._inline.docPr.set("descr", panel.says[:2000])
                shape._inline.docPr.set("name", chart.title[:100])
                drawn = True
    if not drawn and chart.rows:
        _table(file, Table(f"Data. {chart.title}", chart.head, chart.rows))
    for words in chart.caption:
        file.add_paragraph().add_run(words).italic = True
