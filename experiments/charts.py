"""Charts: what all pictures of the page share: records, safe text, colours, layout.

Pictures are described as plain dictionaries, the form plotly.js reads; the tests hold them against Plotly's schema.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from textwrap import wrap
from typing import Any, TypeAlias

from experiments.beside import plain
from experiments.chart_words import is_barred, shown
from experiments.desirable import HEADLINES
from experiments.document import Document
from experiments.labels import label
from experiments.palette import BASELINE, GRID, INK, PUBLISHED, QUIET, SCENARIO

__all__ = [
    "BASELINE", "BETTER", "EMPHASIS", "FLOW", "GRID", "HEADLINES", "INK", "NEITHER", "OVER_YEARS",
    "PUBLISHED", "QUEUES", "QUIET", "SCENARIO", "UNFOLDED", "WORSE", "Chart", "Figure", "Group", "Key", "Panel", "axis",
    "called", "fit_to_show", "folded", "has_interval", "headline_records", "in_sentence", "inert", "label", "layout",
    "leaves_out_zero", "nice", "others", "panels_of", "records", "renamed", "room_for", "row_label", "shown", "sources",
]  # fmt: skip

Figure: TypeAlias = dict[str, Any]
"""A picture as plotly.js reads it: its traces and its layout."""

NEITHER, BETTER, WORSE = BASELINE, SCENARIO, PUBLISHED
"""The same three where people fare better, worse, or otherwise; what is worse is hatched, too."""
FLOW, EMPHASIS = "rgba(120,120,120,0.30)", SCENARIO
FONT = "Arial, Helvetica, sans-serif"
LETTERS, LINE, MOST_LINES = 54, 16, 3
"""Of a line of a row's label: letters that fit a telephone, its height in pixels; lines of a label."""
OVER_YEARS = {"cg_days_median": "median decision time", "cg_days_mean": "mean decision time", "cg_backlog": "backlog"}
"""Outcomes drawn over the years, and what a title calls them."""
QUEUES = (
    "awaiting_charity_referral", "rg_backlog", "cg_backlog", "entitled_without_support", "homeless",
    "survivors_in_prison", "in_detention",
)  # fmt: skip
"""Where people wait or are held at a year's end, in the order of a journey."""
DRAWN = {*HEADLINES, *OVER_YEARS, *QUEUES}
BY_SCENARIO = (
    "flows", "checks", "verdicts", "ledger", "ends", "waits", "worse_off", "harms", "worth", "attribution", "precision",
)  # fmt: skip
"""Sections of the document whose rows are each about one scenario."""
UNFOLDED = 3
"""Scenarios whose pictures are open; those of further ones fold out."""


Key: TypeAlias = tuple[tuple[str, str, str], ...]
"""What marks and colours in a picture stand for: mark, colour, meaning."""


@dataclass(frozen=True)
class Panel:
    """One picture: what it is, the words for those who cannot see it, a remark beneath it, and its key."""

    heading: str
    says: str
    figure: Figure
    below: str = ""
    key: Key = ()


@dataclass(frozen=True)
class Group:
    """The pictures of one scenario and sentences on it; `folded` ones are drawn when a reader opens them."""

    heading: str
    panels: tuple[Panel, ...]
    folded: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """One chart of the page: a sentence that says what it shows, the statistic, pictures, source and table."""

    key: str
    title: str
    subtitle: str
    groups: tuple[Group, ...]
    caption: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int = 0
    """Its place in the page."""


