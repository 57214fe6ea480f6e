"""Charts of queues: how many people wait, or are held, at the end of each year; small multiples, and year by year."""

from collections.abc import Mapping, Sequence

from experiments.chart_words import drawn, interval, number, shown
from experiments.charts import (
    INK,
    QUEUES,
    UNFOLDED,
    Chart,
    Figure,
    Group,
    Key,
    Panel,
    axis,
    inert,
    label,
    layout,
    nice,
    records,
    row_label,
)
from experiments.document import Document
from experiments.palette import STYLES, Style, faint, styles

HEIGHT, ROW, FEET = 210, 52, 56
LEAST = 10.0
"""People: no axis ends before."""
CAPTION = ("Source: this simulation; simulated people, at national scale, on 31 December. People without a home, in "
           "prison or in detention may wait for a decision, too: numbers of one year do not add up.")  # fmt: skip
Found = Mapping[tuple[str, str, int], Document]


def queues_chart(document: Document) -> Chart:
    """Return a small picture for each queue: lines of the baseline and of up to three scenarios, with bands."""
    found = records(document)
    groups = [
        Group(
            "" if not place else "; ".join(shown(name, 60) for name in names[1:]),
            tuple(_small(document, found, queue, names) for queue in _queues(document)), folded=place > 0,
        )
        for place, names in enumerate(_together(document))
    ]  # fmt: skip
    return Chart(
        "queues", _title(document, found),
        f"People on 31 December of each year: median of {drawn(document)} (line); band of the baseline: 90% of draws, "
        "of numbers and of luck both. Each picture has its own scale.", tuple(groups), (CAPTION,),
        ("Queue", "Year", *(f"{s['name']}{part}" for s in document["scenarios"] for part in ("", ", 90% band"))),
        tuple(_row(document, found, queue, year) for queue in _queues(document) for year in _years(found, queue)),
    )  # fmt: skip


def counts_chart(document: Document) -> Chart:
    """Return the same queues year by year: bars that a reader steps through, or plays."""
    found = records(document)
    groups = [
        Group("" if not place else "; ".join(shown(name, 60) for name in names[1:]),
              (_counts(document, found, names),), folded=place > 0)
        for place, names in enumerate(_together(document)) if _queues(document)
    ]  # fmt: skip
    last = document["years"][1]
    return Chart(
        "counts", f"Where people wait or are held, year by year to {last}",
        f"People on 31 December: median of {drawn(document)}. Nothing moves unless Play is pressed; whoever asks their "
        "device for less motion steps by hand.", tuple(groups), (CAPTION,),
        ("Year", "Queue", *(s["name"] for s in document["scenarios"])),
        tuple(
            (str(year), label(queue), *(_cell(found, s["name"], queue, year) for s in document["scenarios"]))
            for year in _all_years(document, found) for queue in _queues(document)
        ),
    )  # fmt: skip


def _queues(document: Document) -> list[str]:
    """Return the queues that the document has, in the order of a journey."""
    held = {(r["scenario"], r["name"]) for r in document["outcomes"]}
    return [queue for queue in QUEUES if (document["scenario"], queue) in held]


def _together(document: Document) -> list[list[str]]:
    """Return the baseline with up to three scenarios at a time: no more can be told apart."""
    base, *rest = (scenario["name"] for scenario in document["scenarios"])
    return [[base, *rest[at : at + UNFOLDED]] for at in range(0, max(1, len(rest)), UNFOLDED)]


def _years(found: Found, queue: str) -> list[int]:
    return sorted({year for _, name, year in found if name == queue})


def _all_years(document: Document, found: Found) -> list[int]:
    return sorted({year for queue in _queues(document) for year in _years(found, queue)})


def _title(document: Document, found: Found) -> str:
    """Say how the longest queue of the baseline goes from the first to the last year."""
    base = document["scenario"]
    ends = [(queue, years[0], years[-1]) for queue in _queues(document)
            if (years := [y for y in _years(found, queue) if (base, queue, y) in found])]  # fmt: skip
    if not ends:
        return "No queue is defined in these years"
    queue, first, last = max(ends, key=lambda end: float(found[base, end[0], end[2]]["value"]))
    before, after = (number(found[base, queue, year]["value"], "people") for year in (first, last))
    return f"{label(queue)}: {before} people in {first}, {after} in {last}"


def _key(names: Sequence[str]) -> Key:
    return tuple((look.letter, look.colour, name) for look, name in zip(styles(len(names)), names, strict=True))


