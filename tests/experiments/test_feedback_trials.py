"""Feedback trials: their worlds can be lived, and pages and pictures tell what was found."""

import numpy as np
import pytest

from experiments.feedback_trials import SEEDS, Found, page, picture, sentence, world
from experiments.figure import figure
from experiments.line_chart import Line, line_chart
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


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((0.0, 5.0, 9.5), "Largest change at 3: one & only, +9.5%"),
        ((0.0, -3.0, 12.0), "Largest change at 3: one & only, +12.0%"),
        ((0.0, -1.0, -8.0), "Largest change at 3: one & only, -8.0%"),
        ((0.0, 4.0, 0.9), "No line differs from 0 at 3 by more than chance"),
        ((0.0, 0.0, 0.0), "No line differs from 0 at 3 by more than chance"),
    ],
)
def test_a_picture_has_its_values_errors_and_names_and_says_what_stands_out(values, title):
    lines = (Line("one & only", values, (0.0, 0.5, 1.0)), Line("another", (0.0, 0.1, 0.2), (0.0, 0.5, 1.0)))
    chart = line_chart("key", ("1", "2", "3"), "level", "more than at first", lines)
    assert chart.title == title and chart.rows[0][1:] == tuple(
        f"{v:+.1f} ± {e:.1f}" for v, e in zip(values, (0.0, 0.5, 1.0), strict=True)
    )
    made = figure(chart)
    drawn = [trace for trace in made.data if trace.mode == "lines+markers"]
    assert list(drawn[0].y) == list(values) and list(made.layout.xaxis.ticktext) == ["1", "2", "3"]
    assert list(made.data[0].error_y.array) == pytest.approx([0.0, 0.5, 1.0])
    assert any("one &amp; only" in note.text for note in made.layout.annotations)


def test_a_picture_draws_per_cent_of_the_first_level():
    drawn = figure(picture(found(WAITING, 1.0))).data
    line = next(trace for trace in drawn if trace.mode == "lines+markers")
    assert line.y[0] == 0.0
    assert line.y[1] == pytest.approx(100 * 10 / 1_003.5)
