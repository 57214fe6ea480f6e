"""Plans read from a few lines of text."""

from pathlib import Path

from experiments.sweeps.plan import Plan
from experiments.sweeps.reading import read


def planned(folder: Path, text: str) -> Plan:
    path = folder / "plan.yaml"
    path.write_text(text)
    return read(path)


def names(plan: Plan) -> list[str]:
    return [policy.name for policy in plan.policies]
