"""Resamples: which draws each bootstrap sample takes, by keyed luck, so that the same question has the same answer."""

import numpy as np
from numpy.typing import NDArray

from model.chance import decision_key, uniforms


def resamples(times: int, draws: int, seed: int, name: str) -> NDArray[np.int64]:
    """Return so many samples of draws, each with replacement (shape [times, draws], entries from 0 to draws - 1).

    The luck is keyed by the seed, the name of the question, the number of the sample and the place in it.
    """
    key, people = decision_key(name), np.arange(times, dtype=np.uint64)
    luck = np.array([uniforms(seed, people, key, place) for place in range(draws)])
    return np.asarray(luck.T * draws, np.int64)
