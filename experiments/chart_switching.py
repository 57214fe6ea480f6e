"""The chart of switching values: how weak an effect may be before a scenario is no longer better than the baseline."""

from experiments.chart_words import drawn, of, refusal
from experiments.charts import (
    BASELINE,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    folded,
    inert,
    label,
    layout,
    room_for,
    row_label,
)
from experiments.document import Document

ROW, FEET = 40, 64


def switching_chart(document: Document) -> Chart:
    """Return, a panel a scenario, the share of its effect at which it stops to be better than the baseline."""
    names = list(dict.fromkeys(row["scenario"] for row in document["switching"]))
    return Chart(
        "switching", _title(document),
        f"Smallest share of the full effect above which a scenario is better than the baseline (dot), and the 90% "
        f"interval of that share from the number of draws (line); medians of {drawn(document)}, over the years from "
        "the first lever on. Only outcomes with a verdict in its favour.",
        folded([_group(document, name) for name in names]),
        ("Source: this simulation. Each scenario is run with its levers at "
         f"{_strengths(document)} of their effect; between these, straight lines.",
         "A dot far to the left: the advantage survives a much weaker effect. At 0%: at every strength tried above "
         "none. Against other scenarios: in the table, where no rule forbids a direction."),
        ("Scenario", "Against", "Outcome", "Share of the effect", "90% interval", "What may be said"),
        tuple(
            (row["scenario"], row["rival"], label(row["name"]), "-" if row["rule"] else f"{row['strength']:.0%}",
             "-" if row["rule"] else _ends(row), row["sentence"])
            for row in document["switching"] if row["rival"] == document["scenario"] or not row["rule"]
        ),
    )  # fmt: skip


def _strengths(document: Document) -> str:
    return ", ".join(f"{share:.0%}" for share in document["switching"][0]["strengths"])


def _better(document: Document, scenario: str) -> list[Document]:
    """Return the outcomes in which a scenario is clearly better than the baseline, most robust first."""
    rows = [row for row in of(document, "switching", scenario)
            if row["rival"] == document["scenario"] and not row["rule"] and row["ends"] != "never"]  # fmt: skip
    return sorted(rows, key=lambda row: row["strength"])


def _title(document: Document) -> str:
    names = dict.fromkeys(row["scenario"] for row in document["switching"])
    rows = [row for name in names for row in _better(document, name)]
    if not rows:
        barred = all(refusal(document, name) for name in names)
        return "No switching value is told: a rule forbids a direction" if barred else (
            "Nothing is clearly better than the baseline, so nothing switches"
        )  # fmt: skip
    half = sum(row["strength"] < 0.5 for row in rows)
    return f"{half} of {len(rows)} clear advantages survive if the effect is halved"


def _group(document: Document, scenario: str) -> Group:
    rows = _better(document, scenario)
    said: dict[str, list[str]] = {}
    for row in of(document, "switching", scenario):
        if row["rival"] == document["scenario"] and row not in rows:
            said.setdefault(row["sentence"], []).append(label(row["name"]))
    notes = tuple(f"{'; '.join(names)}. {sentence}" for sentence, names in said.items())
    if not rows:
        return Group(scenario, (), notes=notes)
    says = "; ".join(f"{label(row['name'])}: {row['sentence']}" for row in rows)
    return Group(scenario, (Panel("", f"Switching values. {says}", _figure(rows)),), notes=notes)


def _ends(row: Document) -> str:
    return "-" if row["low"] is None or row["high"] is None else f"{row['low']:.0%} to {row['high']:.0%}"


def _figure(rows: list[Document]) -> Figure:
    shares = [row["strength"] for row in rows]
    known = [(shares[i] if row["low"] is None else row["low"], shares[i] if row["high"] is None else row["high"])
             for i, row in enumerate(rows)]  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "x": shares, "y": [-i for i in range(len(rows))],
        "marker": {"size": 10, "color": BASELINE}, "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [inert(row["sentence"]) for row in rows],
        "error_x": {"type": "data", "symmetric": False, "thickness": 2.5, "width": 0, "color": BASELINE,
                    "array": [high - x for x, (_, high) in zip(shares, known, strict=True)],
                    "arrayminus": [x - low for x, (low, _) in zip(shares, known, strict=True)]},
    }  # fmt: skip
    labels = [f"{label(row['name'])}: {row['strength']:.0%} ({_ends(row)})" for row in rows]
    notes = [row_label(text, -float(i)) for i, text in enumerate(labels)]
    return {"data": [dots], "layout": layout(
        (ROW + room_for(labels)) * max(2, len(rows)) + FEET, annotations=notes,
        xaxis=axis(range=[-0.02, 1.02], tickformat=",.0%", nticks=6,
                   title={"text": "share of the full effect", "font": {"size": 12}}),
        yaxis=axis(range=[0.6 - len(rows), 0.9], showticklabels=False, showgrid=False),
    )}  # fmt: skip
