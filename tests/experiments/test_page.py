"""The page of a comparison: inert, self-contained, and with no other numbers than the document's."""

import base64
import gzip
import json
import re
from html.parser import HTMLParser

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs

from experiments.chart_ledger import kind_of
from experiments.chart_words import group_label, letter, people
from experiments.charts import HEADLINES, fit_to_show, leaves_out_zero, nice, shown
from experiments.page import charts, page, sections
from experiments.text import comparison_table, interval, number, signed

BASE, FIREWALL, PRISON = "today's system", "firewall", "prison staff refer"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u2028%{x}&lt;<b>\u202eevil" + "W" * 300
SHARES = {"rg_positive_share", "retrafficked_12m", "reoffended_12m"}
NAMES = (*HEADLINES, "cg_days_mean")
NRM, POSITIVE = "Referred to the NRM", "Reasonable grounds"
FLOWS = (
    ("Police", NRM, 900.0), ("Prison staff", NRM, 0.0), (NRM, POSITIVE, 700.0), (NRM, "No grounds", 200.0),
    (POSITIVE, "Confirmed as a victim", 300.0), ("Arrested for a compelled offence", "Charged", 50.0),
    ("Charged", "Convicted", 30.0),
)  # fmt: skip
KEYS = (
    "differences", "cg-days-median", "cg-days-mean", "cg-backlog", "journeys", "ledger", "harms", "waits", "plane",
    "acceptability", "ranking", "attribution", "switching",
)  # fmt: skip
PUBLISHED = [
    {"name": "cg_days_median", "group": "all", "year": 2016, "value": 526.0, "fact": "F1",
     "source": "Office, https://example.org/a", "grade": "A", "note": "", "is_input": False},
    {"name": "cg_decisions", "group": "all", "year": 2016, "value": 0.0, "fact": "F2",
     "source": "Office, b", "grade": "B", "note": "other scope", "is_input": True},
]  # fmt: skip


def unit_of(name: str) -> str:
    return "share" if name in SHARES else "days" if "_days_" in name else "pounds" if "cost" in name else "people"


def record(scenario: str, name: str, year: int, draws: int, i: int) -> dict:
    unit = unit_of(name)
    value = 0.25 + i / 100 if unit == "share" else 500.0 + 37 * i + year - 2014
    value *= name != "nrm_referrals_prison"
    size = value / 50 if value else 3.0
    gap = 0.0 if scenario == BASE else size if name == "nrm_referrals" else -size if name == "detentions" else size / 9
    wide = 0.0 if scenario == BASE else size / 2
    one = draws == 1
    return {
        "scenario": scenario, "name": name, "year": year, "group": "all", "unit": unit, "value": value + gap,
        "value_low": None if one else value / 2, "value_high": None if one else value * 2, "difference": gap,
        "low": None if one else gap - wide, "high": None if one else gap + wide, "share_above": 0.5 + (gap > 0) / 2,
    }  # fmt: skip


DIRECTIONS = r": (higher|lower),|[Cc]learly (better|worse|larger)(?! in any| in 0)|(higher|lower), (better|worse)"


def findings_and_charts(read: "Reader") -> str:
    """Return the text of a page from the findings to the charts, without the heads of the first table."""
    return read.text.partition("Harms larger in groups")[2].partition("Not yet calibrated: the baseline beside")[0]


def lever(grade: str) -> dict:
    return {"lever": "x", "title": "A lever", "grade": grade, "mechanism_only": grade == "D", "start": "2016-02-01",
            "end": None, "coverage": 0.5, "ramp_days": 365, "compliance": 0.9, "half_life_days": None, "places": [],
            "groups": {"age": ["child"]}, "recommendation": "A report, page 3",
            "mechanism": "more of x", "cannot_show": "costs"}  # fmt: skip


CLEAR = {"nrm_referrals": ("higher", None), "detentions": ("lower", "lower"), "cg_backlog": ("higher", "lower")}
"""Outcomes with a direction, and the one that is wished for."""


