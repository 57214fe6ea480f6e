"""The chart of one synthetic life: a line for each side of it, a bar for each state it passes through."""

from dataclasses import dataclass
from datetime import datetime

from experiments.charts import Chart, Figure, Group, Panel, axis, inert, layout, row_label
from experiments.eventlog import time_of
from experiments.life import NOTED, Happening, Life
from experiments.life_words import IS, NOBODY_REAL
from experiments.palette import GREY, STYLES
from model import survivor
from model.rules import Process

ROW, FEET = 50, 56
WIDE_ENOUGH = 0.012
"""Share of all days a letter takes: a state is named inside its bar only where its name fits."""


@dataclass(frozen=True)
class Span:
    """How long the person stays in one state of a process, and what ended it; nothing if the years did."""

    process: Process
    state: int
    since: datetime
    until: datetime
    ended_by: str

    @property
    def words(self) -> str:
        """The state in words."""
        return IS.get((self.process, self.state)) or self.process.label(self.state).replace("_", " ")


def spans(life: Life) -> list[Span]:
    """Return the states a life passes through, side by side as on a journey; where a side begins is left out."""
    found: list[Span] = []
    began, end = life.beginning[0], time_of(life.sim.now)
    for process in NOTED:
        state, since = life.starts_in(process), began
        for happening in life.happenings:
            for after in _afters(happening, process):
                found.append(Span(process, state, since, happening.time, happening.because))
                state, since = after, happening.time
        found.append(Span(process, state, since, end, ""))
    return [span for span in found if span.state != span.process.starts or span.process is survivor.exploitation]


def _afters(happening: Happening, process: Process) -> list[int]:
    return [after for p, before, after in happening.moved if p is process and before != after]


def life_chart(life: Life) -> Chart:
    """Return the timeline of one life of a run that kept a journal."""
    every = spans(life)
    processes = [process for process in NOTED if any(span.process is process for span in every)]
    said = "; ".join(f"{_heading(s.process)}: {s.words} from {s.since:%d %b %Y} to {s.until:%d %b %Y}" for s in every)
    told = [happening for happening in life.happenings if happening.told]
    return Chart(
        "life", f"One synthetic life: {len(told)} turns in {_years(life)} years",
        f"{life.portrait} A bar is a state; where it ends, another begins, or the person is as before.",
        (Group("", (Panel("", f"{said}.", _figure(every, processes)),)),),
        (f"Source: one run of this simulation. {NOBODY_REAL}",
         "One life shows what can happen in the model, not what usually does."),
        ("From", "To", "Side of life", "State", "Ended by"),
        tuple(
            (f"{s.since:%d %b %Y}", f"{s.until:%d %b %Y}", _heading(s.process), s.words,
             s.ended_by or "the simulated years end") for s in sorted(every, key=lambda s: (s.since, s.until))
        ),
    )  # fmt: skip


def _years(life: Life) -> str:
    return f"{(time_of(life.sim.now) - life.beginning[0]).days / 365.25:.0f}"


def _heading(process: Process) -> str:
    return process.name.replace("_", " ")


def _figure(every: list[Span], processes: list[Process]) -> Figure:
    first, last = min(s.since for s in every), max(s.until for s in every)
    days = max(1.0, (last - first).total_seconds())
    colours = {process: (STYLES[0].colour if process is survivor.exploitation else GREY) for process in processes}
    return {
        "data": [{
            "type": "bar", "orientation": "h", "width": 0.42, "y": [-processes.index(s.process) - 0.06 for s in every],
            "base": [s.since.isoformat() for s in every], "textposition": "inside", "insidetextanchor": "start",
            "x": [(s.until - s.since).total_seconds() * 1000 for s in every], "constraintext": "none", "textangle": 0,
            "text": [_inside(s, days) for s in every], "textfont": {"color": "#FFFFFF", "size": 12},
            "marker": {"color": [colours[s.process] for s in every], "line": {"color": "#FFFFFF", "width": 1.5}},
            "hoverinfo": "text",
            "hovertext": [inert(f"{s.words}, {s.since:%d %b %Y} to {s.until:%d %b %Y}") for s in every],
        }],
        "layout": layout(
            ROW * max(2, len(processes)) + FEET,
            annotations=[row_label(_heading(process), -float(at)) for at, process in enumerate(processes)],
            xaxis=axis(type="date", range=[first.isoformat(), last.isoformat()], nticks=6),
            yaxis=axis(range=[0.4 - len(processes), 0.9], showticklabels=False, showgrid=False),
        ),
    }  # fmt: skip


def _inside(span: Span, days: float) -> str:
    """Return the name of a state where it fits into its bar."""
    share = (span.until - span.since).total_seconds() / days
    return inert(span.words) if share > WIDE_ENOUGH * len(span.words) else ""