def _small(document: Document, found: Found, queue: str, names: Sequence[str]) -> Panel:
    years = _years(found, queue)
    lines = {name: [found[name, queue, year] for year in years if (name, queue, year) in found] for name in names}
    said = [
        f"{name}: " + ", ".join(f"{r['year']} {number(r['value'], 'people')}" for r in line) + "."
        for name, line in lines.items() if line
    ]  # fmt: skip
    highest = max((float(r["value_high"] or r["value"]) for line in lines.values() for r in line), default=0.0)
    traces = _band(lines[document["scenario"]])
    traces += [_line(line, name, look) for (name, line), look in zip(lines.items(), styles(len(names)), strict=True)]
    figure = {
        "data": traces,
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": 12, "t": 8, "b": 8},
            xaxis=axis(range=[years[0] - 0.3, years[-1] + 0.3], dtick=max(1, -(-(years[-1] - years[0]) // 3)),
                       tick0=years[0], tickformat="d", showgrid=False),
            yaxis=axis(range=[0, nice(max(LEAST, highest))], nticks=4, tickformat=",.0f"),
        ),
    }  # fmt: skip
    return Panel(label(queue), f"{label(queue)}. {' '.join(said)}", figure, key=_key(names))


def _band(line: Sequence[Document]) -> list[Figure]:
    known = [r for r in line if r["value_low"] is not None]
    around = [(r["year"], r["value_high"]) for r in known] + [(r["year"], r["value_low"]) for r in reversed(known)]
    return [{
        "type": "scatter", "mode": "lines", "x": [x for x, _ in around], "y": [y for _, y in around], "fill": "toself",
        "fillcolor": faint(STYLES[0].colour, 0.14), "line": {"width": 0}, "hoverinfo": "skip",
    }] if known else []  # fmt: skip


def _line(line: Sequence[Document], name: str, look: Style) -> Figure:
    return {
        "type": "scatter", "mode": "lines+markers", "x": [r["year"] for r in line], "y": [r["value"] for r in line],
        "line": {"color": look.colour, "dash": look.dash, "width": 2},
        "marker": {"color": look.colour, "symbol": look.symbol, "size": 6}, "hoverinfo": "text",
        "hovertext": [
            inert(f"{name} {r['year']}: {number(r['value'], 'people')} "
                  f"({interval(r['value_low'], r['value_high'], 'people')})") for r in line
        ],
    }  # fmt: skip


def _counts(document: Document, found: Found, names: Sequence[str]) -> Panel:
    """Return the bars of the first year, and those of every year as steps."""
    queues, years, looks = _queues(document), _all_years(document, found), styles(len(names))

    def value(name: str, queue: str, year: int) -> float:
        return float(found[name, queue, year]["value"]) if (name, queue, year) in found else 0.0

    def bars(year: int) -> list[Figure]:
        return [{
            "x": [value(name, queue, year) for queue in queues],
            "text": [_cell(found, name, queue, year) for queue in queues],
        } for name in names]  # fmt: skip

    wide = 0.56 / len(names)
    traces = [{
        "type": "bar", "orientation": "h", "width": 0.9 * wide, "textposition": "outside", "cliponaxis": False,
        "y": [-at - wide * place for at in range(len(queues))], "hoverinfo": "none", "textfont": {"size": 12},
        "marker": {"color": look.colour, "pattern": {
            "shape": look.hatching, "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 6}}, **first,
    } for place, (look, first) in enumerate(zip(looks, bars(years[0]), strict=True))]  # fmt: skip
    most = max((value(name, queue, year) for name in names for queue in queues for year in years), default=0.0)
    figure: Figure = {
        "data": traces,
        "layout": layout(
            ROW * max(2, len(queues)) + FEET, barmode="overlay",
            annotations=[row_label(label(queue), -float(at) + wide / 2 - 0.05) for at, queue in enumerate(queues)],
            xaxis=axis(range=[0, 1.2 * nice(max(LEAST, most))], nticks=5, tickformat=",.0f", zeroline=True,
                       zerolinecolor=INK, title={"text": "people", "font": {"size": 12}}),
            yaxis=axis(range=[0.3 - len(queues), 0.9], showticklabels=False, showgrid=False),
        ),
        "frames": [{"name": str(year), "data": bars(year)} for year in years],
    }  # fmt: skip
    said = f"Bars of people in each queue for each of the years {years[0]} to {years[-1]}"
    return Panel("", f"{said}; every number is in the table below.", figure, key=_key(names))


def _cell(found: Found, scenario: str, queue: str, year: int) -> str:
    r = found.get((scenario, queue, year))
    return number(r["value"], "people") if r else "-"


def _row(document: Document, found: Found, queue: str, year: int) -> tuple[str, ...]:
    cells = [label(queue), str(year)]
    for scenario in document["scenarios"]:
        r = found.get((scenario["name"], queue, year))
        cells += [number(r["value"], "people"), interval(r["value_low"], r["value_high"], "people")] if r else ["-"] * 2
    return tuple(cells)
