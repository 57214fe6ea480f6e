"""A fingerprint: one short code that changes when anything a result depends on changes."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import model
import scenarios
from calibration.posterior import shipped
from experiments.job import Plan
from scenarios.scenario import Scenario

PACKAGES = ("numpy", "numba", "scipy", "mesa")


def code_version() -> str:
    """Return the version of the installed project."""
    try:
        return version("survivor-journeys")
    except PackageNotFoundError:
        return "not installed"


def code_hash() -> str:
    """Return a hash of every file the outcomes are computed from: rules, numbers, facts, levers."""
    found = hashlib.sha256()
    for package in (model, scenarios):
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".csv"}:
                found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def levers_hash(names: Iterable[str]) -> str:
    """Return a hash of all that some levers declare, by the names of their files."""
    found = hashlib.sha256()
    for name in sorted(names):
        found.update(name.encode() + b"\0" + (Path(scenarios.__path__[0]) / "levers" / f"{name}.py").read_bytes())
    return found.hexdigest()[:16]


def evidence_hash() -> str:
    """Return a hash of the published figures and claims, and of the ensemble that was fitted to them."""
    found = hashlib.sha256(shipped().hash.encode())
    for name in ("facts.csv", "claims.csv"):
        found.update(name.encode() + b"\0" + (Path(model.__path__[0]) / name).read_bytes())
    return found.hexdigest()[:16]


def scenario_hash(scenario: Scenario) -> str:
    """Return a hash of all that a scenario says."""
    return hashlib.sha256(json.dumps(_said(scenario), sort_keys=True).encode()).hexdigest()[:16]


def _said(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(mode="json", by_alias=True)


def inputs(plan: Plan) -> dict[str, Any]:
    """Return hashes of all that results of a plan follow from, one by one, and the versions of the libraries."""
    return {
        "code": code_hash()[:16], "evidence": evidence_hash(), "numbers": "priors" if plan.prior else shipped().hash,
        "scenarios": {scenario.name: scenario_hash(scenario) for scenario in plan.asked_for},
        "libraries": {name: version(name) for name in PACKAGES},
    }  # fmt: skip


def fingerprint(plan: Plan) -> str:
    """Return the fingerprint of a plan under the present code and libraries."""
    described = {
        "code": code_hash(),
        "libraries": {name: version(name) for name in PACKAGES},
        "plan": {
            "scenarios": [_said(s) for s in plan.scenarios],
            "seed": plan.seed, "draws": plan.draws, "again": plan.again, "people": plan.people,
            "years": [plan.first_year, plan.last_year], "numbers": "priors" if plan.prior else shipped().hash,
        },
    }  # fmt: skip
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:16]
