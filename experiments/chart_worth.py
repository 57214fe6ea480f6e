"""Charts of worth: what scenarios cost for what they do, and in how many draws that is worth paying."""

from collections.abc import Callable, Iterator, Sequence

from experiments.chart_words import SURE, drawn, interval, no_worth, opening, pounds, shown, signed, years_told
from experiments.charts import (
    BASELINE,
    INK,
    PUBLISHED,
    QUIET,
    SCENARIO,
    UNFOLDED,
    Chart,
    Figure,
    Group,
    Key,
    Panel,
    axis,
    inert,
    layout,
    nice,
    others,
)
from experiments.document import Document
from experiments.end_labels import End, end_labels, room

HEIGHT, FRAME = 330, 68
"""Of a picture, and of what stands above and below its lines, in pixels."""
MARKS = (("●", "circle", BASELINE, "solid"), ("■", "square", SCENARIO, "dash"), ("◆", "diamond", PUBLISHED, "dot"))
"""For each of the scenarios that share a picture: mark, its name in Plotly, colour, dashes."""
COMMON = ("Cost is that to the public purse of what is modelled and of the levers, discounted to the year of the first "
          "lever, prices of 2023; what survivors, families and firms pay or lose is not in it.")  # fmt: skip


def plane_chart(document: Document) -> Chart:
    """Return the cost-effectiveness planes: what each draw gains, and what it costs."""
    rows = document["worth"]
    return Chart(
        "plane", _plane_title(document),
        f"Each point is one of {drawn(document)}: what is gained (right) or lost (left) against the baseline, and what "
        "it costs (up) or saves (down), over the years from the first lever on. The large mark is the median.",
        _groups(document, _plane_panel, ""),
        ("Source: this simulation. " + COMMON,
         "A cost for each unit is stated only where the gain is clear and its interval is bounded (Fieller), and no "
         "rule forbids a direction; never where a scenario both costs less and does better, or the reverse.",
         *([] if rows else [no_worth(document)])),
        ("Scenario", "One unit", "Years", "Gained", "Cost", "Cost for each", "90% interval", "What may be said"),
        tuple(
            (row["scenario"], row["unit"], years_told(document, row["since"]), signed(row["gained"], "people"),
             signed(row["cost"], "pounds"), "-" if row["ratio"] is None else pounds(row["ratio"]),
             interval(row["low"], row["high"], "pounds"), row["sentence"])
            for row in rows
        ),
    )  # fmt: skip


def acceptability_chart(document: Document) -> Chart:
    """Return the acceptability curves: the share of draws in which a scenario is worth what one unit is taken to be."""
    rows = [row for row in document["worth"] if row["acceptability"]]
    return Chart(
        "acceptability", _curve_title(document, rows),
        f"Share of {drawn(document)} in which what is gained is worth more than it costs, by what one unit gained is "
        "taken to be worth. Draws with neither gain nor cost count half.",
        _groups(document, _curve_panel, "acceptability"),
        ("Source: this simulation. " + COMMON,
         "A curve says how sure a decision would be, given this model and its priors; it does not say what anybody "
         "should pay. Curves of one unit leave out whatever else a scenario does.",
         *([] if rows else [no_worth(document)])),
        ("Scenario", "One unit", "Worth of one unit", "Share of draws"),
        tuple(
            (row["scenario"], row["unit"], pounds(pays), f"{share:.0%}")
            for row in rows
            for pays, share in zip(row["pays"], row["acceptability"], strict=True)
        ),
    )  # fmt: skip


def _plane_title(document: Document) -> str:
    rows = document["worth"]
    stated = sum(row["ratio"] is not None for row in rows)
    if not rows:
        return "Cost and effect cannot be set against each other here"
    if not stated and all(row["rule"] for row in rows):
        return "No cost for each unit is stated: a rule forbids a direction"
    dominant = sum(row["place"] == "dominant" for row in rows)
    also = f", {dominant} save and do better" if dominant else ""
    return f"A cost for each unit can be stated in {stated} of {len(rows)} cases{also}"


def _curve_title(document: Document, rows: Sequence[Document]) -> str:
    free = [row for row in rows if not row["rule"]]
    if not rows:
        return "No draw can be judged worth paying or not"
    if not free:
        return "Whether it is worth paying is not told: a rule forbids it"
    sure = sum(max(row["acceptability"]) >= SURE for row in free)
    return f"At some price {sure} of {len(free)} cases pay in 95% of draws"


def _groups(document: Document, panel: Callable[[Sequence[Document]], Panel], needed: str) -> tuple[Group, ...]:
    """Return a group for each unit, the first scenarios together in a picture, each further three folded."""
    return tuple(
        Group(
            opening(unit), (panel(rows),), folded=place > 0,
            notes=() if needed else _sentences(rows),
        )
        for place, names in enumerate(_threes(others(document)))
        for unit in dict.fromkeys(row["unit"] for row in document["worth"])
        if (rows := [row for row in document["worth"] if row["unit"] == unit and row["scenario"] in names
                     and (not needed or row[needed])])
    )  # fmt: skip


