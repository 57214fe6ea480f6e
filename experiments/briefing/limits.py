"""Limits of a finding, and the day after which it should no longer be used."""

from collections.abc import Iterator
from datetime import date

from experiments.document import Document
from model.facts import NRM_YEARS

LAST_FIGURES = NRM_YEARS[-1]
"""The last year of statistics on the National Referral Mechanism in the model; later years go on from there."""
RENEWED = (3, 31)
"""Month and day by which the statistics of a year are taken to be out: an assumption."""
SUNSET_RULE = (
    "The rule: the first 31 March after the runs, by when another year of statistics on the National Referral "
    "Mechanism is taken to be out. Sooner, if a change in law or policy comes first."
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


def years_behind(document: Document) -> int:
    """Return of how many years statistics were out when a finding was made that the model does not know."""
    made = date.fromisoformat(document["made"])
    return max(0, made.year - 1 - ((made.month, made.day) <= RENEWED) - LAST_FIGURES)


def limits(document: Document) -> Iterator[str]:
    """Yield the limits of every finding of a comparison."""
    yield from ALWAYS
    if document["years"][1] > LAST_FIGURES:
        yield (f"Statistics on the National Referral Mechanism in the model end in {LAST_FIGURES}. Later years go on "
               "with ranges for what comes in, so read differences there, not levels.")  # fmt: skip
    behind = years_behind(document)
    if behind:
        yield (f"Statistics of {behind} later {'year' if behind == 1 else 'years'} are taken to have been out when "
               "this was made, and the model is not fitted to them.")  # fmt: skip
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
