"""Chart words: numbers, judgements and refusals in words, the same in the printed table, the page and its pictures.

A direction is a word of the verdicts alone (experiments/comparison/verdict.py); where a rule speaks, its sentence does.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from experiments.desirable import HARMS

Row: TypeAlias = dict[str, Any]
"""A document or one of its rows."""
BARRING = ("one_draw", "outside_evidence", "precision")
"""Rules that forbid a direction whatever the interval is, the one that weighs most first."""
FEWEST = 20
"""Draws below which no direction is told."""
SURE = 0.95
"""The share of draws from which on one scenario is said to be better than another."""
FEW = "(few): rests on fewer than 5 simulated people, so hardly more than luck."
LONGEST = 120
"""Characters of a name that are shown."""
NO_WISH = "neither better nor worse by itself"


# Sentences -----------------------------------------------------------------------------------------------------------


def opening(words: str) -> str:
    """Return words as a sentence begins: the first letter large, all others as they are (NRM, the UK, May)."""
    return f"{words[:1].upper()}{words[1:]}"


# Numbers --------------------------------------------------------------------------------------------------------------


def number(value: float, unit: str) -> str:
    """Return a value as people read it in its unit."""
    if unit == "share":
        return f"{value:.1%}"
    return pounds(value) if unit == "pounds" else _count(value)


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; shares in percentage points."""
    if unit == "share":
        return f"{100 * value:+.2f} points"
    size = number(abs(value), unit)
    if not any(digit in size for digit in "123456789"):
        return size  # nothing that could have a sign
    return f"{'-' if value < 0 else '+'}{size}"


def pounds(value: float) -> str:
    """Return an amount of money in billions, millions or thousands."""
    sign, size = "-" if value < 0 else "", abs(value)
    for letters, unit in (("bn", 1e9), ("m", 1e6), ("k", 1e3)):
        if size >= unit:
            return f"{sign}£{size / unit:,.1f}{letters}"
    return f"{sign}£{size:.0f}"


def _count(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 20 or value == 0 else f"{value:.1f}"


def interval(low: float | None, high: float | None, unit: str, shown: Callable[[float, str], str] = number) -> str:
    """Return the two ends of an interval, or a dash if one draw gave none."""
    return "-" if low is None or high is None else f"{shown(low, unit)} to {shown(high, unit)}"


def maybe(value: float | None, unit: str, shown: Callable[[float, str], str] = number) -> str:
    """Return a value, or a dash if it is undefined."""
    return "-" if value is None else shown(value, unit)


def people(found: Row, shown: Callable[[float, str], str] = number) -> str:
    """Return a number of people, marked where few simulated people stand behind it."""
    something = any(found[part] for part in ("value", "low", "high"))
    return shown(found["value"], "people") + (" (few)" if found["few"] and something else "")


# Names ----------------------------------------------------------------------------------------------------------------


def shown(text: str, longest: int = LONGEST) -> str:
    """Return a text fit to be shown: no control or direction marks, not too long, right-to-left script kept apart."""
    plain = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} and not _turns(c))
    plain = plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in plain):
        return f"\u2068{plain}\u2069"
    return plain


def _turns(character: str) -> bool:
    return character in "\u061c\u200e\u200f" or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def group_label(group: str) -> str:
    """Return a group in words."""
    column, _, level = group.partition("=")
    if column == "nationality" and level != "other":
        level = level.capitalize()
    return f"{column}: {level}".replace("_", " ") if level else "everybody"


