"""Answers: what is said of made-up draws keeps to the rules, and table, page and document say it alike."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import numpy as np
import plotly.graph_objects as go
import pytest

from experiments.answers import GROUP_NAMES, answers, looks_at
from experiments.chart_words import FEWEST, harms_told, refusal, verdict_word
from experiments.charts import fit_to_show, headline_records
from experiments.comparison.precision import look, parse
from experiments.document import of_comparison
from experiments.draw import Compared
from experiments.extras import Extras, with_extras
from experiments.job import Finished, Plan
from experiments.page import charts, page, sections
from experiments.page_words import findings
from experiments.study import DEFINITIONS, Study
from experiments.tally import Tally
from experiments.text import comparison_table
from model.calendar import ORIGIN
from model.fates import ENDS, FATES
from model.reading import PLACES, Table
from scenarios.scenario import LeverUse, Scenario

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "experiments" / "output.schema.json").read_text())
BASELINE = Scenario(name="baseline")
FIRST, LAST, START = 2014, 2018, 2016
FLOWS = {("Police", "Referred to the NRM"): 90.0, ("Referred to the NRM", "Reasonable grounds"): 70.0}
SHARES = np.array([DEFINITIONS[name]["unit"] == "share" for name, _ in PLACES])
DIRECTIONS = r"[Cc]learly (better|worse) in|(higher|lower), (better|worse)|[Cc]learly larger,|: (higher|lower),"


def pulled(*levers, name="pulled", **given):
    uses = tuple(LeverUse(lever=lever, start=date(START, 1, 1), **({"coverage": 0.1} | given)) for lever in levers)
    return Scenario(name=name, levers=uses)


FIREWALL = pulled("firewall", "child_guardians", name="firewall")
BEYOND = pulled("victim_navigators", name="navigators for all", coverage=1.0)
NO_LEVER = Scenario(name="no lever", overrides={"trial.carries_on": 0.1})


def world(rng, moved, undefined):
    """Return a world made up: every number is larger by a share from the start on, and some people fare otherwise."""
    rows = rng.uniform(0.2, 0.3, (len(PLACES), LAST + 1 - ORIGIN.year))
    rows[~SHARES] *= 1000
    rows[[place for (name, _), place in PLACES.items() if name in undefined]] = np.nan
    rows[:, START - ORIGIN.year :] *= 1 + moved
    other = round(200 * abs(moved))
    people = np.full((len(FATES), len(GROUP_NAMES), 2, 2), 20)
    people[..., 0, 1], people[..., 1, 0] = other, other // 3
    ends = tuple(np.full((p.size, p.size), other) + 30 * np.eye(p.size, dtype=int) for p in ENDS)
    waits = np.tile([50.0, other, other // 2, 30.0 * other], (len(GROUP_NAMES), 1))
    pounds = 1e6 * abs(moved) * (np.arange(ORIGIN.year, LAST + 1) >= START)
    finished = Finished(Table(rows), 1000, 10.0, 5000, 0.1, FLOWS)
    return Compared(finished, pounds, Tally(people, ends, waits))


def made_up(draws, *others, moved=0.1, spread=0.01, undefined=(), asked=(), extra=False):
    """Return a study of made-up draws: every number is larger by `moved`, give or take `spread`, and its extras."""
    plan = Plan((BASELINE, *others), 1, draws, None, FIRST, LAST, ("baseline", "others"), draws // 3)
    plan, extras = with_extras(plan, split=extra, switching=extra)

    def lived(draw, luck):
        worlds = [world(np.random.default_rng((draw, luck)), 0.0, undefined)]
        for i, scenario in enumerate(plan.scenarios[1:], 1):
            by = moved + spread * np.random.default_rng((draw, i)).standard_normal()
            by *= max((use.compliance for use in scenario.levers), default=1.0)
            worlds.append(world(np.random.default_rng((draw, luck)), by if moved or spread else 0.0, undefined))
        return tuple(worlds)

    first, again = ([lived(i, luck) for i in range(n)] for luck, n in ((0, draws), (1, draws // 3)))
    found = Study(plan, first, again)
    looks = {}
    for i, scenario in enumerate(plan.asked_for[1:], 1):
        base = {p: found.over_time(0, p.outcome, FIRST) for p in map(parse, asked)}
        gaps = {p: found.over_time(i, p.outcome, FIRST) - base[p] for p in base}
        looks[scenario.name] = tuple(tuple(look(gaps[p][:n], p, base[p][:n]) for n in (FEWEST, draws)) for p in base)
    return Study(plan, first, again, looks if asked else {}), extras


def told(document):
    """Return the printed text as one line."""
    return " ".join(comparison_table(document).split())


def said_of(draws, *others, **given):
    study, extras = made_up(draws, *others, **given)
    return of_comparison(study, extras, 0.0, 0.0)


@cache
def case_of(name):
    return CASES[name]()


CASES = {
    "larger": lambda: said_of(24, FIREWALL, NO_LEVER, extra=True),
    "one draw": lambda: said_of(1, FIREWALL, NO_LEVER, extra=True),
    "few draws": lambda: said_of(6, FIREWALL, NO_LEVER, extra=True),
    "nothing": lambda: said_of(24, FIREWALL, moved=0.0, spread=0.0, extra=True),
    "unclear": lambda: said_of(24, FIREWALL, moved=0.0, spread=0.05, extra=True),
    "undefined": lambda: said_of(24, FIREWALL, undefined=("cg_days_median", "retrafficked", "cg_backlog"), extra=True),
    "beyond": lambda: said_of(24, FIREWALL, BEYOND, extra=True),
    "imprecise": lambda: said_of(24, FIREWALL, asked=("retrafficked=0.001", "cg_backlog=50%")),
    "precise": lambda: said_of(24, FIREWALL, asked=("cg_backlog=50%",)),
    "many": lambda: said_of(20, *(pulled("firewall", name=f"scenario {i}") for i in range(8)), spread=0.2),
}


@pytest.fixture(scope="module", params=CASES)
def case(request):
    return request.param, case_of(request.param)


def test_every_document_keeps_to_its_schema_and_is_plain_json(case):
    _, document = case
    thin = document | {"outcomes": document["outcomes"][::40]}
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(json.dumps(thin, allow_nan=False)), SCHEMA)


def test_the_half_of_the_draws_lies_inside_the_nine_in_ten(case):
    _, document = case
    for row in (*document["outcomes"][::40], *document["verdicts"], *document["harms"]):
        for part in ("", "parameters_"):
            ends = [row.get(f"{part}{end}") for end in ("low", "low_50", "high_50", "high")]
            if part and ("direction" in row or ends[0] is None):
                continue  # verdicts have no halves of the parts; nor has anything where no draw was lived again
            assert ends == [None] * 4 if None in ends else ends == sorted(ends)


def test_every_line_of_the_table_fits_a_terminal(case):
    _, document = case
    text = comparison_table(document)
    assert max(map(len, text.splitlines())) < 120
    assert text.count("Who is worse off") == text.count("Cost and worth") == len(document["scenarios"]) - 1
    assert not re.search(r"\bnan\b|\bNone\b|[-+ ]inf\b", text)


def test_every_page_is_made_and_plotly_understands_its_pictures(case):
    name, document = case
    html = page(document)
    figures = json.loads(re.search(r'id="figures">(.*?)</script>', html, re.DOTALL)[1])["figures"]
    for key, figure in figures.items():
        if name != "many" or key.endswith("-0-0"):
            go.Figure(data=figure["data"], layout=figure["layout"])
    assert html.count("<h2") == html.count("</h2>") and 'id="worse-off"' in html
    assert not re.search(r"\bnan\b|\bNone\b|[−-]inf\b", re.sub(r"<script.*?</script>|<style.*?</style>", "", html,
                                                            flags=re.DOTALL))  # fmt: skip
    assert all(len(chart.title.split()) <= 15 for chart in charts(fit_to_show(document)))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("one draw", "No direction is given: One draw: no interval, so no direction can be told."),
        ("few draws", "No direction is given: 6 draws: too few to tell a direction; 20 or more are needed."),
        ("imprecise", "No direction is given: The precision asked for (retrafficked=0.001) was not reached"),
    ],
)
def test_a_rule_that_speaks_on_all_takes_the_place_of_every_direction(name, sentence):
    document = case_of(name)
    if name == "imprecise":  # an outcome whose own precision was reached is not held back
        document = document | {"verdicts": [row for row in document["verdicts"] if row["name"] != "cg_backlog"]}
    scenario = document["scenarios"][1]["name"]
    assert refusal(document, scenario).startswith(sentence)
    assert sentence in told(document)
    fit = fit_to_show(document)
    assert all(sentence in finding.headline and not finding.ways for finding in findings(fit))
    titles = [chart.title for chart in charts(fit)]
    assert "Chart 1: No direction is given for any scenario: a rule forbids it" in titles or name == "one draw"
    words = told(document) + " ".join(finding.headline for finding in findings(fit)) + " ".join(titles)
    assert not re.search(DIRECTIONS, words)
    assert all(row["direction"] == "none" for row in document["verdicts"])


def test_a_rule_that_speaks_on_some_outcomes_is_named_beside_the_others():
    document = case_of("imprecise")
    sentence = "A rule holds back 45 outcomes: The precision asked for (retrafficked=0.001) was not reached"
    (finding,) = findings(fit_to_show(document))
    assert sentence in finding.headline and sentence in told(document) and "1 clearly worse" in told(document)
    assert [heading for heading, _ in finding.ways] == ["Clearly worse"]
    rows = {row["name"]: row["told"] for row in headline_records(document, "firewall")}
    assert rows["cg_backlog"] and not rows["retrafficked"]
    precise = case_of("precise")
    assert refusal(precise, "firewall") == "" and "within what was asked" in told(precise)


def test_beyond_the_evidence_no_direction_is_given_but_harms_are_shown():
    document = case_of("beyond")
    assert refusal(document, "firewall") == ""
    assert refusal(document, BEYOND.name).startswith("No direction is given: Outside the evidence. ")
    assert document["scenarios"][2]["outside_evidence"]
    assert "would be larger" in harms_told(document, BEYOND.name)
    assert {row["rule"] for row in document["harms"] if row["scenario"] == BEYOND.name} == {"outside_evidence"}
    assert {row["rule"] for row in document["harms"] if row["scenario"] == "firewall"} == {""}
    free, barred = findings(fit_to_show(document))
    assert "Clearly better in" in free.headline and free.ways
    assert "Outside the evidence." in barred.headline and not barred.ways and barred.rules
    text = told(document).partition(f"{BEYOND.name}, against")[2].partition("Ranking")[0]
    assert "Outside the evidence." in text and not re.search(DIRECTIONS, text)
    worth = [row for row in document["worth"] if row["scenario"] == BEYOND.name]
    assert all(row["ratio"] is None and row["sentence"].startswith("Outside") for row in worth)
    switching = [row for row in document["switching"] if row["rival"] == BEYOND.name]
    assert switching and all(row["sentence"].startswith("Outside") for row in switching)
    assert "Without a place, as a rule forbids to give one: navigators for all." in told(document)


def test_worlds_that_are_one_say_so_and_name_no_direction():
    document = case_of("nothing")
    assert {row["rule"] for row in document["verdicts"]} == {"same"}
    text = told(document)
    assert "46 the same in every draw" in text and "so no harm is larger in any group" in text
    assert "Nobody has another outcome in the median draw." in text and not re.search(DIRECTIONS, text)
    (finding,) = findings(fit_to_show(document))
    assert finding.headline.endswith("No outcome with a wished direction differs in any draw.")


def test_a_clear_difference_is_called_better_or_worse_by_what_is_wished_for():
    document = case_of("larger")
    words = {row["name"]: verdict_word(row) for row in document["verdicts"] if row["scenario"] == "firewall"}
    assert words["retrafficked"] == "higher, worse" and words["recognised"] == "higher, better"
    assert words["nrm_referrals"] == "higher"
    unclear = case_of("unclear")
    clear = {row["name"] for row in unclear["verdicts"] if row["direction"] != "none"}
    assert clear == {"cost_levers", "cost_public_and_levers"}
    (finding,) = findings(fit_to_show(unclear))
    assert "Clearly better in 0 and clearly worse in 1 of 46 outcomes with a wished direction." in finding.headline


def test_stocks_are_averaged_over_years_and_flows_summed():
    study, _ = made_up(3, FIREWALL)
    assert study.over_time(1, "cg_backlog", START) == pytest.approx(study.row(1, "cg_backlog")[:, 2:].mean(axis=1))
    assert study.over_time(1, "retrafficked", START) == pytest.approx(study.row(1, "retrafficked")[:, 2:].sum(axis=1))
    rows = {row["name"]: row for row in answers(study, Extras())["verdicts"]}
    assert rows["cg_backlog"]["over"] == rows["cg_days_median"]["over"] == "mean"
    assert rows["retrafficked"]["over"] == rows["cost_levers"]["over"] == "sum"


def test_the_order_in_which_precisions_are_asked_changes_nothing():
    both = ("retrafficked=0.001", "cg_backlog=50%")
    held = []
    for asked in (both, both[::-1]):
        study, _ = made_up(24, FIREWALL, asked=asked)
        held.append({name: [each.asked.outcome for each in looks_at(study, 1, name)]
                     for name in ("retrafficked", "cg_backlog", "detentions")})  # fmt: skip
    assert held[0] == held[1]
    assert held[0] == {name: [by] * 2 for name, by in (("retrafficked", "retrafficked"), ("cg_backlog", "cg_backlog"),
                                                       ("detentions", "retrafficked"))}  # fmt: skip
    study, _ = made_up(24, FIREWALL, asked=both[1:])
    assert looks_at(study, 1, "detentions") == ()


def test_what_is_undefined_is_nothing_and_not_a_number():
    document = case_of("undefined")
    rows = {row["name"]: row for row in document["verdicts"]}
    assert rows["retrafficked"]["difference"] is None and rows["retrafficked"]["rule"] == "undefined"
    assert {row["name"] for row in document["worth"]}.isdisjoint({"retrafficked"})
    assert next(row for row in document["attribution"] if row["name"] == "cg_days_median")["package"] is None
    assert "3 undefined" in comparison_table(document)


def test_scenarios_are_worth_money_over_the_same_values_of_a_unit():
    document = case_of("larger")
    for name in {row["name"] for row in document["worth"]}:
        assert len({tuple(row["pays"]) for row in document["worth"] if row["name"] == name}) == 1
    study, _ = made_up(24, FIREWALL, spread=0.05)
    for row in answers(study, Extras())["worth"]:
        paid = np.array(row["points"])
        share = (row["pays"][3] * paid[:, 0] > paid[:, 1]).mean()
        assert row["acceptability"][3] == pytest.approx(share)


def test_with_one_draw_nothing_is_said_of_worth_and_the_reason_is_given():
    document = case_of("one draw")
    assert document["worth"] == []
    assert "One draw: cost and effect have no interval" in told(document)
    assert "One draw: cost and effect have no interval" in page(document)
    keys = [part.key for part in sections(fit_to_show(document)) if not part.charts]
    assert keys == ["worth"]


def test_few_people_are_marked():
    document = said_of(24, FIREWALL, moved=0.02, spread=0.0)
    row = next(row for row in document["ledger"] if row["name"] == "confirmed")
    assert row["gained"] == {"value": 40.0, "low": 40.0, "high": 40.0, "few": True}
    assert document["waits"][0]["longer"]["few"] and not document["waits"][0]["people"]["few"]
    assert "40 (few)" in comparison_table(document) and "(few): rests on fewer than 5" in comparison_table(document)
    assert "40 (few)" in page(document)


def test_no_harm_is_clearly_larger_and_hardly_more_than_luck_at_once():
    clear, barred = (said_of(24, scenario, moved=0.02, spread=0.0) for scenario in (FIREWALL, BEYOND))
    small = [row for row in clear["harms"] if row["unit"] == "people" and row["difference"] < 50]  # one stands for ten
    assert small and not any(row["few"] for row in clear["harms"])
    assert all(row["few"] == (row["unit"] == "people" and row["difference"] < 50) for row in barred["harms"])
    assert any(row["few"] and row["rule"] == "outside_evidence" for row in barred["harms"])
    for document in (clear, barred):
        lines = comparison_table(document).partition("Who is worse off")[2].splitlines()
        assert not [line for line in lines if "(few)" in line and "higher, worse" in line]


def test_verdicts_tell_chance_from_not_knowing_and_say_on_what_levers_rest():
    document = case_of("larger")
    row = next(row for row in document["verdicts"] if row["name"] == "detentions" and row["scenario"] == "firewall")
    assert row["share_above"] == 1.0 and row["parameters_low"] <= row["difference"] <= row["parameters_high"]
    assert row["chance_low"] < row["chance_high"]
    others = [row for row in document["verdicts"] if row["name"].startswith("leavers_")]
    assert others and all(row["chance_low"] is None and row["share_above"] is not None for row in others)
    alone = next(row for row in case_of("one draw")["verdicts"] if row["name"] == "detentions")
    assert alone["chance_low"] is None and alone["parameters_high"] is None
    lever = document["scenarios"][1]["levers"][0]
    assert lever["shows"] in document["definitions"] and lever["grade"] == max(n["grade"] for n in lever["rests_on"])
    assert set(document["inputs"]["scenarios"]) == {s["name"] for s in document["scenarios"]}
