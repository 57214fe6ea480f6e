"""A study: what is asked of a scenario or a pair, and the stages that answer it, each a sweep in a folder of its own.

`screening` moves every input in turn; `shares` takes variance apart; `sample` varies everything at once. What a stage
looks at may follow from the one before, so a study is not one sweep but up to three. Each has the ledger, the manifest
and the parts of any sweep.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sensitivity.design import Floats
from experiments.sensitivity.designed import Designed, Method, designed, every_input
from experiments.sensitivity.inputs import DUMMY, Input
from experiments.sensitivity.morris import MorrisPlan, Screening
from experiments.sensitivity.pair import Of, Output
from experiments.sensitivity.planfile import BoxPart, SamplePart, ScreeningPart, SharesPart
from experiments.sensitivity.ranked import ranked
from experiments.sensitivity.sample import SamplePlan
from experiments.sensitivity.sobol import SobolPlan
from experiments.sweeps import manifest as manifests
from experiments.sweeps.plan import MODEL, Plan
from experiments.sweeps.policy import Policy
from experiments.sweeps.results import Results, results
from scenarios.parts import Part
from scenarios.scenario import Scenario

KIND = "sensitivity study of survivor-journeys"
STAGES = ("screening", "shares", "sample")
FEW_INPUTS = 30
"""Inputs up to which the plain rows of a decomposition stand in for a sample of their own (see `sample.py`)."""


@dataclass(frozen=True)
class StudyPlan:
    """What is asked. The inputs have the dummy among them."""

    name: str
    question: str
    policies: tuple[Policy, ...]
    """A baseline, and perhaps one scenario to be held against it."""
    inputs: tuple[Input, ...]
    outcomes: tuple[str, ...]
    of: tuple[Of, ...]
    by_rank: bool
    """Whether outcomes are asked about as where they stand among all that is possible."""
    screening: ScreeningPart | None
    shares: SharesPart | None
    sample: SamplePart | None
    box: BoxPart | None
    people: int | None
    first_year: int
    last_year: int
    seed: int
    code: str
    lives: str = MODEL

    @property
    def outputs(self) -> tuple[Output, ...]:
        """What every row is read for, in order."""
        return tuple(Output(outcome, of) for outcome in self.outcomes for of in self.of)

    @property
    def kept_outcomes(self) -> tuple[str, ...]:
        """The outcomes that sweeps keep: those asked about, and that of the condition."""
        return tuple(dict.fromkeys([*self.outcomes, *([self.box.outcome] if self.box else [])]))

    def method(self, stage: str, kept: Sequence[str] = ()) -> Method | None:
        """Return the plan of a stage's design, None if it is not asked for; `kept` are inputs told apart."""
        if stage == "screening" and self.screening:
            return MorrisPlan(self.inputs, self.screening.trajectories, self.seed)
        if stage == "shares" and self.shares:
            said = self.shares
            alone = tuple(kept) if said.by == "rest" else ()
            by = None if said.by == "input" else said.by
            return SobolPlan(self.inputs, said.blocks, said.scrambles, self.seed, by, alone, said.pairs)
        if stage == "sample" and self.sample:
            return SamplePlan(self.inputs, self.sample.rows, self.seed)
        return None

    def sweep(self, stage: str, kept: Sequence[str] = ()) -> Plan | None:
        """Return the sweep of a stage; None if it is not asked for."""
        method = self.method(stage, kept)
        if method is None:
            return None
        rows = method.rows if isinstance(method, SamplePlan) else method.runs
        return Plan(
            f"{self.name}: {stage}", self.question, self.policies, designed(method), tuple(range(1, rows + 1)), 1,
            self.kept_outcomes, ("all",), self.people, self.first_year, self.last_year, self.seed, self.code,
            self.lives,
        )  # fmt: skip

    def described(self) -> dict[str, Any]:
        """Return it as plain data, from which `agreed` makes it again."""
        parts = {name: getattr(self, name) for name in (*STAGES, "box")}
        return {
            "name": self.name, "question": self.question,
            "policies": [
                {"name": p.name, "scenario": p.scenario.model_dump(mode="json", by_alias=True)} for p in self.policies
            ],
            "inputs": [one.name for one in self.inputs], "outcomes": list(self.outcomes), "of": list(self.of),
            "by_rank": self.by_rank, **{name: part and part.model_dump() for name, part in parts.items()},
            "people": self.people, "years": [self.first_year, self.last_year], "seed": self.seed, "code": self.code,
            "lives": self.lives,
        }  # fmt: skip


