"""The difference: by how much paired values differ, free of what only rounding makes."""

import numpy as np

from experiments.comparison.interval import Draws

ROUNDING = 1e-12
"""Values nearer to each other than this, relative to their size, are the same: what sums over years round to is a
thousandth of it, and one person among all who are simulated more than a hundred thousand times as much.
"""


def difference(values: Draws, base: Draws) -> Draws:
    """Return values less those they are paired with (shapes broadcast; NaN where either is).

    As many people counted in other years, or over them, come to the same sum but for its last digits. Told apart, they
    would count as a draw in which something is larger, and an interval that ends at 0 would leave it out.
    """
    return np.where(np.isclose(values, base, rtol=ROUNDING, atol=0.0), 0.0, values - base)
