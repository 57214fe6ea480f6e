"""A question asked of the app, and its answer, which grows draw by draw."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from experiments.answers import outside
from experiments.app.paired import OUTCOMES, Pair, PairedDraw, Values
from experiments.comparison.verdict import Direction, verdict
from experiments.explorer.bands import bands
from experiments.job import parting
from experiments.study import over_years
from model.calendar import date_of
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Question:
    """A scenario against a baseline, and how it is to be run."""

    baseline: Scenario
    scenario: Scenario
    people: int
    first_year: int
    last_year: int
    draws: int
    seed: int = 1

    @cached_property
    def key(self) -> str:
        """The same for two questions that have the same answer; names and wording do not count."""
        does = [s.model_dump(mode="json", exclude={"name", "question"}) for s in (self.baseline, self.scenario)]
        return json.dumps([does, self.people, self.first_year, self.last_year, self.draws, self.seed], sort_keys=True)

    @property
    def years(self) -> range:
        """The years reported."""
        return range(self.first_year, self.last_year + 1)

    @cached_property
    def since(self) -> int:
        """The first year reported in which the two may differ."""
        day = parting(self.baseline, self.scenario)
        return max(self.first_year, date_of(day).year if day is not None else self.first_year)

    def job(self, draw: int) -> PairedDraw:
        """Return one draw of it."""
        return PairedDraw(
            self.baseline, self.scenario, self.seed, draw, self.people, self.first_year, self.last_year
        )  # fmt: skip


class Line(NamedTuple):
    """One outcome: ends of bands by slot (shape [slots, ends]), the last slot being all years from the first lever."""

    base: Values
    level: Values
    difference: Values
    direction: Direction
    sentence: str


@dataclass(eq=False)
class Answer:
    """What is known of a question so far."""

    question: Question
    pairs: dict[int, Pair] = field(default_factory=dict)
    """By draw."""
    taken: set[int] = field(default_factory=set)
    """Draws that are done or under way."""
    deaths: int = 0
    """Workers it has cost."""
    failed: str = ""
    """Why it will not be answered, if so."""

    @property
    def draws(self) -> int:
        """Draws that are done."""
        return len(self.pairs)

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return bool(self.failed) or self.draws >= self.question.draws

    def free(self, most: int | None = None, worker: int = 0, workers: int = 1) -> int | None:
        """Return a draw that a worker may take: of the first `most`, or of all; none if there is none.

        Every draw is one worker's own, which keeps its baseline. Of all draws it takes those of others, too, the last
        first.
        """
        last = self.question.draws if most is None else min(most, self.question.draws)
        free = [] if self.failed else [draw for draw in range(1, last + 1) if draw not in self.taken]
        own = next((draw for draw in free if (draw - 1) % workers == worker), None)
        return free[-1] if own is None and most is None and free else own

    def line(self, outcome: str) -> Line:
        """Return what is known of one outcome; at least one draw must be done."""
        place = OUTCOMES.index(outcome)
        done = sorted(self.pairs.copy().items())
        base, level = (np.array([getattr(pair, which)[place] for _, pair in done]) for which in ("base", "scenario"))
        since = self.question.since - self.question.first_year
        both = np.isfinite(base) & np.isfinite(level)
        every = []
        for values in (base, level):
            whole = over_years(np.where(both, values, np.nan)[:, since:], outcome)
            every.append(np.concatenate([values, whole[:, None]], axis=1).T)  # [slots, draws]
        change = every[1] - every[0]
        scenario, baseline = self.question.scenario, self.question.baseline
        beyond = list(dict.fromkeys(outside(scenario) + outside(baseline)))
        said = verdict(change[-1], outside=beyond)
        return Line(bands(every[0]), bands(every[1]), bands(change), said.direction, said.sentence)
