"""Duration: how long a command will take, told before it begins by a probe of one draw that two samples live.

Time grows with people, above a part that is the same for any number of them: two samples tell both. They are measured
in time of the processor, and how much more than that the clock shows tells how busy the machine is with other things.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean
from time import perf_counter, process_time

from experiments.draw import Draw
from experiments.job import Job, Plan, simulation
from experiments.sweeps.words import seconds_words

SAMPLES = (1_000, 3_000)
"""People in exploitation at the start of the probe's two samples."""
WORTH_IT = 10
"""The whole has so many times the people of the probe, or there is none."""
FOUNDED = 10
"""Draws whose people are counted before they are lived."""


def told(plan: Plan, jobs: Sequence[Draw] | Sequence[Job], workers: int) -> str:
    """Return about how long the jobs of a plan take, in a sentence; nothing if that is less than is worth a probe."""
    if plan.people is not None and plan.people * len(jobs) < WORTH_IT * sum(SAMPLES):
        return ""
    seconds, workers = estimate(plan, jobs, workers), min(workers, len(jobs))
    cores = f"{workers} {'process' if workers == 1 else 'processes'}"
    return f"this will take about {seconds_words(seconds)} by {cores}, judged by a probe"


def estimate(plan: Plan, jobs: Sequence[Draw] | Sequence[Job], workers: int) -> float:
    """Return how many seconds the jobs of a plan take on so many workers."""
    job, (small, large) = jobs[-1], SAMPLES  # the first of a comparison proves something, too
    replace(job, people=small).run()  # loads what is compiled
    began = perf_counter()
    one, other = (_work(replace(job, people=people)) for people in SAMPLES)
    busy = max(1.0, (perf_counter() - began) / (one + other))
    each = max(0.0, (other - one) / (large - small))
    whole = max(0.0, one - small * each) + _people(plan) * each
    rounds = -(-len(jobs) // min(workers, len(jobs)))
    return rounds * whole * busy


def _work(job: Draw | Job) -> float:
    """Return how many seconds of the processor a job takes."""
    began = process_time()
    job.run()
    return process_time() - began


def _people(plan: Plan) -> float:
    """Return how many people in exploitation a draw has at the start: of everybody, the mean of some draws."""
    if plan.people is not None:
        return plan.people
    some = [Job(plan.scenarios[0], plan.seed, n, SAMPLES[0], plan.last_year, prior=plan.prior)
            for n in plan.draw_numbers[:FOUNDED]]  # fmt: skip
    return SAMPLES[0] * mean(map(_scale, some))


def _scale(job: Job) -> float:
    """Return for how many people one person of a sample stands."""
    sim = simulation(job)
    sim.close()
    return sim.scale
