"""The first chart: what differs from the baseline in each scenario, with intervals."""

from collections.abc import Sequence

from experiments.charts import (
    BASELINE,
    INK,
    QUIET,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    has_interval,
    headline_records,
    inert,
    is_clear,
    label,
    layout,
    nice,
    records,
)
from experiments.document import Document
from experiments.text import interval, number, signed

ROW, FEET = 38, 62
MOST = 100.0
"""Beyond this many per cent of the baseline a whisker is cut, so that one rare outcome cannot flatten all others."""
SHARES, COUNTS = "percentage points", "per cent of the baseline"
LEAST = {SHARES: 1.0, COUNTS: 10.0}
"""No axis ends before this, so that no picture blows up next to nothing."""


def differences_chart(document: Document) -> Chart:
    """Return dots and whiskers of the headline outcomes, one group of panels a scenario, all on the same scales."""
    names = [scenario["name"] for scenario in document["scenarios"][1:]]
    rows = {name: headline_records(document, name) for name in names}
    drawn = {name: [(r, scaled(document, r)) for r in rows[name]] for name in names}
    limits = {
        unit: _limit(LEAST[unit], [(r, s) for pairs in drawn.values() for r, s in pairs if s and _axis_of(r) == unit])
        for unit in (COUNTS, SHARES)
    }
    groups = tuple(
        Group(name, tuple(
            _panel(unit, [(r, s) for r, s in drawn[name] if _axis_of(r) == unit], limits[unit], last_year(rows[name]))
            for unit in (COUNTS, SHARES) if any(_axis_of(r) == unit for r in rows[name])
        )) for name in names
    )  # fmt: skip
    years = {last_year(r) for r in rows.values() if r}
    return Chart(
        "differences", _title([r for found in rows.values() for r in found]),
        f"Scenario less baseline in {max(years, default=document['years'][1])}, or in the year named: "
        + _statistic(document["draws"]),
        groups,
        ("Source: this simulation; simulated people, at national scale. Shares are shown in percentage points, all "
         "else as per cent of the median of the baseline in the same year, so that unlike units can share a panel. All "
         "scenarios share one scale.",
         "The interval says how far the difference moves with the uncertain numbers and with luck, not how far the "
         "model may be wrong. An arrowhead marks a line that goes on beyond the picture; its ends are in the table."),
        ("Scenario", "Outcome", "Year", "Baseline", "Scenario value", "Difference", "90% interval", "As drawn",
         "Draws above 0"),
        tuple(_row(document, r) for name in names for r in rows[name]),
    )  # fmt: skip


def _statistic(draws: int) -> str:
    if draws == 1:
        return "one draw, which has no interval, so that all dots are open."
    return (f"median of {draws} paired draws (dot) and 90% interval (line). Filled dot: the interval leaves out 0. "
            "Open dot: no clear difference.")  # fmt: skip


def scaled(document: Document, record: Document) -> tuple[float, float | None, float | None] | None:
    """Return difference and interval as drawn: points of a share, else per cent of the baseline; None if that is 0."""
    base = records(document).get((document["scenario"], record["name"], record["year"]))
    by = 100.0 if record["unit"] == "share" else 100.0 / base["value"] if base and base["value"] else None
    if by is None:
        return None
    if not has_interval(record):
        return by * record["difference"], None, None
    return by * record["difference"], by * record["low"], by * record["high"]


def last_year(rows: Sequence[Document]) -> int:
    """Return the last year of some records."""
    return max((int(r["year"]) for r in rows), default=0)


def _axis_of(record: Document) -> str:
    return SHARES if record["unit"] == "share" else COUNTS


def _title(rows: Sequence[Document]) -> str:
    if not any(has_interval(r) for r in rows):
        return "One draw gives differences, but none can be called clear"
    clear = sum(is_clear(r) for r in rows)
    if not clear:
        return "No headline outcome shows a clear difference from the baseline"
    return f"{clear} of {len(rows)} differences from the baseline are clear of zero"


def _limit(least: float, pairs: Sequence[tuple[Document, tuple[float, float | None, float | None]]]) -> float:
    """Return where the axis ends: beyond all dots, all clear intervals and most others, from `least` up to MOST."""
    ends = sorted(max(abs(v) for v in s if v is not None) for _, s in pairs)
    needed = [abs(s[0]) for _, s in pairs]
    needed += [max(abs(v) for v in s if v is not None) for r, s in pairs if is_clear(r)]
    needed += ends[: max(1, round(0.8 * len(ends)))]
    return min(MOST, max(least, nice(max(needed, default=0.0))))


