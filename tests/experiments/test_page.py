"""The page of a comparison: inert, self-contained, and with no other numbers than the document's."""

import base64
import gzip
import json
import re

import pytest
from made_page import DIRECTIONS, HOSTILE, KEYS, Reader, a_document, counted, findings_and_charts
from markupsafe import Markup
from plotly.offline import get_plotlyjs_version

from experiments.answers import GROUP_NAMES
from experiments.chart_words import group_label, people
from experiments.charts import fit_to_show, leaves_out_zero
from experiments.page import charts, page, sections
from experiments.study import DEFINITIONS
from experiments.templates import unbroken
from experiments.text import comparison_table


def test_it_is_one_small_page_in_british_english(read):
    assert len(read.html.encode()) < 1_500_000
    assert read.all("html") == [{"lang": "en-GB"}]
    assert read.html.count("<title>") == 1 and read.html.startswith("<!DOCTYPE html>")
    assert "illegal" not in (read.text + read.script("figures")).lower()


def test_nothing_is_fetched_and_the_page_forbids_it(read):
    policy = next(a["content"] for a in read.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "http" not in policy and "connect-src" not in policy
    assert [a for _, a in read.elements if "src" in a or "srcset" in a or "action" in a] == []
    assert [a["href"] for _, a in read.elements if "href" in a] == ["data:,"]
    style = read.html.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style and "@import" not in style
    config = json.loads(read.script("figures"))["config"]
    assert config["showSendToCloud"] is False and config["displaylogo"] is False and config["displayModeBar"] is False


def test_plotly_travels_compressed_in_the_version_of_the_package(read):
    packed = read.script("plotly")
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed) and len(packed) < 700_000
    source = gzip.decompress(base64.b64decode(packed)).decode()
    assert source.startswith("var Plotly=") and f'="{get_plotlyjs_version()}"' in source
    for kind in {trace["type"] for figure in read.figures.values() for trace in figure["data"]}:
        assert f'name:"{kind}"' in source or f'moduleType:"trace",name:"{kind}"' in source, kind


def test_a_direction_is_named_only_where_the_interval_leaves_out_zero(document, read):
    told = re.findall(r", 2016 to 2017(?: \(mean\))?: ([a-z]+)", read.text)
    assert told == ["lower", "higher", "higher"] * 2  # better, worse, neither
    assert "NRM referrals, 2016 to 2017: higher, +60" in read.text
    assert "(immigration), 2016 to 2017: lower, -60 (90% interval -67 to -53) on 900" in read.text
    calm = document | {
        "outcomes": [r | {"low": -abs(r["low"]), "high": abs(r["high"])} for r in document["outcomes"]], "harms": [],
        "verdicts": [r | {"direction": "none", "rule": "spans_zero"} for r in document["verdicts"]],
    }  # fmt: skip
    read = Reader(page(calm))
    assert "No clear difference in any of" in read.text
    assert "harms counted, none is clearly larger in any group" in read.text
    assert not re.search(DIRECTIONS, findings_and_charts(read))
    assert charts(calm)[0].title == "Chart 1: No headline interval in the last year leaves out zero"


@pytest.mark.parametrize(("low", "high"), [(0.0, 5.0), (-5.0, 0.0), (-1.0, 1.0), (None, None)])
def test_an_interval_that_touches_zero_does_not_leave_it_out(low, high):
    assert not leaves_out_zero({"low": low, "high": high}) and leaves_out_zero({"low": 0.1, "high": 5.0})


def test_grades_checks_and_published_figures_are_said(document, read):
    assert "-, input" in read.cells and "F1, grade A" in read.cells
    assert "Conclusive-grounds decisions, 2016: other scope." in read.text
    assert "Evidence grade D, an assumption of ours. Mechanism only: every number" in read.text
    assert "Evidence grade B, published research" in read.text and "kept to by 90%; age: child." in read.text
    wished = sum(row["better"] is not None for row in document["verdicts"]) // 2
    assert f"Mechanism only. Clearly better in 1 and clearly worse in 1 of {wished} outcomes" in read.text
    assert "weakest grade D; 1 of 1 levers mechanism only" in read.cells and "weakest grade B" in read.cells
    assert read.text.count("Checked: up to 1 February 2016, when the first lever starts") == 2
    checks = [document["checks"][0] | {"identical": False}, document["checks"][1] | {"identical": None, "until": None}]
    said = Reader(page(document | {"checks": checks})).text
    assert "FAULT: the two worlds differ before 1 February 2016" in said
    assert "Not checked: the scenarios differ from the first day, or not at all." in said


