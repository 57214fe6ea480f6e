"""The command: what it prints, its exit status, and one sentence for every mistake."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from experiments.cli import main
from model.reading import OUTCOMES

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "experiments" / "output.schema.json").read_text())
SMALL = ["--people", "300", "--to", "2016", "--workers", "1", "--quiet"]


def test_run_prints_one_json_document_that_keeps_to_its_schema(capsys):
    assert main(["run", "--draws", "3", "--json", *SMALL]) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SCHEMA)
    names = {record["name"] for record in document["outcomes"]}
    asked = {
        "nrm_referrals", "nrm_referrals_adult", "nrm_referrals_child", "nrm_referrals_police", "duty_to_notify",
        "rg_decisions", "rg_positive_share", "cg_decisions", "cg_positive_share", "cg_days_median", "cg_days_mean",
        "cg_backlog", "prosecutions", "convictions", "survivors_imprisoned", "survivors_convicted", "in_exploitation",
        "retrafficked_12m", "conviction_rate", "reoffended_12m",
    }  # fmt: skip
    assert asked <= names
    for record in document["outcomes"]:
        assert record["low"] <= record["value"] <= record["high"]
        if record["unit"] == "share":
            assert 0 <= record["value"] <= 1
    quarters = {r["period"] for r in document["outcomes"] if r["name"].startswith("rg_positive_share_q")}
    assert quarters <= {f"{year}-Q{quarter}" for year in (2014, 2015, 2016) for quarter in (1, 2, 3, 4)}
    assert len(quarters) == 12
    assert all(("period" in r) == ("_q" in r["name"]) for r in document["outcomes"])


def test_adults_and_children_make_all_referrals_in_one_draw(capsys):
    main(["run", "--draws", "1", "--json", *SMALL])
    records = json.loads(capsys.readouterr().out)["outcomes"]
    value = {(r["name"], r["year"], r["group"]): r["value"] for r in records}
    for year in (2014, 2015, 2016):
        both = value["nrm_referrals_adult", year, "all"] + value["nrm_referrals_child", year, "all"]
        assert both == pytest.approx(value["nrm_referrals", year, "all"])
        by_sex = value["nrm_referrals", year, "sex=female"] + value["nrm_referrals", year, "sex=male"]
        assert by_sex == pytest.approx(value["nrm_referrals", year, "all"])


def test_compare_writes_a_page_and_a_document_and_says_the_worlds_were_one(tmp_path, capsys):
    words = ["compare", "baseline", "firewall", "--draws", "2", "--people", "300", "--to", "2019", "--workers", "1"]
    assert main([*words, "--quiet", "--out", str(tmp_path / "with spaces" / "results")]) == 0
    assert "bit for bit the same" in capsys.readouterr().out
    folder = tmp_path / "with spaces" / "results"
    document = json.loads((folder / "comparison.json").read_text())
    jsonschema.validate(document, SCHEMA)
    assert {r["scenario"] for r in document["outcomes"]} == {s["name"] for s in document["scenarios"]}
    assert document["checks"] == [
        {"scenario": "firewall between police and immigration enforcement", "identical": True, "until": "2018-01-01"}
    ]
    assert (folder / "comparison.html").read_text().lower().startswith("<!doctype html>")
    assert sorted(p.name for p in folder.iterdir()) == ["comparison.html", "comparison.json"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "baselin"], "did you mean 'baseline'"),
        (["run", "missing.yaml"], "missing.yaml"),
        (["run", "--people", "none"], "--people: expected a whole number"),
        (["run", "--people", "0"], "--people: expected a whole number from 1"),
        (["run", "--draws", "-3"], "--draws: expected a whole number"),
        (["run", "--from", "2013"], "--from: expected a year from 2014 to 2035"),
        (["run", "--from", "2020", "--to", "2016"], "--from: 2020 lies after the last year, 2016"),
        (["run", "--sed", "4"], "--sed"),
        (["compare", "baseline"], "give a baseline and at least one other"),
        (["compare", "baseline", "baseline"], "two scenarios are called"),
        (["compare", "baseline", "firewall", "--to", "2016"], "starts on 2018-01-01, after the last year simulated"),
        (["run", "--out", "/proc/nowhere/x"], "cannot write to the folder"),
        (["levers", "firewal"], "did you mean 'firewall'"),
        (["evidence", "disclosur.disclosure"], "did you mean 'disclosure.disclosure'"),
        (["evidence", "--export", "register.doc"], "must end in .csv, .json, .md"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(words, told, capsys):
    try:
        status = main(words)
    except SystemExit as left:
        status = left.code
    printed = capsys.readouterr()
    assert status == 2
    assert told in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert len(printed.err.strip().splitlines()) == 1


def test_numbers_that_contradict_each_other_are_one_sentence(tmp_path, capsys):
    path = tmp_path / "contradiction.yaml"
    path.write_text("name: all girls\noverrides:\n  margins.girls: 1\n  margins.criminal_female: 0\n")
    assert main(["run", str(path), "--draws", "2", *SMALL]) == 2
    printed = capsys.readouterr()
    assert "all girls: overrides: margins.girls, margins.criminal_female contradict each other" in printed.err
    assert len(printed.err.strip().splitlines()) == 1 and printed.out == ""


@pytest.mark.parametrize(
    "words", [["compare", "baseline", "firewall", "--precision", "nonsense=1"], ["survival", "--of", "nonsense"]]
)
def test_a_mistake_leaves_no_folder(words, tmp_path, capsys):
    assert main([*words, "--out", str(tmp_path / "new")]) == 2
    assert not (tmp_path / "new").exists()


def test_levers_lists_what_an_analyst_needs(capsys):
    assert main(["levers", "--json"]) == 0
    levers = json.loads(capsys.readouterr().out)
    needed = {"id", "name", "runnable", "recommendation", "agency", "mechanism", "grade"}
    assert all(needed <= lever.keys() for lever in levers)
    assert {"firewall", "prison_staff_first_responders"} <= {lever["id"] for lever in levers}


@pytest.mark.parametrize("suffix", ["csv", "json", "md"])
def test_the_register_can_be_exported(tmp_path, suffix, capsys):
    assert main(["evidence", "--export", str(tmp_path / f"register.{suffix}")]) == 0
    assert "recovery_days" in (tmp_path / f"register.{suffix}").read_text()


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["completion", "bash"], ["check", "scenarios/firewall.yaml"]]
)
def test_help_check_and_completion_load_no_heavy_library(words):
    code = (
        "import sys\nfrom experiments.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'mesa', 'pandas', 'SALib', 'plotly'} & set(sys.modules)\nassert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_published_output_names_every_outcome():
    assert len({o.name for o in OUTCOMES}) == len(OUTCOMES)


def test_ctrl_c_leaves_status_130_and_nothing_half_written(monkeypatch, tmp_path, capsys):
    from experiments import pool

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "in_person", interrupted)
    assert main(["run", "--draws", "1", "--out", str(tmp_path), *SMALL]) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "expected"), [
    ("capacity.courtrooms", "expected a number of courtrooms between 0 and "),
    ("capacity.caseworkers", "expected a number of members of staff between 0 and "),
    ("margins.insecure_named", "expected an odds ratio between "),
    ("margins.women", "expected a share between 0 and 1"),
    ("reach.by_reports", "expected a number per year between "), ("ease.after_exit", "expected a speed ratio between "),
])  # fmt: skip
def test_a_number_that_cannot_be_set_is_answered_in_its_own_unit(name, expected, tmp_path, capsys):
    file = tmp_path / "mine.yaml"
    file.write_text(f"name: x\noverrides: {{{name}: many}}\n")
    assert main(["check", str(file)]) == 2
    said = capsys.readouterr().err
    assert f"overrides.{name}: {expected}" in said and said.endswith("; found 'many'\n")
