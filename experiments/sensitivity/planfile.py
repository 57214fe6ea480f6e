"""The parts of the plan file of a sensitivity study: which keys there are, and what may stand under each."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, Strict

from experiments.sweeps.planfile import Number, People, Seed, Tick, Years, whole
from scenarios.parts import Name, Part, Question, Text


def power_of_two(value: object) -> object:
    """Refuse a number of blocks with which Sobol's sequence would lose its balance."""
    found = whole(value)
    if isinstance(found, int) and found & (found - 1):
        raise ValueError("not a power of 2")
    return found


Trajectories = Annotated[int, Strict(), Field(ge=2, le=1000), BeforeValidator(whole)]
Keep = Annotated[int, Strict(), Field(ge=1, le=100), BeforeValidator(whole)]
Blocks = Annotated[int, Strict(), Field(ge=2, le=65_536), BeforeValidator(power_of_two)]
Scrambles = Annotated[int, Strict(), Field(ge=4, le=64), BeforeValidator(whole)]
Rows = Annotated[int, Strict(), Field(ge=40, le=1_000_000), BeforeValidator(whole)]
World = Literal["baseline", "scenario", "difference"]


class ScreeningPart(Part):
    """A screening of all inputs by Morris's method."""

    trajectories: Trajectories = Field(
        default=20, description="how many trajectories through all inputs, from 2 to 1000 (20 to 50 are usual)"
    )
    keep: Keep = Field(
        default=20, description="how many inputs at most are told apart afterwards, from 1 to 100 (those that matter)"
    )


class SharesPart(Part):
    """A decomposition of variance by Sobol's indices."""

    blocks: Blocks = Field(
        default=64, description="how many radial blocks a scramble, a power of 2 from 2 to 65536, e.g. 64"
    )
    scrambles: Scrambles = Field(default=4, description="how many scrambles, from 4 to 64 (they tell the error)")
    by: Literal["grade", "agency", "mechanism", "rest", "input"] = Field(
        default="grade",
        description="grade, agency, mechanism, rest or input (of the evidence, of the agency, of the file that "
        "declares the number; 'rest': inputs that a screening keeps by themselves, all others as one)",
    )
    pairs: Annotated[bool, Strict()] = Field(
        default=False, description="true or false: what pairs account for together (nearly twice the runs)"
    )


class SamplePart(Part):
    """A plain sample, for the worth of knowing, the check without variances, and boxes."""

    rows: Rows = Field(default=1000, description="how many rows, from 40 to 1000000, e.g. 1000")


class BoxPart(Part):
    """A condition, of which it is asked where it holds."""

    outcome: Text = Field(description="an outcome")
    of: World | None = Field(
        default=None, description="baseline, scenario or difference (of two scenarios the difference, else baseline)"
    )
    above: Number | None = Field(default=None, description="a number: the condition is that the outcome is above it")
    below: Number | None = Field(default=None, description="a number: the condition is that the outcome is below it")


class StudyFile(Part):
    """What a sensitivity study runs and asks. The stages given are run one after the other."""

    name: Name = Field(description="a name for people to read, one line of 1 to 80 characters")
    question: Question = Field(default="", description="the question asked, one sentence of up to 300 characters")
    scenarios: tuple[Text, ...] = Field(
        default=("baseline",),
        min_length=1,
        max_length=2,
        description="a baseline, or a list of a baseline and one scenario (shipped names, files from this file, or "
        "levers written out such as lever:firewall@2025-01-01)",
    )
    outcomes: tuple[Text, ...] = Field(min_length=1, description="a list of outcomes")
    of: tuple[World, ...] = Field(
        default=(),
        min_length=1,
        description="a list out of baseline, scenario and difference (without it the difference of two scenarios, or "
        "the baseline if there is one)",
    )
    read_as: Literal["number", "rank"] = Field(
        default="number",
        description="number or rank (the outcome itself, or where it stands among all that is possible, which a few "
        "extreme rows do not rule)",
    )
    uncertainties: dict[str, tuple[Number, ...]] = Field(
        default={"all": ()}, description="'all', or a list of numbers or families such as [grounds, care]"
    )
    screening: ScreeningPart | None = Field(default=None, description="keys beneath it: trajectories, keep")
    shares: SharesPart | None = Field(default=None, description="keys beneath it: blocks, scrambles, by, pairs")
    sample: SamplePart | None = Field(default=None, description="keys beneath it: rows")
    box: BoxPart | None = Field(default=None, description="keys beneath it: outcome, of, above or below")
    people: People | None = Field(
        default=None,
        description="about how many people in exploitation at the start to sample, from 1 to 10000000, or 'everybody'",
    )
    years: Years = Field(default=Years(), description="keys beneath it: from, to (outcomes are over all of them)")
    tick: Tick | None = Field(default=None, description="the days the model takes at a time: 1, 7, 14 or 28")
    seed: Seed = Field(default=1, description="the seed of all luck, a whole number from 0 to 2147483647")
