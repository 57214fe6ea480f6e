"""The description in text: the whole model in outline, one process in short, or one clock with every step."""

import textwrap
from collections.abc import Iterator

from experiments.description_parts import ClockPart, ColumnPart, Description, ProcessPart, QueuePart, RoutePart
from experiments.feedbacks import CHANCE, SPEED, loops, readings
from experiments.steps_in_words import factors_in_words, in_words, indented, shared
from experiments.transitions import Arrow, arrows

WIDTH = 110
SHORT = 12
"""Steps of a clock up to which the text of a process shows them."""


def outline(model: Description) -> str:
    """Return the whole model in outline: everything is named once."""
    kinds = dict.fromkeys(process.kind for process in model.processes)
    lines: list[str] = []
    for kind in kinds:
        columns = [column for column in model.columns if column.kind == kind]
        processes = [process for process in model.processes if process.kind == kind]
        clocks = sum(len(process.clocks) for process in processes)
        lines += [f"{kind.upper()}: {len(processes)} processes, {clocks} clocks, {len(columns)} columns", ""]
        for process in processes:
            lines += [*_process_outline(process), ""]
        lines += [f"Columns of {kind}", *(line for column in columns for line in _column(column)), ""]
    lines += ["QUEUES", "", *(line for queue in model.queues for line in (*_queue(queue), ""))]
    lines += ["ROUTES", "", *(line for route in model.routes for line in _route(route)), ""]
    lines += ["LOOPS: processes each of which changes speeds or chances of the other", "", *_loops(model)]
    return "\n".join([*lines, "", *_outline_claims(model), "`journeys describe PROCESS` tells more."])


def process_text(process: ProcessPart) -> str:
    """Return one process in short."""
    states = [in_words(state) + (" (start)" if state == process.starts else "") for state in process.states]
    lines = [
        f"{process.name} ({process.kind}): {process.meaning}", "", *_wrapped("States: " + ", ".join(states)), "",
        "Clocks that run by themselves" if process.waits else "No clock runs by itself",
    ]  # fmt: skip
    for clock in process.clocks:
        if clock is next(iter(process.triggers), None):
            lines += ["", "Triggers, pulled between ticks"]
        lines += ["", *_clock(clock, 1), *_steps_in_short(clock)]
    lines += ["", "Transitions", "", *(line for arrow in arrows(process.transitions) for line in _arrow(arrow))]
    lines += ["", "What its clocks read: speeds, chances and branches; who pulls its triggers", ""]
    for reading in readings(process.feedbacks):
        lines += _wrapped(f"{reading.words}: {reading.how} of {'; '.join(reading.clocks)}", 1)
    lines += ["", *_wrapped(f"Parameters behind it ({len(process.parameters)}): {', '.join(process.parameters)}")]
    for claim in process.claims:
        acts = f"{claim.id} acts through {', '.join(claim.parameters)}, hence: {'; '.join(claim.clocks)}"
        lines += ["", *_wrapped(acts)]
    return "\n".join(lines)


def clock_text(clock: ClockPart) -> str:
    """Return one clock with every step; passages that come back stand at the end."""
    (steps,), passages = shared([clock.steps])
    lines = [f"{clock.name} ({clock.process})", "", *_clock(clock, 0, named=False), "", "Steps", ""]
    lines += [line for depth, text in indented(steps) for line in _wrapped(text, depth + 1)]
    for number, passage in enumerate(passages, 1):
        lines += ["", f"Passage {number}", ""]
        lines += [line for depth, text in indented([passage]) for line in _wrapped(text, depth + 1)]
    lines += ["", *_wrapped(f"Parameters behind it ({len(clock.parameters)}): {', '.join(clock.parameters)}")]
    return "\n".join(lines)


def pace_in_words(clock: ClockPart) -> str:
    """Return how fast a clock runs, or who pulls it; factors left out."""
    if not clock.pace:
        return f"pulled by {' and by '.join(clock.pulled_by)}"
    place = f" of each {clock.pace.place}" if clock.pace.place else ""
    return f"{clock.pace.reads} {clock.pace.quantity}{place} ({clock.pace.unit}), {clock.pace.shape}"


