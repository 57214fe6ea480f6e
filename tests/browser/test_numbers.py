"""Every number of the written pages is that of the stored results, rounding included; and a changed one is seen.

The pages of comparisons, briefings and the explorer have such checks of their own. Here a page is taken apart and held
against what stands in its folder: rows of a sweep worked out anew, `findings.json`, `survival.json`, or tables.
"""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from calibration_numbers import calibration
from page_numbers import Page, agrees, read
from study_numbers import of_study
from study_toys import studied, study
from survival_numbers import survival
from sweep_numbers import sweep

from experiments.reports.study_report import write_report as write_study
from experiments.sensitivity.planfile import BoxPart

CHECKS = {"survival": survival, "sweep": sweep, "study": of_study, "by_rank": of_study, "calibration": calibration}


@pytest.fixture(scope="session")
def numbered(page_at, tmp_path_factory):
    """Return a function from the name of a page to what it says, and to the folder of its results."""
    seen = {}

    def found(name: str) -> tuple[Page, Path]:
        if name not in seen:
            if name in ("study", "by_rank"):
                folder = tmp_path_factory.mktemp(name)
                asked = study(by_rank=name == "by_rank", box=BoxPart(outcome="nrm_referrals", below=0.0))
                studied(asked, folder)
                write_study(asked, folder, "journeys sensitivity plan.yaml --out study")
                path = folder / "report.html"
            else:
                path = page_at(name)
            seen[name] = Page(path.read_text(encoding="utf-8")), path.parent
        return seen[name]

    return found


@pytest.mark.parametrize("name", CHECKS)
def test_every_number_of_the_page_is_that_of_the_results(name, numbered):
    page, folder = numbered(name)
    assert CHECKS[name](page, folder) == []


def changed(text: str) -> str:
    """Return a text with the last digit of its last number one higher: the smallest mistake that can be seen."""
    place = max(at for at, letter in enumerate(text) if letter.isdigit() and text[at : at + 9] != "% interva")
    return f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"


@pytest.mark.parametrize("name", CHECKS)
def test_a_changed_number_is_seen_wherever_it_stands(name, numbered):
    """One cell in each column of each table, and the first number of each series of each picture."""
    page, folder = numbered(name)
    tried = 0
    for key in alike(page.tables):
        rows = page.tables[key]
        for column in range(len(rows[0])):
            cells = [row for row in rows if re.search(r"^[-+£]?\d[^-_]*$", row[column])]
            if cells:
                row, kept = cells[len(cells) // 2], cells[len(cells) // 2][column]
                row[column] = changed(kept)
                assert CHECKS[name](page, folder), (key, column, kept, row[column])
                row[column] = kept
                tried += 1
    for key in alike(page.figures):
        for at, trace in enumerate(page.figures[key]["data"]):
            part = "z" if "z" in trace else "y" if trace.get("mode", "").startswith("lines") else "x"
            kept = deepcopy(trace[part])
            trace[part] = [v if i else moved(v) for i, v in enumerate(kept)]
            assert not kept or CHECKS[name](page, folder), (key, at)
            trace[part] = kept
            tried += 1
    assert tried > 10


WORDS = ("Rows that failed or were stopped", "Where definitions part")
"""Tables of words."""


def alike(keys):
    """Return names of tables or pictures, the first two of those that are made alike for one series after the other."""
    series = [key for key in keys if key.startswith("series_")]
    return [key for key in keys if key not in WORDS and key not in series[2:]]


def moved(value):
    """Return a value, or the first that is a number of a list, a little larger."""
    if isinstance(value, list):
        return [v if v is None else v + 1e-6 for v in value]
    return value + 1e-6


def test_a_number_changed_in_the_written_page_is_seen(page_at):
    path = page_at("survival")
    html = path.read_text(encoding="utf-8")
    share = next(cell for cell in re.findall(r"<td>(\d+\.\d%)</td>", html))
    wrong = f"{float(share[:-1]) + 0.1:.1f}%"
    faults = survival(Page(html.replace(f"<td>{share}</td>", f"<td>{wrong}</td>", 1)), path.parent)
    assert len(faults) == 1 and wrong in faults[0]


@pytest.mark.parametrize(
    ("text", "values", "right"),
    [
        ("1,234", (1234.4,), True), ("1,234", (1234.6,), False), ("35.2%", (0.35249,), True),
        ("35.2%", (0.3526,), False), ("0.0", (-0.04,), True), ("7", (7.0, 8.0), False),
        ("-1.23 points to +0.50 points", (-0.01234, 0.005), True), ("£1.2bn", (1.249e9,), True),
        ("£1.2bn", (1.26e9,), False), ("-", (None,), True), ("-", (1.0,), False), ("3.1 to 4", (3.1, 5.0), False),
        ("1.23e-05", (1.2341e-5,), True), ("1.23e-05", (1.24e-5,), False),
    ],
)  # fmt: skip
def test_numbers_are_read_with_what_rounding_may_have_done(text, values, right):
    assert agrees(text, *values) == right
    assert all(half > 0 for _, half in read(text))