def judged(scenario: str, name: str, draws: int) -> dict:
    """Return a verdict: by the rule of one draw, or as in CLEAR."""
    direction, better = CLEAR.get(name, ("none", "lower"))
    rule = "one_draw" if draws == 1 else "" if name in CLEAR else "spans_zero"
    gap = {"higher": 60.0, "lower": -60.0, "none": 1.0}[direction]
    ends = {"low": None, "high": None} if draws == 1 else {"low": gap - 7, "high": gap + 7}
    sentence = {"one_draw": "One draw: no interval, so no direction can be told.", "": f"{direction.capitalize()}: so."}
    return {"scenario": scenario, "name": name, "since": 2016, "unit": unit_of(name),
            "over": "mean" if name == "cg_backlog" else "sum", "better": better, "baseline": 900.0, "difference": gap,
            **ends, "direction": "none" if rule else direction, "rule": rule, "also": [],
            "sentence": sentence.get(rule, "No clear difference: the 90% interval spans 0.")}  # fmt: skip


def counted(value: float, few: bool = False, draws: int = 24) -> dict:
    ends = {"low": None, "high": None} if draws == 1 else {"low": value - 2, "high": value + 3}
    return {"value": value, **ends, "few": few}


def fate(scenario: str, name: str, good: bool | None, gained: dict, lost: dict, draws: int) -> dict:
    return {"scenario": scenario, "name": name, "meaning": f"{name} in words", "good": good, "gained": gained,
            "lost": lost, "both": counted(40.0, draws=draws), "neither": counted(0.0, draws=draws),
            "net": counted(gained["value"] - lost["value"], draws=draws)}  # fmt: skip


def of_one(scenario: str, draws: int, i: int, base: str = BASE) -> dict:
    """Return the sections that are about one scenario."""

    def n(value: float, few: bool = False) -> dict:
        return counted(value + i, few, draws)

    named = {"scenario": scenario}
    ends = {"low": None, "high": None} if draws == 1 else {"low": 2.0, "high": 40.0}
    levers = ["x", "y"]
    return {
        "verdicts": [judged(scenario, name, draws) for name in (*NAMES, "cost_levers", "cost_public_and_levers")],
        "ledger": [
            fate(scenario, "confirmed", True, n(300), n(120), draws),
            fate(scenario, "refused", False, n(210), n(30), draws),
            fate(scenario, "supports_a_case", None, n(50), n(20), draws),
            fate(scenario, "same", True, counted(0.0, True, draws), counted(0.0, True, draws), draws),
        ],
        "ends": [named | {"process": "referral", "states": ["outside", "confirmed", "nobody"], "moved": n(31),
                          "people": [[500, 31, 0], [4, 200, 0], [0, 0, 0]],
                          "few": [[False, False, True], [True, False, True], [True, True, True]],
                          "net": [n(-27), n(27), counted(0.0, True, draws)]}],
        "waits": [named | {"people": n(1000), "longer": n(400), "shorter": n(45, True), "mean_days": 8.5 + i, **ends}],
        "worse_off": [
            named | {"name": "refused", "group": group, "worse": n(worse), "better": n(30), "net": n(worse - 30)}
            for group, worse in (("all", 210), ("status=insecure", 150))
        ],
        "harms": [] if draws < 20 or i else [
            named | {"name": name, "group": group, "since": 2016, "unit": unit_of(name), "over": "sum", "rule": "",
                     "baseline": base, "difference": 5.0, "low": 2.0, "high": 40.0, "few": name == "detentions"}
            for name, group, base in (("cg_backlog", "status=insecure", 100.0), ("detentions", "all", 20.0),
                                      ("detentions", "sex=female", 0.0))
        ],
        "worth": [] if draws == 1 else [
            named | {"name": name, "unit": unit, "since": 2016, "cost": 2e6, "gained": 40.0, "rule": "",
                     "place": "unclear", "ratio": ratio, "low": None, "high": None,
                     "sentence": f"So much for each {unit}.",
                     "points": [[40.0 + d, 2e6 - 1e5 * d] for d in range(draws)], "pays": [0.0, 50_000.0, 1e5],
                     "acceptability": [0.0, 0.5, 1.0 - i / 10]}
            for name, unit, ratio in (("retrafficked", "person spared", 50_000.0), ("convictions", "conviction", None))
        ],
        "attribution": [
            named | {"name": name, "since": 2016, "unit": unit_of(name), "package": 90.0, "exact": True,
                     "interactions": [], "shares": {"x": {"value": 70.0, **ends}, "y": {"value": 20.0, **ends}}}
            for name in ("cg_backlog", "detentions") if levers
        ],
        "switching": [
            named | {"rival": rival, "name": name, "since": 2016, "ends": "switches", "strength": 0.25,
                     **ends_of(draws), "rule": rule if draws > 1 else "one_draw", "medians": [0.0, 5.0, 9.0],
                     "strengths": [0.0, 0.5, 1.0],
                     "sentence": "No clear difference." if rule else f"It may be 75% weaker than {rival}."}
            for rival in (base,) for name, rule in (("detentions", ""), ("cg_backlog", "spans_zero"))
        ],
        "precision": [named | {"asked": "retrafficked=5%", "draws": draws, "half_width": 4.25, "target": 5.5,
                               "needed": 30, "within": draws > 1}],
    }  # fmt: skip


