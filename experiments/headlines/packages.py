"""Packages: what calibration changed in each. Run as `python -m experiments.headlines.packages`.

Every package of recommendations and the three headline levers are compared with the baseline twice: with numbers drawn
from their priors alone, and from the calibrated ensemble. It writes docs/packages.md.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from experiments.believed import numbers_told
from experiments.chart_words import interval, number, signed
from experiments.charts import label
from experiments.comparison.difference import difference
from experiments.comparison.interval import central, defined
from experiments.job import Plan
from experiments.plan import load_scenario, same_world, write
from experiments.pool import cores
from experiments.runner import studied
from experiments.study import DEFINITIONS, Study, adds_up
from model.calendar import ORIGIN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "packages.md"
PACKAGES = (
    "super_complaint_2021", "prisons_report_2023", "reintegrative_pathways", "firewall_and_safe_reporting",
    "end_detention_of_survivors", "decide_in_90_days", "everything",
)  # fmt: skip
HEADLINES = ("prison_first_responders", "firewall", "navigators")
OUTCOMES = (
    "nrm_referrals", "recognised", "cg_days_median", "retrafficked", "survivors_convicted", "detentions", "removals",
    "prosecutions", "cost_public_and_levers",
)  # fmt: skip
LAST_YEAR, SEED = 2030, 1
NARROWER = 1.25
"""Between one over this and this an interval is called as wide as before."""


@dataclass(frozen=True)
class Gap:
    """A difference from the baseline over draws: its median and 90% interval."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, study: Study, scenario: int, outcome: str) -> "Gap | None":
        """Return it for the years since the scenario parts, a year on average; None where too few draws define it."""
        since = study.since(scenario)
        one, base = (study.over_time(place, outcome, since) for place in (scenario, 0))
        gaps = difference(one, base)
        kept = defined(gaps)
        if kept is None:
            return None
        years = study.plan.last_year - since + 1 if adds_up(outcome) else 1
        gaps = gaps[kept] / years
        ends = central(gaps)
        return None if ends is None else cls(float(np.median(gaps)), ends.low, ends.high)

    @property
    def tells(self) -> bool:
        """Whether the interval leaves out 0."""
        return not self.low <= 0.0 <= self.high

    def shown(self, unit: str) -> str:
        """Return it as people read it."""
        return f"{signed(self.middle, unit)} ({interval(self.low, self.high, unit, signed)})"


def changed(before: Gap, after: Gap) -> str:
    """Return in words what calibration changed in a difference."""
    wide, was = after.high - after.low, before.high - before.low
    if was == wide:
        size = "as wide"
    else:
        ratio = wide / was if was else float("inf")
        size = (
            f"{1 / ratio:.1f} times narrower" if ratio * NARROWER < 1
            else f"{ratio:.1f} times wider" if ratio > NARROWER else "as wide"
        )  # fmt: skip
    if before.tells and after.tells:
        told = "same direction" if before.middle * after.middle > 0 else "the other direction"
    else:
        told = {(True, False): "no direction any more", (False, True): "now a direction"}.get(
            (before.tells, after.tells), "no direction"
        )
    return f"{size}; {told}"


def page(before: Study, after: Study) -> str:
    """Return the page."""
    plan = after.plan
    lines = [
        "# Packages: what calibration changed", "",
        "Written by `python -m experiments.headlines.packages`; do not edit. Paired comparisons with the baseline, "
        f"{plan.draws} draws of samples of {plan.people:,} people in exploitation at the start, to {plan.last_year}: "
        "median difference a year since the package starts, and the interval that holds nine in ten draws (days and "
        "shares: mean over years). *Direction* here means only that the interval leaves out 0; `journeys compare` also "
        "looks at the precision and the evidence, and refuses more. Who gains, who loses, and what is refused for the "
        "seven packages: [briefings/packages/briefing.html](briefings/packages/briefing.html).", "",
        f"{numbers_told(False)} {numbers_told(True)}", "",
    ]  # fmt: skip
    for place, scenario in enumerate(plan.scenarios[1:], 1):
        lines += [f"## {scenario.name}", "", f"`{plan.asked[place]}`: {scenario.question}", ""]
        lines += ["| outcome | at the priors | calibrated | what changed |", "| --- | --- | --- | --- |"]
        for outcome in OUTCOMES:
            was, found = Gap.of(before, place, outcome), Gap.of(after, place, outcome)
            unit = DEFINITIONS[outcome]["unit"]
            if was and found:
                lines.append(f"| {label(outcome)} | {was.shown(unit)} | {found.shown(unit)} | {changed(was, found)} |")
        lines.append("")
    base = [
        f"{label(name)} {number(float(np.nanmedian(study.row(0, name)[:, -1])), DEFINITIONS[name]['unit'])}"
        for study in (after,) for name in OUTCOMES
    ]  # fmt: skip
    lines += [f"Baseline in {plan.last_year}, calibrated, median: " + "; ".join(base) + ".", ""]
    return "\n".join(lines)


def plan_of(draws: int, people: int, prior: bool) -> Plan:
    """Return what has to be run."""
    names = ["baseline", *PACKAGES, *HEADLINES]
    scenarios = same_world(names, tuple(load_scenario(name) for name in names))
    return Plan(scenarios, SEED, draws, people, ORIGIN.year, LAST_YEAR, tuple(names), prior=prior)


def main() -> None:
    """Run, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--people", type=int, default=4_000)
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    before, after = (
        studied(plan_of(options.draws, options.people, prior), options.workers, quiet=False) for prior in (True, False)
    )
    write(PAGE, page(before, after))


if __name__ == "__main__":
    main()
