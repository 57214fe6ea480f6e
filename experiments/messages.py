"""Messages: whom what an agent leaves behind reaches, and who pulls a trigger.

Queues and routes are declared and read from there. A few topics are read by the post itself, in code
(model/mail.py); they are written down here in words, and a test fails when the post reads others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model import exploiter, survivor
from model.junctions.recorded_case import witness_topic
from model.kinds import EXPLOITERS, QUEUES, ROUTES, SURVIVORS
from model.queues import Queue
from model.routes import Route
from model.rules import Column, Tell, Topic, Trigger, Wait, walk
from model.stages.exploitation import needs_another
from model.stages.re_trafficking import needs_exploiter
from model.stages.testimony import case_closed, withdrew_topic

TO_COME = "people tied to the exploiter who have not come into view yet find it so by then"
BY_THE_POST: Mapping[Topic, str] = {
    exploiter.imprisoned_topic: TO_COME,
    exploiter.released_topic: TO_COME,
    exploiter.restricted_topic: TO_COME,
    exploiter.unrestricted_topic: TO_COME,
    exploiter.case_over: "the post releases the witnesses of the case",
    needs_exploiter: "the post ties the person to the same exploiter or another",
    needs_another: "the post ties the person to another exploiter",
    witness_topic: "the post counts one more witness of the case against the exploiter",
    withdrew_topic: "the post counts one witness less",
}
"""What the post does with a message by itself, apart from carrying it along routes."""
SET_BY_THE_POST: Mapping[Column, tuple[Topic, ...]] = {
    survivor.exploiter_is: (
        exploiter.imprisoned_topic, exploiter.released_topic, exploiter.restricted_topic, exploiter.unrestricted_topic,
        needs_exploiter, needs_another,
    ),
    survivor.held_by: (needs_exploiter, needs_another),
    exploiter.witnesses: (witness_topic, withdrew_topic, exploiter.case_over),
}  # fmt: skip
"""Columns that the post sets, with the messages upon which it does."""
PULLED_BY_THE_POST: Mapping[Trigger, tuple[Topic, str]] = {
    case_closed: (exploiter.case_over, "the post, for the witnesses of a case that is over"),
}
"""Triggers that the post pulls without a route, with the message upon which it does."""

CLOCKS: tuple[Wait | Trigger, ...] = (
    *SURVIVORS.waits, *SURVIVORS.triggers, *EXPLOITERS.waits, *EXPLOITERS.triggers,
)  # fmt: skip
"""Every wait and trigger of the model."""


@dataclass(frozen=True)
class Way:
    """One way from a message to a trigger."""

    topic: Topic
    trigger: Trigger
    words: str
    """Through what, in words."""


def ways() -> Iterator[Way]:
    """Yield every way from a message to a trigger: queues, routes, the post."""
    for queue in QUEUES:
        yield Way(queue.joins, queue.serve, through_queue(queue))
    for route in ROUTES:
        yield Way(route.topic, route.trigger, through_route(route))
    for trigger, (topic, words) in PULLED_BY_THE_POST.items():
        yield Way(topic, trigger, words)


def through_queue(queue: Queue) -> str:
    """Return how a queue pulls a trigger."""
    return f"the queue “{queue.name}”"


def through_route(route: Route) -> str:
    """Return how a route pulls a trigger."""
    return f"the route by which “{route.topic.name}” reaches {route.whom.value}"


def tellers(topic: Topic) -> tuple[Wait | Trigger, ...]:
    """Return the clocks whose steps leave messages of a topic."""
    return tuple(c for c in CLOCKS if any(isinstance(s, Tell) and s.topic is topic for s in walk(c.then)))


def readers() -> dict[str, str]:
    """Return what messages bring about, in words, by the name of the topic."""
    found: dict[str, list[str]] = {}
    for queue in QUEUES:
        found.setdefault(queue.joins.name, []).append(f"joins the queue “{queue.name}”")
    for route in ROUTES:
        found.setdefault(route.topic.name, []).append(f"pulls “{route.trigger.name}” for {route.whom.value}")
    for topic, words in BY_THE_POST.items():
        found.setdefault(topic.name, []).append(words)
    return {topic: "; ".join(dict.fromkeys(words)) for topic, words in found.items()}


def pullers(trigger: Trigger) -> tuple[str, ...]:
    """Return who pulls a trigger, in words."""
    return tuple(dict.fromkeys(way.words for way in ways() if way.trigger is trigger))
