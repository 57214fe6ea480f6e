"""Blocks: rows that stand and fall together. One undefined run takes its whole block with it, and is counted.

The estimates compare rows of a block with each other, so a row cannot be left out by itself: the others would be
compared with nothing, or, as SALib does with a single NaN, everything would silently become 0.
"""

import numpy as np

from experiments.sensitivity.design import Floats, Ints


def by_block(values: Floats, length: int) -> tuple[Ints | None, Floats]:
    """Return which blocks are defined throughout, and their values (shape [blocks kept, length]).

    `values` (shape [rows]) holds blocks of one length, one after the other (ValueError if they do not come out even).
    None if fewer than half of the blocks, or fewer than two, are left: then nothing is said.
    """
    if values.ndim != 1 or values.size % length:
        raise ValueError(f"values of blocks of {length} rows are needed, not of shape {values.shape}")
    blocks = values.reshape(-1, length)
    kept = np.flatnonzero(np.isfinite(blocks).all(axis=1))
    if kept.size < 2 or 2 * kept.size < len(blocks):
        return None, blocks[:0]
    return kept, blocks[kept]
