"""The words of the page: a finding a scenario, written by rules, and the baseline beside published figures.

A direction is named only where the 90% interval of the difference leaves out 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from experiments.charts import has_interval, headline_records, is_clear, label, records, sources
from experiments.document import Document
from experiments.text import interval, number, same_until, signed

GRADES = {
    "A": "official statistic or statutory rule",
    "B": "published research or inspectorate finding",
    "C": "estimate of experts, charities, press or ministers",
    "D": "mechanism only: the size of its effect is an assumption of ours, so read through which stages it acts, "
         "not how much it would achieve",
}  # fmt: skip


@dataclass(frozen=True)
class LeverWords:
    """A lever as a scenario uses it, the evidence for its effect, and who asked for it."""

    use: str
    grade: str
    recommendation: str
    limits: str


@dataclass(frozen=True)
class Finding:
    """What a scenario asks and what came of it."""

    name: str
    question: str
    headline: str
    clear: tuple[str, ...]
    unclear: str
    levers: tuple[LeverWords, ...]
    overrides: str
    same: str
    fault: bool


@dataclass(frozen=True)
class Beside:
    """The baseline beside the published figures: a line an outcome, every figure, and where the figures are from."""

    summary: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    where_parted: tuple[str, ...]


def findings(document: Document) -> list[Finding]:
    """Return a finding for each scenario but the baseline."""
    checks = {check["scenario"]: check for check in document["checks"]}
    return [_finding(document, scenario, checks[scenario["name"]]) for scenario in document["scenarios"][1:]]


def _finding(document: Document, scenario: Document, check: Document) -> Finding:
    rows = headline_records(document, scenario["name"])
    clear = sorted((r for r in rows if is_clear(r)), key=lambda r: -abs(2 * r["share_above"] - 1))
    unclear = [label(r["name"]) for r in rows if not is_clear(r)]
    bounded = any(has_interval(r) for r in rows)
    levers = tuple(_lever(use) for use in scenario["levers"])
    dated = check | {"until": _long(check["until"])} if check["until"] else check
    return Finding(
        scenario["name"], scenario["question"],
        _headline(len(clear), len(rows), bounded, "D" in {use["grade"] for use in scenario["levers"]}),
        tuple(_direction(r) for r in clear),
        f"No clear difference (the 90% interval contains 0): {'; '.join(unclear)}." if clear and unclear else "",
        levers, "; ".join(f"{name} = {value:g}" for name, value in scenario["overrides"].items()),
        same_until(dated), check["identical"] is False,
    )  # fmt: skip


def _headline(clear: int, of: int, bounded: bool, mechanism_only: bool) -> str:
    if not bounded:
        said = "one draw has no interval, so no difference can be called clear"
    elif clear:
        said = f"{clear} of {of} headline outcomes differ clearly from the baseline"
    else:
        said = f"no clear difference in any of {of} headline outcomes"
    return f"Mechanism only: {said}." if mechanism_only else f"{said[0].upper()}{said[1:]}."


def _direction(record: Document) -> str:
    unit = record["unit"]
    way = "higher" if record["difference"] > 0 else "lower" if record["difference"] < 0 else "different"
    days = " days" if unit == "days" else ""
    return (f"{label(record['name'])} in {record['year']}: {way}, {signed(record['difference'], unit)}{days} "
            f"(90% interval {interval(record['low'], record['high'], unit, signed)})")  # fmt: skip


def _lever(use: Document) -> LeverWords:
    until = f" to {_long(use['end'])}" if use["end"] else ""
    ramp = f", reached over {use['ramp_days']:,.0f} days" if use["ramp_days"] else ""
    return LeverWords(
        f"{use['title']}, from {_long(use['start'])}{until}; coverage {use['coverage']:.0%}{ramp}.",
        f"Evidence grade {use['grade']}, {GRADES.get(use['grade'], 'not known')}.",
        f"Asked for in: {use['recommendation']}.",
        f"How it works here: {use['mechanism']}. What it cannot show: {use['cannot_show']}.",
    )


def _long(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def beside(document: Document) -> Beside:
    """Return every published figure of an outcome and year beside the baseline's."""
    found = records(document)
    pairs = [
        (p, found[document["scenario"], p["name"], p["year"]])
        for p in document["published"] if (document["scenario"], p["name"], p["year"]) in found
    ]  # fmt: skip
    names = list(dict.fromkeys(p["name"] for p, _ in pairs))
    return Beside(
        tuple(_summary(name, [(p, r) for p, r in pairs if p["name"] == name]) for name in names),
        tuple(_beside_row(p, r) for p, r in pairs),
        sources(p for p, _ in pairs),
        tuple(dict.fromkeys(f"{label(p['name'])}, {p['year']}: {p['note']}." for p, _ in pairs if p["note"])),
    )


def ratio(published: Document, record: Document) -> float | None:
    """Return the baseline's value over the published figure, None if that is 0."""
    return record["value"] / published["value"] if published["value"] else None


def _beside_row(p: Document, r: Document) -> tuple[str, ...]:
    over = ratio(p, r)
    shown = "-" if over is None else f"{over:.2f}"
    return (
        label(p["name"]), str(p["year"]), number(p["value"], r["unit"]), number(r["value"], r["unit"]),
        interval(r["value_low"], r["value_high"], r["unit"]), f"{shown}, input" if p["is_input"] else shown,
        f"{p['fact']}, grade {p['grade']}",
    )  # fmt: skip


def _summary(name: str, pairs: Sequence[tuple[Document, Document]]) -> tuple[str, ...]:
    years = [p["year"] for p, _ in pairs]
    ratios = sorted(over for p, r in pairs if (over := ratio(p, r)) is not None)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}" if len(ratios) > 1 else f"{ratios[0]:.2f}" if ratios else "-"
    return (
        label(name), f"{min(years)} to {max(years)}" if len(set(years)) > 1 else str(years[0]), str(len(pairs)), spread,
        _covered(pairs), "input" if any(p["is_input"] for p, _ in pairs) else "compared",
    )  # fmt: skip


def _covered(pairs: Sequence[tuple[Document, Document]]) -> str:
    known = [(p, r) for p, r in pairs if r["value_low"] is not None]
    inside = sum(r["value_low"] <= p["value"] <= r["value_high"] for p, r in known)
    return f"{inside} of {len(known)}" if known else "-"


def definitions(document: Document) -> Iterator[tuple[str, ...]]:
    """Yield each outcome: short name, name in the files, meaning, unit and where."""
    for name, d in document["definitions"].items():
        yield label(name), name, d["meaning"], d["unit"], "England and Wales" if d["where"] == "E&W" else d["where"]


def origin(document: Document) -> str:
    """Return the line that a saved picture carries."""
    return f"Simulated, not yet calibrated. Seed {document['seed']}, fingerprint {document['fingerprint']}"


def command_line(document: Document) -> str:
    """Return the command that makes these numbers again."""
    return f"{document['asked']} --out results"
