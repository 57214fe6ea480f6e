"""Bias of samples against the whole country, by outcome, in the central member of the ensemble.

Sampling thins people and capacity alike, so national queues behave; queues of a few staff (a force's investigators) do
not, because one case more or less matters more to them. This measures by how much and writes what `journeys run
--people` tells the reader.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from calibration.posterior import shipped
from experiments.job import Job
from scenarios.scenario import Scenario

WATCHED = (
    "in_exploitation", "nrm_referrals", "duty_to_notify", "rg_positive_share", "cg_decisions", "cg_days_median",
    "cg_days_mean", "cg_backlog", "crimes_recorded", "investigations_opened", "cps_referrals", "prosecutions",
    "convictions", "survivors_convicted", "survivors_imprisoned", "detentions", "retrafficked_12m", "reoffended_12m",
)  # fmt: skip
YEARS = slice(4, 9)
TARGET = Path(__file__).resolve().parents[1] / "experiments" / "sample_bias.json"


def means(people: int | None, seeds: range) -> np.ndarray:
    """Return the mean over 2018 to 2022 of every watched outcome, by seed (shape [seeds, outcomes])."""
    rows = []
    for seed in seeds:
        table = Job(Scenario(name="baseline"), seed, 0, people, 2023).run().table
        rows.append([np.nanmean(table[name, "all"][YEARS]) for name in WATCHED])
    return np.array(rows)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", type=int, default=24, help="runs of the whole country")
    options = parser.parse_args()
    whole = means(None, range(1, options.whole + 1))
    truth, error = whole.mean(axis=0), whole.std(axis=0, ddof=1) / np.sqrt(len(whole))
    written = {}
    print(f"{'people':>8s} {'outcome':24s} {'bias':>9s} {'standard error':>15s}")
    for people, runs in ((1_000, 240), (3_000, 120), (10_000, 60)):
        sample = means(people, range(1_001, 1_001 + runs))
        bias = sample.mean(axis=0) / truth - 1.0
        spread = np.sqrt((sample.std(axis=0, ddof=1) / np.sqrt(runs)) ** 2 + error**2) / truth
        written[str(people)] = {
            name: {"bias": round(float(b), 4), "standard_error": round(float(s), 4)}
            for name, b, s in zip(WATCHED, bias, spread, strict=True)
        }
        for name, b, s in zip(WATCHED, bias, spread, strict=True):
            print(f"{people:8,} {name:24s} {b:+9.1%} {s:15.1%}")
    found = {"years": "2018-2022", "ensemble": shipped().hash, "by_people": written}
    TARGET.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
