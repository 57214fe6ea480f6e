"""Files of the app: scenarios read as the command line reads them, results in which no name is run."""

import io
import json
import zipfile

import numpy as np
import pytest
from app_toys import question, scenario

from experiments.app import files
from experiments.app.answer import Answer
from experiments.app.paired import OUTCOMES, Pair
from experiments.lever_words import in_words
from experiments.plan import load_scenario


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


def test_a_lever_in_words_says_all_that_tells_it_from_another():
    (use,) = scenario(ramp_days=90, half_life_days=365.0, compliance=0.5, end="2020-12-31").levers
    assert in_words(use).endswith(
        "100% from 2015-01-01, reached in 90 days, 50% carried out, half of it gone in 365 days, until 2020-12-31"
    )
