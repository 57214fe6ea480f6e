"""What holds for every page that the project writes, read without a browser."""

import re
from xml.etree import ElementTree

import pytest
from every_page import NAMES, figures_of
from made_page import Reader

from experiments.house import ROOT
from experiments.palette import MOST, STYLES

SHARED = ("sendChartToCloud", "sendDataToCloud", "Share chart")
"""Words of the button that posts a chart to the maker of plotly.js: none may stand outside its packed code."""


@pytest.fixture(params=NAMES)
def text(request, page_at):
    return page_at(request.param).read_text(encoding="utf-8")


def test_it_has_a_language_a_title_a_light_scheme_and_a_print_sheet(text):
    read = Reader(text)
    assert read.all("html") == [{"lang": "en-GB"}]
    assert re.search(r"<title>[^<]{5,} – survivor-journeys</title>", text)
    assert {"name": "color-scheme", "content": "light"} in read.all("meta")
    assert "@media print" in text and "@page { size: A4" in text


def test_it_fetches_nothing_offers_no_upload_and_stays_small(text):
    read = Reader(text)
    policy = next(a["content"] for a in read.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "http" not in policy
    assert not [a for _, a in read.elements if {"src", "srcset", "action"} & set(a)]
    assert not any(word in text for word in SHARED)
    assert len(text.encode()) < 1_500_000
    config = figures_of(text)["config"]
    assert not config or (config["showSendToCloud"], config["displaylogo"], config["displayModeBar"]) == (False,) * 3


def test_every_picture_has_words_a_table_a_title_and_what_it_rests_on(text):
    read = Reader(text)
    figures = figures_of(text)["figures"]
    pictures = [a for a in read.all("div") if a.get("role") == "img"]
    assert {a["id"] for a in pictures} == set(figures)
    assert all(len(a["aria-label"]) > 10 for a in pictures)
    charts = text.split("<figure ")[1:]
    assert bool(charts) == bool(figures)
    for chart in (part.partition("</figure>")[0] for part in charts):
        title = re.search(r"<h3[^>]*>(?:Chart \d+: )?(.*?)</h3>", chart)[1]
        assert 3 <= len(title.split()) <= 16, title
        assert re.search(r'<p class="subtitle">.{20,}', chart), title
        assert re.search(r"<figcaption><p>.{15,}", chart), title
        tabulated = '<details class="data"><summary>Table of chart' in chart and "<td>" in chart
        assert tabulated or ("Nothing to tabulate." in chart and 'role="img"' not in chart), title


def test_no_two_parts_have_one_name(text):
    names = [a["id"] for _, a in Reader(text).elements if "id" in a]
    assert len(names) == len(set(names)), [name for name in set(names) if names.count(name) > 1]


def test_colours_are_of_the_palette_and_no_picture_has_more_series_than_can_be_told_apart(text):
    colours = {look.colour for look in STYLES}
    for key, figure in figures_of(text)["figures"].items():
        used = set(re.findall(r"#[0-9A-F]{6}", str(figure["data"])))
        assert len(used & colours) <= MOST, key
        assert used <= colours | {"#1D1D1D", "#595959", "#3D3D3D", "#FFFFFF", "#DADADA"}, key


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/**/*.svg")), ids=lambda path: path.name)
def test_pictures_of_the_documentation_have_a_name_and_words(path):
    root = ElementTree.parse(path).getroot()
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img" and root.find(f"{name}title").text and root.find(f"{name}desc").text
