"""A toy sweep with names that somebody might mean harm with, known responses, and rows that fail."""

import json
from pathlib import Path

import numpy as np
from sweep_toys import swept

from experiments.sweeps.outcome import Left, failed
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.policy import Policy
from experiments.sweeps.uncertainty import Uncertainty
from model.values import World
from scenarios.scenario import LeverUse, Scenario

VARIED = ("grounds.represented", "care.outreach_share", "unit_costs.toy")
HOSTILE = "=cmd|' /C calc'!A0 </script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e"
OUTCOMES = ("retrafficked", "prosecutions", "nrm_referrals", "cg_days_median")
START = "2015-01-01"


def uncertain() -> tuple[str, ...]:
    """Return two numbers of the model that are varied in ranges."""
    return "grounds.represented", "grounds.recovery_days"


def plan(draws: int = 80, replicates: int = 2, fails: tuple[int, ...] = (), question: str = "Which?") -> Plan:
    """Return the sweep: a baseline, a lever at three coverages, and a policy of a hostile name."""
    uses = [LeverUse(lever="firewall", start=START, coverage=share, ramp_days=0) for share in (0.25, 0.5, 1.0)]
    scenarios = [Scenario(name="now")] + [Scenario(name=f"f{use.coverage}", levers=(use,)) for use in uses]
    scenarios.append(Scenario(name="hostile", overrides={"capacity.courtrooms": 90.0}))
    names = ["now", "f0.25", "f0.5", "f1", HOSTILE]
    low_high = {"grounds.represented": (0.1, 0.3), "grounds.recovery_days": (30.0, 60.0)}
    varying = Uncertainty("some", tuple((name, low_high[name]) for name in uncertain()))
    orders = json.dumps({"question": question, "fails": fails})
    return Plan(
        HOSTILE[:70], orders, tuple(Policy(name, s) for name, s in zip(names, scenarios, strict=True)), varying,
        tuple(range(1, draws + 1)), replicates, OUTCOMES, ("all",), None, 2015, 2016, 1, "toy code",
        "sweep_maker:lived",
    )  # fmt: skip


def lived(plan: Plan, task: Task) -> list[Left]:
    """Live a task: the lever spares 10 (x - 0.2) a unit of coverage, so it does harm where the quantile x is low."""
    world = World(plan.seed, task.draw)
    x = world.uniform("grounds.represented")
    luck = np.random.default_rng([task.draw, task.luck]).normal()
    found = []
    for policy in task.policies:
        if policy == 4 and task.draw in json.loads(plan.question)["fails"]:
            found.append(failed(policy, ZeroDivisionError("=1+1"), 0.0))
            continue
        coverage = (0.0, 0.25, 0.5, 1.0, 0.0)[policy]
        spared = 10 * (x - 0.2) * coverage
        year = np.array([100 + luck - spared, 50 + luck, 70 + policy, 300.0 + luck])
        found.append(Left(policy, np.tile(year, (1, 2, 1)), 0.01))
    return found


def made(folder: Path, **settings: object) -> Plan:
    """Run the sweep in this process; return its plan."""
    said = plan(**settings)
    swept(said, folder)
    return said
