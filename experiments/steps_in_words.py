"""Steps in words: what a clock does when it ends, as an indented list written from its declaration.

In: the steps of model/rules.py. Out: `Line`s, each with the lines below it. Passages that several clocks have in
common can be taken out and given a number (`shared`), so that they are read once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from model.evidence import DAYS, Quantity
from model.rules import Ask, Column, Count, If, Mark, Move, Ratios, Set, Shift, Spell, Step, Tell

WORTH_SHARING = 6
"""Lines from which a passage that comes back is told once."""
STILL = "stands still while "
OTHERWISE = "otherwise:"
BRANCHES = ("if yes:", "if no:", OTHERWISE)
"""Lines that say nothing by themselves."""


@dataclass(frozen=True)
class Line:
    """One line of an indented list, and what stands below it."""

    text: str
    below: tuple["Line", ...] = ()

    def __len__(self) -> int:
        return 1 + sum(map(len, self.below))


@dataclass(frozen=True)
class Factor:
    """What multiplies a speed or the odds of a yes while a column is at some levels; without levels, place by place."""

    column: str
    levels: tuple[str, ...]
    by: str
    """The name of a quantity, or a number."""
    words: str
    """The whole of it in words."""


def in_words(name: str) -> str:
    """Return the name of a level as it is read."""
    return name.replace("_", " ")


def chosen(column: Column, levels: Iterable[int]) -> str:
    """Return the condition that a column is at one of some levels: those named, or all but those named if fewer."""
    wanted = sorted({int(level) for level in levels})
    others = [level for level in range(column.size) if level not in wanted]
    if len(others) < len(wanted) and len(wanted) > 2:
        return f"{column.name} is not {_either(column, others)}"
    return f"{column.name} is {_either(column, wanted)}"


def _either(column: Column, levels: Sequence[int]) -> str:
    words = [in_words(column.label(level)) for level in levels]
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def factors(ratios: Ratios, zero: str = STILL) -> tuple[Factor, ...]:
    """Return the factors of a speed or of odds, levels with the same factor together; `zero` says what 0 does."""
    found = []
    for column, each in ratios.items():
        if isinstance(each, Quantity):
            found.append(Factor(column.name, (), each.name, f"× {each.name} of the {column.name}"))
            continue
        together: dict[str, list[int]] = {}
        for level, factor in each.items():
            together.setdefault(_name(factor), []).append(int(level))
        for by, levels in together.items():
            what = zero if by == "0" else f"× {by} while "
            labels = tuple(column.label(level) for level in levels)
            found.append(Factor(column.name, labels, by, f"{what}{chosen(column, levels)}"))
    return tuple(found)


def factors_in_words(found: Iterable[Factor]) -> Iterator[str]:
    """Yield factors in words, those that make a clock stand still in one sentence."""
    still = [factor.words.removeprefix(STILL) for factor in found if factor.words.startswith(STILL)]
    if still:
        yield STILL + ", or ".join(still)
    yield from (factor.words for factor in found if not factor.words.startswith(STILL))


def _name(factor: Quantity | float) -> str:
    return factor.name if isinstance(factor, Quantity) else f"{factor:g}"


def told(steps: tuple[Step, ...], readers: Mapping[str, str]) -> tuple[Line, ...]:
    """Return steps as lines; `readers` says, topic by topic, what a message brings about."""
    return tuple(_line(step, readers) for step in steps)


def _line(step: Step, readers: Mapping[str, str]) -> Line:
    match step:
        case Ask():
            return _question(step, readers)
        case If():
            return _fork(step, readers)
        case _:
            return Line(_said(step, readers))


def _said(step: Step, readers: Mapping[str, str]) -> str:
    """Return a step that does one thing."""
    said = ""
    match step:
        case Move():
            said = f"{step.process.name} becomes {in_words(step.process.label(step.to))}"
        case Set():
            said = f"sets {step.column.name} to {in_words(step.column.label(step.level))}"
        case Shift():
            said = f"moves {step.column.name} {'up' if step.by > 0 else 'down'} by {abs(step.by)}, not beyond its ends"
        case Mark():
            said = f"remembers the day: {step.moment.meaning}"
        case Count():
            said = f"counts {step.event.name}: {step.event.meaning}{_within(step)}"
        case Spell():
            said = f"records {step.duration.name}: {step.duration.meaning}"
        case Tell():
            reached = readers.get(step.topic.name)
            said = f"leaves the message “{step.topic.name}”" + (f": {reached}" if reached else "")
    return said


def _within(step: Count) -> str:
    return f", if at most {step.within:g} days after: {step.since.meaning}" if step.since else ""


def _question(ask: Ask, readers: Mapping[str, str]) -> Line:
    place = f" of the {ask.place.name}" if ask.place else ""
    odds = "".join(f"; odds {f.words}" if f.by != "0" else f"; {f.words}" for f in factors(ask.odds, "never while "))
    answers = (("if yes:", ask.yes), ("if no:", ask.no))
    return Line(
        f"asks: {ask.question}? chance {ask.chance.name}{place}{odds}",
        tuple(Line(answer, told(steps, readers)) for answer, steps in answers if steps),
    )


def _fork(fork: If, readers: Mapping[str, str]) -> Line:
    """Return a fork; one that only does something otherwise is turned round."""
    if fork.then:
        below = told(fork.then, readers)
        rest = (Line(OTHERWISE, told(fork.otherwise, readers)),) if fork.otherwise else ()
        return Line(f"if {chosen(fork.column, fork.levels)}:", (*below, *rest))
    others = set(range(fork.column.size)) - {int(level) for level in fork.levels}
    return Line(f"if {chosen(fork.column, others)}:", told(fork.otherwise, readers))


def indented(lines: Iterable[Line], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield each line with its depth, in the order of reading."""
    for line in lines:
        at = depth - 1 if line.text == OTHERWISE else depth  # level with its "if"
        yield at, line.text
        yield from indented(line.below, at + 1)


def shared(lists: Sequence[tuple[Line, ...]]) -> tuple[list[tuple[Line, ...]], list[Line]]:
    """Take out of several lists the passages that come more than once.

    Returns the lists, with "passage 1: ..." where one was, and the passages in the order of their numbers.
    """
    often = _references(lists)
    numbers: dict[Line, int] = {}

    def short(line: Line) -> Line:
        if often[line] < 2 or len(line) < WORTH_SHARING or line.text in BRANCHES:
            return Line(line.text, tuple(map(short, line.below)))
        number = numbers.setdefault(line, len(numbers) + 1)
        return Line(f"passage {number}: {line.text.split(' chance ')[0].rstrip(':')} ...")

    found = [tuple(map(short, lines)) for lines in lists]
    passages: list[Line] = []
    while len(passages) < len(numbers):  # a passage may hold others
        line = list(numbers)[len(passages)]
        passages.append(Line(line.text, tuple(map(short, line.below))))
    return found, passages


def _references(lists: Sequence[tuple[Line, ...]]) -> Counter[Line]:
    """Return in how many places each line stands, a passage that comes back being looked into once."""
    often: Counter[Line] = Counter()
    to_look = [line for lines in lists for line in lines]
    while to_look:
        line = to_look.pop()
        often[line] += 1
        if often[line] == 1:
            to_look.extend(line.below)
    return often


def kind_of_pace(unit: str) -> str:
    """Return whether a pace in this unit is a mean wait or a rate."""
    return "mean wait" if unit in DAYS else "rate"
