"""Feedbacks: which process acts on which, and through what, derived from the declarations.

A process acts on another in three ways: a speed, the odds of an answer or a fork of the other reads its state, or a
column that it sets; a message that it leaves pulls a trigger of the other, through a queue or along a route; or its
clocks move the other outright, which the transitions tell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from experiments.messages import CLOCKS, SET_BY_THE_POST, tellers, ways
from model.kinds import EXPLOITERS, SURVIVORS
from model.rules import Ask, Column, If, Process, Set, Shift, Tell, Trigger, Wait, walk

SPEED, CHANCE, FORK, MESSAGE = "speed", "chance", "branch", "pull"
"""How something is read: it multiplies a speed or the odds of a yes, decides a fork, or pulls a trigger."""


@dataclass(frozen=True)
class Feedback:
    """Clocks of `process` read something that `source` does."""

    process: str
    source: str
    """The process that acts."""
    through: str
    """Its own name, for its state; else the column that it sets, or the queue or route that its message takes."""
    how: str
    clocks: tuple[str, ...]
    """Those of `process` that read it."""
    by: tuple[str, ...]
    """Those of `source` that set the column or leave the message; none where the state itself is read."""


def reads(clock: Wait | Trigger) -> Iterator[tuple[Column, str]]:
    """Yield every column that a clock reads, and how."""
    if isinstance(clock, Wait):
        yield from ((column, SPEED) for column in clock.speeds)
        if clock.place:
            yield clock.place, SPEED
    for step in walk(clock.then):
        if isinstance(step, Ask):
            yield from ((column, CHANCE) for column in step.odds)
            if step.place:
                yield step.place, CHANCE
        elif isinstance(step, If):
            yield step.column, FORK


def sets(clock: Wait | Trigger) -> set[Column]:
    """Return the plain columns that a clock's steps set, or that the post sets on its messages."""
    steps = list(walk(clock.then))
    told = {step.topic for step in steps if isinstance(step, Tell)}
    posted = {column for column, topics in SET_BY_THE_POST.items() if told & set(topics)}
    return {step.column for step in steps if isinstance(step, Set | Shift)} | posted


def feedbacks() -> tuple[Feedback, ...]:
    """Return every feedback, by the process that reads, how, and the process that acts."""
    reading: dict[tuple[Process, Process, str, str], dict[str, None]] = {}
    acting: dict[tuple[Process, Process, str, str], dict[str, None]] = {}
    setters: dict[Column, list[Wait | Trigger]] = {}
    for clock in CLOCKS:
        for column in sets(clock):
            setters.setdefault(column, []).append(clock)
    for clock in CLOCKS:
        for column, how in dict.fromkeys(reads(clock)):
            if isinstance(column, Process) and column is not clock.process:
                reading.setdefault((clock.process, column, column.name, how), {})[clock.name] = None
            for setter in setters.get(column, ()):
                key = (clock.process, setter.process, column.name, how)
                reading.setdefault(key, {})[clock.name] = None
                acting.setdefault(key, {})[setter.name] = None
    for way in ways():
        for teller in tellers(way.topic):
            key = (way.trigger.process, teller.process, way.words, MESSAGE)
            reading.setdefault(key, {})[way.trigger.name] = None
            acting.setdefault(key, {})[teller.name] = None
    order = {process: n for n, process in enumerate((*SURVIVORS.processes, *EXPLOITERS.processes))}
    keys = sorted(reading, key=lambda key: (order[key[0]], order[key[1]], key[2], key[3]))
    return tuple(
        Feedback(process.name, source.name, through, how, tuple(reading[key]), tuple(acting.get(key, ())))
        for key in keys
        for process, source, through, how in (key,)
    )


def loops(found: Iterable[Feedback]) -> dict[str, tuple[str, ...]]:
    """Return, for each process, those later in the list with which it changes speeds or chances both ways."""
    pairs = dict.fromkeys((f.process, f.source) for f in found if f.how in {SPEED, CHANCE} and f.process != f.source)
    order = [process.name for process in (*SURVIVORS.processes, *EXPLOITERS.processes)]
    both = {
        one: tuple(other for other in order[n:] if (one, other) in pairs and (other, one) in pairs)
        for n, one in enumerate(order)
    }
    return {one: others for one, others in both.items() if others}


@dataclass(frozen=True)
class Reading:
    """All that the clocks of one process read through one thing."""

    through: str
    sources: tuple[str, ...]
    how: str
    clocks: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is read, in words."""
        if self.how == MESSAGE:
            return f"{self.through}, messages from {', '.join(self.sources)}"
        if self.sources == (self.through,):
            return f"state of {self.through}"
        return f"{self.through}, set by {', '.join(self.sources)}"


def readings(found: Iterable[Feedback]) -> Iterator[Reading]:
    """Yield the feedbacks of one process put together: states first, then columns, then messages."""
    together: dict[str, list[Feedback]] = {}
    for feedback in sorted(found, key=lambda f: (f.how == MESSAGE, f.through != f.source)):
        together.setdefault(feedback.through, []).append(feedback)
    for through, some in together.items():
        how = [each for each in (SPEED, CHANCE, FORK, MESSAGE) if any(f.how == each for f in some)]
        yield Reading(
            through, tuple(dict.fromkeys(f.source for f in some)), " and ".join(how),
            tuple(dict.fromkeys(clock for f in some for clock in f.clocks)),
        )  # fmt: skip
