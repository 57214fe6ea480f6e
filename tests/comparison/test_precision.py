"""Precision: what users write, what is seen, how many draws come next, and coverage where the rule stops."""

from math import exp, inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from experiments.comparison.precision import FEWEST, Asked, Look, look, next_draws, parse, reached

NAN = float("nan")
FIFTY = Asked("retrafficked", 50.0)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("retrafficked=50", FIFTY),
        (" retrafficked = 50 ", FIFTY),
        ("cg_days_median=2%", Asked("cg_days_median", 0.02, True)),
        ("nrm_referrals=1%", Asked("nrm_referrals", 0.01, True)),
        ("conviction_rate=.005", Asked("conviction_rate", 0.005)),
    ],
)
def test_what_is_asked_is_read(text, asked):
    assert parse(text) == asked
    assert parse(str(asked)) == asked


@pytest.mark.parametrize(
    "text", ["", "retrafficked", "=5", "retrafficked=", "retrafficked=x", "retrafficked=-5", "retrafficked=nan",
             "retrafficked=inf", "retrafficked=1_0", "retrafficked=5%%", "retrafficked=5=6", "a b=5", "x=1e5", "x=٣"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="such as retrafficked=50"):
        parse(text)


@pytest.mark.parametrize("text", ["retrafficked=0", "retrafficked=0%", "retrafficked=" + "9" * 400])
def test_nothing_and_too_much_are_refused(text):
    with pytest.raises(ValueError, match="must be above 0 and finite"):
        parse(text)


def test_an_unknown_outcome_is_refused_with_the_nearest():
    assert parse("retrafficked=50", ["retrafficked", "convictions"]) == FIFTY
    with pytest.raises(ValueError, match="did you mean 'retrafficked'"):
        parse("retraficked=50", ["retrafficked", "convictions"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        assert parse(text).half_width > 0
    except ValueError as error:
        assert "\n" not in str(error).replace(text, "")


def test_a_look_by_hand():
    values = np.array([-1.0, 1.0] * 50)
    seen = look(values * 100, FIFTY)
    spread = t.ppf(0.95, 99) * 100 * sqrt(100 / 99)
    assert (seen.draws, seen.mean, seen.target) == (100, 0.0, 50.0)
    assert seen.half_width == pytest.approx(spread / 10)
    assert seen.needed == FEWEST and seen.within
    close = look(values * 100, Asked("retrafficked", 5.0))
    assert close.needed == int(np.ceil((spread / 5) ** 2)) and not close.within


def test_a_share_is_of_the_size_of_the_baselines_mean():
    baseline = np.full(100, -500.0)
    seen = look(np.array([-1.0, 1.0] * 50), Asked("x", 0.02, True), baseline)
    assert seen.target == pytest.approx(10.0)
    assert not look(np.array([-1.0, 1.0] * 50), Asked("x", 0.02, True), np.zeros(100)).within
    with pytest.raises(ValueError, match="share of the baseline"):
        look(np.zeros(3), Asked("x", 0.02, True))


def test_undefined_draws_are_drawn_all_the_same():
    some = np.array([-100.0, 100.0, -100.0, 100.0, NAN] * 20)
    without = look(some[np.isfinite(some)], Asked("x", 5.0))
    seen = look(some, Asked("x", 5.0))
    assert seen.half_width == without.half_width
    assert seen.needed == pytest.approx(without.needed * 1.25, abs=1)


def test_too_little_says_nothing():
    for values in (np.array([]), np.array([1.0]), np.array([1.0, NAN, NAN])):
        seen = look(values, FIFTY)
        assert seen.half_width == inf and not seen.within
    assert not look(np.zeros(19), FIFTY).within
    assert look(np.zeros(20), FIFTY).within


def toy(needed, within):
    return Look(FIFTY, 100, 0.0, 10.0 if within else 90.0, 50.0, needed)


@pytest.mark.parametrize(
    ("histories", "done", "most", "following"),
    [
        ([], 0, 500, 20),
        ([], 0, 8, 8),
        ([], 8, 8, 8),
        ([[toy(30, False)]], 20, 500, 30),  # to the estimate
        ([[toy(22, False)]], 20, 500, 25),  # a quarter more at least
        ([[toy(900, False)]], 20, 500, 40),  # twice as many at most
        ([[toy(900, False)]], 400, 500, 500),  # never more than the most
        ([[toy(900, False)]], 500, 500, 500),
        ([[toy(20, True)]], 40, 500, 50),  # to be confirmed
        ([[toy(20, True)] * 2], 50, 500, 50),  # confirmed
        ([[toy(20, True)] * 2, [toy(70, False)] * 2], 50, 500, 70),  # one outcome is not there yet
        ([[toy(20, True), toy(70, False)]], 50, 500, 70),  # lost again
    ],
)
def test_the_next_number_of_draws(histories, done, most, following):
    assert next_draws(histories, done, most) == following


def test_one_look_is_not_enough():
    good, bad = toy(20, True), toy(20, False)
    assert reached([bad, good, good])
    assert not any(reached(looks) for looks in ([], [good], [good, bad], [bad, good]))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.floats(0.1, 1000), st.integers(1, 2000))
def test_a_plan_always_ends(half_width, most):
    rng = np.random.default_rng(7)
    values, asked, looks, done = rng.normal(0, 100, most), Asked("x", half_width), [], 0
    for _ in range(40):
        following = next_draws([looks] if looks else [[]], done, most)
        if following == done:
            break
        assert done < following <= most
        done = following
        looks.append(look(values[:done], asked))
    assert done == most or reached(looks)


def stopped(draw, asked, most):
    """Return the mean of the draws at which the plan stops, and their number."""
    values, looks = draw(20), []
    while True:
        looks.append(look(values, asked))
        following = next_draws([looks], values.size, most)
        if following == values.size:
            return values.mean(), values.size
        values = np.append(values, draw(following - values.size))


@pytest.mark.parametrize("enough", [15, 40, 100])
@pytest.mark.parametrize("shape", ["normal", "log-normal"])
def test_the_interval_asked_for_covers_although_the_stop_depends_on_what_is_seen(shape, enough):
    rng = np.random.default_rng(11)
    log_sd = 0.5
    draw, mean, sd = {
        "normal": (lambda n: rng.normal(3, 2, n), 3.0, 2.0),
        "log-normal": (
            lambda n: rng.lognormal(0, log_sd, n), exp(log_sd**2 / 2),
            sqrt((exp(log_sd**2) - 1) * exp(log_sd**2)),
        ),
    }[shape]  # fmt: skip
    asked, trials = Asked("x", t.ppf(0.95, 10**6) * sd / sqrt(enough)), 1200
    found = [stopped(draw, asked, 5000) for _ in range(trials)]
    coverage = np.mean([abs(m - mean) <= asked.half_width for m, _ in found])
    assert coverage > 0.9 - 4 * sqrt(0.09 / trials)
    assert np.mean([n for _, n in found]) < 1.6 * max(enough, FEWEST)
