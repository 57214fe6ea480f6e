"""The tables of a calibration's report as they are written to files: every number of the page, unrounded."""

from collections.abc import Iterator

import numpy as np
from scipy.special import ndtr

from calibration.series import Aim
from experiments.calibrating.made import Made
from experiments.exports import Cell, Column, Sheet

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The ends of the 90% and 50% intervals, and the median."""
ENDS = ("low", "low_50", "median", "high_50", "high")
Line = tuple[Cell, ...]


def sheets(made: Made) -> list[Sheet]:
    """Return every table."""
    found = [_figures(made), _inputs(made)]
    if made.left_out:
        found.append(_left_out(made))
    if made.forecast:
        found.append(_foretold(made))
    return found


def _figures(made: Made) -> Sheet:
    return Sheet(
        "figures", "Every figure beside the model",
        (text("fact", "identifier"), text("series", "series"), text("quantity", "what is measured"),
         text("period", "period"), text("geography", "where"), text("unit", "unit"), text("grade", "grade used"),
         numeric("published", "the figure"), numeric("sampling", "standard deviation on its scale"),
         numeric("definition", "likewise"), numeric("judgement", "likewise"), numeric("own_low", "its own 5%"),
         numeric("own_high", "its own 95%"), numeric("prior_low", "model at priors, 5%"),
         numeric("prior_high", "95%"), numeric("median", "model, calibrated"), numeric("low", "5%"),
         numeric("high", "95%"), numeric("low_50", "25%"), numeric("high_50", "75%"),
         numeric("predictive_low", "5%, its own uncertainty included"), numeric("predictive_high", "95%, likewise"),
         text("met", "inside the predictive interval"), text("close", "inside the model's interval"),
         numeric("width", "of the predictive interval over its own"), text("source", "publication"),
         text("expression", "read off the model as")),
        tuple((b.aim.fact_id, b.aim.series, b.aim.target.fact.quantity, b.aim.target.fact.period,
               b.aim.target.fact.geography, b.aim.target.fact.unit, b.aim.target.fact.graded, b.aim.target.published,
               b.aim.sampling, b.aim.definition, b.aim.judgement, *b.aim.own, b.prior[1], b.prior[2], *b.posterior,
               *b.half, *b.predictive, "yes" if b.met else "no", "yes" if b.close else "no", b.width,
               b.aim.target.fact.citation, b.aim.target.expression)
              for b in made.beside),
    )  # fmt: skip


def _inputs(made: Made) -> Sheet:
    return Sheet(
        "inputs", "What is believed of fitted inputs",
        (text("input", "name"), text("meaning", "what it is"), text("unit", "unit"), text("grade", "grade"),
         numeric("prior_low", "5%"), numeric("prior_median", "50%"), numeric("prior_high", "95%"),
         *(numeric(end, f"{at:.0%}, calibrated") for end, at in zip(ENDS, QUANTILES, strict=True)),
         *(numeric(f"score_{end}", f"{at:.0%}, as a standard normal score of the prior")
           for end, at in zip(ENDS, QUANTILES, strict=True)),
         numeric("contraction", "share of the prior's variance that is gone")),
        tuple(_believed(made)),
    )  # fmt: skip


def _believed(made: Made) -> Iterator[Line]:
    scores = made.scores(QUANTILES)
    for k, at in enumerate(made.fit.chosen):
        one = made.inputs[at]
        prior = [one.value(u) for u in (0.05, 0.5, 0.95)]
        now = [one.value(float(u)) for u in ndtr(scores[:, k])]
        gone = float(made.learned.contraction[k])
        yield one.name, one.meaning, one.unit, one.grade, *prior, *now, *map(float, scores[:, k]), gone


def _left_out(made: Made) -> Sheet:
    rows: list[Line] = []
    for each in made.left_out:
        aim = made.aims[each.figure]
        ends = (float(v) for v in aim.kind.back(np.array([each.low, each.middle, each.high])))
        rows.append((*_named(aim), each.series, aim.target.published, *ends, each.away))
    return Sheet(
        "left_out", "Every figure, predicted without its series",
        (*NAMES, text("series", "the series that was left out"), numeric("published", "the figure"),
         numeric("low", "5%"), numeric("median", "predicted"), numeric("high", "95%"),
         numeric("away", "standard deviations between the two")), tuple(rows),
    )  # fmt: skip


def _foretold(made: Made) -> Sheet:
    rows: list[Line] = []
    for each in made.forecast:
        aim = made.aims[each.figure]
        ends = (float(v) for v in aim.kind.back(np.array([each.low, each.middle, each.high])))
        rows.append((*_named(aim), aim.target.published, *ends, "yes" if each.held else "no", each.score, each.naive))
    return Sheet(
        "foretold", "Every figure that was not shown, forecast from what was known in 2021",
        (*NAMES, numeric("published", "the figure"), numeric("low", "5%"),
         numeric("median", "forecast"), numeric("high", "95%"), text("held", "whether the interval holds it"),
         numeric("score", "score of the forecast"), numeric("naive", "score of a straight line")), tuple(rows),
    )  # fmt: skip


def _named(aim: Aim) -> tuple[str, str, str]:
    return aim.fact_id, aim.target.fact.quantity, aim.target.fact.period


def text(name: str, meaning: str) -> Column:
    """Return a column of words."""
    return Column(name, meaning, "text")


def numeric(name: str, meaning: str) -> Column:
    """Return a column of numbers."""
    return Column(name, meaning)


NAMES = (text("fact", "identifier"), text("quantity", "what is measured"), text("period", "period"))
"""Which figure a row is about."""
