"""The numbers of the report of a sensitivity study, held against `findings.json`."""

import json
from pathlib import Path

from page_numbers import Faults, Page, bars, flat


def of_study(page: Page, folder: Path) -> Faults:
    data, faults = json.loads((folder / "findings.json").read_text()), Faults()
    tables, by_rank = data["tables"], data["study"]["by_rank"]
    _screening(faults, page, tables["screening"], by_rank)
    _shares(faults, page, tables["shares"])
    _swings(faults, page, tables["swings"])
    _studies(faults, page, tables["studies"])
    steps = [r for r in tables["settled"] if r["stage"] == "shares"]
    for row, r in zip(page.tables["settled"], steps, strict=True):
        for text, value in zip(row[1:], (r["blocks"], r["widest"], r["agreement"], r["open"]), strict=True):
            faults.cell(f"settled {row}", text, value)
    drawn = [t for t in page.figures["settled-0-0"]["data"] if t["mode"] == "lines+markers"]
    faults.drawn("settled", flat(t["y"] for t in drawn), [r["widest"] for r in steps])
    faults.drawn("settled", flat(t["x"] for t in drawn), [r["blocks"] for r in steps])
    _rest(faults, page, tables)
    told = [sentence for each in data["findings"] for sentence in each["sentences"]]
    faults.equal("sentences", [line for line in told if line not in page.sentences], [])
    return faults


def grouped(rows: list[dict]) -> list[list[dict]]:
    """Return rows by the output that they are about, in order."""
    keys = dict.fromkeys((r["outcome"], r["of"]) for r in rows)
    return [[r for r in rows if (r["outcome"], r["of"]) == key] for key in keys]


def dotted(faults: Faults, where: str, trace: dict, rows: list[dict], name: str) -> None:
    """Hold dots with their intervals against the estimates of a column."""
    wanted = [r[f"{name}{end}"] for r in rows for end in ("", "_low", "_high")]
    faults.drawn(where, bars(trace, "x"), wanted)


def _screening(faults: Faults, page: Page, rows: list[dict], by_rank: bool) -> None:
    for row, r in zip(page.tables["screening"], rows, strict=True):
        where = f"screening {row}"
        faults.equal(where, row[1], r["name"])
        faults.equal(where, "%" in row[3], by_rank)
        faults.cell(where, row[3], r["size"])
        faults.cell(where, row[4], r["size_low"], r["size_high"])
        faults.cell(where, row[5], r["mean"])
        faults.cell(where, row[6], r["spread"])
        faults.equal(where, row[7], r["verdict"])
    for at, mine in enumerate(grouped(rows)):
        dotted(faults, f"screening {at}", page.figures[f"screening-{at}-0"]["data"][0], mine[:15], "size")


def _shares(faults: Faults, page: Page, rows: list[dict]) -> None:
    for row, r in zip(page.tables["shares"], rows, strict=True):
        faults.equal(f"shares {row}", row[1], r["name"])
        for text, ends, name in ((row[2], row[3], "total"), (row[4], row[5], "first")):
            faults.cell(f"shares {row}", text, min(1.0, max(0.0, r[name])))
            faults.cell(f"shares {row}", ends, r[f"{name}_low"], r[f"{name}_high"])
    for at, mine in enumerate(grouped(rows)):
        order = sorted(mine, key=lambda r: -r["total"])
        for trace, name in zip(page.figures[f"shares-{at}-0"]["data"], ("total", "first"), strict=True):
            dotted(faults, f"shares {at}", trace, order, name)


def _swings(faults: Faults, page: Page, rows: list[dict]) -> None:
    for row, r in zip(page.tables["swings"], rows, strict=True):
        faults.equal(f"swings {row}", row[1], r["name"])
        span = abs(r["high"] - r["low"])
        for text, value in zip(row[3:7], (r["low"], r["high"], r["middle"], span), strict=True):
            faults.cell(f"swings {row}", text, value)
        faults.equal(f"swings {row}", row[7], "yes" if span > r["noise"] else "no")
    for at, mine in enumerate(grouped(rows)):
        *bars_of, low, high = page.figures[f"swings-{at}-0"]["data"]
        faults.drawn(f"swings {at}", low["x"], [r["low"] for r in mine])
        faults.drawn(f"swings {at}", high["x"], [r["high"] for r in mine])
        drawn = sorted((b, x) for trace in bars_of for b, x in zip(trace["base"], trace["x"], strict=True))
        wanted = sorted((min(r["low"], r["high"]), abs(r["high"] - r["low"])) for r in mine)
        faults.drawn(f"swings {at}", flat(drawn), flat(wanted))


def _studies(faults: Faults, page: Page, rows: list[dict]) -> None:
    for row, r in zip(page.tables["worth-knowing"], rows, strict=True):
        faults.equal(f"worth {row}", (row[1], row[6]), (r["name"], r["sentence"]))
        faults.cell(f"worth {row}", row[2], min(1.0, max(0.0, r["narrows"])))
        faults.cell(f"worth {row}", row[3], r["narrows_low"], r["narrows_high"])
        faults.cell(f"worth {row}", row[4], r["worth"])
        faults.cell(f"worth {row}", row[5], r["worth_low"], r["worth_high"])
    for at, mine in enumerate(grouped(rows)):
        real = [r for r in mine if r["name"] != "dummy"][:15]
        dotted(faults, f"worth {at}", page.figures[f"worth-knowing-{at}-0"]["data"][0], real, "narrows")


def _rest(faults: Faults, page: Page, tables: dict) -> None:
    """Hold the tables that stand under no picture, and that of the box, which does."""
    for row, r in zip(page.tables["box"], tables["box"], strict=True):
        for text, value in zip(row[2:], (r["low"], r["high"], r["by_chance"], r["again"]), strict=True):
            faults.cell(f"box {row}", text, value)
    (path,) = page.figures["box-0-0"]["data"]
    faults.drawn("box", path["x"], [r["coverage"] for r in tables["box_path"]])
    faults.drawn("box", path["y"], [r["density"] for r in tables["box_path"]])
    dense = [r["density"] for r in tables["box_path"]]
    faults.cell("box, words", page.words["box-0-0"], min(dense), max(dense))
    checks = [rows for caption, rows in page.tables.items() if "under" in caption or "difference that" in caption]
    for rows, mine in zip(checks, grouped(tables["check"]), strict=True):
        for row, r in zip(rows, sorted(mine, key=lambda r: -r["index"]), strict=True):
            faults.equal(f"check {row}", row[0], r["name"])
            faults.cell(f"check {row}", row[1], r["index"])
            faults.cell(f"check {row}", row[2], r["band"])
            faults.equal(f"check {row}", row[3], "yes" if r["index"] > r["band"] else "no")
    for row, r in zip(page.tables["Uncertain numbers"], tables["inputs"], strict=True):
        faults.equal(f"inputs {row}", row[0], r["name"])
        faults.cell(f"inputs {row}", row[5], r["p05"], r["p95"])
