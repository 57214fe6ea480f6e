"""The numbers of the survival page, held against `survival.json`."""

import json
import re
from pathlib import Path

from page_numbers import Faults, Page


def survival(page: Page, folder: Path) -> Faults:
    document, faults = json.loads((folder / "survival.json").read_text()), Faults()
    rows = page.tables["survival"]
    faults.equal("rows", [row[:3] for row in rows],
                 [[r["group"], r["end"], str(r["month"])] for r in document["shares"]])  # fmt: skip
    for row, r in zip(rows, document["shares"], strict=True):
        where = f"table, {row[:3]}"
        faults.cell(where, row[3], r["value"])
        for text, half in ((row[4], "_50"), (row[5], "")):
            faults.cell(where, text, r[f"low{half}"], r[f"high{half}"])
        faults.cell(where, row[6], r["at_risk"])
    for at, counts in enumerate(document["spells"]):
        curves = [c for c in document["curves"] if c["group"] == counts["group"]]
        _curves(faults, page, f"survival-{at}-0", curves, document)
    return faults


def _curves(faults: Faults, page: Page, key: str, curves: list[dict], document: dict) -> None:
    data = page.figures[key]["data"]
    for at, curve in enumerate(curves):
        for part, band in zip(("", "_50"), data[2 * at : 2 * at + 2], strict=True):
            low, high = ([v for v in curve[f"{end}{part}"] if v is not None] for end in ("low", "high"))
            faults.drawn(f"{key}, band {curve['end']}", band["y"], [*high, *reversed(low)])
        line = data[2 * len(curves) + at]
        faults.drawn(f"{key}, {curve['end']}", line["y"], [v for v in curve["value"] if v is not None])
        faults.drawn(f"{key}, months", line["x"], [m for m, v in enumerate(curve["value"]) if v is not None])
    axis = page.figures[key]["layout"]["xaxis"]
    for text, month in zip(axis["ticktext"], axis["tickvals"], strict=True):
        faults.cell(f"{key}, still followed", text.partition("<br>")[2], curves[0]["at_risk"][month])
    said = [r["value"] for r in document["shares"] if r["group"] == curves[0]["group"] and r["value"] is not None]
    told = re.findall(r" months: ([0-9.]+%)\.", page.words[key])
    faults.equal(f"{key}, words", len(told), len(said))
    for text, value in zip(told, said, strict=False):
        faults.cell(f"{key}, words", text, value)
