"""The app: the nearest stored run, answers that are those of a comparison, files checked, strangers kept out."""

import io
import json
import socket
import tempfile
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from explorer_toys import GRID, made, plan
from sweep_toys import swept

from calibration.posterior import shipped
from experiments.app import asking, files, paired, stored
from experiments.app.answer import Answer, Question
from experiments.app.engine import Engine
from experiments.app.making import Making
from experiments.app.paired import OUTCOMES, Pair, PairedDraw
from experiments.app.settings import Settings
from experiments.app.stored import SHIPPED, Stored, checked
from experiments.cli import main
from experiments.explorer.page import read
from experiments.house import ROOT
from experiments.job import Plan
from experiments.lever_words import in_words
from experiments.plan import load_scenario
from experiments.progress import Progress
from experiments.runner import studied
from experiments.sweeps.code import code_of_results
from experiments.sweeps.uncertainty import Uncertainty
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
        "Police and immigration enforcement kept apart by a firewall 100% from 2018-01-01, reached in 365 days",
    )
    exact = kept.nearest(scenario(start="2020-01-01", ramp_days=365))
    assert exact.exact and "2020-01-01" in exact.levers[0]
    (use,) = scenario(start="2020-01-01", ramp_days=365).levers
    twice = scenario().model_copy(update={"levers": (use, use)})
    assert not kept.nearest(twice).exact
    other = kept.nearest(scenario(lever="child_guardians"))
    assert not other.exact and other.without == ("child_guardians",) and other.policy == 0
    told = kept.told(exact.policy, "cost_public")
    assert told.difference.shape == (5, 5) and told.direction == "higher"
    assert kept.about.startswith("Stored answers: sweep “toy”, 17 policies beside “baseline”, 2018 to 2021, 30 draws, ")
    assert "Not calibrated" in kept.about and "about 500 people" in kept.about
    assert kept.about.endswith("The model has been changed since they were run.")


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory):
    """Return the document of a sweep of this very code and ensemble."""
    folder = tmp_path_factory.mktemp("calibrated")
    swept(replace(plan(folder), code=code_of_results(), uncertainty=Uncertainty("posterior")), folder / "sweep")
    return read(folder / "sweep")


def test_stored_answers_of_another_ensemble_lever_or_version_are_refused_in_words(calibrated):
    about = Stored(checked(calibrated)).about
    assert f"ensemble {shipped().hash}" in about and "changed since" not in about
    made = calibrated["made"]
    for wrong, sentence in (
        ({"made": made | {"ensemble": "0123"}}, f"was drawn from the ensemble 0123, and this is {shipped().hash}"),
        ({"made": made | {"levers": "0123"}}, "was run before its levers were last changed"),
        ({"levers": [{"lever": "fire_wall"}]}, "tells of fire_wall, which there is no more"),
        ({"outcomes": [{"name": "happiness"}]}, "tells of happiness, which there is no more"),
    ):
        with pytest.raises(ValueError, match=sentence):
            checked(calibrated | wrong)
    for strange in ([], {"name": "x"}, {key: value for key, value in calibrated.items() if key != "made"}):
        with pytest.raises(ValueError, match="is of another version"):
            checked(strange)


def test_the_app_is_told_what_is_wrong_with_what_ships(calibrated, monkeypatch, tmp_path):
    file = tmp_path / "stored.json"
    monkeypatch.setattr(stored, "SHIPPED", file)
    stored.answers.cache_clear()
    assert stored.stored("") is None
    file.write_text(json.dumps({name: value for name, value in calibrated.items() if name != "figures"}))
    assert stored.stored("").data["name"] == "toy"
    file.write_text(json.dumps(calibrated | {"made": calibrated["made"] | {"ensemble": "0123"}}))
    assert stored.answers("") == (
        f"{file}: was drawn from the ensemble 0123, and this is {shipped().hash}; sweep again, then {stored.HOW}"
    )
    stored.answers.cache_clear()
    file.write_text("{")
    assert stored.answers("") == f"{file}: is damaged; make it anew: {stored.HOW}"
    stored.answers.cache_clear()


def test_what_ships_is_of_this_ensemble_and_these_levers_and_small():
    assert SHIPPED.stat().st_size < stored.LARGEST
    said = checked(json.loads(SHIPPED.read_text(encoding="utf-8")))
    assert said["made"]["ensemble"] == shipped().hash and said["made"]["levers"]
    kept = Stored(said)
    for policy in range(len(said["policies"])):
        for outcome in kept.outcomes:
            told = kept.told(policy, outcome)
            assert told.level.shape == told.difference.shape == (len(said["years"]) + 1, 5)
    assert all(kept.nearest(scenario(lever=lever["lever"], start="2022-01-01")).levers for lever in said["levers"])


def test_what_ships_goes_into_the_wheel(tmp_path):
    builders = pytest.importorskip("hatchling.builders.wheel", reason="needs hatchling")
    beside = ROOT / "experiments" / "output.schema.json"
    included = {Path(each.path).resolve() for each in builders.WheelBuilder(str(ROOT)).recurse_included_files()}
    assert beside in included and SHIPPED in included


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