def _sentences(rows: Sequence[Document]) -> tuple[str, ...]:
    """Return what may be said of each scenario, those of whom the same is said together."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(row["sentence"], []).append(row["scenario"])
    return tuple(f"{'; '.join(names)}. {sentence}" for sentence, names in said.items())


def _threes(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), UNFOLDED):
        yield names[start : start + UNFOLDED]


def _plane_panel(rows: Sequence[Document]) -> Panel:
    key: Key = tuple((mark, colour, row["scenario"]) for (mark, _, colour, _), row in zip(MARKS, rows, strict=False))
    return Panel("", _says(rows), _plane(rows), key=key)


def _curve_panel(rows: Sequence[Document]) -> Panel:
    return Panel("", _says(rows), _curve(rows))


def _says(rows: Sequence[Document]) -> str:
    return " ".join(
        f"{row['scenario']}: gained {signed(row['gained'], 'people')}, cost {signed(row['cost'], 'pounds')}. "
        f"{row['sentence']}" for row in rows
    )  # fmt: skip


def _plane(rows: Sequence[Document]) -> Figure:
    """Return the points of each scenario (gained, cost) and their medians."""
    traces = []
    for (_, symbol, colour, _), row in zip(MARKS, rows, strict=False):
        traces.append({
            "type": "scatter", "mode": "markers", "x": [gained for gained, _ in row["points"]],
            "y": [cost for _, cost in row["points"]], "hoverinfo": "skip",
            "marker": {"symbol": symbol, "size": 6, "color": colour, "opacity": 0.45},
        })  # fmt: skip
        traces.append({
            "type": "scatter", "mode": "markers", "x": [row["gained"]], "y": [row["cost"]], "hoverinfo": "text",
            "hovertext": [inert(f"{shown(row['scenario'], 60)}: {signed(row['gained'], 'people')} for "
                                f"{signed(row['cost'], 'pounds')}")],
            "marker": {"symbol": symbol, "size": 14, "color": colour, "line": {"width": 2, "color": "#FFFFFF"}},
        })  # fmt: skip
    wide = nice(max([1.0, *(abs(gained) for row in rows for gained, _ in row["points"])]))
    high = nice(max([1000.0, *(abs(cost) for row in rows for _, cost in row["points"])]))
    zero = {"zeroline": True, "zerolinecolor": INK, "zerolinewidth": 1.5}
    return {"data": traces, "layout": layout(
        HEIGHT, margin={"l": 8, "r": 16, "t": 28, "b": 8}, annotations=_corners(),
        xaxis=axis(range=[-1.05 * wide, 1.05 * wide], nticks=5, title={"text": "gained", "font": {"size": 12}}, **zero),
        yaxis=axis(range=[-1.05 * high, 1.05 * high], **_pounds(-high, high), **zero),
    )}  # fmt: skip


def _corners() -> list[Figure]:
    """Return what the four corners of a plane mean."""
    corners = (("worse, costs more", 0.01, 0.99), ("better, costs more", 0.99, 0.99),
               ("worse, saves", 0.01, 0.01), ("better, saves", 0.99, 0.01))  # fmt: skip
    return [
        {"x": x, "y": y, "xref": "paper", "yref": "paper", "showarrow": False,
         "xanchor": "left" if x < 0.5 else "right",
         "yanchor": "bottom" if y < 0.5 else "top", "text": text, "font": {"size": 12, "color": QUIET}}
        for text, x, y in corners
    ]  # fmt: skip


def _pounds(low: float, high: float, steps: int = 4) -> Figure:
    """Return ticks in pounds as people read them, at so many steps and at their beginning."""
    marks = [low + (high - low) * i / steps for i in range(steps + 1)]
    return {"tickvals": marks, "ticktext": [pounds(mark) for mark in marks]}


def _curve(rows: Sequence[Document]) -> Figure:
    """Return the acceptability curve of each scenario."""
    traces = [
        {"type": "scatter", "mode": "lines", "x": row["pays"], "y": row["acceptability"], "hoverinfo": "text",
         "line": {"color": colour, "width": 2.5, "dash": dash},
         "hovertext": [inert(f"{shown(row['scenario'], 60)}: {share:.0%} at {pounds(pays)}")
                       for pays, share in zip(row["pays"], row["acceptability"], strict=True)]}
        for (_, _, colour, dash), row in zip(MARKS, rows, strict=False)
    ]  # fmt: skip
    most = max(row["pays"][-1] for row in rows)
    ends = [End(row["scenario"], mark, colour, row["acceptability"][-1])
            for (mark, _, colour, _), row in zip(MARKS, rows, strict=False)]  # fmt: skip
    return {"data": traces, "layout": layout(
        HEIGHT, margin={"l": 8, "r": room([end.name for end in ends]), "t": 12, "b": 8},
        annotations=end_labels(ends, 0.0, 1.02, HEIGHT - FRAME),
        xaxis=axis(range=[0, 1.02 * most], **_pounds(0, most, 2),
                   title={"text": "worth of one unit", "font": {"size": 12}}),
        yaxis=axis(range=[0, 1.02], tickformat=",.0%", nticks=6),
    )}  # fmt: skip
