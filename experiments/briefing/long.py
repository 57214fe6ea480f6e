"""The long version: each finding in full, every picture with its table, and annexes on evidence and making."""

from collections.abc import Iterator

from experiments.briefing.change import switches, to_find_out
from experiments.briefing.ground import GRADE_RULE, assumptions_table, grade_told, sure_table
from experiments.briefing.leading import RULE, leading, leading_table
from experiments.briefing.limits import SUNSET_RULE, cannot_show, limits, long_day, use_until
from experiments.briefing.part import Block, Facts, Part, Points, Text
from experiments.briefing.short import fingerprint
from experiments.chart_words import BARRING
from experiments.desirable import HEADLINES
from experiments.document import Document
from experiments.page import sections
from experiments.page_words import GRADES, Finding, Table, beside, command_line, definitions, findings

RULES = (
    "A direction is told only where no rule speaks. The rules: the 90% range holds 0; fewer than 20 draws, or the "
    "precision asked for was not reached; a change goes beyond the coverage at which its effect was seen, or a number "
    "beyond the central 98% of what is believed of it."
)
GRADES_TOLD = tuple(f"{letter}: {words}" for letter, words in GRADES.items())


def long_version(document: Document) -> tuple[Part, ...]:
    """Return the parts of the long version."""
    return (_findings(document), *_sections(document), *_annexes(document))


def _findings(document: Document) -> Part:
    blocks: list[Block] = [Text(RULES), Text(RULE)]
    for found in findings(document):
        blocks += [Text(found.name, "finding"), *_finding(document, found)]
    return Part("l-found", "Each finding in full", tuple(blocks))


def _finding(document: Document, found: Finding) -> Iterator[Block]:
    yield Text(f"{found.question} {found.headline}".strip())
    if found.rules:
        yield Points(found.rules, "Which rules forbid a direction")
    for heading, lines in found.ways:
        yield Points(lines, heading)
    yield Points(found.told, "Harms, waits and cost")
    if found.unclear:
        yield Points(found.unclear, "Outcomes without a direction")
    yield leading_table(document, [found.name])
    yield sure_table(document, found.name, leading(document))


def _sections(document: Document) -> Iterator[Part]:
    for section in sections(document):
        yield Part(f"l-{section.key}", section.heading,
                   (*map(Text, section.words), *section.charts, *section.tables))  # fmt: skip


def _annexes(document: Document) -> Iterator[Part]:
    yield _changes(document)
    yield _assumptions(document)
    yield _would_change(document)
    yield _published(document)
    yield Part("a-limits", "Annex E: limits", (Points((*limits(document), *document["notes"][1:])), *_cannot(document)))
    yield _definitions(document)
    yield Part("a-again", "Annex G: until when to use it, and how to make it again", (
        Text(f"Do not use after {long_day(use_until(document))}. {SUNSET_RULE}"), Facts(fingerprint(document)),
        Facts((("Command", command_line(document)),
               *((f"Scenario {name}", code) for name, code in document["inputs"]["scenarios"].items()),
               *(document["inputs"]["libraries"].items()))),
        Text("If the fingerprint is the same, so is every number."),
    ))  # fmt: skip


def _changes(document: Document) -> Part:
    blocks: list[Block] = []
    for found, scenario in zip(findings(document), document["scenarios"][1:], strict=True):
        lines = tuple(f"{lever.use} {lever.grade} {lever.recommendation} {lever.limits}" for lever in found.levers)
        lines += (f"Numbers set outright: {found.overrides}.",) if found.overrides else ()
        blocks += [Points((*(lines or ("No lever is pulled.",)), found.same), scenario["name"])]
    return Part("a-changes", "Annex A: what is changed, and who asked for it", tuple(blocks))


def _assumptions(document: Document) -> Part:
    blocks: list[Block] = [Text(GRADE_RULE), Points(GRADES_TOLD, "Grades")]
    for scenario in document["scenarios"][1:]:
        blocks.append(Text(f"{scenario['name']}: {grade_told(document, scenario)}"))
        table = assumptions_table(scenario)
        blocks += [table] if table.rows else []
    return Part("a-evidence", "Annex B: evidence and assumptions", tuple(blocks))


def _would_change(document: Document) -> Part:
    blocks = [
        Points((*switches(document, scenario["name"]), *filter(None, [to_find_out(scenario)])), scenario["name"])
        for scenario in document["scenarios"][1:]
    ]
    last = Text("Which single number would be worth most to know is a question for a study of its own "
                "(`journeys sensitivity`); these results hold none.")  # fmt: skip
    return Part("a-change", "Annex C: what would change the finding", (*blocks, last))


def _published(document: Document) -> Part:
    found = beside(document)
    return Part("a-published", "Annex D: the model beside published figures", (
        Text(document["notes"][0]),
        Table("The baseline beside published figures, by outcome", (
            "Outcome", "Years", "Figures", "Ratio, lowest to highest", "Published inside the 90% range", "Use",
        ), found.summary),
        Table("Published figures beside the baseline, year by year", (
            "Outcome", "Year", "Published", "Simulated", "90% range", "Ratio", "Fact",
        ), found.rows),
        *([Points(found.where_parted, "Where definitions part")] if found.where_parted else []),
        *([Points(found.sources, "Sources of the published figures")] if found.sources else []),
    ))  # fmt: skip


def _cannot(document: Document) -> Iterator[Block]:
    lines = tuple(dict.fromkeys(line for s in document["scenarios"][1:] for line in cannot_show(s)))
    if lines:
        yield Points(lines, "What the model cannot show")


def _definitions(document: Document) -> Part:
    used = {*HEADLINES, *leading(document)} | {
        row["name"] for row in document["verdicts"] if row["direction"] != "none" and row["rule"] not in BARRING
    }
    rows = tuple((short, meaning, unit, where) for short, name, meaning, unit, where in definitions(document)
                 if name in used)  # fmt: skip
    return Part("a-definitions", "Annex F: definitions", (
        Text("Outcomes that this briefing names; all others are in results.xlsx."),
        Table("Outcomes", ("Outcome", "Meaning", "Unit", "Where"), rows),
    ))  # fmt: skip
