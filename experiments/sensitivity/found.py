"""Found: all that a study says of each output, from the rows that its folder holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments.comparison.better import gain
from experiments.desirable import DESIRABLE
from experiments.sensitivity.candidates import candidates
from experiments.sensitivity.design import Floats
from experiments.sensitivity.inputs import DUMMY, Input
from experiments.sensitivity.moment_free import MomentFree, moment_free
from experiments.sensitivity.morris import Screening
from experiments.sensitivity.pair import Output
from experiments.sensitivity.prim import Discovery, discover
from experiments.sensitivity.regression import ROWS_EACH
from experiments.sensitivity.sobol import Shares, SobolPlan
from experiments.sensitivity.study import FEW_INPUTS, Rows, StudyPlan, kept, real, rows_of, screened, stages
from experiments.sensitivity.swings import Swing, swings
from experiments.sensitivity.voi import Study, studies
from experiments.study import DEFINITIONS
from experiments.sweeps.results import quantiles
from scenarios.problems import InputError, Problem


@dataclass(frozen=True)
class Stage:
    """One stage as it was run."""

    name: str
    rows: int
    """Of the design; each is lived under every scenario."""
    failed: int
    """Runs that failed."""
    seconds: float
    """Of one core."""


@dataclass(frozen=True, eq=False)
class OfOutput:
    """All that is said of one output; None where a stage was not asked for, or says nothing."""

    output: Output
    unit: str
    middle: tuple[float | None, float | None, float | None]
    """Median and 90% interval over the rows that differ in everything."""
    screening: Screening | None
    shares: Shares | None
    check: MomentFree | None
    disagree: tuple[str, ...]
    """Inputs of which the check says otherwise than the shares."""
    studies: tuple[Study, ...]
    """What could be found out, the most useful first, and the dummy."""
    looked_at: int
    """Inputs out of which those studies were chosen; 0 if none was looked at."""
    swings: tuple[Swing, ...] = ()
    """Where the output lies when one of these inputs stands low or high, the widest first."""


@dataclass(frozen=True, eq=False)
class Found:
    """What a study has found."""

    study: StudyPlan
    stages: tuple[Stage, ...]
    kept: tuple[str, ...]
    """The inputs that a screening kept."""
    outputs: tuple[OfOutput, ...]
    box: Discovery | None
    boxed: tuple[Input, ...]
    """The inputs among which the box was looked for."""


def found(study: StudyPlan, folder: Path) -> Found:
    """Return what a study has found, by the rows in its folder. Raises InputError if runs are still to be done."""
    rows: dict[str, Rows] = {}
    for stage, sweep, path in stages(study, folder):
        rows[stage] = rows_of(study, sweep, path)
        if left := rows[stage].pending:
            sentence = f"{left:,} of {sweep.rows:,} runs are still to be done; go on with the study"
            raise InputError([Problem(path, None, None, "", sentence)])
    screenings = screened(study, rows["screening"]) if "screening" in rows else [None] * len(study.outputs)
    names = kept(study, screenings)
    plain = plain_rows(study, rows)
    outputs = [_of_output(study, at, screenings[at], rows.get("shares"), plain, names)
               for at in range(len(study.outputs))]  # fmt: skip
    box, boxed = (None, ()) if plain is None or study.box is None else _box(study, plain, names)
    seen = tuple(Stage(name, len(each.sweep.draws), each.failed, each.seconds) for name, each in rows.items())
    return Found(study, seen, names, tuple(outputs), box, boxed)


def plain_rows(study: StudyPlan, rows: dict[str, Rows]) -> Rows | None:
    """Return the rows that differ in everything: the sample, or the shares' own where inputs are few."""
    few = len(study.inputs) - 1 <= FEW_INPUTS
    return rows.get("sample") or (rows.get("shares") if few else None)


