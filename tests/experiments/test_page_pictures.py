"""The pictures of the page: what they draw is the document, and Plotly understands it."""

import plotly.graph_objects as go
import pytest
from made_page import BASE, FIREWALL, KEYS, PRISON, SHARES, Reader, a_document, of_one

from experiments.chart_ledger import kind_of
from experiments.chart_words import in_order, letter, people, shown
from experiments.charts import fit_to_show, nice
from experiments.desirable import HEADLINES
from experiments.page import charts, page
from experiments.palette import styles
from experiments.text import interval, number, signed


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
        "Chart 6: Survivors in immigration detention: 1,499 people in 2014, 1,502 in 2017",
        "Chart 7: Longest queue in 4 of 4 years: survivors in immigration detention",
        "Chart 8: Most changed: “confirmed in words”, for 422 people",
        "Chart 9: 2 harms are clearly larger in 3 groups",
        "Chart 10: Of 100 people up to 40 wait a week longer, 5 shorter",
        "Chart 11: A cost for each unit can be stated in 2 of 4 cases",
        "Chart 12: At some price 2 of 4 cases pay in 95% of draws",
        "Chart 13: In 0 of 2 outcomes one scenario is best in 95% of draws",
        "Chart 14: In 4 of 4 outcomes one lever is owed over half",
        "Chart 15: 2 of 2 clear advantages survive if the effect is halved",
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
    band, half, low, high, base, changed, points = read.figures["cg-backlog-0-0"]["data"]
    assert base["y"] == [r["value"] for r in found if r["scenario"] == BASE]
    assert changed["y"] == [r["value"] for r in found if r["scenario"] == FIREWALL]
    assert low["y"] == [r["value_low"] for r in found if r["scenario"] == FIREWALL]
    assert high["y"] == [r["value_high"] for r in found if r["scenario"] == FIREWALL]
    assert band["y"][:4] == [r["value_high"] for r in found if r["scenario"] == BASE]
    assert half["y"][:4] == [r["value_high_50"] for r in found if r["scenario"] == BASE]
    assert points["y"] == [] and read.figures["cg-days-median-0-0"]["data"][-1]["y"] == [526.0]


def test_queues_are_the_documents_and_every_year_can_be_stepped_to(document, read):
    found = {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"]}
    names = [BASE, FIREWALL, PRISON]
    wide, narrow, *lines = read.figures["queues-0-0"]["data"]
    base = [found[BASE, "rg_backlog", year] for year in range(2014, 2018)]
    assert wide["y"][:4] == [r["value_high"] for r in base] and narrow["y"][:4] == [r["value_high_50"] for r in base]
    notes = [note["text"].replace("<br>", " ") for note in read.figures["queues-0-0"]["layout"]["annotations"]]
    assert sorted(text.partition("</span> ")[2] for text in notes) == sorted(names)
    assert 'class="key"' not in read.html.partition('<figure id="queues"')[2].partition("</figure>")[0]
    assert [line["y"] for line in lines] == [
        [found[n, "rg_backlog", y]["value"] for y in range(2014, 2018)] for n in names
    ]
    steps = read.figures["counts-0-0"]["frames"]
    assert [step["name"] for step in steps] == ["2014", "2015", "2016", "2017"]
    place = 0
    for step in steps:
        for name, bars in zip(names, step["data"], strict=True):
            assert bars["x"][place] == found[name, "rg_backlog", int(step["name"])]["value"]
            told = number(bars["x"][place], "people")
            assert bars["text"][place] == f"{told} {name}" and told in read.cells
    assert read.html.count('type="range"') == 1 and "prefers-reduced-motion" in read.html


def test_more_categories_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="5 categories in one picture: at most 4"):
        styles(5)


def test_median_and_mean_are_never_on_one_line(document, read):
    for name in ("cg_days_median", "cg_days_mean"):
        values = [r["value"] for r in document["outcomes"] if r["name"] == name and r["scenario"] == BASE]
        assert read.figures[f"{name.replace('_', '-')}-0-0"]["data"][4]["y"] == values
    assert read.figures["cg-days-mean-0-0"]["data"][-1]["y"] == []


