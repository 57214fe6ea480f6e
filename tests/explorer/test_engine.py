"""Answers that are those of a comparison: draws lived a moment at a time, workers, and readers who take turns."""

import time

import numpy as np
import pytest
from app_toys import question, scenario

from experiments.app import asking, paired
from experiments.app.answer import Answer
from experiments.app.engine import Engine
from experiments.app.paired import OUTCOMES, Pair, PairedDraw
from experiments.app.settings import Settings
from experiments.job import Plan
from experiments.runner import studied


def test_an_answer_is_paired_and_tells_no_direction_of_few_draws():
    asked = question(draws=30)
    answer, rng = Answer(asked), np.random.default_rng(2)
    for draw in range(1, 31):
        base = rng.normal(1000.0, 300.0, (len(OUTCOMES), 3))
        answer.pairs[draw] = Pair(base, base + np.array([0.0, -5.0, -7.0]))
        line = answer.line("retrafficked")
        assert line.direction == ("none" if draw < 20 else "lower")
    np.testing.assert_allclose(line.difference[-1], [-12.0] * 5)
    assert answer.finished and asked.since == 2015


def test_questions_that_ask_the_same_have_one_answer():
    assert question().key == question(name="other words").key != question(coverage=0.5).key


def lived(job):
    """Live a draw to its end; return what it leaves, and in how many moments."""
    for moments in range(1, 100_000):
        if (pair := job.run()) is not None:
            return pair, moments
    raise AssertionError("no end")


def test_a_draw_is_lived_a_moment_at_a_time_and_let_go_for_another(monkeypatch):
    whole, _ = lived(question().job(1))
    monkeypatch.setattr(paired, "MOMENT", 0.0)
    PairedDraw.kept.clear()
    pair, cold = lived(question().job(1))
    assert question(coverage=0.5).job(1).run() is None
    again, warm = lived(question().job(1))
    for found in (pair, again):
        np.testing.assert_array_equal(found.base, whole.base)
        np.testing.assert_array_equal(found.scenario, whole.scenario)
    assert warm < cold / 2


def test_a_baseline_half_lived_serves_another_lever_and_a_run_that_fails_can_be_asked_for_again(monkeypatch):
    monkeypatch.setattr(paired, "MOMENT", 0.0)
    PairedDraw.kept.clear()
    whole, cold = lived(question().job(2))
    PairedDraw.kept.clear()
    for _ in range(cold // 3):
        assert question(coverage=0.5).job(2).run() is None
    pair, rest = lived(question().job(2))
    assert cold / 2 < rest + cold // 3 <= cold + 2
    np.testing.assert_array_equal(pair.scenario, whole.scenario)
    PairedDraw.kept.clear()
    monkeypatch.setattr(paired, "changes_of", lambda scenario: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            lived(question().job(2))
    assert not PairedDraw.kept and PairedDraw.begun is None and PairedDraw.under_way is None


def test_baselines_of_the_first_draws_are_kept_and_those_of_other_questions_go_first():
    PairedDraw.kept.clear()
    for draw in (4, 2, 3, 7, 1, 5):
        lived(question().job(draw))
    assert sorted(place.draw for place in PairedDraw.kept) == [1, 2, 3]
    lived(question(start="2015-06-01").job(6))
    assert len(PairedDraw.kept) == paired.KEPT and 6 in {place.draw for place in PairedDraw.kept}
    PairedDraw.kept.clear()


def test_every_worker_has_draws_of_its_own_and_helps_out_in_the_end():
    answer = Answer(question(draws=5))
    assert [answer.free(2, worker, 3) for worker in range(3)] == [1, 2, None]
    assert [answer.free(None, worker, 3) for worker in range(3)] == [1, 2, 3]
    answer.taken |= {1, 4}
    assert answer.free(2, 0, 3) is None and answer.free(None, 0, 3) == 5


def test_a_draw_that_nobody_wants_or_that_waits_behind_a_new_question_is_let_go():
    engine = Engine(workers=0)
    engine.workers = 1
    (first,) = engine.want("one", [question(draws=5)])
    assert [engine._next(0)[1] for _ in range(3)] == [1, 2, 3]
    assert engine._goes_on(0, first, 3)
    engine.want("two", [question(coverage=0.5)])
    assert engine._goes_on(0, first, 2) and not engine._goes_on(0, first, 3)
    engine._done(first, 3, None)
    assert first.taken == {1, 2} and not first.failed
    engine.want("one", [question(draws=5)], patient=True)
    assert not engine._goes_on(0, first, 2), "two wants more"
    assert [engine._next(0)[1] for _ in range(3)] == [1, 2, 3]
    assert engine._goes_on(0, first, 2), "nobody else wants anything"
    engine.want("one", [])
    assert not engine._goes_on(0, first, 2)
    engine.close()
    assert engine._next(0) is None


@pytest.mark.slow
def test_answers_are_those_of_a_comparison_and_readers_take_turns():
    engine = Engine(workers=2)
    asked, other = question(draws=3), question(draws=2, coverage=0.5)
    first, second = engine.want("one", [asked]), engine.want("two", [other])
    until = time.monotonic() + 300
    while not (first[0].finished and second[0].finished) and time.monotonic() < until:
        time.sleep(0.2)
        engine.want("one", [asked])
        engine.want("two", [other])
    assert first[0].draws == 3 and second[0].draws == 2 and not first[0].failed
    assert engine.want("two", [asked])[0] is first[0]
    plan = Plan((asked.baseline, asked.scenario), 1, 3, 120, 2014, 2016)
    study = studied(plan, 1, quiet=True)
    for outcome in ("retrafficked", "nrm_referrals", "cost_levers", "cost_public_and_levers"):
        change = study.over_time(1, outcome, 2015) - study.over_time(0, outcome, 2015)
        np.testing.assert_allclose(first[0].line(outcome).difference[-1][2], np.median(change), rtol=1e-12)


def test_a_run_that_fails_is_told_and_one_that_costs_workers_is_given_up():
    engine = Engine(workers=0)
    (answer,) = engine.want("one", [question()])
    for _ in range(3):
        assert not answer.failed
        draw = answer.free()
        engine._done(answer, draw, ChildProcessError("gone"))
    assert answer.finished and "the run failed: gone" in answer.failed and answer.free() is None


def test_years_are_reported_from_the_first_lever_on_if_it_starts_early():
    how = Settings("token", people=120)
    assert asking.question(scenario(start="2016-01-01"), how).years == range(2016, 2023)
    assert asking.question(scenario(start="2021-01-01"), how).years == range(2020, 2023)
