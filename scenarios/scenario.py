"""A scenario: the question a modeller asks, and what is changed in the simulated world to answer it."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from scenarios import draft
from scenarios.family import Family
from scenarios.heritage import Parent, heritage
from scenarios.library import file_of, is_path
from scenarios.override import ParameterLimits
from scenarios.parts import Calendar, LeverUse, Scenario
from scenarios.problems import MOST_LISTED, InputError
from scenarios.schema import json_schema, write_schema
from scenarios.uses import LeverLimits

__all__ = [
    "Calendar",
    "LeverLimits",
    "LeverUse",
    "ParameterLimits",
    "Scenario",
    "json_schema",
    "load",
    "write_schema",
]


def load(
    path_or_name: str | Path, *, parameters: Mapping[str, ParameterLimits], levers: Mapping[str, LeverLimits]
) -> Scenario:
    """Read a scenario by its path or, if it ships, its name; raise InputError with all that is wrong.

    What it extends has become part of it, and every lever has its start.
    """
    path = file_of(str(path_or_name))
    family = Family(path, path.name if is_path(str(path_or_name)) else path.stem)
    whole: dict[Path, Scenario] = {}
    for member in family.parents_first():
        document = member.document
        parents = [Parent(link.name, whole.get(link.file) if link.file else None) for link in member.extends]
        inherited = heritage(parents, document.data)
        complaints = (
            (where, sentence)
            for where, sentence in draft.complaints(document.data, inherited, parameters, levers)
            if not any(where[:length] in document.unread for length in range(len(where) + 1))
        )
        for where, sentence in islice(complaints, MOST_LISTED + 1):
            member.complain(where, sentence)
        if not member.problems and all(parent.scenario for parent in parents):
            whole[member.file] = draft.scenario(document.data, inherited)
    if family.problems:
        raise InputError(family.problems)
    return whole[family.named.file]
