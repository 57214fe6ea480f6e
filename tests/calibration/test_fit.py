"""The fit against a toy whose exact posterior is known, and its parts against exact answers."""

import numpy as np
import pytest

from calibration import toy
from calibration.checks import coverage, left_out, mixing
from calibration.density import Aims, Density
from calibration.emulator import fitted
from calibration.fit import Fit, Wave, fit, moved
from calibration.posterior import marks_of, quantiles_of, scores_of
from calibration.sampler import effective, normal, r_hat, sampled, turned

WAVES = (
    Wave("wave 1", 300, None, 0.0), Wave("wave 2", 150, None, 2.5), Wave("wave 3", 150, None, 1.5),
    Wave("wave 4", 150, None, 1.0), Wave("ensemble", 400, None, 1.0, 40),
    Wave("second ensemble", 400, None, 1.0, corrects=True),
)  # fmt: skip


def worlds(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return, over worlds, spread over the exact spread, bias in exact spreads, and whether 50% and 90% hold."""
    ratios, biases, held = [], [], []
    for seed in range(1, count + 1):
        truth, goal = toy.pseudo(seed)
        found = scores_of(fit(WAVES, goal, toy.INPUTS, toy.as_evaluator(seed), seed).marks[-1])
        exact = toy.exact(goal, 1_000, seed)
        ratios.append(found.std(axis=0) / exact.std(axis=0))
        biases.append((found.mean(axis=0) - exact.mean(axis=0)) / exact.std(axis=0))
        low, high = np.quantile(found, ((0.25, 0.05), (0.75, 0.95)), axis=0)
        held.append(((low <= truth) & (truth <= high)).mean(axis=1))
    return np.array(ratios), np.array(biases), np.array(held)


def test_spreads_are_those_of_the_exact_posterior() -> None:
    ratios, biases, _ = worlds(4)
    assert 0.85 < np.median(ratios) < 1.2
    assert np.quantile(ratios, 0.05) > 0.75 and np.quantile(ratios, 0.95) < 1.35
    assert np.median(abs(biases)) < 0.2


@pytest.mark.slow
def test_intervals_hold_what_they_say_in_two_hundred_worlds() -> None:
    ratios, _, held = worlds(200)
    assert 0.85 < np.median(ratios) < 1.2
    for inner, share in zip((0.5, 0.9), held.T, strict=True):
        error = share.std(ddof=1) / np.sqrt(len(share))
        assert abs(share.mean() - inner) < 3 * error + 0.02, (inner, share.mean(), error)


def test_an_emulator_finds_a_quadratic_and_what_it_depends_on() -> None:
    scores = normal(1, "runs", 0, (400, 30))
    truth = 2.0 + scores[:, 3] - 0.5 * scores[:, 7] ** 2 + 0.3 * scores[:, 3] * scores[:, 7]
    noise = 0.1 * normal(1, "noise", 0, (400, 1))[:, 0]
    found = fitted(scores, (truth + noise)[:, None])
    assert set(found.depends[0][:2]) == {3, 7}
    fresh = normal(2, "runs", 0, (200, 30))
    expected = 2.0 + fresh[:, 3] - 0.5 * fresh[:, 7] ** 2 + 0.3 * fresh[:, 3] * fresh[:, 7]
    assert np.std(found(fresh)[:, 0] - expected) < 0.04
    assert np.sqrt(found.error[0, 0]) == pytest.approx(0.1, rel=0.15)  # three standard errors of a standard deviation


def test_undefined_figures_are_left_out_run_by_run() -> None:
    scores = normal(1, "runs", 0, (300, 5))
    figure = scores[:, 0].copy()
    figure[::7] = np.nan
    found = fitted(scores, figure[:, None])
    assert np.isfinite(found(scores)).all() and np.isnan(found.left_out[::7]).all()
    with pytest.raises(ValueError, match="an emulator needs 40"):
        fitted(scores, np.where(np.arange(300) < 39, figure, np.nan)[:, None])


def test_the_slope_of_the_density_is_its_derivative() -> None:
    scores = normal(3, "runs", 0, (300, 12))
    figures = np.stack((scores[:, 0] + scores[:, 1] * scores[:, 2], scores[:, 2] ** 2, scores[:, 4]), axis=1)
    goal = Aims(np.array([0.5, 1.0, -2.0]), np.array([0.5, 1.5, 9.0]), np.array([0.1, 0.2, 0.3]))
    density = Density(fitted(scores, figures), goal, np.array([0, 2, 4]), normal(4, "others", 0, (6, 12)))
    at = normal(5, "at", 0, (6, 3))
    _, slope = density(at)
    for place in range(3):
        step = 1e-6 * np.eye(3)[place]
        change = (density(at + step)[0] - density(at - step)[0]) / 2e-6
        assert np.allclose(change, slope[:, place], rtol=1e-5, atol=1e-5)


def test_inside_an_interval_nothing_is_missed() -> None:
    goal = Aims(np.array([1.0]), np.array([2.0]), np.array([0.1]))
    assert goal.missed(np.array([[0.5], [1.5], [2.5]])).ravel().tolist() == [-0.5, 0.0, 0.5]


def test_chains_of_a_known_normal_have_its_spread() -> None:
    spread = np.array([[1.0, 0.8], [0.8, 2.0]])
    known = np.linalg.inv(spread)

    def potential(at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        slope = at @ known
        return 0.5 * (at * slope).sum(axis=1), slope

    turn = turned(np.repeat(known[None], 40, axis=0))
    draws, accepted = sampled(potential, turn, normal(1, "start", 0, (40, 2)), 300, 1, "known", 60)
    worth = effective(draws).min()
    assert r_hat(draws).max() < 1.02 and worth > 2_000 and 0.5 < accepted < 0.99
    found = np.cov(draws.reshape(-1, 2).T)
    assert np.allclose(found, spread, atol=4 * 2.0 * np.sqrt(2 / worth))  # four standard errors of a variance


def test_a_fit_is_the_same_to_the_last_bit_however_often_it_is_made() -> None:
    _, goal = toy.pseudo(1)
    one, two = (fit(WAVES[:3], goal, toy.INPUTS, toy.as_evaluator(1), 1) for _ in range(2))
    assert (one.marks[-1] == two.marks[-1]).all()


def test_no_input_is_fitted_that_moves_one_figure_alone() -> None:
    scores = normal(1, "runs", 0, (300, 6))
    figures = np.stack([scores[:, 0] + scores[:, 1]] * 2 + [scores[:, 2]] + [scores[:, 1]] * 3, axis=1)
    goal = Aims(np.zeros(6), np.zeros(6), np.full(6, 0.1))
    assert set(moved(fitted(scores, figures), goal, 6)) == {0, 1}


def test_at_most_half_as_many_inputs_are_fitted_as_there_are_figures() -> None:
    scores = normal(1, "runs", 0, (300, 8))
    figures = np.stack([scores.sum(axis=1), scores @ np.arange(8.0)] * 2, axis=1)
    goal = Aims(np.zeros(4), np.zeros(4), np.full(4, 0.1))
    assert len(moved(fitted(scores, figures), goal, 8)) == 2


def test_the_sampler_is_told_to_mix_on_the_toy() -> None:
    _, goal = toy.pseudo(2)
    found = mixing(fit(WAVES[:4], goal, toy.INPUTS, toy.as_evaluator(2), 2))
    assert not found.refused and found.r_hat < 1.05


def test_marks_lose_less_than_a_hundred_thousandth() -> None:
    scores = np.linspace(-3.5, 3.5, 1_001)
    assert abs(quantiles_of(marks_of(scores)) - quantiles_of(marks_of(scores_of(marks_of(scores))))).max() == 0.0
    from scipy.special import ndtr

    assert abs(quantiles_of(marks_of(scores)) - ndtr(scores)).max() < 1e-5


def test_a_fit_goes_through_waves_only_once_each() -> None:
    _, goal = toy.pseudo(3)
    seen = []

    def counted(wave: Wave, marks: np.ndarray, luck: np.ndarray) -> np.ndarray:
        seen.append((wave.name, len(marks), len(set(luck.tolist()))))
        return toy.expected(scores_of(marks))

    found = Fit(goal, toy.INPUTS, counted, 3)
    found.wave(WAVES[0])
    found.wave(WAVES[1])
    assert seen == [("wave 1", 300, 300), ("wave 2", 150, 150)]


def test_members_are_corrected_one_by_one_and_keep_what_is_not_fitted() -> None:
    _, goal = toy.pseudo(6)
    few = Aims(goal.least[:8], goal.most[:8], goal.spread[:8])

    def run(wave: Wave, marks: np.ndarray, luck: np.ndarray) -> np.ndarray:
        return toy.as_evaluator(6)(wave, marks, luck)[:, :8]

    found = fit((*WAVES[:2], *WAVES[-2:]), few, toy.INPUTS, run, 6)
    assert len(found.chosen) <= 4
    rest = np.setdiff1d(np.arange(toy.INPUTS), found.chosen)
    before, after = found.marks[-2:]
    assert (before[:, rest] == after[:, rest]).all() and (before[:, found.chosen] != after[:, found.chosen]).any()
    missed = [abs(few.missed(toy.expected(scores_of(marks))[:, :8]) / few.spread).mean() for marks in found.marks[-2:]]
    assert missed[1] < missed[0], "what inputs that are not fitted do is made up for"


def test_a_wave_that_corrects_has_the_members_of_the_wave_before() -> None:
    _, goal = toy.pseudo(3)
    with pytest.raises(ValueError, match="399 members, and the wave before it 150"):
        fit((*WAVES[:2], Wave("ensemble", 399, None, 1.0, corrects=True)), goal, toy.INPUTS, toy.as_evaluator(3), 3)


def test_a_figure_that_contradicts_the_others_is_told() -> None:
    _, goal = toy.pseudo(4)
    wrong = goal.least.copy()
    wrong[24] += 1.5  # twenty-five of its own spreads
    goal = Aims(wrong, wrong, goal.spread)
    found = fit(WAVES[:4], goal, toy.INPUTS, toy.as_evaluator(4), 4)
    away = {each.figure: each.away for each in left_out(found, [f"series {at}" for at in range(26)])}
    assert away[24] > 3.0 and sum(abs(each) > 3.0 for each in away.values()) <= 4


def test_coverage_on_the_toy_is_what_intervals_say() -> None:
    _, goal = toy.pseudo(5)
    found = coverage(fit(WAVES[:1], goal, toy.INPUTS, toy.as_evaluator(5), 5), 16)
    for inner, held, error in zip((0.5, 0.9), found.held, found.error, strict=True):
        assert abs(held - inner) < 3 * error + 0.05
