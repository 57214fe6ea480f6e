"""The kinds of agents, gathered from the stage files; a new file in model/stages/ is found by itself."""

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from model import exploiter, stages, survivor
from model.queues import Queue
from model.routes import Route
from model.rules import Kind, Trigger, Wait


def modules_of(package: ModuleType) -> tuple[ModuleType, ...]:
    """Return the modules of a package in order of their names."""
    names = sorted(info.name for info in iter_modules(package.__path__))
    return tuple(import_module(f"{package.__name__}.{name}") for name in names)


def _found(kind: type) -> list:  # type: ignore[type-arg]
    return [x for module in modules_of(stages) for x in vars(module).values() if isinstance(x, kind)]


def _declared(kind: type, processes: tuple[object, ...]) -> list:  # type: ignore[type-arg]
    return [x for x in _found(kind) if x.process in processes]


SURVIVORS = Kind(
    "survivors",
    survivor.COLUMNS,
    survivor.PROCESSES,
    waits=tuple(_declared(Wait, survivor.PROCESSES)),
    triggers=tuple(_declared(Trigger, survivor.PROCESSES)),
    groups=survivor.GROUPS,
)
LEAVERS = replace(SURVIVORS, name="other prison leavers", groups=(survivor.sex,))
"""The reference cohort: the survivors' columns, rules and clocks, counted apart and by fewer groups."""
EXPLOITERS = Kind(
    "exploiters",
    exploiter.COLUMNS,
    exploiter.PROCESSES,
    waits=tuple(_declared(Wait, exploiter.PROCESSES)),
    triggers=tuple(_declared(Trigger, exploiter.PROCESSES)),
    groups=(exploiter.organisation,),
)
QUEUES: tuple[Queue, ...] = tuple(_found(Queue))
"""Every queue, in the order in which institutions serve at a boundary."""
ROUTES: tuple[Route, ...] = tuple(_found(Route))
"""Every way a message takes, in the order in which they are delivered within a turn."""
