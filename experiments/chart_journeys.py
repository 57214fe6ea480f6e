"""The chart of journeys: how many simulated people go from one stage to the next, as a Sankey diagram."""

import textwrap
from collections.abc import Mapping, Sequence

from experiments.charts import EMPHASIS, FLOW, INK, QUIET, Chart, Figure, Group, Panel, inert, layout
from experiments.document import Document
from experiments.flows import ARRESTED, REFERRED
from experiments.text import number

COURTS = "Through arrest and the courts, for offences committed under compulsion and others"
PARTS = (
    (REFERRED, "Through the National Referral Mechanism (NRM)", ("Reasonable grounds", "Confirmed as a victim"), 480),
    (ARRESTED, COURTS, ("Charged", "Convicted"), 420),
)
"""A stage of each part of the system, what the part is called, the flow set off in it, and its picture's height."""


def journeys_chart(document: Document) -> Chart:
    """Return the flows of the baseline; those of the other scenarios fold out."""
    first, last = document["years"]
    flows = {s["name"]: _flows(document, s["name"]) for s in document["scenarios"]}
    pairs = list(dict.fromkeys(pair for found in flows.values() for pair in found))
    return Chart(
        "journeys", _title(flows[document["scenario"]]),
        f"Simulated people going from one stage to the next, all years {first} to {last} together: median of "
        f"{document['draws']} {'draw' if document['draws'] == 1 else 'draws'}, at national scale. One flow is set off "
        "in green in each picture. The two pictures have different scales.",
        tuple(Group(name, _panels(found), folded=name != document["scenario"]) for name, found in flows.items()),
        ("Source: this simulation. Each flow is the median of its own draws, so flows into a stage "
         "and out of it need not add up. Flows of nobody are left out.",
         "A person referred twice is counted twice. Read differences between scenarios off chart 1, not off these "
         "pictures."),
        ("From", "To", *(f"{name}: simulated people" for name in flows)),
        tuple((*pair, *(number(found.get(pair, 0.0), "people") for found in flows.values())) for pair in pairs),
    )  # fmt: skip


def _flows(document: Document, scenario: str) -> dict[tuple[str, str], float]:
    return {(f["source"], f["target"]): f["people"] for f in document["flows"] if f["scenario"] == scenario}


def _title(flows: Mapping[tuple[str, str], float]) -> str:
    referred = sum(people for (_, target), people in flows.items() if target == REFERRED)
    confirmed = flows.get(PARTS[0][2], 0.0)
    if not referred:
        return "Nobody is referred in the simulated baseline"
    return f"Of 100 simulated referrals, {100 * confirmed / referred:.0f} end in confirmation within these years"


def _panels(flows: Mapping[tuple[str, str], float]) -> tuple[Panel, ...]:
    found = []
    for stage, heading, emphasised, height in PARTS:
        part = _joined(flows, stage)
        if part:
            said = "; ".join(f"{source} to {target}: {number(n, 'people')}" for (source, target), n in part.items())
            found.append(Panel(heading, f"{heading}, simulated people. {said}.", _figure(part, emphasised, height)))
    return tuple(found)


def _joined(flows: Mapping[tuple[str, str], float], stage: str) -> dict[tuple[str, str], float]:
    """Return the flows of somebody that hang together with a stage."""
    reached, seen = {stage}, 0
    some = {pair: people for pair, people in flows.items() if people > 0}
    while seen != len(reached):
        seen = len(reached)
        reached |= {end for pair in some if reached & set(pair) for end in pair}
    return {pair: people for pair, people in some.items() if pair[0] in reached}


def _figure(flows: Mapping[tuple[str, str], float], emphasised: tuple[str, str], height: int) -> Figure:
    stages = list(dict.fromkeys(stage for pair in flows for stage in pair))
    return {
        "data": [{
            "type": "sankey", "arrangement": "fixed", "orientation": "h",
            "textfont": {"size": 12, "color": INK, "shadow": "none"},
            "node": {"label": _labels(flows, stages), "color": QUIET, "pad": 32, "thickness": 10,
                     "line": {"width": 0}, "hoverinfo": "none"},
            "link": {
                "source": [stages.index(source) for source, _ in flows], "hoverinfo": "none",
                "target": [stages.index(target) for _, target in flows], "value": list(flows.values()),
                "color": [EMPHASIS if pair == emphasised else FLOW for pair in flows],
            },
        }],
        "layout": layout(height, margin={"l": 4, "r": 4, "t": 16, "b": 28}),
    }  # fmt: skip


def _labels(flows: Mapping[tuple[str, str], float], stages: Sequence[str]) -> list[str]:
    """Return each stage with its number of people: those who come, or those who go if more do."""
    found = []
    for stage in stages:
        people = max(
            sum(n for (_, target), n in flows.items() if target == stage),
            sum(n for (source, _), n in flows.items() if source == stage),
        )
        lines = textwrap.wrap(f"{stage} {number(people, 'people')}", 15, break_long_words=False)
        found.append("<br>".join(map(inert, lines)))
    return found
