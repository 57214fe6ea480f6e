"""What is wrong with how a scenario file uses its levers: names, dates, places and groups, each told by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from scenarios.parts import Calendar, LeverUse, out_of_time, overlaps
from scenarios.problems import Complaint, KeyPath, did_you_mean, shown
from scenarios.yamlfile import Data

if TYPE_CHECKING:
    from model.values import Group


class LeverLimits(NamedTuple):
    """To what a use of a lever can be limited."""

    places: int = 0
    """How many places take the lever up one by one; 0 if none does."""
    place: str = ""
    """What these places are, such as force."""
    by_group: bool = True
    """Whether it changes something in the lives of survivors that can be changed for a group of them alone."""
    group: "Group" = ()
    """The group that it is for in any case; empty if it is for everybody."""


def keyed(use: Data, start: Data) -> Data:
    """Return a use as keys: a lever's name by itself says nothing more, and its start may be said for all."""
    if isinstance(use, str):
        use = {"lever": use}
    return {"start": start, **use} if isinstance(use, dict) and start is not None else use


def complaints(
    uses: Sequence[Data],
    start: date | None,
    calendar: Calendar | None,
    levers: Mapping[str, LeverLimits],
    taken_over: Sequence[LeverUse] = (),
) -> Iterator[Complaint]:
    """Yield what is wrong with uses as read, each field by itself, if `start` is said for all of them.

    Uses that are taken over from scenarios extended come before them, and have been looked at.
    """
    dated: dict[int, LeverUse] = {}  # by themselves
    limited: dict[int, LeverUse] = {}  # in a way that could be read
    for index, use in enumerate(uses):
        raw = keyed(use, start)
        if not isinstance(raw, dict):
            continue
        yield from _limits_complaints(("levers", index), raw, levers)
        with suppress(ValidationError):
            if isinstance(use, dict) and "start" in use:
                dated[index] = _use({**raw, "lever": ""}, "lever", "start")
            limited[index] = _use(raw, "lever", "start", "end", "places", "groups")
    yield from out_of_time(dated, calendar)
    yield from overlaps(limited)
    paths: list[KeyPath] = [("extends",)] * len(taken_over) + [("levers", index, "groups") for index in limited]
    yield from _too_many_groups(zip(paths, [*taken_over, *limited.values()], strict=True), levers)


def _too_many_groups(
    uses: Iterable[tuple[KeyPath, LeverUse]], levers: Mapping[str, LeverLimits]
) -> Iterator[Complaint]:
    """Yield a complaint at the first use that names one group more than the model can tell apart."""
    found = set()
    for path, use in uses:
        limits = levers.get(use.lever)
        group = (limits.group if limits else (), tuple(use.groups.items()))
        if any(group) and group not in found:
            from model.lots import MOST  # loads the model

            found.add(group)
            if len(found) > MOST:
                yield path, f"a scenario may name {MOST} different groups, and this is one more; leave some out"
                return


def _use(raw: Mapping[str, Data], *keys: str) -> LeverUse:
    return LeverUse.model_validate({key: raw[key] for key in keys if key in raw})


def _limits_complaints(
    path: KeyPath, raw: Mapping[str, Data], levers: Mapping[str, LeverLimits]
) -> Iterator[Complaint]:
    """Yield what is wrong with the name of a lever and with the places and groups it is limited to."""
    name = raw.get("lever")
    limits = levers.get(name) if isinstance(name, str) else None
    if isinstance(name, str) and limits is None:
        yield (*path, "lever"), f"unknown lever {shown(name)}{did_you_mean(name, levers)}"
    if "places" in raw:
        yield from _place_complaints((*path, "places"), name, raw["places"], limits)
    if "groups" in raw:
        if limits and not limits.by_group:
            what = "a capacity or a number of institutions or exploiters, which no group of survivors has of its own"
            yield (*path, "groups"), f"lever {shown(name)} moves {what}; leave out 'groups'"
        else:
            yield from _group_complaints((*path, "groups"), raw["groups"])
            yield from _nobody_left((*path, "groups"), name, raw["groups"], limits)


def _place_complaints(path: KeyPath, name: Data, places: Data, limits: LeverLimits | None) -> Iterator[Complaint]:
    """Yield what is wrong with places, but for what the fields of `LeverUse` say themselves."""
    if limits and not limits.places:
        yield path, f"lever {shown(name)} is not taken up place by place; leave out 'places'"
    elif places == []:
        yield path, "expected at least one place; found an empty list; leave out 'places' if all take part"
    elif limits and isinstance(places, list):
        for index, place in enumerate(places):
            if isinstance(place, int | float) and place >= limits.places and place == int(place):
                numbered = f"0 to {limits.places - 1}"
                yield (*path, index), f"expected the number of a {limits.place}, {numbered}; found {shown(place)}"


def _group_complaints(path: KeyPath, groups: Data) -> Iterator[Complaint]:
    from scenarios.groups import COLUMNS, levels_of  # loads the model, which most files can do without

    if not isinstance(groups, dict):
        yield path, f"expected {LeverUse.model_fields['groups'].description}; found {shown(groups)}"
        return
    for column, levels in groups.items():
        if column not in COLUMNS:
            yield (*path, column), f"unknown column of groups{did_you_mean(column, COLUMNS)}"
            continue
        known = levels_of(column)
        if not isinstance(levels, list) or not levels:
            example = levels if isinstance(levels, str) and levels in known else next(iter(known))
            found = "an empty list" if levels == [] else shown(levels)
            yield (*path, column), f"expected a list of levels such as [{example}]; found {found}"
            continue
        for index, level in enumerate(levels):
            if sentence := _level_complaint(level, levels[:index], known):
                yield (*path, column, index), sentence


def _nobody_left(path: KeyPath, name: Data, groups: Data, limits: LeverLimits | None) -> Iterator[Complaint]:
    """Yield a complaint where a lever is for none of those to whom a use limits it."""
    from scenarios.groups import levels_of

    for column, levels in limits.group if limits else ():
        named = groups.get(column.name) if isinstance(groups, dict) else None
        read = [level for level in named if isinstance(level, str)] if isinstance(named, list) else []
        known = levels_of(column.name)
        whom = [level for level, at in known.items() if at in levels]
        if read and known.keys() >= set(read) and not set(read) & set(whom):
            those = " and ".join(whom)
            yield (*path, column.name), f"lever {shown(name)} is for {those} alone, so nobody is left; leave this out"


def _level_complaint(level: Data, before: Sequence[Data], known: Mapping[str, int]) -> str | None:
    """Return what is wrong with the level of a column, if anything is."""
    if not isinstance(level, str):
        return f"expected one of {', '.join(known)}; found {shown(level)}"
    if level not in known:
        return f"unknown level {shown(level)}{did_you_mean(level, known)}"
    return f"{shown(level)} is named twice; delete one of the two" if level in before else None
