"""What one scenario file says, once read: all that is wrong with it, or the scenario it makes with what it extends."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios import override, uses
from scenarios.heritage import Heritage, named
from scenarios.override import ParameterLimits
from scenarios.parts import CONTRADICTION, Calendar, LeverUse, Part, Scenario, ScenarioFile, as_day
from scenarios.problems import FEW, Complaint, KeyPath, did_you_mean, share_hint, shown
from scenarios.uses import LeverLimits
from scenarios.yamlfile import Data

PARTS: dict[str | int, type[Part]] = {"calendar": Calendar, "levers": LeverUse}


def scenario(data: Data, heritage: Heritage) -> Scenario:
    """Return the scenario that a file without mistakes makes, with all that it takes over."""
    said = ScenarioFile.model_validate(_plain(data))
    calendar = said.calendar if "calendar" in said.model_fields_set else heritage.calendar
    assert calendar, "a doubt about the calendar is a mistake of the file"
    return Scenario(
        name=said.name,
        question=said.question,
        calendar=calendar,
        levers=heritage.levers + said.levers,
        overrides={**heritage.overrides, **said.overrides},
    )


def complaints(
    data: Data, heritage: Heritage, parameters: Mapping[str, ParameterLimits], levers: Mapping[str, LeverLimits]
) -> Iterator[Complaint]:
    """Yield all that is wrong with a file as read, each by itself, so that one cannot hide another."""
    try:
        ScenarioFile.model_validate(_plain(data))
    except ValidationError as error:
        for detail in error.errors():
            if not _told_elsewhere(detail, data):
                yield _as_written(_path(detail), data), _sentence(detail)
    if not isinstance(data, dict):
        return
    calendar = _calendar(data, heritage)
    raw_uses = data.get("levers")
    own = raw_uses if isinstance(raw_uses, list) else []
    for path, sentence in uses.complaints(own, _start(data), calendar, levers, heritage.levers):
        yield _as_written(path, data), sentence
    yield from _start_complaints(data, calendar)
    yield from override.complaints(data.get("overrides"), parameters)
    yield from _heritage_complaints(data, heritage, calendar, levers)


def _plain(data: Data) -> Data:
    """Return what a file holds with every value in the one form the models know."""
    if not isinstance(data, dict):
        return data
    plain = dict(data)
    if isinstance(overrides := data.get("overrides"), dict):
        plain["overrides"] = dict(override.numbers(overrides))
    if isinstance(levers := data.get("levers"), list):
        plain["levers"] = [uses.keyed(use, _start(data)) for use in levers]
    if isinstance(name := data.get("extends"), str):
        plain["extends"] = [name]
    return plain


def _start(data: Mapping[str, Data]) -> date | None:
    """Return the first day said for all levers that name none, if it is one."""
    start = as_day(data.get("start"))
    return start if isinstance(start, date) else None


def _calendar(data: Mapping[str, Data], heritage: Heritage) -> Calendar | None:
    """Return the calendar in force, if there is no doubt about it."""
    if "calendar" not in data:
        return heritage.calendar
    with suppress(ValidationError):
        return Calendar.model_validate(data["calendar"])
    return None


def _told_elsewhere(error: ErrorDetails, data: Data) -> bool:
    """Return whether a more helpful sentence is said about an error: on groups, and on the start for all levers."""
    match error["loc"]:
        case ("levers", _, "groups", *_):
            return True
        case ("levers", _, "start"):
            return error["type"] == "missing" and isinstance(data, dict) and "start" in data
    return False


def _path(error: ErrorDetails) -> KeyPath:
    """Return where an error is in terms of the file."""
    if error["type"] == CONTRADICTION and error["loc"][-1] == "last_day":
        return ("calendar", "to")  # pydantic forgets the alias of a field left to its default
    return error["loc"]


def _as_written(path: KeyPath, data: Data) -> KeyPath:
    """Return the path of a value in the form the file has it, a name in place of a list or of keys."""
    if isinstance(data, dict):
        value = data.get(str(path[0])) if path else None
        if path[:1] == ("extends",) and isinstance(value, str):
            return path[:1]
        if path[:1] == ("levers",) and path[2:] == ("lever",) and isinstance(value, list):
            return path[:2] if isinstance(value[int(path[1])], str) else path
    return path


def _sentence(error: ErrorDetails) -> str:
    """Say in a sentence of ours what pydantic found wrong."""
    if error["type"] == CONTRADICTION:
        return error["msg"]
    path = _path(error)
    part, steps = (PARTS[path[0]], path[1:]) if len(path) > 1 and path[0] in PARTS else (ScenarioFile, path)
    key = next((step for step in steps if isinstance(step, str)), "")
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    if error["type"] == "extra_forbidden":
        return f"unknown key{did_you_mean(key, fields)}"
    described = fields[key].description if key in fields else None
    keys = f"{'a name or ' if part is LeverUse else ''}keys such as {', '.join(fields)}"
    expected = (described or keys).partition(" (")[0]
    if error["type"] == "missing":
        elsewhere = "; 'start' at the top of the file says it for all" if key == "start" else ""
        return f"missing; expected {expected}{elsewhere}"
    hint = share_hint(error["input"]) if key in {"coverage", "compliance"} else None
    return f"expected {expected}; {hint or 'found ' + shown(error['input'])}"


def _start_complaints(data: Mapping[str, Data], calendar: Calendar | None) -> Iterator[Complaint]:
    start = _start(data)
    if start and calendar and start not in calendar:
        yield ("start",), f"{start} lies outside the calendar, {calendar}"


def _heritage_complaints(
    data: Mapping[str, Data], heritage: Heritage, calendar: Calendar | None, levers: Mapping[str, LeverLimits]
) -> Iterator[Complaint]:
    """Yield what does not go together in a file and the scenarios it extends."""
    yield from heritage.clashes
    if late := [use.lever for use in heritage.levers if calendar and use.start not in calendar]:
        names = f"{', '.join(late[:FEW])}{' and more' if len(late) > FEW else ''}"
        sentence = f"{names} of the scenarios extended would start outside the calendar, {calendar}"
        yield ("calendar",), f"{sentence}; name them in 'levers' or 'without', or change the calendar"
    yield from _without_complaints(data, heritage, levers)


def _without_complaints(
    data: Mapping[str, Data], heritage: Heritage, levers: Mapping[str, LeverLimits]
) -> Iterator[Complaint]:
    without = data.get("without")
    own = named(data.get("levers"))
    before: set[str] = set()
    for index, lever in enumerate(without if isinstance(without, list) else []):
        if not isinstance(lever, str):
            continue
        if lever not in levers:
            yield ("without", index), f"unknown lever {shown(lever)}{did_you_mean(lever, levers)}"
        elif heritage.known is not None and lever not in heritage.known:
            yield ("without", index), f"no scenario extended uses lever {shown(lever)}; delete it here"
        elif lever in own:
            yield ("without", index), f"'levers' says how to use {shown(lever)} instead; delete it here"
        elif lever in before:
            yield ("without", index), f"{shown(lever)} is named twice; delete one of the two"
        before.add(lever)
