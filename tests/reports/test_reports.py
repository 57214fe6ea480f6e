"""Reports: what they say is what the rows say, and nothing in them runs, is fetched, or is left out."""

import csv
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import plotly.graph_objects as go
import pytest
from made_page import Reader
from study_toys import studied, study
from sweep_maker import HOSTILE, made

from experiments.charts import panels_of
from experiments.cli import main
from experiments.reports import sweep_page
from experiments.reports.report import numbered
from experiments.reports.study_report import write_report as write_study
from experiments.reports.study_words import headline, shares_told
from experiments.reports.sweep_report import write_report as write_sweep
from experiments.sensitivity.found import found
from experiments.sensitivity.index import Index
from experiments.sensitivity.planfile import BoxPart
from experiments.sweeps.decision import decision
from experiments.sweeps.digest import digest
from experiments.sweeps.results import results
from experiments.sweeps.standing import standing
from model.values import World


@pytest.fixture(scope="module")
def sweep(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sweep")
    made(folder, fails=(3, 9))
    write_sweep(folder)
    return folder


@pytest.fixture(scope="module")
def of_study(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    asked = study(name=HOSTILE[:70], box=BoxPart(outcome="nrm_referrals", below=0.0))
    studied(asked, folder)
    write_study(asked, folder, f"journeys sensitivity {HOSTILE} --out x")
    return folder


def decided(folder: Path, **settings: object):
    plan = made(folder, **settings)
    found = results(folder, plan)
    with found.database:
        return plan, decision(found)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("which", ["sweep", "of_study"])
def test_a_report_is_one_page_that_fetches_nothing_and_runs_no_name(which: str, request) -> None:
    folder = request.getfixturevalue(which)
    read = Reader((folder / "report.html").read_text())
    assert len(read.html.encode()) < 3_500_000
    policy = next(a["content"] for a in read.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert [a for _, a in read.elements if "src" in a or "srcset" in a or "action" in a] == []
    assert [a["href"] for _, a in read.elements if "href" in a] == ["data:,"]
    assert len(read.all("script")) == 3, "plotly, figures, and the page's own"
    assert "\u202e" not in read.html
    assert read.all("img") == []
    assert "Not calibrated: " in read.text


@pytest.mark.parametrize("which", ["sweep", "of_study"])
def test_pictures_are_what_plotly_understands_and_every_one_has_words(which: str, request) -> None:
    read = Reader((request.getfixturevalue(which) / "report.html").read_text())
    figures = json.loads(read.script("figures"))["figures"]
    assert figures
    for figure in figures.values():
        go.Figure(data=figure["data"], layout=figure["layout"])
    pictures = [a for _, a in read.elements if a.get("role") == "img"]
    assert {a["id"] for a in pictures} == set(figures)
    assert all(len(a["aria-label"]) > 10 for a in pictures)


@pytest.mark.parametrize("which", ["sweep", "of_study"])
def test_tables_are_the_same_in_every_form_and_safe_in_a_spreadsheet(which: str, request) -> None:
    folder = request.getfixturevalue(which)
    names = {path.stem for path in (folder / "tables").glob("*.csv")}
    assert names == {path.stem for path in (folder / "tables").glob("*.parquet")}
    for name in names:
        rows = table(folder, name)
        assert len(rows) == duckdb.sql(f"SELECT count(*) FROM '{folder}/tables/{name}.parquet'").fetchall()[0][0]
        for row in rows:
            for text in row.values():
                assert not text or text[0] not in "=+@\t\r" or re.fullmatch(r"[+-]?[0-9.e+-]+", text)
    with zipfile.ZipFile(folder / "tables.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == len(names) + 1
    assert not any("<f>" in sheet for sheet in sheets)


def test_a_study_says_what_drives_what_and_how_sure_that_is(of_study: Path) -> None:
    lines = {row["sentence"] for row in table(of_study, "findings")}
    text = "\n".join(lines)
    for said in (
        r"Most of what decides it is .* \(90% interval .* of its variance in all\.",
        r"Screening: of 3 numbers \d move it by more than luck or clearly one way\. Largest effects",
        r"Of \d numbers told apart whose share is above 0, \d are assumptions of ours \(grade D\)\.",
        r"Chance: luck of the sample has a part in \d+% \(90% interval",
        r"The dummy, which the model never reads, has a share of exactly 0",
        r"How settled: after 32, 64, 128 blocks the widest interval reaches \d+, \d+, \d+ points either way",
        r"The evidence most worth buying\. A study to find out: .* off the variance of the difference in nrm referrals",
        r"The check without variances \(PAWN\) sees above its band: ",
        r"happens that “NRM referrals: difference that then makes” is below 0 in \d+% of rows where .* is below",
    ):
        assert re.search(said, text, re.IGNORECASE), said


def test_assumptions_have_their_share_told_where_grades_are_groups(tmp_path: Path) -> None:
    asked = study(screening=None, sample=None, shares=study().shares.model_copy(update={"by": "grade"}))
    studied(asked, tmp_path)
    lines, data = write_study(asked, tmp_path, "again")
    shares = {row["name"]: row for row in data["tables"]["shares"] if row["of"] == "baseline"}
    total = shares["assumption"]["total"]
    assert f"part in {min(1, max(0, total)):.0%} (90% interval" in "\n".join(lines)
    exact = (16 + 4) / 12 / ((16 + 4) / 12 + 0.25)
    assert total == pytest.approx(exact, abs=0.06)
    assert data["tables"]["screening"] == []


def test_probability_regret_and_verdict_are_those_of_the_draws(tmp_path: Path) -> None:
    plan, seen = decided(tmp_path)
    one = next(each for each in seen.outcomes if each.outcome == "retrafficked")
    x = np.array([World(1, draw).uniform("grounds.represented") for draw in plan.draws])
    gain = 20 * (x - 0.2)
    assert one.policies[3].better == pytest.approx((gain > 0).mean())
    assert one.policies[3].difference[0] == pytest.approx(-np.median(gain))
    assert one.order[0] == 3
    assert one.ranking.regret[0] == pytest.approx(np.maximum(gain, 0).mean())
    assert one.policies[3].chance == pytest.approx(0.0)
    assert one.policies[4].verdict.rule == "same"
    none = next(each for each in seen.outcomes if each.outcome == "nrm_referrals")
    assert none.ranking is None
    assert none.policies[1].better is None
    assert [each.policies for each in seen.responses] == [(0, 1, 2, 3)]
    ((_, switch),) = one.switching
    assert switch.ends == "always"


def test_where_a_policy_fails_and_what_to_find_out_are_what_was_planted(tmp_path: Path) -> None:
    plan, seen = decided(tmp_path, draws=200, replicates=1)
    fails = next(each for each in seen.failing if each.outcome == "retrafficked")
    assert plan.policies[fails.policy].name == "f1"
    (at,) = fails.box.box.limits
    assert fails.inputs[at].name == "grounds.represented"
    assert fails.box.box.limits[at].high == pytest.approx(0.2, abs=0.03)
    assert "is below 0.14" in fails.box.sentence(fails.inputs, "it fails"), "the number itself, of a range 0.1 to 0.3"
    know = next(each for each in seen.worthwhile if each.outcome == "retrafficked")
    assert know.studies[0].about.name == "grounds.represented"
    assert know.studies[0].worth.value.low > 0
    assert know.looked_at == 2
    x = np.array([World(1, draw).uniform("grounds.represented") for draw in plan.draws])
    exact = np.maximum(20 * (x - 0.2), 0).mean() - (20 * (x - 0.2)).mean()
    assert know.studies[0].worth.value.value == pytest.approx(exact, rel=0.1)


def test_what_a_difference_rests_on_is_what_was_planted(tmp_path: Path) -> None:
    plan = made(tmp_path, draws=150, replicates=1, fails=(3, 4))
    write_sweep(tmp_path)
    rows = [row for row in table(tmp_path, "resting") if (row["outcome"], row["policy"]) == ("retrafficked", "f1")]
    assert {row["group"]: row["inputs"] for row in rows} == {"assumption": "1", "published, grade B": "1"}
    ours = next(row for row in rows if row["group"] == "assumption")  # whether people have a lawyer
    assert float(ours["itself"]) == pytest.approx(1.0, abs=0.15)  # a straight line in the score of an even quantile
    (other,) = (row for row in rows if row is not ours)
    assert float(other["itself"]) < 0.05
    assert "What differences rest on" in Reader((tmp_path / "report.html").read_text()).text
    assert {row["policy"] for row in table(tmp_path, "resting")} <= {policy.name for policy in plan.policies[1:]}


def test_the_page_of_a_sweep_says_it_in_sentences(sweep: Path) -> None:
    text = "\n".join(row["sentence"] for row in table(sweep, "findings"))
    for said in (
        r"Best on average over draws, but not surely: f1, median -\d", r"Regret, how much worse off one is on average",
        r"Highest on average under =cmd.*Neither is said to be better\.",
        r"by coverage \(from 2015-01-01\), against now: 25%: .*; 50%: .*; 100%: ",
        r"It never switches: at every strength above none it is better than the baseline\.",
        r"Spread over draws: the difference varies most under f1, .* luck of the sample is 0% of the variance in one",
        r"F1 does worse than now in \d+% of rows where ", r"4 of 800 rows failed or were stopped",
        r"4 at the stage “set-up”: ZeroDivisionError: =1\+1",
    ):  # fmt: skip
        assert re.search(said, text), said
    assert [row["error"] for row in table(sweep, "failures")] == ["ZeroDivisionError: =1+1"] * 4
    assert {row["policy"] for row in table(sweep, "failures")} == {f"'{HOSTILE}"}
    read = Reader((sweep / "report.html").read_text())
    assert "Row by row" in read.text


def test_few_draws_give_no_order(tmp_path: Path) -> None:
    made(tmp_path, draws=5)
    write_sweep(tmp_path)
    text = "\n".join(row["sentence"] for row in table(tmp_path, "findings"))
    assert "No order of policies is given. 5 draws: too few to tell a direction" in text
    assert "Best" not in text


def test_a_report_is_written_anew_and_of_half_a_sweep_says_so(tmp_path: Path, capsys) -> None:
    from sweep_maker import plan
    from sweep_toys import Serial, swept

    said = plan(draws=30)
    swept(said, tmp_path, Serial(said, tmp_path, most=3))
    assert main(["report", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"report: {tmp_path}/report.html\n"
    assert " rows are still to be run." in (tmp_path / "report.html").read_text()
    assert main(["report", str(tmp_path / "parts")]) == 2
    assert "holds no sweep" in capsys.readouterr().err


def test_charts_are_numbered_throughout_and_empty_sections_left_out() -> None:
    from experiments.charts import Chart
    from experiments.page import Section

    chart = Chart("a", "title", "", (), (), (), ())
    found = numbered([Section("x", "X", (chart, chart)), Section("y", "Y", ()), Section("z", "Z", (chart,))])
    assert [each.key for each in found] == ["x", "z"]
    assert found[1].charts[0].title == "Chart 3: title"
    assert panels_of(found[0].charts, "o") == {}


def test_where_runs_are_too_few_no_share_is_claimed(tmp_path: Path) -> None:
    few = study().shares.model_copy(update={"by": "grade", "blocks": 2})
    asked = study(screening=None, sample=None, shares=few, of=("baseline",))
    studied(asked, tmp_path)
    seen = found(asked, tmp_path)
    (one,) = seen.outputs
    wide = tuple(Index(0.6, 0.1, 1.1) for _ in one.shares.names)
    vague = replace(one, shares=replace(one.shares, total=wide))
    assert headline(seen, vague).startswith("The runs are too few to say how much, but most of what decides it seems")
    assert (
        "How much rests on assumptions of ours (grade D) cannot be told from so few runs: they have a part in anything "
        "from 10% to 100% of the variance (90% interval)."
    ) in list(shares_told(seen, vague))
    nothing = replace(one, shares=replace(one.shares, total=tuple(Index(0.5, -0.1, 1.1) for _ in wide)))
    assert headline(seen, nothing).startswith("No group of numbers can be said to drive it")


def test_a_sweep_as_a_page_of_the_docs_has_its_findings_and_what_it_took(sweep: Path) -> None:
    text = sweep_page.page(sweep)
    stands = standing(sweep)
    assert stands.failed > 0
    assert text.startswith(f"# A sweep of {stands.rows:,} rows\n")
    assert f"| done, failed, pending | {stands.ok:,}, {stands.failed:,}, 0 |" in text
    assert f"{stands.failed:,} of {stands.rows:,} rows failed" in text
    assert digest(sweep)[:16] in text
    assert "## Rows that failed" in text
