"""Text: the tables printed by the command."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from experiments.beside import plain, ratio
from experiments.chart_words import (
    FEW,
    above_told,
    beaten,
    by_size,
    costs_told,
    counted,
    drawn,
    group_label,
    harms_told,
    held_back,
    in_order,
    interval,
    largest_harms,
    letter,
    maybe,
    no_worth,
    number,
    of,
    people,
    people_told,
    pounds,
    precision_told,
    ranked,
    ranking_told,
    refusal,
    rests_on,
    shown,
    signed,
    tally,
    verdict_word,
    wait_told,
    years_told,
)
from experiments.desirable import HEADLINES
from experiments.document import Document
from experiments.labels import label

__all__ = ["HEADLINES", "comparison_table", "interval", "number", "pounds", "ratio_shown", "run_table", "same_until",
           "signed", "table"]  # fmt: skip
WIDTH, LONGEST_LINE = 118, 2_000
MOST_HARMS, MOST_LEVERS, MOST_RIVALS = 12, 3, 3


def run_table(document: Document) -> str:
    """Return outcomes of the last full years, then the published headlines beside the model's."""
    records = {(r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all"}
    rows = []
    for name in HEADLINES:
        years = [year for (n, year) in records if n == name]
        if years:
            r = records[name, max(years)]
            rows.append(
                (label(name), str(r["year"]), number(r["value"], r["unit"]), _ends(r["low"], r["high"], r["unit"]))
            )
    beside = [
        (label(p["name"]), str(p["year"]), number(p["value"], p["unit"]), number(p["model"], p["unit"]),
         _ends(p["low"], p["high"], p["unit"]), ratio_shown(p), p["fact"])
        for p in plain(document["published"]) if p["name"] in HEADLINES and p["model"] is not None
    ]  # fmt: skip
    return "\n".join([
        f"{document['scenario']}: last year of each outcome (median, 90% interval, {document['draws']} draws)", "",
        *table(("outcome", "year", "value", "90% interval"), rows), "",
        f"Documented rates: published headlines beside the model, {document['numbers']} "
        f"({len(document['published'])} figures in all with --json)", "",
        *table(("outcome", "year", "published", "model", "90% interval", "ratio", "fact"), beside),
    ])  # fmt: skip


def comparison_table(document: Document) -> str:
    """Return for each scenario what differs, for whom and at what cost; then what the scenarios say together."""
    lines: list[str] = []
    for scenario, check in zip(document["scenarios"][1:], document["checks"], strict=True):
        name = scenario["name"]
        lines += [
            f"{name}, against {document['scenario']} (same people, same luck, {drawn(document)})",
            rests_on(scenario), same_until(check), "",
            *_headlines(document, name), "", *_verdicts(document, name), "", *_same_people(document, name), "",
            *_worse_off(document, name), "", *_worth(document, name), "",
        ]  # fmt: skip
    lines += [*_ranking(document), *_attribution(document), *_switching(document), *_precision(document)]
    notes = [FEW] * any("(few)" in line for line in lines) + document["notes"]
    return "\n".join(part for line in [*lines, *notes] for part in _wrapped(shown(line.rstrip(), LONGEST_LINE)))


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent="  ") if len(line) > WIDTH else [line]


def _headlines(document: Document, scenario: str) -> list[str]:
    """Return the table of the headline outcomes, each in the last year in which it is defined."""
    records = {
        (r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all" and r["scenario"] == scenario
    }
    verdicts = {row["name"]: row for row in of(document, "verdicts", scenario)}
    rows = []
    for name in HEADLINES:
        years = [year for (n, year) in records if n == name]
        if years:
            r, unit = records[name, max(years)], records[name, max(years)]["unit"]
            when = "" if r["year"] == document["years"][1] else f", {r['year']}"
            rows.append((f"{label(name)}{when}", number(r["value"], unit), signed(r["difference"], unit),
                         _ends(r["low"], r["high"], unit, signed), above_told(r),
                         verdict_word(verdicts[name]) if name in verdicts else "-"))  # fmt: skip
    head = (f"outcome in {document['years'][1]}", "value", "difference", "90% interval", "above 0", "verdict")
    over = years_told(document, document["since"][scenario])
    return [*table(head, rows), f"Verdicts are on all years together, {over}."]


def _ends(low: float | None, high: float | None, unit: str, shown: Callable[[float, str], str] = number) -> str:
    """Return the ends of an interval, their unit once."""
    return interval(low, high, unit, shown).replace(" points to", " to")


def _verdicts(document: Document, scenario: str) -> list[str]:
    """Return how many outcomes are better and worse, which they are, and which rule spoke."""
    found, refused = counted(document, scenario), refusal(document, scenario)
    named = [
        f"Clearly {way}: {'; '.join(label(row['name']) for row in found[way])}."
        for way in ("better", "worse")
        if found[way]
    ]
    held = refused or held_back(document, scenario)
    return [*([held] if held else []), f"Verdicts {tally(document, scenario)}", *named]


def _same_people(document: Document, scenario: str) -> list[str]:
    rows = [
        (row["meaning"], {True: "good", False: "harm"}.get(row["good"], "-"), people(row["gained"]),
         people(row["lost"]), people(row["net"], signed),
         interval(row["net"]["low"], row["net"]["high"], "people", signed))
        for row in of(document, "ledger", scenario) if row["gained"]["value"] or row["lost"]["value"]
    ]  # fmt: skip
    title = (
        f"Same people, other outcome: who has it in one world only (medians of {drawn(document)}, each by itself: net "
        "need not be gained less lost; national scale)"
    )
    if not rows:
        return [title, "Nobody has another outcome in the median draw."]
    return [title, *table(("outcome", "is a", "gained", "lost", "net", "90% interval of net"), rows, texts=2)]


def _worse_off(document: Document, scenario: str) -> list[str]:
    """Return who is worse off: there is always something to say."""
    rows = largest_harms(document, scenario)
    body = [
        (label(row["name"]), group_label(row["group"]), maybe(row["baseline"], row["unit"]),
         signed(row["difference"], row["unit"]) + " (few)" * row["few"],
         _ends(row["low"], row["high"], row["unit"], signed), "-" if row["rule"] else "higher, worse")
        for row in rows[:MOST_HARMS]
    ]  # fmt: skip
    head = ("harm", "group", "baseline", "difference", "90% interval", "verdict")
    return [
        "Who is worse off", harms_told(document, scenario), *(table(head, body, texts=2) if body else []),
        *([f"... and {len(rows) - MOST_HARMS} more, in --json"] if len(rows) > MOST_HARMS else []),
        *people_told(document, scenario), wait_told(document, scenario),
    ]  # fmt: skip


def _worth(document: Document, scenario: str) -> list[str]:
    rows = of(document, "worth", scenario)
    lines = ["Cost and worth", costs_told(document, scenario)]
    for sentence, same in groupby(rows, key=lambda row: row["sentence"]):
        stated = [
            f"{row['unit']} {signed(row['gained'], 'people')}"
            + ("" if row["ratio"] is None else f" at {pounds(row['ratio'])} each "
               f"({interval(row['low'], row['high'], 'pounds')})")
            for row in same
        ]  # fmt: skip
        lines.append(f"{'; '.join(stated)}. {sentence}")
    return lines if rows else [*lines, no_worth(document)]


def _ranking(document: Document) -> list[str]:
    letters = {s["name"]: letter(i) for i, s in enumerate(document["scenarios"])}
    lines = ["Ranking", *(f"{key}: {name}" for name, key in letters.items()), ranking_told(document)]
    widest = max((len(label(row["name"])) for row in document["ranking"]), default=0)
    for row in document["ranking"]:
        order = ranked(document, row)
        if order:
            shares = ", ".join(f"{letters[name]} {share:.0%}" for name, share in beaten(row, order).items())
            name = label(row["name"]).ljust(widest)
            lines.append(
                f"{name}  {in_order(row, order, letters)}   {letters[order[0]]} is better than {shares} of draws"
            )
    return [*lines, ""]


def _attribution(document: Document) -> list[str]:
    """Return what each lever of a package is owed, the three largest of each outcome."""
    lines = []
    for scenario, rows in groupby(document["attribution"], key=lambda row: row["scenario"]):
        found = []
        for row in rows:
            parts = by_size(row["shares"])
            rest = sum(share["value"] for _, share in parts[MOST_LEVERS:])
            found.append((label(row["name"]), "package", maybe(row["package"], row["unit"], signed), "", ""))
            found += [
                ("", lever, signed(share["value"], row["unit"]),
                 interval(share["low"], share["high"], row["unit"], signed),
                 maybe(share["among_others"], row["unit"], signed))
                for lever, share in parts[:MOST_LEVERS]
            ]  # fmt: skip
            if len(parts) > MOST_LEVERS:
                found.append(("", f"{len(parts) - MOST_LEVERS} others", signed(rest, row["unit"]), "", ""))
        heads = ("outcome", "lever", "owed", "90% interval", "more among others")
        lines += [f"What each lever of {scenario} is owed (Shapley values, means over draws, which add up)",
                  *table(heads, found, texts=2), ""]  # fmt: skip
    return lines


def _switching(document: Document) -> list[str]:
    """Return switching values as sentences, outcomes of one sentence together: against each other scenario.

    With many scenarios against the baseline only: the rest is in the document.
    """
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    few = len(document["scenarios"]) <= MOST_RIVALS
    for row in document["switching"]:
        if few or row["rival"] == document["scenario"]:
            said = found.setdefault((row["scenario"], row["rival"]), {})
            said.setdefault(row["sentence"], []).append(label(row["name"]))
    lines = []
    for (scenario, rival), said in found.items():
        lines += [f"How weak the effect of {scenario} may be, against {rival}",
                  *(f"{'; '.join(names)}: {sentence}" for sentence, names in said.items()), ""]  # fmt: skip
    return lines


def _precision(document: Document) -> list[str]:
    return [precision_told(row) for row in document["precision"]] + [""] * bool(document["precision"])


def same_until(check: Document) -> str:
    """Return the sentence on whether two worlds are one before the lever."""
    if check["identical"] is None:
        return "Not checked: the scenarios differ from the first day, or not at all."
    if check["identical"]:
        return f"Checked: up to {check['until']}, when the first lever starts, the two worlds are bit for bit the same."
    return f"FAULT: the two worlds differ before {check['until']}, when the first lever starts."


def ratio_shown(row: Document) -> str:
    """Return the model over a published figure as it is shown, and whether the model is given the figure."""
    over = ratio(row)
    shown = "-" if over is None else f"{over:.2f}"
    return f"{shown}, input" if row["is_input"] else shown


def table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> list[str]:
    """Return the lines of a table: the first columns, which are texts, to the left, the others to the right."""
    body = [head, *rows]
    widths = [max(len(row[i]) for row in body) for i in range(len(head))]
    return [
        "  ".join(
            cell.ljust(w) if i < texts else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in body
    ]
