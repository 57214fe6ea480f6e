"""The vocabulary of ties: whom a message reaches at the next boundary between ticks, and what it does to them.

A stage file declares a `Route` beside the steps that leave the message. Everyone reached is pulled once a tick, however
many messages reach them.
"""

from dataclasses import dataclass
from enum import Enum

from model.rules import Topic, Trigger


class Whom(Enum):
    """Whom a message reaches, seen from the agent that left it."""

    EXPLOITER = "the exploiter to whom a survivor is tied"
    TIED = "the survivors tied to an exploiter"
    WITNESSES = "the survivors who were asked to support the case against an exploiter"
    ASSOCIATES = "the other exploiters of a network or group"
    COMPANIONS = "the survivors who came to the same exploiter shortly before and after"
    COMMUNITY = "the survivors of the same community who came shortly before and after"


NEAR = 2
"""Companions, and people of a community, on each side in order of arrival."""


@dataclass(frozen=True, eq=False)
class Route:
    """Messages of a `topic` reach those named, for whom `trigger` is pulled; earlier turns go first.

    Witnesses are counted after turn 1, so that a case that opens in this tick has its witnesses in the next.
    """

    topic: Topic
    whom: Whom
    trigger: Trigger
    turn: int = 2
