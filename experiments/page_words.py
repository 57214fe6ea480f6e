"""The words of the page: a finding a scenario, written by rules, and the baseline beside published figures.

A direction is named only where the verdict gives one; where a rule forbids it, the rule is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from experiments.chart_harms import harm_told
from experiments.chart_ledger import outcome_label
from experiments.chart_words import (
    BARRING,
    FEWEST,
    NO_WISH,
    barred_by,
    costs_told,
    counted,
    group_label,
    harms_told,
    held_back,
    interval,
    largest_harms,
    number,
    of,
    people,
    people_told,
    precision_told,
    refusal,
    rule_for_all,
    signed,
    wait_told,
    years_told,
)
from experiments.charts import others, records, sources
from experiments.desirable import HEADLINES
from experiments.document import Document
from experiments.labels import label
from experiments.text import same_until

GRADES = {
    "A": "official statistic or statutory rule",
    "B": "published research or inspectorate finding",
    "C": "estimate of experts, charities, press or ministers",
    "D": "an assumption of ours",
}  # fmt: skip
MECHANISM_ONLY = (
    "Mechanism only: every number its effect rests on is an assumption of ours, so read through which stages it acts, "
    "not how much it would achieve."
)
MOST_LEVERS, MOST_NAMED, MOST_HARMED = 3, 3, 12
"""Levers of a scenario shown at once (more fold out); harms named in words; groups made worse that are listed."""


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
    rules: tuple[str, ...]
    """What each rule says that forbids a direction."""
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    """Differences for the better, for the worse and otherwise, each under its heading."""
    unclear: tuple[str, ...]
    told: tuple[str, ...]
    """Harms, waits, cost and precision, in sentences."""
    levers: tuple[LeverWords, ...]
    fold_levers: bool
    overrides: str
    same: str
    fault: bool


@dataclass(frozen=True)
class Table:
    """A table of the page: caption, head, rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
    name = scenario["name"]
    levers = tuple(_lever(use) for use in scenario["levers"])
    dated = check | {"until": _long(check["until"])} if check["until"] else check
    largest = "; ".join(map(harm_told, largest_harms(document, name)[:MOST_NAMED]))
    told = [f"{harms_told(document, name)} {f'Largest: {largest}.' if largest else ''}".strip()]
    told += [*people_told(document, name), wait_told(document, name), costs_told(document, name)]
    told += [precision_told(row) for row in of(document, "precision", name)]
    return Finding(
        name, scenario["question"], _headline(document, scenario), tuple(_rules(document, name)),
        tuple(_ways(document, name)), tuple(_unclear(document, name)), tuple(told),
        levers, len(levers) > MOST_LEVERS,
        "; ".join(f"{key} = {value:g}" for key, value in scenario["overrides"].items()),
        same_until(dated), check["identical"] is False,
    )  # fmt: skip


def _headline(document: Document, scenario: Document) -> str:
    """Return the finding in a sentence, or that there is none and which rule says so."""
    name = scenario["name"]
    found = {way: len(rows) for way, rows in counted(document, name).items()}
    said, of_all = refusal(document, name), sum(found.values())
    if said:
        pass
    elif found["same"] + found["undefined"] == of_all:
        said = "No outcome with a wished direction differs in any draw."
    elif not found["better"] + found["worse"]:
        said = f"No clear difference in any of {of_all} outcomes with a wished direction. {held_back(document, name)}"
    else:
        said = (f"Clearly better in {found['better']} and clearly worse in {found['worse']} of {of_all} outcomes with "
                f"a wished direction. {held_back(document, name)}")  # fmt: skip
    only = any(use["mechanism_only"] for use in scenario["levers"])
    return f"Mechanism only. {said}".strip() if only else said.strip()


def _rules(document: Document, scenario: str) -> Iterator[str]:
    """Yield what each rule says that forbids a direction, and on how many outcomes if not on all."""
    rows = [row for row in of(document, "verdicts", scenario) if row["rule"] not in ("undefined", "same")]
    spoken: dict[str, int] = {}
    for row in rows:
        for sentence in (said for rule in BARRING for said in barred_by(row, rule)):
            spoken[sentence] = spoken.get(sentence, 0) + 1
    for sentence, times in spoken.items():
        yield sentence if times == len(rows) else f"{sentence} (On {times} of {len(rows)} outcomes.)"