def ends_of(draws: int) -> dict:
    return {"low": None, "high": None} if draws == 1 else {"low": 0.2, "high": 0.3}


def ranked(names: tuple[str, ...], name: str) -> dict:
    beats = [[0.5, 0.2, 0.4], [0.8, 0.5, 0.97], [0.6, 0.03, 0.5]]
    return {"name": name, "better": "lower", "since": 2016, "scenarios": list(names), "beats": beats,
            "regret": [9.0, 0.5, 4.0], "order": [names[1], names[2], names[0]], "agreement": 0.7,
            "same_order": 0.4}  # fmt: skip


def a_document(draws: int = 24, names: tuple[str, ...] = (BASE, FIREWALL, PRISON)) -> dict:
    as_if = dict(zip(names, (BASE, FIREWALL, PRISON), strict=True))
    parts = [of_one(name, draws, i, names[0]) for i, name in enumerate(names[1:])]
    return {part: [row for each in parts for row in each[part]] for part in parts[0]} | {
        "again": 8, "since": dict.fromkeys(names[1:], 2016),
        "ranking": [ranked(names, name) for name in ("retrafficked", "detentions")],
        "project": "survivor-journeys", "version": "0.1.0", "fingerprint": "0123456789abcdef", "seed": 7,
        "asked": "journeys compare a b c.yaml",
        "draws": draws, "years": [2014, 2017], "people": 4321, "scale": 8.25, "events": 99,
        "timing": {"load_seconds": 0.1, "run_seconds": 2.5}, "command": "compare", "scenario": names[0],
        "notes": ["Not yet calibrated: only differences should be read."], "published": PUBLISHED,
        "scenarios": [
            {"name": name, "question": f"What if {name}?", "levers": [lever("BD"[i % 2])] * (i > 0), "overrides": {},
             "outside_evidence": []}
            for i, name in enumerate(names)
        ],
        "definitions": {
            n: {"meaning": f"meaning of {n}", "unit": unit_of(n), "where": "UK" if "cg_" in n else "E&W"} for n in NAMES
        },
        "outcomes": [
            record(as_if[s], n, year, draws, i) | {"scenario": s}
            for s in names for i, n in enumerate(NAMES)
            for year in range(2014, 2017 if n == "retrafficked_12m" else 2018)
        ],
        "flows": [
            {"scenario": s, "source": a, "target": b, "people": people + 11 * i}
            for i, s in enumerate(names) for a, b, people in FLOWS
        ],
        "checks": [{"scenario": s, "identical": True, "until": "2016-02-01"} for s in names[1:]],
    }  # fmt: skip


