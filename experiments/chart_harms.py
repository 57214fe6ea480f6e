"""The chart of who is worse off: harms that are larger in some group, and people who suffer a harm anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.chart_bars import Both, bars, top_of
from experiments.chart_words import (
    drawn,
    group_label,
    harms_told,
    interval,
    largest_harms,
    made_worse,
    maybe,
    of,
    opening,
    people,
    people_told,
    refusal,
    signed,
    wait_told,
    years_told,
)
from experiments.charts import (
    BETTER,
    INK,
    QUIET,
    WORSE,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    folded,
    inert,
    label,
    layout,
    nice,
    others,
    room_for,
    row_label,
)
from experiments.desirable import HARMS
from experiments.document import Document
from experiments.palette import faint

ROW, FEET = 42, 62
MOST, MOST_PEOPLE = 12, 3
"""Harms in groups, and harms of everybody, that are drawn for a scenario."""
WIDEST = 200.0
"""Beyond this many per cent of the baseline a line is cut; its ends are in the table."""
KEY = (("▨", WORSE, "worse: the harm in the scenario only (hatched)"), ("■", BETTER, "spared it: in the baseline only"))


PARTS = ("difference", "low", "high", "low_50", "high_50")


@dataclass(frozen=True)
class Relative:
    """A harm as per cent of the baseline."""

    row: Document
    middle: float
    low: float
    high: float
    low_50: float
    high_50: float


def harms_chart(document: Document) -> Chart:
    """Return, a group of panels a scenario, harms larger in some group and the same people made worse; never empty."""
    names = others(document)
    rows = {name: largest_harms(document, name)[:MOST] for name in names}
    limit = nice(max([10.0, *(min(WIDEST, r.high) for name in names for r in _relative(rows[name]))]))
    top = top_of([row[part] for name in names for row in made_worse(document, name)[:MOST_PEOPLE]
                  for part in ("worse", "better")])  # fmt: skip
    return Chart(
        "harms", _title(document),
        f"First, harms larger in a group than in the baseline, at most {MOST} a scenario: difference as per cent of "
        f"the baseline (dot), 50% (thick line) and 90% interval (thin line), median of {drawn(document)}, over the "
        f"years from the first lever on. Then the {MOST_PEOPLE} harms that most of the same people suffer in the "
        "scenario only, and who is spared them.",
        folded([_group(document, name, rows[name], limit, top) for name in names]),
        ("Source: this simulation; simulated people, at national scale. Waits, lost contact, "
         "detention, displacement and 14 more harms are looked at in every group by sex, age, status, nationality and "
         "kind of exploitation, whatever a scenario is about.",
         "Groups overlap, so harms of groups do not add up. A harm that is not listed is not shown to be absent: its "
         "interval holds 0. Numbers marked (few) rest on fewer than 5 simulated people. Intervals hold both not "
         "knowing the numbers and the luck of the people simulated."),
        ("Scenario", "Harm", "Group", "Years", "Baseline", "Difference", "50% interval", "90% interval", "Direction"),
        tuple(cells for name in names for cells in (*(_row(document, row) for row in rows[name]),
                                                    *_people_rows(document, name))),
    )  # fmt: skip


def _title(document: Document) -> str:
    rows = [row for name in others(document) for row in of(document, "harms", name)]
    told = [row for row in rows if not row["rule"]]
    if told:
        harms, groups = ({row[part] for row in told} for part in ("name", "group"))
        words = f"{len(groups)} groups" if len(groups) > 1 else "1 group"
        return f"{len(harms)} {'harms are' if len(harms) > 1 else 'harm is'} clearly larger in {words}"
    barred = [bool(refusal(document, name)) for name in others(document)]
    if rows or all(barred):
        return "Whether a harm is larger may not be told: a rule forbids it"
    where = "where it may be told" if any(barred) else "in any group"
    return f"Not one of the {len(HARMS)} harms counted is clearly larger {where}"


def _relative(rows: Sequence[Document]) -> list[Relative]:
    """Return harms as per cent of the baseline, without those whose baseline is 0."""
    return [Relative(row, *(100 * row[part] / row["baseline"] for part in PARTS)) for row in rows if row["baseline"]]


def _group(document: Document, name: str, rows: Sequence[Document], limit: float, top: float) -> Group:
    panels = []
    seen, worse = _relative(rows), made_worse(document, name)[:MOST_PEOPLE]
    left_out = [harm_told(row) for row in rows if not row["baseline"]]
    below = f"Not drawn, as the baseline is 0: {'; '.join(left_out)}." if left_out else ""
    if seen:
        says = f"Harms larger in a group. {'; '.join(map(harm_told, rows))}."
        panels.append(Panel("Larger harms, by group", says, _figure(seen, limit), below))
    if worse:
        panels.append(_same_people(document, name, worse, top))
    notes = (harms_told(document, name), *people_told(document, name), wait_told(document, name))
    return Group(name, tuple(panels), notes=notes)


def harm_told(row: Document) -> str:
    """Return a harm in a group with its difference and interval."""
    few = " (few)" if row["few"] else ""
    days = " days" if row["unit"] == "days" else ""
    return (f"{label(row['name'])}, {group_label(row['group'])}: {signed(row['difference'], row['unit'])}{days}{few} "
            f"({interval(row['low'], row['high'], row['unit'], signed)})")  # fmt: skip


def _figure(seen: Sequence[Relative], limit: float) -> Figure:
    rows = [(r, -float(i)) for i, r in enumerate(seen)]
    drawn = [(r, y) for r, y in rows if r.middle <= limit]
    colours = [QUIET if r.row["rule"] else WORSE for r, _ in drawn]
    cut = [y for r, y in rows if r.high > limit]
    dots = {
        "type": "scatter", "mode": "markers", "x": [r.middle for r, _ in drawn], "y": [y for _, y in drawn],
        "marker": {"size": 10, "color": colours}, "hoverinfo": "text",
        "hovertext": [inert(harm_told(r.row)) for r, _ in drawn],
        "error_x": {"type": "data", "symmetric": False, "thickness": 2, "width": 0, "color": QUIET,
                    "array": [min(limit, r.high) - r.middle for r, _ in drawn],
                    "arrayminus": [r.middle - r.low for r, _ in drawn]},
    }  # fmt: skip
    arrows = {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [limit for _ in cut], "y": cut,
              "cliponaxis": False, "marker": {"size": 9, "color": QUIET, "symbol": "triangle-right"}}  # fmt: skip
    across = axis(range=[-0.03 * limit, 1.04 * limit], zeroline=True, zerolinecolor=INK, zerolinewidth=1.5, nticks=7,
                  ticksuffix="%", title={"text": "per cent of the baseline", "font": {"size": 12}})  # fmt: skip
    down = axis(range=[0.6 - len(rows), 0.9], showticklabels=False, showgrid=False)
    labels = [harm_told(r.row) for r, _ in rows]
    high = ROW + room_for(labels)
    notes = [row_label(text, y) for text, (_, y) in zip(labels, rows, strict=True)]
    return {
        "data": [_halves(drawn, limit), dots, arrows],
        "layout": layout(high * max(2, len(rows)) + FEET, xaxis=across, yaxis=down, annotations=notes),
    }


def _halves(drawn: Sequence[tuple[Relative, float]], limit: float) -> Figure:
    """Return the thick lines of the 50% intervals, cut where the picture ends."""
    return {
        "type": "scatter", "mode": "markers", "x": [r.middle for r, _ in drawn], "y": [y for _, y in drawn],
        "marker": {"size": 0, "opacity": 0}, "hoverinfo": "skip",
        "error_x": {"type": "data", "symmetric": False, "thickness": 7, "width": 0, "color": faint(QUIET, 0.45),
                    "array": [min(limit, r.high_50) - r.middle for r, _ in drawn],
                    "arrayminus": [r.middle - r.low_50 for r, _ in drawn]},
    }  # fmt: skip


def _same_people(document: Document, scenario: str, rows: Sequence[Document], top: float) -> Panel:
    meaning = {row["name"]: row["meaning"] for row in of(document, "ledger", scenario)}
    says = "; ".join(
        f"{meaning[row['name']]}: {people(row['worse'])} in the scenario only, {people(row['better'])} spared it"
        for row in rows
    )
    both = []
    for row in rows:
        net, words = row["net"], meaning[row["name"]]
        ends = interval(net["low"], net["high"], "people", signed)
        both.append(Both(f"{opening(words)}: net {people(net, signed)} ({ends})", row["worse"],
                         row["better"], ("worse", "better")))  # fmt: skip
    heading = "The same people: who suffers a harm anew, and who is spared it"
    return Panel(heading, f"The same people made worse. {says}.", bars(both, top, "people"), key=KEY)


def _row(document: Document, row: Document) -> tuple[str, ...]:
    unit = row["unit"]
    return (
        row["scenario"], label(row["name"]), group_label(row["group"]),
        years_told(document, row["since"]) + (", mean" if row["over"] == "mean" else ""), maybe(row["baseline"], unit),
        signed(row["difference"], unit) + (" (few)" if row["few"] else ""),
        *(interval(row[f"low{half}"], row[f"high{half}"], unit, signed) for half in ("_50", "")),
        "-" if row["rule"] else "higher, worse",
    )  # fmt: skip


def _people_rows(document: Document, scenario: str) -> list[tuple[str, ...]]:
    """Return the rows of the same people whom the picture shows."""
    meaning = {row["name"]: row["meaning"] for row in of(document, "ledger", scenario)}
    last = document["years"][1]
    return [
        (scenario, f"{meaning[row['name']]}: {people(row['worse'])} in the scenario only, {people(row['better'])} "
         "spared it", "the same people", f"to the end of {last}", "-", people(row["net"], signed), "-",
         interval(row["net"]["low"], row["net"]["high"], "people", signed), "-")
        for row in made_worse(document, scenario)[:MOST_PEOPLE]
    ]  # fmt: skip
