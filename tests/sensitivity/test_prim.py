"""Scenario discovery: a planted box is found and stands up; where there is none, none is told of."""

import dataclasses
from itertools import pairwise

import numpy as np
import pytest

from experiments.sensitivity.design import keyed_order
from experiments.sensitivity.inputs import uncertain
from experiments.sensitivity.known import toy
from experiments.sensitivity.prim import (
    PARTS,
    Box,
    Limits,
    _elsewhere,
    discover,
    measured,
    ordered,
    peeled,
    pruned,
    words,
)

ROWS, INPUTS = 600, tuple(toy(number) for number in range(8))
LOW, HIGH = 0.6, 0.5


def rows(seed=1):
    return np.random.default_rng(seed).random((ROWS, len(INPUTS)))


def planted(x, inside=1.0, outside=0.0, seed=2):
    box = (x[:, 0] > LOW) & (x[:, 3] < HIGH)
    return (np.random.default_rng(seed).random(len(x)) < np.where(box, inside, outside)).astype(float)


def test_a_planted_box_is_found():
    found = discover(rows(), planted(rows()), 1)
    assert set(found.box.limits) == {0, 3}
    assert found.box.limits[0].low == pytest.approx(LOW, abs=0.05) and found.box.limits[0].high == 1
    assert found.box.limits[3].high == pytest.approx(HIGH, abs=0.05) and found.box.limits[3].low == 0
    assert found.box.coverage > 0.9 and found.box.density > 0.95
    assert found.elsewhere.coverage > 0.85 and found.elsewhere.density > 0.9
    assert found.again[0] == found.again[3] == 1 and found.p_value == 1 / 40


def test_a_box_of_noisy_cases_is_found_and_its_density_is_not_made_up():
    x = rows(3)
    found = discover(x, planted(x, 0.85, 0.1), 1)
    assert set(found.box.limits) == {0, 3}
    assert all(chance < 0.05 for chance in found.by_chance.values())
    assert found.elsewhere.density == pytest.approx(0.8, abs=0.15) and found.p_value < 0.05
    sentence = found.sentence(INPUTS, "the policy does harm")
    assert sentence.startswith("The policy does harm in ") and "argument 0 lies between" in sentence
    assert "On rows that did not shape the box" in sentence


def test_where_there_is_nothing_a_box_as_good_is_found_by_chance():
    told = 0
    for seed in range(1, 9):
        cases = (np.random.default_rng(seed).random(250) < 0.3).astype(float)
        told += "No part of what is possible stands out" not in discover(rows()[:250], cases, seed).sentence(
            INPUTS, "it fails"
        )
    assert told <= 3  # binomial(8, 0.05): 4 or more in 1 of 2,700


def test_rows_on_which_a_box_is_tried_have_no_say_in_its_shape():
    x = rows(3)
    cases = planted(x, 0.85, 0.1) > 0
    for number in (0, 7):
        out = keyed_order(ROWS, 1, "fifths of rows", number // PARTS)[number % PARTS :: PARTS]
        other = cases.copy()
        other[out] = ~other[out]
        one, flipped = _elsewhere(x, cases, ordered(x), 1, number), _elsewhere(x, other, ordered(x), 1, number)
        assert one.limits == flipped.limits != {} and one.density != flipped.density


def test_coverage_is_traded_for_density_on_the_way():
    x = rows(3)
    boxes = peeled(x, planted(x, 0.85, 0.1) > 0, ordered(x))
    assert boxes[0].limits == {} and boxes[0].mass == boxes[0].coverage == 1
    masses = [box.mass for box in boxes]
    lowest = int(np.argmin(masses))
    assert masses[: lowest + 1] == sorted(masses[: lowest + 1], reverse=True) and masses[lowest] >= 0.05
    assert boxes[-1].density > boxes[0].density
    assert all(
        later.density >= before.density for before, later in zip(boxes[lowest:], boxes[lowest + 1 :], strict=False)
    )


def test_a_limit_that_may_be_chance_is_taken_off():
    x = rows()
    cases = planted(x) > 0
    box = Box({0: Limits(LOW, 1), 3: Limits(0, HIGH), 5: Limits(0.1, 1)}, 0, 0, 0)
    kept, chances = pruned(x, cases, measured(box, x, cases))
    assert set(kept.limits) == {0, 3} == set(chances)
    assert kept.coverage == kept.density == 1


def test_boxes_by_hand():
    x = np.array([[0.1], [0.4], [0.6], [0.9]])
    box = measured(Box({0: Limits(0.3, 0.7)}, 0, 0, 0), x, np.array([True, True, False, False]))
    assert (box.coverage, box.density, box.mass, box.score) == (0.5, 0.5, 0.5, 0.5)
    empty = measured(Box({0: Limits(0.7, 0.8)}, 0, 0, 0), x, np.array([True, True, False, False]))
    assert (empty.coverage, empty.density, empty.mass, empty.score) == (0, 0, 0, 0)


def test_undefined_rows_are_dropped_and_too_few_cases_say_nothing():
    x, cases = rows(), planted(rows())
    cases[:50] = np.nan
    found = discover(x, cases, 1)
    assert (found.rows, found.dropped) == (ROWS - 50, 50) and set(found.box.limits) == {0, 3}
    few = np.zeros(ROWS)
    few[:9] = 1
    assert discover(x, few, 1) is None and discover(x, 1 - few, 1) is None
    cases[:400] = np.nan
    assert discover(x, cases, 1) is None


def test_the_same_question_has_the_same_answer():
    x = rows(3)
    one, other = (discover(x, planted(x, 0.85, 0.1), 5) for _ in range(2))
    assert one == other


def test_limits_in_plain_words():
    number = next(one for one in uncertain() if one.name == "defendant.charged_share")
    assert words(number, Limits(0.0, 0.25)) == (
        f"{number.meaning} is below {number.value(0.25):.3g} (the lower 25% of what is believed)"
    )
    assert words(number, Limits(0.7, 1.0)).endswith("(the upper 30% of what is believed)")
    assert "a middle 40% of what is believed" in words(number, Limits(0.3, 0.7))
    months = next(one for one in uncertain() if one.unit == "months")
    assert " months (" in words(months, Limits(0.0, 0.5))
    assert words(dataclasses.replace(toy(1)), Limits(0.0, 0.5)) == "argument 1 lies between 0.00 and 0.50"


def test_values_that_many_rows_share_come_to_an_end() -> None:
    """As those of an ensemble do, whose members come again with other luck, and stand at the end of a prior."""
    rng = np.random.default_rng(5)
    x = np.round(rng.random((60, 4)), 1).repeat(4, axis=0)
    cases = x[:, 0] > 0.75
    boxes = peeled(x, cases, ordered(x))
    assert all(after.mass < before.mass for before, after in pairwise(boxes) if len(after.limits) >= len(before.limits))
    assert max(boxes, key=lambda box: box.score).limits[0].low == pytest.approx(0.75, abs=0.051)
    same = np.full((60, 2), 0.5)
    assert [box.mass for box in peeled(same, np.arange(60) % 2 > 0, ordered(same))] == [1.0]
