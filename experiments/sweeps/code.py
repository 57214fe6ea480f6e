"""The code that results depend on: its hash, its libraries, and whether it differs from what is committed."""

import hashlib
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from experiments.fingerprint import PACKAGES, code_hash

ROOT = Path(__file__).resolve().parents[2]
ALSO = (
    "experiments/draw.py", "experiments/job.py", "experiments/lever_costs.py", "experiments/study.py",
    "experiments/sweeps/outcome.py", "experiments/sweeps/task.py", "experiments/sweeps/uncertainty.py",
)  # fmt: skip
"""Files outside the model, its numbers and levers on which the bits of a row depend."""


@cache
def code_of_results() -> str:
    """Return the hash of all code and data that results depend on."""
    found = hashlib.sha256(code_hash().encode())
    for name in ALSO:
        found.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return found.hexdigest()[:32]


def libraries() -> dict[str, str]:
    """Return the versions of the libraries that results depend on."""
    found = {}
    for name in (*PACKAGES, "duckdb"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def commit() -> tuple[str, bool | None]:
    """Return the commit of the code and whether files differ from it; '' and None outside a repository."""
    if not (ROOT / ".git").exists():
        return "", None
    try:
        head = _git("rev-parse", "HEAD")
        return head, bool(_git("status", "--porcelain", "--", "model", "scenarios", "experiments", "calibration"))
    except (OSError, subprocess.SubprocessError):
        return "", None


def _git(*words: str) -> str:
    answer = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    return answer.stdout.strip()
