"""Forecasts: scores against exact ones."""

import numpy as np
import pytest

from calibration.density import Aims
from calibration.forecast import crps, scored
from calibration.sampler import normal
from calibration.series import aims


def test_the_score_of_draws_is_that_of_their_distribution() -> None:
    draws = 3.0 + 0.5 * normal(1, "draws", 0, (20_000, 1))[:, 0]
    goal = Aims(np.array([3.4]), np.array([3.4]), np.array([0.1]))
    assert scored(0, aims()[:1], goal, draws).score == pytest.approx(crps(3.0, 0.5, 3.4), abs=0.01)


def test_a_sharp_right_forecast_scores_better_than_a_vague_or_a_wrong_one() -> None:
    assert crps(1.0, 0.1, 1.0) < crps(1.0, 1.0, 1.0) < crps(5.0, 1.0, 1.0)


def test_a_straight_line_needs_two_earlier_years() -> None:
    from calibration.forecast import naive

    by_id = {aim.fact_id: aim for aim in aims()}
    assert naive(by_id["F022.cg_positive_share_adult"], aims(), by_id["F022.cg_positive_share_adult"].aimed_at)
    assert naive(by_id["F207"], aims(), by_id["F207"].aimed_at) is None
