"""The page of an explorer: one HTML file that opens without a network; pictures are drawn anew as levers are moved."""

from pathlib import Path

from experiments.charts import Figure
from experiments.explorer.data import Data, data
from experiments.explorer.explored import Explored, explored, whole
from experiments.explorer.fan import KEY, fan, span
from experiments.page_writer import CONFIG, packed_plotly
from experiments.study import DEFINITIONS
from experiments.sweeps import manifest as manifests
from experiments.sweeps.enough import enough
from experiments.sweeps.plan import Plan
from experiments.sweeps.results import results
from experiments.templates import environment
from scenarios.lever import catalogue
from scenarios.problems import InputError, Problem

NAME = "explorer.html"
OPEN = 2
"""Outcomes whose pictures are open at first."""
SETTINGS = {
    "coverage": "Coverage", "compliance": "Carried out where adopted", "start": "First day",
    "ramp_days": "Days to reach it",
}  # fmt: skip


def read(folder: Path) -> Data:
    """Return the data of the explorer of a sweep's folder. Raises InputError if there is nothing to explore."""
    said = manifests.read(folder)
    plan = manifests.plan_of(said)
    if len(plan.policies) < 2:
        raise InputError([Problem(folder, None, None, "", "has one policy alone, so there is no lever to move")])
    if gone := _gone(plan):
        raise InputError([Problem(folder, None, None, "", f"tells of {gone}, which there is no more; sweep again")])
    found = results(folder, plan.first(enough(folder, plan).draws))
    with found.database:
        if not whole(found):
            sentence = "holds no draw that is done under every policy; run the sweep to its end"
            raise InputError([Problem(folder, None, None, "", sentence)])
        seen = explored(found)
        return data(seen, said["plan"]["uncertainties"].get("ensemble", "")) | {"figures": figures(seen)}


def _gone(plan: Plan) -> str | None:
    """Return a lever or an outcome of a plan that there is no more."""
    pulled = (use.lever for policy in plan.policies for use in policy.scenario.levers)
    gone = [name for name in pulled if name not in catalogue()]
    return next(iter([*gone, *(name for name in plan.outcomes if name not in DEFINITIONS)]), None)


def page(said: Data) -> str:
    """Return the page."""
    shown = {name: value for name, value in said.items() if name != "figures"}
    return environment().get_template("explorer/explorer.html.jinja").render(
        data=shown, settings=SETTINGS, key=KEY, opened=OPEN,
        figures={"config": CONFIG, "figures": said["figures"]}, plotly=packed_plotly(),
    )  # fmt: skip


def figures(seen: Explored) -> dict[str, Figure]:
    """Return every picture as it is before any lever is moved, by outcome and whether it shows level or difference.

    Vertical axes have room for every policy, so that they stay put as levers are moved.
    """
    years, found = list(seen.plan.years), {}
    for told in seen.told:
        unit = DEFINITIONS[told.outcome]["unit"]
        level, change = told.level[:, :-1], told.difference[:, :-1]
        found[f"{told.outcome}-level"] = fan(years, level[0], level[0, :, 2], span(level), unit)
        found[f"{told.outcome}-difference"] = fan(years, change[0], None, span(change), unit)
    return found