class Reader(HTMLParser):
    """Reads a page into elements with their attributes, the text of each, and scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.text = html, ""
        self.elements, self.scripts, self.cells, self.inside = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag in {"script", "style", "td", "th"}:
            self.inside.append(tag)
        if tag == "script":
            self.scripts.append([dict(attributes), ""])
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        where = self.inside[-1] if self.inside else ""
        if where == "script":
            self.scripts[-1][1] += data
        elif where != "style":
            self.text += data
        if where in {"td", "th"}:
            self.cells[-1] += data

    def all(self, tag):
        return [attributes for t, attributes in self.elements if t == tag]

    def script(self, identifier):
        return next(text for attributes, text in self.scripts if attributes.get("id") == identifier)

    @property
    def figures(self):
        return json.loads(self.script("figures"))["figures"]


@pytest.fixture(scope="module")
def document():
    return a_document()


@pytest.fixture(scope="module")
def read(document):
    return Reader(page(document))


def test_it_is_one_small_page_in_british_english(read):
    assert len(read.html.encode()) < 3_000_000
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


def test_plotly_travels_whole_and_compressed(read):
    packed = read.script("plotly")
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed)
    assert gzip.decompress(base64.b64decode(packed)).decode() == get_plotlyjs()


def test_every_chart_has_title_statistic_caption_table_and_words(read):
    pictures = [a for a in read.all("div") if a.get("role") == "img"]
    titles = {a["id"] for a in read.all("h3") if "id" in a}
    assert [a["aria-labelledby"] for a in read.all("figure")] == [f"{key}-title" for key in KEYS]
    assert all(a["aria-labelledby"] in titles for a in read.all("figure"))
    assert len(read.all("figcaption")) == len(KEYS)
    assert {a["id"] for a in pictures} == set(read.figures) and all(a["aria-label"] for a in pictures)
    assert len(read.all("caption")) == len(KEYS) + 1 + 2 + 1 + 3  # glance, states at the end, groups, and the old three
    for chart in charts(fit_to_show(a_document())):
        assert chart.subtitle.endswith(".") and chart.caption and chart.rows and chart.head
        assert all(len(row) == len(chart.head) for row in chart.rows), chart.key


def test_titles_are_short_sentences_of_numbers_in_the_document(document):
    titles = [chart.title for chart in charts(document)]
    assert titles[0] == f"Chart 1: 4 of {2 * len(HEADLINES)} headline intervals in the last year leave out zero"
    found = {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"]}
    median = found[BASE, "cg_days_median", 2016]["value"]
    assert titles[1] == f"Chart 2: In 2016 the simulated median decision time is {median:,.0f} days, the published 526"
    assert titles[4] == "Chart 5: Of 100 simulated referrals, 33 end in confirmation within these years"
    assert titles[5:] == [
        "Chart 6: Most changed: “confirmed in words”, for 422 people",
        "Chart 7: 2 harms are clearly larger in 3 groups",
        "Chart 8: Of 100 people up to 40 wait a week longer, 5 shorter",
        "Chart 9: A cost for each unit can be stated in 2 of 4 cases",
        "Chart 10: At some price 2 of 4 cases pay in 95% of draws",
        "Chart 11: In 0 of 2 outcomes one scenario is best in 95% of draws",
        "Chart 12: In 4 of 4 outcomes one lever is owed over half",
        "Chart 13: 2 of 2 clear advantages survive if the effect is halved",
    ]
    assert all(len(title.split()) <= 15 for title in titles)


@pytest.mark.parametrize("draws", [1, 24])
def test_pictures_are_what_plotly_understands(draws):
    for figure in Reader(page(a_document(draws))).figures.values():
        go.Figure(data=figure["data"], layout=figure["layout"])


def test_tables_give_the_numbers_of_the_document(document, read):
    for r in document["outcomes"]:
        last = 2016 if r["name"] == "retrafficked_12m" else 2017
        if r["scenario"] == FIREWALL and r["year"] == last and r["name"] in HEADLINES:
            assert number(r["value"], r["unit"]) in read.cells and signed(r["difference"], r["unit"]) in read.cells
            assert interval(r["low"], r["high"], r["unit"], signed) in read.cells
        if r["name"] in {"cg_days_median", "cg_days_mean", "cg_backlog"}:
            assert number(r["value"], r["unit"]) in read.cells
            assert interval(r["value_low"], r["value_high"], r["unit"]) in read.cells
    for flow in document["flows"]:
        assert number(flow["people"], "people") in read.cells


def test_lines_bands_and_points_are_the_documents(document, read):
    found = [r for r in document["outcomes"] if r["name"] == "cg_backlog"]
    band, low, high, base, changed, points = read.figures["cg-backlog-0-0"]["data"]
    assert base["y"] == [r["value"] for r in found if r["scenario"] == BASE]
    assert changed["y"] == [r["value"] for r in found if r["scenario"] == FIREWALL]
    assert low["y"] == [r["value_low"] for r in found if r["scenario"] == FIREWALL]
    assert high["y"] == [r["value_high"] for r in found if r["scenario"] == FIREWALL]
    assert band["y"][:4] == [r["value_high"] for r in found if r["scenario"] == BASE]
    assert points["y"] == [] and read.figures["cg-days-median-0-0"]["data"][-1]["y"] == [526.0]


def test_median_and_mean_are_never_on_one_line(document, read):
    for name in ("cg_days_median", "cg_days_mean"):
        values = [r["value"] for r in document["outcomes"] if r["name"] == name and r["scenario"] == BASE]
        assert read.figures[f"{name.replace('_', '-')}-0-0"]["data"][3]["y"] == values
    assert read.figures["cg-days-mean-0-0"]["data"][-1]["y"] == []


def test_differences_are_drawn_as_per_cent_of_the_baseline_and_shares_in_points(document, read):
    of = {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"]}
    clear, unclear, _ = read.figures["differences-0-0"]["data"]
    r = of[FIREWALL, "nrm_referrals", 2017]
    by = 100 / of[BASE, "nrm_referrals", 2017]["value"]
    assert clear["x"][0] == pytest.approx(by * r["difference"])
    assert clear["x"][0] + clear["error_x"]["array"][0] == pytest.approx(by * r["high"])
    counts = [name for name in HEADLINES if name not in SHARES]
    assert len(clear["x"]) == 2 and len(unclear["x"]) == len(counts) - 3  # one has a baseline of 0
    points = read.figures["differences-0-1"]["data"][1]["x"]
    drawn = [name for name in HEADLINES if name in SHARES].index("rg_positive_share")
    assert points[drawn] == pytest.approx(100 * of[FIREWALL, "rg_positive_share", 2017]["difference"])
    assert "Not drawn, as the baseline is 0: NRM referrals by prison staff" in read.text


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
    assert "No clear difference in any of" in read.text and "No harm is clearly larger in any group" in read.text
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


def test_undefined_years_and_outcomes_leave_gaps_not_errors(document):
    thin = [r for r in document["outcomes"] if r["name"] == "nrm_referrals" and r["year"] > 2015]
    read = Reader(page(document | {"outcomes": thin, "flows": []}))
    assert "The simulated backlog is not defined in these years" in read.text
    assert "Nobody is referred in the simulated baseline" in read.text


def test_hostile_names_stay_text_everywhere():
    read = Reader(html := page(a_document(names=(HOSTILE, "X" + HOSTILE, "<b>bold</b>\u202e"))))
    assert len(read.scripts) == 3 and {tag for tag, _ in read.elements}.isdisjoint({"img", "b", "iframe", "a"})
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)
    assert html.count("<script") == html.count("</script>") == 3 and "{{7*7}}" in read.text
    assert not re.search("[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]", html)
    assert not any("<" in line or ">" in line for figure in read.figures.values() for line in figure["title"])
    assert read.figures["journeys-2-0"]["title"][1] == "&lt;b&gt;bold&lt;/b&gt;"
    assert "W" * 130 not in read.text.partition("What was found")[2]


def test_names_keep_apart_and_do_not_turn_what_follows():
    fit = fit_to_show(a_document(names=("a", "a\u202e", "a\u200f")))
    assert len({s["name"] for s in fit["scenarios"]}) == len({r["scenario"] for r in fit["outcomes"]}) == 3
    assert shown("שלום") == "\u2068שלום\u2069" and shown("a\nb\u202e") == "ab" and len(shown("W" * 300)) == 120


def test_axes_end_at_round_numbers():
    assert [nice(v) for v in (0, 0.07, 12.1, 1736, 100, 9.9)] == pytest.approx([1, 0.08, 15, 2000, 100, 10])


def test_it_says_how_to_make_the_numbers_again(read):
    command = "journeys compare a b c.yaml --out results"
    assert command in read.text and "0123456789abcdef" in read.text and "4,321 in a run" in read.text


def test_the_whisker_has_two_parts_where_draws_were_lived_again(document):
    parts = {"parameters_low": -0.5, "parameters_high": 2.0, "chance_low": -0.25, "chance_high": 0.75}
    rows = [
        r | {end: None if r["low"] is None else by * r["value"] / 100 for end, by in parts.items()}
        for r in document["outcomes"]
    ]
    read = Reader(page(document | {"outcomes": rows}))
    thick, thin, clear, unclear, _ = read.figures["differences-0-0"]["data"]
    assert thick["error_x"]["thickness"] > 2 * thin["error_x"]["thickness"] > 0
    assert thick["x"][1] + thick["error_x"]["array"][1] > 0 > thick["x"][1]
    dots = dict(zip([*clear["y"], *unclear["y"]], [*clear["x"], *unclear["x"]], strict=True))
    for low, reach, y in zip(thin["x"], thin["error_x"]["array"], thin["y"], strict=True):
        assert low + reach / 2 == pytest.approx(dots[y])  # chance stands about the dot
    assert set(clear["error_x"]["array"]) == {0.0}
    assert "not knowing the numbers (thick line) and from chance in the whole country (thin line" in read.text
    go.Figure(data=read.figures["differences-0-0"]["data"])


def test_bars_of_the_ledger_point_and_are_coloured_by_who_gains_and_loses(document, read):
    assert [kind_of(good, gained) for good in (True, False, None) for gained in (True, False)] == [
        "better", "worse", "worse", "better", "neither", "neither",
    ]  # fmt: skip
    better, worse, neither = read.figures["ledger-0-0"]["data"]
    assert better["x"] == [300.0, -30.0] and worse["x"] == [-120.0, 210.0] and neither["x"] == [50.0, -20.0]
    assert worse["marker"]["pattern"]["shape"] == "/" and not better["marker"]["pattern"]["shape"]
    assert better["text"] == ["300", "30"]
    ledger = next(chart for chart in charts(fit_to_show(document)) if chart.key == "ledger")
    assert len(ledger.rows) == len(document["ledger"])  # the table has those that change for nobody, too
    for row in document["ledger"]:
        assert people(row["gained"]) in read.cells and people(row["net"], signed) in read.cells


def test_who_is_worse_off_is_always_there(document, read):
    assert "Clearly larger, 2016 to 2017: 3 harms in groups (the 90% interval lies above 0)." in read.text
    assert "Made worse, of the same people: 210 refused in words (30 spared it)." in read.text
    assert "The good that most of them lose: confirmed in words, by 120 (gained by 300)." in read.text
    assert "Not drawn, as the baseline is 0: Survivors detained (immigration), sex: female: +5.0 (few)" in read.text
    dots = read.figures["harms-0-0"]["data"][0]
    assert dots["x"] == [25.0, 5.0] and dots["error_x"]["array"] == [175.0, 35.0]
    assert read.figures["harms-0-1"]["data"][0]["x"] == [-30.0] and "5.0 (few)" in read.html
    none = counted(0.0, True)
    nothing = document | {
        "harms": [], "worse_off": [],
        "ledger": [row | dict.fromkeys(("gained", "lost", "net"), none) for row in document["ledger"]],
        "waits": [row | dict.fromkeys(("people", "longer", "shorter"), none) | {"mean_days": None}
                  for row in document["waits"]],
    }  # fmt: skip
    said = Reader(page(nothing)).text
    assert said.count("Who is worse off") == 1 and "No harm is clearly larger in any group, 2016 to 2017." in said
    assert "none of the same people suffers a harm in the scenario only" in said
    assert "Nobody's wait can be compared between the worlds" in said
    printed = comparison_table(nothing)
    assert printed.count("Who is worse off\nNo harm is clearly larger in any group") == 2


def test_states_at_the_end_are_of_the_baseline_by_the_scenario(read):
    assert "state in the baseline (row) by state in the scenario (column); 31 people end otherwise" in read.text
    assert "4 (few)" in read.cells and "Net change" in read.cells
    assert "nobody" not in read.cells  # a state in which nobody ends


def test_waits_of_others_stand_side_by_side(document, read):
    worse, better = sorted(read.figures["waits-0-0"]["data"], key=lambda trace: -trace["x"][0])
    assert worse["x"] == [400.0, 401.0] and better["x"] == [-45.0, -46.0] and better["text"][0] == "45 (few)"
    assert "400 wait a week or more longer and 45 (few) shorter; mean +8.5 days" in read.text


def test_planes_and_curves_are_the_draws(document, read):
    points, middle, *_ = read.figures["plane-0-0"]["data"]
    assert (points["x"], points["y"]) == tuple(map(list, zip(*document["worth"][0]["points"], strict=True)))
    assert (middle["x"], middle["y"]) == ([40.0], [2e6])
    first, second = read.figures["acceptability-0-0"]["data"]
    assert first["y"] == [0.0, 0.5, 1.0] and second["y"] == [0.0, 0.5, 0.9] and first["x"] == [0.0, 50_000.0, 1e5]
    assert "£50.0k" in read.cells and "So much for each conviction." in read.cells


def test_the_heat_table_holds_the_shares_and_no_order_is_given_against_a_rule(document, read):
    heat = read.figures["ranking-0-0"]["data"][0]
    assert heat["z"] == [[None, 0.2, 0.4], [0.8, None, 0.97], [0.6, 0.03, None]] and heat["x"] == ["A", "B", "C"]
    assert "By the mean, best first: B > C > A." in read.text and "97%" in read.cells
    beyond = [s | {"outside_evidence": ["Too far."] * (s["name"] != BASE)} for s in document["scenarios"]]
    said = Reader(page(document | {"scenarios": beyond}))
    assert "No order of scenarios is given: a rule forbids it" in said.text and "B > C" not in said.text
    assert f"Without a place, as a rule forbids to give one: {FIREWALL}; {PRISON}." in said.text


def test_waterfalls_add_up_to_the_package(read):
    fall = read.figures["attribution-0-0"]["data"][0]
    assert fall["measure"] == ["relative", "relative", "total"] and fall["x"] == [70.0, 20.0, 90.0]
    assert "A lever: +70" in [note["text"] for note in read.figures["attribution-0-0"]["layout"]["annotations"]]
    assert "none: exact" in read.cells


def test_switching_values_are_drawn_only_where_a_direction_may_be_told(read):
    dots = read.figures["switching-0-0"]["data"][0]
    assert dots["x"] == [0.25] and dots["error_x"]["array"] == pytest.approx([0.05])
    assert "Awaiting a conclusive decision. No clear difference." in read.text
    assert f"It may be 75% weaker than {BASE}." in read.cells


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
    assert read.figures["differences-0-0"]["data"][0]["x"] == []  # no filled dot
    text = " ".join(comparison_table(barred).split())
    assert f"No direction is given: {sentence}" in text and not re.search("(higher|lower), (better|worse)", text)


def test_pictures_of_the_fourth_scenario_and_further_ones_fold_out(document):
    names = [BASE, *(f"scenario {i}" for i in range(20))]
    parts = [of_one(name, 24, 0) for name in names[1:]]
    beats = [[0.5] * len(names)] * len(names)
    row = {"scenarios": names, "order": names, "beats": beats, "regret": [0.0] * len(names)}
    many = document | {part: [r for each in parts for r in each[part]] for part in parts[0]} | {
        "since": dict.fromkeys(names[1:], 2016), "ranking": [r | row for r in document["ranking"]],
        "scenarios": [document["scenarios"][min(i, 1)] | {"name": name} for i, name in enumerate(names)],
        "checks": [document["checks"][0] | {"scenario": name} for name in names[1:]],
        "outcomes": [r | {"scenario": name} for i, name in enumerate(names) for r in document["outcomes"]
                     if r["scenario"] == (FIREWALL if i else BASE)],
        "flows": [f | {"scenario": name} for name in names for f in document["flows"] if f["scenario"] == BASE],
    }  # fmt: skip
    for chart in charts(fit_to_show(many)):
        shown_at_once = [group for group in chart.groups if not group.folded]
        assert len(shown_at_once) <= 4, chart.key
    read = Reader(page(many))
    assert len(read.html.encode()) < 5_000_000 and read.text.count("More on scenario") == 17
    assert [letter(i) for i in (0, 20, 25, 26, 51)] == ["A", "U", "Z", "A1", "Z1"]


def test_groups_and_people_are_told_in_words():
    assert group_label("exploitation_type=labour") == "exploitation type: labour" and group_label("all") == "everybody"
    assert people(counted(34.0, True)) == "34 (few)" and people(counted(34.0)) == "34"
    assert people({"value": 0.0, "low": 0.0, "high": 0.0, "few": True}) == "0"


def test_the_printed_table_has_the_same_numbers_and_sections(document):
    printed = comparison_table(document)
    assert max(map(len, printed.splitlines())) < 120
    for words in ("Same people, other outcome", "Who is worse off", "Cost and worth", "Verdicts 2016 to 2017"):
        assert printed.count(words) == 2
    assert "B > C > A   B is better than C 97%, A 80% of draws" in printed
    assert "person spared +40 at £50.0k each (-). So much for each person spared." in printed
    assert "Precision of firewall: retrafficked=5% asked (to within 5.5); the mean is known to within 4.25" in printed
    assert "(few): rests on fewer than 5 simulated people, so hardly more than luck." in printed
    assert "detentions: It may be 75% weaker than today's system." in printed


def test_hostile_names_do_not_reach_the_terminal():
    printed = comparison_table(a_document(names=("base", "\x1b[31mred\u202e", "<b>")))
    assert "\x1b" not in printed and "\u202e" not in printed and "[31mred" in printed


def test_every_part_of_the_page_has_its_heading(document, read):
    for part in sections(fit_to_show(document)):
        assert part.heading in read.text
    assert [a["id"] for a in read.all("h2")][:4] == ["asked", "found", "charts", "same-people"]
