"""The briefing of a comparison: every word of it, before it becomes a file."""

from experiments.briefing.finding import when
from experiments.briefing.limits import long_day, use_until
from experiments.briefing.long import long_version
from experiments.briefing.part import Briefing
from experiments.briefing.short import short_version
from experiments.charts import others
from experiments.document import Document


def briefing(document: Document, short_alone: bool = False) -> Briefing:
    """Return the briefing of a document that is fit to be shown; without the long version if that is asked."""
    names = others(document)
    left = len(names) - 1
    more = f", and {left} other {'scenarios' if left > 1 else 'scenario'}" if left else ""
    years = when(document, names[0])
    return Briefing(
        f"{names[0][:1].upper()}{names[0][1:]}{more}",
        f"What a simulation says of {years}, in England and Wales (the National Referral Mechanism: in the UK).",
        f"Made on {long_day(document['made'])}. Do not use after {long_day(use_until(document))}.",
        ("Simulated people, not a forecast.",),
        short_version(document), () if short_alone else long_version(document),
    )  # fmt: skip
