"""The first chart: what differs from the baseline in each scenario, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from experiments.chart_words import above_told, drawn, interval, number, refusal, signed, verdict_word
from experiments.charts import (
    BASELINE,
    INK,
    QUIET,
    Chart,
    Figure,
    Group,
    Panel,
    axis,
    folded,
    has_interval,
    headline_records,
    inert,
    label,
    layout,
    nice,
    others,
    records,
    room_for,
    row_label,
)
from experiments.document import Document
from experiments.palette import faint

ROW, FEET = 38, 62
MOST = 100.0
"""Beyond this many per cent of the baseline a whisker is cut, so that one rare outcome cannot flatten all others."""
SHARES, COUNTS = "percentage points", "per cent of the baseline"
LEAST = {SHARES: 1.0, COUNTS: 10.0}
"""No axis ends before this, so that no picture blows up next to nothing."""
LOOKS = {
    "half": (7, 0, faint(BASELINE, 0.35)), "parameters": (7, 0, faint(BASELINE, 0.25)),
    "inner": (7, 0, faint(BASELINE, 0.45)), "chance": (1.5, 4, INK),
}  # fmt: skip
"""Thickness, width of the end caps in pixels, and colour of the parts of whiskers, in the order in which they lie."""
Ends: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """A difference as it is drawn: points of a share, else per cent of the baseline."""

    record: Document
    middle: float
    whisker: Ends | None
    """Over draws; None for one draw."""
    half: Ends | None
    """The 50% interval over draws; only where the parts are not known."""
    parameters: Ends | None
    """From not knowing the numbers, where draws were lived again."""
    inner: Ends | None
    """The 50% interval of that."""
    chance: Ends | None
    """From luck, at the true size; drawn about the dot, so that it can be seen how large it is."""

    @property
    def ends(self) -> list[float]:
        """Every number that the picture should hold."""
        drawn = (self.parameters, self.chance) if self.parameters else (self.whisker,)
        return [self.middle, *(end for ends in drawn if ends for end in ends)]


def differences_chart(document: Document) -> Chart:
    """Return dots and whiskers of the headline outcomes, one group of panels a scenario, all on the same scales."""
    names = others(document)
    base = {key[1:]: r for key, r in records(document).items() if key[0] == document["scenario"]}
    rows = {name: headline_records(document, name) for name in names}
    pictured = {name: [(r, scaled(r, base.get((r["name"], r["year"])))) for r in rows[name]] for name in names}
    seen = [d for pairs in pictured.values() for _, d in pairs if d]
    limits = {unit: _limit(LEAST[unit], [d for d in seen if _axis_of(d.record) == unit]) for unit in (COUNTS, SHARES)}
    last = {name: last_year(rows[name]) for name in names}
    groups = [
        Group(name, tuple(
            _panel(unit, [(r, d) for r, d in pictured[name] if _axis_of(r) == unit], limits[unit], last[name])
            for unit in (COUNTS, SHARES) if any(_axis_of(r) == unit for r in rows[name])
        ), notes=tuple(filter(None, [refusal(document, name)]))) for name in names
    ]  # fmt: skip
    return Chart(
        "differences", _title(document, [r for found in rows.values() for r in found]),
        f"Scenario less baseline in {max(last.values()) or document['years'][1]}, or in the year named: "
        + _statistic(document, any(d.parameters for d in seen)),
        folded(groups),
        ("Source: this simulation; simulated people, at national scale. Shares are shown in percentage points, all "
         "else as per cent of the median of the baseline in the same year, so that unlike units can share a panel. All "
         "scenarios share one scale.",
         "The interval says how far the difference moves with the uncertain numbers and with luck, not how far the "
         "model may be wrong. An arrowhead marks a line that goes on beyond the picture; its ends are in the table. "
         "The verdict is over all years from the first lever on, a dot is of one year: they need not agree."),
        ("Scenario", "Outcome", "Year", "Baseline", "Scenario value", "Difference", "50% interval", "90% interval",
         "From not knowing the numbers, 50%", "The same, 90%", "From chance, whole country, 90%, about the mean",
         "As drawn", "Draws above 0", "Verdict"),
        _table(document, pictured, base),
    )  # fmt: skip


def _statistic(document: Document, parted: bool) -> str:
    if document["draws"] == 1:
        return "one draw, which has no interval, so that all dots are open."
    lines = (
        f"intervals in two parts: what comes from not knowing the numbers (thick lines: 50% dark, 90% pale) and from "
        f"chance in the whole country (thin line with end caps: 90%, about the dot; from {document['again']} draws "
        "lived again)"
        if parted else "50% (thick line) and 90% interval (thin line) of not knowing the numbers and chance together"
    )  # fmt: skip
    return (f"median of {drawn(document)}, paired (dot), and {lines}. Filled dot: the 90% interval over draws leaves "
            "out 0 and no rule forbids a direction. Open dot: no direction.")  # fmt: skip


def scaled(record: Document, base: Document | None) -> Drawn | None:
    """Return difference and intervals as drawn; None if the baseline is 0 or missing and the outcome is no share."""
    by = 100.0 if record["unit"] == "share" else 100.0 / base["value"] if base and base["value"] else None
    if by is None:
        return None

    def ends(low: str, high: str) -> Ends | None:
        one, other = record.get(low), record.get(high)
        return None if one is None or other is None else (by * one, by * other)

    middle, chance = by * record["difference"], ends("chance_low", "chance_high")
    if chance:
        reach = (chance[1] - chance[0]) / 2
        chance = (middle - reach, middle + reach)
    parameters = ends("parameters_low", "parameters_high")
    half = None if parameters else ends("low_50", "high_50")
    inner = ends("parameters_low_50", "parameters_high_50")
    return Drawn(record, middle, ends("low", "high"), half, parameters, inner, chance)


def last_year(rows: Sequence[Document]) -> int:
    """Return the last year of some records."""
    return max((int(r["year"]) for r in rows), default=0)


def _axis_of(record: Document) -> str:
    return SHARES if record["unit"] == "share" else COUNTS


def _title(document: Document, rows: Sequence[Document]) -> str:
    if not any(has_interval(r) for r in rows):
        return "One draw gives differences, but no interval to judge them by"
    if all(refusal(document, name) for name in others(document)):
        return "No direction is given for any scenario: a rule forbids it"
    told = sum(r["told"] for r in rows)
    if not told:
        return "No headline interval in the last year leaves out zero"
    return f"{told} of {len(rows)} headline intervals in the last year leave out zero"


def _limit(least: float, seen: Sequence[Drawn]) -> float:
    """Return where the axis ends: beyond all dots, all told intervals and most others, from `least` up to MOST."""
    ends = sorted(max(map(abs, d.ends)) for d in seen)
    needed = [abs(d.middle) for d in seen]
    needed += [max(map(abs, d.ends)) for d in seen if d.record["told"]]
    needed += ends[: max(1, round(0.8 * len(ends)))]
    return min(MOST, max(least, nice(max(needed, default=0.0))))


def _panel(unit: str, pairs: Sequence[tuple[Document, Drawn | None]], limit: float, year: int) -> Panel:
    left_out = [f"{_said(r, year)}, {_verdict(r)}" for r, d in pairs if d is None]
    heading = "Shares, in percentage points" if unit == SHARES else "Counts, days, money: as per cent of the baseline"
    says = f"{heading}, in {year} unless said otherwise. " + "; ".join(
        f"{_said(r, year)}, {_verdict(r)}" for r, _ in pairs
    )
    below = f"Not drawn, as the baseline is 0: {'; '.join(left_out)}." if left_out else ""
    return Panel(heading, says + ".", _figure([d for _, d in pairs if d], limit, unit, year), below)


def _said(record: Document, year: int) -> str:
    when = "" if record["year"] == year else f" ({record['year']})"
    unit = " days" if record["unit"] == "days" else ""
    return f"{label(record['name'])}{when}: {signed(record['difference'], record['unit'])}{unit}"


def _verdict(record: Document) -> str:
    if not has_interval(record):
        return "no interval"
    ends = interval(record["low"], record["high"], record["unit"], signed)
    return f"90% interval {ends}" + ("" if record["told"] else ", no direction")


def _figure(seen: Sequence[Drawn], limit: float, unit: str, year: int) -> Figure:
    rows = [(d, -float(i)) for i, d in enumerate(seen)]
    labels = [_said(d.record, year) for d, _ in rows]
    high = ROW + room_for(labels)
    notes = [row_label(text, y, INK if d.record["told"] or not d.whisker else QUIET)
             for text, (d, y) in zip(labels, rows, strict=True)]  # fmt: skip
    across = axis(
        range=[-1.04 * limit, 1.04 * limit], zeroline=True, zerolinecolor=INK, zerolinewidth=1.5, nticks=9,
        ticksuffix="%" if unit == COUNTS else "", title={"text": unit, "font": {"size": 12}},
    )  # fmt: skip
    down = axis(range=[0.6 - len(rows), 0.9], showticklabels=False, showgrid=False)
    parts = [part for part in LOOKS if any(getattr(d, part) for d, _ in rows)]
    traces = [
        *(_lines(rows, limit, part) for part in parts), _dots(rows, limit, True), _dots(rows, limit, False),
        _arrows(rows, limit),
    ]  # fmt: skip
    return {
        "data": traces,
        "layout": layout(high * max(1, len(rows)) + FEET, xaxis=across, yaxis=down, annotations=notes),
    }


def _lines(rows: Sequence[tuple[Drawn, float]], limit: float, part: str) -> Figure:
    """Return the trace of one part of the whiskers: a thick one, or the thin one of chance."""
    parts = [(getattr(d, part), y) for d, y in rows]
    ends = [(max(-limit, e[0]), min(limit, e[1]), y) for e, y in parts if e and e[0] <= limit and e[1] >= -limit]
    thickness, width, colour = LOOKS[part]
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [low for low, _, _ in ends],
        "y": [y for *_, y in ends], "marker": {"size": 0, "opacity": 0},
        "error_x": {
            "type": "data", "symmetric": False, "array": [high - low for low, high, _ in ends],
            "arrayminus": [0.0 for _ in ends], "thickness": thickness, "width": width, "color": colour,
        },
    }  # fmt: skip


def _dots(rows: Sequence[tuple[Drawn, float]], limit: float, told: bool) -> Figure:
    """Return the trace of the differences that are told, or of the others; ends beyond the limit are cut there."""
    chosen = [(d, y) for d, y in rows if d.record["told"] == told and abs(d.middle) <= limit]
    colour = BASELINE if told else QUIET
    ends = [
        (max(-limit, d.whisker[0]), min(limit, d.whisker[1])) if d.whisker and not d.parameters
        else (d.middle, d.middle) for d, _ in chosen
    ]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "x": [d.middle for d, _ in chosen], "y": [y for _, y in chosen],
        "error_x": {
            "type": "data", "symmetric": False, "thickness": 2.5 if told else 1.5, "width": 0, "color": colour,
            "array": [high - d.middle for (d, _), (_, high) in zip(chosen, ends, strict=True)],
            "arrayminus": [d.middle - low for (d, _), (low, _) in zip(chosen, ends, strict=True)],
        },
        "marker": {"size": 10, "symbol": "circle" if told else "circle-open", "color": colour,
                   "line": {"width": 2, "color": colour}},
        "hoverinfo": "text", "hovertext": [inert(f"{_said(d.record, 0)}, {_verdict(d.record)}") for d, _ in chosen],
    }  # fmt: skip


def _arrows(rows: Sequence[tuple[Drawn, float]], limit: float) -> Figure:
    """Return the trace of arrowheads where a whisker or a dot lies beyond the limit."""
    places = [
        (side * limit, y, symbol)
        for d, y in rows
        for side, symbol in ((-1, "triangle-left"), (1, "triangle-right"))
        if any(side * v > limit for v in d.ends)
    ]
    return {
        "type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [x for x, *_ in places],
        "y": [y for _, y, _ in places], "cliponaxis": False,
        "marker": {"size": 9, "color": QUIET, "symbol": [symbol for *_, symbol in places]},
    }  # fmt: skip


def _table(
    document: Document, pictured: Mapping[str, Sequence[tuple[Document, Drawn | None]]],
    base: Mapping[tuple[str, int], Document],
) -> tuple[tuple[str, ...], ...]:  # fmt: skip
    verdicts = {(row["scenario"], row["name"]): verdict_word(row) for row in document["verdicts"]}
    return tuple(
        _row(r, d, base.get((r["name"], r["year"])), verdicts.get((name, r["name"]), "-"))
        for name, pairs in pictured.items()
        for r, d in pairs
    )


def _row(record: Document, drawn: Drawn | None, base: Document | None, verdict: str) -> tuple[str, ...]:
    unit, as_drawn = record["unit"], "not drawn: baseline 0"
    if drawn:
        as_drawn = f"{drawn.middle:+.2f} points" if unit == "share" else f"{drawn.middle:+.1f}%"
    return (
        record["scenario"], label(record["name"]), str(record["year"]), number(base["value"], unit) if base else "-",
        number(record["value"], unit), signed(record["difference"], unit),
        *(interval(record.get(low), record.get(low.replace("low", "high")), unit, signed)
          for low in ("low_50", "low", "parameters_low_50", "parameters_low", "chance_low")),
        as_drawn, above_told(record), verdict,
    )  # fmt: skip
