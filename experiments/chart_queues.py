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
    Panel,
    axis,
    in_sentence,
    inert,
    label,
    layout,
    nice,
    records,
    row_label,
)
from experiments.document import Document
from experiments.end_labels import WIDE, end_labels, end_of, in_a_line, room
from experiments.palette import STYLES, Style, faint, styles

HEIGHT, FRAME = 240, 44
"""Of a small picture, and of what stands above and below its lines, in pixels."""
NAME, BAR, FEET = 28, 16, 60
"""Of the name of a queue, of a bar, and of what stands below all of them, in pixels."""
NARROW = 330.0
"""Pixels across which bars and their labels must fit: those of a telephone."""
LEAST = 10.0
"""People: no axis ends before."""
BANDS = (("", 0.14), ("_50", 0.30))
"""The bands, and how dark each is."""
CAPTION = ("Source: this simulation; simulated people, at national scale, on 31 December. People without a home, in "
           "prison or in detention may wait for a decision, too: numbers of one year do not add up.")  # fmt: skip
BOTH = ("A draw changes every uncertain number and all luck, so a band holds both what is not known of the numbers and "
        "chance. They are told apart for differences from the baseline, in the chart of what differs.")  # fmt: skip
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
        f"People on 31 December of each year: median of {drawn(document)} (line); bands of the baseline: 50% (dark) "
        "and 90% (pale) of draws. Each picture has its own scale.", tuple(groups), (CAPTION, BOTH),
        ("Queue", "Year",
         *(f"{s['name']}{part}" for s in document["scenarios"] for part in ("", ", 50% band", ", 90% band"))),
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
    return Chart(
        "counts", _longest(document, found),
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


def _longest(document: Document, found: Found) -> str:
    """Say which queue is the longest of the baseline at the end, and in how many years it is."""
    years = _all_years(document, found)
    longest = {
        year: max(known, key=lambda queue: float(found[document["scenario"], queue, year]["value"]))
        for year in years
        if (known := [queue for queue in _queues(document) if (document["scenario"], queue, year) in found])
    }
    if not longest:
        return "No queue is defined in these years"
    name = longest[max(longest)]
    times = list(longest.values()).count(name)
    return f"Longest queue in {times} of {len(longest)} years: {in_sentence(label(name))}"


def _small(document: Document, found: Found, queue: str, names: Sequence[str]) -> Panel:
    years = _years(found, queue)
    lines = {name: [found[name, queue, year] for year in years if (name, queue, year) in found] for name in names}
    said = [
        f"{name}: " + ", ".join(f"{r['year']} {number(r['value'], 'people')}" for r in line) + "."
        for name, line in lines.items() if line
    ]  # fmt: skip
    highest = max((float(r["value_high"] or r["value"]) for line in lines.values() for r in line), default=0.0)
    base, top = lines[document["scenario"]], nice(max(LEAST, highest))
    traces = [_band(known, part, opacity) for part, opacity in BANDS
              if (known := [r for r in base if r[f"value_low{part}"] is not None])]  # fmt: skip
    traces += [_line(line, name, look) for (name, line), look in zip(lines.items(), styles(len(names)), strict=True)]
    ends = [end_of(name, look, float(line[-1]["value"]))
            for (name, line), look in zip(lines.items(), styles(len(names)), strict=True) if line]  # fmt: skip
    told = ends if len(names) > 1 else []
    figure = {
        "data": traces,
        "layout": layout(
            HEIGHT, margin={"l": 8, "r": room(list(lines)) if told else 12, "t": 8, "b": 8},
            annotations=end_labels(told, 0.0, top, HEIGHT - FRAME),
            xaxis=axis(range=[years[0] - 0.3, years[-1] + 0.3], dtick=max(1, -(-(years[-1] - years[0]) // 2)),
                       tick0=years[0], tickformat="d", showgrid=False),
            yaxis=axis(range=[0, top], nticks=4, tickformat=",.0f"),
        ),
    }  # fmt: skip
    return Panel(label(queue), f"{label(queue)}. {' '.join(said)}", figure)


def _band(known: Sequence[Document], part: str, opacity: float) -> Figure:
    low, high = f"value_low{part}", f"value_high{part}"
    around = [(r["year"], r[high]) for r in known] + [(r["year"], r[low]) for r in reversed(known)]
    return {
        "type": "scatter", "mode": "lines", "x": [x for x, _ in around], "y": [y for _, y in around], "fill": "toself",
        "fillcolor": faint(STYLES[0].colour, opacity), "line": {"width": 0}, "hoverinfo": "skip",
    }  # fmt: skip


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
    """Return the bars of the first year, and those of every year as steps; each bar has its number and its name."""
    queues, years, looks = _queues(document), _all_years(document, found), styles(len(names))
    behind = [f" {name}" for name in in_a_line(names)] if len(names) > 1 else [""]

    def value(name: str, queue: str, year: int) -> float:
        return float(found[name, queue, year]["value"]) if (name, queue, year) in found else 0.0

    def bars(year: int) -> list[Figure]:
        return [{
            "x": [value(name, queue, year) for queue in queues],
            "text": [inert(_cell(found, name, queue, year) + more) for queue in queues],
        } for name, more in zip(names, behind, strict=True)]  # fmt: skip

    row = NAME + BAR * len(names)
    wide = BAR / row
    traces = [{
        "type": "bar", "orientation": "h", "width": 0.85 * wide, "textposition": "outside", "cliponaxis": False,
        "y": [-at - wide * place for at in range(len(queues))], "hoverinfo": "none", "textfont": {"size": 12},
        "constraintext": "none", "marker": {"color": look.colour, "pattern": {
            "shape": look.hatching, "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 6}}, **first,
    } for place, (look, first) in enumerate(zip(looks, bars(years[0]), strict=True))]  # fmt: skip
    most = max((value(name, queue, year) for name in names for queue in queues for year in years), default=0.0)
    cells = (_cell(found, name, queue, year) for name in names for queue in queues for year in years)
    letters = max(map(len, cells)) + max(map(len, behind))
    reach = nice(max(LEAST, most)) / (1.0 - WIDE * letters / NARROW)
    figure: Figure = {
        "data": traces,
        "layout": layout(
            row * len(queues) + FEET, barmode="overlay",
            annotations=[row_label(label(queue), wide / 2 - at) | {"yshift": 1} for at, queue in enumerate(queues)],
            xaxis=axis(range=[0, reach], nticks=5, tickformat=",.0f", zeroline=True,
                       zerolinecolor=INK, title={"text": "people", "font": {"size": 12}}),
            yaxis=axis(range=[1 - len(queues) - wide * len(names), wide / 2 + NAME / row], showticklabels=False,
                       showgrid=False),
        ),
        "frames": [{"name": str(year), "data": bars(year)} for year in years],
    }  # fmt: skip
    said = f"Bars of people in each queue for each of the years {years[0]} to {years[-1]}"
    return Panel("", f"{said}; every number is in the table below.", figure)


def _cell(found: Found, scenario: str, queue: str, year: int) -> str:
    r = found.get((scenario, queue, year))
    return number(r["value"], "people") if r else "-"


def _row(document: Document, found: Found, queue: str, year: int) -> tuple[str, ...]:
    cells = [label(queue), str(year)]
    for scenario in document["scenarios"]:
        r = found.get((scenario["name"], queue, year))
        cells += [
            number(r["value"], "people"), *(interval(r[f"value_low{half}"], r[f"value_high{half}"], "people")
                                            for half in ("_50", "")),
        ] if r else ["-"] * 3  # fmt: skip
    return tuple(cells)
