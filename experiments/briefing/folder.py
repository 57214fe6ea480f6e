"""The folder of a briefing: all its files made first, then written whole or not at all."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.briefing.limits import use_until
from experiments.briefing.make import briefing, title_of
from experiments.briefing.office import NEEDED, lacking
from experiments.briefing.page import charts_of, page
from experiments.briefing.part import Briefing
from experiments.briefing.pictures import pictures as drawn
from experiments.briefing.results import Results
from experiments.briefing.sheets import sheets
from experiments.briefing.slides import slides
from experiments.briefing.word import word
from experiments.briefing.workbook import workbook
from experiments.browser import HOW_TO_GET, find, printed
from experiments.charts import panels_of
from experiments.document import Document
from experiments.exports import as_csv
from experiments.page_words import origin
from experiments.plan import refuse_others

NAME, KIND = "manifest.json", "briefing of survivor-journeys"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Made:
    """The files of a briefing, and in sentences what could not be made and how to get it."""

    files: Files
    left_out: tuple[str, ...]


def check_free(folder: Path) -> None:
    """Refuse a folder that holds anything but a briefing. Raises InputError with one sentence."""
    refuse_others(folder, _is_ours, "a briefing")


def _is_ours(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / NAME).read_bytes())["kind"] == KIND)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def make(results: Results, short: bool = False, browser: str | None = None, pictures: bool = True) -> Made:
    """Return the files of a briefing, by their place in the folder; `browser` is the one asked for."""
    document = results.shown
    said, tables = briefing(document, short), sheets(document)
    html = page(said, document)
    files: Files = {"briefing.html": html.encode(), "results.xlsx": workbook(said, document, tables)}
    files |= {f"data/{sheet.name}.csv": as_csv(sheet).encode() for sheet in tables}
    left_out, found = [], find(browser)
    if found:
        try:
            files["briefing.pdf"] = printed(found, html, document["made"])
            files |= _pictures(found, said, document) if pictures else {}
        except OSError as error:
            left_out.append(f"{error.strerror}, so briefing.pdf or pictures are left out")
    else:
        left_out.append(f"no browser was found, so briefing.pdf and pictures are left out: {HOW_TO_GET}, or --browser")
    missing = [package for package in map(lacking, NEEDED) if package]
    if "python-docx" not in missing:
        drawn_ones = {Path(name).stem: data for name, data in files.items() if name.endswith(".png")}
        files["briefing.docx"] = word(said, document, drawn_ones)
    if "python-pptx" not in missing:
        files["briefing.pptx"] = slides(said, document, next(s for s in tables if s.name == "leading"))
    if missing:
        left_out.append(f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed, so documents "
                        "for Word or PowerPoint are left out: pip install 'survivor-journeys[office]'")  # fmt: skip
    return Made(files | manifest_of(results, files), tuple(left_out))


def _pictures(browser: str, said: Briefing, document: Document) -> Files:
    return drawn(browser, panels_of(charts_of((*said.short, *said.long)), origin(document)))


def manifest_of(results: Results, files: Mapping[str, bytes]) -> Files:
    """Return what a folder is of, and a hash of each of its files; nothing in it depends on the machine."""
    document = results.shown
    described: dict[str, Any] = {
        "kind": KIND, "format": 1, "title": title_of(document), "made": document["made"],
        "use_until": use_until(document).isoformat(), "fingerprint": document["fingerprint"],
        "seed": document["seed"], "draws": document["draws"], "years": document["years"],
        "version": document["version"], "inputs": document["inputs"], "command": document["asked"],
        "results_sha256": results.sha256,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }  # fmt: skip
    return {NAME: (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()}


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder whole or not at all; a briefing that stood there is replaced. Raises InputError, OSError."""
    check_free(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        fresh, old = room / "new", room / "old"
        for name, content in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        if folder.exists():
            os.replace(folder, old)
        try:
            os.replace(fresh, folder)
        except OSError:
            if old.exists():
                os.replace(old, folder)
            raise
    finally:
        shutil.rmtree(room, ignore_errors=True)