def _of_output(
    study: StudyPlan, at: int, screening: Screening | None, decomposed: Rows | None, plain: Rows | None,
    names: Sequence[str],
) -> OfOutput:  # fmt: skip
    output = study.outputs[at]
    shares = check = None
    if decomposed is not None and isinstance(decomposed.method, SobolPlan):
        shares = decomposed.method.analysed(decomposed.asked(at, study.by_rank))
    chosen: tuple[Study, ...] = ()
    swung: tuple[Swing, ...] = ()
    looked_at = 0
    if plain is not None:
        apart = plain.designed.design.apart
        columns, looked_at = _columns(study, plain, at, names)
        inputs = [study.inputs[column] for column in columns]
        x = plain.designed.design.quantiles[apart][:, columns]
        check = moment_free([one.name for one in inputs], x, plain.values[apart, at], study.seed)
        chosen = _studies(study, plain, at, columns)
        known = [one for one in inputs if one != DUMMY]
        swung = swings(known, x[:, : len(known)], plain.values[apart, at])
    best = plain or decomposed
    middle = quantiles(best.values[best.designed.design.apart, at]) if best else (None, None, None)
    seen = {} if shares is None or check is None else {
        name: index.low > 0 for name, index in zip(shares.names, shares.total, strict=True) if name in check.index
    }  # fmt: skip
    disagree = tuple(check.disagree(seen)) if check is not None and seen else ()
    return OfOutput(
        output, DEFINITIONS[output.outcome]["unit"], middle, screening, shares, check, disagree, chosen, looked_at,
        swung,
    )  # fmt: skip


def _columns(study: StudyPlan, plain: Rows, at: int, names: Sequence[str]) -> tuple[list[int], int]:
    """Return the inputs that plain rows are asked about, with the dummy, and out of how many they were chosen."""
    of_model = real(study.inputs)
    if names:
        chosen = [column for column in of_model if study.inputs[column].name in names]
    elif len(of_model) <= FEW_INPUTS:
        chosen = of_model
    else:
        apart = plain.designed.design.apart
        x = plain.designed.design.quantiles[apart][:, of_model]
        chosen = [of_model[place] for place in candidates(x, plain.values[apart, at], study.seed)]
    return [*chosen, study.inputs.index(DUMMY)], len(of_model)


def _studies(study: StudyPlan, plain: Rows, at: int, columns: Sequence[int]) -> tuple[Study, ...]:
    """Return the studies that could be commissioned; none if rows are too few, or nothing varies."""
    output, design = study.outputs[at], plain.designed.design
    outcome = plain.values[design.apart, at]
    benefits = _benefits(study, plain, output)
    usable = np.isfinite(outcome) & (True if benefits is None else np.isfinite(benefits).all(axis=0))
    if 2 * usable.sum() < len(outcome) or usable.sum() < ROWS_EACH or np.ptp(outcome[usable]) == 0:
        return ()
    label = output.outcome.replace("_", " ")
    what = f"the difference in {label}" if output.of == "difference" else f"{label} under the {output.of}"
    inputs = [study.inputs[column] for column in columns]
    unit = {"pounds": "GBP", "share": ""}.get(given := DEFINITIONS[output.outcome]["unit"], given)
    known = design.scores[design.apart][:, columns]
    return tuple(studies(inputs, known, outcome, study.seed, what, unit, benefits))


def _benefits(study: StudyPlan, plain: Rows, output: Output) -> Floats | None:
    """Return what each scenario yields in an outcome that has a wished direction (shape [scenarios, rows])."""
    better = DESIRABLE.get(output.outcome)
    if output.of != "difference" or better is None:
        return None
    change = gain(plain.values[plain.designed.design.apart, study.outputs.index(output)], better)
    return np.array([np.zeros_like(change), change])


def _box(study: StudyPlan, plain: Rows, names: Sequence[str]) -> tuple[Discovery | None, tuple[Input, ...]]:
    """Return where the condition holds, among the inputs that a screening kept, or else all of them."""
    design = plain.designed.design
    columns = [column for column, one in enumerate(study.inputs)
               if one != DUMMY and (not names or one.name in names)]  # fmt: skip
    inputs = tuple(study.inputs[column] for column in columns)
    x = design.quantiles[design.apart][:, columns]
    return discover(x, plain.box[design.apart], study.seed), inputs
