"""What knowing a group of inputs would take away, against worlds whose shares are known exactly."""

import numpy as np
import pytest

from experiments.sensitivity.together import FEWEST, known_together

MEMBERS, LIVES = 300, 4


def world(seed=0, correlation=0.0):
    """An outcome of two groups of ten inputs, the second going with the first, and luck."""
    rng = np.random.default_rng(seed)
    first, own = rng.normal(size=(2, MEMBERS, 10))
    second = correlation * first + np.sqrt(1 - correlation**2) * own
    scores = np.hstack([first, second]).repeat(LIVES, axis=0)
    outcome = scores @ np.r_[np.full(10, 0.3), np.full(10, 0.2)] + rng.normal(size=len(scores))
    return scores, outcome[:, None], np.arange(MEMBERS).repeat(LIVES)


GROUPS = {"first": range(10), "second": range(10, 20)}


@pytest.mark.parametrize("correlation", [0.0, 0.8])
def test_shares_are_those_of_theory(correlation):
    both = 10 * (0.09 + 0.04 + 2 * 0.06 * correlation) + 1
    of_first, of_second = 10 * (0.3 + 0.2 * correlation) ** 2, 10 * (0.2 + 0.3 * correlation) ** 2
    of_all = both - 1
    true = [of_first, of_all - of_second, of_second, of_all - of_first, of_all]
    held = []
    for seed in range(20):
        (shares,) = known_together(GROUPS, *world(seed, correlation), seed=1)
        told = [index for each in shares.groups for index in (each.itself, each.last)] + [shares.all]
        held += [index.low <= share / both <= index.high for index, share in zip(told, true, strict=True)]
    # 90% intervals; five shares of a world go together, so that the error of the share held is that of 20 worlds
    assert np.mean(held) >= 0.9 - 2 * np.sqrt(0.9 * 0.1 / 20)


def test_what_belongs_to_members_and_to_no_input_is_not_explained():
    scores, _, members = world()
    by_member = np.random.default_rng(9).normal(size=MEMBERS)[members][:, None]
    (shares,) = known_together(GROUPS, scores, by_member, members, seed=1)
    assert shares.all.low < 0.02


def test_members_in_their_rows_order_do_not_matter_and_luck_is_keyed():
    scores, outcome, members = world()
    turned = np.arange(len(scores))[::-1]
    one = known_together(GROUPS, scores, outcome, members, seed=1)[0]
    other = known_together(GROUPS, scores[turned], outcome[turned], members[turned], seed=1)[0]
    assert one.all.value == pytest.approx(other.all.value, abs=1e-9)
    assert known_together(GROUPS, scores, outcome, members, seed=1)[0] == one


def test_nothing_is_told_where_nothing_can_be():
    scores, outcome, members = world()
    flat, torn = np.zeros_like(outcome), np.where(np.arange(len(outcome))[:, None] == 3, np.nan, outcome)
    told = known_together(GROUPS, scores, np.hstack([flat, torn, outcome]), members, seed=1)
    assert told[0] is None and told[2] is not None
    assert told[1].all.value == pytest.approx(told[2].all.value, abs=0.02)  # one row of 1,200 is left out
    few = members < FEWEST - 1
    assert known_together(GROUPS, scores[few], outcome[few], members[few], seed=1) == [None]
