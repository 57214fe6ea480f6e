"""Reads briefings back: cells of a workbook, words of a document and of slides, from the XML itself."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORDS = re.compile(r"\{[^}]*\}t$")


def written(document, folder):
    """Write a document as `journeys compare` does; return the folder."""
    (folder / "comparison.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder


def parts_of(content):
    """Return the parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def sheets_of(content):
    """Return the cells of every sheet of a workbook: text as str, numbers as float, by sheet, row and column."""
    parts = parts_of(content)
    shared = ["".join(t.text or "" for t in item.iter(f"{MAIN}t"))
              for item in ElementTree.fromstring(parts["xl/sharedStrings.xml"])]  # fmt: skip
    names = [sheet.get("name") for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    return {
        name: _rows(ElementTree.fromstring(parts[f"xl/worksheets/sheet{i}.xml"]), shared)
        for i, name in enumerate(names, 1)
    }


def _rows(sheet, shared):
    rows = {}
    for cell in sheet.iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None, "a formula"
        value = cell.find(f"{MAIN}v")
        if value is not None:
            letters, number = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            text = shared[int(value.text)] if cell.get("t") == "s" else float(value.text)
            rows.setdefault(int(number), {})[letters] = text
    return [list(rows[number].values()) for number in sorted(rows)]


def words_of(content):
    """Return all words of a Word document or of slides, a run after the other."""
    found = []
    for name, part in sorted(parts_of(content).items()):
        if re.match(r"(word/document|ppt/slides/slide\d+)\.xml", name):
            found += [t.text or "" for t in ElementTree.fromstring(part).iter() if WORDS.search(t.tag)]
    return found
