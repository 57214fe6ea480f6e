"""The numbers of the report of a calibration, held against the tables beside it."""

import re
from pathlib import Path

import numpy as np
from page_numbers import Faults, Page, bars, table


def calibration(page: Page, folder: Path) -> Faults:
    figures, faults = table(folder, "figures"), Faults()
    for name in dict.fromkeys(r["series"] for r in figures):
        mine = [r for r in figures if r["series"] == name]
        key = f"series_{name.replace(' ', '_').replace(',', '')}"
        _series(faults, page, key, mine)
    _inputs(faults, page, table(folder, "inputs"))
    for caption, name in (("Predicted without the figures of its series", "left_out"),
                          ("Forecast from what was known in 2021", "foretold")):  # fmt: skip
        rows, found = page.tables[caption], table(folder, name)
        for row, r in zip(rows, found, strict=True):
            at = row.index("yes") if "yes" in row else row.index("no")
            about = [r[part] for part in ("series", "quantity", "period") if part in r]
            faults.equal(caption, row[: at - 3], about)
            faults.cell(f"{caption} {row}", row[at - 3], r["published"])
            faults.cell(f"{caption} {row}", row[at - 2], r["median"])
            faults.cell(f"{caption} {row}", row[at - 1], r["low"], r["high"])
            for text, value in zip(row[at + 1 :], [r[k] for k in ("away", "score", "naive") if k in r], strict=True):
                faults.cell(f"{caption} {row}", text, value)
    return faults


def _series(faults: Faults, page: Page, key: str, mine: list[dict]) -> None:
    for row, r in zip(page.tables[key], mine, strict=True):
        where = f"{key} {row[:2]}"
        faults.equal(where, (row[0], row[1], row[8]), (r["quantity"], r["period"], r["met"]))
        faults.cell(where, row[2], r["published"])
        for at, name in ((3, "own"), (4, "prior"), (7, "predictive")):
            faults.cell(where, row[at], r[f"{name}_low"], r[f"{name}_high"])
        faults.cell(where, row[5], r["median"])
        faults.cell(where, row[6], r["low"], r["high"])
        faults.cell(where, row[11], r["low_50"], r["high_50"])
        if row[9] != "yes":
            faults.cell(where, row[9], r["width"])
    half, model, own = page.figures[f"{key}-0-0"]["data"]
    by = [r["published"] or 1.0 for r in mine]
    for trace, ends in ((half, ("median", "low_50", "high_50")), (model, ("median", "low", "high"))):
        wanted = [r[end] / one for r, one in zip(mine, by, strict=True) for end in ends]
        faults.drawn(key, bars(trace, "x"), wanted)
    wanted = [v for r, one in zip(mine, by, strict=True) for v in (1.0, r["own_low"] / one, r["own_high"] / one)]
    faults.drawn(key, bars(own, "x"), wanted)
    said = re.findall(r"model (\S+) \((\S+ to \S+)\), published ([^;]+?)(?=[;.] |\.$)", page.words[f"{key}-0-0"])
    faults.equal(f"{key}, words", len(said), len(mine))
    for (middle, ends, published), r in zip(said, mine, strict=False):
        faults.cell(f"{key}, words", middle, r["median"])
        faults.cell(f"{key}, words", ends, r["low"], r["high"])
        faults.cell(f"{key}, words", published, r["published"])


def _inputs(faults: Faults, page: Page, rows: list[dict]) -> None:
    order = sorted(rows, key=lambda r: -r["contraction"])
    for row, r in zip(page.tables["inputs"], order, strict=True):
        faults.equal(f"inputs {row}", row[0], r["input"])
        faults.cell(f"inputs {row}", row[4], r["prior_low"], r["prior_high"])
        faults.cell(f"inputs {row}", row[5], r["median"])
        faults.cell(f"inputs {row}", row[6], r["low_50"], r["high_50"])
        faults.cell(f"inputs {row}", row[7], r["low"], r["high"])
        faults.cell(f"inputs {row}", row[8], r["contraction"])
    halves, prior_half, after, prior = page.figures["inputs-0-0"]["data"]
    for trace, ends in ((prior_half, (-0.6744898, 0.6744898)), (prior, (-1.6448536, 1.6448536))):  # a standard normal
        wanted = np.tile((0.0, *ends), len(order[:40]))
        faults.equal("inputs, prior", np.allclose(bars(trace, "x"), wanted, atol=1e-7, rtol=0), True)
    for trace, ends in ((after, ("median", "low", "high")), (halves, ("median", "low_50", "high_50"))):
        wanted = [r[f"score_{end}"] for r in order[:40] for end in ends]
        faults.drawn("inputs", bars(trace, "x"), wanted)
