"""The page of the baseline: every figure, nothing hidden, and honest about what it shows."""

import re
from math import nan

import pytest

from calibration.published import families, targets
from experiments.baseline import LAST_YEAR, page
from experiments.beside import plain, ratio
from experiments.document import of_run
from experiments.job import Plan
from experiments.plan import load_scenario


@pytest.fixture(scope="module")
def document():
    plan = Plan((load_scenario("baseline"),), 1, 2, 300, 2014, LAST_YEAR, ("baseline",))
    return of_run(plan, [job.run() for job in plan.jobs()], 0.0, 0.0)


def test_every_figure_stands_on_the_page(document):
    text = page(document)
    assert all(f"| {t.fact_id}, " in text for t in targets())
    assert all(re.search(rf"\b{re.escape(i)}\b", text) for family in families() for i in family.not_compared)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [f.name for f in families()]


def test_every_figure_is_counted_once(document):
    line = next(line for line in page(document).splitlines() if line.startswith("| **all** |"))
    compared, inside, outside, given, _, left_out = (cell.strip() for cell in line.split("|")[2:-1])
    assert int(compared) + int(given) == len(targets())
    assert int(left_out) == sum(len(family.not_compared) for family in families())
    unknown = sum(p["inside"] is None and not p["is_input"] for p in document["published"])
    assert int(inside) + int(outside) + unknown == int(compared)


def test_it_says_what_the_numbers_are_and_how_it_was_made(document):
    text = page(document)
    assert f"**{document['notes'][0]}**" in text and document["asked"] in text


def test_no_figure_breaks_its_table(document):
    for line in page(document).splitlines():
        if line.startswith("| ") and "---" not in line:
            assert line.count("|") in {8, 10}, line


def test_the_model_beside_a_figure_is_that_of_the_outcome(document):
    value = {(r["name"], r["group"], r["year"]): r for r in document["outcomes"]}
    rows = [p for p in document["published"] if p["year"] is not None and p["model"] is not None]
    assert len(rows) > 100
    for p in rows:
        r = value[p["name"], p["group"], p["year"]]
        numbers = [[nan if x is None else x for x in row] for row in
                   ((p["model"], p["low"], p["high"]), (r["value"], r["low"], r["high"]))]  # fmt: skip
        assert numbers[0] == pytest.approx(numbers[1], rel=1e-12, nan_ok=True)


def test_plain_figures_are_of_everybody_and_one_an_outcome_and_year(document):
    rows = plain(document["published"])
    assert len({(p["name"], p["year"]) for p in rows}) == len(rows) > 80
    assert all(p["group"] == "all" for p in rows)
    assert next(p["fact"] for p in rows if (p["name"], p["year"]) == ("nrm_referrals", 2018)) == "F018.referrals"


def test_ratios():
    assert ratio({"model": 3.0, "value": 2.0}) == 1.5
    assert ratio({"model": None, "value": 2.0}) is None and ratio({"model": 1.0, "value": 0.0}) is None
