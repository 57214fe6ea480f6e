"""One agent, one object: reads the declared rules (model/rules.py) word by word and lives by them.

Shared with the fast engine: the declarations, the numbers in force on a day (model/values.py), who there is
(model/founding.py) and the keyed draws; every rule of time, of queues and of mail is written again. Read this first.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import gamma, inf, nan, sqrt
from typing import TYPE_CHECKING

import mesa

from model.chance import decision_key, draw, exp, log, normal_quantile, person_key
from model.evidence import Quantity
from model.rules import (
    Ask,
    Column,
    Count,
    Form,
    If,
    Kind,
    Mark,
    Moment,
    Move,
    Process,
    Set,
    Shift,
    Spell,
    Step,
    Tell,
    Trigger,
    Wait,
    per_day,
    question_names,
)  # fmt: skip

if TYPE_CHECKING:
    from model.plain.journeys import PlainJourneys


@dataclass
class Clock:
    """A wait that runs: `left` of its length at the day `since`, going down at `speed` a day."""

    wait: Wait
    left: float
    since: float
    speed: float

    @property
    def due(self) -> float:
        """The day it ends, if its speed stays as it is."""
        return self.since + self.left / self.speed if self.speed > 0.0 else inf

    def change_speed(self, speed: float, now: float) -> None:
        """Run down what has passed, and go on at another speed."""
        if speed == self.speed:
            return
        if self.speed > 0.0:
            self.left = (self.due - now) * self.speed
        if speed == 0.0:
            self.left = max(self.left, 1e-300)
        self.since, self.speed = now, speed


class PlainAgent(mesa.Agent):
    """A survivor or an exploiter."""

    def __init__(
        self,
        model: "PlainJourneys",
        of: str,
        kind: Kind,
        seed: int,
        number: int,
        entry: float,
        levels: dict[Column, int],
    ) -> None:
        super().__init__(model)
        self.of = of
        self.kind = kind
        self.number = number
        self.key = person_key(seed, number)
        self.entry = entry
        self.here = False
        self.level: dict[Column, int] = {c: levels.get(c, getattr(c, "starts", 0)) for c in kind.all_columns}
        self.world = model.world_of(self)
        self.clocks: list[Clock] = []
        self.began: Counter[str] = Counter()
        self.remembers: dict[Moment, float] = {}

    def step(self) -> None:
        """Live own events up to the end of the tick, earliest first; of exact ties, the first declared."""
        if not self.here and self.entry < self.model.until:
            self.enter()
        while self.clocks:
            clock = min(self.clocks, key=lambda c: c.due)
            if clock.due >= self.model.until:
                return
            self.go_off(clock.wait, clock.due)

    def enter(self) -> None:
        """Begin: the clocks of every process's first state start."""
        self.here = True
        for process in self.kind.processes:
            self.model.entered_state(self, process, self.level[process], self.entry)
            self._start_all(process, self.entry)
        self._put_in_order()

    def go_off(self, cause: Wait | Trigger, now: float) -> None:
        """Run the steps of a wait that ended or a trigger that was pulled, then start and retime clocks."""
        if isinstance(cause, Trigger):
            self.began[cause.name] += 1
        self.model.trace.append((now, self.kind.name, self.number, cause.name))
        moved: set[Process] = set()
        self._run(cause.then, cause, moved, now)
        ended = [c for c in self.clocks if c.wait is cause and cause.process not in moved]
        self.clocks = [c for c in self.clocks if c.wait.process not in moved and c not in ended]
        self.retime(now)
        for process in self.kind.processes:
            if process in moved:
                self._start_all(process, now)
        if ended:
            self._start(cause, now)  # type: ignore[arg-type]
        self._put_in_order()

    def retime(self, now: float) -> None:
        """Give every clock the speed that the columns and numbers now ask for."""
        for clock in self.clocks:
            clock.change_speed(self.speed(clock.wait), now)

    def speed(self, wait: Wait) -> float:
        """Return the pace, a day, times the product of the ratios for the levels this agent has."""
        product = 1.0
        for column, by_level in wait.speeds.items():
            product *= self._ratio(column, by_level)
        is_rate, scale = per_day(wait.pace)
        number: float = self.model.number(wait.pace, wait.place, self)
        return (number * scale if is_rate else 1.0 / (number * scale)) * product

    def put(self, column: Column, level: int, now: float) -> None:
        """Have a column set from outside."""
        if self.level[column] != level:
            self.level[column] = level
            self.retime(now)

    def _ratio(self, column: Column, by_level: Mapping[int, Quantity | float] | Quantity) -> float:
        if isinstance(by_level, Quantity):
            return float(self.model.number(by_level, column, self))
        ratio = by_level.get(self.level[column], 1.0)
        return ratio if isinstance(ratio, float) else float(self.model.number(ratio, None, self))

    def _start_all(self, process: Process, now: float) -> None:
        for wait in self.kind.waits:
            if wait.process is process and self.level[process] in wait.at:
                self._start(wait, now)

    def _start(self, wait: Wait, now: float) -> None:
        self.clocks.append(Clock(wait, self._length(wait), now, self.speed(wait)))
        self.began[wait.name] += 1

    def _length(self, wait: Wait) -> float:
        """Draw the length of a wait, in units of its mean."""
        if wait.shape.form is Form.FIXED:
            return 1.0
        u = draw(self.key, decision_key(wait.name), self.began[wait.name])
        if wait.shape.form is Form.EXPONENTIAL:
            return -log(u)
        number = self.model.number(wait.shape.number, None, self)
        if wait.shape.form is Form.LOGNORMAL:
            sigma = sqrt(log(1.0 + number * number))
            return exp(sigma * normal_quantile(u) + -sigma * sigma / 2.0)
        return exp(1.0 / number * log(-log(u))) * (1.0 / gamma(1.0 + 1.0 / number))

    def _put_in_order(self) -> None:
        """Keep clocks in declared order, which breaks exact ties."""
        order = {wait: i for i, wait in enumerate(self.kind.waits)}
        processes = {process: i for i, process in enumerate(self.kind.processes)}
        self.clocks.sort(key=lambda c: (processes[c.wait.process], order[c.wait]))

    def _run(self, steps: tuple[Step, ...], cause: Wait | Trigger, moved: set[Process], now: float) -> None:
        for step in steps:
            match step:
                case Ask():
                    branch = step.yes if self._yes(step, cause) else step.no
                    self._run(branch, cause, moved, now)
                case If():
                    branch = step.then if self.level[step.column] in step.levels else step.otherwise
                    self._run(branch, cause, moved, now)
                case Move():
                    self.model.left_state(self, step.process, self.level[step.process], now)
                    self.level[step.process] = step.to
                    self.model.entered_state(self, step.process, step.to, now)
                    moved.add(step.process)
                case Set():
                    self.level[step.column] = step.level
                case Shift():
                    self.level[step.column] = max(0, min(self.level[step.column] + step.by, step.column.size - 1))
                case Mark():
                    self.remembers[step.moment] = now
                case Count():
                    self._count(step, now)
                case Spell():
                    self.model.spells.append(
                        (self.of, step.duration.name, self.number, self.remembers.get(step.since, nan), now)
                    )
                case Tell():
                    self.model.tell(step.topic, now, self)

    def _yes(self, ask: Ask, cause: Wait | Trigger) -> bool:
        chance = self.model.number(ask.chance, ask.place, self)
        if 0.0 < chance < 1.0 and ask.odds:
            odds = chance / (1.0 - chance)
            for column, by_level in ask.odds.items():
                odds *= self._ratio(column, by_level)
            chance = odds / (1.0 + odds)
        question = decision_key(question_names(cause)[ask])
        return bool(draw(self.key, question, self.began[cause.name] - 1) < chance)

    def _count(self, step: Count, now: float) -> None:
        since = now if step.since is None else self.remembers.get(step.since, -inf)
        if step.since is None or now - since <= step.within:
            self.model.count(step.event, since, self)