def test_a_single_draw_has_no_intervals_and_no_clear_findings():
    read = Reader(page(a_document(draws=1)))
    assert read.text.count("No direction is given: One draw: no interval, so no direction can be told.") >= 2
    assert not re.search(r": (higher|lower),|Clearly (better|worse) in", read.text)
    assert "One draw: cost and effect have no interval" in read.text and "No order is given: 1 draw" in read.text
    clear, unclear, _ = read.figures["differences-0-0"]["data"]
    assert clear["x"] == [] and set(unclear["error_x"]["array"]) == {0.0}
    assert [trace["mode"] for trace in read.figures["cg-backlog-0-0"]["data"]] == ["lines+markers"] * 2 + ["markers"]


def test_hostile_names_stay_text_everywhere():
    read = Reader(html := page(a_document(names=(HOSTILE, "X" + HOSTILE, "<b>bold</b>\u202e"))))
    assert len(read.scripts) == 3 and {tag for tag, _ in read.elements}.isdisjoint({"img", "b", "iframe", "a"})
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)
    assert html.count("<script") == html.count("</script>") == 3 and "{{7*7}}" in read.text
    assert not re.search("[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]", html)
    assert not any("<" in line or ">" in line for figure in read.figures.values() for line in figure["title"])
    assert read.figures["journeys-2-0"]["title"][1] == "&lt;b&gt;bold&lt;/b&gt;"
    assert "W" * 130 not in read.text.partition("What was found")[2]


def test_it_says_how_to_make_the_numbers_again(read):
    command = "journeys compare a b c.yaml --out results"
    assert command in read.text and "0123456789abcdef" in read.text and "4,321 in a run" in read.text


def test_who_is_worse_off_is_always_there(document, read):
    assert "Clearly larger, 2016 to 2017: 3 harms in groups (the 90% interval lies above 0)." in read.text
    assert "Made worse, of the same people: 210 refused in words (30 spared it)." in read.text
    assert "The good that most of them lose: confirmed in words, by 120 (gained by 300)." in read.text
    assert "Not drawn, as the baseline is 0: Survivors detained (immigration), sex: female: +5.0 (few)" in read.text
    half, dots, _ = read.figures["harms-0-0"]["data"]
    assert dots["x"] == [25.0, 5.0] and dots["error_x"]["array"] == [175.0, 35.0]
    assert half["error_x"]["array"] == [20.0, 4.0] and half["error_x"]["arrayminus"] == [5.0, 1.0]
    assert read.figures["harms-0-1"]["data"][0]["x"] == [-30.0] and "5.0 (few)" in read.html
    none = counted(0.0, True)
    nothing = document | {
        "harms": [], "worse_off": [],
        "ledger": [row | dict.fromkeys(("gained", "lost", "net"), none) for row in document["ledger"]],
        "waits": [row | dict.fromkeys(("people", "longer", "shorter"), none) | {"mean_days": None}
                  for row in document["waits"]],
    }  # fmt: skip
    said = Reader(page(nothing)).text
    assert said.count("Who is worse off") == 1
    assert "harms counted, none is clearly larger in any group, 2016 to 2017." in said
    assert "none of the same people suffers a harm in the scenario only" in said
    assert "Nobody's wait can be compared between the worlds" in said
    printed = comparison_table(nothing)
    assert printed.count("harms counted, none is clearly larger in any group") == 2


def test_sections_that_were_not_asked_for_are_left_out(document):
    thin = document | {part: [] for part in ("attribution", "switching", "precision", "ranking")}
    keys = [chart.key for chart in charts(fit_to_show(thin))]
    assert keys == [key for key in KEYS if key not in {"attribution", "switching", "ranking"}]
    assert "No outcome is defined in every scenario, so there is no ranking." in page(thin)


