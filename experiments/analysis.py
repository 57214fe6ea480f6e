"""Analysis in Python: the questions of the command as functions that return frames and figures.

Each takes scenarios as the command does (a shipped name, a file, `lever:firewall+navigators@2020-01-01`), runs in this
process unless `workers` says otherwise, and returns an `Answer`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd

from experiments.chart_run import run_charts
from experiments.charts import Chart, fit_to_show
from experiments.document import Document, of_comparison, of_run
from experiments.extras import with_extras
from experiments.figure import Picture
from experiments.figure import figure as drawn
from experiments.job import Job, Plan, simulation
from experiments.plan import load_scenario, same_world
from experiments.pool import run_all
from experiments.runner import studied
from model.calendar import ORIGIN
from scenarios.problems import InputError, Problem

NOT_YET = ("outside", "no_reasonable_grounds", "confirmed", "not_confirmed", "left_before_decision", "disqualified")
REFERRED = ("awaiting_reasonable_grounds", "ready_for_reasonable_grounds")
"""States of a referral before and after somebody is referred."""
AGAIN = 10
"""Draws of a comparison that are lived again with other luck, at most; the command's own number."""


@dataclass(frozen=True)
class Answer:
    """What was found: a table, charts, and the document that the command prints with `--json`."""

    frame: pd.DataFrame
    """One row a record; columns as in the document."""
    charts: Mapping[str, Chart]
    """By key, in the order of the page."""
    document: Document = field(repr=False, default_factory=dict)

    def figure(self, key: str, group: int = 0, panel: int = 0) -> Picture:
        """Return one picture of a chart as a Plotly figure, with title, statistic, source and caveat.

        A KeyError names the charts there are; an IndexError says that the chart has no picture at that place.
        """
        if key not in self.charts:
            raise KeyError(f"no chart is called {key!r}; there are {', '.join(self.charts)}")
        return drawn(self.charts[key], group, panel)

    def table(self, key: str) -> pd.DataFrame:
        """Return the table beneath a chart, in words as on the page."""
        return pd.DataFrame(self.charts[key].rows, columns=list(self.charts[key].head))


def run(
    scenario: str = "baseline", *, people: int | None = 2_000, draws: int = 1, seed: int = 1,
    first_year: int = ORIGIN.year, last_year: int = 2023, prior: bool = False, workers: int = 1,
) -> Answer:  # fmt: skip
    """Run one scenario; the frame has name, year, group, value, 90% interval (low, high), 50% interval, and unit."""
    plan = Plan((load_scenario(scenario),), seed, draws, people, first_year, last_year, (scenario,), prior=prior)
    began = perf_counter()
    document = of_run(plan, run_all(plan.jobs(), workers, quiet=True), 0.0, began)
    return _answer(document, document["outcomes"], run_charts(document))