def _panel(unit: str, pairs: Sequence[tuple[Document, object]], limit: float, year: int) -> Panel:
    visible = [(r, s) for r, s in pairs if isinstance(s, tuple)]
    left_out = [f"{_said(r, year)}, {_verdict(r)}" for r, s in pairs if s is None]
    heading = "Shares, in percentage points" if unit == SHARES else "Counts, days, money: as per cent of the baseline"
    says = f"{heading}, in {year} unless said otherwise. " + "; ".join(
        f"{_said(r, year)}, {_verdict(r)}" for r, _ in pairs
    )
    below = f"Not drawn, as the baseline is 0: {'; '.join(left_out)}." if left_out else ""
    return Panel(heading, says + ".", _figure(visible, limit, unit, year), below)


def _said(record: Document, year: int) -> str:
    when = "" if record["year"] == year else f" ({record['year']})"
    unit = " days" if record["unit"] == "days" else ""
    return f"{label(record['name'])}{when}: {signed(record['difference'], record['unit'])}{unit}"


def _verdict(record: Document) -> str:
    if not has_interval(record):
        return "no interval"
    ends = interval(record["low"], record["high"], record["unit"], signed)
    return f"90% interval {ends}" + ("" if is_clear(record) else ", no clear difference")


def _figure(pairs: Sequence[tuple[Document, tuple[float, ...]]], limit: float, unit: str, year: int) -> Figure:
    rows = [(r, s, -float(i)) for i, (r, s) in enumerate(pairs)]
    notes = [
        {"x": 0, "xref": "paper", "xanchor": "left", "y": y, "yanchor": "bottom", "yshift": 6, "showarrow": False,
         "text": inert(_said(r, year)), "bgcolor": "rgba(255,255,255,0.9)", "borderpad": 1,
         "font": {"size": 13, "color": INK if is_clear(r) or not has_interval(r) else QUIET}}
        for r, _, y in rows
    ]  # fmt: skip
    across = axis(
        range=[-1.04 * limit, 1.04 * limit], zeroline=True, zerolinecolor=INK, zerolinewidth=1.5, nticks=9,
        ticksuffix="%" if unit == COUNTS else "", title={"text": unit, "font": {"size": 12}},
    )  # fmt: skip
    down = axis(range=[0.6 - len(rows), 0.9], showticklabels=False, showgrid=False)
    return {
        "data": [_dots(rows, limit, True), _dots(rows, limit, False), _arrows(rows, limit)],
        "layout": layout(ROW * max(1, len(rows)) + FEET, xaxis=across, yaxis=down, annotations=notes),
    }


def _dots(rows: Sequence[tuple[Document, tuple[float, ...], float]], limit: float, clear: bool) -> Figure:
    """Return the trace of the clear differences, or of the others; ends beyond the limit are cut there."""
    chosen = [(r, s, y) for r, s, y in rows if is_clear(r) == clear and abs(s[0]) <= limit]
    colour = BASELINE if clear else QUIET
    ends = [(max(-limit, s[1]), min(limit, s[2])) if has_interval(r) else (s[0], s[0]) for r, s, _ in chosen]
    return {
        "type": "scatter", "mode": "markers", "x": [s[0] for _, s, _ in chosen], "y": [y for *_, y in chosen],
        "error_x": {
            "type": "data", "symmetric": False, "thickness": 2.5 if clear else 1.5, "width": 0, "color": colour,
            "array": [high - s[0] for (_, s, _), (_, high) in zip(chosen, ends, strict=True)],
            "arrayminus": [s[0] - low for (_, s, _), (low, _) in zip(chosen, ends, strict=True)],
        },
        "marker": {"size": 10, "symbol": "circle" if clear else "circle-open", "color": colour,
                   "line": {"width": 2, "color": colour}},
        "hoverinfo": "text", "hovertext": [inert(f"{_said(r, 0)}, {_verdict(r)}") for r, *_ in chosen],
    }  # fmt: skip


def _arrows(rows: Sequence[tuple[Document, tuple[float, ...], float]], limit: float) -> Figure:
    """Return the trace of arrowheads where a whisker or a dot lies beyond the limit."""
    places = [
        (side * limit, y, symbol)
        for _, s, y in rows
        for side, symbol in ((-1, "triangle-left"), (1, "triangle-right"))
        if any(v is not None and side * v > limit for v in s)
    ]
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [x for x, *_ in places],
        "y": [y for _, y, _ in places], "cliponaxis": False,
        "marker": {"size": 9, "color": QUIET, "symbol": [symbol for *_, symbol in places]},
    }  # fmt: skip


def _row(document: Document, record: Document) -> tuple[str, ...]:
    base = records(document).get((document["scenario"], record["name"], record["year"]))
    unit, drawn = record["unit"], scaled(document, record)
    as_drawn = "not drawn: baseline 0"
    if drawn:
        as_drawn = f"{drawn[0]:+.2f} points" if unit == "share" else f"{drawn[0]:+.1f}%"
    return (
        record["scenario"], label(record["name"]), str(record["year"]), number(base["value"], unit) if base else "-",
        number(record["value"], unit), signed(record["difference"], unit),
        interval(record["low"], record["high"], unit, signed), as_drawn, f"{record['share_above']:.0%}",
    )  # fmt: skip