@pytest.mark.parametrize(
    ("rule", "sentence", "glance"),
    [
        ("one_draw", "One draw: no interval, so no direction can be told.", "none: one draw"),
        ("outside_evidence", "Outside the evidence. A lever: set to reach 100%.", "none: beyond the evidence"),
        ("precision", "The precision asked for was not reached.", "none: draws or precision"),
    ],
)
def test_the_rule_that_spoke_stands_in_place_of_a_direction(document, rule, sentence, glance):
    barred = document | {
        "verdicts": [r | {"direction": "none", "rule": rule, "sentence": sentence} for r in document["verdicts"]],
        "harms": [r | {"rule": rule} for r in document["harms"]],
    }
    read = Reader(page(barred))
    assert read.text.count(f"No direction is given: {sentence}") >= 2 and read.cells.count(glance) == 2
    assert not re.search(DIRECTIONS, findings_and_charts(read))
    assert charts(fit_to_show(barred))[0].title == "Chart 1: No direction is given for any scenario: a rule forbids it"
    assert "Whether a harm is larger may not be told: a rule forbids it" in read.text
    assert read.figures["differences-0-0"]["data"][1]["x"] == []  # no filled dot
    text = " ".join(comparison_table(barred).split())
    assert f"No direction is given: {sentence}" in text and not re.search("(higher|lower), (better|worse)", text)


def test_groups_and_people_are_told_in_words():
    assert group_label("exploitation_type=labour") == "exploitation type: labour" and group_label("all") == "everybody"
    assert people(counted(34.0, True)) == "34 (few)" and people(counted(34.0)) == "34"
    assert people({"value": 0.0, "low": 0.0, "high": 0.0, "few": True}) == "0"


def test_the_printed_table_has_the_same_numbers_and_sections(document):
    printed = comparison_table(document)
    assert max(map(len, printed.splitlines())) < 120
    for words in ("Same people, other outcome", "Who is worse off", "Cost and worth", "Verdicts 2016 to 2017"):
        assert printed.count(words) == 2
    assert "B ~ C ~ A   B is better than C 97%, A 80% of draws" in printed
    assert "person spared +40 at £50.0k each (-). So much for each person spared." in printed
    assert "Precision of firewall: retrafficked=5% asked (to within 5.5); the mean is known to within 4.25" in printed
    assert "(few): rests on fewer than 5 simulated people, so hardly more than luck." in printed
    assert "Survivors detained (immigration): It may be 75% weaker than today's system." in printed


def test_no_line_of_the_page_ends_between_sign_and_pound_or_number_and_unit(read):
    text = re.sub(r"<(script|style).*?</\1>", "", read.html, flags=re.DOTALL)
    assert text.count("+\u2060£") > 10 and text.count("\u00a0(few)") > 2
    assert not re.search(r"[+-]£|\d (days|points|\(few\))", text)


@pytest.mark.parametrize(("said", "kept"), [
    ("+£2.0m (-£1.0m to +£5.0m)", "+\u2060£2.0m (-\u2060£1.0m to +\u2060£5.0m)"),
    ("+0.29 points, 1 day, 34 (few)", "+0.29\u00a0points, 1\u00a0day, 34\u00a0(few)"),
    ("5 daysets at £3", "5 daysets at £3"), (7, 7), (Markup("+£1"), "+£1"),
])  # fmt: skip
def test_what_belongs_together_is_joined(said, kept):
    assert unbroken(said) == kept


def test_the_printed_table_calls_no_outcome_by_its_code_name(document):
    lines = [line for line in comparison_table(document).splitlines() if not line.startswith("Precision of")]
    printed = "\n".join(lines)
    codes = {name for name in (*DEFINITIONS, *GROUP_NAMES) if "_" in name or "=" in name}
    assert len(codes) > 200 and not [code for code in codes if re.search(rf"\b{code}\b", printed)]
    for words in ("Survivors detained (immigration)  ", "status: insecure", "confirmed in words"):
        assert words in printed


def test_hostile_names_do_not_reach_the_terminal():
    printed = comparison_table(a_document(names=("base", "\x1b[31mred\u202e", "<b>")))
    assert "\x1b" not in printed and "\u202e" not in printed and "[31mred" in printed


def test_every_part_of_the_page_has_its_heading(document, read):
    for part in sections(fit_to_show(document)):
        assert part.heading in read.text
    assert [a["id"] for a in read.all("h2")][:5] == ["asked", "found", "charts", "who-waits", "same-people"]
