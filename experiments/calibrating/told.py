"""What a calibration found, in sentences."""

from collections.abc import Iterator

import numpy as np

from calibration.checks import INNER
from calibration.series import SERIES
from experiments.calibrating.made import Made
from experiments.chart_words import number, opening
from experiments.sensitivity.inputs import Input

REASONS = {series.name: series.reason for series in SERIES}
"""Why definitions of a series part."""

HEADLINES = ("S104", "S109", "S011", "F204", "F207", "F020.duty_to_notify", "F402a.2019.share")
"""Figures that a reader asks for first."""
FAR = 3.0
"""Standard deviations beyond which a figure contradicts the others."""
FLAT = 0.1
"""Below this share of its variance gone, an input is said not to have been learned."""


def headline(made: Made) -> Iterator[str]:
    """Yield how many figures are met, and the best-known ones."""
    met = sum(each.met for each in made.beside)
    sharp = sum(each.met and each.sharp for each in made.beside)
    total = len(made.beside)
    before = sum(each.prior[1] <= each.aim.own[1] and each.prior[2] >= each.aim.own[0] for each in made.beside)
    close = sum(each.close for each in made.beside)
    yield (
        f"{met} of {total} published figures ({met / total:.0%}) lie inside their 90% predictive intervals, {sharp} of "
        f"them ({sharp / total:.0%} of all) inside intervals at most three times as wide as the figure's own; {close} "
        f"({close / total:.0%}) lie inside the model's own intervals, the uncertainty of the figure left aside."
    )
    widths = np.array([[each.prior[2] - each.prior[1], each.posterior[2] - each.posterior[1]] for each in made.beside])
    narrower = float(np.nanmedian(widths[:, 0] / widths[:, 1]))
    yield (
        f"At the priors, before any fit, {before} of the model's intervals reached those of the figures, but were "
        f"{narrower:.1f} times as wide (median)."
    )
    by_id = {each.aim.fact_id: each for each in made.beside}
    for fact in HEADLINES:
        if fact in by_id:
            each = by_id[fact]
            unit = each.aim.target.fact.unit
            middle, low, high = (number(value, unit) for value in each.posterior)
            yield (
                f"{opening(each.aim.target.fact.quantity)} ({each.aim.target.fact.period}): published "
                f"{number(each.aim.target.published, unit)}, model {middle} ({low} to {high}), "
                f"{'inside' if each.met else 'outside'}."
            )


def closing(made: Made) -> Iterator[str]:
    """Yield what the checks of the fit say."""
    mixing = made.mixing
    yield (
        opening(mixing.refused) + "."
        if mixing.refused
        else (
            f"Chains that begin as members do agree (R-hat {mixing.r_hat:.3f}, worth {mixing.effective:,.0f} "
            "independent draws), on the density of a member whose other inputs stand at their medians."
        )
    )
    if made.outside > 0.01:
        yield (
            f"{made.outside:.0%} of the members stand, in some input, beyond every run that the emulator learned from; "
            "they were run themselves all the same."
        )
    if made.coverage:
        parts = ", ".join(
            f"{inner:.0%} intervals held {held:.0%} (± {error:.0%})"
            for inner, held, error in zip(INNER, made.coverage.held, made.coverage.error, strict=True)
        )
        yield (
            f"In {made.coverage.worlds} simulated worlds whose inputs are known, {parts} of {made.coverage.inputs:,} "
            "inputs, from the first wave alone."
        )
    else:
        yield "Not checked: whether intervals hold the inputs of simulated worlds."
    if made.left_out:
        inside = sum(abs(each.away) <= 1.645 for each in made.left_out)
        yield (
            f"Of {len(made.left_out)} figures predicted without their series, {inside} "
            f"({inside / len(made.left_out):.0%}) lay inside the 90% interval."
        )
    else:
        yield "Not checked: whether the figures of a series are predicted without them."
    if not made.forecast:
        yield "Not checked: whether 2022 and 2023 are forecast from what was known in 2021."


