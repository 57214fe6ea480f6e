"""What a scenario takes over from those it extends, and where these leave it to say which of two it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scenarios.parts import Calendar, LeverUse, Scenario
from scenarios.problems import Complaint, plain_number, shown
from scenarios.yamlfile import Data


class Parent(NamedTuple):
    """A scenario that another extends."""

    name: str
    """As the other calls it."""
    scenario: Scenario | None
    """None if it could not be made out."""


@dataclass(frozen=True)
class Heritage:
    """What is taken over, if the file itself has nothing in its place."""

    calendar: Calendar | None = field(default_factory=Calendar)
    """None if there is no saying, as a parent could not be made out or two differ."""
    levers: tuple[LeverUse, ...] = ()
    overrides: Mapping[str, float] = field(default_factory=dict)
    clashes: tuple[Complaint, ...] = ()
    known: frozenset[str] | None = frozenset()
    """The levers that parents use; None if there is no saying."""


def heritage(parents: Sequence[Parent], data: Data) -> Heritage:
    """Return what a file that holds `data` takes over from its parents, who come in the order of the file."""
    said = data if isinstance(data, dict) else {}
    made_out = [(parent.name, parent.scenario) for parent in parents if parent.scenario]
    levers, lever_clashes = _levers(made_out, named(said.get("levers")) | named(said.get("without")))
    own_overrides = said.get("overrides")
    overrides, override_clashes = _overrides(made_out, own_overrides if isinstance(own_overrides, dict) else {})
    calendar, calendar_clashes = _calendar(made_out)
    complete = len(made_out) == len(parents)
    return Heritage(
        calendar if complete else None,
        levers,
        overrides,
        (*lever_clashes, *override_clashes, *(() if "calendar" in said else calendar_clashes)),
        frozenset(use.lever for _, scenario in made_out for use in scenario.levers) if complete else None,
    )


def named(items: Data) -> set[str]:
    """Return the levers named in a list of names and of uses."""
    names = [item.get("lever") if isinstance(item, dict) else item for item in items] if isinstance(items, list) else []
    return {name for name in names if isinstance(name, str)}


def _levers(
    parents: Sequence[tuple[str, Scenario]], not_wanted: set[str]
) -> tuple[tuple[LeverUse, ...], list[Complaint]]:
    """Return the uses of all parents in order, each lever's from the first parent that has it, and who differ."""
    first: dict[str, tuple[str, set[LeverUse]]] = {}
    taken: list[LeverUse] = []
    clashes: dict[str, Complaint] = {}
    for name, scenario in parents:
        of_lever: dict[str, set[LeverUse]] = {}
        for use in scenario.levers:
            if use.lever not in not_wanted:
                of_lever.setdefault(use.lever, set()).add(use)
        taken += [use for use in scenario.levers if use.lever in of_lever and use.lever not in first]
        for lever, uses in of_lever.items():
            first_name, first_uses = first.setdefault(lever, (name, uses))
            if uses != first_uses:
                sentence = (
                    f"{shown(first_name)} and {shown(name)} use lever {shown(lever)} differently; "
                    "say in 'levers' how to use it, or leave it out in 'without'"
                )
                clashes.setdefault(lever, (("extends",), sentence))
    return tuple(taken), list(clashes.values())


def _overrides(
    parents: Sequence[tuple[str, Scenario]], own: Mapping[str, Data]
) -> tuple[dict[str, float], list[Complaint]]:
    """Return the numbers that parents set and the file does not, and who differ."""
    first: dict[str, tuple[str, float]] = {}
    clashes: dict[str, Complaint] = {}
    for name, scenario in parents:
        for parameter, number in scenario.overrides.items():
            if parameter not in own:
                first_name, first_number = first.setdefault(parameter, (name, number))
                if number != first_number:
                    sentence = (
                        f"{shown(first_name)} and {shown(name)} set {parameter} to {plain_number(first_number)} "
                        f"and to {plain_number(number)}; say in 'overrides' which it is"
                    )
                    clashes.setdefault(parameter, (("extends",), sentence))
    return {parameter: number for parameter, (_, number) in first.items()}, list(clashes.values())


def _calendar(parents: Sequence[tuple[str, Scenario]]) -> tuple[Calendar | None, list[Complaint]]:
    """Return the calendar of the parents, if they have one between them, and who differ."""
    if not parents:
        return Calendar(), []
    first_name, first = parents[0][0], parents[0][1].calendar
    for name, scenario in parents[1:]:
        if scenario.calendar != first:
            both = f"{shown(first_name)} has {_days(first)}, {shown(name)} has {_days(scenario.calendar)}"
            return None, [(("extends",), f"the calendars differ: {both}; write a 'calendar' here")]
    return first, []


def _days(calendar: Calendar) -> str:
    return f"{calendar} by {calendar.tick_days} days"
