"""Headline levers: every line is explained whichever way it comes out, and no direction is told without a verdict."""

import dataclasses

import numpy as np
import pytest

from experiments.comparison.verdict import verdict
from experiments.figure import figure
from experiments.headlines.claim import claim
from experiments.headlines.engagement import WITHDRAWN, Still, had_help, share_left, still, worlds
from experiments.headlines.finding import Finding, findings
from experiments.headlines.line import Line, Why
from experiments.headlines.measured import Of, Ratio, Wait
from experiments.headlines.navigators import EVERYWHERE, MOST_SEEN, NAVIGATORS, SEEN
from experiments.headlines.page import HEADLINES, page, plan_of
from experiments.headlines.period import FIRST_YEAR, START
from experiments.headlines.picture import picture
from experiments.headlines.prisons import PRISONS
from experiments.headlines.section import amount, anchor, in_short, not_shown, row, same_before
from experiments.plan import lever_limits, load_scenario
from experiments.runner import studied
from experiments.spells import OPEN, QUESTIONS, Spells
from experiments.study import DEFINITIONS, ROWS
from model.facts import number
from scenarios.lever import catalogue

LINES = [(h.key, c.heading, line) for h in HEADLINES for c in h.comparisons for b in c.blocks for line in b.lines]
NAMED = [pytest.param(line, id=f"{key}: {heading}: {line.label}") for key, heading, line in LINES]
DRAWS, PEOPLE, LAST = 4, 200, 2019


@pytest.fixture(scope="module")
def studies():
    return [(headline, studied(plan_of(headline, DRAWS, PEOPLE, LAST), 1, quiet=True)) for headline in HEADLINES]


@pytest.fixture(scope="module")
def engaged(studies):
    return still(dataclasses.replace(studies[-1][1].plan, draws=2), 1, quiet=True)


@pytest.fixture(scope="module")
def written(studies, engaged):
    return page(studies, engaged)


@pytest.mark.parametrize("line", NAMED)
def test_every_line_has_three_explanations_and_reads_what_exists(line):
    texts = dataclasses.astuple(line.why)
    assert all(text.endswith(".") and text[0].isupper() and "|" not in text for text in texts)
    assert line.why.neither not in (line.why.higher, line.why.lower)
    match line.measured:
        case Of(outcome, group):
            assert (outcome, group) in ROWS
            assert line.measured.unit == DEFINITIONS[outcome]["unit"]
        case Ratio(top, bottom, group):
            assert {(top, group), (bottom, group)} <= set(ROWS)
        case Wait(group):
            assert ("nrm_referrals", group) in ROWS


def test_labels_of_one_table_differ_and_what_is_drawn_exists():
    for headline in HEADLINES:
        for comparison in headline.comparisons:
            labels = [line.label for block in comparison.blocks for line in block.lines]
            assert len(labels) == len(set(labels))
        for drawn in headline.drawn:
            assert (drawn.outcome, drawn.group) in ROWS
            assert 1 <= drawn.comparison <= len(headline.comparisons)
        assert len(headline.drawn) <= 4


def test_levers_start_on_one_day_and_prisons_are_the_scenarios_that_ship():
    for headline in HEADLINES:
        for scenario in headline.scenarios[1:]:
            assert all(use.start == START and use.lever in lever_limits() for use in scenario.levers)
    shipped = [load_scenario(f"prison_first_responders{more}").levers for more in ("", "_with_caseworkers")]
    assert [scenario.levers for scenario in PRISONS.scenarios[1:]] == shipped
    assert HEADLINES[1].scenarios[1].levers == load_scenario("firewall").levers
    assert SEEN.scenario.levers[0].coverage == MOST_SEEN == catalogue()["victim_navigators"].most_seen
    assert EVERYWHERE.scenario.levers[0].coverage == 1.0


def test_the_page_is_built_and_tells_no_direction_of_four_draws(written, studies):
    assert "**higher**" not in written
    assert "**lower**" not in written
    assert "Higher:" not in written
    for _, _, line in LINES:
        assert f"| {line.label} |" in written
        assert line.why.neither in written
    for headline, study in studies:
        assert f"## {headline.title}" in written
        assert same_before(study)
        for name in headline.levers:
            assert catalogue()[name].cannot_show[1:] in written
    assert "FAULT" not in written
    assert "its effect was observed at up to 14% only" in written


