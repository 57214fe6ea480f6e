"""How long a command takes is judged by a probe: from its two samples to all people, all draws and a busy machine."""

from dataclasses import dataclass, replace

import pytest

from experiments import duration
from experiments.cli import main
from experiments.job import Job, Plan, simulation
from experiments.plan import load_scenario

FIXED, EACH, BUSY = 2.0, 0.001, 3.0
"""Seconds of a draw, and of each of its people; seconds on the clock for each of the processor."""


class Clock:
    """The time of the processor, which only draws take."""

    now = 0.0


@dataclass(frozen=True)
class Made:
    """A draw that takes as long as it says."""

    people: int | None = None

    def run(self):
        Clock.now += FIXED + EACH * self.people


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(duration, "process_time", lambda: Clock.now)
    monkeypatch.setattr(duration, "perf_counter", lambda: BUSY * Clock.now)


def plan(people):
    return Plan((load_scenario("baseline"),), 1, 3, people, 2014, 2014)


@pytest.mark.parametrize(("jobs", "workers", "rounds"), [(7, 2, 4), (8, 2, 4), (3, 16, 1), (5, 1, 5)])
def test_of_a_sample_it_is_exact_where_time_grows_with_people(clock, jobs, workers, rounds):
    found = duration.estimate(plan(50_000), [Made()] * jobs, workers)
    assert found == pytest.approx(rounds * BUSY * (FIXED + 50_000 * EACH))


def test_of_everybody_people_are_those_of_the_draws(clock):
    whole = plan(None)
    small = duration.SAMPLES[0]
    scales = [simulation(Job(whole.scenarios[0], 1, draw, small, 2014)).scale for draw in (1, 2, 3)]
    found = duration.estimate(whole, [Made()], 1)
    assert found == pytest.approx(BUSY * (FIXED + small * sum(scales) / 3 * EACH))


def test_nothing_is_said_where_the_probe_would_be_a_large_part(clock):
    assert duration.told(plan(2_000), [Made()] * 3, 2) == ""
    said = duration.told(plan(50_000), [Made()] * 7, 2)
    assert said == "this will take about 10.4 minutes by 2 processes, judged by a probe"


def test_commands_say_it_before_they_begin_unless_told_to_be_quiet(monkeypatch, capsys):
    monkeypatch.setattr(duration, "WORTH_IT", 0)
    monkeypatch.setattr(duration, "SAMPLES", (50, 100))
    short = ["--people", "100", "--draws", "1", "--to", "2014", "--workers", "1"]
    late = ["lever:firewall@2014-06-01", "lever:more_caseworkers@2014-06-01"]
    for asked in (["run", *short], ["compare", *late, *short]):
        assert main(asked) == 0
        assert "this will take about" in capsys.readouterr().err
        assert main([*asked, "--quiet"]) == 0
        assert "this will take" not in capsys.readouterr().err


def test_a_real_draw_takes_about_as_long_as_its_probe_says():
    job = Job(load_scenario("baseline"), 1, 1, 12_000, 2016)
    said = duration.estimate(replace(plan(12_000), last_year=2016), [job], 1)
    assert said > 0.5 * duration._work(job)
