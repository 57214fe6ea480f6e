"""The event log: it holds every move once, in order, and agrees with the counts of the run."""

import csv
import re
from datetime import datetime

import duckdb
import numpy as np
import pytest

from experiments.cli import main
from experiments.eventlog import moves, table, time_of, write_parquet, write_process_log
from model import survivor
from model.simulation import EXPLOITER_LAYOUT, SURVIVOR_LAYOUT, SurvivorJourneys
from model.survivor import Nation

WORLD = {"people": 400, "last_year": 2018, "collect": False}


@pytest.fixture(scope="module")
def sim():
    return SurvivorJourneys(**WORLD, journal=True).run()


@pytest.fixture(scope="module")
def log(sim, tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "it's events.parquet"
    rows = write_parquet(table(sim), path)
    quoted = str(path).replace("'", "''")
    found = duckdb.sql(f"FROM '{quoted}'").df()
    assert len(found) == rows
    return found


def test_keeping_a_journal_changes_nothing(sim):
    assert SurvivorJourneys(**WORLD).run().digest() == sim.digest()


def test_every_move_is_there_once_and_in_order(sim, log):
    assert len(log) == sum(int(p.books.journal.used[0]) for p in (sim.survivors, sim.exploiters))
    for kind in ("survivor", "exploiter"):
        assert log[log.kind == kind].time.is_monotonic_increasing
    assert log[log.kind == "survivor"].person.between(1, len(sim.survivors)).all()


def test_moves_into_a_state_are_as_many_as_were_counted(sim, log):
    people = sim.survivors
    for process in (survivor.exploitation, survivor.justice, survivor.referral):
        rows = log[(log.kind == "survivor") & (log.process == process.name)]
        left = np.array([people.flow(process, state, leaving=True).sum() for state in range(process.size)])
        logged = [int((rows.before == process.label(state)).sum()) for state in range(process.size)]
        np.testing.assert_array_equal(logged, left)


def test_moves_of_one_person_follow_each_other(sim):
    found = moves(sim.survivors)
    process = sim.survivors.layout.processes[survivor.referral]
    mine = found.only(found.process == process)
    mine = mine.only(np.argsort(mine.row, kind="stable"))
    same = mine.row[1:] == mine.row[:-1]
    np.testing.assert_array_equal(mine.before[1:][same], mine.after[:-1][same])


def test_a_row_names_person_clock_and_area(sim, log):
    first = log[log.kind == "survivor"].iloc[0]
    row = int(first.person) - 1
    assert int(first.identity) == int(sim.survivors.founders.number[row])
    assert first.because in {clock.name for clock in SURVIVOR_LAYOUT.clocks}
    nation = sim.survivors.level(survivor.nation)[log[log.kind == "survivor"].person - 1]
    nowhere = log[log.kind == "survivor"].force.isna().to_numpy()
    np.testing.assert_array_equal(nowhere, nation == Nation.ELSEWHERE_IN_UK)


def test_texts_are_safe_in_a_spreadsheet():
    layouts = (SURVIVOR_LAYOUT, EXPLOITER_LAYOUT)
    texts = {clock.name for layout in layouts for clock in layout.clocks}
    texts |= {p.label(level) for layout in layouts for p in layout.processes for level in range(p.size)}
    assert all(re.match("[a-z]", text) for text in texts)


def test_the_process_mining_table_has_the_standard_columns(sim, tmp_path):
    path = tmp_path / "process_log.csv"
    rows = write_process_log(table(sim), path)
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert len(read) == rows
    assert {"case:concept:name", "concept:name", "time:timestamp"} <= read[0].keys()
    times = [datetime.fromisoformat(row["time:timestamp"]) for row in read]
    assert times == sorted(times)
    assert not any(row["concept:name"].startswith("follow_up") for row in read)
    assert list(tmp_path.iterdir()) == [path]


def test_days_become_moments():
    assert time_of(0.0) == datetime(2014, 1, 1)
    assert time_of(366.5) == datetime(2015, 1, 2, 12)


def test_the_command_writes_both(tmp_path, capsys):
    words = ["log", "firewall", "--people", "200", "--to", "2018", "--out", str(tmp_path / "out"), "--process-mining"]
    assert main(words) == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"events.parquet", "process_log.csv"}
    assert "moves: " in capsys.readouterr().out