def effects(clock: ClockPart) -> str:
    """Return what a clock does, in one sentence."""
    parts = [
        f"{verb} {', '.join(names)}"
        for verb, names in (("moves", clock.moves), ("sets", clock.sets), ("tells", clock.messages))
        if names
    ]
    return "; ".join(parts) or "only counts"


def _process_outline(process: ProcessPart) -> Iterator[str]:
    yield f"{process.name}: {process.meaning}"
    yield from _wrapped("states: " + ", ".join(map(in_words, process.states)), 1)
    if process.waits:
        yield from _wrapped("clocks: " + "; ".join(clock.name for clock in process.waits), 1)
    if process.triggers:
        yield from _wrapped("triggers: " + "; ".join(clock.name for clock in process.triggers), 1)
    acting = dict.fromkeys(f.source for f in process.feedbacks if f.how in {SPEED, CHANCE} and f.source != process.name)
    if acting:
        yield from _wrapped("speeds and chances read: " + ", ".join(acting), 1)


def _clock(clock: ClockPart, depth: int, named: bool = True) -> Iterator[str]:
    name = f"{clock.name}: " if named else ""
    yield from _wrapped(f"{name}while {', '.join(map(in_words, clock.at))}; {pace_in_words(clock)}", depth)
    for words in factors_in_words(clock.pace.speeds if clock.pace else ()):
        yield from _wrapped(words, depth + 2)


def _steps_in_short(clock: ClockPart) -> Iterator[str]:
    if sum(map(len, clock.steps)) <= SHORT:
        for depth, text in indented(clock.steps):
            yield from _wrapped(text, depth + 2)
    else:
        yield from _wrapped(f"{effects(clock)}", 2)
        yield from _wrapped(f'`journeys describe "{clock.name}"` shows its {sum(map(len, clock.steps))} steps', 2)


def _arrow(arrow: Arrow) -> Iterator[str]:
    yield from _wrapped(f"{', '.join(map(in_words, arrow.befores))} -> {in_words(arrow.after)}", 1)
    for words, clocks in (("", arrow.own), ("by other processes: ", arrow.others)):
        if clocks:
            yield from _wrapped(words + "; ".join(clocks), 3)


def _column(column: ColumnPart) -> Iterator[str]:
    levels = f"{column.places} places" if column.places else ", ".join(map(in_words, column.levels))
    yield from _wrapped(f"{column.name}: {column.meaning} ({levels})", 1)


def _queue(queue: QueuePart) -> Iterator[str]:
    yield f"{queue.name} ({queue.type}): {queue.meaning}"
    yield from _wrapped("joined by " + "; ".join(queue.joined_by), 1)
    yield from _wrapped(f"serves “{queue.serves}” ({queue.process}); {queue.order}", 1)
    yield from _wrapped("capacity: " + ", ".join(f"{part} {name}" for part, name in queue.capacity.items()), 1)


def _route(route: RoutePart) -> Iterator[str]:
    pulls = f"pulls “{route.pulls}” ({route.process}), turn {route.turn}"
    yield from _wrapped(f"“{route.message}” reaches {route.reaches}: {pulls}", 1)


def _loops(model: Description) -> Iterator[str]:
    for one, others in loops(f for process in model.processes for f in process.feedbacks).items():
        yield from _wrapped(f"{one} with {', '.join(others)}", 1)


def _outline_claims(model: Description) -> Iterator[str]:
    if model.claims:
        yield "CLAIMS: the parameters through which each acts"
        yield ""
        for claim in model.claims:
            yield from _wrapped(f"{claim.id}: {', '.join(claim.parameters)}", 1)
        yield ""


def _wrapped(text: str, depth: int = 0) -> list[str]:
    """Return a text as lines that fit, the later ones further in."""
    start = "  " * depth
    return textwrap.wrap(
        text, WIDTH, initial_indent=start, subsequent_indent=start + "    ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
