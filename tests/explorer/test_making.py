"""A briefing made from the app: by the commands shown, cancelled, or refused in a sentence, and nothing left behind."""

import io
import json
import time
import zipfile

import pytest
from app_toys import question, until

from calibration.posterior import shipped
from experiments.app import files
from experiments.app.making import Making
from experiments.progress import Progress


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
