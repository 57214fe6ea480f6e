"""The parts of a scenario and of its file: which keys there are, and what may stand under each."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints, ValidationInfo
from pydantic import field_validator as checks
from pydantic_core import PydanticCustomError

from scenarios.problems import Complaint

EARLIEST = date(2014, 1, 1)
LATEST = date(2035, 12, 31)

CONTRADICTION = "contradiction"
CLASH = "clash"
"""Kinds of error that pydantic does not know: a field against the one before it, a lever against the rest."""


def as_day(value: object) -> object:
    """Let a date be written in quotes, too."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return date.fromisoformat(value)
    return value


def _whole(value: object) -> object:
    """Let 1e3 be the whole number it is, and keep true from being 1."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _given(value: object) -> object:
    """Refuse a key with nothing after it."""
    if value is None:
        raise ValueError("nothing")
    return value


Day = Annotated[date, Strict(), BeforeValidator(as_day)]
CalendarDay = Annotated[date, Strict(), Field(ge=EARLIEST, le=LATEST), BeforeValidator(as_day)]
Share = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
RampDays = Annotated[int, Strict(), Field(ge=0, le=3650), BeforeValidator(_whole)]
HalfLifeDays = Annotated[int, Strict(), Field(ge=1, le=36_500), BeforeValidator(_whole)]
Place = Annotated[int, Strict(), Field(ge=0), BeforeValidator(_whole)]
TickDays = Annotated[Literal[1, 7, 14, 28], BeforeValidator(_whole)]
Text = Annotated[str, Strict()]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\t\r\n]+$")]
Question = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class Part(BaseModel):
    """Part of a scenario file. A field's description is also what an author is told the field expects.

    What more there is to know stands in brackets at the end, and is for editors alone.
    """

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

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"

    @checks("first_day")
    @classmethod
    def _new_year(cls, first_day: date) -> date:
        if (first_day.month, first_day.day) != (1, 1):
            message = f"outcomes are by calendar year, so the first day is a 1 January: {first_day.year}-01-01"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return first_day

    @checks("last_day")
    @classmethod
    def _new_years_eve(cls, last_day: date) -> date:
        if (last_day.month, last_day.day) != (12, 31):
            message = f"outcomes are by calendar year, so the last day is a 31 December: {last_day.year}-12-31"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return last_day

    @checks("last_day")
    @classmethod
    def _after_first(cls, last_day: date, info: ValidationInfo) -> date:
        first_day = info.data.get("first_day")
        if first_day and last_day <= first_day:
            message = f"the last day, {last_day}, must come after the first, {first_day}"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return last_day


class LeverUse(Part):
    """A lever of policy pulled: which, when, for how many of those it is for, how fast and how well."""

    lever: Text = Field(description="the name of a lever")
    start: Day = Field(description="the first day the lever is in force, a date such as 2018-01-01")
    end: Day | None = Field(
        default=None,
        description="the last day the lever is in force, a date after 'start', or nothing if it stays",
    )
    coverage: Share = Field(default=1.0, description="a share from 0 to 1, e.g. 0.5, of those the lever is for")
    ramp_days: RampDays = Field(
        default=0, description="the whole number of days, 0 to 3650, over which coverage rises from nothing"
    )
    compliance: Share = Field(
        default=1.0, description="a share from 0 to 1, e.g. 0.8: the part of the change carried out where it is adopted"
    )
    half_life_days: HalfLifeDays | None = Field(
        default=None,
        description="the whole number of days, 1 to 36500, after which half of the effect is gone, "
        "or nothing for what the lever itself says",
    )
    places: tuple[Place, ...] = Field(
        default=(),
        description="a list of the numbers, from 0, of the only places that take the lever up, e.g. [0, 4]",
    )
    groups: dict[str, tuple[Text, ...]] = Field(
        default={},
        description="the only people the lever is for, as lists of levels by column, e.g. {age: [child]}",
    )

    def __hash__(self) -> int:
        return hash((self.lever, self.start))  # groups, a dict, have no hash of their own

    @checks("end")
    @classmethod
    def _after_start(cls, end: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("start")
        if start and end and end <= start:
            message = f"the end, {end}, must come after the start, {start}"
            raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return end

    @checks("places")
    @classmethod
    def _once_each(cls, places: tuple[int, ...]) -> tuple[int, ...]:
        """Return them in one order, so that uses that mean the same are equal."""
        ordered = sorted(places)
        for place, following in pairwise(ordered):
            if place == following:
                message = f"place {place} is named twice; delete one of the two"
                raise PydanticCustomError(CONTRADICTION, "{message}", {"message": message})
        return tuple(ordered)

    @checks("groups")
    @classmethod
    def _in_order(cls, groups: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {column: tuple(sorted(set(groups[column]))) for column in sorted(groups)}

    def shares_nobody_with(self, other: "LeverUse") -> bool:
        """Return whether the places, or the groups, that two uses are limited to have nothing in common."""
        if self.places and other.places and set(self.places).isdisjoint(other.places):
            return True
        common = self.groups.keys() & other.groups.keys()
        return any(set(self.groups[column]).isdisjoint(other.groups[column]) for column in common)


class Content(Part):
    """A question, and the levers and parameters changed to answer it."""

    name: Name = Field(description="a name for people to read, one line of 1 to 80 characters")
    question: Question = Field(default="", description="the question asked, one sentence of up to 300 characters")
    calendar: Calendar = Field(default=Calendar(), description="keys beneath it: from, to, tick_days")
    levers: tuple[LeverUse, ...] = Field(default=(), description="a list of the levers in use; [] for none")
    overrides: dict[str, Annotated[float, Strict(), Field(allow_inf_nan=False)]] = Field(
        default={},
        description="parameters set to other numbers than the model's own, one a line; {} for none",
    )


class ScenarioFile(Content):
    """A question, and what is changed to answer it, in other scenarios that the file extends or in the file itself."""

    extends: tuple[Text, ...] = Field(
        default=(),
        description="the name of a shipped scenario, the path of a file from this one such as other.yaml, "
        "or a list of these (what they change is taken over where this file does not say otherwise: a lever named here "
        "replaces theirs, and so do a number set here and a calendar, which is taken as a whole; names never are)",
    )
    without: tuple[Text, ...] = Field(
        default=(), description="a list of levers of the scenarios extended that are left out; [] for none"
    )
    start: Annotated[Day | None, BeforeValidator(_given)] = Field(
        default=None,
        description="the first day of this file's levers that name none of their own, a date such as 2018-01-01 "
        "(levers taken over from scenarios extended keep theirs)",
    )


class Scenario(Content):
    """A question, and the levers and parameters changed to answer it; all else is as it is today."""

    @checks("levers")
    @classmethod
    def _in_time(cls, levers: tuple[LeverUse, ...], info: ValidationInfo) -> tuple[LeverUse, ...]:
        uses = dict(enumerate(levers))
        for _, message in (*out_of_time(uses, info.data.get("calendar")), *overlaps(uses)):
            raise PydanticCustomError(CLASH, "{message}", {"message": message})
        return levers


def out_of_time(uses: Mapping[int, LeverUse], calendar: Calendar | None) -> Iterator[Complaint]:
    """Yield a complaint for each use that starts outside the calendar."""
    for index, use in uses.items():
        if calendar and use.start not in calendar:
            yield ("levers", index, "start"), f"{use.start} lies outside the calendar, {calendar}"


def overlaps(uses: Mapping[int, LeverUse]) -> Iterator[Complaint]:
    """Yield a complaint for each use that starts while its lever is in force for some of the same people."""
    in_force: dict[str, list[int]] = {}
    for index, use in sorted(uses.items(), key=lambda item: (item[1].start, item[0])):
        earlier = [i for i in in_force.get(use.lever, ()) if use.start <= (uses[i].end or date.max)]
        in_force[use.lever] = [*earlier, index]
        for other in earlier:
            if not use.shares_nobody_with(uses[other]):
                message = f"levers[{other}] has '{use.lever}' in force on that day already; change a date"
                yield ("levers", index, "start"), message
                break
