"""The rows of `runners.yaml` as other runners take them, and a fault that can be planted in one of them.

The environment variable PLANTED says what the run of one policy in one draw does half-way: `raises` an error, or
`kills` its process. It is an environment variable so that every process a runner starts has it, however it is started.
"""

import os
import signal
from dataclasses import replace
from functools import cache
from pathlib import Path

import mesa
import numpy as np

from calibration.posterior import shipped
from experiments.job import changes_of
from experiments.study import ROWS
from experiments.sweeps.outcome import Left
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.reading import read
from experiments.sweeps.task import lived as lived_by_model
from model.calendar import ORIGIN
from model.reading import read_off
from model.simulation import SurvivorJourneys

VARIABLE, DRAW, POLICY, YEAR = "PLANTED", 3, 1, 2016
FAULT = os.environ.get(VARIABLE, "")


@cache
def plan() -> Plan:
    """Return the plan; if a fault is planted, one whose rows are lived with it."""
    found = read(Path(__file__).with_name("runners.yaml"))
    return replace(found, lives=f"{__name__}:lived") if FAULT else found


def lived(sweep: Plan, task: Task) -> list[Left]:
    """Live a task as the model does; importing this file has planted the fault."""
    return lived_by_model(sweep, task)


class Run(SurvivorJourneys):
    """One row as a Mesa model whose parameters are the policy and the draw, as `mesa.batch_run` wants it."""

    def __init__(self, policy: int, draw: int) -> None:
        sweep = plan()
        scenario = sweep.policies[policy].scenario
        super().__init__(
            sweep.seed, draw, sweep.people, sweep.last_year, scenario.calendar.tick_days, scenario.overrides,
            changes_of(scenario), collect=False, quantiles=shipped().quantiles(sweep.seed, draw),
        )  # fmt: skip
        self.datacollector = mesa.DataCollector(model_reporters={"outcomes": at_the_end})


def at_the_end(run: Run) -> np.ndarray | None:
    """Return the outcomes of a run that has come to its end (shape [outcomes, years]), and None before."""
    if run.now < run.calendar.end:
        return None
    sweep, table = plan(), read_off(run)
    years = slice(sweep.first_year - ORIGIN.year, None)
    return np.array([table.rows[ROWS[outcome, "all"]][years] for outcome in sweep.outcomes])


def evaluated(rows: np.ndarray) -> np.ndarray:
    """Return the outcomes of rows of policies and draws, as SALib wants a model (shape [rows, outcomes x years])."""
    found = []
    for policy, draw in rows.astype(int):
        run = Run(int(policy), int(draw)).run()
        found.append(at_the_end(run).ravel())
        run.close()
    return np.array(found)


def _plant(fault: str) -> None:
    original = SurvivorJourneys.step

    def step(run: SurvivorJourneys) -> None:
        if (run.draw, bool(run.changes), run.year) == (DRAW, bool(POLICY), YEAR):
            if fault == "kills":
                os.kill(os.getpid(), signal.SIGKILL)
            raise ValueError("a fault planted in this run")
        original(run)

    SurvivorJourneys.step = step


if FAULT:
    _plant(FAULT)
