"""Survival: estimates against a case worked by hand, against plain counts, and the same twice."""

import json
import warnings
from fractions import Fraction

import numpy as np
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter

from experiments.cli import main
from experiments.spells import OPEN, QUESTIONS, Spells, grouped, spells
from experiments.survival import LAST, MONTH, STILL, Curve, curve, curves, estimate, over_draws
from model import survivor
from model.simulation import SurvivorJourneys
from model.survivor import Exploitation

DAYS = np.array([40.0, 70.0, 70.0, 70.0, 100.0, 130.0, 160.0, 190.0])
ENDS = np.array([1, 1, 2, OPEN, 2, 1, OPEN, 1])
"""Eight spells: ends of two kinds, three of one length (of them one censored), and two censored in all."""


def by_hand(kind: int) -> list[Fraction]:
    """Return the Aalen-Johansen share of an end, or the Kaplan-Meier share (STILL), after each length."""
    left, share, shares = Fraction(1), Fraction(0), []
    for day in sorted(set(DAYS)):
        at_risk = int((day <= DAYS).sum())
        here = [int(((day == DAYS) & (end == ENDS)).sum()) for end in (1, 2)]
        if kind != STILL:
            share += left * Fraction(here[kind - 1], at_risk)
        left *= 1 - Fraction(sum(here), at_risk)
        shares.append(left if kind == STILL else share)
    return shares


@pytest.mark.parametrize("kind", [1, 2, STILL])
def test_estimates_are_those_worked_by_hand_ties_included(kind):
    after = np.searchsorted(np.sort(DAYS), sorted(set(DAYS)), side="right")
    np.testing.assert_allclose(estimate(DAYS, ENDS, kind)[0][after], [float(x) for x in by_hand(kind)], rtol=1e-12)


def test_the_case_worked_by_hand_is_what_the_books_say():
    """Out of 8: 1/8; then 7/8 x 1/7 more at the tie; then of 4 left one of the other kind, of 3 left one more."""
    left = Fraction(7, 8) * Fraction(5, 7)
    assert by_hand(1)[:2] == [Fraction(1, 8), Fraction(1, 8) + Fraction(7, 8) * Fraction(1, 7)]
    assert by_hand(STILL)[2] == left * Fraction(3, 4)
    assert by_hand(1)[3] == Fraction(1, 4) + left * Fraction(3, 4) * Fraction(1, 3)


@pytest.mark.parametrize("kind", [1, 2])
def test_without_censoring_a_share_is_a_plain_count(kind):
    luck = np.random.default_rng(1)
    days, ends = np.ceil(luck.exponential(200.0, 500) / 7) * 7, luck.integers(1, 3, 500)  # many ties
    found = curve(days, ends, kind)
    for month in (1, 6, 12, 24, 60):
        assert found.share[month] == pytest.approx(np.mean((days <= month * MONTH) & (ends == kind)), abs=1e-12)


def test_no_luck_is_used_and_no_warning_given():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one, two = curve(DAYS, ENDS, 1), curve(DAYS[::-1], ENDS[::-1], 1)
    np.testing.assert_array_equal(one.share, two.share)
    np.testing.assert_array_equal(one.low, two.low)
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


def test_intervals_hold_the_share_and_lie_between_0_and_1():
    for kind in (1, 2, STILL):
        found = curve(DAYS, ENDS, kind)
        known = np.isfinite(found.low)
        assert known.any()
        assert (found.low[known] <= found.share[known]).all() and (found.share[known] <= found.high[known]).all()
        assert (found.low[known] >= 0.0).all() and (found.high[known] <= 1.0).all()
        assert (found.low[known] < found.low_50[known]).all() and (found.high_50[known] < found.high[known]).all()
        assert (found.low_50[known] <= found.share[known]).all() and (found.share[known] <= found.high_50[known]).all()


@pytest.mark.parametrize("kind", [1, 2, STILL])
def test_the_narrow_interval_is_the_one_that_lifelines_makes_at_half(kind):
    order = np.lexsort((ENDS, ENDS == OPEN, DAYS))
    ranks, kinds = np.arange(1.0, DAYS.size + 1), ENDS[order]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        if kind == STILL:
            fitter = KaplanMeierFitter(alpha=0.5).fit(ranks, kinds != OPEN)
        else:
            fitter = AalenJohansenFitter(alpha=0.5).fit(ranks, kinds, event_of_interest=kind)
    found = estimate(DAYS, ENDS, kind)
    known = np.isfinite(found[3])
    assert known.any()
    theirs = np.sort(fitter.confidence_interval_.to_numpy(), axis=1)
    np.testing.assert_allclose(found[3:, known].T, theirs[known], rtol=1e-9)


