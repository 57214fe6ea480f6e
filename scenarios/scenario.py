"""A scenario: the question a modeller asks, and what is changed in the simulated world to answer it."""

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from scenarios import override, yamlfile
from scenarios.override import ParameterLimits
from scenarios.problems import (
    MOST_LISTED,
    Complaint,
    InputError,
    KeyPath,
    Problem,
    did_you_mean,
    share_hint,
    shown,
)

__all__ = ["Calendar", "LeverUse", "ParameterLimits", "Scenario", "json_schema", "load", "write_schema"]

EARLIEST = date(2014, 1, 1)
LATEST = date(2035, 12, 31)
SHIPPED = Path(__file__).parent
"""Where the scenarios stand that can be asked for by name alone."""

CONTRADICTION = "contradiction"
CLASH = "clash"
"""Kinds of error that pydantic does not know: a field against the one before it, a lever against the rest."""


def _day(value: object) -> object:
    """Let a date be written in quotes, too."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return date.fromisoformat(value)
    return value


def _whole(value: object) -> object:
    """Let 1e3 be the whole number it is, and keep true from being 1."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    return int(value) if isinstance(value, float) and value.is_integer() else value


Day = Annotated[date, Strict(), BeforeValidator(_day)]
CalendarDay = Annotated[date, Strict(), Field(ge=EARLIEST, le=LATEST), BeforeValidator(_day)]
Share = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
RampDays = Annotated[int, Strict(), Field(ge=0, le=3650), BeforeValidator(_whole)]
TickDays = Annotated[Literal[1, 7, 14, 28], BeforeValidator(_whole)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\t\r\n]+$")]
Question = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class Part(BaseModel):
    """Part of a scenario file. A field's description is also what an author is told the field expects."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Calendar(Part):
    """The years reported, whole ones, and how many days the model takes at a time; it always starts in 2014."""

    first_day: CalendarDay = Field(
        default=EARLIEST,
        alias="from",
        description=f"the first day reported, a 1 January from {EARLIEST} to {LATEST}",
    )
    last_day: CalendarDay = Field(
        default=date(2023, 12, 31),
        alias="to",
        validate_default=True,
        description=f"the last day simulated, a 31 December after 'from' and up to {LATEST}",
    )
    tick_days: TickDays = Field(default=7, description="the days the model takes at a time: 1, 7, 14 or 28")

    @field_validator("first_day")
    @classmethod
    def _new_year(cls, first_day: date) -> date:
        if (first_day.month, first_day.day) != (1, 1):
            message = f"outcomes are by calendar year, so the first day is a 1 January: {first_day.year}-01-01"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return first_day

    @field_validator("last_day")
    @classmethod
    def _new_years_eve(cls, last_day: date) -> date:
        if (last_day.month, last_day.day) != (12, 31):
            message = f"outcomes are by calendar year, so the last day is a 31 December: {last_day.year}-12-31"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return last_day

    @field_validator("last_day")
    @classmethod
    def _after_first(cls, last_day: date, info: ValidationInfo) -> date:
        first_day = info.data.get("first_day")
        if first_day and last_day <= first_day:
            message = f"the last day, {last_day}, must come after the first, {first_day}"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return last_day


class LeverUse(Part):
    """A lever of policy pulled: which, when, for how many of those it is for, and how fast."""

    lever: str = Field(description="the name of a lever")
    start: Day = Field(description="the first day the lever is in force, a date such as 2018-01-01")
    end: Day | None = Field(
        default=None,
        description="the last day the lever is in force, a date after 'start', or nothing if it stays",
    )
    coverage: Share = Field(default=1.0, description="a share from 0 to 1, e.g. 0.5, of those the lever is for")
    ramp_days: RampDays = Field(
        default=0, description="the whole number of days, 0 to 3650, over which coverage rises from nothing"
    )

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("start")
        if start and end and end <= start:
            message = f"the end, {end}, must come after the start, {start}"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return end


class Scenario(Part):
    """A question, and the levers and parameters changed to answer it; all else is as it is today."""

    name: Name = Field(description="a name for people to read, one line of 1 to 80 characters")
    question: Question = Field(default="", description="the question asked, one sentence of up to 300 characters")
    calendar: Calendar = Field(default=Calendar(), description="keys beneath it: from, to, tick_days")
    levers: tuple[LeverUse, ...] = Field(default=(), description="a list of the levers in use; [] for none")
    overrides: dict[str, Annotated[float, Strict(), Field(allow_inf_nan=False)]] = Field(
        default={},
        description="parameters set to other numbers than the model's own, one a line; {} for none",
    )

    @field_validator("levers")
    @classmethod
    def _in_time(cls, levers: tuple[LeverUse, ...], info: ValidationInfo) -> tuple[LeverUse, ...]:
        for _, message in _clashes(dict(enumerate(levers)), info.data.get("calendar")):
            raise PydanticCustomError(CLASH, "{message}", {"message": message})
        return levers


def load(path_or_name: str | Path, *, parameters: Mapping[str, ParameterLimits], levers: Collection[str]) -> Scenario:
    """Read a scenario by its path or, if it ships, its name; raise InputError with all that is wrong."""
    document = yamlfile.draft(_file(str(path_or_name)))
    problems = list(document.faults)
    complaints = (
        (path, sentence)
        for path, sentence in _complaints(document.data, parameters, levers)
        if not any(path[:length] in document.unread for length in range(len(path) + 1))
    )
    problems += [document.problem(path, sentence) for path, sentence in islice(complaints, MOST_LISTED + 1)]
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
    return Scenario.model_validate(_plain(document.data))


def _file(path_or_name: str) -> Path:
    """Return the file meant: a path as it stands, or the shipped scenario of that name."""
    has_separator = any(separator in path_or_name for separator in (os.sep, os.altsep) if separator)
    if has_separator or path_or_name.lower().endswith((".yaml", ".yml")):
        return Path(path_or_name)
    shipped = {path.stem: path for path in SHIPPED.glob("*.yaml")}
    if path_or_name in shipped:
        return shipped[path_or_name]
    message = f"no scenario has this name{did_you_mean(path_or_name, shipped)}"
    if not re.fullmatch(r"[a-z0-9_-]+", path_or_name):
        message = "neither a scenario's name (a-z, 0-9, _ and -) nor a path (with a / or ending in .yaml)"
    raise InputError([Problem(Path(path_or_name), None, None, "", message)])


def _plain(data: yamlfile.Data) -> yamlfile.Data:
    """Return what a file holds with every override as a bare number, as the models know them."""
    if isinstance(data, dict) and isinstance(overrides := data.get("overrides"), dict):
        return {**data, "overrides": dict(override.numbers(overrides))}
    return data


def _complaints(
    data: yamlfile.Data, parameters: Mapping[str, ParameterLimits], levers: Collection[str]
) -> Iterator[Complaint]:
    """Yield all that is wrong with a scenario as read, each by itself, so that one cannot hide another."""
    try:
        Scenario.model_validate(_plain(data))
    except ValidationError as error:
        yield from ((_path(detail), _sentence(detail)) for detail in error.errors() if detail["type"] != CLASH)
    if isinstance(data, dict):
        yield from _lever_complaints(data, levers)
        yield from override.complaints(data.get("overrides"), parameters)


def _path(error: ErrorDetails) -> KeyPath:
    """Return where an error is in terms of the file."""
    if error["type"] == CONTRADICTION and error["loc"][-1] == "last_day":
        return ("calendar", "to")  # pydantic forgets the alias of a field left to its default
    return error["loc"]


PARTS: dict[str | int, type[Part]] = {"calendar": Calendar, "levers": LeverUse}


def _sentence(error: ErrorDetails) -> str:
    """Say in a sentence of ours what pydantic found wrong."""
    *within, last = _path(error) or ("",)
    part = PARTS[within[0]] if within else Scenario
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    if error["type"] == "extra_forbidden":
        return f"unknown key{did_you_mean(str(last), fields)}"
    if error["type"] == CONTRADICTION:
        return error["msg"]
    expected = fields[str(last)].description if last in fields else f"keys such as {', '.join(fields)}"
    if error["type"] == "missing":
        return f"missing; expected {expected}"
    hint = share_hint(error["input"]) if last == "coverage" else None
    return f"expected {expected}; {hint or 'found ' + shown(error['input'])}"


def _lever_complaints(data: dict[str, yamlfile.Data], levers: Collection[str]) -> Iterator[Complaint]:
    """Yield what is wrong with the levers' names and, however wrong their other fields are, their dates."""
    raw_uses = data.get("levers")
    uses: dict[int, LeverUse] = {}
    for index, raw in enumerate(raw_uses if isinstance(raw_uses, list) else []):
        if isinstance(raw, dict):
            name = raw.get("lever")
            if isinstance(name, str) and name not in levers:
                yield ("levers", index, "lever"), f"unknown lever {shown(name)}{did_you_mean(name, levers)}"
            with suppress(ValidationError):
                dates = {key: raw[key] for key in ("lever", "start", "end") if key in raw}
                uses[index] = LeverUse.model_validate(dates)
    calendar = None
    with suppress(ValidationError):
        calendar = Calendar.model_validate(data.get("calendar", {}))
    yield from _clashes(uses, calendar)


