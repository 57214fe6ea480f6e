"""The model on plain Mesa agents: every agent's `step()` every tick, institutions as plain lists.

The order of a tick is the one of model/simulation.py, restated here. Who there is (model/founding.py) is an input.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

import mesa
import numpy as np

from model import exploiter, register, survivor
from model.calendar import ORIGIN, Calendar
from model.chance import decision_key, draw
from model.evidence import Quantity
from model.exploiter import Liberty, Order, Witnesses
from model.founding import Foundation, found
from model.junctions.recorded_case import witness_topic
from model.kinds import EXPLOITERS, LEAVERS, QUEUES, ROUTES, SURVIVORS
from model.leavers import found_leavers
from model.plain.agent import PlainAgent
from model.plain.queues import plain_queue
from model.population import Founders
from model.routes import NEAR, Whom
from model.rules import Column, Event, Kind, Process, Topic, Trigger
from model.stages import exploitation, grounds, investigation, re_trafficking, testimony
from model.survivor import Held, Witness
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
        quantiles: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__(seed=0)
        register.quantities()
        self.calendar = Calendar(last_year, tick)
        self.changes = tuple(changes)
        self._worlds: dict[tuple[Change, ...], World] = {}
        self._believed = World(seed, draw, overrides, quantiles=quantiles)  # no lever can change who is born
        self.world = self._world_under(tuple(c for c in self.changes if not c.group))
        luck = seed * 1_000_003 + draw if draw else seed
        foundation = found(self._believed, self.calendar, luck, people)
        self.scale = foundation.scale
        self.now = self.until = 0.0
        self.trace: list[tuple[float, str, int, str]] = []
        self.spells: list[tuple[str, str, int, float, float]] = []
        self.counts: Counter[tuple[str, str, int, tuple[int, ...]]] = Counter()
        self.inside: Counter[tuple[str, str, int]] = Counter()
        self._mail: list[tuple[Topic, float, int, PlainAgent]] = []
        self._numbers: dict[tuple[World, Quantity, Column | None], object] = {}
        self._changing = self._boundaries_of_change()
        self._found(foundation, luck)
        self.queues = [plain_queue(queue, self) for queue in QUEUES]
        first = {
            grounds.conclusive_queue: [self.people[row] for row in foundation.waiting],
            investigation.investigation: [self.perpetrators[row] for row in foundation.investigated],
        }
        for queue in self.queues:
            queue.turn(first.get(queue.queue, []), 0.0)

    def _found(self, foundation: Foundation, luck: int) -> None:
        def agents(of: str, kind: Kind, founders: Founders, seed: int) -> list[PlainAgent]:
            columns = {c: levels.tolist() for c, levels in founders.columns.items()}
            return [
                PlainAgent(self, of, kind, seed, number, entry, {c: levels[i] for c, levels in columns.items()})
                for i, (number, entry) in enumerate(zip(founders.number.tolist(), founders.entry.tolist(), strict=True))
            ]

        self.people = agents("survivors", SURVIVORS, foundation.survivors, luck)
        self.perpetrators = agents("exploiters", EXPLOITERS, foundation.exploiters, luck + 1)
        others, _ = found_leavers(self._believed, self.calendar, luck, self.scale)
        self.other_leavers = agents("leavers", LEAVERS, others, luck + 2)
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
        self._tie_circles(foundation)
        for agent in self.everybody:
            if agent.entry == 0.0:
                agent.enter()
        for row, day in zip(foundation.waiting.tolist(), foundation.waiting_since.tolist(), strict=True):
            self.people[row].remembers[survivor.referred] = day
        for moment, (rows, days) in foundation.remembered.items():
            for row, day in zip(rows.tolist(), days.tolist(), strict=True):
                self.perpetrators[row].remembers[moment] = day

    def _tie_circles(self, foundation: Foundation) -> None:
        """Note who came to the same exploiter or community, in order of arrival, and who works in the same group."""
        self.companions: dict[PlainAgent, list[PlainAgent]] = defaultdict(list)
        self.communities: dict[int, list[PlainAgent]] = defaultdict(list)
        self.groups: dict[int, list[PlainAgent]] = defaultdict(list)
        for person, community in zip(self.people, foundation.community.tolist(), strict=True):
            person.came_to, person.community = person.exploiter, community
            if person.exploiter is not None:
                self.companions[person.exploiter].append(person)
            if community >= 0:
                self.communities[community].append(person)
        for perpetrator, group in zip(self.perpetrators, foundation.group.tolist(), strict=True):
            perpetrator.group = group
            if group >= 0:
                self.groups[group].append(perpetrator)

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
        for queue in self.queues:
            queue.turn(queued[queue.queue.joins], self.until - self.now)
        for agent in self.everybody:
            agent.step()
        self.now = self.until
        self.running = self.now < self.calendar.end

    @property
    def everybody(self) -> tuple[PlainAgent, ...]:
        """Survivors, exploiters, and the reference cohort of other prison leavers."""
        return (*self.people, *self.perpetrators, *self.other_leavers)

    def close(self) -> None:
        """Let Mesa forget this model."""
        self.remove_all_agents()
        mesa.Agent._ids.pop(self, None)

    # What agents ask of the world -----------------------------------------------------------------------------

    def world_of(self, agent: PlainAgent) -> World:
        """Return the numbers somebody lives by: under the changes that are for everybody or for them."""
        return self._world_under(tuple(
            change for change in self.changes
            if all(agent.level.get(column, -1) in levels for column, levels in change.group)
        ))  # fmt: skip

    def _world_under(self, changes: tuple[Change, ...]) -> World:
        if changes not in self._worlds:
            b = self._believed
            self._worlds[changes] = World(b.seed, b.draw, b.overrides, changes, b.quantiles)
        return self._worlds[changes]

    def number(self, quantity: Quantity, place: Column | None, agent: PlainAgent) -> float:
        """Return a number in force, at the agent's place if places may differ."""
        world = agent.world
        if (world, quantity, place) not in self._numbers:
            self._numbers[world, quantity, place] = world.at(quantity, self.now, place)
        value = self._numbers[world, quantity, place]
        return float(value[agent.level[place]] if np.ndim(value) else value)  # type: ignore[index,arg-type]

    def tell(self, topic: Topic, when: float, agent: PlainAgent) -> None:
        """Take a message, to be read at the next boundary; what the reference cohort leaves reaches nobody."""
        if agent.of == "leavers":
            return
        self._mail.append((topic, when, agent.number, agent))

    def count(self, event: Event, when: float, agent: PlainAgent) -> None:
        """Count an event in the calendar year of a day."""
        year = (ORIGIN + timedelta(days=int(np.floor(when)))).year
        self.counts[agent.of, event.name, year, tuple(agent.level[c] for c in agent.kind.groups)] += 1

    def entered_state(self, agent: PlainAgent, process: Process, state: int, when: float) -> None:
        """Count one more inside."""
        self.inside[agent.of, process.name, state] += 1

    def left_state(self, agent: PlainAgent, process: Process, state: int, when: float) -> None:
        """Count one fewer inside."""
        self.inside[agent.of, process.name, state] -= 1

    # The order of a tick --------------------------------------------------------------------------------------

    def _boundaries_of_change(self) -> set[float]:
        quantities = tuple(register.quantities().values())
        days = World(0, 0, {}, self.changes).days_of_change(quantities)
        tick = self.calendar.tick
        return {min(-(-day // tick) * tick, self.calendar.end) for day in days}

    def _numbers_in_force(self) -> None:
        if self.now in self._changing or any(
            world.ramping(self.now, self.calendar.tick) for world in self._worlds.values()
        ):
            self._numbers.clear()
            for agent in self.everybody:
                agent.retime(self.now)

    def _deliver(self) -> dict[Topic, list[PlainAgent]]:
        mail: dict[Topic, list[PlainAgent]] = defaultdict(list)
        for topic, _, _, agent in sorted(self._mail, key=lambda m: (m[1], m[2])):
            mail[topic].append(agent)
        self._mail = []
        self._close(mail[exploiter.case_over])
        for person in mail[re_trafficking.needs_exploiter]:
            self._tie(person, self.world.one(exploitation.same_exploiter, self.now))
        for person in mail[exploitation.needs_another]:
            self._tie(person, 0.0)
        self._carry(mail, first=True)
        self._hear_witnesses(mail)
        self._carry(mail, first=False)
        for topic, state in (
            (exploiter.imprisoned_topic, Held.HELD), (exploiter.released_topic, Held.ACTIVE),
            (exploiter.unrestricted_topic, Held.ACTIVE), (exploiter.restricted_topic, Held.RESTRICTED),
        ):  # fmt: skip
            for person in [p for perpetrator in mail[topic] for p in perpetrator.tied if not p.here]:
                person.level[survivor.exploiter_is] = state
        return mail

    def _carry(self, mail: dict[Topic, list[PlainAgent]], first: bool) -> None:
        for route in sorted(ROUTES, key=lambda r: r.turn):
            if (route.turn == 1) == first:
                for agent in self._reached(route.whom, mail[route.topic]):
                    self._pull(route.trigger, agent)

    def _reached(self, whom: Whom, senders: list[PlainAgent]) -> set[PlainAgent]:
        found: set[PlainAgent] = set()
        for sender in senders:
            match whom:
                case Whom.EXPLOITER:
                    found |= {sender.exploiter} - {None}
                case Whom.TIED:
                    found |= set(sender.tied)
                case Whom.WITNESSES:
                    found |= set(sender.witnesses)
                case Whom.ASSOCIATES:
                    found |= set(self.groups.get(sender.group, [])) - set(senders)
                case Whom.COMPANIONS:
                    found |= near(sender, self.companions.get(sender.came_to, []))
                case Whom.COMMUNITY:
                    found |= near(sender, self.communities[sender.community])
        return found

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

    def _tie(self, person: PlainAgent, back_to_the_same: float) -> None:
        person.ties += 1
        same = draw(person.key, decision_key("same exploiter"), person.ties)
        luck = draw(person.key, decision_key("exploiter of"), person.ties)
        former = person.exploiter
        gone = former is not None and former.level[exploiter.liberty] in (Liberty.IN_PRISON, Liberty.FINISHED)
        if former is None or gone or same >= back_to_the_same:
            if person.exploiter is not None:
                person.exploiter.tied.remove(person)
            at = min(bisect_right(self.weights, luck), len(self.weights) - 1)
            person.exploiter = self.perpetrators[at]
            person.exploiter.tied.append(person)
        by = person.exploiter.level
        state = Held.HELD
        if by[exploiter.liberty] in (Liberty.AT_LARGE, Liberty.CARRIES_ON_FROM_PRISON):
            state = Held.ACTIVE if by[exploiter.order] == Order.NONE else Held.RESTRICTED
        person.put(survivor.exploiter_is, state, self.now)
        person.put(survivor.held_by, by[exploiter.organisation] + 1, self.now)

    def _pull(self, trigger: Trigger, agent: PlainAgent) -> None:
        if agent.here and agent.level[trigger.process] in trigger.at:
            agent.go_off(trigger, self.now)


def near(person: PlainAgent, circle: list[PlainAgent]) -> set[PlainAgent]:
    """Return who stands up to `NEAR` places before and after a person in a circle."""
    if person not in circle:
        return set()
    at = circle.index(person)
    return set(circle[max(0, at - NEAR) : at + NEAR + 1]) - {person}
