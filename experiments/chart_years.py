"""Charts over the years: an outcome's level in the baseline and a scenario, beside the published figures."""

from collections.abc import Mapping, Sequence

from experiments.chart_words import opening
from experiments.charts import (
    BASELINE,
    PUBLISHED,
    QUIET,
    SCENARIO,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    folded,
    inert,
    layout,
    nice,
    records,
    sources,
)
from experiments.document import Document
from experiments.end_labels import End, end_labels, room
from experiments.palette import faint
from experiments.text import interval, number

HEIGHT, FRAME = 330, 68
"""Of a picture, and of what stands above and below its lines, in pixels."""
CAVEAT = (
    "Bands show levels, and the two worlds share most of what makes them uncertain: overlapping bands do not mean that "
    "there is no difference, nor parted ones that there is. Chart 1 shows differences within the same draw."
)
LAST_FITTED = 2023
"""The last year with figures that the model is fitted to."""
PROJECTED = (
    f"Beyond {LAST_FITTED}, on grey: no figure was fitted there and inputs are held. What follows from assumptions, "
    "not a forecast or a prediction."
)
BANDS = (("", 0.14), ("_50", 0.30))
"""The bands, and how dark each is."""
MARKS = {"Baseline": ("●", BASELINE), "Scenario": ("■", SCENARIO), "Published": ("◆", PUBLISHED)}


def years_chart(document: Document, name: str, noun: str) -> Chart:
    """Return the chart of one outcome over the years, a panel a scenario; `noun` names it in the title."""
    defined, draws = document["definitions"][name], document["draws"]
    published = [p for p in document["published"] if p["name"] == name]
    band = "one draw"
    if draws > 1:
        band = (f"median (line) of {draws} draws, bands that hold 50% (dark) and 90% (pale) of them, of numbers and of "
                "luck both; the edges of the scenario's 90% band are dotted")  # fmt: skip
    top, found = _top(document, name), records(document)
    return Chart(
        name.replace("_", "-"), _title(document, name, noun, published),
        f"{opening(defined['meaning'])}; {defined['unit']}, {_where(defined['where'])}. "
        f"Simulated: {band}. Published figures are diamonds.",
        folded([_group(document, s["name"], name, published, top) for s in document["scenarios"][1:]]
               or [_group(document, "", name, published, top)]),
        ("Source of lines and bands: this simulation; simulated people, at national scale. "
         + (CAVEAT if draws > 1 else "One draw has no band."),
         *([PROJECTED] if document["years"][1] > LAST_FITTED else []),
         *(f"Published: {source}" for source in sources(published))),
        ("Year", "Published",
         *(f"{s['name']}{part}" for s in document["scenarios"] for part in ("", ", 50% band", ", 90% band"))),
        tuple(_row(document, found, name, year, published) for year in _years(document, name)),
    )  # fmt: skip


def _where(where: str) -> str:
    return "England and Wales" if where == "E&W" else where


def _series(document: Document, scenario: str, name: str) -> list[Document]:
    found = records(document)
    return [found[key] for key in sorted(found) if key[:2] == (scenario, name)]


def _years(document: Document, name: str) -> list[int]:
    years = {r["year"] for s in document["scenarios"] for r in _series(document, s["name"], name)}
    return sorted(years | {p["year"] for p in document["published"] if p["name"] == name})


def _top(document: Document, name: str) -> float:
    """Return the end of the upright axis, the same in every panel."""
    found = [r for s in document["scenarios"] for r in _series(document, s["name"], name)]
    values = [r[part] for r in found for part in ("value", "value_high") if r[part] is not None]
    return nice(max([*values, *(p["value"] for p in document["published"] if p["name"] == name)], default=0.0))


def _title(document: Document, name: str, noun: str, published: Sequence[Document]) -> str:
    """Say the baseline beside the published figure in the last year that has both, else its first and last year."""
    levels = {r["year"]: r for r in _series(document, document["scenario"], name)}
    both = [p for p in published if p["year"] in levels]
    if both:
        p = max(both, key=lambda p: p["year"])
        r = levels[p["year"]]
        return (f"In {p['year']} the simulated {noun} is {_of(r['value'], r['unit'])}, "
                f"the published {number(p['value'], r['unit'])}")  # fmt: skip
    if not levels:
        return f"The simulated {noun} is not defined in these years"
    first, last = levels[min(levels)], levels[max(levels)]
    return (f"The simulated {noun} is {_of(first['value'], first['unit'])} in {first['year']}, "
            f"{number(last['value'], last['unit'])} in {last['year']}")  # fmt: skip


def _of(value: float, unit: str) -> str:
    return number(value, unit) if unit in {"share", "pounds"} else f"{number(value, unit)} {unit}"


def _group(document: Document, scenario: str, name: str, published: Sequence[Document], top: float) -> Group:
    """Return a picture of the baseline and a scenario; of the baseline alone if none is named."""
    base, changed = _series(document, document["scenario"], name), _series(document, scenario, name)
    unit = document["definitions"][name]["unit"]
    said = [f"{unit.capitalize()} by year."]
    for who, series in (("Baseline", base), ("Scenario", changed)):
        said += [f"{who} {r['year']}: {number(r['value'], unit)}." for r in series]
    said += [f"Published {p['year']}: {number(p['value'], unit)}." for p in published]
    return Group(scenario, (Panel("", " ".join(said), _figure(base, changed, published, unit, top)),))


