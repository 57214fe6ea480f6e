"""Figures for notebooks and scripts: the words of the chart with them, and nothing that sends them anywhere."""

import json

import pytest
from made_page import a_document

from experiments.analysis import Answer, run
from experiments.charts import fit_to_show
from experiments.figure import figures
from experiments.page import charts

CHARTS = {chart.key: chart for chart in charts(fit_to_show(a_document()))}


@pytest.mark.parametrize("key", CHARTS)
def test_a_figure_has_title_statistic_source_words_and_table(key):
    chart = CHARTS[key]
    for picture in figures(chart).values():
        assert picture.layout.title.text.startswith("<b>") and picture.layout.title.subtitle.text
        assert "Source" in picture.layout.annotations[-1].text
        assert picture.layout.meta["says"] and picture.layout.meta["rows"] == [list(row) for row in chart.rows]


def test_however_it_is_shown_nothing_is_sent():
    picture = next(iter(figures(CHARTS["ledger"]).values()))
    for html in (picture.to_html(include_plotlyjs=False), picture._repr_html_()):
        assert '"showSendToCloud": false' in html and '"displaylogo": false' in html
        assert "https://cdn" not in html
    assert set(picture._repr_mimebundle_()) == {"text/html"}


def test_a_run_gives_the_numbers_of_its_document_and_names_its_charts():
    found = run(people=100, draws=2, last_year=2015)
    assert len(found.frame) == len(found.document["outcomes"])
    rows = found.frame.query("name == 'cg_backlog' and group == 'all'")
    given = json.loads(found.figure("cg-backlog").to_json())["data"]
    assert list(rows.value) == next(t["y"] for t in given if t["mode"] == "lines+markers")
    with pytest.raises(KeyError, match="there are nrm-referrals"):
        found.figure("nothing")
    assert isinstance(found, Answer) and list(found.table("queues").columns)[:2] == ["Queue", "Year"]
