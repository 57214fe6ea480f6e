"""The briefing as slides: a slide a part of the short version, and a chart whose numbers can be edited."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from experiments.briefing.leading import in_short
from experiments.briefing.office import settled
from experiments.briefing.part import Block, Briefing, Facts, Part, Points, Text
from experiments.charts import Chart
from experiments.document import Document
from experiments.exports import Cell, Sheet
from experiments.page_words import Table
from experiments.palette import STYLES

INCH = 914_400
"""In the unit of slides."""
WIDE, HIGH, EDGE = 13.333, 7.5, 0.5
"""Inches of a slide, and of its margin."""
MOST_LETTERS = 900
"""On a slide; what is longer goes on on the next."""
COLOURS = tuple(style.colour for style in STYLES)
SAYS = (
    "Bars: median change of each leading outcome, as per cent of what it is without the change; lines: 90% range. The "
    "same numbers stand in the table of the slide after."
)


def slides(briefing: Briefing, document: Document, leading: Sheet) -> bytes:
    """Return the slides; `leading` is the table of the leading outcomes with unrounded numbers."""
    from pptx import Presentation

    file = Presentation()
    file.slide_width, file.slide_height = int(WIDE * INCH), int(HIGH * INCH)
    _properties(file.core_properties, briefing, document)
    _words(file, briefing.title, [briefing.lead, briefing.use, *briefing.warnings])
    for part in briefing.short:
        for lines in _pages(part):
            _words(file, part.heading, lines)
        for block in part.blocks:
            if isinstance(block, Table):
                _table(file, part.heading, block)
            elif isinstance(block, Chart):
                _chart(file, block.title, document, leading)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


def _properties(properties: Any, briefing: Briefing, document: Document) -> None:
    properties.title, properties.subject = briefing.title[:250], briefing.lead[:250]
    properties.author = properties.last_modified_by = "survivor-journeys"
    properties.created = properties.modified = datetime.fromisoformat(document["made"])
    properties.language, properties.revision = "en-GB", 1


def _pages(part: Part) -> Iterator[list[str]]:
    """Yield the sentences of a part, so many at once as a slide holds."""
    lines: list[str] = []
    for line in (line for block in part.blocks for line in _lines(block)):
        full = MOST_LETTERS / 2 if line.endswith(":") else MOST_LETTERS  # no name stands alone at the end of a slide
        if lines and sum(map(len, lines)) + len(line) > full:
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def _lines(block: Block) -> Sequence[str]:
    match block:
        case Text():
            return () if block.kind == "small" else (block.words,)
        case Points():
            return ((f"{block.under}:",) if block.under else ()) + block.lines
        case Facts():
            return (". ".join(f"{name}: {value}" for name, value in block.pairs),)
    return ()


def _slide(file: Any, title: str) -> Any:
    """Add a slide that has a title and nothing else."""
    from pptx.util import Emu, Pt

    slide = file.slides.add_slide(file.slide_layouts[5])
    shape = slide.shapes.title
    shape.left, shape.top = Emu(int(EDGE * INCH)), Emu(int(0.3 * INCH))
    shape.width, shape.height = Emu(int((WIDE - 2 * EDGE) * INCH)), Emu(int(0.9 * INCH))
    shape.text_frame.text = title
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = 1
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(28 if len(title) < 70 else 20), True
    return slide


def _box() -> tuple[int, int, int, int]:
    """Return where the body of a slide stands: left, top, width, height."""
    return tuple(int(x * INCH) for x in (EDGE, 1.3, WIDE - 2 * EDGE, HIGH - 1.7))  # type: ignore[return-value]


def _words(file: Any, title: str, lines: Sequence[str]) -> None:
    from pptx.util import Pt

    frame = _slide(file, title).shapes.add_textbox(*_box()).text_frame
    frame.word_wrap = True
    size = Pt(18 if sum(map(len, lines)) < MOST_LETTERS / 2 else 15)
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.space_after = Pt(6)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = line, size, line.endswith(":")


def _table(file: Any, title: str, table: Table) -> None:
    from pptx.util import Pt

    slide = _slide(file, title)
    rows = (table.head, *table.rows)
    left, top, width, height = _box()
    frame = slide.shapes.add_table(len(rows), len(table.head), left, top, width, min(height, 380_000 * len(rows)))
    _described(frame, table.caption)
    for i, line in enumerate(rows):
        for j, words in enumerate(line):
            cell = frame.table.cell(i, j)
            cell.text = words
            for run in cell.text_frame.paragraphs[0].runs:
                run.font.size = Pt(11)
    slide.notes_slide.notes_text_frame.text = table.caption


def _described(frame: Any, words: str) -> None:
    """Give a shape words for those who cannot see it."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)


def _chart(file: Any, title: str, document: Document, leading: Sheet) -> None:
    """Add the chart of the leading outcomes, with its numbers inside and lines for the ranges."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    at = {column.name: place for place, column in enumerate(leading.columns)}
    rows = {name: [row for row in leading.rows if row[at["scenario"]] == name] for name in in_short(document)}
    data = CategoryChartData(number_format='0.0"%"')
    data.categories = [str(row[at["outcome"]]) for row in next(iter(rows.values()))]
    for name, found in rows.items():
        data.add_series(name, [row[at["per_cent"]] for row in found])
    frame = _slide(file, title).shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *_box(), data)
    _described(frame, SAYS)
    chart = frame.chart
    chart.has_legend, chart.font.size = len(rows) > 1, Pt(11)
    if chart.has_legend:
        chart.legend.include_in_layout = False
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = '0"%"', False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for series, found, colour in zip(chart.plots[0].series, rows.values(), COLOURS, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#"))
        _ranges(series, *([row[at[f"per_cent{end}"]] for row in found] for end in ("", "_low", "_high")))


def _ranges(series: Any, middle: Sequence[Cell], low: Sequence[Cell], high: Sequence[Cell]) -> None:
    """Add lines for the ranges to a series: error bars of its own lengths, for which the library has no call."""
    from pptx.oxml import parse_xml

    def numbers(upper: Sequence[Cell], lower: Sequence[Cell]) -> str:
        gaps = [
            float(a) - float(b) if isinstance(a, int | float) and isinstance(b, int | float) else 0.0
            for a, b in zip(upper, lower, strict=True)
        ]
        points = "".join(f'<c:pt idx="{i}"><c:v>{gap!r}</c:v></c:pt>' for i, gap in enumerate(gaps))
        return f'<c:numLit><c:ptCount val="{len(gaps)}"/>{points}</c:numLit>'

    bars = parse_xml(
        '<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{numbers(high, middle)}</c:plus><c:minus>{numbers(middle, low)}</c:minus></c:errBars>"
    )
    series._element.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}cat").addprevious(bars)
