"""The post: at each boundary between ticks, what one agent did reaches the others it concerns."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy

import numpy as np
from numba import njit
from numpy.typing import NDArray

from model.chance import decision_key, draw
from model.exploiter import (
    Liberty,
    Order,
    Witnesses,
    case_over,
    imprisoned_topic,
    liberty,
    order,
    organisation,
    released_topic,
    restricted_topic,
    unrestricted_topic,
    witnesses,
)
from model.founding import Foundation
from model.junctions.recorded_case import witness_topic
from model.population import Population, Rows, distinct
from model.routes import Route, Whom
from model.rules import Topic
from model.stages.exploitation import needs_another
from model.stages.re_trafficking import needs_exploiter
from model.stages.testimony import case_closed, withdrew_topic
from model.survivor import Held, HeldBy, exploiter_is, held_by
from model.ties import Ties

NOBODY: Rows = np.zeros(0, np.int64)
SAME_EXPLOITER, EXPLOITER_OF = decision_key("same exploiter"), decision_key("exploiter of")
OUT_OF_ACTION = np.isin(np.arange(len(Liberty)), (Liberty.IN_PRISON, Liberty.FINISHED))
"""By liberty: exploiters who exploit nobody now."""
ACTIVE, RESTRICTED, HELD = np.uint8(Held.ACTIVE), np.uint8(Held.RESTRICTED), np.uint8(Held.HELD)
UNRESTRICTED, BY_SOLOIST, MANY = np.uint8(Order.NONE), np.uint8(HeldBy.SOLOIST), int(Witnesses.THREE_OR_MORE)
STATE_AFTER = {
    imprisoned_topic: Held.HELD, released_topic: Held.ACTIVE, unrestricted_topic: Held.ACTIVE,
    restricted_topic: Held.RESTRICTED,
}  # fmt: skip
"""What exploiters can do after each message, later ones overruling earlier ones."""


class Post:
    """Carries messages between survivors and exploiters along the declared routes, and keeps who is tied to whom.

    As a witness a survivor stays tied to the exploiter the case is against, whoever exploits them later. `queued`
    holds, after `deliver`, all messages of the tick, for the institutions to see who joined which queue.
    """

    def __init__(
        self, survivors: Population, exploiters: Population, foundation: Foundation, routes: Sequence[Route]
    ) -> None:
        self.survivors = survivors
        self.exploiters = exploiters
        self.ties = Ties(foundation.exploiter, len(exploiters), foundation.community, foundation.group)
        self.queued: dict[Topic, Rows] = {}
        self._first = [route for route in routes if route.turn == 1]
        self._later = sorted((route for route in routes if route.turn > 1), key=lambda route: route.turn)
        self._weights = foundation.weights
        self._ties_drawn = np.zeros(len(survivors), np.int32)
        self._witnesses = NOBODY
        self._case_against = np.full(len(survivors), -1, np.int32)
        self._supporting = np.zeros(len(exploiters), np.int64)
        self._flag = np.zeros(len(exploiters) + 1, bool)

    def twin(self, survivors: Population, exploiters: Population) -> "Post":
        """Return the post of the same moment between two populations of the same people."""
        other = copy(self)
        other.survivors, other.exploiters, other.ties = survivors, exploiters, self.ties.twin()
        for name in ("_ties_drawn", "_case_against", "_supporting", "_flag"):
            setattr(other, name, getattr(self, name).copy())
        return other

    def deliver(self, now: float, back_to_the_same: float) -> None:
        """Deliver everything left in the last tick, in the order written here.

        `back_to_the_same` is the share of people exploited again who are so by the same exploiter.
        """
        mail = self.survivors.open_mail() | self.exploiters.open_mail()
        self._close(mail.get(case_over, NOBODY), now)
        self._tie(mail.get(needs_exploiter, NOBODY), now, back_to_the_same)
        self._tie(mail.get(needs_another, NOBODY), now, 0.0)
        self._carry(mail, self._first, now)
        self._hear_witnesses(mail, now)
        self._carry(mail, self._later, now)
        self._tell_those_to_come(mail, now)
        self.queued = mail

    def _carry(self, mail: dict[Topic, Rows], routes: Sequence[Route], now: float) -> None:
        for route in routes:
            if route.topic in mail:
                reached = REACHED[route.whom](self, mail[route.topic])
                whose = self.survivors if route.trigger in self.survivors.layout.clocks else self.exploiters
                whose.pull(route.trigger, reached, now)

    def _tell_those_to_come(self, mail: dict[Topic, Rows], now: float) -> None:
        """Let people who have not come into view yet find their exploiter as it is by then."""
        for topic, state in STATE_AFTER.items():
            if topic in mail:
                tied = self.ties.tied_to(mail[topic])
                to_come = tied[self.survivors.store.here[tied] == 0]
                if to_come.size:
                    self.survivors.put(exploiter_is, to_come, np.full(to_come.size, state, np.uint8), now)

    def supporters(self, exploiters: Rows) -> Rows:
        """Return the witnesses in the cases against some exploiters, by row."""
        return np.sort(self._witnesses[self._against(exploiters)])

    def _close(self, over: Rows, now: float) -> None:
        """Release the witnesses of cases that are over, before a new case can open."""
        if not over.size:
            return
        done = self._against(over)
        if done.any():
            released = self._witnesses[done]
            self.survivors.pull(case_closed, released, now)
            self._case_against[released] = -1
            self._witnesses = self._witnesses[~done]
        self._supporting[over] = 0
        closed = distinct(over)
        self.exploiters.put(witnesses, closed, np.zeros(closed.size, np.uint8), now)

    def _against(self, exploiters: Rows) -> NDArray[np.bool_]:
        """Return which witnesses are so in the cases against some exploiters (-1, nobody, is the last flag)."""
        self._flag[exploiters] = True
        found = self._flag[self._case_against[self._witnesses]]
        self._flag[exploiters] = False
        return np.asarray(found)

    def _hear_witnesses(self, mail: dict[Topic, Rows], now: float) -> None:
        """Put new witnesses to their cases, and count who supports each case."""
        joined, withdrew = mail.get(witness_topic, NOBODY), mail.get(withdrew_topic, NOBODY)
        if not joined.size and not withdrew.size:
            return
        self._case_against[joined] = self.ties.exploiter[joined]
        self._witnesses = np.concatenate((self._witnesses, joined))
        left = self._case_against[withdrew]
        gained = self._case_against[joined]
        np.add.at(self._supporting, gained, 1)
        np.add.at(self._supporting, left[left >= 0], -1)
        changed = distinct(np.concatenate([gained, left]))
        level = np.minimum(self._supporting[changed], MANY).astype(np.uint8)
        self.exploiters.put(witnesses, changed, level, now)

    def _tie(self, rows: Rows, now: float, back_to_the_same: float) -> None:
        """Tie survivors exploited again: to the same exploiter, or to one drawn by how many people each holds."""
        if not rows.size:
            return
        at_liberty = self.exploiters.level(liberty)
        tied, anew = next_exploiters(
            self.survivors.store.key, rows, self._ties_drawn, SAME_EXPLOITER, EXPLOITER_OF, back_to_the_same,
            self._weights, self.ties.exploiter, at_liberty, OUT_OF_ACTION,
        )  # fmt: skip
        self.ties.tie(rows[anew], tied[anew])
        restricted = self.exploiters.level(order)[tied] != UNRESTRICTED
        state = np.where(OUT_OF_ACTION[at_liberty[tied]], HELD, np.where(restricted, RESTRICTED, ACTIVE))
        self.survivors.put(exploiter_is, rows, state, now)
        self.survivors.put(held_by, rows, self.exploiters.level(organisation)[tied] + BY_SOLOIST, now)


REACHED: Mapping[Whom, Callable[[Post, Rows], Rows]] = {
    Whom.EXPLOITER: lambda post, senders: distinct(post.ties.exploiter[senders]),
    Whom.TIED: lambda post, senders: post.ties.tied_to(senders),
    Whom.WITNESSES: lambda post, senders: post.supporters(senders),
    Whom.ASSOCIATES: lambda post, senders: post.ties.associates.others(senders),
    Whom.COMPANIONS: lambda post, senders: post.ties.companions.near(senders),
    Whom.COMMUNITY: lambda post, senders: post.ties.community.near(senders),
}
"""Whom messages reach."""


@njit(cache=True)
def next_exploiters(
    keys: NDArray[np.uint64],
    rows: Rows,
    drawn: NDArray[np.int32],
    same: int,
    other: int,
    back_to_the_same: float,
    weights: NDArray[np.float64],
    exploiter: NDArray[np.int32],
    liberty: NDArray[np.uint8],
    out_of_action: NDArray[np.bool_],
) -> tuple[Rows, NDArray[np.bool_]]:
    """Return the exploiter whom each row meets next, and whether it is another one than before.

    `drawn` counts the ties of each survivor so far and goes up by one; occurrence 0 was the first tie.
    """
    tied = np.empty(rows.size, np.int64)
    anew = np.ones(rows.size, np.bool_)
    for j in range(rows.size):
        row = rows[j]
        drawn[row] += 1
        former = exploiter[row]
        if former >= 0 and not out_of_action[liberty[former]]:
            anew[j] = draw(keys[row], same, drawn[row]) >= back_to_the_same
        tied[j] = former
        if anew[j]:
            luck = draw(keys[row], other, drawn[row])
            tied[j] = min(int(np.searchsorted(weights, luck, side="right")), weights.size - 1)
    return tied, anew
