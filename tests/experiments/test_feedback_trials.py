"""Feedback trials: their worlds can be lived, and pages and pictures tell what was found."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from experiments.feedback_trials import SEEDS, Found, page, picture, sentence, world
from experiments.line_chart import Line, LineChart, svg
from experiments.trials import CONVICTING, TRIALS, WAITING
from model.register import quantities


def found(trial, slope):
    """Return findings that move by `slope` per cent of 1,000 from level to level, in the direction expected."""
    shape = (len(trial.lines), len(trial.levels), len(SEEDS), len(trial.watched))
    values = np.full(shape, 1_000.0) + np.arange(len(SEEDS))[:, None]
    for k, watched in enumerate(trial.watched):
        for i in range(len(trial.lines)):
            sign = trial.expects.get(watched, 0)
            more = 1 + i * trial.expects_between.get(watched, 0) * sign / 2
            values[i, :, :, k] += 10 * slope * sign * more * np.arange(len(trial.levels))[:, None]
    return Found(trial, values)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda t: t.key)
def test_every_world_names_numbers_of_the_model(trial):
    known = quantities()
    for line in range(len(trial.lines)):
        for level in trial.levels:
            times, numbers = world(trial, line, level)
            assert {name for name, _ in (*times, *numbers)} <= known.keys()
            assert dict(times if trial.multiplies else numbers)[trial.turned[0].name] == level
    assert set(trial.expects) | set(trial.expects_between) | set(trial.drawn) <= set(trial.watched)


def test_a_trial_is_shown_only_if_every_direction_is():
    assert sentence(found(CONVICTING, 1.0)).endswith("**Shown.**")
    assert sentence(found(CONVICTING, -1.0)).endswith("**Not shown in full.**")
    assert sentence(found(WAITING, 0.0)).endswith("**Not shown in full.**")


def test_the_page_tells_means_differences_and_errors():
    said = page([found(WAITING, 1.0)])
    assert "1,004 |" in said and "1,014 (+10 ± 0)" in said and "feedbacks/waits.svg" in said


@pytest.mark.parametrize("values", [(0.0, 5.0, 9.5), (0.0, -3.0, 12.0), (0.0, -1.0, -8.0), (0.0, 0.0, 0.0)])
def test_a_picture_is_well_formed_and_keeps_its_points_inside(values):
    chart = LineChart("a <title>", ("1", "2", "3"), "level", "change", (Line("one & only", values, (0.0, 0.5, 1.0)),))
    root = ET.fromstring(svg(chart))
    width, height = float(root.get("width")), float(root.get("height"))
    points = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(points) == 3
    assert all(0 < x < width and 0 < y < height for x, y in points)
    assert root.find("{http://www.w3.org/2000/svg}title").text == "a <title>"


def test_a_picture_draws_per_cent_of_the_first_level():
    drawn = picture(found(WAITING, 1.0))
    assert drawn.lines[0].values[0] == 0.0
    assert drawn.lines[0].values[1] == pytest.approx(100 * 10 / 1_003.5)