def letter(place: int) -> str:
    """Return the letter that stands for a scenario: A, B, ... Z, A1, B1."""
    return chr(ord("A") + place % 26) + (str(place // 26) if place > 25 else "")


def drawn(document: Row) -> str:
    """Return the number of draws in words."""
    return "1 draw" if document["draws"] == 1 else f"{document['draws']} draws"


def years_told(document: Row, first: int) -> str:
    """Return the years from one to the last."""
    last = document["years"][1]
    return str(last) if first == last else f"{first} to {last}"


# Judgements -----------------------------------------------------------------------------------------------------------


def of(document: Row, section: str, scenario: str) -> list[Row]:
    """Return the rows of a section that are about a scenario."""
    return [row for row in document[section] if row["scenario"] == scenario]


def barred_by(row: Row, rule: str) -> list[str]:
    """Return the sentences with which a rule speaks on one outcome."""
    spoken = [(row["rule"], row["sentence"]), *((also["rule"], also["sentence"]) for also in row["also"])]
    return [sentence for name, sentence in spoken if name == rule]


def rule_for_all(document: Row, scenario: str) -> tuple[str, list[str]]:
    """Return the first rule that forbids a direction of every outcome of a scenario, and its sentences; else nothing.

    Outcomes that are undefined, or the same in every draw, have nothing to be forbidden.
    """
    rows = [row for row in of(document, "verdicts", scenario) if row["rule"] not in ("undefined", "same")]
    rows = [row for row in rows if row["rule"] != "one_draw"] or rows  # if defined in one draw, others speak for all
    for rule in BARRING if rows else ():
        if all(barred_by(row, rule) for row in rows):
            return rule, barred_by(rows[0], rule)
    return "", []


def refusal(document: Row, scenario: str) -> str:
    """Return in a sentence that no direction is given and which rule says so; nothing if none speaks for all."""
    _, sentences = rule_for_all(document, scenario)
    more = f" ({len(sentences) - 1} more such.)" if len(sentences) > 1 else ""
    return f"No direction is given: {sentences[0]}{more}" if sentences else ""


def held_back(document: Row, scenario: str) -> str:
    """Return how many outcomes a rule holds back, and what it says; nothing if it holds back none, or all."""
    refused = counted(document, scenario)["refused"]
    if not refused or refusal(document, scenario):
        return ""
    return f"A rule holds back {len(refused)} outcomes: {refused[0]['sentence']}"


def is_barred(row: Row) -> bool:
    """Return whether a rule forbids a direction of an outcome whatever its interval is."""
    return any(barred_by(row, rule) for rule in BARRING)


def counted(document: Row, scenario: str) -> dict[str, list[Row]]:
    """Return the verdicts on outcomes with a wished direction, by what they say."""
    found: dict[str, list[Row]] = {k: [] for k in ("better", "worse", "unclear", "same", "refused", "undefined")}
    kinds = {"spans_zero": "unclear", "same": "same", "undefined": "undefined"}
    for row in of(document, "verdicts", scenario):
        if row["better"]:
            way = "better" if row["direction"] == row["better"] else "worse"
            found[way if row["direction"] != "none" else kinds.get(row["rule"], "refused")].append(row)
    return found


def tally(document: Row, scenario: str) -> str:
    """Return in a sentence how many outcomes are better, worse, and neither."""
    found = {kind: len(rows) for kind, rows in counted(document, scenario).items()}
    words = {
        "better": "clearly better", "worse": "clearly worse", "unclear": "without a clear difference",
        "same": "the same in every draw", "refused": "held back by a rule", "undefined": "undefined",
    }  # fmt: skip
    said = ", ".join(f"{n} {words[kind]}" for kind, n in found.items() if n or kind in ("better", "worse"))
    years = years_told(document, document["since"][scenario])
    return f"{years}, {sum(found.values())} outcomes with a wished direction: {said}."


def verdict_word(row: Row) -> str:
    """Return the direction of a clear difference and whether it is wished for; a dash if none may be told."""
    if row["direction"] == "none":
        return "-"
    return str(row["direction"]) + (f", {wished(row)}" if row["better"] else "")


def wished(row: Row) -> str:
    """Return whether a clear difference is one for the better or the worse."""
    return NO_WISH if not row["better"] else "better" if row["direction"] == row["better"] else "worse"


# Who is worse off -----------------------------------------------------------------------------------------------------


def largest_harms(document: Row, scenario: str) -> list[Row]:
    """Return the harms that are larger in some group: everybody first, then by the change relative to the baseline."""

    def relative(row: Row) -> float:
        return float(row["difference"] / row["baseline"]) if row["baseline"] else float("inf")

    return sorted(of(document, "harms", scenario), key=lambda row: (row["group"] != "all", -relative(row)))


def harms_told(document: Row, scenario: str) -> str:
    """Return the sentence on harms in groups: how many are larger, or that none is, or why that cannot be told."""
    rows, refused = of(document, "harms", scenario), refusal(document, scenario)
    years = years_told(document, document["since"][scenario])
    how_many = f"{len(rows)} harms in groups" if len(rows) > 1 else "1 harm in a group"
    if all(row["rule"] in ("undefined", "same") for row in of(document, "verdicts", scenario)):
        return f"No outcome differs in any draw, so no harm is larger in any group, {years}."
    if document["draws"] < FEWEST:
        return f"{refused or 'No direction is given: too few draws.'} So no harm can be told to be larger or not."
    if rows and refused:
        return f"{refused} Still, {how_many} would be larger, {years} (the 90% interval lies above 0)."
    if rows:
        return f"Clearly larger, {years}: {how_many} (the 90% interval lies above 0)."
    if refused:
        return f"{refused} Of the {len(HARMS)} harms counted, none has a 90% interval above 0 in any group, {years}."
    return f"Of the {len(HARMS)} harms counted, none is clearly larger in any group, {years}."


def made_worse(document: Row, scenario: str) -> list[Row]:
    """Return the harms of everybody that most people suffer in the scenario only."""
    rows = [row for row in of(document, "worse_off", scenario) if row["group"] == "all" and row["worse"]["value"]]
    return sorted(rows, key=lambda row: -row["worse"]["value"])


def people_told(document: Row, scenario: str) -> list[str]:
    """Return sentences on the same people: the three harms most of them suffer anew, and the good most of them lose."""
    meaning = {row["name"]: row["meaning"] for row in of(document, "ledger", scenario)}
    harms = [
        f"{people(row['worse'])} {meaning[row['name']]} ({people(row['better'])} spared it)"
        for row in made_worse(document, scenario)[:3]
    ]
    lost = [row for row in of(document, "ledger", scenario) if row["good"] and row["lost"]["value"]]
    most = max(lost, key=lambda row: row["lost"]["value"], default=None)
    return [
        f"Made worse, of the same people: {'; '.join(harms)}." if harms
        else "In the median draw none of the same people suffers a harm in the scenario only.",
        *([] if most is None else [f"The good that most of them lose: {most['meaning']}, by {people(most['lost'])} "
                                   f"(gained by {people(most['gained'])})."]),
    ]  # fmt: skip


def wait_told(document: Row, scenario: str) -> str:
    """Return the sentence on the wait of people referred on the same day and decided in both worlds."""
    row = next(iter(of(document, "waits", scenario)), None)
    if row is None or row["mean_days"] is None:
        return "Nobody referred on the same day is decided in both worlds, so no wait can be compared."
    ends = interval(row["low"], row["high"], "days", signed)
    return (
        f"Of {people(row['people'])} people referred on the same day, undecided when the worlds part and decided in "
        f"both, {people(row['longer'])} wait a week or more longer and {people(row['shorter'])} shorter; "
        f"mean {signed(row['mean_days'], 'days')} days (90% interval {ends})."
    )


# Cost, ranking, precision ---------------------------------------------------------------------------------------------


def costs_told(document: Row, scenario: str) -> str:
    """Return what the levers cost, and what the public purse pays with them."""
    said = [
        "No cost is counted for the levers" if free else f"{words} {cost} ({ends})"
        for words, cost, ends, free in costs(document, scenario, "Levers", "public purse and levers together")
    ]
    years = years_told(document, document["since"][scenario])
    return f"{', '.join(said)}: median and 90% interval, {years}, prices of 2023." if said else "No cost is defined."


def costs(document: Row, scenario: str, levers: str, all_: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield under the words given what levers cost, and the public purse with them; whether nothing is counted."""
    rows = {row["name"]: row for row in of(document, "verdicts", scenario)}
    for name, words in (("cost_levers", levers), ("cost_public_and_levers", all_)):
        row = rows.get(name)
        if row and row["difference"] is not None:
            free = name == "cost_levers" and not any((row["difference"], row["low"], row["high"]))
            ends = interval(row["low"], row["high"], "pounds", signed)
            yield words, signed(row["difference"], "pounds"), ends, free


def rests_on(scenario: Row, most: int = 4) -> str:
    """Return the levers of a scenario with the grade of the evidence for each."""
    said = [
        f"{use['title']} (grade {use['grade']}{', mechanism only' if use['mechanism_only'] else ''})"
        for use in scenario["levers"]
    ]
    more = f", and {len(said) - most} more" if len(said) > most else ""
    if said:
        return f"Rests on: {'; '.join(said[:most])}{more}."
    return "Pulls no lever: numbers are set outright." if scenario["overrides"] else "Changes nothing."


def above_told(row: Row) -> str:
    """Return the share of draws in which a difference lies above 0; a dash where there is none in any."""
    return f"{row['share_above']:.0%}" if any((row["difference"], row["low"], row["high"])) else "-"


def no_worth(document: Row) -> str:
    """Return why nothing is said of what a scenario costs for what it does."""
    if document["draws"] == 1:
        return "One draw: cost and effect have no interval, so no cost for each outcome is stated."
    return "Cost or effect is undefined in more than half of the draws, so no cost for each outcome is stated."


def unranked(document: Row) -> list[str]:
    """Return the scenarios that have no place in any order, as a rule forbids to say where."""
    return [
        scenario["name"]
        for i, scenario in enumerate(document["scenarios"])
        if scenario["outside_evidence"] or document["draws"] < FEWEST
        or (i and rule_for_all(document, scenario["name"])[0])
    ]  # fmt: skip


def ranked(document: Row, row: Row) -> list[str]:
    """Return the scenarios that may be ranked in an outcome, best first; nothing if they are fewer than two."""
    barred = unranked(document)
    found = [name for name in row["order"] if name not in barred]
    return found if len(found) > 1 else []


def in_order(row: Row, order: Sequence[str], letters: Mapping[str, str]) -> str:
    """Return an order in letters, with `>` where all before it surely are better than all behind it, else `~`."""
    places, said = [row["scenarios"].index(name) for name in order], "".join(letters[name] for name in order[:1])
    for at in range(1, len(order)):
        sure = all(row["beats"][one][other] >= SURE for one in places[:at] for other in places[at:])
        said += f" {'>' if sure else '~'} {letters[order[at]]}"
    return said


def beaten(row: Row, order: Sequence[str]) -> dict[str, float]:
    """Return in what share of draws the first of an order is better than each other of it."""
    shares = dict(zip(row["scenarios"], row["beats"][row["scenarios"].index(order[0])], strict=True))
    return {name: shares[name] for name in order[1:]}


def ranking_told(document: Row) -> str:
    """Return the sentence on how scenarios are ranked, or why they are not."""
    if not document["ranking"]:
        return "No outcome is defined in every scenario, so there is no ranking."
    if document["draws"] < FEWEST:
        return f"No order is given: {drawn(document)} cannot give one; {FEWEST} or more are needed."
    barred = unranked(document)
    beyond = f"Without a place, as a rule forbids to give one: {'; '.join(barred)}." if barred else ""
    if len(document["scenarios"]) - len(barred) < 2:
        return f"No order is given. {beyond}"
    told = (
        f"Best first by the mean over draws. What stands before > is better than all behind it in {SURE:.0%} of draws "
        "or more; what stands before ~ is not, which is no order."
    )
    return f"{told} {beyond}".strip()


def precision_told(row: Row) -> str:
    """Return the sentence on one precision asked for."""
    if row["half_width"] is None or row["half_width"] == float("inf"):
        return f"Precision of {row['scenario']}: {row['asked']} asked; it is not defined in draws enough to be known."
    reached = "within what was asked" if row["within"] else f"not reached: about {row['needed']:,} draws are needed"
    return (
        f"Precision of {row['scenario']}: {row['asked']} asked (to within {row['target']:,.4g}); the mean is known to "
        f"within {row['half_width']:,.4g} after {row['draws']} draws, {reached}."
    )


def by_size(shares: Mapping[str, Row]) -> list[tuple[str, Row]]:
    """Return what each lever is owed, largest first whatever its sign; undefined ones left out."""
    known: Iterable[tuple[str, Row]] = ((lever, share) for lever, share in shares.items() if share["value"] is not None)
    return sorted(known, key=lambda pair: -abs(pair[1]["value"]))
