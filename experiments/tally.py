"""A tally: how the same simulated people fare in two worlds, counted at the size of the sample."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.fates import ENDS, Fates
from model.reading import GROUPS

Counts = NDArray[np.int64]
LONGER = 7.0
"""Days by which a wait must differ to count as longer or shorter: one tick of the model."""


@dataclass(frozen=True)
class Tally:
    """Counts of people who are in view in both worlds."""

    fates: Counts
    """Shape [fates, groups, 2, 2]: no or yes in the baseline, then in the scenario."""
    ends: tuple[Counts, ...]
    """By process of `ENDS`, shape [states, states]: at the end of the baseline, then of the scenario."""
    waits: NDArray[np.float64]
    """Shape [groups, 4]: people referred on the same day, decided in both worlds and in neither before they part; of
    them those who wait longer and shorter; the sum of days by which they wait longer: what a lever does to people it
    did not reach."""


def tally_of(baseline: Fates, scenario: Fates, parted: float) -> Tally:
    """Return the tally of two runs of the same people in worlds that part on a day."""
    cells = GROUPS["survivors", "UK"].cells
    fates = np.array([_square(b, s, baseline.cell, cells) for b, s in zip(baseline.yes, scenario.yes, strict=True)])
    ends = tuple(
        np.bincount(b.astype(np.int64) * process.size + s, minlength=process.size**2).reshape(process.size, -1)
        for process, b, s in zip(ENDS, baseline.state, scenario.state, strict=True)
    )
    same = (baseline.since == scenario.since) & np.isfinite(baseline.wait) & np.isfinite(scenario.wait)
    same &= baseline.since + np.minimum(baseline.wait, scenario.wait) >= parted
    gap = (scenario.wait - baseline.wait)[same].astype(np.float64)
    cell, n = baseline.cell[same], cells.shape[1]
    by_cell = [
        np.bincount(cell, weights, n)
        for weights in (np.ones(gap.size), 1.0 * (gap >= LONGER), 1.0 * (gap <= -LONGER), gap)
    ]
    return Tally(fates, ends, cells.astype(float) @ np.array(by_cell).T)


def _square(baseline: NDArray[np.bool_], scenario: NDArray[np.bool_], cell: NDArray[np.uint16],
            cells: NDArray[np.bool_]) -> Counts:  # fmt: skip
    """Return the two-by-two table of one fate by group (shape [groups, 2, 2])."""
    n = cells.shape[1]
    key = (2 * baseline.astype(np.int64) + scenario) * n + cell
    by_cell = np.bincount(key, minlength=4 * n).reshape(4, n)
    return np.asarray(cells.astype(np.int64) @ by_cell.T).reshape(-1, 2, 2)
