"""Runs draw their numbers from the calibrated ensemble, unless asked for the priors."""

import json

from calibration.posterior import quantiles_of, shipped
from experiments.believed import in_brief, numbers_told
from experiments.job import Job, Plan, numbers
from experiments.sampling import PATH
from scenarios.scenario import Scenario

BASELINE = Scenario(name="baseline")


def job(draw: int, seed: int = 1, prior: bool = False) -> Job:
    return Job(BASELINE, seed, draw, 500, 2014, prior=prior)


def test_a_draw_is_a_member_of_the_ensemble() -> None:
    found = dict(numbers(job(3)))
    rows = quantiles_of(shipped().marks)
    assert tuple(found) == shipped().names
    assert [list(found.values())] == [row.tolist() for row in rows if row.tolist() == list(found.values())]


def test_draws_are_different_members_in_an_order_of_the_seed() -> None:
    members = [shipped().member(1, draw) for draw in range(1, len(shipped()) + 1)]
    assert sorted(members) == list(range(len(shipped())))
    assert members != [shipped().member(2, draw) for draw in range(1, len(shipped()) + 1)]


def test_the_middle_is_the_member_nearest_to_all_figures() -> None:
    assert numbers(job(0)) == shipped().quantiles(1, 0)
    assert shipped().member(5, 0) == shipped().central


def test_priors_are_drawn_from_if_asked_for() -> None:
    assert not numbers(job(3, prior=True))


def test_what_is_asked_for_outright_stands_above_the_ensemble() -> None:
    name = shipped().names[0]
    asked = Job(BASELINE, 1, 3, 500, 2014, quantiles={name: 0.25})
    assert numbers(asked)[name] == 0.25 and len(numbers(asked)) == len(shipped().names)


def test_every_result_says_which() -> None:
    assert shipped().hash in numbers_told(False) and "prior" in numbers_told(True)
    assert in_brief(False) != in_brief(True)
    plan = Plan((BASELINE,), 1, 2, 500, 2014, 2014, prior=True)
    assert all(each.prior for each in plan.jobs())


def test_the_bias_of_samples_was_measured_in_the_ensemble_that_ships():
    told = json.loads(PATH.read_text(encoding="utf-8"))
    assert told["ensemble"] == shipped().hash, "measure again: python -m benchmarks.sampling"