def test_differences_are_drawn_as_per_cent_of_the_baseline_and_shares_in_points(document, read):
    of = {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"]}
    half, clear, unclear, _ = read.figures["differences-0-0"]["data"]
    r = of[FIREWALL, "nrm_referrals", 2017]
    by = 100 / of[BASE, "nrm_referrals", 2017]["value"]
    assert clear["x"][0] == pytest.approx(by * r["difference"])
    assert clear["x"][0] + clear["error_x"]["array"][0] == pytest.approx(by * r["high"])
    place = half["y"].index(clear["y"][0])
    assert half["x"][place] == pytest.approx(by * r["low_50"])
    assert half["x"][place] + half["error_x"]["array"][place] == pytest.approx(by * r["high_50"])
    assert "of not knowing the numbers and chance together" in read.text
    counts = [name for name in HEADLINES if name not in SHARES]
    assert len(clear["x"]) == 2 and len(unclear["x"]) == len(counts) - 3  # one has a baseline of 0
    points = read.figures["differences-0-1"]["data"][2]["x"]
    drawn = [name for name in HEADLINES if name in SHARES].index("rg_positive_share")
    assert points[drawn] == pytest.approx(100 * of[FIREWALL, "rg_positive_share", 2017]["difference"])
    assert "Not drawn, as the baseline is 0: NRM referrals by prison staff" in read.text


def test_undefined_years_and_outcomes_leave_gaps_not_errors(document):
    thin = [r for r in document["outcomes"] if r["name"] == "nrm_referrals" and r["year"] > 2015]
    read = Reader(page(document | {"outcomes": thin, "flows": []}))
    assert "The simulated backlog is not defined in these years" in read.text
    assert "Nobody is referred in the simulated baseline" in read.text


def test_names_keep_apart_and_do_not_turn_what_follows():
    fit = fit_to_show(a_document(names=("a", "a\u202e", "a\u200f")))
    assert len({s["name"] for s in fit["scenarios"]}) == len({r["scenario"] for r in fit["outcomes"]}) == 3
    assert shown("שלום") == "\u2068שלום\u2069" and shown("a\nb\u202e") == "ab" and len(shown("W" * 300)) == 120


def test_axes_end_at_round_numbers():
    assert [nice(v) for v in (0, 0.07, 12.1, 1736, 100, 9.9)] == pytest.approx([1, 0.08, 15, 2000, 100, 10])


def test_the_whisker_has_two_parts_where_draws_were_lived_again(document):
    parts = {"parameters_low": -0.5, "parameters_high": 2.0, "chance_low": -0.25, "chance_high": 0.75,
             "parameters_low_50": 0.25, "parameters_high_50": 1.0}  # fmt: skip
    rows = [
        r | {end: None if r["low"] is None else by * r["value"] / 100 for end, by in parts.items()}
        for r in document["outcomes"]
    ]
    read = Reader(page(document | {"outcomes": rows}))
    thick, inner, thin, clear, unclear, _ = read.figures["differences-0-0"]["data"]
    assert thick["error_x"]["thickness"] > 2 * thin["error_x"]["thickness"] > 0
    whiskers = zip(inner["x"], inner["error_x"]["array"], thick["x"], thick["error_x"]["array"], strict=True)
    assert all(wide < low < low + reach < wide + whole for low, reach, wide, whole in whiskers)
    assert thick["x"][1] + thick["error_x"]["array"][1] > 0 > thick["x"][1]
    dots = dict(zip([*clear["y"], *unclear["y"]], [*clear["x"], *unclear["x"]], strict=True))
    for low, reach, y in zip(thin["x"], thin["error_x"]["array"], thin["y"], strict=True):
        assert low + reach / 2 == pytest.approx(dots[y])  # chance stands about the dot
    assert set(clear["error_x"]["array"]) == {0.0}
    assert "not knowing the numbers (thick lines: 50% dark, 90% pale) and from chance in the whole" in read.text
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
    assert "By the mean, best first: B ~ C ~ A." in read.text and "97%" in read.cells
    beyond = [s | {"outside_evidence": ["Too far."] * (s["name"] != BASE)} for s in document["scenarios"]]
    said = Reader(page(document | {"scenarios": beyond}))
    assert "No order of scenarios is given: a rule forbids it" in said.text and "B ~ C" not in said.text
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


def test_an_order_says_where_it_is_one(document):
    """B is surely better than both others, which nobody can tell apart; then B is not surely better than A alone."""
    letters = {BASE: "A", FIREWALL: "B", PRISON: "C"}
    row = {"scenarios": [BASE, FIREWALL, PRISON], "beats": [[0.5, 0.04, 0.5], [0.96, 0.5, 0.97], [0.5, 0.03, 0.5]]}
    assert in_order(row, [FIREWALL, PRISON, BASE], letters) == "B > C ~ A"
    assert in_order(row, [FIREWALL], letters) == "B" and in_order(row, [], letters) == ""
    row["beats"][1][0], row["beats"][0][1] = 0.8, 0.2
    assert in_order(row, [FIREWALL, PRISON, BASE], letters) == "B ~ C ~ A"