def records(document: Document) -> dict[tuple[str, str, int], Document]:
    """Return the records of everybody, by scenario, outcome and year."""
    return {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all"}


def headline_records(document: Document, scenario: str) -> list[Document]:
    """Return a scenario's headline outcomes, each in the last year in which it is defined.

    `told`: the interval of that year's difference leaves out 0, and no rule forbids a direction.
    """
    found = {key: r for key, r in records(document).items() if key[0] == scenario}
    barred = {row["name"] for row in document["verdicts"] if row["scenario"] == scenario and is_barred(row)}
    rows = []
    for name in HEADLINES:
        years = [year for (_, n, year) in found if n == name]
        if years:
            r = found[scenario, name, max(years)]
            rows.append(r | {"told": leaves_out_zero(r) and name not in barred})
    return rows


def has_interval(record: Document) -> bool:
    """Return whether the difference has an interval: a single draw gives none."""
    return record["low"] is not None and record["high"] is not None


def leaves_out_zero(record: Document) -> bool:
    """Return whether the 90% interval of the difference leaves out 0."""
    return has_interval(record) and not record["low"] <= 0 <= record["high"]


def others(document: Document) -> list[str]:
    """Return the names of the scenarios that are compared with the baseline."""
    return [scenario["name"] for scenario in document["scenarios"][1:]]


def folded(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return groups, those of further scenarios folded."""
    return tuple(replace(group, folded=place >= UNFOLDED) for place, group in enumerate(groups))


def in_sentence(text: str) -> str:
    """Return a label as it stands inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def fit_to_show(document: Document) -> Document:
    """Return what the page shows of a document: figures of everybody, and names fit to be shown and still different."""
    names: dict[str, str] = {}
    for scenario in document["scenarios"]:
        name = base = shown(scenario["name"]) or "unnamed"
        while name in names.values():
            name = f"{base} ({len(names) + 1})"
        names[scenario["name"]] = name
    drawn = [
        r for r in document["outcomes"]
        if r["group"] == "all" and (r["name"] in DRAWN or r["scenario"] == document["scenario"])
    ]  # fmt: skip
    return called(document | {"outcomes": drawn, "published": plain(document["published"])}, names)


def called(document: Document, names: Mapping[str, str]) -> Document:
    """Return a document whose scenarios go by other names."""
    return document | {
        "scenario": names[document["scenario"]],
        "scenarios": [
            s | {"name": names[s["name"]], "question": shown(s["question"], 400)} for s in document["scenarios"]
        ],
        **{part: [row | {"scenario": names[row["scenario"]]} for row in document[part]]
           for part in ("outcomes", *BY_SCENARIO)},
        "since": {names[name]: year for name, year in document["since"].items()},
        "ranking": [row | {part: [names[n] for n in row[part]] for part in ("scenarios", "order")}
                    for row in document["ranking"]],
        "switching": [
            row | {"scenario": names[row["scenario"]], "rival": names[row["rival"]],
                   "sentence": shown(row["sentence"].replace(row["rival"], names[row["rival"]]), 400)}
            for row in document["switching"]
        ],
    }  # fmt: skip


def inert(text: str) -> str:
    """Return a text that Plotly shows letter by letter: it reads some HTML."""
    return escape(text, quote=False)


def axis(**settings: Any) -> Figure:
    """Return an axis that stays put and keeps its text horizontal."""
    return {
        "fixedrange": True, "gridcolor": GRID, "zeroline": False, "tickangle": 0, "automargin": True,
        "ticks": "outside", "ticklen": 6, "tickcolor": "#FFFFFF",
    } | settings  # fmt: skip


def layout(height: int, **settings: Any) -> Figure:
    """Return the layout all pictures share."""
    return {
        "height": height, "autosize": True, "showlegend": False, "separators": ".,", "hovermode": "closest",
        "font": {"family": FONT, "size": 13, "color": INK}, "paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "dragmode": False,
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": INK, "font": {"color": INK, "family": FONT}},
    } | settings  # fmt: skip


def row_label(text: str, y: float, colour: str = INK) -> Figure:
    """Return the label above a row of a picture, which starts at its left end; a long one stands in several lines."""
    return {"x": 0, "xref": "paper", "xanchor": "left", "y": y, "yanchor": "bottom", "yshift": 6, "showarrow": False,
            "align": "left", "text": "<br>".join(map(inert, _lines(text))), "bgcolor": "rgba(255,255,255,0.9)",
            "borderpad": 1, "font": {"size": 13, "color": colour}}  # fmt: skip


def room_for(labels: Iterable[str]) -> int:
    """Return how many pixels more than one line the labels of rows take."""
    return LINE * (max((len(_lines(text)) for text in labels), default=1) - 1)


def _lines(text: str) -> list[str]:
    return wrap(text, LETTERS, max_lines=MOST_LINES, placeholder="…") or [""]


def nice(value: float) -> float:
    """Return the next round number from `value` up; 1 for none."""
    if value <= 0:
        return 1.0
    power = 10.0 ** int(f"{value:e}".split("e")[1])
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15) if step * power >= value * (1 - 1e-9))


def sources(published: Iterable[Document]) -> tuple[str, ...]:
    """Return the citations of published figures, each once, with their grade."""
    return tuple(dict.fromkeys(f"{p['source']} [evidence grade {p['grade']}]" for p in published))


def panels_of(charts: Iterable[Chart], origin: str) -> dict[str, Figure]:
    """Return every picture by its place in the page, with the lines above it when it is saved; `origin` is the last."""
    return {
        f"{chart.key}-{i}-{j}": panel.figure
        | {"title": [inert(t) for t in (chart.title, group.heading, panel.heading, *_keys(panel), origin) if t]}
        for chart in charts
        for i, group in enumerate(chart.groups)
        for j, panel in enumerate(group.panels)
    }


def _keys(panel: Panel) -> list[str]:
    return [f"{mark} {meaning}" for mark, _, meaning in panel.key]


def renamed(chart: Chart, number: int) -> Chart:
    """Return the chart with its number before the title."""
    return replace(chart, title=f"Chart {number}: {chart.title}", number=number)
