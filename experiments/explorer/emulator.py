"""An emulator: what an outcome would be between the settings that were run, draw by draw, checked on runs left out.

Differences from the baseline are a polynomial of coverages in every draw, nothing where every coverage is 0. So what is
told of a setting is paired as runs are. Each run is left out in turn and predicted from the others; an outcome whose
runs are not met well enough has no emulator. Nothing is told outside the convex hull of what was run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, QhullError

Floats = NDArray[np.float64]
Term = tuple[int, ...]
"""The coverages that are multiplied: `(0,)`, `(0, 0)`, `(0, 1)`."""

ENDS = (0.05, 0.25, 0.5, 0.75, 0.95)
GOOD = 0.9
"""The share of the mean square of differences that predictions of runs left out must explain."""
SPARE = 4
"""Runs that there must be beside those that a polynomial needs."""
MOST_LEVERS = 6
"""Beyond, the hull has too many faces to be looked through while a reader moves a lever."""


@dataclass(frozen=True, eq=False)
class Emulator:
    """A polynomial a year and draw for one outcome."""

    terms: tuple[Term, ...]
    coefficients: Floats
    """Shape [slots, draws, terms]."""
    error: Floats
    """What runs left out are missed by: root mean square over runs and over the ends of the bands (shape [slots])."""
    explained: float
    """The share of the mean square of differences that they explain, over all slots that are defined."""

    @property
    def good(self) -> bool:
        """Whether it may be shown."""
        return self.explained >= GOOD

    def differences(self, x: Sequence[float]) -> Floats:
        """Return the differences at one setting (shape [slots, draws])."""
        return np.asarray(self.coefficients @ design(np.array([x], float), self.terms)[0])


def hull(x: Floats) -> Floats | None:
    """Return the convex hull of settings as faces: a setting y is inside where `normal @ y + offset <= 0` for all.

    Shape [faces, levers + 1]; none where settings do not fill the space, or levers are too many.
    """
    levers = x.shape[1]
    if levers == 1:
        return np.array([[1.0, -x.max()], [-1.0, x.min()]])
    if levers > MOST_LEVERS or len(x) <= levers:
        return None
    try:
        return np.unique(np.asarray(ConvexHull(x).equations).round(12), axis=0)
    except QhullError:
        return None


def emulator(x: Floats, differences: Floats) -> Emulator | None:
    """Fit the polynomial that predicts runs left out best; none if runs are too few.

    `x` holds coverages (shape [policies, levers]), `differences` those from the baseline (shape [policies, slots,
    draws], NaN where undefined; a draw counts in a slot where all policies define it).
    """
    tried = [found for terms in _candidates(x) if (found := _fitted(x, differences, terms)) is not None]
    return max(tried, key=lambda each: each.explained, default=None)


def design(x: Floats, terms: Sequence[Term]) -> Floats:
    """Return the value of every term at every setting (shape [settings, terms])."""
    return np.stack([x[:, list(term)].prod(axis=1) for term in terms], axis=1)


def _candidates(x: Floats) -> Iterator[tuple[Term, ...]]:
    levers = range(x.shape[1])
    linear: list[Term] = [(i,) for i in levers]
    squares: list[Term] = [(i, i) for i in levers if len(np.unique(x[:, i])) > 2]
    products: list[Term] = list(combinations(levers, 2))
    for more in ([], squares, products, squares + products):
        yield tuple(linear + more)


def _fitted(x: Floats, differences: Floats, terms: tuple[Term, ...]) -> Emulator | None:
    rows = design(x, terms)
    if len(x) < len(terms) + SPARE or np.linalg.matrix_rank(rows) < len(terms):
        return None
    inverse = np.linalg.pinv(rows)
    coefficients = np.einsum("tp,psd->sdt", inverse, differences)  # NaN in a draw stays in that draw
    leverage = np.einsum("pt,tp->p", rows, inverse)
    fitted = np.einsum("pt,sdt->psd", rows, coefficients)
    missed = (differences - fitted) / np.maximum(1.0 - leverage, 1e-9)[:, None, None]
    return Emulator(terms, coefficients, *_checked(differences, differences - missed, np.flatnonzero(rows.any(axis=1))))


def _checked(true: Floats, left_out: Floats, moved: NDArray[np.intp]) -> tuple[Floats, float]:
    """Return the errors by slot and the share explained; what sets no lever is met by itself and does not count."""
    both = np.isfinite(true) & np.isfinite(left_out)
    kept = both.all(axis=0)
    ends = [_ends(np.where(kept, values, np.nan)[moved]) for values in (true, left_out)]
    error = np.sqrt(((ends[0] - ends[1]) ** 2).mean(axis=(0, 1)))
    size = np.sqrt((ends[0] ** 2).mean(axis=(0, 1)))
    known = np.isfinite(error) & (size > 0)
    ratios = (error[known] / size[known]) ** 2
    return error, float(1.0 - ratios.mean()) if known.any() else -np.inf


def _ends(values: Floats) -> Floats:
    """Return median and ends of bands over draws (shape [ends, policies, slots]); NaN where no draw is defined."""
    defined = np.asarray(np.isfinite(values).any(axis=-1))
    filled = np.where(defined[..., None], values, 0.0)
    return np.where(defined, np.nanquantile(filled, ENDS, axis=-1), np.nan)
