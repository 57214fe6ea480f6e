"""A fingerprint: one short code that changes when anything a result depends on changes."""

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import model
import scenarios
from calibration.posterior import shipped
from experiments.job import Plan

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


def fingerprint(plan: Plan) -> str:
    """Return the fingerprint of a plan under the present code and libraries."""
    described = {
        "code": code_hash(),
        "libraries": {name: version(name) for name in PACKAGES},
        "plan": {
            "scenarios": [s.model_dump(mode="json", by_alias=True) for s in plan.scenarios],
            "seed": plan.seed, "draws": plan.draws, "again": plan.again, "people": plan.people,
            "years": [plan.first_year, plan.last_year], "numbers": "priors" if plan.prior else shipped().hash,
        },
    }  # fmt: skip
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:16]
