"""Charts: what all pictures of the page share: records, safe text, colours, layout.

Pictures are described as plain dictionaries, the form plotly.js reads; the tests hold them against Plotly's schema.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Any, TypeAlias

from experiments.beside import plain
from experiments.document import Document
from experiments.text import HEADLINES

Figure: TypeAlias = dict[str, Any]
"""A picture as plotly.js reads it: its traces and its layout."""

BASELINE, SCENARIO, PUBLISHED = "#12436D", "#28A197", "#801650"
"""The first three colours of the Analysis Function palette, in its order."""
INK, QUIET, GRID = "#1D1D1D", "#595959", "#DADADA"
FLOW, EMPHASIS = "rgba(120,120,120,0.30)", "#28A197"
FONT = "Arial, Helvetica, sans-serif"
LONGEST = 120
"""Characters of a name that are shown."""

LABELS = {
    "in_exploitation": "People in exploitation", "years_in_exploitation": "Person-years in exploitation",
    "retrafficked": "People exploited again", "retrafficked_12m": "Exploited again within 12 months of exit",
    "nrm_referrals": "NRM referrals", "nrm_referrals_adult": "NRM referrals of adults",
    "nrm_referrals_child": "NRM referrals of children", "nrm_referrals_police": "NRM referrals by police",
    "nrm_referrals_government": "NRM referrals by government",
    "nrm_referrals_local_authority": "NRM referrals by councils",
    "nrm_referrals_charity": "NRM referrals by charities", "nrm_referrals_prison": "NRM referrals by prison staff",
    "duty_to_notify": "Duty to Notify reports",
    "rg_decisions": "Reasonable-grounds decisions", "rg_positive_share": "Positive reasonable-grounds decisions",
    "cg_decisions": "Conclusive-grounds decisions", "cg_positive_share": "Positive conclusive-grounds decisions",
    "cg_days_median": "Median days to conclusive decision", "cg_days_mean": "Mean days to conclusive decision",
    "cg_backlog": "Awaiting a conclusive decision", "left_before_decision": "Left the NRM before the decision",
    "harmed_by_waiting": "Mental health worse by waiting", "in_support": "Adults in victim care",
    "entitled_without_support": "Adults entitled to victim care, without it",
    "crimes_recorded": "Modern slavery crimes recorded", "witnesses_supporting": "Survivors supporting a case",
    "prosecutions": "Prosecutions of exploiters", "convictions": "Convictions of exploiters",
    "conviction_rate": "Prosecutions ending in conviction", "disclosed_in_prison": "Disclosures to prison staff",
    "survivors_convicted": "Survivors convicted", "survivors_imprisoned": "Survivors imprisoned",
    "detentions": "Survivors detained (immigration)", "reoffended_12m": "Survivors reconvicted within 12 months",
    "cost_public": "Cost to the public purse",
}  # fmt: skip
"""Short names for pictures; the definitions stand at the end of the page."""


@dataclass(frozen=True)
class Panel:
    """One picture: what it is, the words for those who cannot see it, and a remark beneath it."""

    heading: str
    says: str
    figure: Figure
    below: str = ""


@dataclass(frozen=True)
class Group:
    """The pictures of one scenario; `folded` ones are drawn when a reader opens them."""

    heading: str
    panels: tuple[Panel, ...]
    folded: bool = False


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


def records(document: Document) -> dict[tuple[str, str, int], Document]:
    """Return the records of everybody, by scenario, outcome and year."""
    return {(r["scenario"], r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all"}


def headline_records(document: Document, scenario: str) -> list[Document]:
    """Return a scenario's headline outcomes, each in the last year in which it is defined."""
    found = records(document)
    rows = []
    for name in HEADLINES:
        years = [year for (s, n, year) in found if s == scenario and n == name]
        if years:
            rows.append(found[scenario, name, max(years)])
    return rows


def has_interval(record: Document) -> bool:
    """Return whether the difference has an interval: a single draw gives none."""
    return record["low"] is not None and record["high"] is not None


def is_clear(record: Document) -> bool:
    """Return whether the 90% interval of the difference leaves out 0; only then has it a direction."""
    return has_interval(record) and not record["low"] <= 0 <= record["high"]


def label(name: str) -> str:
    """Return the short name of an outcome."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def shown(text: str, longest: int = LONGEST) -> str:
    """Return a text fit to be shown: no control or direction marks, not too long, right-to-left script kept apart."""
    plain = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} and not _turns(c))
    plain = plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in plain):
        return f"\u2068{plain}\u2069"
    return plain


def _turns(character: str) -> bool:
    return character in "\u061c\u200e\u200f" or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


def fit_to_show(document: Document) -> Document:
    """Return what the page shows of a document: figures of everybody, and names fit to be shown and still different."""
    names: dict[str, str] = {}
    for scenario in document["scenarios"]:
        name = base = shown(scenario["name"]) or "unnamed"
        while name in names.values():
            name = f"{base} ({len(names) + 1})"
        names[scenario["name"]] = name
    return document | {
        "scenario": names[document["scenario"]],
        "scenarios": [
            s | {"name": names[s["name"]], "question": shown(s["question"], 400)} for s in document["scenarios"]
        ],
        **{
            part: [row | {"scenario": names[row["scenario"]]} for row in document[part]] for part in ("flows", "checks")
        },
        "published": plain(document["published"]),
        "outcomes": [r | {"scenario": names[r["scenario"]]} for r in document["outcomes"] if r["group"] == "all"],
    }


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
        | {"title": [inert(chart.title), *(inert(t) for t in (group.heading, panel.heading, origin) if t)]}
        for chart in charts
        for i, group in enumerate(chart.groups)
        for j, panel in enumerate(group.panels)
    }


def renamed(chart: Chart, number: int) -> Chart:
    """Return the chart with its number before the title."""
    return replace(chart, title=f"Chart {number}: {chart.title}")
