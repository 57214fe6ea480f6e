"""The rules of agents restated in plain Python: one person, one clock, one event at a time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from random_kinds import CHANGE, DURATIONS, GROUP, TWO_YEARS, Events, Toy
from toys import Plainly

from model.chance import decision_key, draw, exp, log, normal_quantile, person_key
from model.evidence import Quantity
from model.population import Founders
from model.rules import (
    Ask,
    Column,
    Count,
    Event,
    Form,
    If,
    Mark,
    Moment,
    Move,
    Process,
    Set,
    Spell,
    Step,
    Wait,
    per_day,
)
from model.tables import shape_numbers


@dataclass
class Clock:
    """A running wait: when it is due; or, at a standstill, what is left of it (None if it never ran)."""

    speed: float
    due: float = np.inf
    left: float | None = None


class Person:
    """One journey, lived by the rules as model/rules.py words them."""

    def __init__(self, toy: Toy, seed: int, who: int, now: float, levels: Mapping[Column, int]) -> None:
        self.kind, self.values, self.key, self.who = toy.kind, toy.before, person_key(seed, who), who
        self.level = {c: levels.get(c, getattr(c, "starts", 0)) for c in toy.kind.all_columns}
        self.group = self.level[GROUP]
        self.started: Counter[Wait] = Counter()
        self.events: Events = []
        self.counts: Counter[tuple[Event, int]] = Counter()
        self.moments: dict[Moment, float] = {}
        self.spells: list[tuple[int, int, float, float]] = []
        self.clocks: dict[Wait, Clock] = {}
        self.settle(set(toy.kind.processes), None, now)

    def number(self, quantity: Quantity | float, place: Column | None = None) -> float:
        if isinstance(quantity, float):
            return quantity
        value = np.asarray(self.values.at(quantity, 0.0, place))
        return float(value[self.level[place]] if value.ndim else value)

    def speed(self, wait: Wait) -> float:
        product = 1.0
        for column, ratios in wait.speeds.items():
            product *= self.number(ratios.get(self.level[column], 1.0))
        is_rate, scale = per_day(wait.pace)
        pace = self.number(wait.pace, wait.place)
        return (pace * scale if is_rate else 1.0 / (pace * scale)) * product

    def length(self, wait: Wait) -> float:
        if wait.shape.form is Form.FIXED:
            return 1.0
        u = draw(self.key, decision_key(wait.name), self.started[wait] - 1)
        if wait.shape.form is Form.EXPONENTIAL:
            return float(-log(u))
        a, b = shape_numbers(wait.shape.form, self.number(wait.shape.number))  # type: ignore[arg-type]
        if wait.shape.form is Form.LOGNORMAL:
            return float(exp(a * normal_quantile(u) + b))
        return float(exp(a * log(-log(u))) * b)

    def retime(self, wait: Wait, now: float) -> None:
        clock, speed = self.clocks[wait], self.speed(wait)
        if speed == clock.speed:
            return
        if clock.speed > 0:
            clock.left = (clock.due - now) * clock.speed
        elif clock.left is None:
            clock.left = self.length(wait)
        clock.due, clock.speed = (now + clock.left / speed if speed > 0 else np.inf), speed

    def settle(self, entered: set[Process], ended: Wait | None, now: float) -> None:
        for wait in self.kind.waits:
            if wait.process in entered or wait is ended:
                self.clocks.pop(wait, None)
                if self.level[wait.process] in wait.at:
                    self.started[wait] += 1
                    speed = self.speed(wait)
                    self.clocks[wait] = Clock(speed, now + self.length(wait) / speed if speed > 0 else np.inf)
            elif wait in self.clocks:
                self.retime(wait, now)

    def yes(self, ask: Ask, wait: Wait) -> bool:
        chance = self.number(ask.chance, ask.place)
        if 0.0 < chance < 1.0 and ask.odds:
            odds = chance / (1.0 - chance)
            for column, ratios in ask.odds.items():
                odds *= self.number(ratios.get(self.level[column], 1.0))
            chance = odds / (1.0 + odds)
        return bool(draw(self.key, decision_key(f"{wait.name} / {ask.question}"), self.started[wait] - 1) < chance)

    def run(self, steps: tuple[Step, ...], wait: Wait, now: float, entered: set[Process]) -> None:
        for step in steps:
            match step:
                case Ask():
                    self.run(step.yes if self.yes(step, wait) else step.no, wait, now, entered)
                case If():
                    told = self.level[step.column] in step.levels
                    self.run(step.then if told else step.otherwise, wait, now, entered)
                case Move():
                    self.level[step.process] = step.to
                    entered.add(step.process)
                case Set():
                    self.level[step.column] = step.level
                case Mark():
                    self.moments[step.moment] = now
                case Count():
                    since = now if step.since is None else self.moments.get(step.since, -np.inf)
                    if now - since <= step.within or step.since is None:
                        year = int(np.searchsorted(TWO_YEARS.year_starts, since, side="right")) - 1
                        self.counts[step.event, year] += 1
                case Spell():
                    since = self.moments.get(step.since, -1.0)
                    self.spells.append((DURATIONS.index(step.duration), self.who, since, now))

    def live(self, until: float) -> None:
        while self.clocks:
            order = sorted(self.clocks, key=lambda w: (self.kind.processes.index(w.process), self.kind.waits.index(w)))
            wait = min(order, key=lambda w: self.clocks[w].due)
            now = self.clocks[wait].due
            if now >= until:
                return
            self.events.append((self.kind.waits.index(wait), now))
            entered: set[Process] = set()
            self.run(wait.then, wait, now, entered)
            self.settle(entered, wait, now)

    def change(self, values: Plainly, now: float) -> None:
        self.values = values
        for wait in self.clocks:
            self.retime(wait, now)


def restated(toy: Toy, people: Founders, seed: int) -> list[Person]:
    """The same people, lived one by one in plain Python."""
    found = []
    for i, (who, entry) in enumerate(zip(people.number.tolist(), people.entry.tolist(), strict=True)):
        person = Person(toy, seed, who, entry, {c: int(x[i]) for c, x in people.columns.items()})
        if entry >= CHANGE:
            person = Person(Toy(toy.kind, toy.after, toy.after), seed, who, entry, {
                c: int(x[i]) for c, x in people.columns.items()
            })  # fmt: skip
        else:
            person.live(CHANGE)
            person.change(toy.after, CHANGE)
        person.live(TWO_YEARS.end)
        found.append(person)
    return found
