"""Page: three questions put to the model, what comes out, and why. Run as `python -m experiments.headlines.page`.

Each question is a paired comparison: the same draws of numbers and luck, lived by the same people in each world. It
writes docs/headline_levers.md and the pictures in docs/headline_levers/.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from experiments.believed import numbers_told
from experiments.drawing import drawn_to
from experiments.figure import figure
from experiments.headlines.claim import claim
from experiments.headlines.engagement import Still, still
from experiments.headlines.finding import findings
from experiments.headlines.firewall import FIREWALL
from experiments.headlines.headline import Headline
from experiments.headlines.navigators import NAVIGATORS
from experiments.headlines.period import FIRST_YEAR, LAST_YEAR, START
from experiments.headlines.picture import picture
from experiments.headlines.prisons import PRISONS
from experiments.headlines.section import Found, in_short, not_shown, same_before, section
from experiments.job import Plan
from experiments.plan import write
from experiments.pool import cores
from experiments.runner import studied
from experiments.study import Study
from model.calendar import ORIGIN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "headline_levers.md"
HEADLINES = (PRISONS, FIREWALL, NAVIGATORS)
SEED, AGAIN = 1, 10
"""The seed of all draws, and how many of them are lived a second time with other luck."""


def plan_of(headline: Headline, draws: int, people: int, last_year: int = LAST_YEAR) -> Plan:
    """Return what has to be run for a headline."""
    return Plan(headline.scenarios, SEED, draws, people, ORIGIN.year, last_year, again=min(AGAIN, draws))


def page(studies: Sequence[tuple[Headline, Study]], engaged: Sequence[Still]) -> str:
    """Return the page."""
    found: list[Found] = [[findings(study, i, c) for i, c in enumerate(h.comparisons, 1)] for h, study in studies]
    lines = [*introduction(studies[0][1].plan), "## In short", ""]
    for (headline, _), each in zip(studies, found, strict=True):
        lines += in_short(headline, each)
    for (headline, study), each in zip(studies, found, strict=True):
        lines += section(headline, study, each, PAGE.stem)
        lines += claim(engaged) if headline is NAVIGATORS else []
        lines += not_shown(headline)
    return "\n".join(lines)


def introduction(plan: Plan) -> list[str]:
    """Return what a reader must know first."""
    return [
        "# Three headline levers", "",
        "Written by `python -m experiments.headlines.page`; do not edit. Three questions, each a paired comparison: "
        f"the same people with the same luck live in each world, {plan.draws} draws of every uncertain number, in each "
        f"a sample of about {plan.people:,} people in exploitation at the start, scaled up. Levers start on {START}. "
        f"Values are means a year over {FIRST_YEAR} to {plan.last_year}, those of people at a year's end means over "
        "year ends.", "",
        f"**{numbers_told(plan.prior)} What the levers themselves do is an assumption with a wide prior.** Read what "
        "follows from the assumptions, not forecasts; read differences, not levels.", "",
        "*Baseline* and *difference* are medians over draws. The *interval* holds nine in ten draws, numbers and luck "
        "both; *luck* is the part of its variance that is luck of the sample, from "
        f"{plan.again} draws lived twice. *Verdict*: a direction is told only where the interval leaves out 0, and "
        "never beyond the evidence. That is cautious: an effect smaller than the luck of a sample is not told, even if "
        "it is there. *Why* is one of three explanations that were written for each line beforehand: one if it is "
        "higher, one if it is lower, one of what pulls either way. It says what the model does, not what is true.", "",
    ]  # fmt: skip


def main() -> None:
    """Run, and write the page and its pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    plans = [plan_of(headline, options.draws, options.people) for headline in HEADLINES]
    runs = [studied(plan, options.workers, quiet=False) for plan in plans]
    studies = list(zip(HEADLINES, runs, strict=True))
    text = page(studies, still(plans[-1], options.workers, quiet=False))
    charts = [picture(headline, study) for headline, study in studies]
    drawn_to(PAGE.parent / PAGE.stem, {chart.key: figure(chart) for chart in charts})
    write(PAGE, text)
    if not all(same_before(study) for study in runs):
        sys.exit("worlds differ before their levers start")


if __name__ == "__main__":
    main()
