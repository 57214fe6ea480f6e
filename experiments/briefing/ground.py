"""What a finding rests on: the evidence for the change, the numbers of its levers, and how sure it is."""

from collections.abc import Iterator

from calibration.posterior import shipped
from experiments.briefing.change import believed
from experiments.briefing.leading import told, verdict_of
from experiments.briefing.limits import long_day
from experiments.chart_words import drawn, interval, number, of, signed
from experiments.charts import label
from experiments.document import Document
from experiments.page_words import GRADES, Table

GRADE_RULE = (
    "The grade is that of the evidence for the change: the lowest grade among the numbers that carry the effect of "
    "each change; D for numbers that the author of a scenario set outright; D for all where the model's numbers were "
    "not fitted to published figures. Most numbers of the model itself are assumptions, too."
)
MOST_TOLD = 3
"""Weakest links that are named."""


def links(document: Document, scenario: Document) -> list[tuple[str, str]]:
    """Return what a scenario's finding rests on, each with its grade."""
    found = [(use["title"], use["grade"]) for use in scenario["levers"]]
    if scenario["overrides"]:
        found.append(("numbers set outright by the author of the scenario", "D"))
    if document["numbers"] != "calibrated":
        found.append(("the numbers of the model, drawn from priors and not fitted to published figures", "D"))
    return found


def grade(document: Document, scenario: Document) -> str:
    """Return the evidence grade of a scenario's finding; '-' if nothing is changed."""
    return max((letter for _, letter in links(document, scenario)), default="-")


def grade_told(document: Document, scenario: Document, most: int = MOST_TOLD) -> str:
    """Return the grade of a finding, what it means, and which link is the weakest."""
    found = links(document, scenario)
    if not found:
        return "No evidence grade: the scenario changes nothing."
    weakest = grade(document, scenario)
    named = [title for title, letter in found if letter == weakest]
    more = f" and {len(named) - most} more" if len(named) > most else ""
    only = sum(use["mechanism_only"] for use in scenario["levers"])
    assumed = (
        f" {'Every number' if len(found) == 1 else f'For {only} of {len(found)} every number'} that carries the effect "
        "is an assumption of ours: read how the change acts, not how much it achieves." if only else ""
    )  # fmt: skip
    return (f"Evidence grade {weakest} ({GRADES.get(weakest, 'not known')}), from the weakest link: "
            f"{'; '.join(named[:most])}{more}.{assumed}")  # fmt: skip


def chance_and_not_knowing(document: Document, scenario: str) -> str:
    """Return which part of a range is chance and which not knowing: of the first outcome told, else of any."""
    rows = [*told(document, scenario), *of(document, "verdicts", scenario)]
    row = next((r for r in rows if r.get("parameters_low") is not None and r["difference"]), None)
    if row is None:
        return "Chance is not told apart from not knowing: no draw was lived again with other luck."
    unit = row["unit"]
    apart = interval(row["parameters_low"], row["parameters_high"], unit, signed)
    half = (row["chance_high"] - row["chance_low"]) / 2
    return (f"{label(row['name'])}: not knowing the numbers alone gives {apart}; chance alone about "
            f"{number(half, unit)} either way.")  # fmt: skip


def sure_table(document: Document, scenario: str, names: list[str]) -> Table:
    """Return for each leading outcome the range, not knowing and chance apart, and in how many draws it is higher."""
    rows = []
    for name in names:
        row = verdict_of(document, scenario, name)
        unit = row["unit"]
        parts = [
            interval(row.get(f"{p}low"), row.get(f"{p}high"), unit, signed) for p in ("", "parameters_", "chance_")
        ]
        above = row.get("share_above")
        rows.append((label(name), *parts, "-" if above is None else f"{above:.0%}"))
    return Table(
        f"How sure: {scenario} ({drawn(document)})",
        ("Outcome", "90% range, all", "From not knowing the numbers", "From chance, whole country", "Draws with more"),
        tuple(rows),
    )  # fmt: skip


def assumptions_table(scenario: Document) -> Table:
    """Return the numbers that carry the effects of a scenario's levers, the weakest grade first."""
    rows = [
        (number["meaning"], use["title"], number["unit"], believed(number), number["grade"],
         number["basis"] if number["prior"] else number["kind"])
        for use in scenario["levers"] for number in use["rests_on"]
    ]  # fmt: skip
    return Table(
        f"The numbers that carry the effect: {scenario['name']}",
        ("Number", "Change", "Unit", "What is believed", "Grade", "Why"),
        tuple(sorted(dict.fromkeys(rows), key=lambda row: row[4], reverse=True)),
    )  # fmt: skip


def calibrated_told(document: Document) -> str:
    """Return whether the model's numbers were fitted to published figures."""
    if document["numbers"] == "calibrated":
        found = shipped().manifest
        return (f"{len(found['fitted'])} uncertain numbers of the model were fitted to {found['figures']} published "
                "figures; its others, and all numbers of the changes, are as believed beforehand.")  # fmt: skip
    return "The model's numbers were not fitted to published figures: read differences, not levels."


def numbers_told(scenario: Document) -> str:
    """Return how many numbers carry the effects of a scenario's levers, by grade."""
    known = {number["name"]: number["grade"] for use in scenario["levers"] for number in use["rests_on"]}
    if not known:
        return ""
    by_grade = "; ".join(f"{list(known.values()).count(g)} of grade {g}" for g in GRADES if g in known.values())
    one = len(known) == 1
    return f"{len(known)} {'number carries' if one else 'numbers carry'} the effect: {by_grade}."


def published_told(document: Document) -> str:
    """Return how many of the published figures that the model was not given lie in the range of the baseline."""
    rows = [p for p in document["published"] if not p["is_input"] and p.get("inside") is not None]
    if not rows:
        return "No published figure could be set beside this run."
    inside = sum(p["inside"] for p in rows)
    fitted = "; most of them the model was fitted to" if document["numbers"] == "calibrated" else ""
    return (f"Of {len(rows)} published figures set beside this run of {document['scenario']} (without figures that the "
            f"model is given{fitted}), {inside} lie in its 90% range.")  # fmt: skip


def levers_told(scenario: Document, most: int) -> Iterator[str]:
    """Yield what is changed, from when, and for how many."""
    for use in scenario["levers"][:most]:
        ramp = f", coming in over {use['ramp_days']:,.0f} days" if use["ramp_days"] else ""
        part = f", reaching {use['coverage']:.0%}" if use["coverage"] < 1 else ""
        yield f"{use['title']}, from {long_day(use['start'])}{part}{ramp} (evidence grade {use['grade']})"
    if len(scenario["levers"]) > most:
        yield f"and {len(scenario['levers']) - most} more, in the long version"
    if scenario["overrides"]:
        count = len(scenario["overrides"])
        yield f"{number(count, 'people').removesuffix('.0')} {'number' if count == 1 else 'numbers'} set outright"