def agreed(said: Mapping[str, Any]) -> StudyPlan:
    """Return the study that `StudyPlan.described` describes. KeyError if an input is no longer known."""
    kinds: Mapping[str, type[Part]] = {
        "screening": ScreeningPart,
        "shares": SharesPart,
        "sample": SamplePart,
        "box": BoxPart,
    }
    parts: dict[str, Any] = {name: said[name] and kind.model_validate(said[name]) for name, kind in kinds.items()}
    return StudyPlan(
        said["name"], said["question"],
        tuple(Policy(p["name"], Scenario.model_validate(p["scenario"])) for p in said["policies"]),
        tuple(every_input()[name] for name in said["inputs"]), tuple(said["outcomes"]), tuple(said["of"]),
        said["by_rank"], **parts, people=said["people"], first_year=said["years"][0], last_year=said["years"][1],
        seed=said["seed"], code=said["code"], lives=said["lives"],
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a stage: its sweep, and what was read off them."""

    sweep: Plan
    designed: Designed
    values: Floats
    """By output (shape [rows, outputs]), NaN where undefined or failed."""
    box: Floats
    """Whether the condition holds: 1, 0, or NaN where that is undefined; nothing if none is asked (shape [rows])."""
    failed: int
    pending: int
    """Runs that are still to be done."""
    seconds: float

    @property
    def method(self) -> Method:
        """The plan of its design."""
        return self.designed.method

    def asked(self, at: int, by_rank: bool) -> Floats:
        """Return one output as it is asked about (shape [rows])."""
        values = self.values[:, at]
        if not by_rank:
            return values
        apart = self.designed.design.apart
        return ranked(values, np.ones_like(apart) if isinstance(self.method, MorrisPlan) else apart)


def rows_of(study: StudyPlan, sweep: Plan, folder: Path) -> Rows:
    """Return what a folder holds of the rows of a stage."""
    found = results(folder, sweep)
    with found.database:
        values = np.array([_output(found, each) for each in study.outputs]).T
        box = np.full(len(sweep.draws), np.nan)
        if study.box:
            of: Of = study.box.of or ("difference" if len(study.policies) > 1 else "baseline")
            number = _output(found, Output(study.box.outcome, of))
            holds = number > study.box.above if study.box.above is not None else number < (study.box.below or 0.0)
            box = np.where(np.isfinite(number), holds, np.nan)
        varying = sweep.uncertainty
        assert isinstance(varying, Designed)
        return Rows(sweep, varying, values, box, found.failed, sweep.rows - len(found.rows), found.seconds())


def _output(found: Results, output: Output) -> Floats:
    """Return one output of every row (shape [rows])."""
    levels = found.over_time(output.outcome, found.plan.first_year)[:, :, 0]
    if output.of == "difference":
        return np.asarray(levels[1] - levels[0])
    return np.asarray(levels[1 if output.of == "scenario" else 0])


def screened(study: StudyPlan, rows: Rows) -> list[Screening | None]:
    """Return the screening of each output."""
    assert isinstance(rows.method, MorrisPlan)
    return [rows.method.analysed(rows.asked(at, study.by_rank)) for at in range(len(study.outputs))]


def kept(study: StudyPlan, screenings: Sequence[Screening | None]) -> tuple[str, ...]:
    """Return the inputs that a screening keeps: first in any output first, at most as many as asked for."""
    most = study.screening.keep if study.screening else 0
    found = [one.kept for one in screenings if one is not None]
    places = {name: min(one.index(name) for one in found if name in one) for one in found for name in one}
    return tuple(sorted(places, key=lambda name: (places[name], name))[:most])


def stages(study: StudyPlan, folder: Path) -> Iterator[tuple[str, Plan, Path]]:
    """Yield name, sweep and folder of each stage; the next one only after the one before has been run."""
    told_apart: tuple[str, ...] = ()
    for stage in STAGES:
        sweep = study.sweep(stage, told_apart)
        if sweep is not None:
            yield stage, sweep, folder / stage
            if stage == "screening":
                told_apart = kept(study, screened(study, rows_of(study, sweep, folder / stage)))


def manifest_of(study: StudyPlan, text: str, inputs: Mapping[str, str]) -> dict[str, Any]:
    """Return the manifest of a study's folder."""
    first = next(sweep for stage in STAGES if (sweep := study.sweep(stage)) is not None)
    said = manifests.of(first, text, inputs)
    return {key: value for key, value in said.items() if key not in {"rows", "numbers"}} | {
        "kind": KIND, "plan": study.described()
    }  # fmt: skip


def real(inputs: Sequence[Input]) -> list[int]:
    """Return the places of the inputs that the model reads: all but the dummy."""
    return [at for at, one in enumerate(inputs) if one != DUMMY]
