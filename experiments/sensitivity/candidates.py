"""Candidates: the inputs that go with an outcome by more than chance would have any of them go.

Of hundreds of inputs some always seem to matter in a few hundred rows. So an input is a candidate only if its rank
correlation with the outcome is larger than the largest of all inputs is, 19 times in 20, where outcomes are shuffled.
What moves an outcome up at both ends of an input, or only together with others, is not seen; a screening sees it.
"""

import numpy as np
from scipy.stats import rankdata

from experiments.sensitivity.design import Floats, keyed_order

SHUFFLES = 200
LEVEL = 0.95
FEWEST = 20
"""Rows below which nothing is said."""


def candidates(x: Floats, outcome: Floats, seed: int, most: int = 12) -> list[int]:
    """Return the columns of inputs (shape [rows, inputs]) that stand out, largest correlation first, at most so many.

    Rows in which the outcome (shape [rows]) is undefined are left out; none stand out if fewer than half are left.
    """
    kept = np.isfinite(outcome)
    y = outcome[kept]
    if 2 * len(y) < len(outcome) or len(y) < FEWEST or np.ptp(y) == 0:
        return []
    inputs = _scores(x[kept])
    ranks = _scores(y[:, None])[:, 0]
    sizes = np.abs(ranks @ inputs)
    shuffled = np.array([ranks[keyed_order(len(y), seed, "outcomes shuffled", n)] for n in range(SHUFFLES)])
    chance = float(np.quantile(np.abs(shuffled @ inputs).max(axis=1), LEVEL))
    order = [int(at) for at in np.argsort(-sizes, kind="stable")]
    return [at for at in order if sizes[at] > chance][:most]


def _scores(values: Floats) -> Floats:
    """Return ranks of each column with mean 0 and length 1, so that products are correlations (shape unchanged)."""
    ranks = rankdata(values, axis=0)
    centred = ranks - ranks.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=0))
    return np.asarray(np.divide(centred, size, out=np.zeros_like(centred), where=size > 0))
