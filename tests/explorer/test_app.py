"""The app: the nearest stored run, answers that are those of a comparison, files checked, strangers kept out."""

import io
import json
import time
import zipfile

import numpy as np
import pytest
from explorer_toys import GRID, made

from experiments.app import files
from experiments.app.answer import Answer, Question
from experiments.app.engine import Engine
from experiments.app.paired import OUTCOMES, Pair
from experiments.app.settings import Settings
from experiments.app.stored import Stored
from experiments.cli import main
from experiments.explorer.page import read
from experiments.job import Plan
from experiments.plan import load_scenario
from experiments.runner import studied
from scenarios.scenario import Calendar, LeverUse, Scenario

CALENDAR = Calendar.model_validate({"from": "2014-01-01", "to": "2022-12-31"})


def scenario(coverage=1.0, lever="firewall", start="2015-01-01", name="mine", **more):
    use = LeverUse(lever=lever, start=start, coverage=coverage, **more)
    return Scenario(name=name, calendar=CALENDAR, levers=(use,))


def question(draws=2, **settings):
    return Question(Scenario(name="today", calendar=CALENDAR), scenario(**settings), 120, 2014, 2016, draws)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    made(folder, levers=GRID)
    return Stored(read(folder / "sweep"))


def test_the_nearest_stored_run_is_told_as_what_it_is(kept):
    near = kept.nearest(scenario(0.9, start="2018-02-01"))
    assert not near.exact and near.levers == (
        "Police and immigration enforcement kept apart by a firewall 100% from 2018-01-01",
    )
    exact = kept.nearest(scenario(start="2020-01-01", ramp_days=365))
    assert exact.exact and exact.levers[0].endswith("2020-01-01")
    other = kept.nearest(scenario(lever="child_guardians"))
    assert not other.exact and other.without == ("child_guardians",) and other.policy == 0
    told = kept.told(exact.policy, "cost_public")
    assert told.difference.shape == (5, 5) and told.direction == "higher"


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


@pytest.mark.slow
def test_answers_are_those_of_a_comparison_and_readers_take_turns():
    engine = Engine(workers=2)
    asked, other = question(draws=3), question(draws=2, coverage=0.5)
    first, second = engine.want("one", [asked]), engine.want("two", [other])
    until = time.monotonic() + 300
    while not (first[0].finished and second[0].finished) and time.monotonic() < until:
        time.sleep(0.2)
        engine.heard("one")
        engine.heard("two")
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
        draw = answer.next_draw()
        engine._done(answer, draw, ChildProcessError("gone"))
    assert answer.finished and "the run failed: gone" in answer.failed and answer.next_draw() is None


def test_files_are_checked_as_the_command_line_checks_them():
    wrong = b"name: x\nlevers:\n  - lever: fire_wall\n    start: 2018-01-01\n"
    with pytest.raises(
        ValueError, match=r"^mine\.yaml:3:5: levers\[0\]\.lever: unknown lever 'fire_wall'; did you mean 'firewall'"
    ):
        files.read(wrong, "mine.yaml")
    assert files.read(files.text_of(scenario(0.3)).encode()).levers == scenario(0.3).levers
    with pytest.raises(ValueError):
        files.read(b"name: x\nextends: ../../../etc/passwd\n")


def test_results_are_a_zip_file_in_which_no_name_is_run(tmp_path):
    answer = Answer(question(name="=HYPERLINK(1)"))
    for draw in (1, 2):
        answer.pairs[draw] = Pair(np.ones((len(OUTCOMES), 3)), np.full((len(OUTCOMES), 3), 2.0))
    with zipfile.ZipFile(io.BytesIO(files.results(answer))) as book:
        assert set(book.namelist()) == {"scenario.yaml", "results.csv", "results.xlsx", "about.json"}
        lines = book.read("results.csv").decode().splitlines()
        assert lines[1].startswith("'=HYPERLINK(1),") and json.loads(book.read("about.json"))["draws"] == 2
        (tmp_path / "s.yaml").write_bytes(book.read("scenario.yaml"))
    assert load_scenario(str(tmp_path / "s.yaml")).levers == answer.question.scenario.levers


def test_without_the_extra_there_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr("experiments.commands.app.find_spec", lambda name: None)
    assert main(["app"]) == 2
    assert capsys.readouterr().err == "journeys app: needs the extra 'app': pip install 'survivor-journeys[app]'\n"


@pytest.fixture
def page(monkeypatch, tmp_path):
    testing = pytest.importorskip("streamlit.testing.v1", reason="needs the extra 'app'")
    from experiments.app import page

    made(tmp_path)
    how = Settings("right", str(tmp_path / "sweep"), 120, 2, 1)
    for name, value in how.environment().items():
        monkeypatch.setenv(name, value)
    return testing.AppTest.from_file(page.__file__, default_timeout=120)


@pytest.mark.slow
def test_without_the_token_nothing_is_shown(page):
    assert "holds a token" in page.run().error[0].value and not page.slider
    page.query_params["token"] = "wrong"
    assert page.run().error and not page.title


@pytest.mark.slow
def test_a_lever_moved_is_answered_by_what_is_stored_and_then_by_a_run(page):
    page.query_params["token"] = "right"
    page.run()
    assert not page.exception and "No lever is set" in page.info[0].value
    page.number_input(key="last_year").set_value(2024)
    page.slider(key="firewall.coverage").set_value(50).run()
    assert not page.exception
    assert any("Nearest stored answer" in each.value for each in page.header) or "Run now" in page.main.__repr__()
    until = time.monotonic() + 200
    while not any(each.value == "Run now" for each in page.header) and time.monotonic() < until:
        time.sleep(1)
        page.run()
    assert any(each.value == "Run now" for each in page.header) and not page.exception
    page.text_input(key="name").set_value("# **<script>**").run()
    page.button[0].click().run()
    assert list(page.session_state.saved) == ["# **<script>**"] and not page.exception
    page.date_input(key="firewall.start").set_value("2025-06-01").run()
    assert "outside the calendar" in page.error[0].value.replace("\\", "") and not page.exception