def test_no_direction_is_told_beyond_the_evidence_however_clear_it_is(studies):
    study = studies[-1][1]
    forty = dataclasses.replace(study, first=list(study.first) * 10)
    for place, comparison in enumerate((SEEN, EVERYWHERE), 1):
        every = [f for block in findings(forty, place, comparison) for f in block]
        directions = {f.verdict.direction for f in every}
        if comparison is EVERYWHERE:
            assert directions == {"none"}
            assert all(f.why == f.line.why.neither for f in every if f.verdict.rule != "undefined")
        else:
            assert all(f.verdict.rule != "outside_evidence" for f in every)
        for f in every:
            assert f.verdict.direction == verdict_again(forty, place, f, comparison)


def verdict_again(study, place, finding, comparison):
    """Return the direction from the numbers alone."""
    gaps = finding.line.measured.gap(study, place)
    known = gaps[np.isfinite(gaps)]
    if comparison is EVERYWHERE or known.size < 20 or not known.any():
        return "none"
    low, high = np.quantile(known, (0.05, 0.95))
    return "higher" if low > 0 else "lower" if high < 0 else "none"


@pytest.mark.parametrize(
    ("shift", "direction", "why"), [(9.0, "higher", "H."), (-9.0, "lower", "L."), (0.0, "none", "N.")]
)
def test_the_explanation_told_is_that_of_the_verdict(shift, direction, why):
    gaps = np.linspace(-1.0, 1.0, 40) + shift
    line = Line("a thing", Of("detentions"), Why("H.", "L.", "N."))
    finding = Finding(line, 20.0, float(np.median(gaps)), None, None, verdict(gaps))
    assert finding.verdict.direction == direction
    cells = row(finding)
    assert cells[-1] == why
    assert (f"**{direction}**" in cells[-2]) == (direction != "none")
    said = " ".join(in_short(NAVIGATORS, [[[finding]], [[finding]]]))
    assert ("a thing (" in said) == (direction != "none")
    assert (f"{direction.capitalize()}: a thing ({amount(finding)})" in said) == (direction != "none")


def test_values_are_means_over_the_years_of_the_lever(studies):
    study = studies[0][1]
    years = LAST - FIRST_YEAR + 1
    for name in ("nrm_referrals", "cost_levers"):
        assert Of(name).base(study) * years == pytest.approx(study.over_time(0, name, FIRST_YEAR))
    days = Of("cg_days_median").value(study, 1)
    assert days == pytest.approx(study.over_time(1, "cg_days_median", FIRST_YEAR), nan_ok=True)
    ratio = Ratio("witnesses_withdrawn", "witnesses_supporting").base(study)
    tops, bottoms = (study.over_time(0, f"witnesses_{name}", FIRST_YEAR) for name in ("withdrawn", "supporting"))
    assert ratio[bottoms > 0] == pytest.approx((tops / np.where(bottoms, bottoms, 1.0))[bottoms > 0])
    assert Wait().base(study) is None
    each = {name: Of(name).each for name in ("detentions", "cg_backlog", "cg_days_median", "released_undecided_share")}
    assert list(each.values()) == [" a year", "", " days", ""]
    assert Wait("status=secure").gap(study, 1).shape == (DRAWS,)


def test_the_claim_stands_beside_shares_of_the_same_kind(engaged, written):
    assert len(engaged) == len(worlds(NAVIGATORS.scenarios)) == 4
    for world in engaged:
        shares = np.concatenate([world.aided, world.unaided])
        assert ((shares >= 0) & (shares <= 1) | np.isnan(shares)).all()
    assert f"over {number('F307.with'):.0%} | {number('F307.without'):.0%}" in written
    assert "no evidence of an effect" in written
    assert "undefined" in "".join(claim([Still("empty", np.full(3, np.nan), np.full(3, np.nan))]))


def test_whoever_had_somebody_beside_them_while_they_supported_a_case_is_told_apart():
    since, days = np.array([1.0, 1.0, 8.0, 1.0]), np.array([20.0, 3.0, 9.0, 4.0])
    found = Spells(np.arange(4), since, days, np.array([2, WITHDRAWN, OPEN, 2]))
    boundaries = np.array([7.0, 14.0, 21.0])
    aided = [np.array([1]), np.array([0, 3]), np.array([2])]
    assert had_help(found, boundaries, aided).tolist() == [True, True, False, False]
    assert share_left(found) == 0.75
    assert QUESTIONS["engagement"].ends[WITHDRAWN - 1].words == "withdrawn"


def test_pictures_are_well_formed_and_begin_where_the_worlds_are_one(studies):
    for headline, study in studies:
        chart = picture(headline, study)
        assert chart.head == ("Line", "2017", "2018", "2019")
        assert all(row[1] == "+0.0 ± 0.0" for row in chart.rows)
        assert {trace.y[0] for trace in figure(chart).data} == {0.0}
        assert not_shown(headline)[0].startswith("### ")
    assert anchor("Victim navigators, with a prior") == "victim-navigators-with-a-prior"