def compare(
    *scenarios: str, people: int | None = 2_000, draws: int = 20, seed: int = 1, first_year: int = ORIGIN.year,
    last_year: int = 2023, prior: bool = False, workers: int = 1, again: int = AGAIN, split: bool = False,
    switching: bool = False,
) -> Answer:  # fmt: skip
    """Compare scenarios, the first the baseline: the frame has value and paired difference with their intervals.

    `split` shares a package out among its levers, `switching` says how weak an effect may be; both run more.
    """
    from experiments.page import charts

    worlds = same_world(list(scenarios), tuple(load_scenario(name) for name in scenarios))
    plan = Plan(worlds, seed, draws, people, first_year, last_year, scenarios, min(again, draws // 3), prior)
    plan, extras = with_extras(plan, split, switching)
    began = perf_counter()
    document = of_comparison(studied(plan, workers, quiet=True), extras, 0.0, began)
    return _answer(document, document["outcomes"], charts(fit_to_show(document)))


def survival_curves(
    of: str, scenario: str = "baseline", *, by: str | None = None, people: int | None = 2_000, draws: int = 1,
    seed: int = 1, last_year: int = 2023, prior: bool = False,
) -> Answer:  # fmt: skip
    """Follow spells to their ends (`of`: as `journeys survival --of`); the frame has a share a month, group and end."""
    from experiments.commands.survival import column_of
    from experiments.spells import QUESTIONS
    from experiments.survival_document import of_survival
    from experiments.survival_page import chart
    from experiments.survival_run import followed

    question = QUESTIONS[of]
    column = None if by is None else column_of(by)
    plan = Plan((load_scenario(scenario),), seed, draws, people, ORIGIN.year, last_year, (scenario,), prior=prior)
    document = of_survival(plan, of, question, by, [followed(job, question, column, draws == 1) for job in plan.jobs()])
    rows = [
        {"group": c["group"], "end": c["end"], "month": month, "share": share}
        | {part: c[part][month] for part in ("low", "high", "low_50", "high_50", "at_risk")}
        for c in document["curves"]
        for month, share in enumerate(c["value"])
    ]
    return _answer(document, rows, [chart(document)])


@dataclass(frozen=True)
class Followed(Answer):
    """One life, told in words, too."""

    told: str = ""
    """Day by day, as `journeys journey` prints it."""


def one_life(
    person: int = 1, *, find: str | None = None, scenario: str = "baseline", people: int | None = 2_000, draw: int = 0,
    seed: int = 1, last_year: int = 2023,
) -> Followed:  # fmt: skip
    """Follow one synthetic person, the `person`-th of a run or of those who are ever in a state (`justice=in_prison`).

    The frame has one row a state of each side of life. Raises InputError if there is no such person.
    """
    from experiments.chart_life import life_chart, spans
    from experiments.commands.journey import nobody, state_of
    from experiments.life import Life, as_data, ever_in

    sim = simulation(Job(load_scenario(scenario), seed, draw, people, last_year), journal=True).run()
    rows = list(range(len(sim.survivors))) if find is None else ever_in(sim, *state_of(find))
    if not 1 <= person <= len(rows):
        raise InputError([Problem(Path("one_life"), None, None, "person", nobody(str(person), find, len(rows)))])
    one: Life = Life(sim, rows[person - 1])
    frame = pd.DataFrame([
        {"side": span.process.name, "state": span.words, "since": span.since, "until": span.until,
         "ended_by": span.ended_by} for span in spans(one)
    ])  # fmt: skip
    return Followed(frame, {"life": life_chart(one)}, as_data(one), "\n".join(one.lines()))


def events(
    scenario: str = "baseline", *, people: int | None = 2_000, draw: int = 0, seed: int = 1, last_year: int = 2023
) -> Answer:
    """Run once and keep every move: the frame is the event log; charts of returns to exploitation and of areas."""
    from experiments.chart_forces import forces_chart
    from experiments.chart_rounds import rounds_chart
    from experiments.eventlog import table

    sim = simulation(Job(load_scenario(scenario), seed, draw, people, last_year), journal=True).run()
    log = table(sim)
    entering = (log["process"] == "referral") & log["before"].isin(NOT_YET) & log["after"].isin(REFERRED)
    found = log.loc[entering & log["force"].notna(), "force"].value_counts()
    referred = {int(area): float(n) * sim.scale for area, n in found.items()}
    areas = forces_chart(
        referred, f"NRM referrals, {ORIGIN.year} to {last_year}", "people",
        "the event log of one run of this simulation.",
    )  # fmt: skip
    return Answer(log, {"rounds": rounds_chart(log, sim.scale), "forces": areas}, {"scale": sim.scale})


def read_sweep(folder: str | Path) -> Answer:
    """Read a finished sweep: the frame has one row a run, year and group, a column an outcome.

    Raises InputError if the folder holds no sweep.
    """
    from experiments.reports.sweep_charts import differences_chart, pairs_chart, response_chart
    from experiments.sweeps import manifest
    from experiments.sweeps.decision import decision
    from experiments.sweeps.results import results

    path = Path(folder)
    plan = manifest.plan_of(manifest.read(path))
    found = results(path, plan)
    with found.database:
        frame = found.database.execute("SELECT * FROM results ORDER BY ALL").df()
        seen = decision(found)
    makers = (differences_chart, response_chart, pairs_chart)
    return Answer(frame, {chart.key: chart for chart in (maker(plan, seen) for maker in makers)}, {"plan": plan})


def _answer(document: Document, rows: list[dict[str, Any]], charts: list[Chart]) -> Answer:
    return Answer(pd.DataFrame(rows), {chart.key: chart for chart in charts}, document)
