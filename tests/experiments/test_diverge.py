"""Divergence: the first event that differs is found, dated and explained, and an early one is a fault."""

import json
from datetime import date

import numpy as np
import pytest

from experiments import divergence as divergence_module
from experiments.cli import main
from experiments.divergence import behind, divergence
from experiments.job import Job, simulation
from model.calendar import day_of
from model.junctions.telling import passing_on
from model.stages.word_of_mouth import told_of_passing_on, told_of_treatment
from scenarios.scenario import LeverUse, Scenario

BASELINE = Scenario(name="baseline")
START = date(2016, 4, 1)


def pulled(lever, **use):
    return Scenario(name=lever, levers=(LeverUse(lever=lever, start=START, **use),))


@pytest.mark.parametrize("prior", [False, True])
def test_the_first_event_that_differs_is_the_first_in_the_traces_of_both_worlds(prior):
    found = divergence(BASELINE, pulled("firewall"), 1, 1, 800, 2018, prior)
    assert found.starts == day_of(START)
    assert found.numbers_differ is not None
    assert found.numbers_differ >= found.starts
    assert found.when >= found.numbers_differ
    assert found.baseline != found.scenario
    assert not found.early
    assert any("firewall" in reason.levers for reason in found.reasons)

    def lived(scenario):
        sim = simulation(Job(scenario, 1, 1, 800, 2018, prior=prior), trace=True).run()
        return [
            {(float(t.when[i]), int(p.founders.number[t.who[i]]), int(t.what[i])) for i in range(int(t.used[0]))}
            for p in sim.populations for t in (p.books.trace,)
        ]  # fmt: skip

    worlds = lived(BASELINE), lived(pulled("firewall"))
    first = min(row for a, b in zip(*worlds, strict=True) for row in a ^ b)[0]
    lived_otherwise = all(any(row[0] == found.when for rows in world for row in rows) for world in worlds)
    assert found.when == first or (found.when < first and lived_otherwise)


def test_what_a_message_brings_about_is_traced_to_the_number_that_decides_whether_it_is_sent():
    assert passing_on in behind(told_of_passing_on)
    assert passing_on not in behind(told_of_treatment)


def test_worlds_that_are_one_to_the_end_have_no_first_event():
    found = divergence(BASELINE, pulled("firewall", coverage=0.0), 1, 1, 400, 2017)
    assert (found.numbers_differ, found.when, found.early) == (None, None, False)


def test_a_lever_of_capacity_is_traced_to_the_capacity_of_the_queue():
    found = divergence(BASELINE, pulled("more_caseworkers"), 1, 0, 2_000, 2018)
    assert found.clock == "conclusive-grounds decision"
    assert any("capacity" in r.name and r.levers == ("more_caseworkers",) for r in found.reasons)


def test_a_world_that_parts_early_is_a_fault(monkeypatch, capsys):
    made = divergence_module.simulation

    def meddled(job, **options):
        sim = made(job, **options)
        if job.scenario.levers:
            sim.survivors.store.due[0, 0] = np.nextafter(sim.survivors.store.due[0, 0], np.inf)
        return sim

    monkeypatch.setattr(divergence_module, "simulation", meddled)
    assert divergence(BASELINE, pulled("firewall"), 1, 1, 400, 2017).early
    assert main(["diverge", "baseline", "firewall", "--people", "300"]) == 1
    assert "before any lever starts" in capsys.readouterr().err


def test_the_command_tells_who_when_and_why(capsys):
    assert main(["diverge", "baseline", "firewall", "--people", "1000", "--to", "2019"]) == 0
    told = capsys.readouterr().out
    assert "First event that differs, on 20" in told
    assert "moved by firewall" in told
    assert main(["diverge", "baseline", "firewall", "--people", "1000", "--to", "2019", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["early"] is False


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("lever:firewal", "did you mean 'firewall'"),
        ("lever:firewall@2019", "expected a date"),
        ("lever:firewall@2044-01-01", "outside the calendar"),
        ("lever:firewall+firewall", "named twice"),
        ("lever:", "no lever is called ''"),
    ],
)
def test_a_mistake_in_a_scenario_written_out_is_one_sentence(written, sentence, capsys):
    assert main(["diverge", "baseline", written]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert len(error.splitlines()) == 1
