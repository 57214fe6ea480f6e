"""The description in Markdown: docs/processes.md, one section a process, with its clocks and transitions."""

from collections.abc import Iterator, Sequence

from experiments.chart_words import opening
from experiments.describe_page import listed, transition_rows
from experiments.describe_text import pace_in_words
from experiments.description_parts import Description, ProcessPart
from experiments.steps_in_words import factors_in_words, in_words
from experiments.transitions import arrows

HEAD = """# Processes

Written by `python -m experiments.generate` from the declarations in `model/`; do not edit. `journeys describe PROCESS`
prints what each clock does step by step, `journeys describe --out DIR` draws pictures. A name with a dot is a number:
`journeys evidence NAME`. Numbers on arrows are explained in the table below each picture. Nothing that can happen is
left out; a few of the transitions never do, because of what else is true of an agent by then.
"""


def processes_page(model: Description) -> str:
    """Return the page."""
    homes = {clock.name: process.name for process in model.processes for clock in process.clocks}
    return "\n".join([HEAD, *(line for process in model.processes for line in _section(process, homes))])


def _section(process: ProcessPart, homes: dict[str, str]) -> Iterator[str]:
    found = arrows(process.transitions)
    yield f"## {in_words(process.name)} ({process.kind})"
    yield f"\n{opening(process.meaning)}.\n"
    yield "```mermaid\nstateDiagram-v2"
    for state in process.states:
        yield f'    state "{in_words(state)}" as {state}'
    yield f"    [*] --> {process.starts}"
    yield from (
        f"    {before} --> {arrow.after}: {arrow.number}"
        for arrow in found for before in arrow.befores if before != arrow.after
    )  # fmt: skip
    yield "```\n"
    if found:
        head = ("number", "from", "to", f"clocks of {in_words(process.name)}", "clocks of other processes")
        yield from _table(head, transition_rows(found, homes))
    if process.clocks:
        rows = [
            (clock.name, listed(clock.at), pace_in_words(clock), "; ".join(factors_in_words(clock.pace.speeds))
             if clock.pace else "")
            for clock in process.clocks
        ]  # fmt: skip
        yield from _table(("clock", "while", "wait or rate, or who pulls it", "speed"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join(cell.replace("|", "/") for cell in row) + " |"
    yield ""
