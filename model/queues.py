"""The vocabulary of queues: who waits for which institution, and what its capacity lets it do between ticks.

A stage file declares a `Queue` beside the steps that lead into it: a `Tell(queue.joins)` puts an agent at its end, and
for those who are served the institution pulls `queue.serve`. An agent that is no longer in a state of that trigger has
left the queue by itself. Capacities are national and scaled with the sample, fractions kept.

=============  ====================================================================================================
`Decisions`    so many a year, in a mixture of orders of service
`Casework`     staff time: each case takes some of it, one member of staff at a time; at one place or many
`Places`       so many may be in some states at once; a place that falls free goes to whoever has waited longest
=============  ====================================================================================================
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.evidence import Quantity
from model.rules import Column, Levels, Process, Topic, Trigger


@dataclass(frozen=True, eq=False)
class Queue:
    """What all queues have: a name (it keys the luck of the work in a case), a way in, and what being served does."""

    name: str
    meaning: str
    joins: Topic
    serve: Trigger


@dataclass(frozen=True, eq=False)
class Decisions(Queue):
    """A rate: `a_year` decisions, first come first served but for three shares of them.

    `faster_share` of decisions take the oldest case of the faster types, those that had one of the `faster` levels
    when they joined; `recent_share` of the other decisions take the most recent case, and `any_share` of those then
    left take cases in no order: whose luck of the day, drawn under the queue's name, is the least.
    """

    a_year: Quantity
    faster: tuple[tuple[Column, Levels], ...] = ()
    faster_share: Quantity | None = None
    recent_share: Quantity | None = None
    any_share: Quantity | None = None


@dataclass(frozen=True, eq=False)
class Casework(Queue):
    """Staff time: a case takes an exponential amount of it with mean `work`, in order of arrival.

    With `place`, each place has its own staff, the share `shares()[place]` of all, and its own cases.
    """

    staff: Quantity
    work: Quantity
    place: Column | None = None
    shares: Callable[[], NDArray[np.float64]] | None = None


@dataclass(frozen=True, eq=False)
class Places(Queue):
    """Room for `places` agents at once in the states `levels` of `process`."""

    places: Quantity
    process: Process
    levels: Levels
