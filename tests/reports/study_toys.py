"""Toy studies: rows that take no time, whose shares of variance are known, and some of which fail on demand."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from sweep_toys import Serial

from experiments.sensitivity.designed import every_input
from experiments.sensitivity.inputs import DUMMY
from experiments.sensitivity.planfile import SamplePart, ScreeningPart, SharesPart
from experiments.sensitivity.running import run
from experiments.sensitivity.study import StudyPlan, manifest_of
from experiments.sweeps.outcome import Left, failed
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.policy import Policy
from experiments.sweeps.sweep import Ended, Options
from model.chance import decision_key, normal_quantile, uniform
from scenarios.scenario import Scenario

NAMES = ("grounds.represented", "grounds.recovery_days", "care.entrants")
WEIGHTS = (4.0, 2.0, 0.0)
"""Of each input in the level of the baseline; the difference is 10 (x0 - 0.3), and luck."""
NOISE = 0.5


def inputs() -> tuple:
    """Return three inputs, one of them of no effect, and the dummy."""
    known = every_input()
    published = next(one for one in known.values() if not one.assumed and one != DUMMY)
    assumed = [one for one in known.values() if one.assumed][:2]
    return (*assumed, published, DUMMY)


def study(**settings: object) -> StudyPlan:
    """Return a toy study; `settings` replace its fields."""
    policies = tuple(
        Policy(name, Scenario(name=name, overrides={} if name == "now" else {"grounds.recovery_days": 30.0}))
        for name in ("now", "then")
    )  # fmt: skip
    found = StudyPlan(
        "toy", "What drives it?", policies, inputs(), ("nrm_referrals",), ("baseline", "difference"), False,
        ScreeningPart(trajectories=8, keep=5), SharesPart(blocks=32, by="input"), SamplePart(rows=240), None, None,
        2014, 2015, 1, "toy code", "study_toys:lived",
    )  # fmt: skip
    return replace(found, **settings)


def lived(plan: Plan, task: Task) -> list[Left]:
    """Live a task: a straight line in the quantiles, and normal luck that belongs to the row's key."""
    drawn = plan.drawn(task.draw)
    x = np.array(list(drawn.numbers.values()))
    noise = NOISE * normal_quantile(uniform(drawn.seed, 0, decision_key("toy"), 0))
    base = 100.0 + np.array(WEIGHTS) @ x + noise
    orders = json.loads(plan.question) if plan.question.startswith("{") else {}
    found = []
    for policy in task.policies:
        if task.draw in orders.get(plan.name.partition(": ")[2], ()):
            found.append(failed(policy, ValueError("=1+1 cannot be lived"), 0.0))
            continue
        value = base + (10.0 * (x[0] - 0.3) if policy else 0.0)
        years = np.full((1, len(plan.years), len(plan.outcomes)), value / len(plan.years))
        found.append(Left(policy, years, 0.01))
    return found


def studied(plan: StudyPlan, folder: Path, most: int | None = None) -> dict[str, Ended]:
    """Run a toy study in this process; with `most`, every stage stops after so many batches."""

    def engine(sweep: Plan, parts: Path) -> Serial:
        return Serial(sweep, parts.parent, most)

    return run(plan, manifest_of(plan, "", {"study.yaml": "0"}), folder, engine, Options(resume=True))
