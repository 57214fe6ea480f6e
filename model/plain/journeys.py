"""The model on plain Mesa agents: every agent's `step()` every tick, institutions as plain lists.

The order of a tick is the one of model/simulation.py, restated here. Who there is (model/founding.py) is an input.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

import mesa
import numpy as np

from model import capacity, exploiter, register, survivor
from model.calendar import ORIGIN, Calendar
from model.chance import decision_key, draw, log
from model.evidence import Quantity
from model.exploiter import Liberty, Witnesses
from model.founding import Foundation, found
from model.junctions import crime_recorded_topic, witness_topic
from model.kinds import EXPLOITERS, SURVIVORS
from model.plain.agent import PlainAgent
from model.population import Founders
from model.rules import Column, Event, Kind, Process, Topic, Trigger
from model.stages import exploitation, grounds, prosecution, testimony
from model.survivor import Age, Immigration, Justice, Referral, Witness
from model.values import Change, World


class PlainJourneys(mesa.Model):
    """The same world as `model.simulation.SurvivorJourneys`, lived by objects."""

    def __init__(
        self,
        seed: int = 1,
        draw: int = 0,
        people: int | None = None,
        last_year: int = 2023,
        tick: int = 7,
        overrides: Mapping[str, float] | None = None,
        changes: Sequence[Change] = (),
    ) -> None:
        super().__init__(seed=0)
        register.quantities()
        self.calendar = Calendar(last_year, tick)
        self.world = World(seed, draw, overrides, changes)
        luck = seed * 1_000_003 + draw if draw else seed
        foundation = found(self.world, self.calendar, luck, people)
        self.scale = foundation.scale
        self.now = self.until = 0.0
        self.trace: list[tuple[float, str, int, str]] = []
        self.spells: list[tuple[str, int, float, float]] = []
        self.counts: Counter[tuple[str, int, tuple[int, ...]]] = Counter()
        self.inside: Counter[tuple[str, int]] = Counter()
        self._mail: list[tuple[Topic, float, int, PlainAgent]] = []
        self._numbers: dict[tuple[Quantity, Column | None], object] = {}
        self._changing = self._boundaries_of_change()
        self._found(foundation, luck)
        self.authority = PlainAuthority(self, foundation)
        self.investigations = PlainDesk(self, "investigation work")
        self.trials = PlainDesk(self, "trial work")

    def _found(self, foundation: Foundation, luck: int) -> None:
        def agents(kind: Kind, founders: Founders, seed: int) -> list[PlainAgent]:
            columns = {c: levels.tolist() for c, levels in founders.columns.items()}
            return [
                PlainAgent(self, kind, seed, number, entry, {c: levels[i] for c, levels in columns.items()})
                for i, (number, entry) in enumerate(zip(founders.number.tolist(), founders.entry.tolist(), strict=True))
            ]

        self.people = agents(SURVIVORS, foundation.survivors, luck)
        self.perpetrators = agents(EXPLOITERS, foundation.exploiters, luck + 1)
        self.weights = foundation.weights.tolist()
        for perpetrator in self.perpetrators:
            perpetrator.tied = []
            perpetrator.witnesses = []
        for person, row in zip(self.people, foundation.exploiter.tolist(), strict=True):
            person.ties = 0
            person.against = None
            person.exploiter = self.perpetrators[row] if row >= 0 else None
            if person.exploiter is not None:
                person.exploiter.tied.append(person)
        for agent in (*self.people, *self.perpetrators):
            if agent.entry == 0.0:
                agent.enter()
        for row, day in zip(foundation.waiting.tolist(), foundation.waiting_since.tolist(), strict=True):
            self.people[row].remembers[survivor.referred] = day

    def run(self) -> "PlainJourneys":
        """Live to the end of the calendar."""
        while self.running:
            self.step()
        return self

    def step(self) -> None:
        """Live one tick: numbers, mail, institutions, people."""
        self.until = min(self.now + self.calendar.tick, self.calendar.end)
        self._numbers_in_force()
        queued = self._deliver()
        self.authority.receive(queued[grounds.joins_queue])
        self.authority.decide(self.now, self.until - self.now)
        self._investigate_and_try(queued, self.until - self.now)
        for agent in self.people:
            agent.step()
        for agent in self.perpetrators:
            agent.step()
        self.now = self.until
        self.running = self.now < self.calendar.end

    def close(self) -> None:
        """Let Mesa forget this model."""
        self.remove_all_agents()
        mesa.Agent._ids.pop(self, None)

    # What agents ask of the world -----------------------------------------------------------------------------

    def number(self, quantity: Quantity, place: Column | None, agent: PlainAgent) -> float:
        """Return a number in force, at the agent's place if places may differ."""
        if (quantity, place) not in self._numbers:
            self._numbers[quantity, place] = self.world.at(quantity, self.now, place)
        value = self._numbers[quantity, place]
        return float(value[agent.level[place]] if np.ndim(value) else value)  # type: ignore[index,arg-type]

    def tell(self, topic: Topic, when: float, agent: PlainAgent) -> None:
        """Take a message, to be read at the next boundary."""
        self._mail.append((topic, when, agent.number, agent))

    def count(self, event: Event, when: float, agent: PlainAgent) -> None:
        """Count an event in the calendar year of a day."""
        year = (ORIGIN + timedelta(days=int(np.floor(when)))).year
        self.counts[event.name, year, tuple(agent.level[c] for c in agent.kind.groups)] += 1

    def entered_state(self, agent: PlainAgent, process: Process, state: int, when: float) -> None:
        """Count one more inside."""
        self.inside[process.name, state] += 1

    def left_state(self, agent: PlainAgent, process: Process, state: int, when: float) -> None:
        """Count one fewer inside."""
        self.inside[process.name, state] -= 1

    # The order of a tick --------------------------------------------------------------------------------------

    def _boundaries_of_change(self) -> set[float]:
        days = self.world.days_of_change(tuple(register.quantities().values()))
        tick = self.calendar.tick
        return {min(-(-day // tick) * tick, self.calendar.end) for day in days}

    def _numbers_in_force(self) -> None:
        if self.now in self._changing or self.world.ramping(self.now, self.calendar.tick):
            self._numbers.clear()
            for agent in (*self.people, *self.perpetrators):
                agent.retime(self.now)

    def _deliver(self) -> dict[Topic, list[PlainAgent]]:
        mail: dict[Topic, list[PlainAgent]] = defaultdict(list)
        for topic, _, _, agent in sorted(self._mail, key=lambda m: (m[1], m[2])):
            mail[topic].append(agent)
        self._mail = []
        self._close(mail[prosecution.case_over])
        for person in mail[exploitation.needs_exploiter]:
            self._tie(person)
        self._open_cases({p.exploiter for p in mail[crime_recorded_topic] if p.exploiter is not None})
        self._hear_witnesses(mail)
        for perpetrator in mail[prosecution.imprisoned_topic]:
            for person in perpetrator.tied:
                person.put(survivor.exploiter_at_large, 0, self.now)
                self._pull(exploitation.exploiter_imprisoned, person)
        for perpetrator in mail[prosecution.released_topic]:
            for person in perpetrator.tied:
                person.put(survivor.exploiter_at_large, 1, self.now)
        return mail

    def _open_cases(self, perpetrators: set[PlainAgent]) -> None:
        for perpetrator in perpetrators:
            self._pull(prosecution.crime_recorded, perpetrator)

    def _close(self, perpetrators: list[PlainAgent]) -> None:
        for perpetrator in perpetrators:
            for person in perpetrator.witnesses:
                self._pull(testimony.case_closed, person)
                person.against = None
            perpetrator.witnesses = []
            perpetrator.put(exploiter.witnesses, Witnesses.NONE, self.now)

    def _hear_witnesses(self, mail: dict[Topic, list[PlainAgent]]) -> None:
        for person in mail[witness_topic]:
            person.against = person.exploiter
            person.exploiter.witnesses.append(person)
        for perpetrator in {p.against for p in mail[witness_topic] + mail[testimony.withdrew_topic]} - {None}:
            supporting = sum(p.level[survivor.witness] == Witness.SUPPORTING for p in perpetrator.witnesses)
            perpetrator.put(exploiter.witnesses, min(supporting, Witnesses.THREE_OR_MORE), self.now)

    def _tie(self, person: PlainAgent) -> None:
        person.ties += 1
        luck = draw(person.key, decision_key("exploiter of"), person.ties)
        at = min(bisect_right(self.weights, luck), len(self.weights) - 1)
        if person.exploiter is not None:
            person.exploiter.tied.remove(person)
        person.exploiter = self.perpetrators[at]
        person.exploiter.tied.append(person)
        at_large = person.exploiter.level[exploiter.liberty] == Liberty.AT_LARGE
        person.put(survivor.exploiter_at_large, int(at_large), self.now)

    def _pull(self, trigger: Trigger, agent: PlainAgent) -> None:
        if agent.here and agent.level[trigger.process] in trigger.at:
            agent.go_off(trigger, self.now)

    def _investigate_and_try(self, queued: dict[Topic, list[PlainAgent]], days: float) -> None:
        staff = self.world.one(capacity.investigators, self.now) / self.scale
        by_force = [share * staff for share in capacity.size_of_forces()]
        rooms = [self.world.one(capacity.courtrooms, self.now) / self.scale]
        self.investigations.turn(
            prosecution.investigated, queued[prosecution.needs_investigators],
            self.world.one(capacity.investigation_days, self.now), by_force, days,
        )  # fmt: skip
        self.trials.turn(
            prosecution.tried, queued[prosecution.needs_court],
            self.world.one(prosecution.trial_length, self.now) * 365.25 / 12, rooms, days,
        )  # fmt: skip


class PlainDesk:
    """Staff who work cases in order of arrival, one member of staff to a case at most."""

    def __init__(self, model: PlainJourneys, name: str) -> None:
        self.model = model
        self.name = name
        self.cases: list[list] = []  # type: ignore[type-arg]
        self.visits: Counter[int] = Counter()

    def turn(
        self, concluded: Trigger, new: list[PlainAgent], mean_days: float, staff: list[float], days: float
    ) -> None:
        """Conclude what is done, take in what is new, spend the staff time of the coming tick."""
        for agent, left in self.cases:
            if left <= 0.0:
                self.model._pull(concluded, agent)
        self.cases = [case for case in self.cases if case[1] > 0.0]
        for agent in new:
            luck = draw(agent.key, decision_key(self.name), self.visits[agent.number])
            self.visits[agent.number] += 1
            self.cases.append([agent, -log(luck) * mean_days])
        budget = [members * days for members in staff]
        for case in self.cases:
            place = case[0].level[exploiter.area] if len(staff) > 1 else 0
            worked = min(days, budget[place], case[1])
            case[1] -= worked
            budget[place] -= worked


class PlainAuthority:
    """Caseworkers who decide conclusive grounds in the declared mixture of orders."""

    def __init__(self, model: PlainJourneys, foundation: Foundation) -> None:
        self.model = model
        self.queue: list[tuple[PlainAgent, bool]] = []
        self.owed = 0.0
        self.behind = [0.0, 0.0, 0.0]
        self.receive([model.people[row] for row in foundation.waiting])

    def receive(self, people: list[PlainAgent]) -> None:
        """Put people at the end of the queue; children and people who are held are of a faster type."""
        for p in people:
            held = p.level[survivor.justice] in (Justice.ON_REMAND, Justice.IN_PRISON)
            detained = p.level[survivor.immigration] == Immigration.DETAINED
            self.queue.append((p, p.level[survivor.age] == Age.CHILD or held or detained))

    def decide(self, now: float, days: float) -> None:
        """Make the decisions that the caseworkers' time allows."""
        world = self.model.world
        self.owed += world.one(capacity.capacity, now) / 365.25 * days / self.model.scale
        self.queue = [
            (p, f) for p, f in self.queue if p.level[survivor.referral] == Referral.AWAITING_CONCLUSIVE_GROUNDS
        ]
        faster = world.one(capacity.by_case_type, now)
        recent = (1.0 - faster) * world.one(capacity.most_recent_first, now)
        while self.owed >= 1.0:
            self.behind = [b + s for b, s in zip(self.behind, (1.0 - faster - recent, faster, recent), strict=True)]
            turn = self.behind.index(max(self.behind))
            self.behind[turn] -= 1.0
            if not self.queue:
                self.owed = min(1.0, self.owed)
                return
            self.owed -= 1.0
            at = 0
            if turn == 1:
                at = next((i for i, (_, is_faster) in enumerate(self.queue) if is_faster), 0)
            elif turn == 2:
                at = len(self.queue) - 1
            person, _ = self.queue.pop(at)
            self.model._pull(grounds.conclusive_decision, person)
