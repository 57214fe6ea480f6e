"""One row of a sweep run again, from nothing but the folder, and compared with what is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps import manifest
from experiments.sweeps.code import code_of_results, libraries
from experiments.sweeps.folder import Folder
from experiments.sweeps.outcome import Values
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.task import run
from experiments.sweeps.views import opened
from scenarios.problems import InputError, Problem

MOST_TOLD = 10


@dataclass(frozen=True)
class Again:
    """How a row run again compares with what is stored."""

    same: bool
    told: tuple[str, ...]


@dataclass(frozen=True)
class Stored:
    """A row as it is stored."""

    row: str
    policy: int
    draw: int
    luck: int
    status: str
    error: str | None
    values: Values | None


def rerun(path: Path, row: str) -> Again:
    """Run a row again, by itself. Raises InputError if there is no such row."""
    said = manifest.read(path)
    plan = manifest.plan_of(said)
    stored = _stored(path, plan, row)
    (left,) = run(plan, Task(stored.draw, stored.luck, (stored.policy,)))
    head = f"row {stored.row}: {plan.policies[stored.policy].name}, draw {stored.draw}, luck {stored.luck}"
    notes = tuple(_notes(plan, said))
    if stored.values is None or left.values is None:
        same = left.status == stored.status and left.error == stored.error
        told = f"it {_how(stored.status, stored.error)}; now it {_how(left.status, left.error)}"
        return Again(same, (head, told, *notes))
    different = differences(plan, stored.values, left.values)
    if not different:
        return Again(True, (head, f"the same, bit for bit: {left.values.size:,} numbers", *notes))
    count = f"{len(different):,} of {left.values.size:,} numbers differ"
    return Again(False, (head, count, *different[:MOST_TOLD], *notes))


def differences(plan: Plan, stored: Values, again: Values) -> list[str]:
    """Return a sentence for each number whose bits differ (all that is undefined is the same)."""
    one, other = (np.where(np.isnan(values), np.nan, values).view(np.int64) for values in (stored, again))
    return [
        f"  {plan.outcomes[o]}, {plan.years[y]}, {plan.groups[g]}: stored {stored[g, y, o]!r}, now {again[g, y, o]!r}"
        for g, y, o in np.argwhere(one != other).tolist()
    ]


def _stored(path: Path, plan: Plan, row: str) -> Stored:
    folder = Folder(path)
    with opened(folder, folder.kept(), plan.outcomes) as database:
        found = database.execute(
            "SELECT row, policy, draw, luck, status, error FROM runs WHERE starts_with(row, ?) ORDER BY row LIMIT 2",
            [row],
        ).fetchall()
        if len(found) != 1:
            sentence = f"no row that has been run has the id {row!r}" if not found else f"{row!r} begins several ids"
            raise InputError([Problem(path, None, None, "ROW", sentence)])
        identifier, name, draw, luck, status, error = found[0]
        lines = database.execute("FROM results WHERE row = ?", [identifier]).fetchnumpy()
    policy = next(i for i, each in enumerate(plan.policies) if each.name == name)
    return Stored(identifier, policy, draw, luck, status, error, _values(plan, lines))


def _values(plan: Plan, lines: dict[str, Any]) -> Values | None:
    """Return stored lines in the shape that a run leaves them in; None if there are none."""
    if not len(lines["row"]):
        return None
    values = np.full((len(plan.groups), len(plan.years), len(plan.outcomes)), np.nan)
    groups = [plan.groups.index(str(group)) for group in lines["group"]]
    years = np.asarray(lines["year"]).astype(int) - plan.first_year
    for place, outcome in enumerate(plan.outcomes):
        values[groups, years, place] = np.ma.filled(np.ma.masked_array(lines[outcome]), np.nan)
    return values


def _how(status: str, error: str | None) -> str:
    return "was fine" if status == "ok" else f"{status} ({error})"


def _notes(plan: Plan, said: dict[str, Any]) -> Iterator[str]:
    if plan.code != code_of_results():
        yield "note: the code that results depend on has changed since"
    changed = [f"{name} {said['libraries'].get(name)} is {now}" for name, now in libraries().items()
               if said["libraries"].get(name) != now]  # fmt: skip
    if changed:
        yield f"note: libraries have changed since: {', '.join(changed)}"
