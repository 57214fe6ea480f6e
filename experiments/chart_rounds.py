"""The chart of rounds: exploitation, exit, and exploitation again, unrolled, so that no flow runs backwards."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from experiments.chart_words import number
from experiments.charts import Chart, Figure, Group, Panel, inert, layout
from experiments.palette import INK, QUIET, STYLES

HEIGHT, MOST = 440, 3
"""Height in pixels; rounds told apart, those behind them together with the last."""
AGAIN, FLOW = STYLES[3].colour, "rgba(120,120,120,0.30)"
ORDINALS = ("1st", "2nd", "3rd or later")
ENDS = {"settled": "Out for good", "left_the_country": "Left the country", "not_recruited": "Not exploited"}
Flows = Counter[tuple[str, str]]


def rounds_chart(log: pd.DataFrame, scale: float) -> Chart:
    """Return the rounds of all survivors of a run, from its event log (`eventlog.table`), at national scale."""
    flows: Flows = Counter()
    last: Counter[str] = Counter()
    for steps in _lives(log):
        flows.update(pairwise(steps))
        last[steps[-1]] += 1
    people = {pair: n * scale for pair, n in sorted(flows.items(), key=lambda item: _place(*item[0]))}
    said = "; ".join(f"{source} to {target}: {number(n, 'people')}" for (source, target), n in people.items())
    again = sum(n for (_, target), n in people.items() if target == _in(1))
    return Chart(
        "rounds", f"{number(again, 'people')} people come under exploitation a second time",
        "People going from one stage to the next over all years of the run, each return drawn as a new stage. In "
        "orange: exploited again.",
        (Group("", (Panel("", f"{said}.", _figure(people)),) if people else ()),),
        ("Source: the event log of one run of this simulation. Whoever is in exploitation from the first day to the "
         "last never moves and is left out.",),
        ("From", "To", "People", "Of them with no later move"),
        (*((source, target, number(n, "people"), "") for (source, target), n in people.items()),
         *(("At the end", state, "", number(n * scale, "people")) for state, n in sorted(last.items()))),
    )  # fmt: skip


def _in(place: int) -> str:
    return f"In exploitation, {ORDINALS[min(place, MOST - 1)]} time"


def _out(place: int) -> str:
    return f"Out, {ORDINALS[min(place, MOST - 1)]} time"


def _lives(log: pd.DataFrame) -> Iterator[list[str]]:
    """Yield the stages of each survivor who moves, in order; repeated last rounds are kept once.

    Whoever is out when the model begins has been in exploitation before: their next time is the second.
    """
    mine = log[(log["kind"] == "survivor") & (log["process"] == "exploitation") & (log["before"] != log["after"])]
    for _, moves in mine.groupby("person", sort=False, observed=True):
        states = [str(moves["before"].iloc[0]), *map(str, moves["after"])]
        steps: list[str] = []
        place = -1
        for state in states:
            place = place + 1 if state == "exploited" else max(place, 0) if state == "exited" else place
            step = _in(place) if state == "exploited" else _out(place) if state == "exited" else ENDS.get(state)
            if step and step not in steps:
                steps.append(step)
        if len(steps) > 1:
            yield steps


def _place(source: str, target: str) -> tuple[int, int]:
    order = [stage for place in range(MOST) for stage in (_in(place), _out(place))] + list(ENDS.values())
    return order.index(source), order.index(target)


def _figure(people: dict[tuple[str, str], float]) -> Figure:
    stages = list(dict.fromkeys(stage for pair in people for stage in pair))
    through = {
        stage: max(sum(n for pair, n in people.items() if pair[end] == stage) for end in (0, 1)) for stage in stages
    }
    return {
        "data": [{
            "type": "sankey", "arrangement": "fixed", "textfont": {"size": 12, "color": INK, "shadow": "none"},
            "node": {"label": [inert(f"{stage} {number(through[stage], 'people')}").replace(", ", "<br>")
                               for stage in stages],
                     "color": QUIET, "pad": 32, "thickness": 10, "line": {"width": 0}, "hoverinfo": "none"},
            "link": {
                "source": [stages.index(source) for source, _ in people], "hoverinfo": "none",
                "target": [stages.index(target) for _, target in people], "value": list(people.values()),
                "color": [AGAIN if target.startswith("In") else FLOW for _, target in people],
            },
        }],
        "layout": layout(HEIGHT, margin={"l": 4, "r": 4, "t": 16, "b": 28}),
    }  # fmt: skip