def _ways(document: Document, scenario: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = counted(document, scenario)
    for way in ("better", "worse"):
        if found[way]:
            yield f"Clearly {way}", tuple(_direction(document, row) for row in found[way])
    rest = [row for row in of(document, "verdicts", scenario)
            if row["direction"] != "none" and not row["better"] and row["name"] in HEADLINES]  # fmt: skip
    if rest:
        yield f"Clearly different, {NO_WISH}", tuple(_direction(document, row) for row in rest)


def _unclear(document: Document, scenario: str) -> Iterator[str]:
    words = {
        "unclear": "No clear difference (the 90% interval spans 0)", "same": "The same in every draw",
        "refused": "Held back by a rule", "undefined": "Undefined",
    }  # fmt: skip
    found = counted(document, scenario)
    for kind, told in words.items():
        if found[kind]:
            yield f"{told}: {'; '.join(label(row['name']) for row in found[kind])}."


def _direction(document: Document, row: Document) -> str:
    unit, years = row["unit"], years_told(document, row["since"])
    days = " days" if unit == "days" else ""
    mean = " (mean)" if row["over"] == "mean" and " to " in years else ""
    return (f"{label(row['name'])}, {years}{mean}: {row['direction']}, {signed(row['difference'], unit)}{days} "
            f"(90% interval {interval(row['low'], row['high'], unit, signed)}) on {number(row['baseline'], unit)}{days}"
            )  # fmt: skip


def glance(document: Document) -> Table:
    """Return the findings at a glance: a line a scenario."""
    head = ("Scenario", "Direction", "Clearly better", "Clearly worse", "No clear difference", "Harms larger in groups",
            "Wait a week longer / shorter", "Evidence")  # fmt: skip
    rules = {"": "given", "one_draw": "none: one draw", "outside_evidence": "none: beyond the evidence",
             "precision": "none: draws or precision"}  # fmt: skip
    rows = []
    for scenario in document["scenarios"][1:]:
        name = scenario["name"]
        found = {way: str(len(each)) for way, each in counted(document, name).items()}
        wait, harms = of(document, "waits", name)[0], of(document, "harms", name)
        rows.append((
            name, rules[rule_for_all(document, name)[0]], found["better"], found["worse"], found["unclear"],
            str(len(harms)) if document["draws"] >= FEWEST else "not told",
            f"{people(wait['longer'])} / {people(wait['shorter'])}", _evidence(scenario),
        ))  # fmt: skip
    return Table(f"At a glance: outcomes with a wished direction, against {document['scenario']}", head, tuple(rows))


def _evidence(scenario: Document) -> str:
    levers = scenario["levers"]
    only = sum(use["mechanism_only"] for use in levers)
    said = [f"weakest grade {max(use['grade'] for use in levers)}"] if levers else []
    said += [f"{only} of {len(levers)} levers mechanism only"] if only else []
    said += ["numbers set outright"] if scenario["overrides"] else []
    return "; ".join(said) or "nothing is changed"


def _lever(use: Document) -> LeverWords:
    until = f" to {_long(use['end'])}" if use["end"] else ""
    ramp = f", reached over {use['ramp_days']:,.0f} days" if use["ramp_days"] else ""
    kept = f"; kept to by {use['compliance']:.0%}" if use["compliance"] < 1 else ""
    fades = f"; half of it gone after {use['half_life_days']:,.0f} days" if use["half_life_days"] else ""
    groups = "".join(f"; {column}: {', '.join(levels)}".replace("_", " ") for column, levels in use["groups"].items())
    places = f"; in {len(use['places'])} places" if use["places"] else ""
    only = f" {MECHANISM_ONLY}" if use["mechanism_only"] else ""
    return LeverWords(
        f"{use['title']}, from {_long(use['start'])}{until}; coverage {use['coverage']:.0%}{ramp}{kept}{fades}{groups}"
        f"{places}.",
        f"Evidence grade {use['grade']}, {GRADES.get(use['grade'], 'not known')}.{only}",
        f"Asked for in: {use['recommendation']}.",
        f"How it works here: {use['mechanism']}. What it cannot show: {use['cannot_show']}.",
    )  # fmt: skip


def _long(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def end_tables(document: Document) -> list[Table]:
    """Return the states at the end: those of the baseline in rows, those of the scenario in columns."""
    return [_end_table(document, row) for name in others(document) for row in of(document, "ends", name)]


def _end_table(document: Document, row: Document) -> Table:
    """Return one table, without the states in which nobody ends in either world."""
    table, states = row["people"], row["states"]
    kept = [i for i in range(len(states)) if any(table[i]) or any(line[i] for line in table)]
    rows = [(states[i], *(_cell(table[i][j], row["few"][i][j]) for j in kept)) for i in kept]
    net = ("Net change", *(people(row["net"][j], signed) for j in kept))
    return Table(
        f"{row['scenario']}: {row['process'].replace('_', ' ')} at the end of {document['years'][1]}, state in the "
        f"baseline (row) by state in the scenario (column); {people(row['moved'])} people end otherwise",
        ("In the baseline", *(states[j] for j in kept)), (*rows, net),
    )  # fmt: skip


def _cell(value: int, few: bool) -> str:
    return f"{value:,}" + (" (few)" if few and value else "")


def harmed_table(document: Document) -> Table:
    """Return the groups in which most of the same people suffer a harm in the scenario only."""
    rows: list[tuple[str, ...]] = []
    for name in others(document):
        words = {row["name"]: outcome_label(row) for row in of(document, "ledger", name)}
        harmed = [row for row in of(document, "worse_off", name) if row["group"] != "all" and row["worse"]["value"]]
        rows += [
            (name, words[row["name"]], group_label(row["group"]), people(row["worse"]), people(row["better"]),
             people(row["net"], signed), interval(row["net"]["low"], row["net"]["high"], "people", signed))
            for row in harmed[:MOST_HARMED]
        ]  # fmt: skip
    return Table(
        f"The same people made worse, by group: the {MOST_HARMED} largest numbers of each scenario",
        ("Scenario", "Harm", "Group", "In the scenario only", "Spared it", "Net", "90% interval of net"), tuple(rows),
    )  # fmt: skip


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
    return f"Simulated, {document['numbers']}. Seed {document['seed']}, fingerprint {document['fingerprint']}"


def command_line(document: Document) -> str:
    """Return the command that makes these numbers again."""
    return f"{document['asked']} --out results"
