"""The report of a calibration: every figure beside the model, what was learned and what was not, what conflicts."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.special import ndtr, ndtri

from calibration.series import CLUSTERED, JUDGED, SERIES
from experiments.calibrating.made import WIDEST, Beside, Made
from experiments.calibrating.sheets import QUANTILES, sheets
from experiments.calibrating.told import (
    changed,
    closing,
    conflicts,
    forecast_told,
    headline,
    learned_told,
    not_learned,
    paired,
)
from experiments.chart_words import number, opening
from experiments.charts import Chart, Group, Panel
from experiments.exports import export
from experiments.fingerprint import code_version
from experiments.page import Section
from experiments.page_words import Table
from experiments.plan import write
from experiments.reports.dots import Dot, dots, key_of
from experiments.reports.report import Finding, Report, page
from experiments.sweeps.words import seconds_words

NORMAL = tuple(float(x) for x in ndtri(QUANTILES))
"""The same ends as scores of the prior: of a standard normal."""
HEAD = (
    "Figure", "Period", "Published", "Own 90%", "Prior 90%", "Model", "Model 90%", "Predictive 90%", "Met", "Sharp",
    "Fact, grade",
)  # fmt: skip
BOTH = (
    "Source of the model's numbers: the runs of the ensemble. Their intervals hold the chance of one country and what "
    "is not known of the numbers, both; the figure's own uncertainty is drawn apart, beside it."
)
NOTES = (
    "The model's 90% interval is that of the ensemble's runs: the chance of one country and all that is not known. The "
    "predictive interval has the figure's own uncertainty, too: where the figure is expected to be published. A figure "
    "is met if its predictive interval holds it.",
    f"A figure's own uncertainty has three parts, kept apart: sampling (counts scatter {CLUSTERED:g} times as much as "
    "independent events would), definition (declared with each series), and judgement by grade "
    f"({', '.join(f'{grade} {sd:.0%}' for grade, sd in JUDGED.items())}); all are assumptions that can be argued with.",
    f"An interval is called sharp if it is at most {WIDEST:g} times as wide as the figure's own.",
    "Inputs that are not fitted stay at their priors; the fitted ones make up for them in each member (a cut "
    "posterior). No discrepancy of the model beyond the declared definitions is added: what the model cannot meet is "
    "shown as missed.",
    "Left out and predicted: the fit is made again by the emulator without the figures of a series, and what it then "
    "expects is held against them.",
    "Figures that the model is given (decisions made in a year), and those that priors are made from, are no targets.",
)


def write_report(made: Made, folder: Path, command: str) -> list[str]:
    """Write `report.html`, tables and the ensemble to a folder; return what was found as lines of text."""
    told = tuple(findings(made))
    write(folder / "report.html", page(report(made, told, command)))
    export(folder, "Calibration", [command, *NOTES], sheets(made))
    return [line for each in told for line in ("", each.heading, *(f"  {s}" for s in each.sentences))]


def findings(made: Made) -> Iterator[Finding]:
    """Yield what was found."""
    yield Finding("How well the figures are met", tuple(headline(made)))
    yield Finding("Whether the fit can be trusted", tuple(closing(made)))
    if made.forecast:
        yield Finding("What it would have foretold", tuple(forecast_told(made)))
    yield Finding("What the figures taught", tuple(learned_told(made)))
    yield Finding("What they did not teach", (not_learned(made), *paired(made)))
    yield Finding("What conflicts", tuple(conflicts(made)))
    if made.before is not None and made.before.hash != made.posterior.hash:
        yield Finding("What changed since the ensemble before", tuple(changed(made)))


def report(made: Made, told: tuple[Finding, ...], command: str) -> Report:
    """Return what stands on the page."""
    rows = sum(wave.rows for wave in made.waves)
    return Report(
        "Calibration to the published figures",
        "Which values of what nobody knows make the model say what has been published?",
        f"{len(made.aims)} figures in {len({a.series for a in made.aims})} series; {len(made.fit.chosen)} inputs "
        f"fitted, {len(made.inputs) - len(made.fit.chosen)} at their priors; {rows:,} runs.",
        told, tuple(_sections(made)), NOTES, command, tuple(_facts(made)),
        prior=False, more=("An interval that holds a figure says that the model can meet it, not that it is right.",),
    )  # fmt: skip


def _sections(made: Made) -> Iterator[Section]:
    yield Section("by-series", "Every figure, series by series", tuple(_series(made)))
    yield Section("believed", "What is believed now", (_inputs(made),))
    if made.left_out:
        yield Section("left", "Predicted without being shown", (), fold="Every figure, predicted without its series",
                      tables=(_predicted(made),))  # fmt: skip
    if made.forecast:
        yield Section("ahead", "2022 and 2023, foretold", (), fold="Every figure that was not shown",
                      tables=(_foretold(made),))  # fmt: skip
    yield Section("apart", "What is left out", (), fold="Inputs that are fitted, and definitions that part",
                  tables=(_definitions(),))  # fmt: skip


def _series(made: Made) -> Iterator[Chart]:
    for name in dict.fromkeys(each.aim.series for each in made.beside):
        of_it = [each for each in made.beside if each.aim.series == name]
        met = sum(each.met for each in of_it)
        yield Chart(
            f"series_{name.replace(' ', '_').replace(',', '')}",
            f"{opening(name)}: {met} of {len(of_it)} figures met",
            "Model over published figure: median of the ensemble with its 50% (thick line) and 90% interval (thin "
            "line), and the figure's own 90% interval.",
            (Group("", (Panel("", f"{'; '.join(map(_told, of_it))}.", dots(
                [Dot(label(each), *_relative(each)) for each in of_it], "model over published", lambda x: f"{x:.2f}",
            ), key=key_of(("model, calibrated", "published, its own uncertainty"))),)),),
            (BOTH, *sorted({f"Published: {each.aim.target.fact.citation}" for each in of_it})[:6]),
            (*HEAD, "Model 50%"),
            tuple((*row(each), _ends(*each.half, each.aim.target.fact.unit)) for each in of_it),
        )  # fmt: skip


def label(each: Beside) -> str:
    """Return what a figure is, in a few words."""
    return f"{each.aim.target.fact.quantity[:60]}, {each.aim.target.fact.period}"


def _relative(each: Beside) -> tuple[tuple[tuple[float, float, float], ...], tuple[tuple[float, float]]]:
    """Return model and figure over the figure with their 90% intervals, and the model's 50% interval."""
    base = each.aim.target.published or 1.0
    middle, low, high, *half = (value / base for value in (*each.posterior, *each.half))
    own = tuple(value / base for value in each.aim.own)
    return ((middle, low, high), (1.0, own[0], own[1])), ((half[0], half[1]),)


