"""End labels: the name of each line beside its right end, moved apart where two would touch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from textwrap import wrap

from experiments.charts import INK, Figure, inert
from experiments.palette import Style

LETTERS, MOST_LINES, ONE_LINE = 15, 3, 18
"""Of a line of a label, and lines of a label; letters of one that has but one line.

A longer name is cut, and stands whole in the table below.
"""
SIZE, WIDE, LINE, GAP = 12, 6.4, 15, 3
"""Size of a letter, its width, that of a line, and what lies between two labels, in pixels."""
MARK = 26
"""Pixels that the mark of a label takes, with what lies to both sides of it."""


@dataclass(frozen=True)
class End:
    """A line: its name, its mark with the colour, and the height at which it ends."""

    name: str
    mark: str
    colour: str
    value: float


def end_of(name: str, look: Style, value: float) -> End:
    """Return the end of a line drawn in a style of the palette."""
    return End(name, look.letter, look.colour, value)


def end_labels(ends: Sequence[End], bottom: float, top: float, pixels: float, letters: int = LETTERS) -> list[Figure]:
    """Return a label for each line as an annotation of a picture whose upright axis goes from `bottom` to `top`.

    `pixels` is the height of that axis as drawn. Labels stay within it if there is room for all of them. `letters` are
    those of a line of a label.
    """
    order = sorted(ends, key=lambda end: end.value)
    texts = list(_texts([end.name for end in order], letters))
    unit = (top - bottom) / pixels
    sizes = [LINE * len(lines) + GAP for lines in texts]
    wanted = [(end.value - bottom) / unit for end in order]
    return [
        {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": bottom + at * unit, "yanchor": "middle",
         "align": "left", "showarrow": False, "font": {"size": SIZE, "color": INK},
         "text": f'<span style="color:{end.colour}">{end.mark}</span> {"<br>".join(map(inert, lines))}'}
        for end, lines, at in zip(order, texts, _apart(wanted, sizes, pixels), strict=True)
    ]  # fmt: skip


def room(names: Sequence[str], letters: int = LETTERS) -> int:
    """Return how many pixels a picture leaves free to the right of its lines for labels of these names."""
    return round(MARK + WIDE * max((len(line) for lines in _texts(names, letters) for line in lines), default=0))


def _apart(wanted: Sequence[float], sizes: Sequence[float], pixels: float) -> list[float]:
    """Return the middles of labels, lowest first: those that would touch stand side by side about their mean."""
    offsets = list(accumulate(((one + two) / 2 for one, two in pairwise(sizes)), initial=0.0))[: len(sizes)]
    blocks: list[tuple[float, int]] = []  # the mean of where labels would go without those below, and how many
    for at, offset in zip(wanted, offsets, strict=True):
        mean, count = at - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    found = [mean for mean, count in blocks for _ in range(count)]
    if not found:
        return []
    least, most = sizes[0] / 2, pixels - sizes[-1] / 2 - offsets[-1]
    return [max(least, min(at, most)) + offset for at, offset in zip(found, offsets, strict=True)]


def in_a_line(names: Sequence[str]) -> list[str]:
    """Return each name short enough to stand in one line beside a number."""
    return [lines[0] for lines in _texts(names, ONE_LINE, 1)]


def _texts(names: Sequence[str], letters: int = LETTERS, most: int = MOST_LINES) -> Iterator[list[str]]:
    """Yield each name in lines; where two are cut to the same, they are told apart by how they end."""
    every = [wrap(name, letters, max_lines=most, placeholder="…") or [""] for name in names]
    for name, lines in zip(names, every, strict=True):
        cut = every.count(lines) > 1 and len(name) > letters
        yield [*lines[:-1], _last(name, letters, most)] if cut else lines


def _last(name: str, letters: int, most: int) -> str:
    """Return the last line of a name that is cut: how it ends, from a word on; how it begins before that, if alone."""
    tail = name[-(letters // 2) :] if most == 1 else name[2 - letters :]
    tail = tail.partition(" ")[2] or tail
    return f"{name[: letters - len(tail) - 1].rstrip() if most == 1 else ''}…{tail}"
