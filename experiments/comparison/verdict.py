"""The verdict: whether a paired difference may be told as higher or lower, and if not, which rule forbids it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from experiments.comparison.interval import Draws, central, defined
from experiments.comparison.precision import FEWEST, Look, reached
from model.priors import Prior

Direction: TypeAlias = Literal["higher", "lower", "none"]
Rule: TypeAlias = Literal["undefined", "one_draw", "same", "outside_evidence", "precision", "spans_zero", ""]
OUTSIDE = (0.01, 0.99)
"""A number set below or above these quantiles of its prior lies outside what is believed of it."""


class Spoken(NamedTuple):
    """A rule that speaks, and what it says."""

    rule: Rule
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What may be said of a difference: a direction only where it is clear, that is where no rule speaks."""

    direction: Direction
    clear: bool
    rule: Rule
    """The first rule that speaks; empty if none does."""
    sentence: str
    also: tuple[Spoken, ...] = ()
    """Further rules that speak."""


def verdict(differences: Draws, *, looks: Sequence[Look] = (), outside: Sequence[str] = ()) -> Verdict:
    """Return what may be said of paired differences (shape [draws], NaN where undefined).

    `looks` are the looks at the precision asked, oldest first, if any was asked; `outside` says in sentences in what
    the scenario goes beyond the evidence (see `beyond_coverage` and `beyond_prior`). In this order the rules are: the
    difference is undefined; there is one draw; it is 0 in every draw; the scenario goes beyond the evidence; there are
    fewer than 20 draws, or the precision asked was not reached; the 90% interval spans 0.
    """
    spoken = list(_rules(differences, looks, outside))
    if spoken:
        return Verdict("none", False, *spoken[0], tuple(spoken[1:]))
    values = differences[np.isfinite(differences)]
    direction: Direction = "higher" if np.median(values) > 0 else "lower"
    said = f"{direction.capitalize()}: the 90% interval over {values.size} draws leaves out 0."
    return Verdict(direction, True, "", said)


def beyond_coverage(title: str, coverage: float, most_seen: float) -> str | None:
    """Return what to say of a lever pulled for more people than its effect was seen at (shares); None if it is not."""
    if coverage <= most_seen + 1e-12:
        return None
    return f"{title}: set to reach {coverage:.0%}, but its effect was observed at up to {most_seen:.0%} only."


def beyond_prior(name: str, value: float, prior: Prior) -> str | None:
    """Return what to say of a number set outside the central 98% of its prior; None if it lies within."""
    low, high = (prior.quantile(u) for u in OUTSIDE)
    if low <= value <= high:
        return None
    return f"{name}: set to {value:.4g}, outside {low:.4g} to {high:.4g}, where it is believed to lie (98%)."


def _rules(differences: Draws, looks: Sequence[Look], outside: Sequence[str]) -> Iterator[Spoken]:
    """Yield the rules that speak, the one that weighs most first; the first two leave nothing to be said by others."""
    kept = defined(differences)
    if kept is None:
        yield Spoken("undefined", "Undefined in more than half of the draws: nobody to measure it on.")
        return
    values = differences[kept]
    interval = central(values)
    if interval is None:
        yield Spoken("one_draw", "One draw: no interval, so no direction can be told.")
        return
    if not values.any():
        yield Spoken("same", f"No difference at all, in any of {values.size} draws.")
    yield from (Spoken("outside_evidence", f"Outside the evidence. {sentence}") for sentence in outside)
    if values.size < FEWEST:
        yield Spoken("precision", f"{values.size} draws: too few to tell a direction; {FEWEST} or more are needed.")
    if looks and not reached(looks):
        yield Spoken("precision", _imprecise(looks))
    if values.any() and interval.holds(0):
        yield Spoken("spans_zero", "No clear difference: the 90% interval spans 0.")


def _imprecise(looks: Sequence[Look]) -> str:
    last = looks[-1]
    if last.within:
        return f"The precision asked for ({last.asked}) was reached at the last look only, and has not been confirmed."
    return (
        f"The precision asked for ({last.asked}) was not reached: the mean is known to within {last.half_width:.3g} "
        f"after {last.draws} draws, {last.target:.3g} were asked; about {last.needed:,} draws are needed."
    )
