"""The numbers of the report of a sweep, held against its rows, from which they are worked out anew."""

import csv
import json
from pathlib import Path

import duckdb
import numpy as np
from page_numbers import Faults, Page, bars, flat

from experiments.study import adds_up

ENDS = (0.05, 0.25, 0.5, 0.75, 0.95)


class Swept:
    """The rows of a sweep as they lie in its folder, put together by policy, draw and life with nothing but NumPy."""

    def __init__(self, folder: Path) -> None:
        found = duckdb.sql(f"FROM '{folder}/parts/results-*.parquet'").fetchnumpy()
        said = json.loads((folder / "manifest.json").read_text())["plan"]
        self.policies = [policy["name"] for policy in said["policies"]]
        self.outcomes = said["outcomes"]
        self.years = f"{said['years'][0]} to {said['years'][1]}"
        places = [np.unique(found[name], return_inverse=True)[1] for name in ("draw", "luck", "year")]
        policy = np.array([self.policies.index(str(name)) for name in found["policy"]])
        shape = (len(self.policies), *(int(each.max()) + 1 for each in places))
        self.lives = {}
        for name in self.outcomes:
            values = np.full(shape, np.nan)
            values[(policy, *places)] = np.ma.filled(np.ma.masked_array(found[name]), np.nan)
            self.lives[name] = values.sum(axis=-1) if adds_up(name) else values.mean(axis=-1)

    def level(self, name: str) -> np.ndarray:
        """Return an outcome by policy and draw."""
        return self.lives[name].mean(axis=-1)

    def ends(self, name: str, policy: int, other: int | None = 0) -> list[float]:
        """Return the ends and the middle of a difference, or of a level (no other)."""
        level = self.level(name)
        values = level[policy] - (0.0 if other is None else level[other])
        return np.quantile(values[np.isfinite(values)], ENDS).tolist()

    def luck(self, name: str, policy: int) -> float:
        """Return the share of the variance of a difference that is luck of the sample."""
        first, again = (self.lives[name][policy, :, at] - self.lives[name][0, :, at] for at in (0, 1))
        kept = np.isfinite(first) & np.isfinite(again)
        total, chance = first[kept].var(ddof=1), ((first - again)[kept] ** 2).mean() / 2
        return min(1.0, chance / total) if total > 0 else float(chance > 0)

    def gains(self, name: str, better: str) -> np.ndarray:
        """Return an outcome turned so that more is better, in draws in which every policy has it."""
        level = self.level(name) * (1.0 if better == "higher" else -1.0)
        return level[:, np.isfinite(level).all(axis=0)]

    def beats(self, name: str, better: str, one: int, other: int) -> float:
        """Return the share of draws in which one policy is better than another, ties half."""
        gap = np.subtract(*self.gains(name, better)[[one, other]])
        return float((gap > 0).mean() + (gap == 0).mean() / 2)

    def regret(self, name: str, better: str) -> list[float]:
        """Return how much worse than the best of its draw each policy is on average."""
        gains = self.gains(name, better)
        return (gains.max(axis=0) - gains).mean(axis=1).tolist()


BETTER = {"retrafficked": "lower", "prosecutions": "higher", "cg_days_median": "lower"}
LABELS = {"retrafficked": "People exploited again", "prosecutions": "Prosecutions of exploiters",
          "nrm_referrals": "NRM referrals", "cg_days_median": "Median days to conclusive decision"}  # fmt: skip


def sweep(page: Page, folder: Path) -> Faults:
    swept, faults = Swept(folder), Faults()
    shown = [name.replace("\u202e", "") for name in swept.policies]
    by = {label: name for name, label in LABELS.items()}
    for row in page.tables["policies"]:
        _policy(faults, swept, row, by[row[0]], shown.index(row[2]))
    for row in page.tables["response"]:
        name, at = by[row[0]], shown.index(row[5])
        faults.cell(f"response {row}", row[4], (0.0, 0.25, 0.5, 1.0)[at])
        low, low_50, middle, high_50, high = swept.ends(name, at) if at else [None] * 5
        faults.cell(f"response {row}", without_words(row[6]), *((middle, low, high) if at else (0.0,)))
        faults.cell(f"response {row}", row[7], low_50, high_50)
    for row in page.tables["pairs"]:
        _pair(faults, swept, page, row, by[row[0]], shown)
    for at, name in enumerate(LABELS):
        _pictures(faults, swept, page, at, name, shown)
    with (folder / "tables" / "findings.csv").open(newline="") as file:
        told = [row["sentence"].removeprefix("'") for row in csv.DictReader(file)]
    faults.equal("sentences", [line for line in told if line not in page.sentences], [])
    return faults


