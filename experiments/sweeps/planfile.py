"""The parts of a plan file: which keys there are, and what may stand under each, once brought into one form."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, Strict

from scenarios.parts import Day, Name, Part, Question, RampDays, Share, Text

MOST_DRAWS = 1_000_000
MOST_ROWS = 10_000_000


def whole(value: object) -> object:
    """Let 1e3 be the whole number it is, and keep true from being 1."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def number(value: object) -> object:
    """Let a whole number stand for a number, and keep true from being 1."""
    if isinstance(value, bool):
        raise ValueError("not a number")
    return float(value) if isinstance(value, int) else value


Number = Annotated[float, Strict(), Field(allow_inf_nan=False), BeforeValidator(number)]
Year = Annotated[int, Strict(), Field(ge=2014, le=2035), BeforeValidator(whole)]
DrawNumber = Annotated[int, Strict(), Field(ge=0, le=MOST_DRAWS), BeforeValidator(whole)]
Count = Annotated[int, Strict(), Field(ge=1, le=10_000), BeforeValidator(whole)]
People = Annotated[int, Strict(), Field(ge=1, le=10_000_000), BeforeValidator(whole)]
Seed = Annotated[int, Strict(), Field(ge=0, le=2**31 - 1), BeforeValidator(whole)]
Tick = Annotated[Literal[1, 7, 14, 28], BeforeValidator(whole)]


class Years(Part):
    """The calendar years reported and simulated."""

    first: Year | None = Field(default=None, alias="from", description="the first year reported, from 2014 to 2035")
    last: Year | None = Field(default=None, alias="to", description="the last year simulated, from 2014 to 2035")


class Setting(Part):
    """How a lever is pulled; several values of a key are so many settings."""

    start: tuple[Day, ...] = Field(
        default=(), min_length=1, description="the first day in force, a date such as 2024-01-01, or a list of dates"
    )
    coverage: tuple[Share, ...] = Field(
        default=(1.0,), min_length=1, description="a share from 0 to 1, e.g. 0.5, of those the lever is for, or a list"
    )
    compliance: tuple[Share, ...] = Field(
        default=(1.0,), min_length=1, description="a share from 0 to 1, e.g. 0.8, of the change carried out, or a list"
    )
    ramp_days: tuple[RampDays, ...] = Field(
        default=(),
        min_length=1,
        description="the whole number of days, 0 to 3650, over which coverage rises from nothing, or a list "
        "(without it a year for what places take up one by one, else 0)",
    )


class PlanFile(Part):
    """What a sweep runs. Policies, draws and replicates are told apart: a row is one of each."""

    name: Name = Field(description="a name for people to read, one line of 1 to 80 characters")
    question: Question = Field(default="", description="the question asked, one sentence of up to 300 characters")
    scenarios: tuple[Text, ...] = Field(
        default=("baseline",),
        min_length=1,
        description="a list of shipped scenarios, files, or levers written out such as lever:firewall@2025-01-01 "
        "(paths are from this file; the first is the baseline, on which the policies of 'levers' stand)",
    )
    levers: tuple[dict[str, Setting], ...] = Field(
        default=(),
        description="levers with their settings, a list of such blocks, or 'catalogue' for every lever by itself "
        "(each block gives every combination of its settings; coverage 0 is no lever)",
    )
    uncertainties: dict[str, tuple[Number, ...]] = Field(
        default={"posterior": ()},
        description="'posterior', 'all', 'middle', a list of numbers or families, or a block such as {grounds: prior, "
        "exploitation.rate: [0.1, 0.2]} (members of the calibrated ensemble, draws of every prior, or their medians)",
    )
    draws: tuple[DrawNumber, ...] | None = Field(
        default=None,
        min_length=1,
        description=f"how many draws, a whole number from 1 to {MOST_DRAWS}, or a list of draw numbers from 0 "
        "(draw 0 is the median of every prior, or the member nearest to all figures)",
    )
    precision: tuple[Text, ...] | None = Field(
        default=None,
        min_length=1,
        description="how well mean differences from the baseline must be known, such as cg_days_median=2% or a list "
        "such as [retrafficked=50, cg_days_median=2%] (half of a 90% interval, in the outcome's unit or as a share of "
        "the baseline; then as many draws are run as that takes, and 'draws' is how many at most, without it 1000)",
    )
    replicates: Count = Field(default=1, description="how many lives of each draw with other luck, from 1 to 10000")
    outcomes: tuple[Text, ...] = Field(default=(), min_length=1, description="a list of outcomes, or 'all'")
    groups: tuple[Text, ...] = Field(
        default=("all",), min_length=1, description="a list of groups such as sex=female, or 'every'"
    )
    people: People | None = Field(
        default=None,
        description="about how many people in exploitation at the start to sample, from 1 to 10000000, or 'everybody'",
    )
    years: Years = Field(default=Years(), description="keys beneath it: from, to")
    tick: Tick | None = Field(default=None, description="the days the model takes at a time: 1, 7, 14 or 28")
    seed: Seed = Field(default=1, description="the seed of all luck, a whole number from 0 to 2147483647")