def _told(each: Beside) -> str:
    unit, (middle, low, high) = each.aim.target.fact.unit, each.posterior
    return (f"{label(each)}: model {number(middle, unit)} ({_ends(low, high, unit)}), published "
            f"{number(each.aim.target.published, unit)}")  # fmt: skip


def _ends(low: float, high: float, unit: str) -> str:
    return f"{number(low, unit)} to {number(high, unit)}"


def row(each: Beside) -> tuple[str, ...]:
    """Return the cells of a figure, as `HEAD` names them."""
    unit = each.aim.target.fact.unit
    own, prior, (middle, low, high) = each.aim.own, each.prior, each.posterior
    return (
        each.aim.target.fact.quantity, each.aim.target.fact.period, number(each.aim.target.published, unit),
        _ends(*own, unit), _ends(*prior[1:], unit), number(middle, unit), _ends(low, high, unit),
        _ends(*each.predictive, unit), "yes" if each.met else "no",
        "yes" if each.sharp else f"no, {each.width:.1f} times", f"{each.aim.fact_id}, {each.aim.target.fact.graded}",
    )  # fmt: skip


def _inputs(made: Made) -> Chart:
    taught = made.learned
    ends = made.scores(QUANTILES)
    order = np.argsort(-taught.contraction)
    shown = [int(k) for k in order[:40]]
    name = [made.inputs[at] for at in made.fit.chosen]
    before, inner = (0.0, NORMAL[0], NORMAL[4]), (NORMAL[1], NORMAL[3])
    rows = [Dot(name[k].meaning[:90], ((ends[2, k], ends[0, k], ends[4, k]), before), ((ends[1, k], ends[3, k]), inner))
            for k in shown]  # fmt: skip
    said = "; ".join(f"{row.label}: {row.marks[0][0]:.2f} ({row.marks[0][1]:.2f} to {row.marks[0][2]:.2f})"
                     for row in rows)  # fmt: skip
    return Chart(
        "inputs", f"{sum(taught.contraction > 0.5)} of {len(name)} fitted inputs lost half of their variance or more",
        "Standard normal scores of the prior: median with its 50% (thick line) and 90% interval (thin line), before "
        "and after; the 40 best known.",
        (Group("", (Panel("", f"After the fit, in scores of the prior. {said}.", dots(
            rows, "score in the prior", lambda x: f"{x:.2f}"
        ), key=key_of(("after", "before"))),)),),
        ("Source: the register of evidence (before) and the ensemble (after). What is not known of the numbers; no "
         "chance is in it.",),
        ("Input", "Meaning", "Unit", "Grade", "Prior 90%", "Calibrated", "Calibrated 50%", "Calibrated 90%",
         "Variance gone"),
        tuple(
            (name[k].name, name[k].meaning, name[k].unit, "assumption" if name[k].assumed else name[k].grade,
             f"{_at(name[k], NORMAL[0])} to {_at(name[k], NORMAL[4])}", _at(name[k], ends[2, k]),
             f"{_at(name[k], ends[1, k])} to {_at(name[k], ends[3, k])}",
             f"{_at(name[k], ends[0, k])} to {_at(name[k], ends[4, k])}", f"{taught.contraction[k]:.0%}")
            for k in map(int, order)
        ),
    )  # fmt: skip


