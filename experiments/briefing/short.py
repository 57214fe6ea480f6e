"""The short version: two pages on what was asked, what came out, how sure it is, and until when it may be used."""

from collections.abc import Callable, Iterable, Iterator, Sequence

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
from experiments.chart_words import FEW, drawn
from experiments.charts import others
from experiments.document import Document

MOST_CANNOT, MOST_NAMED = 3, 3
"""Things that cannot be shown, and changes of a scenario that are named, in the short version."""


def short_version(document: Document) -> tuple[Part, ...]:
    """Return the parts of the short version."""
    names = in_short(document)
    chosen = [scenario for scenario in document["scenarios"][1:] if scenario["name"] in names]
    return (
        _asked(document, chosen), _found(document, chosen), _sizes(document, names), _who(document, chosen),
        _sure(document, chosen), _rests(document, chosen), _would_change(document, chosen), _limits(document, chosen),
        _again(document),
    )  # fmt: skip


def _each(chosen: Sequence[Document], lines: Callable[[Document], Iterable[str]]) -> Iterator[Points]:
    """Yield sentences on each scenario, under its name where there are several."""
    for scenario in chosen:
        found = tuple(filter(None, lines(scenario)))
        if found:
            yield Points(found, scenario["name"] if len(chosen) > 1 else "")


def _asked(document: Document, chosen: list[Document]) -> Part:
    left = len(others(document)) - len(chosen)
    more = (Text(f"{left} further scenarios were compared; they are in the long version."),) if left else ()
    return Part("s-asked", "What was asked", (
        *_each(chosen, lambda scenario: (question(scenario), f"Changed: {'; '.join(levers_told(scenario))}.")),
        Text(f"Compared with {document['scenario']}, for the same simulated people and the same luck."), *more,
    ))  # fmt: skip


def _found(document: Document, chosen: list[Document]) -> Part:
    blocks: list[Text] = []
    for scenario in chosen:
        name = scenario["name"]
        first, *rest = finding(document, name)
        named = f"{name[:1].upper()}{name[1:]}, {when(document, name)}: " if len(chosen) > 1 else ""
        blocks.append(Text(f"{named}{first}", "finding"))
        blocks += [Text(sentence) for sentence in rest]
    return Part("s-found", "What the model says", tuple(blocks))


def _sizes(document: Document, names: list[str]) -> Part:
    return Part("s-sizes", "How large, with the range", (
        leading_table(document, names), Text(RULE, "small"), forest(document),
    ))  # fmt: skip


def _who(document: Document, chosen: list[Document]) -> Part:
    def lines(scenario: Document) -> Iterator[str]:
        name = scenario["name"]
        yield from gains_and_losses(document, name)
        yield groups_worse_off(document, name)
        yield waits(document, name)
        yield costs(document, name)

    return Part("s-who", "Who gains, who loses, what it costs", tuple(_each(chosen, lines)))


def _sure(document: Document, chosen: list[Document]) -> Part:
    first = (f"A 90% range holds nine in ten of {drawn(document)}. Each draw takes other values for every uncertain "
             "number (not knowing), and other luck (chance).")  # fmt: skip
    return Part("s-sure", "How sure", (Text(first), *_each(chosen, lambda scenario: (
        f"{grade_told(document, scenario)} {numbers_told(scenario)}".strip(),
        chance_and_not_knowing(document, scenario["name"]),
    ))))  # fmt: skip


def _rests(document: Document, chosen: list[Document]) -> Part:
    titles = list(dict.fromkeys(use["title"] for scenario in chosen for use in scenario["levers"]))
    more = f" and {len(titles) - MOST_NAMED} more" if len(titles) > MOST_NAMED else ""
    assumed = (f"It takes for granted that these work as assumed: {'; '.join(titles[:MOST_NAMED])}{more}. Every "
               "assumption is in results.xlsx, sheet assumptions." if titles else "")  # fmt: skip
    said = " ".join(filter(None, [calibrated_told(document), published_told(document), assumed]))
    return Part("s-rests", "What it rests on", (Text(said),))


def _would_change(document: Document, chosen: list[Document]) -> Part:
    return Part("s-change", "What would change it", tuple(_each(chosen, lambda scenario: (
        *switches(document, scenario["name"]), narrowing(document, scenario["name"]), to_find_out(scenario),
    ))))  # fmt: skip


def _limits(document: Document, chosen: list[Document]) -> Part:
    cannot = list(dict.fromkeys(line for scenario in chosen for line in cannot_show(scenario)))
    more = [f"and {len(cannot) - MOST_CANNOT} more, in the long version"] if len(cannot) > MOST_CANNOT else []
    shown = f"Not shown: {'; '.join([*cannot[:MOST_CANNOT], *more])}." if cannot else ""
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
