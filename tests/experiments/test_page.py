"""The page of a comparison: inert, self-contained, and with no other numbers than the document's."""

import base64
import gzip
import json
import re
from html.parser import HTMLParser

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs

from experiments.charts import HEADLINES, fit_to_show, is_clear, nice, shown
from experiments.page import charts, page
from experiments.text import interval, number, signed

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


def lever(grade: str) -> dict:
    return {"lever": "x", "title": "A lever", "grade": grade, "start": "2016-02-01", "end": None, "coverage": 0.5,
            "ramp_days": 365, "recommendation": "A report, page 3",
            "mechanism": "more of x", "cannot_show": "costs"}  # fmt: skip


def a_document(draws: int = 6, names: tuple[str, ...] = (BASE, FIREWALL, PRISON)) -> dict:
    as_if = dict(zip(names, (BASE, FIREWALL, PRISON), strict=True))
    return {
        "project": "survivor-journeys", "version": "0.1.0", "fingerprint": "0123456789abcdef", "seed": 7,
        "asked": "journeys compare a b c.yaml",
        "draws": draws, "years": [2014, 2017], "people": 4321, "scale": 8.25, "events": 99,
        "timing": {"load_seconds": 0.1, "run_seconds": 2.5}, "command": "compare", "scenario": names[0],
        "notes": ["Not yet calibrated: only differences should be read."], "published": PUBLISHED,
        "scenarios": [
            {"name": name, "question": f"What if {name}?", "levers": [lever("BD"[i % 2])] * (i > 0), "overrides": {}}
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
    assert [a["aria-labelledby"] for a in read.all("figure")] == [
        f"{key}-title" for key in ("differences", "cg-days-median", "cg-days-mean", "cg-backlog", "journeys")
    ]
    assert all(a["aria-labelledby"] in titles for a in read.all("figure"))
    assert len(read.all("figcaption")) == 5
    assert {a["id"] for a in pictures} == set(read.figures) and all(a["aria-label"] for a in pictures)
    assert len(read.all("caption")) == 5 + 3


def test_titles_are_short_sentences_of_numbers_in_the_document(document):
    titles = [chart.title for chart in charts(document)]
    assert titles[0] == f"Chart 1: 4 of {2 * len(HEADLINES)} differences from the baseline are clear of zero"
    found = {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"]}
    median = found[BASE, "cg_days_median", 2016]["value"]
    assert titles[1] == f"Chart 2: In 2016 the simulated median decision time is {median:,.0f} days, the published 526"
    assert titles[4] == "Chart 5: Of 100 simulated referrals, 33 end in confirmation within these years"
    assert all(len(title.split()) <= 15 for title in titles)


@pytest.mark.parametrize("draws", [1, 6])
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
    assert re.findall(r" in 20\d\d: (\w+)", read.text) == ["higher", "lower"] * 2
    assert "NRM referrals in 2017: higher" in read.text and "(immigration) in 2017: lower" in read.text
    calm = document | {"outcomes": [r | {"low": -abs(r["low"]), "high": abs(r["high"])} for r in document["outcomes"]]}
    said = Reader(page(calm)).text
    assert f"no clear difference in any of {len(HEADLINES)} headline outcomes" in said.lower()
    assert not re.search(r"higher|lower(?!ed)", said)
    assert charts(calm)[0].title == "Chart 1: No headline outcome shows a clear difference from the baseline"


@pytest.mark.parametrize(("low", "high"), [(0.0, 5.0), (-5.0, 0.0), (-1.0, 1.0), (None, None)])
def test_an_interval_that_touches_zero_is_not_clear(low, high):
    assert not is_clear({"low": low, "high": high}) and is_clear({"low": 0.1, "high": 5.0})


def test_grades_checks_and_published_figures_are_said(document, read):
    assert "-, input" in read.cells and "F1, grade A" in read.cells
    assert "Conclusive-grounds decisions, 2016: other scope." in read.text
    assert "Evidence grade D, mechanism only" in read.text and "Evidence grade B, published research" in read.text
    assert f"Mechanism only: 2 of {len(HEADLINES)} headline outcomes differ clearly from the baseline." in read.text
    assert read.text.count("Checked: up to 1 February 2016, when the first lever starts") == 2
    checks = [document["checks"][0] | {"identical": False}, document["checks"][1] | {"identical": None, "until": None}]
    said = Reader(page(document | {"checks": checks})).text
    assert "FAULT: the two worlds differ before 1 February 2016" in said
    assert "Not checked: the scenarios differ from the first day, or not at all." in said


def test_a_single_draw_has_no_intervals_and_no_clear_findings():
    read = Reader(page(a_document(draws=1)))
    assert "one draw has no interval, so no difference can be called clear" in read.text
    assert not re.search(r": (higher|lower)", read.text)
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
