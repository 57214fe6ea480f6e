"""The worth of knowing: which number would be worth a study, because knowing it would change the choice, or narrow it.

Where outcomes are in one currency, the expected value of perfect partial information: how much better the best choice
would be on average if the number were known before choosing (regression after Strong, Oakley and Brennan 2014). Where
there is no price on an outcome, the expected fall of its variance. Both come from rows that were run anyway. They are
what *perfect* knowledge would be worth, so they bound any real study from above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from experiments.sensitivity.correlated import share_known
from experiments.sensitivity.design import Floats
from experiments.sensitivity.index import Index, bootstrapped
from experiments.sensitivity.inputs import DUMMY, Input
from experiments.sensitivity.regression import fitted, weightings

TIMES = 200
"""Bootstrap samples of the rows."""
ALIKE = 0.3
"""The size of a correlation from which two inputs may be taken for each other."""


@dataclass(frozen=True)
class Worth:
    """What knowing some inputs exactly would be worth before choosing, in the unit of benefit."""

    value: Index
    """Never below 0."""
    error: float
    """Its bootstrap standard error."""
    bias: float
    """By how much such an estimate lies too high, as the bootstrap tells: a noisy curve crosses 0 too often."""


def evppi(known: Floats, benefits: Floats, seed: int) -> Worth:
    """Return the worth of knowing inputs (shape [rows, inputs], on any scale) before choosing among options.

    `benefits` (shape [options, rows], all defined) is what each option yields in each row, more being better.
    ValueError for fewer than two options or too few rows.
    """
    if len(benefits) < 2:
        raise ValueError("a choice needs two options at least")
    weights = weightings(TIMES, benefits.shape[1], seed, "worth of knowing: rows taken again")
    gains = [fitted(known, benefit - benefits[0], weights).expected for benefit in benefits[1:]]
    curves = np.array([np.zeros_like(gains[0]), *gains])  # shape [options, weightings, rows]
    rows = benefits.shape[1]
    chosen = (weights * curves.max(axis=0)).sum(axis=1) / rows
    blind = ((weights * curves).sum(axis=2) / rows).max(axis=0)
    found = np.maximum(chosen - blind, 0.0)
    worth = bootstrapped(float(found[0]), found[1:])
    least, most = max(0.0, worth.low), max(0.0, worth.high)
    return Worth(worth._replace(low=least, high=most), float(found[1:].std(ddof=1)), float(found[1:].mean() - found[0]))


def evpi(benefits: Floats) -> float:
    """Return the worth of knowing everything before choosing (benefits of shape [options, rows]).

    Where rows hold luck as well as numbers, this counts knowing luck too, and bounds all studies from above.
    """
    return float(benefits.max(axis=0).mean() - benefits.mean(axis=1).max())


def evppivar(known: Floats, outcome: Floats, seed: int) -> Index:
    """Return the share of an outcome's variance that would go on average if some inputs were known."""
    return share_known(known, outcome, weightings(TIMES, len(outcome), seed, "fall of variance: rows taken again"))


@dataclass(frozen=True)
class Study:
    """One study that could be commissioned: what it would find out, what that would be worth, said in a sentence."""

    about: Input
    narrows: Index
    """The share of the variance of the outcome that would go."""
    worth: Worth | None
    """In the unit of benefit, if a choice was given."""
    sentence: str

    @property
    def shows(self) -> bool:
        """Whether it can be shown to narrow the outcome or to change the choice."""
        return self.narrows.low > 0 or (self.worth is not None and self.worth.value.low > 0)


def studies(
    inputs: Sequence[Input], known: Floats, outcome: Floats, seed: int, what: str, unit: str = "",
    benefits: Floats | None = None,
) -> list[Study]:  # fmt: skip
    """Return the studies that could be commissioned, the most useful first.

    `known` (shape [rows, inputs]) are plain random rows, best as standard normal scores of quantiles; `outcome` (shape
    [rows]) is what `what` names in words; `benefits` (shape [options, rows]) is what each option yields in `unit`, if
    there is a choice with a price on it. Rows undefined anywhere are dropped; ValueError if fewer than half are left.
    """
    kept = np.isfinite(outcome) & (True if benefits is None else np.isfinite(benefits).all(axis=0))
    if 2 * kept.sum() < len(outcome):
        raise ValueError(f"{what} is defined in fewer than half of the rows")
    x, y = known[kept], outcome[kept]
    found = []
    for at, one in enumerate(inputs):
        narrows = evppivar(x[:, [at]], y, seed)
        worth = None if benefits is None else evppi(x[:, [at]], benefits[:, kept], seed)
        found.append((Study(one, narrows, worth, " ".join(_sentences(one, narrows, worth, what, unit))), x[:, at]))
    found.sort(key=lambda f: (-(f[0].worth.value.value if f[0].worth else 0.0), -f[0].narrows.value, f[0].about.name))
    return [_with_doubt(study, column, found[:place]) for place, (study, column) in enumerate(found)]


def _with_doubt(study: Study, column: Floats, better: Sequence[tuple[Study, Floats]]) -> Study:
    """Return a study that says which better one its number goes with in these rows, if any, most of all."""
    if np.ptp(column) == 0 or not better:
        return study
    alike = [float(np.corrcoef(column, other)[0, 1]) if np.ptp(other) else 0.0 for _, other in better]
    most = int(np.argmax(np.abs(alike)))
    if abs(alike[most]) < ALIKE:
        return study
    doubt = (
        f"In these rows it goes with {better[most][0].about.name} (correlation {alike[most]:+.2f}), so part of this "
        "may be that one's."
    )
    return replace(study, sentence=f"{study.sentence} {doubt}")


def _sentences(one: Input, narrows: Index, worth: Worth | None, what: str, unit: str) -> Iterator[str]:
    if one == DUMMY:
        yield "The dummy, which the model never reads: what is found here is the error of the method."
    else:
        basis = "an assumption" if one.assumed else f"evidence of grade {one.grade}"
        yield f"A study to find out: {one.meaning} ({one.name}; today {basis})."
    if narrows.low <= 0:
        yield f"No fall in the variance of {what} can be shown (at most {max(0.0, narrows.high):.0%})."
    else:
        yield (
            f"Known exactly, it would take {narrows.shown:.0%} off the variance of {what} "
            f"(90% interval {narrows.low:.0%} to {min(1.0, narrows.high):.0%}), so that its interval would be about "
            f"{1 - (1 - narrows.shown) ** 0.5:.0%} narrower."
        )
    if worth is not None:
        value, low, high = worth.value
        before, after = (f"{unit} ", "") if unit == "GBP" else ("", f" {unit}" if unit else "")
        yield (
            f"Knowing it would change no choice for all that can be told (worth {before}{high:.3g}{after} at most)."
            if low <= 0
            else f"Knowing it before choosing would be worth {before}{value:.3g}{after} "
            f"(90% interval {low:.3g} to {high:.3g}), at most."
        )
