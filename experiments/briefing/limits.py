"""Limits of a finding, and the day after which it should no longer be used."""

from collections.abc import Iterator
from datetime import date

from experiments.document import Document

LAST_FIGURES = 2023
"""The last year of the published figures in the model; later years go on from these."""
RENEWED = (3, 31)
"""Month and day by which a new year of statistics on the National Referral Mechanism has been out in past years."""
SUNSET_RULE = (
    "The rule: the first 31 March after the runs. By then the Home Office has published another year of statistics on "
    "the National Referral Mechanism, and the model must be fitted to it. Sooner, if a change in law or policy comes "
    "first."
)
ALWAYS = (
    "Everybody here is simulated. Nothing is a forecast, and nothing tells of any one person.",
    "The range says how far a result moves with the uncertain numbers and with luck. It does not say how far the model "
    "itself may be wrong.",
    "Forces, prisons and councils stand for no real ones; nothing is told of any place.",
)


def use_until(document: Document) -> date:
    """Return the last day on which a finding should be used: the first end of March after the day it was made."""
    made = date.fromisoformat(document["made"])
    return next(day for day in (date(made.year + i, *RENEWED) for i in (0, 1)) if day > made)


def limits(document: Document) -> Iterator[str]:
    """Yield the limits of every finding of a comparison."""
    yield from ALWAYS
    if document["years"][1] > LAST_FIGURES:
        yield (f"Published figures end in {LAST_FIGURES}. Later years go on with ranges for what comes in, so read "
               "differences there, not levels.")  # fmt: skip
    bias = document.get("sample_bias")
    if bias is not None:
        yield f"A sample of the country was simulated; one simulated person stands for {document['scale']:,.1f}."


def cannot_show(scenario: Document) -> Iterator[str]:
    """Yield what the model cannot show of each change of a scenario."""
    for use in scenario["levers"]:
        yield f"{use['title']}: {use['cannot_show']}"


def long_day(day: date | str) -> str:
    """Return a day in words."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.day} {found:%B %Y}"