def _at(one: object, score: float) -> str:
    return f"{one.value(float(ndtr(score))):.3g}"  # type: ignore[attr-defined]


def _predicted(made: Made) -> Table:
    rows = []
    for each in made.left_out:
        aim = made.aims[each.figure]
        unit = aim.target.fact.unit
        low, middle, high = (float(v) for v in aim.kind.back(np.array([each.low, each.middle, each.high])))
        rows.append((
            each.series, aim.target.fact.quantity, aim.target.fact.period, number(aim.target.published, unit),
            number(middle, unit), f"{number(low, unit)} to {number(high, unit)}",
            "yes" if _inside(made, each.figure, each.low, each.high) else "no", f"{each.away:+.1f}",
        ))  # fmt: skip
    head = ("Series", "Figure", "Period", "Published", "Predicted", "90%", "Inside", "Away, in standard deviations")
    return Table("Predicted without the figures of its series", head, tuple(rows))


def _foretold(made: Made) -> Table:
    rows = []
    for each in made.forecast:
        aim = made.aims[each.figure]
        low, middle, high = (
            number(float(v), aim.target.fact.unit) for v in aim.kind.back(np.array([each.low, each.middle, each.high]))
        )
        rows.append((
            aim.target.fact.quantity, aim.target.fact.period,
            number(aim.target.published, aim.target.fact.unit), middle, f"{low} to {high}",
            "yes" if each.held else "no", f"{each.score:.3f}",
            "-" if each.naive is None else f"{each.naive:.3f}",
        ))  # fmt: skip
    head = ("Figure", "Period", "Published", "Forecast", "90%", "Inside", "Score", "Score of a straight line")
    return Table("Forecast from what was known in 2021", head, tuple(rows))


def _inside(made: Made, figure: int, low: float, high: float) -> bool:
    least, most = made.aims[figure].ends
    return low <= most and high >= least


def _definitions() -> Table:
    rows = tuple((s.name, f"{s.definition:.2f}" if s.definition else "-", s.reason or "-") for s in SERIES)
    return Table("Where definitions part", ("Series", "Standard deviation on its scale", "Why"), rows)


def _facts(made: Made) -> Iterator[tuple[str, str]]:
    for wave in made.waves:
        people = "everybody" if wave.people is None else f"a sample of about {wave.people:,}"
        yield opening(wave.name), f"{wave.rows:,} runs of {people}"
    yield "Ensemble", f"{len(made.posterior)} members, {made.posterior.hash}"
    yield "Failed runs", str(int(np.isnan(np.concatenate(made.fit.figures)).all(axis=1).sum()))
    yield "Time", seconds_words(made.seconds)
    yield "Seed", str(made.fit.seed)
    yield "Version", code_version()
