"""The description as one HTML file that opens without a network and needs no script."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.claims_described import ClaimPart
from experiments.describe_text import pace_in_words
from experiments.description_parts import ClockPart, ColumnPart, Description, ProcessPart
from experiments.feedbacks import CHANCE, FORK, MESSAGE, SPEED, loops, readings
from experiments.process_picture import BOX, Picture, picture
from experiments.steps_in_words import Line, factors_in_words, in_words, shared
from experiments.templates import environment
from experiments.transitions import Arrow, arrows

Rows = list[tuple[str, ...]]
LETTERS = {SPEED: "S", CHANCE: "C", FORK: "B", MESSAGE: "P"}
"""What a cell of the table of feedbacks shows."""


@dataclass(frozen=True)
class Section:
    """One process on the page."""

    part: ProcessPart
    picture: Picture
    says: str
    transitions: Rows
    clocks: Rows
    triggers: Rows
    steps: tuple[tuple[str, tuple[Line, ...]], ...]
    reads: Rows
    claims: Rows


def page(model: Description, only: ProcessPart | None = None) -> str:
    """Return the page of the model, or of one process."""
    processes = (only,) if only else model.processes
    lists, passages = shared([clock.steps for process in processes for clock in process.clocks])
    steps = iter(lists)
    homes = {clock.name: process.name for process in model.processes for clock in process.clocks}
    sections = [section(process, [next(steps) for _ in process.clocks], homes) for process in processes]
    both = loops(feedback for process in model.processes for feedback in process.feedbacks)
    return environment().get_template("describe.html.jinja").render(
        model=model, only=only, sections=sections, passages=passages, passage_of=passage_of, in_words=in_words,
        box_width=BOX,
        queues=queue_rows(model), routes=route_rows(model), feedbacks=feedback_table(model),
        loops=[(one, ", ".join(others)) for one, others in both.items()],
        columns=[column_row(column, homes) for column in model.columns], claims=claim_rows(model.claims),
    )  # fmt: skip


def section(process: ProcessPart, steps: Sequence[tuple[Line, ...]], homes: Mapping[str, str]) -> Section:
    """Return a process as the page shows it; `steps` are those of its clocks, in order; `homes` as below."""
    found = arrows(process.transitions)
    return Section(
        process, picture(process.states, process.starts, found), spoken(process, found),
        transition_rows(found, homes), [clock_row(clock) for clock in process.waits],
        [(clock.name, listed(clock.at), " and by ".join(clock.pulled_by)) for clock in process.triggers],
        tuple((clock.name, lines) for clock, lines in zip(process.clocks, steps, strict=True)),
        [(r.words, r.how, "; ".join(r.clocks)) for r in readings(process.feedbacks)], claim_rows(process.claims),
    )  # fmt: skip


def spoken(process: ProcessPart, found: Sequence[Arrow]) -> str:
    """Return the picture in words, for those who cannot see it."""
    moves = "; ".join(f"{arrow.number}: {listed(arrow.befores)} to {in_words(arrow.after)}" for arrow in found)
    return (
        f"States from which transitions lead to others: {listed(process.states)}. Agents start in "
        f"{in_words(process.starts)}. Transitions by number: {moves or 'none'}."
    )


def transition_rows(found: Sequence[Arrow], homes: Mapping[str, str]) -> Rows:
    """Return the rows that explain the numbers of a picture; a list of clocks that comes back is told once.

    `homes` gives the process of a clock.
    """
    rows: Rows = []
    seen: dict[tuple[str, ...], int] = {}
    for arrow in found:
        again = " (entered anew; not drawn)" if arrow.after in arrow.befores else ""
        of_others: dict[str, list[str]] = {}
        for clock in arrow.others:
            of_others.setdefault(homes[clock], []).append(clock)
        told = ". ".join(f"{in_words(home)}: {'; '.join(clocks)}" for home, clocks in of_others.items())
        same = seen.setdefault(arrow.others, arrow.number)
        others = told if same == arrow.number or len(arrow.others) < 3 else f"those of number {same}"
        rows.append((
            str(arrow.number), listed(arrow.befores), in_words(arrow.after) + again, "; ".join(arrow.own), others,
        ))  # fmt: skip
    return rows


def clock_row(clock: ClockPart) -> tuple[str, ...]:
    """Return the row of a wait."""
    speeds = factors_in_words(clock.pace.speeds if clock.pace else ())
    return clock.name, listed(clock.at), pace_in_words(clock), "; ".join(speeds) or "as it is"


def listed(names: Sequence[str]) -> str:
    """Return names of states or levels as a list in a sentence."""
    return ", ".join(map(in_words, names))


def passage_of(line: Line) -> int:
    """Return the number of the passage to which a line refers; 0 if it is a step."""
    start, _, rest = line.text.partition(":")
    word, _, number = start.partition(" ")
    return int(number) if rest and word == "passage" and number.isdigit() else 0


def claim_rows(claims: Sequence[ClaimPart]) -> Rows:
    """Return claims with what acts on them."""
    return [
        (claim.id, claim.claim, ", ".join(claim.parameters), "; ".join(claim.clocks) or "no clock names them")
        for claim in claims
    ]


def queue_rows(model: Description) -> Rows:
    """Return one row a queue."""
    return [
        (
            queue.name, queue.meaning, "; ".join(queue.joined_by),
            ", ".join(f"{part.replace('_', ' ')}: {name}" for part, name in queue.capacity.items()),
            queue.order, f"{queue.serves} ({queue.process})",
        )
        for queue in model.queues
    ]  # fmt: skip


def route_rows(model: Description) -> Rows:
    """Return one row a route."""
    return [
        (route.message, "; ".join(route.told_by), route.reaches, f"{route.pulls} ({route.process})", str(route.turn))
        for route in model.routes
    ]


def column_row(column: ColumnPart, homes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the row of a column; `homes` gives the process of a clock."""
    levels = f"{column.places} places" if column.places else listed(column.levels)
    set_by, read_by = (
        ", ".join(f"{in_words(home)} ({n})" for home, n in Counter(homes[clock] for clock in clocks).items())
        for clocks in (column.set_by, column.read_by)
    )
    return column.name, column.kind, column.meaning, levels, set_by or "nothing: fixed for life", read_by or "no clock"


def feedback_table(model: Description) -> Rows:
    """Return, for each process, how it reads each other one: letters of `LETTERS`."""
    found: dict[tuple[str, str], set[str]] = {}
    for process in model.processes:
        for feedback in process.feedbacks:
            found.setdefault((feedback.process, feedback.source), set()).add(feedback.how)
    names = [process.name for process in model.processes]
    return [
        (one, *("".join(LETTERS[how] for how in LETTERS if how in found.get((one, other), ())) for other in names))
        for one in names
    ]
