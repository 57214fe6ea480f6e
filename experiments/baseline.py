"""Write docs/baseline.md: today's system at its priors beside every published figure of the same definition.

Run as `python -m experiments.baseline` (a few minutes). Nothing in the model is chosen to make this table look better.
"""

from pathlib import Path
from time import perf_counter

from experiments.document import Document, of_run
from experiments.job import Plan
from experiments.plan import load_scenario
from experiments.pool import cores, run_all
from experiments.text import interval, number

TARGET = Path(__file__).resolve().parents[1] / "docs" / "baseline.md"
DRAWS = 40


def page(document: Document) -> str:
    """Return the table as a page."""
    records = {(r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all"}
    lines = [
        "# Baseline beside the published figures", "",
        f"Written by `python -m experiments.baseline` ({document['asked']}); do not edit.", "",
        "**Not yet calibrated.** Every number stands at its prior: median over draws, and the 90% interval that comes",
        "of not knowing the numbers and of chance. `input`: the model is given this figure; agreement proves nothing.",
        "Decision times come out of the queue: neither capacity nor the order of service is chosen by year.", "",
        "| outcome | year | published | model | 90% interval | ratio | inside | fact, grade | note |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for p in document["published"]:
        r = records.get((p["name"], p["year"]))
        if r is None:
            continue
        unit = r["unit"]
        ratio = "input" if p["is_input"] else f"{r['value'] / p['value']:.2f}"
        inside = "" if p["is_input"] else "yes" if r["low"] <= p["value"] <= r["high"] else "no"
        cells = (
            p["name"], str(p["year"]), number(p["value"], unit), number(r["value"], unit),
            interval(r["low"], r["high"], unit), ratio, inside, f"{p['fact']}, {p['grade']}", p["note"],
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run and write."""
    plan = Plan((load_scenario("baseline"),), 1, DRAWS, None, 2014, 2023, ("baseline",))
    began = perf_counter()
    runs = run_all(plan.jobs(), cores(), quiet=False)
    TARGET.write_text(page(of_run(plan, runs, 0.0, began)), encoding="utf-8")


if __name__ == "__main__":
    main()
