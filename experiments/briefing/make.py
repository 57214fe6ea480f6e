"""The briefing of a comparison: every word of it, before it becomes a file."""

from experiments.briefing.finding import when
from experiments.briefing.limits import long_day, use_until
from experiments.briefing.long import long_version
from experiments.briefing.part import Briefing
from experiments.briefing.short import short_version
from experiments.chart_words import opening
from experiments.charts import others
from experiments.document import Document


def title_of(document: Document) -> str:
    """Return the title: the first scenario, and how many others there are."""
    first, *rest = others(document)
    more = f", and {len(rest)} other {'scenarios' if len(rest) > 1 else 'scenario'}" if rest else ""
    return f"{opening(first)}{more}"


def briefing(document: Document, short_alone: bool = False) -> Briefing:
    """Return the briefing of a document that is fit to be shown; without the long version if that is asked."""
    years = when(document, others(document)[0])
    return Briefing(
        title_of(document),
        f"What a simulation says of {years}, in England and Wales (the National Referral Mechanism: in the UK).",
        f"Made on {long_day(document['made'])}. Do not use after {long_day(use_until(document))}.",
        ("Simulated people, not a forecast.",),
        short_version(document), () if short_alone else long_version(document),
    )  # fmt: skip