def without_words(text: str) -> str:
    """Return a median with its interval without the words that name the interval."""
    return text.replace("90% interval ", "")


def _policy(faults: Faults, swept: Swept, row: list[str], name: str, at: int) -> None:
    where, better = f"policies {row[:3]}", BETTER.get(name)
    faults.equal(where, row[1], swept.years)
    low, _, middle, _, high = swept.ends(name, at, None)
    faults.cell(where, without_words(row[3]), middle, low, high)
    low, low_50, middle, high_50, high = swept.ends(name, at) if at else [None] * 5
    faults.cell(where, without_words(row[4]), middle, low, high)
    faults.cell(where, row[5], low_50, high_50)
    faults.cell(where, row[6], swept.luck(name, at) if at else None)
    level = swept.level(name) * (1.0 if better == "higher" else -1.0)
    gap = (level[at] - level[0])[np.isfinite(level[at])]
    faults.cell(where, row[7], (gap > 0).mean() + (gap == 0).mean() / 2 if better and at else None)
    faults.cell(where, row[8], swept.regret(name, better)[at] if better else None)
    told = "-" if not at else "higher" if low > 0 else "lower" if high < 0 else "not told"
    faults.equal(f"{where}, direction", row[9], told)


def _pair(faults: Faults, swept: Swept, page: Page, row: list[str], name: str, shown: list[str]) -> None:
    order = [shown.index(other[2]) for other in page.tables["pairs"] if other[0] == row[0]]
    at, place, better = shown.index(row[2]), int(row[1]), BETTER[name]
    after = order[place] if place < len(order) else None
    faults.equal(f"pairs {row}, place", order[place - 1], at)
    faults.cell(f"pairs {row}", row[3], swept.beats(name, better, at, 0) if at else None)
    faults.cell(f"pairs {row}", row[4], None if after is None else swept.beats(name, better, at, after))
    faults.cell(f"pairs {row}", row[5], swept.regret(name, better)[at])


def _pictures(faults: Faults, swept: Swept, page: Page, at: int, name: str, shown: list[str]) -> None:
    half, whole = page.figures[f"policies-{at}-0"]["data"]
    order = [shown.index(row[2]) for row in page.tables["policies"] if row[0] == LABELS[name]]
    wanted = [swept.ends(name, policy) for policy in order if policy]
    faults.drawn(f"policies {name}", bars(whole, "x"), flat((m, lo, hi) for lo, _, m, _, hi in wanted))
    faults.drawn(f"policies {name}", bars(half, "x"), flat((m, a, b) for _, a, m, b, _ in wanted))
    thin, thick, line = page.figures[f"response-{at}-0"]["data"]
    wanted = [[0.0] * 5, *(swept.ends(name, policy) for policy in (1, 2, 3))]
    for trace in (thin, thick, line):
        faults.drawn(f"response {name}", trace["x"], [0.0, 0.25, 0.5, 1.0])
    faults.drawn(f"response {name}", line["y"], [m for _, _, m, _, _ in wanted])
    faults.drawn(f"response {name}", bars(thin, "y"), flat((m, lo, hi) for lo, _, m, _, hi in wanted))
    faults.drawn(f"response {name}", bars(thick, "y"), flat((m, a, b) for _, a, m, b, _ in wanted))
    if name in BETTER:
        cells = page.figures[f"pairs-{list(BETTER).index(name)}-0"]["data"][0]
        order = [shown.index(row[2]) for row in page.tables["pairs"] if row[0] == LABELS[name]]
        wanted = [[swept.beats(name, BETTER[name], i, j) if i != j else None for j in order] for i in order]
        faults.drawn(f"pairs {name}", flat(cells["z"]), flat(wanted))
        for text, value in zip(flat(cells["text"]), flat(wanted), strict=True):
            faults.cell(f"pairs {name}", text or "-", value)
