"""The picture of a process: where its states, lanes and arrows lie, for an SVG that a template draws.

States stand one under the other, so that most transitions lead down. A transition to the state just below or above is
a short arrow between the two. Others leave by the side, downwards on the right and upwards on the left, and share one
lane with everything else that leads to the same state. Each way out has a place of its own on the side of its box, so
that no two numbers overlap. Everything is measured in pixels from the top left corner.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from experiments.steps_in_words import in_words
from experiments.transitions import Arrow

BOX, LETTERS, LINE = 190, 24, 18
"""Width of a box, letters on one of its lines, height of a line."""
PORT, GAP, LANE = 26, 54, 24
"""Height of a place on the side of a box; between two boxes; between two lanes."""
STUB, EDGE = 44, 16
"""From a box to its nearest lane; around the whole picture."""
DOWN, UP = 1, -1

Dot: TypeAlias = tuple[float, float, int]
"""Where a way meets a lane, and whether that leads down or up."""


@dataclass(frozen=True)
class Box:
    """A state."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    starts: bool

    @property
    def baselines(self) -> tuple[tuple[float, str], ...]:
        """Its lines, each with the height at which it is written."""
        first = self.y + self.height / 2 - LINE * (len(self.lines) - 1) / 2 + 5
        return tuple((first + LINE * n, line) for n, line in enumerate(self.lines))


@dataclass(frozen=True)
class Path:
    """A line; `arrow` if it ends in a head, `others` if only clocks of other processes lead along it."""

    d: str
    way: int
    arrow: bool = False
    others: bool = False


@dataclass(frozen=True)
class Label:
    """A number on its arrow."""

    x: float
    y: float
    number: int
    way: int


