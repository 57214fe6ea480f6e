"""Charts of one run: outcomes over the years beside the published figures, and queues."""

from experiments.beside import plain
from experiments.chart_queues import counts_chart, queues_chart
from experiments.chart_words import shown
from experiments.chart_years import years_chart
from experiments.charts import OVER_YEARS, Chart
from experiments.document import Document

DRAWN = {"nrm_referrals": "yearly number of NRM referrals", **OVER_YEARS}
"""Outcomes drawn over the years, and what a title calls them."""


def run_charts(document: Document) -> list[Chart]:
    """Return the charts of a run's document."""
    alone = _alone(document)
    known = {r["name"] for r in alone["outcomes"]}
    years = [years_chart(alone, name, noun) for name, noun in DRAWN.items() if name in known]
    return [*years, queues_chart(alone), counts_chart(alone)]


def _alone(document: Document) -> Document:
    """Return a run's document in the form of a comparison that has nothing but its baseline."""
    name = shown(document["scenario"]) or "unnamed"
    return document | {
        "scenario": name, "scenarios": [{"name": name}], "published": plain(document["published"]),
        "outcomes": [
            r | {"scenario": name} | {f"value_{end}": r[end] for end in ("low", "high", "low_50", "high_50")}
            for r in document["outcomes"] if r["group"] == "all"
        ],
    }  # fmt: skip
