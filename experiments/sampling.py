"""Sampling: what is known of the bias of samples, measured by benchmarks/sampling.py and told to the reader."""

import json
from math import log
from pathlib import Path
from typing import Any

from experiments.labels import label

PATH = Path(__file__).with_name("sample_bias.json")


def bias_near(people: int) -> dict[str, Any]:
    """Return the measured bias of each outcome at the sample size nearest to `people` (on a log scale)."""
    measured = json.loads(PATH.read_text(encoding="utf-8"))
    size = min(measured["by_people"], key=lambda n: abs(log(int(n) / people)))
    return {"people": int(size), "years": measured["years"], "outcomes": measured["by_people"][size]}


def sentence(bias: dict[str, Any]) -> str:
    """Return the biases that stand out from their own error, in one paragraph."""
    found = [
        f"{label(name)} {o['bias']:+.1%} (standard error {o['standard_error']:.1%})"
        for name, o in bias["outcomes"].items()
        if abs(o["bias"]) > 2 * o["standard_error"]
    ]
    listed = "; ".join(found) or "none that stands out from its error"
    return f"Bias measured at {bias['people']:,} people against the whole country, {bias['years']}: {listed}."