def test_a_share_is_not_told_beyond_the_last_person_followed():
    days, ends = np.array([50.0, 80.0]), np.array([1, OPEN])
    assert np.isnan(curve(days, ends, 1).share[3:]).all()
    assert (curve(days, np.array([OPEN, 1]), 1).share[3:] == 1.0).all()  # the longest has ended: nobody is left
    assert np.isnan(curve(np.zeros(0), np.zeros(0, int), 1).share).all()


def test_several_draws_give_median_and_percentiles():
    draws = [
        Curve(np.full(LAST + 1, x), *np.full((4, LAST + 1), np.nan), np.full(LAST + 1, 9.0)) for x in (0.1, 0.2, 0.6)
    ]
    found = over_draws(draws)
    assert found.share[5] == pytest.approx(0.2)
    ends = np.quantile([0.1, 0.2, 0.6], (0.05, 0.25, 0.75, 0.95))
    assert [found.low[5], found.low_50[5], found.high_50[5], found.high[5]] == pytest.approx(ends)


# Spells ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sim():
    return SurvivorJourneys(people=1_000, last_year=2020, journal=True, collect=False).run()


@pytest.mark.parametrize("name", QUESTIONS)
def test_spells_are_read_the_same_twice_and_add_up(sim, name):
    question = QUESTIONS[name]
    one, two = spells(sim, question), spells(sim, question)
    assert len(one) > 0
    np.testing.assert_array_equal(one.days, two.days)
    assert (one.days > 0).all() and (one.since + one.days <= sim.calendar.end + 1e-9).all()
    ended = curves({"all": one}, len(question.ends), bounded=False)
    total = np.sum([each.share for each in ended.values()], axis=0)
    np.testing.assert_allclose(total[np.isfinite(total)], 1.0)


def test_spells_after_exit_agree_with_the_outcome_of_the_same_name(sim):
    found = spells(sim, QUESTIONS["re-trafficking"])
    people = sim.survivors
    entered = people.flow(survivor.exploitation, Exploitation.EXITED)
    here = people.by_group(entered, survivor.nation)[..., 0].sum() if entered.ndim else 0
    at_start = np.count_nonzero(
        (people.store.founding[:, people.layout.columns[survivor.exploitation]] == Exploitation.EXITED)
        & (people.store.here == 1) & (people.level(survivor.nation) == 0)
    )  # fmt: skip
    assert len(found) == here - at_start
    followed = found.only(found.since + 365.25 <= sim.calendar.end)
    plain = np.mean((followed.end == 1) & (followed.days <= 12 * MONTH))
    assert curve(followed.days, followed.end, 1).share[12] == pytest.approx(plain, abs=1e-12)


def test_a_spell_does_not_end_as_it_begins_and_the_first_end_goes_before(sim):
    found = spells(sim, QUESTIONS["recognition"])
    assert set(np.unique(found.end)) == {OPEN, 1, 2}
    assert found.days.min() > 0


def test_groups_share_out_all_spells(sim):
    found = spells(sim, QUESTIONS["re-trafficking"])
    groups = grouped(sim, found, survivor.age)
    assert list(groups) == ["all", "age=child", "age=adult"]
    assert len(groups["age=child"]) + len(groups["age=adult"]) == len(groups["all"])
    assert isinstance(groups["age=child"], Spells)


# The command ----------------------------------------------------------------------------------------------------------

SMALL = ["--people", "400", "--to", "2018"]


def test_the_command_prints_a_table_and_writes_a_page(tmp_path, capsys):
    assert main(["survival", "--of", "re-trafficking", "--by", "sex", *SMALL, "--out", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "exploited again" in printed and "90% interval" in printed and "sex=female" in printed
    assert {p.name for p in tmp_path.iterdir()} == {"survival.json", "survival.html"}
    html = (tmp_path / "survival.html").read_text()
    assert html.startswith("<!DOCTYPE html>") and "within 12 months of leaving exploitation" in html
    assert "intervals are chance alone" in html and "showlegend" not in html.replace('"showlegend": false', "")
    document = json.loads((tmp_path / "survival.json").read_text())
    assert {r["month"] for r in document["shares"]} == {6, 12, 24, 60}
    assert len(document["curves"][0]["value"]) == LAST + 1


def test_the_command_gives_the_same_json_twice_and_takes_draws(capsys):
    words = ["survival", "firewall", "--of", "detention-release", *SMALL, "--draws", "2", "--json", "--quiet"]
    assert main(words) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == first
    assert first["draws"] == 2 and any("not knowing the numbers and chance both" in note for note in first["notes"])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--of", "retrafficking"], "did you mean 're-trafficking'"),
        (["--of", "decision", "--by", "agee"], "did you mean 'age'"),
        ([], "--of"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(given, told, capsys):
    try:
        status = main(["survival", *given, *SMALL])
    except SystemExit as left:
        status = left.code
    printed = capsys.readouterr()
    assert status == 2
    assert told in printed.err and len(printed.err.strip().splitlines()) == 1
