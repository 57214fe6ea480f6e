"""The page of a briefing: one HTML file that opens by double-click, without a network."""

from collections.abc import Iterator

from experiments.briefing.part import Block, Briefing, Facts, Part, Points, Text
from experiments.charts import Chart
from experiments.document import Document
from experiments.page_words import Table, origin
from experiments.page_writer import written

KINDS: dict[type, str] = {Text: "text", Points: "points", Facts: "facts", Table: "table", Chart: "chart"}


def kind(block: Block) -> str:
    """Return what a block is, as the template calls it."""
    return KINDS[type(block)]


def charts_of(parts: tuple[Part, ...]) -> Iterator[Chart]:
    """Yield the charts of some parts, in order."""
    for part in parts:
        yield from (block for block in part.blocks if isinstance(block, Chart))


def page(briefing: Briefing, document: Document) -> str:
    """Return the page; `document` is what the briefing was made of, fit to be shown."""
    charts = list(charts_of((*briefing.short, *briefing.long)))
    return written("briefing/briefing.html.jinja", charts, origin(document), briefing=briefing, kind=kind)
