"""The section of one headline: what is told of it in short, its levers, a table a comparison, and what is not shown."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from experiments.answers import outside
from experiments.comparison.verdict import Direction, Rule
from experiments.headlines.finding import Finding
from experiments.headlines.headline import Comparison, Headline
from experiments.headlines.period import START
from experiments.study import Study
from experiments.text import interval, number, signed
from scenarios.lever import catalogue

Found: TypeAlias = Sequence[Sequence[Sequence[Finding]]]
"""By comparison, block and line."""
HEAD = ("outcome", "baseline", "difference", "90% interval", "luck", "verdict", "why")
TOLD: dict[Direction, str] = {"higher": "**higher**", "lower": "**lower**", "none": "no clear difference"}
UNTOLD: dict[Rule, str] = {
    "undefined": "undefined", "one_draw": "not told: one draw", "same": "no difference",
    "outside_evidence": "not told: beyond the evidence", "precision": "not told: too few draws",
}  # fmt: skip


def in_short(headline: Headline, found: Found) -> list[str]:
    """Return which directions are told of each comparison, and of how many lines none is."""
    lines = [f"**[{headline.title}](#{anchor(headline.title)})**", ""]
    for comparison, blocks in zip(headline.comparisons, found, strict=True):
        every = [finding for block in blocks for finding in block]
        directions: tuple[Direction, ...] = ("higher", "lower")
        said = [listed(direction, every) for direction in directions]
        rest = sum(finding.verdict.direction == "none" for finding in every)
        said.append(f"No direction is told of {rest} of {len(every)} lines.")
        lines.append(f"- *{comparison.heading}.* {' '.join(filter(None, said))}")
    return [*lines, ""]


def listed(direction: Direction, found: Sequence[Finding]) -> str:
    """Return the lines of one direction in a sentence; nothing if there is none."""
    some = [f"{each.line.label} ({amount(each)})" for each in found if each.verdict.direction == direction]
    return f"{direction.capitalize()}: {'; '.join(some)}." if some else ""


def amount(finding: Finding) -> str:
    """Return a difference as it stands beside a label."""
    assert finding.gap is not None  # a direction is told of it
    return signed(finding.gap, finding.line.measured.unit) + finding.line.measured.each


def section(headline: Headline, study: Study, found: Found, folder: str) -> list[str]:
    """Return the question, the levers, the picture and a table for each comparison."""
    lines = [f"## {headline.title}", "", f"*{headline.asks}*", ""]
    for lever in (catalogue()[name] for name in headline.levers):
        only = ", all of it assumption" if lever.mechanism_only else ""
        lines.append(f"- Lever [{lever.id}](levers.md#{lever.id}), evidence of grade {lever.grade}{only}. What it is "
                     f"meant to do: {lever.mechanism}.")  # fmt: skip
    same = f"Checked: up to {START} each world is the baseline's to the last bit."
    lines += [
        "", same if same_before(study) else f"**FAULT: the worlds differ before {START}.**", "",
        f"![{headline.title}]({folder}/{headline.key}.svg)", "",
        "Mean differences over draws in per cent of the baseline. Error bars, two standard errors, tell how well that "
        "mean is known; a verdict asks more, that nineteen in twenty draws lie on one side of 0.", "",
    ]  # fmt: skip
    for place, (comparison, blocks) in enumerate(zip(headline.comparisons, found, strict=True), 1):
        lines += compared(study, place, comparison, blocks)
    return lines


def same_before(study: Study) -> bool:
    """Return whether every world was seen to be the baseline's up to the first day of its levers."""
    return all(world.identical for world in study.first[0][1:])


def compared(study: Study, place: int, comparison: Comparison, found: Sequence[Sequence[Finding]]) -> list[str]:
    """Return one comparison: what to know of it, its table, and who waits longer."""
    lines = [f"### {comparison.heading}", ""]
    for words in (comparison.note, *(f"Beyond the evidence: {words}" for words in outside(comparison.scenario))):
        lines += [words, ""] if words else []
    lines += ["| " + " | ".join(HEAD) + " |", "|---|---:|---:|---:|---:|---|---|"]
    for block, each in zip(comparison.blocks, found, strict=True):
        lines.append(f"| *{block.heading}* | | | | | | |")
        lines += ["| " + " | ".join(row(finding)) + " |" for finding in each]
    return [*lines, "", waiting(study, place), ""]


def row(finding: Finding) -> tuple[str, ...]:
    """Return the cells of one line."""
    unit, said = finding.line.measured.unit, finding.verdict
    low, high = finding.interval or (None, None)
    return (
        finding.line.label,
        "" if finding.base is None else number(finding.base, unit),
        "" if finding.gap is None else signed(finding.gap, unit),
        interval(low, high, unit, signed),
        "" if finding.luck is None else f"{finding.luck:.0%}",
        UNTOLD.get(said.rule, TOLD[said.direction]),
        finding.why,
    )


def waiting(study: Study, place: int) -> str:
    """Return how many people referred on the same day wait longer in a scenario, and how many less long."""
    sums = np.array([draw[place].tally.waits[0] for draw in study.first])
    scales = np.array([draw[0].finished.scale for draw in study.first])
    people, longer, shorter = (float(np.median(sums[:, i] * scales)) for i in range(3))
    return (
        f"Of {people:,.0f} people referred on the same day and decided in both worlds, in neither before they part, "
        f"{longer:,.0f} wait a week or more longer and {shorter:,.0f} a week or more less (medians over draws)."
    )


def not_shown(headline: Headline) -> list[str]:
    """Return what the model cannot show."""
    levers = [catalogue()[name].cannot_show for name in headline.levers]
    said = (f"{words[0].upper()}{words[1:]}." for words in levers)
    return ["### What the model cannot show", "", *(f"- {each}" for each in (*said, *headline.cannot_show)), ""]


def anchor(title: str) -> str:
    """Return the anchor of a heading."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")
