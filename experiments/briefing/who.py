"""Who gains and who loses: the same people in both worlds, groups for whom a harm is larger, and waits.

Where more gain than lose, or the other way round, is said only where no rule forbids a direction: the rules are those
of the verdicts, and the 90% interval of gains less losses must leave out 0.
"""

from experiments.chart_harms import harm_told
from experiments.chart_words import (
    FEWEST,
    drawn,
    interval,
    largest_harms,
    of,
    people,
    refusal,
    signed,
    years_told,
)
from experiments.desirable import HARMS
from experiments.document import Document

MOST_TOLD, MOST_HARMS = 3, 2
"""Fates each way, and harms in groups, that are named."""


def balance(row: Document) -> str:
    """Return whether a fate turns out for the better or the worse for more people than not; '' if that is not clear."""
    low, high = row["net"]["low"], row["net"]["high"]
    if row["good"] is None or low is None or high is None or low <= 0 <= high:
        return ""
    return "better" if (low > 0) == row["good"] else "worse"


def may_be_balanced(document: Document, scenario: str) -> bool:
    """Return whether any rule lets gains be set against losses."""
    return document["draws"] >= FEWEST and not refusal(document, scenario)


def gains_and_losses(document: Document, scenario: str, most: int = MOST_TOLD) -> tuple[str, ...]:
    """Return in sentences for whom the scenario turns out better, for whom worse, and what cannot be told."""
    rows = [row for row in of(document, "ledger", scenario) if row["good"] is not None]
    if not may_be_balanced(document, scenario):
        why = refusal(document, scenario) or f"{document['draws']} draws are too few; {FEWEST} are needed."
        return (f"Gains are not set against losses. {why.removeprefix('No direction is given: ')}",)
    said = []
    for way, words in (("better", "More people gain than lose"), ("worse", "More people lose than gain")):
        some = sorted((r for r in rows if balance(r) == way), key=lambda r: -abs(r["net"]["value"]))
        if some:
            told = "; ".join(_fate(row) for row in some[:most])
            more = f"; and {len(some) - most} more" if len(some) > most else ""
            said.append(f"{words}: {told}{more}.")
    unclear = sum(not balance(row) for row in rows)
    if not said:
        return (f"For none of {len(rows)} things that can become of a person can it be told that more gain than lose, "
                "or lose than gain.",)  # fmt: skip
    return (*said, f"No clear balance for {unclear} of {len(rows)} things that can become of a person.")


def _fate(row: Document) -> str:
    """Return one fate: how many gain it and lose it, or suffer it and are spared it."""
    gained, lost = people(row["gained"]), people(row["lost"])
    if row["good"]:
        return f"{row['meaning']} ({gained} gain this, {lost} lose it)"
    return f"{row['meaning']} ({lost} are spared this, {gained} suffer it)"


def groups_worse_off(document: Document, scenario: str, most: int = MOST_HARMS) -> str:
    """Return the sentence on harms that are larger in a group, with the largest."""
    rows = largest_harms(document, scenario)
    if document["draws"] < FEWEST:
        return f"Whether a harm is larger in some group is not told: {drawn(document)}, {FEWEST} are needed."
    if refusal(document, scenario):
        return f"Harms whose 90% range lies above 0 in some group: {len(rows) or 'none'}. No direction is told of them."
    if not rows:
        return f"Of the {len(HARMS)} harms counted, none is clearly larger in any group."
    largest = "; ".join(map(harm_told, rows[: min(most, MOST_HARMS)]))
    return f"Harms clearly larger in some group: {len(rows)}. The largest of these many: {largest}."


def waits(document: Document, scenario: str) -> str:
    """Return what becomes of the wait for a decision of the same people."""
    row = next(iter(of(document, "waits", scenario)), None)
    if row is None or row["mean_days"] is None:
        return "Nobody is decided in both worlds, so no wait can be compared."
    ends = interval(row["low"], row["high"], "days", signed)
    return (
        f"Wait of the same {people(row['people'])} people, referred on the same day, undecided when the change began: "
        f"a week or more longer for {people(row['longer'])}, shorter for {people(row['shorter'])}; mean change "
        f"{signed(row['mean_days'], 'days')} days (90% range {ends})."
    )


def costs(document: Document, scenario: str) -> str:
    """Return what the changes cost by themselves, with the range; the public purse in all leads already."""
    row = next((row for row in of(document, "verdicts", scenario) if row["name"] == "cost_levers"), None)
    if row is None or row["difference"] is None:
        return "No cost of the changes is defined."
    free = not any((row["difference"], row["low"], row["high"]))
    ends = interval(row["low"], row["high"], row["unit"], signed)
    cost = "none is counted" if free else f"{signed(row['difference'], row['unit'])} (90% range {ends})"
    years = years_told(document, document["since"][scenario])
    return f"Cost of the changes alone, {years}, prices of 2023: {cost}. That of the public purse is in the table."
