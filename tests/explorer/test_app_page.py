"""The command and the page of the app: strangers kept out, stored answers and then runs, files and scenarios kept."""

import json
import socket
import time

import pytest
from app_toys import CALENDAR

from experiments.app import files, stored
from experiments.app.settings import Settings
from experiments.cli import main
from scenarios.scenario import LeverUse, Scenario


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
    assert {"Nearest stored answer", "Run now"} & {each.value for each in page.header}
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


@pytest.mark.slow
def test_a_file_is_made_when_asked_for_and_kept_under_its_button_until_what_it_tells_of_changes(page):
    page.query_params["token"] = "right"
    page.run()
    assert not page.get("download_button")
    page.button(key="scenario_make").click().run()
    (offered,) = page.get("download_button")
    assert offered.proto.label == "Download the scenario file" and not page.exception
    tells, content = page.session_state.scenario_file
    assert content == tells and files.read(content).name == "my scenario"
    page.slider(key="firewall.coverage").set_value(50).run()
    assert not page.get("download_button") and page.button(key="scenario_make").label == "Make the scenario file"