def forecast_told(made: Made) -> Iterator[str]:
    """Yield how well 2022 and 2023 were forecast."""
    held = sum(each.held for each in made.forecast)
    both = [each for each in made.forecast if each.naive is not None]
    yield (
        f"Fitted to figures up to 2021, and given who came in 2022 and 2023, {held} of {len(made.forecast)} other "
        f"figures of these years ({held / len(made.forecast):.0%}) lay inside the 90% interval of the forecast."
    )
    if both:
        ours, line = (float(np.mean([s for s in scores if s is not None])) for scores in (
            [each.score for each in both], [each.naive for each in both]))  # fmt: skip
        better = sum(each.score < (each.naive or 0.0) for each in both)
        yield (
            f"Against a straight line through earlier years, for {len(both)} figures that have them: mean score "
            f"{ours:.3f} against {line:.3f} (smaller is better), better for {better}."
        )


MOVED = 0.5
"""Standard deviations of its prior by which an input must have moved to be told."""


def changed(made: Made) -> Iterator[str]:
    """Yield what changed since the ensemble that ships."""
    assert made.before is not None
    yield f"Before: {made.before.hash}, fitted to {made.before.manifest['figures']} figures."
    far = [each for each in made.changed if abs(each[2] - each[1]) > MOVED]
    if not far:
        yield f"No input moved by more than {MOVED:g} standard deviations of its prior."
    for one, old, new in far[:8]:
        yield f"{opening(called(one))}: from {old:+.2f} to {new:+.2f} standard deviations of its prior."


def called(one: Input) -> str:
    """Return what an input means, with the day from which it holds where there are several of its kind."""
    _, dated, since = one.name.partition(" from ")
    return f"{one.meaning}, from {since}" if dated else one.meaning


def learned_told(made: Made) -> Iterator[str]:
    """Yield the best-known inputs."""
    taught = made.learned
    best = np.argsort(-taught.contraction)[:5]
    names = "; ".join(
        f"{called(made.inputs[made.fit.chosen[k]])} ({taught.contraction[k]:.0%} of its variance is gone)" for k in best
    )
    yield f"Best learned: {names}."
    for left, parts in taught.stiff[:2]:
        mixed = "; ".join(f"{weight:+.2f} of {called(made.inputs[made.fit.chosen[k]])}" for k, weight in parts)
        yield f"Best learned direction ({left:.2f} of the spread of its prior is left), most of it: {mixed}."
    moved = [k for k in np.argsort(-abs(taught.shift))[:3] if abs(taught.shift[k]) > 1.0]
    for k in moved:
        one = made.inputs[made.fit.chosen[k]]
        way = "above" if taught.shift[k] > 0 else "below"
        yield f"Far {way} what was believed: {called(one)} ({taught.shift[k]:+.1f} standard deviations of its prior)."


def not_learned(made: Made) -> str:
    """Return what was not learned."""
    flat = [made.inputs[made.fit.chosen[k]] for k in np.flatnonzero(made.learned.contraction < FLAT)]
    kept = len(made.inputs) - len(made.fit.chosen)
    named = "; ".join(called(one) for one in flat[:5])
    return (
        f"{kept} inputs move the figures too little, or only one of them, and stay at their priors; of the fitted ones "
        f"{len(flat)} were not learned from these figures{': ' + named if named else ''}."
    )


def paired(made: Made) -> Iterator[str]:
    """Yield the inputs that are known only together."""
    for i, j, goes in made.learned.pairs[:5]:
        one, two = (called(made.inputs[made.fit.chosen[k]]) for k in (i, j))
        yield f"Known only together ({goes:+.2f}): {one}; and {two}."


def conflicts(made: Made) -> Iterator[str]:
    """Yield figures that the model misses, and those that contradict all others."""
    missed = [each for each in made.beside if not each.met]
    yield f"{len(missed)} figures are missed." if missed else "No figure is missed."
    for each in missed[:12]:
        unit = each.aim.target.fact.unit
        middle, low, high = (number(value, unit) for value in each.posterior)
        reason = REASONS.get(each.aim.series, "")
        yield (
            f"{opening(each.aim.target.fact.quantity)}, {each.aim.target.fact.period}: published "
            f"{number(each.aim.target.published, unit)}, model {middle} ({low} to {high})"
            f"{'; ' + reason if reason else ''}."
        )
    for left in made.left_out:
        if abs(left.away) > FAR:
            aim = made.aims[left.figure]
            yield (
                f"Contradicted by all other figures: {aim.target.fact.quantity}, {aim.target.fact.period} "
                f"({left.away:+.1f} standard deviations)."
            )