def test_files_are_checked_as_the_command_line_checks_them():
    wrong = b"name: x\nlevers:\n  - lever: fire_wall\n    start: 2018-01-01\n"
    with pytest.raises(
        ValueError, match=r"^mine\.yaml:3:5: levers\[0\]\.lever: unknown lever 'fire_wall'; did you mean 'firewall'"
    ):
        files.read(wrong, "mine.yaml")
    assert files.read(files.text_of(scenario(0.3)).encode()).levers == scenario(0.3).levers
    with pytest.raises(ValueError):
        files.read(b"name: x\nextends: ../../../etc/passwd\n")
    with pytest.raises(ValueError, match=r"^mine\.yaml: calendar\.tick_days: the app compares worlds lived 7 days"):
        files.read(b"name: x\ncalendar: {tick_days: 14}\n", "mine.yaml")


def test_results_are_a_zip_file_in_which_no_name_is_run(tmp_path):
    answer = Answer(question(name="=HYPERLINK(1)"))
    for draw in (1, 2):
        answer.pairs[draw] = Pair(np.ones((len(OUTCOMES), 3)), np.full((len(OUTCOMES), 3), 2.0))
    with zipfile.ZipFile(io.BytesIO(files.results(answer.question, answer))) as book:
        assert set(book.namelist()) == {"scenario.yaml", "results.csv", "results.xlsx", "about.json"}
        lines = book.read("results.csv").decode().splitlines()
        assert lines[1].startswith("'=HYPERLINK(1),") and json.loads(book.read("about.json"))["draws"] == 2
        (tmp_path / "s.yaml").write_bytes(book.read("scenario.yaml"))
    assert load_scenario(str(tmp_path / "s.yaml")).levers == answer.question.scenario.levers


def test_who_asks_what_another_asked_before_keeps_their_own_name():
    first, second = question(name="first"), question(name="second")
    answer = Answer(first)
    assert first.key == second.key
    answer.pairs[1] = Pair(*[np.ones((len(OUTCOMES), 3))] * 2)
    with zipfile.ZipFile(io.BytesIO(files.results(second, answer))) as book:
        assert json.loads(book.read("about.json"))["scenario"] == "second"
        assert b"first" not in book.read("results.csv").replace(b"first_responder", b"")
        assert b'name: "second"' in book.read("scenario.yaml")


def test_years_are_reported_from_the_first_lever_on_if_it_starts_early():
    how = Settings("token", people=120)
    assert asking.question(scenario(start="2016-01-01"), how).years == range(2016, 2023)
    assert asking.question(scenario(start="2021-01-01"), how).years == range(2020, 2023)


def test_a_lever_in_words_says_all_that_tells_it_from_another():
    (use,) = scenario(ramp_days=90, half_life_days=365.0, compliance=0.5, end="2020-12-31").levers
    assert in_words(use).endswith(
        "100% from 2015-01-01, reached in 90 days, 50% carried out, half of it gone in 365 days, until 2020-12-31"
    )


@pytest.fixture
def room(monkeypatch, tmp_path):
    """Return a folder for all temporary files of a test."""
    folder = tmp_path / "room"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def ended(making):
    making.wait(300)
    assert making.ended
    return making


def test_a_briefing_that_cannot_be_made_says_why_and_leaves_nothing(room, monkeypatch):
    monkeypatch.setattr(files, "words", lambda asked: ["compare", "baseline"])
    failed = ended(Making(question(), 1))
    assert failed.failed == "command line: SCENARIO: give a baseline and at least one other scenario"
    assert not failed.content and not failed.cancelled and list(room.iterdir()) == []
    monkeypatch.setattr(files, "words", lambda asked: {}["nothing of the kind"])
    assert ended(Making(question(), 1)).failed == "'nothing of the kind'" and list(room.iterdir()) == []


def test_a_port_that_is_taken_and_a_sweep_that_is_none_are_one_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("experiments.commands.app.find_spec", lambda _: True)  # as if the extra were there
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["app", "--port", str(port)]) == 2
    assert capsys.readouterr().err == f"command line: --port: {port} is taken; name another\n"
    assert main(["app", "--sweep", str(tmp_path)]) == 2
    sentence = "holds no sweep (no manifest.json); give one that `journeys sweep` or `journeys sensitivity` wrote"
    assert capsys.readouterr().err == f"{tmp_path}: {sentence}\n"


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
    page.button(key="save").click().run()
    assert list(page.session_state.saved) == ["# **<script>**"] and not page.exception
    page.date_input(key="firewall.start").set_value("2025-06-01").run()
    assert "outside the calendar" in page.error[0].value.replace("\\", "") and not page.exception