def _clashes(uses: Mapping[int, LeverUse], calendar: Calendar | None) -> Iterator[Complaint]:
    """Yield a complaint for each use that starts outside the calendar or while its lever is in force."""
    in_force: dict[str, int] = {}  # by lever: of the uses seen, the one that ends last
    for index, use in sorted(uses.items(), key=lambda item: (item[1].start, item[0])):
        path = ("levers", index, "start")
        if calendar and not calendar.first_day <= use.start <= calendar.last_day:
            yield path, f"{use.start} lies outside the calendar, {calendar.first_day} to {calendar.last_day}"
        earlier = in_force.setdefault(use.lever, index)
        earlier_end = uses[earlier].end or date.max
        if earlier != index and use.start <= earlier_end:
            yield path, f"levers[{earlier}] has '{use.lever}' in force on that day already; change a date"
        if (use.end or date.max) > earlier_end:
            in_force[use.lever] = index


def json_schema(
    levers: Collection[str] = (), parameters: Mapping[str, ParameterLimits] | None = None
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of scenario files, with the names given offered by editors."""
    schema = Scenario.model_json_schema()
    if levers:
        schema["$defs"]["LeverUse"]["properties"]["lever"]["enum"] = sorted(levers)
    schema["properties"]["overrides"] |= override.json_schema(parameters)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def write_schema(path: Path, levers: Collection[str], parameters: Mapping[str, ParameterLimits]) -> None:
    """Write the schema that the first line of every scenario file points editors to."""
    path.write_text(json.dumps(json_schema(levers, parameters), indent=2) + "\n", encoding="utf-8")
