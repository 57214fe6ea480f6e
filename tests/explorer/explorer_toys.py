"""Toy sweeps over real levers whose outcomes follow a known rule, with names that somebody might mean harm with."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from sweep_toys import swept

from experiments.sweeps.outcome import Left
from experiments.sweeps.plan import Plan, Task
from experiments.sweeps.reading import read

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
OUTCOMES = ("retrafficked", "cg_days_median", "nrm_referrals", "rg_positive_share", "cost_public")
LEVERS = ("prison_staff_first_responders", "firewall", "more_caseworkers")
GRID = """
  prison_staff_first_responders: {coverage: [0, 0.25, 1], start: 2018-01-01}
  firewall: {coverage: [0, 1], start: [2018-01-01, 2020-01-01]}
  more_caseworkers: {coverage: [0, 1], start: 2018-01-01}
"""


def design(points: int = 24) -> str:
    """Return levers at coverages spread over a cube, its corners and edges among them."""
    corners = np.stack(np.meshgrid(*[[0.0, 1.0]] * 3), -1).reshape(-1, 3)[1:]
    inner = np.random.default_rng(3).random((points, 3)).round(2)
    blocks = []
    for row in np.concatenate([corners, inner]):
        said = [f"{name}: {{coverage: {x:g}, start: 2018-01-01}}" for name, x in zip(LEVERS, row, strict=True) if x]
        blocks.append("\n  - " + "\n    ".join(said))
    return "".join(blocks) + "\n"


def plan(folder: Path, levers: str = GRID, draws: int = 30, more: str = "", name: str = "toy") -> Plan:
    """Return a plan read from a file, its rows lived by the rule of this file."""
    file = folder / "plan.yaml"
    file.write_text(
        f"name: {name!r}\nquestion: {HOSTILE!r}\nlevers:{levers}draws: {draws}\n"
        f"outcomes: [{', '.join(OUTCOMES)}]\npeople: 500\nyears: {{from: 2018, to: 2021}}\nuncertainties: all\n{more}"
    )
    return replace(read(file), lives="explorer_toys:lived", code="toy code")


def change(coverage: dict[str, float], draw: int, years: int) -> np.ndarray:
    """Return what levers do to each outcome and year in one draw (shape [years, outcomes])."""
    a, b, c = (coverage.get(name, 0.0) for name in LEVERS)
    size = np.random.default_rng(draw).normal(1.0, 0.5)
    effect = np.array([
        -300 * size * a + 80 * b * c, -40.5 * c, 55.25 * a - 20 * a * a, 0.0125 * size * b, 2.5e6 * (a + b + c) * size
    ])  # fmt: skip
    return np.linspace(0.5, 1.0, years)[:, None] * effect


def level(draw: int, years: int) -> np.ndarray:
    """Return the baseline in one draw (shape [years, outcomes])."""
    luck = np.random.default_rng([draw, 7]).normal(size=(years, 5))
    return np.array([12_345.0, 400.0, 2_500.0, 0.5, 3.2e9]) + luck * np.array([2_000.0, 30.0, 200.0, 0.02, 1e8])


def lived(plan: Plan, task: Task) -> list[Left]:
    """Live a task: levers do what `change` says, with no luck, but for the noise that a plan's name asks for."""
    years, found = len(plan.years), []
    for policy in task.policies:
        coverage = {use.lever: use.coverage for use in plan.policies[policy].scenario.levers}
        values = level(task.draw, years) + change(coverage, task.draw, years)
        if plan.name == "noise" and coverage:
            values += np.random.default_rng([policy, task.draw, 1]).normal(0.0, 3_000.0, (years, 1))
        found.append(Left(policy, values[None], 0.01))
    return found


def made(folder: Path, **settings: object) -> Plan:
    """Sweep a toy plan in this process; return it."""
    found = plan(folder, **settings)
    swept(found, folder / "sweep")
    return found
