"""The commands, on the model itself: sweep, status, query and rerun."""

import csv
import io
import json
from pathlib import Path

import duckdb
import numpy as np
import pytest
from sweep_toys import Serial, kept, swept

from experiments.cli import main
from experiments.draw import Draw
from experiments.study import ROWS, rows_of
from experiments.sweeps import manifest
from experiments.sweeps.digest import digest
from experiments.sweeps.folder import Folder
from experiments.sweeps.plan import Task
from experiments.sweeps.reading import read
from experiments.sweeps.task import run

PLAN = """
name: small
question: Does a small sweep give what single runs give?
scenarios: [baseline]
levers:
  firewall: {start: [2014-07-01, 2015-01-01], coverage: [0, 0.5, 1]}
draws: 3
replicates: 2
people: 200
years: {from: 2015, to: 2015}
outcomes: [retrafficked, retrafficked_12m, cg_days_median, cost_levers, prosecutions]
groups: [all, sex=female]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A small sweep of the model, by the command, on two workers."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "plan.yaml").write_text(PLAN)
    assert main(["sweep", str(folder / "plan.yaml"), "--out", str(folder / "sweep"), "--workers", "2", "--quiet"]) == 0
    return folder


def asked(capsys, *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_rows_are_what_single_runs_leave_bit_for_bit(small: Path) -> None:
    plan = read(small / "plan.yaml")
    assert plan.rows == len(kept(small / "sweep").rows) == 30
    policy = 3
    (alone,) = Draw((plan.policies[policy].scenario,), 1, 2, 200, 2015, luck=1).run()
    (left,) = run(plan, Task(2, 1, (policy,)))
    for g, group in enumerate(plan.groups):
        for o, outcome in enumerate(plan.outcomes):
            if (outcome, group) in ROWS:
                assert np.array_equal(left.values[g, :, o], rows_of(alone, ROWS[outcome, group])[1:], equal_nan=True)
    line = duckdb.sql(
        f"FROM '{small}/sweep/parts/results-*.parquet' WHERE row = '{plan.row_id(policy, 2, 1)}' ORDER BY \"group\""
    ).fetchall()
    stored = [[np.nan if x is None else x for x in each[7:]] for each in line]
    assert np.array_equal(stored, left.values[:, 0, :], equal_nan=True)


def test_another_engine_another_order_the_same_digest(small: Path, tmp_path: Path) -> None:
    plan = read(small / "plan.yaml")
    for shard in (2, 1):
        swept(plan, tmp_path, Serial(plan, tmp_path), shard=(shard, 2))
    assert digest(tmp_path) == digest(small / "sweep")


def test_every_row_can_be_run_again_and_a_row_that_differs_is_said_to(small: Path, tmp_path: Path, capsys) -> None:
    folder = small / "sweep"
    row = sorted(kept(folder).rows)[7]
    told = asked(capsys, "rerun", str(folder), row[:8])
    assert told.startswith(f"row {row}: ")
    assert told.endswith("the same, bit for bit: 10 numbers\n")
    plan = read(small / "plan.yaml")

    other = Serial(plan, tmp_path)
    swept(plan, tmp_path, other)
    said = manifest.read(tmp_path)
    said["plan"]["people"] = 210
    (tmp_path / "manifest.json").unlink()
    manifest.begin(tmp_path, said)
    assert main(["rerun", str(tmp_path), row]) == 1
    assert "of 10 numbers differ\n  " in capsys.readouterr().out
    assert main(["rerun", str(folder), "zzz"]) == 2
    assert capsys.readouterr().err.endswith("ROW: no row that has been run has the id 'zzz'\n")
    assert main(["rerun", str(folder), ""]) == 2
    assert "begins several ids" in capsys.readouterr().err


def test_status_tells_how_far_it_is(small: Path, tmp_path: Path, capsys) -> None:
    told = asked(capsys, "status", str(small / "sweep"))
    assert "small: 30 rows\n  done 30, failed 0, pending 0\n" in told
    assert told.endswith("not running; complete\n")
    plan = read(small / "plan.yaml")
    swept(plan, tmp_path, Serial(plan, tmp_path, most=1))
    found = json.loads(asked(capsys, "status", str(tmp_path), "--json"))
    assert (found["rows"], found["done"], found["pending"], found["running"]) == (30, 5, 25, False)
    assert main(["status", str(tmp_path / "parts")]) == 2
    assert "holds no sweep" in capsys.readouterr().err


def test_query_answers_in_three_forms(small: Path, capsys) -> None:
    folder = str(small / "sweep")
    sql = "SELECT policy, count(*) AS rows, avg(seconds) > 0 AS took FROM runs WHERE draw = 2 GROUP BY ALL ORDER BY ALL"
    lines = json.loads(asked(capsys, "query", folder, sql, "--json"))
    assert lines[0] == {"policy": "baseline", "rows": 2, "took": True}
    assert len(lines) == 5
    rows = list(csv.reader(io.StringIO(asked(capsys, "query", folder, sql, "--csv"))))
    assert rows[:2] == [["policy", "rows", "took"], ["baseline", "2", "True"]]
    table = asked(capsys, "query", folder, sql).splitlines()
    assert table[0].split() == ["policy", "rows", "took"]
    (line,) = json.loads(
        asked(capsys, "query", folder, "SELECT map_keys(parameters) AS k, parameters['grounds.represented'] AS p "
              "FROM runs WHERE draw = 2 LIMIT 1", "--json")
    )  # fmt: skip
    plan = read(small / "plan.yaml")
    assert line["k"] == list(plan.drawn(2).numbers)
    assert line["p"] == plan.drawn(2).numbers["grounds.represented"]
    summary = json.loads(asked(capsys, "query", folder, "FROM summary WHERE outcome = 'retrafficked'", "--json"))
    assert len(summary) == 5 * 2
    assert summary[0].keys() == {
        "policy", "year", "group", "outcome", "median", "low", "high", "mean", "sd", "runs"
    }  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    ["COPY results TO 'x.csv'", "FROM '/etc/passwd'", "FROM read_text('/etc/passwd')", "DROP VIEW runs",
     "SELECT 1; SELECT 2",
     "ATTACH 'x.db'", "INSTALL httpfs", "SET threads = 9", "SELECT", "", "FROM nothing", "EXPORT DATABASE 'x'",
     "FROM read_parquet('parts/*.parquet')", "SELECT getenv('HOME')", "PRAGMA version", "CALL pragma_version()"],
)  # fmt: skip
def test_query_only_reads_the_results(small: Path, capsys, sql: str) -> None:
    files = sorted(path for path in small.rglob("*"))
    assert main(["query", str(small / "sweep"), sql]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("command line: SQL: ")
    assert len(told.err.splitlines()) == 1
    assert sorted(path for path in small.rglob("*")) == files


def test_csv_marks_text_that_a_spreadsheet_would_run(small: Path, capsys) -> None:
    told = asked(capsys, "query", str(small / "sweep"), "SELECT '=1+1' AS a, -1 AS b, -2.5::DOUBLE AS c", "--csv")
    assert told.replace("\r", "") == "a,b,c\n'=1+1,-1,-2.5\n"


def test_dry_run_tells_rows_time_and_room_and_writes_nothing(small: Path, capsys) -> None:
    told = asked(capsys, "sweep", str(small / "plan.yaml"), "--dry-run", "--workers", "2")
    assert told.startswith("small: 5 policies x 3 draws x 2 replicates = 30 rows\n  years 2015 to 2015; 5 outcomes; ")
    assert "on 2 workers (" in told
    assert "KB in about " in told
    assert {path.name for path in small.iterdir()} == {"plan.yaml", "sweep"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "command line: --out: say which folder takes the results\n"),
        (["--out", "sweep", "--shard", "4/3"], "expected a shard such as 3/20, from 1/20 to 20/20, not '4/3'"),
        (["--out", "sweep", "--shard", "0/3"], "expected a shard"),
        (["--out", "sweep"], "holds this sweep already, in whole or in part; add --resume to go on with it"),
        (["--out", "plan.yaml"], "command line: --out: cannot write to the folder 'plan.yaml'"),
    ],
)
def test_wrong_words_are_one_sentence(small: Path, capsys, monkeypatch, words: list[str], told: str) -> None:
    monkeypatch.chdir(small)
    try:
        status = main(["sweep", "plan.yaml", *words])
    except SystemExit as left:
        status = left.code
    assert status == 2
    found = capsys.readouterr()
    assert told in found.err
    assert len(found.err.splitlines()) == 1


def test_a_folder_that_is_complete_needs_no_worker(small: Path, capsys) -> None:
    folder = small / "sweep"
    before = sorted(path.name for path in Folder(folder).parts.iterdir())
    assert main(["sweep", str(small / "plan.yaml"), "--out", str(folder), "--resume"]) == 0
    assert capsys.readouterr().err == (
        f"30 rows were there already\nall 30 rows are done\nreport: {folder}/report.html\n"
    )
    assert sorted(path.name for path in Folder(folder).parts.iterdir()) == before


def test_a_policy_that_fails_costs_only_its_own_rows(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    plan = read(tmp_path / "plan.yaml")
    from experiments import draw

    real = draw.pounds_of

    def pounds_of(scenario, sim):
        if "coverage=0.5" in scenario.name and "2015" in scenario.name:
            raise ZeroDivisionError("no pounds")
        return real(scenario, sim)

    monkeypatch.setattr(draw, "pounds_of", pounds_of)
    lefts = run(plan, next(iter(plan.tasks())))
    monkeypatch.undo()
    fine = run(plan, next(iter(plan.tasks())))
    assert [left.status for left in lefts].count("failed") == 1
    for left, right in zip(lefts, fine, strict=True):
        if left.status == "ok":
            assert np.array_equal(left.values, right.values, equal_nan=True)
        else:
            assert (left.stage, left.error) == ("outcomes", "ZeroDivisionError: no pounds")
            assert "ZeroDivisionError" in left.trace


def test_an_outcome_that_must_be_a_number_and_is_not_makes_a_failed_row(tmp_path: Path, monkeypatch) -> None:
    from experiments.sweeps import task

    (tmp_path / "plan.yaml").write_text(PLAN)
    plan = read(tmp_path / "plan.yaml")
    real = task.rows_of
    for outcome, value, fails in (("retrafficked", np.nan, True), ("cg_days_median", np.nan, False),
                                  ("retrafficked_12m", np.inf, True)):  # fmt: skip

        def spoilt(compared, outcome=outcome, value=value):
            rows = real(compared)
            rows[ROWS[outcome, "all"], 1] = value
            return rows

        monkeypatch.setattr(task, "rows_of", spoilt)
        (left,) = run(plan, Task(1, 0, (0,)))
        assert (left.status == "failed") == fails
        if fails:
            assert (left.stage, left.error) == ("outcomes", f"{outcome} is {value} in 2015, group all")


def test_a_plan_that_varies_some_numbers_can_be_run_again_and_varies_them(tmp_path: Path, capsys) -> None:
    text = PLAN.replace("replicates: 2", "uncertainties: {grounds: prior, re_trafficking: prior}")
    (tmp_path / "plan.yaml").write_text(text)
    plan = read(tmp_path / "plan.yaml")
    swept(plan, tmp_path / "sweep", Serial(plan, tmp_path / "sweep"))
    row = plan.row_id(1, 3, 0)
    assert "the same, bit for bit" in asked(capsys, "rerun", str(tmp_path / "sweep"), row)
    (own,) = run(plan, Task(3, 0, (1,)))
    fixed = read_plan(tmp_path, PLAN.replace("replicates: 2", "uncertainties: {grounds.represented: [0.2, 0.3]}"))
    (other,) = run(fixed, Task(3, 0, (1,)))
    assert not np.array_equal(own.values, other.values, equal_nan=True)


def read_plan(folder: Path, text: str):
    (folder / "other.yaml").write_text(text)
    return read(folder / "other.yaml")


@pytest.mark.parametrize("words", [["status"], ["report"], ["explore"], ["explore", "--json"], ["query", "SELECT 1"],
                                   ["rerun", "p0-d1-r0"]])  # fmt: skip
@pytest.mark.parametrize(("name", "why"), [
    ("nowhere", "there is no such folder"), ("a_file/below", "there is no such folder"),
    ("a_file", "there is no such folder"), ("empty", "holds no sweep (no manifest.json)"),
])  # fmt: skip
def test_every_command_answers_alike_where_there_is_no_sweep(words, name, why, tmp_path, capsys) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a_file").write_text("")
    before = sorted(tmp_path.rglob("*"))
    command, *rest = words
    assert main([command, str(tmp_path / name), *rest]) == 2
    said = capsys.readouterr()
    sentence = f"{tmp_path / name}: {why}; give one that `journeys sweep` or `journeys sensitivity` wrote\n"
    assert (said.out, said.err) == ("", sentence)
    assert sorted(tmp_path.rglob("*")) == before
