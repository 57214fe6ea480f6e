"""The difference: what only rounding makes is none, and one person is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from experiments.comparison.difference import difference
from experiments.comparison.ranking import ranking
from experiments.comparison.verdict import verdict

people = st.lists(st.integers(0, 100_000), min_size=2, max_size=22)


@given(people, st.floats(1.0, 500.0), st.randoms())
def test_as_many_people_in_other_years_are_no_difference(counts, scale, random):
    moved = list(counts)
    random.shuffle(moved)
    one, other = (np.array([sum(n * scale for n in years)]) for years in (counts, moved))
    assert difference(one, other)[0] == 0.0


@given(people, st.floats(1.0, 500.0), st.randoms())
def test_one_person_more_is_a_difference(counts, scale, random):
    moved = [counts[0] + 1, *counts[1:]]
    random.shuffle(moved)
    one, other = (np.array([sum(n * scale for n in years)]) for years in (moved, counts))
    assert difference(one, other)[0] > 0.5 * scale


def test_undefined_stays_so():
    assert np.isnan(difference(np.array([np.nan, 1.0]), np.array([1.0, np.nan]))).all()


def test_rounding_gives_no_direction_and_no_order():
    """Twenty draws in which 0.1 + 0.2 stands against 0.3: nothing differs, though the numbers do."""
    one, other = np.full(20, 0.1 + 0.2), np.full(20, 0.3)
    assert (one != other).all()
    assert verdict(difference(one, other)).rule == "same"
    found = ranking(["baseline", "other"], np.array([one, other]), "lower")
    assert found.beats.tolist() == [[0.5, 0.5], [0.5, 0.5]]
