"""Lives in words: every state has words or is silent on purpose, and what is told is what the event log holds."""

import json

import numpy as np
import pytest

from experiments import life_words as words
from experiments.cli import main
from experiments.eventlog import moves
from experiments.life import Happening, Life, ever_in
from model import survivor
from model.simulation import SURVIVOR_LAYOUT, SurvivorJourneys
from model.survivor import Contact, Exploitation, Justice

SMALL = ["--people", "300", "--to", "2017"]


@pytest.fixture(scope="module")
def sim():
    return SurvivorJourneys(people=400, last_year=2020, journal=True, collect=False).run()


def test_every_state_has_words_or_is_silent_on_purpose():
    followed = [p for p in survivor.PROCESSES if p is not survivor.follow_up]
    states = {(process, level) for process in followed for level in range(process.size)}
    assert words.IS.keys() | words.SILENT == states
    assert not words.IS.keys() & words.SILENT


def test_words_name_events_that_exist():
    clocks = {clock.name for clock in SURVIVOR_LAYOUT.clocks}
    assert words.CLEAR | words.NAMED.keys() | {because for because, *_ in words.WHEN} <= clocks


def test_words_are_dignified():
    said = " ".join([*words.IS.values(), *words.WHEN.values(), *words.NAMED.values(), words.NOT_REFERRED]).lower()
    assert not any(word in said for word in ("illegal", "slave ", "suffer", "tragic", "abscond", "prostitut", "alien"))


def test_a_life_is_told_in_order_and_leaves_nothing_out(sim):
    row = ever_in(sim, survivor.justice, Justice.IN_PRISON)[0]
    life = Life(sim, row)
    days = [happening.day for happening in life.happenings]
    assert days == sorted(days)
    journal = moves(sim.survivors)
    assert sum(len(happening.moved) for happening in life.happenings) == np.count_nonzero(journal.row == row)
    lines = list(life.lines())
    assert lines[0] == f"Person {row + 1:,} (identity {sim.survivors.founders.number[row]}). Nobody real is described."
    assert any("in prison under sentence" in line for line in lines)
    assert lines[-1] == "01 Jan 2021  The simulated years end."
    assert max(len(part) for line in lines for part in line.splitlines()) <= 100


def test_every_life_can_be_told(sim):
    for row in range(0, len(sim.survivors), 7):
        assert len(list(Life(sim, row).lines())) >= 5


def test_a_refusal_is_told_and_a_new_spell_of_exploitation_is_not_taken_for_one():
    same = (survivor.contact, Contact.UNIDENTIFIED, Contact.UNIDENTIFIED)
    refusal = Happening(10.0, "identified by a charity", (same,))
    assert refusal.told == f"Identified by a charity: {words.NOT_REFERRED}."
    entry = (survivor.exploitation, Exploitation.EXITED, Exploitation.EXPLOITED)
    again = Happening(10.0, "exploited again", (entry, same))
    assert again.told == "Exploited again: under the control of an exploiter."


def test_the_command_tells_the_same_life_by_place_and_by_identity(capsys):
    assert main(["journey", "5", *SMALL]) == 0
    told = capsys.readouterr().out
    identity = told.split("(identity ")[1].partition(")")[0]
    assert main(["journey", f"id:{identity}", *SMALL]) == 0
    assert capsys.readouterr().out == told
    assert main(["journey", "5", *SMALL, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["identity"] == int(identity)


def test_find_gives_somebody_who_is_ever_in_the_state(capsys):
    assert main(["journey", "2", "--find", "referral=recovery_period", *SMALL]) == 0
    assert "reasonable grounds found" in capsys.readouterr().out.replace("\n             ", " ")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["99999"], "there is no person 99,999: this sample has"),
        (["9999", "--find", "justice=recalled"], "who is ever justice=recalled"),
        (["id:7777777"], "nobody has the identity 7777777"),
        (["0"], "expected a place from 1 on"),
        (["--find", "justce=in_prison"], "did you mean 'justice'"),
        (["--find", "justice=prison"], "did you mean 'in_prison'"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(given, told, capsys):
    try:
        status = main(["journey", *given, *SMALL])
    except SystemExit as left:
        status = left.code
    printed = capsys.readouterr()
    assert status == 2
    assert told in printed.err
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
