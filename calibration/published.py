"""Published figures beside what the model measures: every fact whose use is target, compared or explained.

A file in `calibration/targets/` declares one family; a new file is found by itself. Nothing is fitted to them yet.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from calibration import targets as files
from calibration.target import Target
from model.evidence import Parameter, Source
from model.register import quantities


@dataclass(frozen=True)
class Family:
    """Targets that belong together, and figures of the kind that cannot be compared: the reason by identifier."""

    name: str
    targets: tuple[Target, ...]
    not_compared: dict[str, str]


@cache
def families() -> tuple[Family, ...]:
    """Return every family, in the order of a journey."""
    found = {info.name: import_module(f"{files.__name__}.{info.name}") for info in iter_modules(files.__path__)}
    names = sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    return tuple(Family(m.FAMILY, m.TARGETS, m.NOT_COMPARED) for m in (found[name] for name in names))


ORDER = (
    "referrals", "responders", "people", "notifications", "decisions", "waits", "support", "crimes", "prosecutions",
    "detention", "leavers",
)  # fmt: skip
"""Files in the order in which families are shown; others follow."""


def targets() -> tuple[Target, ...]:
    """Return every target, family by family."""
    return tuple(target for family in families() for target in family.targets)


@cache
def cited() -> dict[str, tuple[str, ...]]:
    """Return, by identifier, the numbers of the model whose prior is made from a fact: agreement then proves less."""
    by_fact: dict[str, list[str]] = {}
    for name, quantity in quantities().items():
        if isinstance(quantity, Parameter) and isinstance(quantity.evidence, Source):
            for identifier in quantity.evidence.facts:
                by_fact.setdefault(identifier, []).append(name)
    return {identifier: tuple(names) for identifier, names in by_fact.items()}
