"""The kinds of agents, gathered from the stage files; a new file in model/stages/ is found by itself."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from model import exploiter, stages, survivor
from model.rules import Kind, Trigger, Wait


def modules_of(package: ModuleType) -> tuple[ModuleType, ...]:
    """Return the modules of a package in order of their names."""
    names = sorted(info.name for info in iter_modules(package.__path__))
    return tuple(import_module(f"{package.__name__}.{name}") for name in names)


def _declared(kind: type, processes: tuple[object, ...]) -> list:  # type: ignore[type-arg]
    found = []
    for module in modules_of(stages):
        found += [x for x in vars(module).values() if isinstance(x, kind) and x.process in processes]  # type: ignore[attr-defined]
    return found


SURVIVORS = Kind(
    "survivors",
    survivor.COLUMNS,
    survivor.PROCESSES,
    waits=tuple(_declared(Wait, survivor.PROCESSES)),
    triggers=tuple(_declared(Trigger, survivor.PROCESSES)),
    groups=survivor.GROUPS,
)
EXPLOITERS = Kind(
    "exploiters",
    exploiter.COLUMNS,
    exploiter.PROCESSES,
    waits=tuple(_declared(Wait, exploiter.PROCESSES)),
    triggers=tuple(_declared(Trigger, exploiter.PROCESSES)),
    groups=(exploiter.organisation,),
)