def _figure(
    base: Sequence[Document], changed: Sequence[Document], published: Sequence[Document], unit: str, top: float
) -> Figure:
    years = [r["year"] for r in (*base, *changed, *published)] or [0]
    first, last = min(years), max(years)
    points = {
        "type": "scatter", "mode": "markers", "x": [p["year"] for p in published],
        "y": [p["value"] for p in published], "marker": {"symbol": "diamond", "size": 11, "color": PUBLISHED},
        "hoverinfo": "text", "hovertext": [f"Published {p['year']}: {number(p['value'], unit)}" for p in published],
    }  # fmt: skip
    every = (("Baseline", base), ("Scenario", changed), ("Published", published))
    ends = [End(who, *MARKS[who], series[-1]["value"]) for who, series in every if series]
    lines = [_line(series, who, unit) for who, series in every[:2] if series or who == "Baseline"]
    return {
        "data": [*_filled(base), *_dashed(changed), *lines, points],
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": room(list(MARKS)), "t": 28, "b": 8},
            xaxis=axis(range=[first - 0.4, last + 0.3], dtick=max(1, -(-(last - first) // 4)), tick0=first,
                       tickformat="d", showgrid=False),
            yaxis=axis(range=[0, top], nticks=6, tickformat=",.0%" if unit == "share" else ",.0f"),
            shapes=_beyond(last), annotations=[_unit_note(unit), *_told_apart(first, last, top),
                                               *end_labels(ends, 0.0, top, HEIGHT - FRAME)],
        ),
    }  # fmt: skip


def _filled(series: Sequence[Document]) -> list[Figure]:
    """Return the filled bands of the baseline, the wide one first; nothing without intervals."""
    return [_band(known, part, opacity) for part, opacity in BANDS if (known := _with(series, f"value_low{part}"))]


def _band(known: Sequence[Document], part: str, opacity: float) -> Figure:
    low, high = f"value_low{part}", f"value_high{part}"
    around = [(r["year"], r[high]) for r in known] + [(r["year"], r[low]) for r in reversed(known)]
    return {
        "type": "scatter", "mode": "lines", "x": [x for x, _ in around], "y": [y for _, y in around], "fill": "toself",
        "fillcolor": faint(BASELINE, opacity), "line": {"width": 0}, "hoverinfo": "skip",
    }  # fmt: skip


def _with(series: Sequence[Document], end: str) -> list[Document]:
    return [r for r in series if r.get(end) is not None]


def _dashed(series: Sequence[Document]) -> list[Figure]:
    """Return the dotted edges of the scenario's 90% band."""
    known = _with(series, "value_low")
    return [{
        "type": "scatter", "mode": "lines", "x": [r["year"] for r in known], "y": [r[end] for r in known],
        "line": {"width": 1.5, "dash": "dot", "color": SCENARIO}, "hoverinfo": "skip",
    } for end in ("value_low", "value_high") if known]  # fmt: skip


def _line(series: Sequence[Document], who: str, unit: str) -> Figure:
    is_base = who == "Baseline"
    mark, colour = ("circle", BASELINE) if is_base else ("square", SCENARIO)
    return {
        "type": "scatter", "mode": "lines+markers", "x": [r["year"] for r in series], "y": [r["value"] for r in series],
        "line": {"color": colour, "width": 3 if is_base else 2, "dash": "solid" if is_base else "dash"},
        "marker": {"symbol": mark, "size": 8 if is_base else 6, "color": colour}, "hoverinfo": "text",
        "hovertext": [
            inert(f"{who} {r['year']}: {number(r['value'], unit)} ({interval(r['value_low'], r['value_high'], unit)})")
            for r in series
        ],
    }  # fmt: skip


def _beyond(last: int) -> list[Figure]:
    """Return the grey ground of the years that no published figure was fitted in."""
    return [{
        "type": "rect", "xref": "x", "yref": "paper", "x0": LAST_FITTED + 0.5, "x1": last + 0.3, "y0": 0, "y1": 1,
        "fillcolor": "#F0F0F0", "line": {"width": 0}, "layer": "below",
    }] if last > LAST_FITTED else []  # fmt: skip


def _told_apart(first: int, last: int, top: float) -> list[Figure]:
    """Return what stands to both sides of the last year fitted, above the picture; nothing if all years are fitted."""
    if last <= LAST_FITTED:
        return []
    common = {"y": top, "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": QUIET}}
    left = [common | {"x": LAST_FITTED + 0.4, "xanchor": "right", "text": "fitted"}] if first <= LAST_FITTED else []
    return [*left, common | {"x": LAST_FITTED + 0.6, "xanchor": "left", "text": "projected"}]


def _unit_note(unit: str) -> Figure:
    return {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6,
            "showarrow": False, "text": inert(unit.capitalize()), "font": {"size": 12}}  # fmt: skip


def _row(
    document: Document, found: Mapping[tuple[str, str, int], Document], name: str, year: int,
    published: Sequence[Document],
) -> tuple[str, ...]:  # fmt: skip
    unit = document["definitions"][name]["unit"]
    cells = [str(year), next((number(p["value"], unit) for p in published if p["year"] == year), "-")]
    for scenario in document["scenarios"]:
        r = found.get((scenario["name"], name, year))
        cells += [
            number(r["value"], unit), *(interval(r[f"value_low{half}"], r[f"value_high{half}"], unit)
                                        for half in ("_50", "")),
        ] if r else ["-"] * 3  # fmt: skip
    return tuple(cells)
