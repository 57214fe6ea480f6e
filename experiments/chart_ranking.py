"""The chart of the ranking: in how many draws each scenario is better than each other one."""

from experiments.chart_words import SURE, beaten, in_order, letter, number, ranked, ranking_told
from experiments.charts import BASELINE, INK, PUBLISHED, Chart, Figure, Group, Panel, axis, folded, inert, label, layout
from experiments.document import Document

CELL, FEET, LEAST = 40, 70, 180
SCALE = [[0.0, PUBLISHED], [0.5, "#FFFFFF"], [1.0, BASELINE]]
"""From never better (dark pink) by as often as not (white) to always better (dark blue)."""


def ranking_chart(document: Document) -> Chart:
    """Return a heat table an outcome: the row's scenario against the column's."""
    names = [scenario["name"] for scenario in document["scenarios"]]
    letters = {name: letter(i) for i, name in enumerate(names)}
    return Chart(
        "ranking", _title(document),
        "Share of draws in which the scenario of the row is better than that of the column, ties counting half, over "
        f"the years from the first lever of any scenario on. {ranking_told(document)}",
        folded([_group(document, row, letters) for row in document["ranking"]]),
        ("Source: this simulation. Each letter is a scenario, as listed above.",
         "All scenarios are lived by the same people in the same draws. Regret is how much worse than the best of its "
         "draw a scenario is, on average. A share near 50% says that the order is not known."),
        ("Outcome", "Better is", "Best first", "Scenario", *(f"better than {k}" for k in letters.values()), "Regret"),
        tuple(cells for row in document["ranking"] for cells in _rows(document, row, letters)),
    )  # fmt: skip


def _title(document: Document) -> str:
    rows = document["ranking"]
    if not rows:
        return "No outcome is defined in every scenario, so nothing is ranked"
    if len(ranked(document, rows[0])) < 2:
        return "No order of scenarios is given: a rule forbids it"
    sure = sum(min(beaten(row, order).values()) >= SURE for row in rows for order in [ranked(document, row)])
    return f"In {sure} of {len(rows)} outcomes one scenario is best in 95% of draws"


def _order(document: Document, row: Document, letters: dict[str, str]) -> str:
    """Return the scenarios, best first; a dash if no order may be given."""
    return in_order(row, ranked(document, row), letters) or "-"


def _group(document: Document, row: Document, letters: dict[str, str]) -> Group:
    keys = [letters[name] for name in row["scenarios"]]
    says = "; ".join(
        f"{keys[i]} is better than {keys[j]} in {share:.0%} of draws"
        for i, shares in enumerate(row["beats"]) for j, share in enumerate(shares) if i != j
    )  # fmt: skip
    order = _order(document, row, letters)
    below = "" if order == "-" else f"By the mean, best first: {order}."
    heading = f"{label(row['name'])}: {row['better']} is better"
    return Group(heading, (Panel("", f"{heading}. {says}.", _figure(row, keys), below),))


def _figure(row: Document, keys: list[str]) -> Figure:
    size = len(keys)
    cells = [[share if i != j else None for j, share in enumerate(shares)] for i, shares in enumerate(row["beats"])]
    return {
        "data": [{
            "type": "heatmap", "x": keys, "y": keys, "z": cells, "zmin": 0, "zmax": 1, "colorscale": SCALE,
            "showscale": False, "xgap": 2, "ygap": 2, "hoverinfo": "text", "hoverongaps": False,
            "text": [[inert(f"{share:.0%}") if share is not None else "" for share in shares] for shares in cells],
            "texttemplate": "%{text}", "textfont": {"size": 13 if size < 9 else 10},
        }],
        "layout": layout(
            max(LEAST, CELL * size + FEET),
            xaxis=axis(type="category", side="top", showgrid=False, tickfont={"color": INK}, title={
                "text": "better than", "font": {"size": 12}}),
            yaxis=axis(type="category", autorange="reversed", showgrid=False, tickfont={"color": INK}),
            margin={"l": 8, "r": 8, "t": 48, "b": 8},
        ),
    }  # fmt: skip


def _rows(document: Document, row: Document, letters: dict[str, str]) -> list[tuple[str, ...]]:
    unit = document["definitions"][row["name"]]["unit"]
    order = _order(document, row, letters)
    return [
        (label(row["name"]), row["better"], order, f"{letters[name]}: {name}",
         *("-" if i == j else f"{share:.0%}" for j, share in enumerate(row["beats"][i])),
         number(row["regret"][i], unit))
        for i, name in enumerate(row["scenarios"])
    ]  # fmt: skip