@pytest.mark.slow
@pytest.mark.parametrize("kept, told", [
    ("", "No answers are stored: name a sweep"),
    ("fresh", "Stored answers: sweep “toy”, 17 policies"),
    ("stale", "was drawn from the ensemble 0123"),
])  # fmt: skip
def test_the_page_says_what_is_stored_or_why_it_is_left_aside(page, calibrated, monkeypatch, tmp_path, kept, told):
    file = tmp_path / "stored.json"
    monkeypatch.setattr(stored, "SHIPPED", file)
    for name, value in Settings("right", "", 120, 2, 1).environment().items():
        monkeypatch.setenv(name, value)
    said = {name: value for name, value in calibrated.items() if name != "figures"}
    if kept:
        made = said["made"] | ({"ensemble": "0123"} if kept == "stale" else {})
        file.write_text(json.dumps(said | {"made": made}))
    stored.answers.cache_clear()
    page.query_params["token"] = "right"
    page.run()
    stored.answers.cache_clear()
    assert not page.exception and not page.error and told in page.info[0].value.replace("\\", "")


@pytest.fixture
def levered(page):
    """Return the page with a lever set, in few and early years."""
    page.query_params["token"] = "right"
    page.run()
    page.number_input(key="last_year").set_value(2016)
    page.date_input(key="firewall.start").set_value(date(2015, 6, 1))
    page.slider(key="firewall.coverage").set_value(50).run()
    assert not page.exception and not page.error
    return page


def until(page, holds):
    """Look at the page again until something holds of it."""
    end = time.monotonic() + 300
    while not holds() and time.monotonic() < end:
        time.sleep(0.5)
        page.run()
        assert not page.exception
    assert holds()


@pytest.mark.slow
def test_a_briefing_is_made_by_the_commands_shown(levered, room, monkeypatch):
    monkeypatch.setenv("PATH", "")  # so that there is no browser
    levered.button(key="brief").click().run()
    making = levered.session_state.making
    assert levered.button(key="brief").disabled and levered.button(key="cancel")
    levered.text_input(key="name").set_value("another").run()
    assert levered.button(key="brief").disabled and levered.session_state.making is making, "one at a time"
    until(levered, lambda: making.ended)
    levered.run()
    assert not making.failed and making.progress == Progress(2, 2, "draw", "00:00") and list(room.iterdir()) == []
    assert making.left_out[0].startswith("no browser was found, so briefing.pdf and pictures are left out")
    assert any("no browser was found" in each.value.replace("\\", "") for each in levered.info)
    with zipfile.ZipFile(io.BytesIO(making.content)) as book:
        names = {name for name in book.namelist() if not name.endswith("/")}
        assert {"briefing/briefing.html", "briefing/results.xlsx", "briefing/manifest.json"} <= names
        manifest = json.loads(book.read("briefing/manifest.json"))
    words = "baseline scenario.yaml --seed 1 --draws 2 --from 2015 --to 2016 --people 120"
    assert manifest["command"].startswith(f"journeys compare {words}")
    assert manifest["inputs"]["numbers"] == shipped().hash
    assert set(manifest["files"]) == {name.removeprefix("briefing/") for name in names} - {"manifest.json"}
    assert not levered.button(key="brief").disabled and levered.get("download_button")


@pytest.mark.slow
def test_a_briefing_can_be_cancelled_and_a_mistake_is_one_sentence(levered, room):
    levered.button(key="brief").click().run()
    making = levered.session_state.making
    time.sleep(2)
    assert list(room.iterdir()) and not making.ended
    levered.button(key="cancel").click().run()
    until(levered, lambda: making.ended)
    levered.run()
    assert making.cancelled and not making.content and not making.failed and list(room.iterdir()) == []
    assert any("was cancelled; nothing is left of it" in each.value for each in levered.info)
    levered.text_input(key="name").set_value("today's system").run()
    levered.button(key="brief").click().run()
    until(levered, lambda: levered.session_state.making.ended)
    levered.run()
    said = levered.error[0].value.replace("\\", "")
    assert said.startswith("The briefing of today's system could not be made: command line: SCENARIO: two scenarios")
    assert "\n" not in said and list(room.iterdir()) == []


@pytest.mark.slow
def test_a_file_is_loaded_as_it_is_even_where_no_control_shows_it(page):
    use = LeverUse(lever="firewall", start="2015-01-01", coverage=0.125, compliance=0.333, groups={"age": ["adult"]})
    twice = [
        LeverUse(lever="officer_training", start="2015-01-01", end="2016-06-30", coverage=0.5),
        LeverUse(lever="officer_training", start="2017-01-01", coverage=0.25),
    ]
    loaded = Scenario(name="mine", calendar=CALENDAR, levers=(use, *twice), overrides={"capacity.courtrooms": 90.0})
    page.query_params["token"] = "right"
    page.run()
    page.session_state.saved["mine"] = loaded
    page.run()
    page.button(key="take").click().run()
    assert not page.exception and not page.error and page.slider(key="firewall.coverage").value == 12
    page.button(key="save").click().run()
    assert page.session_state.saved["mine"].levers == loaded.levers
    page.slider(key="firewall.coverage").set_value(13).run()
    page.button(key="save").click().run()
    assert page.session_state.saved["mine"].levers[0].coverage == 0.13
