"""The short version: two pages on what was asked, what came out, how sure it is, and until when it may be used."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from experiments.briefing.change import narrowing, switches, to_find_out
from experiments.briefing.finding import finding, question, when
from experiments.briefing.forest import forest
from experiments.briefing.ground import (
    calibrated_told,
    chance_and_not_knowing,
    grade_told,
    levers_told,
    numbers_told,
    published_told,
)
from experiments.briefing.leading import RULE, in_short, leading_table
from experiments.briefing.limits import SUNSET_RULE, cannot_show, limits, long_day, use_until
from experiments.briefing.part import Facts, Part, Points, Text
from experiments.briefing.who import costs, gains_and_losses, groups_worse_off, waits
from experiments.chart_words import FEW, drawn, letter, opening
from experiments.charts import called, label, others
from experiments.document import Document

MOST_NAMED = 3
"""Things of a kind that are named in the short version, of all its scenarios together."""
LONGEST_NAME = 40
"""Letters of a name up to which it can stand in every heading and at the head of a column."""


def short_version(document: Document) -> tuple[Part, ...]:
    """Return the parts of the short version."""
    full, document = lettered(document)
    names = in_short(document)
    chosen = [scenario for scenario in document["scenarios"][1:] if scenario["name"] in names]
    return (
        _asked(document, chosen, full), _found(document, chosen), _sizes(document, names), _who(document, chosen),
        _sure(document, chosen), _rests(document, chosen), _would_change(document, chosen), _limits(document, chosen),
        _again(document),
    )  # fmt: skip


def lettered(document: Document) -> tuple[Mapping[str, str], Document]:
    """Return the full names by the names of the short version, and the document under these.

    They are the same unless several scenarios are told and a name is long: then each has the letter that stands for
    it in the ranking, too.
    """
    names = [scenario["name"] for scenario in document["scenarios"]]
    told = in_short(document)
    if len(told) == 1 or all(len(name) <= LONGEST_NAME for name in (names[0], *told)):
        return dict(zip(names, names, strict=True)), document
    letters = {name: f"Scenario {letter(place)}" for place, name in enumerate(names)}
    return {letters[name]: name for name in names}, called(document, letters)


def room(chosen: Sequence[Document]) -> int:
    """Return how many things of a kind are named of each scenario, so that two pages hold all of them."""
    return MOST_NAMED // len(chosen)


def _each(
    chosen: Sequence[Document], lines: Callable[[Document], Iterable[str]], named: Callable[[str], str] = str
) -> Iterator[Points]:
    """Yield sentences on each scenario, under its name where there are several."""
    for scenario in chosen:
        found = tuple(filter(None, lines(scenario)))
        if found:
            yield Points(found, named(scenario["name"]) if len(chosen) > 1 else "")


def _asked(document: Document, chosen: list[Document], full: Mapping[str, str]) -> Part:
    def named(name: str) -> str:
        return name if full[name] == name else f"{name}: {full[name]}"

    def lines(scenario: Document) -> Iterator[str]:
        yield scenario["question"] if named(scenario["name"]) != scenario["name"] else question(scenario)
        yield f"Changed: {'; '.join(levers_told(scenario, room(chosen)))}."

    left = len(others(document)) - len(chosen)
    more = f" {left} more {'is' if left == 1 else 'are'} in the long version." if left else ""
    return Part("s-asked", "What was asked", (
        *_each(chosen, lines, named),
        Text(f"Compared with {named(document['scenario'])}, for the same simulated people and the same luck.{more}"),
    ))  # fmt: skip


def _found(document: Document, chosen: list[Document]) -> Part:
    blocks: list[Text] = []
    for scenario in chosen:
        name = scenario["name"]
        if len(chosen) == 1:
            first, *rest = finding(document, name)
            blocks += [Text(first, "finding"), *map(Text, rest)]
        else:  # sizes stand in the table
            first, *rest = finding(document, name, lambda row: label(row["name"]))
            named = f"{opening(name)}, {when(document, name)}"
            blocks += [Text(f"{named}: {first}", "finding"), Text(" ".join(rest))]
    return Part("s-found", "What the model says", tuple(blocks))


def _sizes(document: Document, names: list[str]) -> Part:
    return Part("s-sizes", "How large, with the range", (
        forest(document), leading_table(document, names), Text(RULE, "small"),
    ))  # fmt: skip


def _who(document: Document, chosen: list[Document]) -> Part:
    def lines(scenario: Document) -> Iterator[str]:
        name = scenario["name"]
        yield from gains_and_losses(document, name, room(chosen))
        yield groups_worse_off(document, name, room(chosen))
        yield waits(document, name)
        yield costs(document, name)

    return Part("s-who", "Who gains, who loses, what it costs", tuple(_each(chosen, lines)))


def _sure(document: Document, chosen: list[Document]) -> Part:
    first = (f"A 90% range holds nine in ten of {drawn(document)}. Each draw takes other values for every uncertain "
             "number (not knowing), and other luck (chance).")  # fmt: skip
    return Part("s-sure", "How sure", (Text(first), *_each(chosen, lambda scenario: (
        f"{grade_told(document, scenario, room(chosen))} {numbers_told(scenario)}".strip(),
        chance_and_not_knowing(document, scenario["name"]),
    ))))  # fmt: skip


def _rests(document: Document, chosen: list[Document]) -> Part:
    assumed = ("It takes for granted that the changes work as assumed. Every assumption is in results.xlsx, sheet "
               "assumptions." if any(scenario["levers"] for scenario in chosen) else "")  # fmt: skip
    said = " ".join(filter(None, [calibrated_told(document), published_told(document), assumed]))
    return Part("s-rests", "What it rests on", (Text(said),))


def _would_change(document: Document, chosen: list[Document]) -> Part:
    return Part("s-change", "What would change it", tuple(_each(chosen, lambda scenario: (
        *switches(document, scenario["name"], room(chosen)), narrowing(document, scenario["name"]),
        to_find_out(scenario, room(chosen)),
    ))))  # fmt: skip


def _limits(document: Document, chosen: list[Document]) -> Part:
    cannot = list(dict.fromkeys(line for scenario in chosen for line in cannot_show(scenario)))
    most = room(chosen) * len(chosen)
    more = [f"and {len(cannot) - most} more, in the long version"] if len(cannot) > most else []
    shown = f"Not shown: {'; '.join([*cannot[:most], *more])}." if cannot else ""
    return Part("s-limits", "Limits", (Points(tuple(filter(None, [*limits(document), shown, FEW]))),))


def _again(document: Document) -> Part:
    return Part("s-again", "Use until, and where it comes from", (
        Text(f"Do not use after {long_day(use_until(document))}. {SUNSET_RULE}"), Facts(fingerprint(document)),
    ))  # fmt: skip


def fingerprint(document: Document) -> tuple[tuple[str, str], ...]:
    """Return what identifies the results: fingerprint, seed, draws, code, inputs."""
    inputs = document["inputs"]
    return (
        ("Fingerprint", document["fingerprint"]), ("Made", long_day(document["made"])),
        ("Seed, draws", f"{document['seed']}, {document['draws']}"),
        ("Code", f"version {document['version']}, {inputs['code']}"),
        ("Evidence", inputs["evidence"]), ("Numbers", inputs["numbers"]),
    )  # fmt: skip