@dataclass(frozen=True)
class Picture:
    """Everything to be drawn, in this order: paths, dots where they meet a lane, boxes, numbers."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Way:
    """One transition of an arrow, between places in the order of the picture."""

    start: int
    end: int
    arrow: Arrow

    @property
    def way(self) -> int:
        """Down or up."""
        return DOWN if self.end > self.start else UP

    @property
    def short(self) -> bool:
        """Whether it leads to the next box."""
        return abs(self.end - self.start) == 1


def picture(states: Sequence[str], starts: str, arrows: Sequence[Arrow]) -> Picture:
    """Return the picture of a process; transitions that enter the same state anew are left out."""
    order = ordered(states, starts, arrows)
    ways = [
        Way(order.index(before), order.index(arrow.after), arrow)
        for arrow in arrows for before in arrow.befores if before != arrow.after
    ]  # fmt: skip
    return Drawing(order, starts, ways).picture()


def ordered(states: Sequence[str], starts: str, arrows: Sequence[Arrow]) -> list[str]:
    """Return the states from top to bottom: first the one where agents start, then so that few arrows lead up or far.

    One state after another is put where it costs least, until no move makes things better.
    """
    pairs = [(before, arrow.after, 3 if arrow.own else 1) for arrow in arrows for before in arrow.befores]

    def cost(order: list[str]) -> int:
        place = {state: n for n, state in enumerate(order)}
        gaps = ((place[after] - place[before], weight) for before, after, weight in pairs)
        return sum(weight * (gap if gap > 0 else 3 - gap if gap else 0) for gap, weight in gaps)

    best = [starts, *(state for state in states if state != starts)]
    while True:
        tries = [
            [*rest[:at], state, *rest[at:]]
            for state in best[1:]
            for rest in ([other for other in best if other != state],)
            for at in range(1, len(best))
        ]
        nearer = min(tries, key=cost, default=best)
        if cost(nearer) >= cost(best):
            return best
        best = nearer


class Drawing:
    """Places for boxes, then lanes, then every path."""

    def __init__(self, order: Sequence[str], starts: str, ways: Sequence[Way]) -> None:
        self.order, self.starts, self.ways = order, starts, ways
        self.far = [way for way in ways if not way.short]
        self.ports = {(place, side): self._ports(place, side) for place in range(len(order)) for side in (DOWN, UP)}
        self.tops, self.heights = self._boxes()
        self.lanes = {side: self._lanes(side) for side in (DOWN, UP)}
        self.left = EDGE + (STUB + LANE * max(self.lanes[UP].values()) if self.lanes[UP] else 0)

    def picture(self) -> Picture:
        """Return everything that is drawn."""
        right = STUB + LANE * max(self.lanes[DOWN].values()) if self.lanes[DOWN] else 0
        paths, labels = self._short_ways()
        dots: list[Dot] = []
        for side in (DOWN, UP):
            for end in self.lanes[side]:
                more = self._lane(end, side)
                paths, dots, labels = paths + more[0], dots + more[1], labels + more[2]
        boxes = tuple(
            Box(self.left, self.tops[n], self.heights[n], tuple(textwrap.wrap(in_words(state), LETTERS)),
                state == self.starts)
            for n, state in enumerate(self.order)
        )  # fmt: skip
        height = self.tops[-1] + self.heights[-1] + EDGE
        return Picture(self.left + BOX + right + EDGE, height, boxes, tuple(paths), tuple(dots), tuple(labels))

    def _ports(self, place: int, side: int) -> list[Way | None]:
        """Return what has a place on a side of a box, from the top: ways out, and None for the way in.

        What leads farthest goes nearest the end that it leads away from, so that ways out of one box do not cross.
        """
        out = sorted((w for w in self.far if w.start == place and w.way == side), key=lambda w: (w.end, w.arrow.number))
        comes = [None] if any(w.end == place and w.way == side for w in self.far) else []
        return [*comes, *out[::-1]] if side == DOWN else [*out[::-1], *comes]

    def _boxes(self) -> tuple[list[float], list[float]]:
        tops, heights, y = [], [], float(EDGE)
        for place, state in enumerate(self.order):
            lines = len(textwrap.wrap(in_words(state), LETTERS))
            ports = max(len(self.ports[place, DOWN]), len(self.ports[place, UP]))
            heights.append(float(max(LINE * lines + 16, PORT * ports + 4)))
            tops.append(y)
            joined = any(way.short and {way.start, way.end} == {place, place + 1} for way in self.ways)
            y += heights[-1] + (GAP if joined else GAP / 2)
        return tops, heights

    def _height_of(self, place: int, side: int, what: Way | None) -> float:
        """Return how far down something leaves or enters a box by its side."""
        ports = self.ports[place, side]
        middle = self.tops[place] + self.heights[place] / 2
        return middle + PORT * (ports.index(what) - (len(ports) - 1) / 2)

    def _lanes(self, side: int) -> dict[int, int]:
        """Return the lane (0 is nearest the boxes) of every state to which ways on a side lead; short ones inside."""
        reach = {}
        for end in sorted({way.end for way in self.far if way.way == side}):
            heights = [self._height_of(w.start, side, w) for w in self.far if w.end == end and w.way == side]
            heights.append(self._height_of(end, side, None))
            reach[end] = (min(heights), max(heights))
        lanes: dict[int, int] = {}
        for end, (top, bottom) in sorted(reach.items(), key=lambda item: item[1][1] - item[1][0]):
            taken = {lanes[o] for o, (t, b) in reach.items() if o in lanes and t < bottom + PORT and b > top - PORT}
            lanes[end] = next(lane for lane in range(len(reach)) if lane not in taken)
        return lanes

    def _lane(self, end: int, side: int) -> tuple[list[Path], list[Dot], list[Label]]:
        """Return all ways that share the lane to a state."""
        wall = self.left + (BOX if side == DOWN else 0)
        lane = wall + side * (STUB + LANE * self.lanes[side][end])
        comes, turn = self._height_of(end, side, None), side * 8
        first, *rest = sorted((w for w in self.far if w.end == end and w.way == side), key=lambda w: side * w.start)
        y = self._height_of(first.start, side, first)
        corner = f"M{wall:g} {y:g} H{lane - turn:g} Q{lane:g} {y:g} {lane:g} {y + turn:g}"
        down = f"M{lane:g} {y + turn:g} V{comes - turn:g} Q{lane:g} {comes:g} {lane - turn:g} {comes:g}"
        paths = [
            Path(corner, side, others=not first.arrow.own),
            Path(f"{down} H{wall + side * 2:g}", side, True, all(not way.arrow.own for way in (first, *rest))),
        ]
        dots: list[Dot] = []
        for way in rest:
            y = self._height_of(way.start, side, way)
            paths.append(Path(f"M{wall:g} {y:g} H{lane:g}", side, others=not way.arrow.own))
            dots.append((lane, y, side))
        labels = [
            Label(wall + side * 22, self._height_of(way.start, side, way), way.arrow.number, side)
            for way in (first, *rest)
        ]
        return paths, dots, labels

    def _short_ways(self) -> tuple[list[Path], list[Label]]:
        """Return the arrows between neighbours, side by side where there are several."""
        paths, labels = [], []
        for place in range(len(self.order) - 1):
            here = [way for way in self.ways if way.short and {way.start, way.end} == {place, place + 1}]
            top, bottom = self.tops[place] + self.heights[place], self.tops[place + 1]
            for n, way in enumerate(sorted(here, key=lambda w: (-w.way, w.arrow.number))):
                x = self.left + BOX * (n + 1) / (len(here) + 1)
                begin, end = (top, bottom - 2) if way.way == DOWN else (bottom, top + 2)
                paths.append(Path(f"M{x:g} {begin:g} V{end:g}", way.way, arrow=True, others=not way.arrow.own))
                labels.append(Label(x, (top + bottom) / 2 - way.way * 4, way.arrow.number, way.way))
        return paths, labels
