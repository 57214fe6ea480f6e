"""Results read back: whatever is no comparison of this version is refused in one sentence, and nothing is written."""

import json

import pytest
from briefing_reader import written
from made_page import BASE, FIREWALL, a_document

from experiments.cli import main


def without(*keys):
    return {key: value for key, value in a_document().items() if key not in keys}


def changed(**parts):
    return a_document() | parts


CASES = {
    "a run": (changed(command="run"), "holds no comparison"),
    "a list": ([1], "holds no comparison"),
    "an earlier version": (without("made"), "lacks 'made'"),
    "a later version": (changed(version="9.9"), "was written by version 9.9"),
    "no verdicts": (without("verdicts"), "lacks 'verdicts'"),
    "verdicts on other scenarios": (
        changed(verdicts=[r | {"scenario": "x"} for r in a_document()["verdicts"]]), "verdicts: holds a scenario"),
    "a number that is a word": (changed(draws="many"), "draws: 'many' is not of type 'integer'"),
    "a difference that is a word": (
        changed(verdicts=[r | {"difference": "<b>"} for r in a_document()["verdicts"]]), ".difference: '<b>' is not"),
    "a name that is none": (changed(scenarios=[s | {"name": 7} for s in a_document()["scenarios"]]), "name"),
    "a day that is none": (changed(made="yesterday"), "made"),
    "two of one name": (changed(scenarios=a_document()["scenarios"][:2] * 2), "a name of its own"),
    "a scenario without a verdict": (
        changed(verdicts=[r for r in a_document()["verdicts"] if r["scenario"] != FIREWALL]), "verdicts: none on"),
    "records of an earlier version": (
        changed(outcomes=[{k: v for k, v in r.items() if k != "value_low_50"} for r in a_document()["outcomes"]]),
        "lacks 'value_low_50'"),
    "since of another": (changed(since={BASE: 2016}), "since, inputs"),
}  # fmt: skip


def refused(capsys, *words):
    assert main(["brief", *words]) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1 and "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_comparison_is_refused(name, tmp_path, capsys):
    document, sentence = CASES[name]
    out = tmp_path / "out"
    assert sentence in refused(capsys, str(written(document, tmp_path)), "--out", str(out)) and not out.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not what `journeys compare` writes"),
        ("{", "is not what `journeys compare` writes"),
        ('{"draws": NaN}', "NaN is not a number"),
        ("[" * 9999, "too deep"),
    ],
)
def test_what_is_no_json_is_refused(text, sentence, tmp_path, capsys):
    (tmp_path / "comparison.json").write_text(text)
    assert sentence in refused(capsys, str(tmp_path / "comparison.json"), "--out", str(tmp_path / "out"))
    (tmp_path / "comparison.json").write_bytes(b"\xff\xfe\xff")
    assert "is not what `journeys compare` writes" in refused(capsys, str(tmp_path), "--out", str(tmp_path / "out"))


def test_results_that_are_not_there_are_refused(tmp_path, capsys):
    assert "there is no such file" in refused(capsys, str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))
    assert "there is no such file" in refused(capsys, str(tmp_path), "--out", str(tmp_path / "out"))


def test_mistakes_on_the_command_line_are_told(tmp_path, capsys):
    folder, out = str(written(a_document(), tmp_path)), str(tmp_path / "out")
    assert "there is no program" in refused(capsys, folder, "--out", out, "--browser", "/no/browser")
    assert "holds something else than a briefing" in refused(capsys, folder, "--out", folder)
    (tmp_path / "file").write_text("")
    assert "is no folder" in refused(capsys, folder, "--out", str(tmp_path / "file"))
    with pytest.raises(SystemExit) as left:
        main(["brief", folder, "--out", out, "--date", "1 March"])
    assert left.value.code == 2 and "expected a day such as 2026-03-01" in capsys.readouterr().err


def test_the_made_up_document_is_one_that_is_taken(tmp_path, results):
    assert results.document == json.loads(json.dumps(a_document()))
    assert [s["name"] for s in results.shown["scenarios"]] == [s["name"] for s in results.document["scenarios"]]
