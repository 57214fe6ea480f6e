"""Inputs known together: how much less an outcome would vary were every number of a group known.

For inputs that go together, as those of a calibrated ensemble do, where no group can be moved while the others stay.
A straight line in all inputs of the group at once (ridge regression on normal scores) foretells rows that it has not
seen; what it explains of them is what knowing the group would take away. That is a floor: what bends, or shows in fewer
rows than there are, is not counted. Rows of one ensemble member are left out together, or a line would know them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.comparison.resamples import resamples
from experiments.sensitivity.design import Floats, Ints, keyed_order
from experiments.sensitivity.index import Index, bootstrapped

FOLDS = 5
"""Parts of the members; each is foretold from the others."""
TIMES = 200
"""Bootstrap samples of members."""
FEWEST = 100
"""Members below which nothing is said."""
PENALTIES = np.logspace(-3.0, 2.0, 11)
"""Tried, in units of the sum of squares of an input; the one that foretells best is taken."""


@dataclass(frozen=True)
class Known:
    """What knowing a group of inputs would do to one outcome, as shares of its variance."""

    group: str
    inputs: int
    """How many inputs the group has."""
    itself: Index
    """What would go if the group alone were known, all that it tells of others included."""
    last: Index
    """What would go in addition if all others were known already."""


@dataclass(frozen=True)
class Shares:
    """What is known of one outcome's variance."""

    groups: tuple[Known, ...]
    all: Index
    """What would go if every input were known; the rest is luck, and what a straight line does not tell."""


def known_together(
    groups: Mapping[str, Sequence[int]], scores: Floats, outcomes: Floats, members: Ints, seed: int
) -> list[Shares | None]:
    """Return shares of variance of outcomes (shape [rows, outcomes]) by groups of inputs (columns of `scores`).

    `scores` (shape [rows, inputs]) are normal scores of quantiles; `members` (shape [rows]) says whose rows belong
    together. Rows in which an outcome is undefined are left out for it; None if it does not vary, or too few members
    are left.
    """
    told: list[Shares | None] = [None] * outcomes.shape[1]
    defined = np.isfinite(outcomes)
    for rows in np.unique(defined, axis=1).T:  # outcomes defined in the same rows share all the work
        who, numbered = np.unique(members[rows], return_inverse=True)
        same = [at for at in range(len(told)) if np.array_equal(defined[:, at], rows)]
        vary = [at for at in same if rows.any() and np.ptp(outcomes[rows, at]) > 0]
        if len(who) >= FEWEST and vary:
            found = _shares(groups, scores[rows], outcomes[np.ix_(rows, vary)], numbered, seed)
            for at, shares in zip(vary, found, strict=True):
                told[at] = shares
    return told


def _shares(
    groups: Mapping[str, Sequence[int]], scores: Floats, outcomes: Floats, members: Ints, seed: int
) -> Iterator[Shares]:
    """Yield the shares of outcomes that are defined and vary."""
    count = int(members.max()) + 1
    y = (outcomes - outcomes.mean(axis=0)) / outcomes.std(axis=0)
    fold = (np.argsort(keyed_order(count, seed, "members in parts", 0)) % FOLDS)[members]
    taken = resamples(TIMES, count, seed, "members taken again")
    weights = np.array([np.ones(count), *(np.bincount(each, minlength=count) for each in taken)])

    def explained(columns: Sequence[int]) -> Floats:
        """Return shares explained, of the rows as they are and of each bootstrap sample ([1 + samples, outcomes])."""
        missed = (y - _foretold(scores[:, list(columns)], y, fold)) ** 2
        left, whole = (np.array([np.bincount(members, one) for one in part.T]).T for part in (missed, y**2))
        return np.asarray(1.0 - (weights @ left) / (weights @ whole))

    every = range(scores.shape[1])
    all_known = explained(every)
    alone = {name: explained(columns) for name, columns in groups.items()}
    others = {name: explained(sorted(set(every) - set(columns))) for name, columns in groups.items()}
    for at in range(y.shape[1]):
        known = (
            Known(name, len(groups[name]), _index(alone[name][:, at]), _index(all_known[:, at] - others[name][:, at]))
            for name in groups
        )
        yield Shares(tuple(known), _index(all_known[:, at]))


def _index(samples: Floats) -> Index:
    return bootstrapped(float(samples[0]), samples[1:])


def _foretold(x: Floats, y: Floats, fold: Ints) -> Floats:
    """Return what each row is foretold to be by the rows of other folds (shape of `y`)."""
    if not x.shape[1]:
        return np.zeros(y.shape)
    found = np.zeros((len(PENALTIES), *y.shape))
    for each in range(FOLDS):
        held, seen = fold == each, fold != each
        middle, mean = x[seen].mean(axis=0), y[seen].mean(axis=0)
        left, size, right = np.linalg.svd(x[seen] - middle, full_matrices=False)
        towards, ahead = left.T @ (y[seen] - mean), (x[held] - middle) @ right.T
        for at, penalty in enumerate(PENALTIES * seen.sum()):
            found[at, held] = mean + ahead @ ((size / (size**2 + penalty))[:, None] * towards)
    best = ((y - found) ** 2).sum(axis=1).argmin(axis=0)
    return np.asarray(found[best, :, np.arange(y.shape[1])].T)
