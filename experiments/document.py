"""The document: the one JSON form of a run or a comparison, from which tables and the page are made."""

import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from math import isfinite
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np

from experiments.answers import answers, outside
from experiments.believed import in_brief, numbers_told
from experiments.beside import published
from experiments.comparison.precision import Look
from experiments.extras import Extras
from experiments.fingerprint import code_version, fingerprint, inputs
from experiments.job import Finished, Plan, parting, warnings_of
from experiments.records import differences, levels
from experiments.sampling import bias_near, sentence
from experiments.study import DEFINITIONS, Study
from model.calendar import date_of
from model.evidence import Quantity
from model.register import rows_of
from scenarios.entry import cited
from scenarios.lever import catalogue
from scenarios.recommendation import Recommendation
from scenarios.scenario import LeverUse, Scenario

Document: TypeAlias = dict[str, Any]


def of_run(plan: Plan, runs: Sequence[Finished], load_seconds: float, began: float) -> Document:
    """Return the document of one scenario's runs."""
    return _common(plan, runs, load_seconds, began) | {
        "command": "run", "scenario": plan.scenarios[0].name, "outcomes": list(levels(plan, runs)),
        "published": published(plan, runs),
    }  # fmt: skip


def of_comparison(study: Study, extras: Extras, load_seconds: float, began: float) -> Document:
    """Return the document of a comparison."""
    plan = study.plan
    places = range(len(plan.asked_for))
    by_scenario = [[draw[i].finished for draw in study.first] for i in places]
    flows = [
        {"scenario": plan.scenarios[i].name, "source": source, "target": target,
         "people": float(np.median([run.flows[source, target] for run in by_scenario[i]]))}
        for i in places
        for source, target in by_scenario[i][0].flows
    ]  # fmt: skip
    options = "".join(f" --{name}" for name, used in (("split", extras.parts), ("switching", extras.strengths)) if used)
    every = [world.finished for draw in (*study.first, *study.again) for world in draw]
    return _common(plan, every, load_seconds, began) | {
        "command": "compare", "scenario": plan.scenarios[0].name,
        "asked": f"{asked(plan)} --again {plan.again}{options}",
        "outcomes": [record for i in places for record in differences(study, i)], "flows": flows,
        "published": published(plan, by_scenario[0]), "again": len(study.again),
        "precision": [_looked(name, looks[-1]) for name, asked_for in study.looks.items() for looks in asked_for],
        "checks": [_check(study, i) for i in places[1:]], **answers(study, extras),
    }  # fmt: skip


def _looked(scenario: str, last: Look) -> Document:
    return {"scenario": scenario, "asked": str(last.asked), "draws": last.draws,
            "half_width": last.half_width if isfinite(last.half_width) else None,
            "target": last.target, "needed": last.needed, "within": last.within}  # fmt: skip


def _common(plan: Plan, runs: Sequence[Finished], load_seconds: float, began: float) -> Document:
    bias = None if plan.people is None else bias_near(plan.people)
    return {
        "project": "survivor-journeys", "version": code_version(), "fingerprint": fingerprint(plan),
        "made": datetime.now(UTC).date().isoformat(), "inputs": inputs(plan),
        "asked": asked(plan), "seed": plan.seed, "draws": plan.draws, "years": [plan.first_year, plan.last_year],
        "people": int(np.median([run.people for run in runs])),
        "scale": float(np.median([run.scale for run in runs])),
        "events": sum(run.events for run in runs),
        "timing": {"load_seconds": round(load_seconds, 3), "run_seconds": round(perf_counter() - began, 3)},
        "scenarios": [_described(scenario) for scenario in plan.asked_for],
        "definitions": DEFINITIONS,
        "sample_bias": bias,
        "numbers": in_brief(plan.prior),
        "notes": [numbers_told(plan.prior), *warnings_of(plan), *([] if bias is None else [sentence(bias)])],
    }  # fmt: skip


def asked(plan: Plan) -> str:
    """Return the command that makes these numbers again."""
    sample = "" if plan.people is None else f" --people {plan.people}"
    verb = "run" if len(plan.asked_for) == 1 else "compare"
    return (
        f"journeys {verb} {shlex.join(plan.asked)} --seed {plan.seed} --draws {plan.draws} "
        f"--from {plan.first_year} --to {plan.last_year}{sample}{' --prior' if plan.prior else ''}"
    )


def _described(scenario: Scenario) -> Document:
    return {
        "name": scenario.name, "question": scenario.question, "levers": [_pulled(use) for use in scenario.levers],
        "overrides": scenario.overrides, "outside_evidence": outside(scenario),
    }  # fmt: skip


def _pulled(use: LeverUse) -> Document:
    lever = catalogue()[use.lever]
    asked = lever.asked
    return {
        "lever": use.lever, "title": lever.title, "grade": lever.grade, "mechanism_only": lever.mechanism_only,
        "start": use.start.isoformat(), "end": use.end.isoformat() if use.end else None,
        "coverage": use.coverage, "ramp_days": use.ramp_days, "compliance": use.compliance,
        "half_life_days": use.half_life_days, "places": list(use.places),
        "groups": {column: list(levels) for column, levels in use.groups.items()},
        "mechanism": lever.mechanism, "cannot_show": lever.cannot_show, "needs": lever.needs,
        "recommendation": cited(asked) if isinstance(asked, Recommendation) else "nobody: a stress test",
        "shows": lever.shows.outcome, "rests_on": [_rested_on(each) for each in lever.carriers],
    }  # fmt: skip


def _rested_on(quantity: Quantity) -> Document:
    """Return a number that carries a lever's effect, with what is believed of it today and why."""
    row = list(rows_of(quantity.name, quantity))[-1]
    return {key: row[key] for key in ("name", "meaning", "unit", "grade", "kind", "prior", "basis", "facts")}


def _check(study: Study, scenario: int) -> Document:
    """Return what was seen of the years before a scenario parts from the baseline."""
    baseline, other = study.plan.scenarios[0], study.plan.scenarios[scenario]
    day = parting(baseline, other)
    return {
        "scenario": other.name, "identical": study.first[0][scenario].identical,
        "until": None if day is None else date_of(day).isoformat(),
    }  # fmt: skip
