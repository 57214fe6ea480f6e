"""The page: a comparison as one HTML file that opens without a network."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from experiments.chart_attribution import attribution_chart
from experiments.chart_differences import differences_chart
from experiments.chart_harms import harms_chart
from experiments.chart_journeys import journeys_chart
from experiments.chart_ledger import ledger_chart
from experiments.chart_queues import counts_chart, queues_chart
from experiments.chart_ranking import ranking_chart
from experiments.chart_switching import switching_chart
from experiments.chart_waits import waits_chart
from experiments.chart_words import costs_told, letter, no_worth, ranking_told
from experiments.chart_worth import acceptability_chart, plane_chart
from experiments.chart_years import years_chart
from experiments.charts import OVER_YEARS, Chart, fit_to_show, others, renamed
from experiments.document import Document
from experiments.page_words import (
    Table,
    beside,
    command_line,
    definitions,
    end_tables,
    findings,
    glance,
    harmed_table,
    origin,
)
from experiments.page_writer import written


@dataclass(frozen=True)
class Section:
    """A part of the page: sentences, charts, and tables that fold out under one line."""

    key: str
    heading: str
    charts: tuple[Chart, ...]
    words: tuple[str, ...] = ()
    fold: str = ""
    tables: tuple[Table, ...] = ()


def page(document: Document) -> str:
    """Return the page of a comparison."""
    fit = fit_to_show(document)
    parts = sections(fit)
    return written(
        "page.html.jinja", [chart for part in parts for chart in part.charts], origin(fit), document=fit,
        sections=parts, glance=glance(fit), findings=findings(fit), beside=beside(fit), command_line=command_line(fit),
        definitions=list(definitions(fit)),
    )  # fmt: skip


def sections(document: Document) -> list[Section]:
    """Return the parts of the page in their order, charts numbered throughout."""
    return numbered(_sections(document))


def numbered(parts: Iterable[Section]) -> list[Section]:
    """Return sections with their charts numbered throughout; those that hold nothing are left out."""
    number = count(1)
    held = (part for part in parts if part.charts or part.words or part.tables)
    return [replace(part, charts=tuple(renamed(chart, next(number)) for chart in part.charts)) for part in held]


def charts(document: Document) -> list[Chart]:
    """Return the charts of a comparison in the order of the page."""
    return [chart for part in sections(document) for chart in part.charts]


def _sections(document: Document) -> Iterator[Section]:
    yield Section("charts", "What differs", (
        differences_chart(document), *(years_chart(document, name, noun) for name, noun in OVER_YEARS.items()),
        journeys_chart(document),
    ))  # fmt: skip
    yield Section("who-waits", "Who waits", (queues_chart(document), counts_chart(document)))
    yield Section(
        "same-people", "The same people, other outcomes", (ledger_chart(document),),
        fold="Where the same people end: states at the end, baseline by scenario", tables=tuple(end_tables(document)),
    )  # fmt: skip
    yield Section(
        "worse-off", "Who is worse off", (harms_chart(document), waits_chart(document)),
        fold="The same people made worse, by group", tables=(harmed_table(document),),
    )  # fmt: skip
    costs = tuple(f"{name}. {costs_told(document, name)}" for name in others(document))
    if document["worth"]:
        yield Section("worth", "What it costs for what it does",
                      (plane_chart(document), acceptability_chart(document)), costs)  # fmt: skip
    else:
        yield Section("worth", "What it costs for what it does", (), (*costs, no_worth(document)))
    ranking = (ranking_chart(document),) if document["ranking"] else ()
    keys = "; ".join(f"{letter(place)}: {each['name']}" for place, each in enumerate(document["scenarios"]))
    yield Section("best", "Which scenario is best", ranking, (f"{keys}.",) if ranking else (ranking_told(document),))
    if document["attribution"]:
        yield Section("owed", "What each lever of a package is owed", (attribution_chart(document),))
    if document["switching"]:
        yield Section("weaker", "How weak an effect may be", (switching_chart(document),))
