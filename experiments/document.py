"""The document: the one JSON form of a run or a comparison, from which tables and the page are made."""

import shlex
from collections.abc import Sequence
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np

from experiments.beside import published
from experiments.fingerprint import code_version, fingerprint
from experiments.job import Finished, Plan, identical_before, parting, warnings_of
from experiments.records import differences, levels
from experiments.sampling import bias_near, sentence
from model.calendar import date_of
from model.reading import BY_NAME
from scenarios.lever import catalogue
from scenarios.scenario import Scenario

Document: TypeAlias = dict[str, Any]


def of_run(plan: Plan, runs: Sequence[Finished], load_seconds: float, began: float) -> Document:
    """Return the document of one scenario's runs."""
    return _common(plan, runs, load_seconds, began) | {
        "command": "run", "scenario": plan.scenarios[0].name, "outcomes": list(levels(plan, runs)),
        "published": published(plan, runs),
    }  # fmt: skip


def of_comparison(plan: Plan, runs: Sequence[Finished], load_seconds: float, began: float) -> Document:
    """Return the document of a comparison; `runs` in the order of the plan's jobs."""
    by_scenario = [runs[i :: len(plan.scenarios)] for i in range(len(plan.scenarios))]
    baseline = by_scenario[0]
    outcomes = [
        record
        for scenario, of_it in zip(plan.scenarios, by_scenario, strict=True)
        for record in differences(plan, scenario.name, baseline, of_it)
    ]
    flows = [
        {"scenario": scenario.name, "source": source, "target": target,
         "people": float(np.median([run.flows[source, target] for run in of_it]))}
        for scenario, of_it in zip(plan.scenarios, by_scenario, strict=True)
        for source, target in of_it[0].flows
    ]  # fmt: skip
    return _common(plan, runs, load_seconds, began) | {
        "command": "compare", "scenario": plan.scenarios[0].name, "outcomes": outcomes, "flows": flows,
        "published": published(plan, baseline),
        "checks": [_check(plan, s, baseline, r) for s, r in zip(plan.scenarios[1:], by_scenario[1:], strict=True)],
    }  # fmt: skip


def _common(plan: Plan, runs: Sequence[Finished], load_seconds: float, began: float) -> Document:
    bias = None if plan.people is None else bias_near(plan.people)
    return {
        "project": "survivor-journeys", "version": code_version(), "fingerprint": fingerprint(plan),
        "asked": asked(plan), "seed": plan.seed, "draws": plan.draws, "years": [plan.first_year, plan.last_year],
        "people": int(np.median([run.people for run in runs])),
        "scale": float(np.median([run.scale for run in runs])),
        "events": sum(run.events for run in runs),
        "timing": {"load_seconds": round(load_seconds, 3), "run_seconds": round(perf_counter() - began, 3)},
        "scenarios": [_described(scenario) for scenario in plan.scenarios],
        "definitions": {name: {"meaning": o.meaning, "unit": o.unit, "where": o.where} for name, o in BY_NAME.items()},
        "sample_bias": bias,
        "notes": ["Not yet calibrated: numbers stand at their priors, and only differences should be read.",
                  *warnings_of(plan), *([] if bias is None else [sentence(bias)])],
    }  # fmt: skip


def asked(plan: Plan) -> str:
    """Return the command that makes these numbers again."""
    sample = "" if plan.people is None else f" --people {plan.people}"
    verb = "run" if len(plan.scenarios) == 1 else "compare"
    return (
        f"journeys {verb} {shlex.join(plan.asked)} --seed {plan.seed} --draws {plan.draws} "
        f"--from {plan.first_year} --to {plan.last_year}{sample}"
    )


def _described(scenario: Scenario) -> Document:
    uses = [
        {"lever": use.lever, "title": catalogue()[use.lever].title, "grade": catalogue()[use.lever].grade,
         "start": use.start.isoformat(), "end": use.end.isoformat() if use.end else None,
         "coverage": use.coverage, "ramp_days": use.ramp_days,
         "mechanism": catalogue()[use.lever].mechanism, "cannot_show": catalogue()[use.lever].cannot_show,
         "recommendation": f"{catalogue()[use.lever].recommendation.publication}, "
                           f"{catalogue()[use.lever].recommendation.pointer}"}
        for use in scenario.levers
    ]  # fmt: skip
    return {"name": scenario.name, "question": scenario.question, "levers": uses, "overrides": scenario.overrides}


def _check(plan: Plan, scenario: Scenario, baseline: Sequence[Finished], runs: Sequence[Finished]) -> Document:
    day = parting(plan.scenarios[0], scenario)
    if day is None:
        return {"scenario": scenario.name, "identical": None, "until": None}
    same = [identical_before(b, r, day) for b, r in zip(baseline, runs, strict=True)]
    return {"scenario": scenario.name, "identical": all(same), "until": date_of(day).isoformat()}
