"""The tables of a briefing, with every number as the results hold it: unrounded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from experiments.briefing.ground import grade
from experiments.briefing.leading import leading
from experiments.briefing.who import balance, may_be_balanced
from experiments.charts import OVER_YEARS, label, others
from experiments.document import Document
from experiments.exports import Cell, Column, Sheet

Row = Mapping[str, Cell]
TEXT = frozenset({
    "scenario", "rival", "outcome", "name", "unit", "over", "better", "direction", "rule", "sentence", "grade", "lever",
    "change", "start", "end", "mechanism", "cannot_show", "recommendation", "meaning", "kind", "believed", "why",
    "group", "harm", "balance", "process", "from", "to", "where", "period", "source", "note", "fact", "expression",
    "quantity", "better_than", "question", "numbers_set_outright", "few", "exact", "is_input", "inside",
})  # fmt: skip
"""Columns that hold text; all others hold numbers."""
MEANINGS = {
    "scenario": "which scenario", "outcome": "which outcome, in words", "name": "the outcome's name in all files",
    "year": "calendar year", "unit": "in what it is measured", "value": "median over draws",
    "since": "first year of the years told", "over": "whether years are summed, or their mean is taken",
    "better": "which way is better, where people would agree", "baseline": "median without the change",
    "difference": "median of the change, paired by draw", "low": "5th percentile", "high": "95th percentile",
    "low_50": "25th percentile", "high_50": "75th percentile",
    "parameters_low": "5th percentile, from not knowing the numbers alone",
    "parameters_high": "95th percentile, from not knowing the numbers alone",
    "chance_low": "lower end of the 90% range from chance alone, whole country",
    "chance_high": "upper end of the 90% range from chance alone, whole country",
    "share_above": "share of draws in which it is higher, ties half", "direction": "higher or lower, if it may be told",
    "rule": "the first rule that forbids a direction", "sentence": "what the rule, or the verdict, says",
    "gained": "people who have it with the change only", "lost": "people who have it without the change only",
    "net": "gained less lost", "few": "yes: rests on fewer than 5 simulated people", "grade": "grade of evidence",
    "balance": "whether more people gain than lose", "good": "whether it is good to have",
}  # fmt: skip
"""What columns mean; others say it by their name."""


def sheets(document: Document) -> list[Sheet]:
    """Return every table of a comparison that is fit to be shown; those without a row are left out."""
    found = [
        _sheet("leading", "The outcomes the briefing leads with", _leading(document)),
        _sheet("verdicts", "What may be said of every outcome", _verdicts(document)),
        *(_series(document, name, noun) for name, noun in OVER_YEARS.items()),
        _sheet("by_year", "Outcomes year by year", _by_year(document)),
        _sheet("gains_losses", "The same people: who has what in one world only", _ledger(document)),
        _sheet("harms", "Harms that are larger in a group", _harms(document)),
        _sheet("worse_off", "The same people made worse, by group", _worse_off(document)),
        _sheet("waits", "Waits of people referred on the same day", _waits(document)),
        _sheet("ends", "Where the same people end", _ends(document)),
        _sheet("worth", "What it costs for what it does", _worth(document)),
        _sheet("owed", "What each change of a package is owed", _owed(document)),
        _sheet("together", "What two changes do together beyond what each does", _together(document)),
        _sheet("switching", "How weak an effect may be", _switching(document)),
        _sheet("ranking", "How surely one scenario is better than another", _ranking(document)),
        _sheet("scenarios", "What was compared", _scenarios(document)),
        _sheet("changes", "What is changed, and who asked for it", _changes(document)),
        _sheet("assumptions", "The numbers that carry the effects", _assumptions(document)),
        _sheet("published", "Published figures beside the model", _published(document)),
        _sheet("definitions", "What each outcome means", _definitions(document)),
    ]
    return [sheet for sheet in found if sheet.rows]


def _sheet(name: str, title: str, rows: Iterable[Row]) -> Sheet:
    """Return a table of rows that all have the same columns."""
    listed = list(rows)
    heads = list(listed[0]) if listed else []
    columns = tuple(
        Column(head, MEANINGS.get(head, head.replace("_", " ")), "text" if head in TEXT else "number") for head in heads
    )
    return Sheet(name, title, columns, tuple(tuple(row[head] for head in heads) for row in listed))


def _leading(document: Document) -> Iterator[Row]:
    for scenario in others(document):
        rows = {row["name"]: row for row in document["verdicts"] if row["scenario"] == scenario}
        for name in leading(document):
            row = rows[name]
            by = 100 / row["baseline"] if row["baseline"] else None
            percent = {
                f"per_cent{end}": None if by is None or row[part] is None else by * row[part]
                for end, part in (("", "difference"), ("_low", "low"), ("_high", "high"))
            }
            yield (
                {"scenario": scenario, "outcome": label(name)}
                | _picked(
                    row, "name", "since", "unit", "over", "baseline", "difference", "low", "high", "low_50", "high_50",
                    "direction", "rule",
                )
                | percent
            )  # fmt: skip


def _verdicts(document: Document) -> Iterator[Row]:
    for row in document["verdicts"]:
        yield {"scenario": row["scenario"], "outcome": label(row["name"])} | _picked(
            row, "name", "since", "unit", "over", "better", "baseline", "difference", "low", "high", "low_50",
            "high_50", "parameters_low", "parameters_high", "chance_low", "chance_high", "share_above", "direction",
            "rule", "sentence",
        )  # fmt: skip


def _by_year(document: Document) -> Iterator[Row]:
    used = {row["name"] for row in document["outcomes"] if row["scenario"] != document["scenario"]}
    for row in document["outcomes"]:
        if row["name"] in used:
            yield {"scenario": row["scenario"], "outcome": label(row["name"])} | _picked(
                row, "name", "year", "unit", "value", "value_low", "value_high", "difference", "low", "high",
            )  # fmt: skip


def _series(document: Document, name: str, noun: str) -> Sheet:
    """Return one outcome over the years, a column a scenario and its range: the form that a chart reads."""
    rows = {(r["scenario"], r["year"]): r for r in document["outcomes"] if r["name"] == name}
    scenarios = [scenario["name"] for scenario in document["scenarios"]]
    columns = [Column("year", "calendar year")]
    for scenario in scenarios:
        columns += [Column(f"{scenario}{end}", f"{words}: {scenario}") for end, words in _ENDS.items()]
    years = sorted({year for _, year in rows})
    return Sheet(f"{name}_series", f"{label(name)} year by year: {noun}", tuple(columns), tuple(
        (year, *(value for scenario in scenarios for value in _of_year(rows.get((scenario, year))))) for year in years
    ))  # fmt: skip


_ENDS = {"": "median", " (low)": "5th percentile", " (high)": "95th percentile"}


def _of_year(row: Document | None) -> Sequence[Cell]:
    return [None, None, None] if row is None else [row["value"], row["value_low"], row["value_high"]]


def _ledger(document: Document) -> Iterator[Row]:
    for row in document["ledger"]:
        balanced = may_be_balanced(document, row["scenario"])
        yield {
            "scenario": row["scenario"], "meaning": row["meaning"],
            "kind": {True: "good", False: "harm", None: "neither"}[row["good"]],
            **{part: row[part]["value"] for part in ("both", "gained", "lost", "neither", "net")},
            "net_low": row["net"]["low"], "net_high": row["net"]["high"], "few": _yes(row["net"]["few"]),
            "balance": (balance(row) or "not clear") if balanced else "not told",
        }  # fmt: skip


def _harms(document: Document) -> Iterator[Row]:
    for row in document["harms"]:
        yield {"scenario": row["scenario"], "harm": label(row["name"]), "few": _yes(row["few"])} | _picked(
            row,
            "name",
            "group",
            "since",
            "unit",
            "over",
            "baseline",
            "difference",
            "low",
            "high",
            "low_50",
            "high_50",
            "rule",
        )


def _worse_off(document: Document) -> Iterator[Row]:
    for row in document["worse_off"]:
        yield _picked(row, "scenario", "name", "group") | {
            "worse": row["worse"]["value"], "better_off": row["better"]["value"], "net": row["net"]["value"],
            "net_low": row["net"]["low"], "net_high": row["net"]["high"], "few": _yes(row["net"]["few"]),
        }  # fmt: skip


def _waits(document: Document) -> Iterator[Row]:
    for row in document["waits"]:
        yield {"scenario": row["scenario"]} | {part: row[part]["value"] for part in ("people", "longer", "shorter")} \
            | _picked(row, "mean_days", "low", "high")  # fmt: skip


def _ends(document: Document) -> Iterator[Row]:
    for row in document["ends"]:
        for i, line in enumerate(row["people"]):
            for j, people in enumerate(line):
                if people:
                    yield {
                        "scenario": row["scenario"], "process": row["process"], "from": row["states"][i],
                        "to": row["states"][j], "people": people, "few": _yes(row["few"][i][j]),
                    }  # fmt: skip


def _worth(document: Document) -> Iterator[Row]:
    for row in document["worth"]:
        yield {"scenario": row["scenario"], "outcome": label(row["name"])} | _picked(
            row, "name", "unit", "since", "cost", "gained", "ratio", "low", "high", "rule", "sentence"
        )


def _owed(document: Document) -> Iterator[Row]:
    for row in document["attribution"]:
        for lever, share in row["shares"].items():
            yield (
                {"scenario": row["scenario"], "outcome": label(row["name"]), "lever": lever}
                | _picked(row, "name", "since", "unit", "package")
                | _picked(share, "value", "low", "high", "among_others")
            )


def _together(document: Document) -> Iterator[Row]:
    for row in document["attribution"]:
        for pair in row.get("interactions", ()):
            one, other = pair["levers"]
            yield {
                "scenario": row["scenario"], "outcome": label(row["name"]), "lever": one, "with": other,
            } | _picked(row, "name", "since", "unit") | _picked(pair, "value")  # fmt: skip


def _switching(document: Document) -> Iterator[Row]:
    for row in document["switching"]:
        yield {"scenario": row["scenario"], "rival": row["rival"], "outcome": label(row["name"])} | _picked(
            row, "name", "since", "strength", "low", "high", "rule", "sentence"
        )


def _ranking(document: Document) -> Iterator[Row]:
    for row in document["ranking"]:
        for i, scenario in enumerate(row["scenarios"]):
            for j, other in enumerate(row["scenarios"]):
                if i != j:
                    yield {
                        "outcome": label(row["name"]), "name": row["name"], "scenario": scenario,
                        "better_than": other, "share_of_draws": row["beats"][i][j], "regret": row["regret"][i],
                    }  # fmt: skip


def _scenarios(document: Document) -> Iterator[Row]:
    for scenario in document["scenarios"]:
        yield {
            "scenario": scenario["name"], "question": scenario["question"], "grade": grade(document, scenario),
            "levers": len(scenario["levers"]),
            "numbers_set_outright": "; ".join(f"{name} = {value:g}" for name, value in scenario["overrides"].items()),
        }  # fmt: skip


def _changes(document: Document) -> Iterator[Row]:
    for scenario in document["scenarios"][1:]:
        for use in scenario["levers"]:
            yield {"scenario": scenario["name"], "change": use["title"]} | _picked(
                use, "lever", "grade", "start", "end", "coverage", "ramp_days", "compliance", "mechanism",
                "cannot_show", "recommendation",
            )  # fmt: skip


def _assumptions(document: Document) -> Iterator[Row]:
    for scenario in document["scenarios"][1:]:
        for use in scenario["levers"]:
            for number in use["rests_on"]:
                yield {
                    "scenario": scenario["name"], "change": use["title"], "name": number["name"],
                    "meaning": number["meaning"], "unit": number["unit"], "grade": number["grade"],
                    "kind": number["kind"], "believed": number["prior"], "why": number["basis"],
                    "source": number["facts"],
                }  # fmt: skip


def _published(document: Document) -> Iterator[Row]:
    for row in document["published"]:
        own = _picked(row, "name", "year", "value", "model", "low", "high", "fact", "source", "grade", "note")
        yield {"outcome": label(row["name"]), "is_input": _yes(row["is_input"])} | own


def _definitions(document: Document) -> Iterator[Row]:
    for name, known in document["definitions"].items():
        yield {"outcome": label(name), "name": name} | _picked(known, "meaning", "unit", "where")


def _picked(row: Document, *keys: str) -> dict[str, Cell]:
    return {key: row.get(key) for key in keys}


def _yes(value: bool) -> str:
    return "yes" if value else "no"
