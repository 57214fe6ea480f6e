"""The tornado: how far each number moves an output, widest first, coloured by what the number rests on."""

from collections.abc import Callable, Iterator, Sequence

from experiments.chart_words import number
from experiments.charts import QUIET, Chart, Figure, Group, Key, Panel, axis, folded, inert, layout, room_for, row_label
from experiments.palette import INK, styles
from experiments.reports.study_words import basis, named
from experiments.sensitivity.found import Found, OfOutput
from experiments.sensitivity.swings import Swing

ROW, FEET, MOST = 40, 50, 12
"""Height of a row and of what stands below, in pixels; rows of a picture (the table has all)."""
GRADES = ("A", "B", "C", "D")
WORDS = ("official statistics", "research and inspectorates", "estimates of experts", "assumptions of ours")
LOOK = dict(zip(GRADES, styles(len(GRADES)), strict=True))


def swings_chart(found: Found) -> Chart:
    """Return the swings of every output, a picture each."""
    seen = [one for one in found.outputs if one.swings]
    every = [(one, swing) for one in seen for swing in one.swings]
    return Chart(
        "swings", _title(every),
        "Mean over rows in which the number stands in the lowest (hollow end) and in the highest tenth (filled end) of "
        f"its prior, everything else varying; the {MOST} widest. Colour and hatching: the grade of the evidence. Grey: "
        "no wider than chance between rows.",
        folded([Group(named(found.study, one.output), (_panel(found, one),)) for one in seen]),
        ("Source: this simulation.",
         "Numbers that act only together show little here; shares of variance show them. A wide bar on an assumption "
         "says where evidence is missing, not that the assumption is wrong."),
        ("Outcome", "Number", "Rests on", "When low", "When high", "On average", "Apart", "More than chance"),
        tuple(row for one in seen for row in _rows(found, one)),
    )  # fmt: skip


def _title(every: Sequence[tuple[OfOutput, Swing]]) -> str:
    clear = [swing for _, swing in every if swing.clear]
    assumed = sum(swing.about.grade == "D" for swing in clear)
    if not clear:
        return "No single number moves it further than chance"
    return f"{assumed} of {len(clear)} clear swings rest on assumptions of ours"


def _panel(found: Found, one: OfOutput) -> Panel:
    said, rows = _said(one), one.swings[:MOST]
    told = "; ".join(
        f"{swing.about.name}, {basis(swing.about)}: {said(swing.low)} when low, {said(swing.high)} when high"
        for swing in rows
    )
    graded = {swing.about.grade for swing in rows if swing.clear}
    key: Key = tuple((LOOK[grade].letter, LOOK[grade].colour, f"grade {grade}: {word}")
                     for grade, word in zip(GRADES, WORDS, strict=True) if grade in graded)  # fmt: skip
    return Panel("", f"{told}.", _figure(rows, said, one.unit), key=key)


def _figure(rows: Sequence[Swing], said: Callable[[float], str], unit: str) -> Figure:
    middle = rows[0].middle
    reach = 1.6 * max(max(abs(swing.low - middle), abs(swing.high - middle)) for swing in rows) or 1.0
    labels = [f"{one.about.meaning[:80]} [{one.about.grade}]: {said(one.low)} to {said(one.high)}" for one in rows]
    notes = [row_label(text, -float(at)) for at, text in enumerate(labels)]
    high = ROW + room_for(labels)
    traces = [_bars(rows, which, high) for which in (*GRADES, "")]
    dots = [_ends(rows, "low", high), _ends(rows, "high", high)]
    return {
        "data": [*(trace for trace in traces if trace), *dots],
        "layout": layout(
            round(high * (max(2, len(rows)) + 0.5)) + FEET, annotations=notes, barmode="overlay",
            xaxis=axis(range=[middle - reach, middle + reach], nticks=5, zeroline=False,
                       title={"text": inert(unit), "font": {"size": 12}},
                       **({"tickformat": ".0%"} if unit == "share" else {"tickformat": ",.4~g"})),
            yaxis=axis(range=[0.4 - len(rows), 0.9], showticklabels=False, showgrid=False),
            shapes=[{"type": "line", "x0": middle, "x1": middle, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
                     "line": {"color": INK, "width": 1.5}}],
        ),
    }  # fmt: skip


def _look(swing: Swing) -> str:
    return swing.about.grade if swing.clear else ""


def _bars(rows: Sequence[Swing], grade: str, high: int) -> Figure:
    """Return the bars of the clear swings of one grade, or of the others, which are grey; rows are so many pixels high.

    Nothing if there are none.
    """
    chosen = [(-at - 3 / high, swing) for at, swing in enumerate(rows) if _look(swing) == grade]
    look = LOOK.get(grade)
    return {
        "type": "bar", "orientation": "h", "width": 16 / high, "y": [y for y, _ in chosen], "hoverinfo": "none",
        "base": [min(swing.low, swing.high) for _, swing in chosen], "x": [swing.span for _, swing in chosen],
        "marker": {"color": look.colour if look else QUIET, "pattern": {
            "shape": look.hatching if look else "", "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 6}},
    } if chosen else {}  # fmt: skip


def _ends(rows: Sequence[Swing], end: str, high: int) -> Figure:
    symbol = "circle-open" if end == "low" else "circle"
    return {
        "type": "scatter", "mode": "markers", "x": [getattr(swing, end) for swing in rows], "hoverinfo": "skip",
        "y": [-at - 3 / high for at in range(len(rows))],
        "marker": {"symbol": symbol, "size": 9, "color": INK, "line": {"width": 2, "color": INK}},
    }  # fmt: skip


def _said(one: OfOutput) -> Callable[[float], str]:
    """Return how values of an output are written: in its unit, even where a study asks about where it stands."""
    return lambda x: number(x, one.unit)


def _rows(found: Found, one: OfOutput) -> Iterator[tuple[str, ...]]:
    said = _said(one)
    for swing in one.swings:
        yield (
            named(found.study, one.output), swing.about.name, basis(swing.about), said(swing.low), said(swing.high),
            said(swing.middle), said(swing.span), "yes" if swing.clear else "no",
        )  # fmt: skip
