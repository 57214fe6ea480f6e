"""Write docs/baseline.md: today's system beside every published figure marked as a target.

Run as `python -m experiments.baseline` (some minutes for the 40 draws of the whole country). Nothing in the model is
chosen to make this table look better.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from calibration.published import Family, families
from experiments.beside import Row, ratio
from experiments.document import Document, of_run
from experiments.job import Plan
from experiments.plan import load_scenario, write
from experiments.pool import cores, run_all
from experiments.text import interval, number, ratio_shown

TARGET = Path(__file__).resolve().parents[1] / "docs" / "baseline.md"
DRAWS, LAST_YEAR = 40, 2024
"""The last year is the last that a target needs."""
HEAD = ("figure", "period", "published", "model", "90% interval", "ratio", "inside", "fact, grade",
        "read off the model, notes")  # fmt: skip
COUNTS = ("figures", "compared", "inside", "outside", "given", "median ratio", "not compared")


def page(document: Document) -> str:
    """Return every family as a section, after a count of the figures inside."""
    rows = document["published"]
    by_family = [(family, [p for p in rows if p["family"] == family.name]) for family in families()]
    lines = [
        "# Baseline beside the published figures", "",
        f"Written by `python -m experiments.baseline` ({document['asked']}); do not edit.", "",
        f"**{document['notes'][0]}**", "",
        "Every published figure that can be compared, those that are not fitted among them: median over draws, and the",
        "90% interval that comes of not knowing the numbers and of chance. `input`: the model is given this figure, as",
        "what staff can decide; agreement proves nothing, and fewer means that too few cases come in. Decision times",
        "come out of the queue: neither capacity nor the order of service is chosen by year. Figures of all prison",
        "leavers are compared with the reference cohort, not with survivors.", "",
        "Periods that are no calendar years are put together from parts of years, as the last column tells:",
        "`prosecutions (0.75 of 2018 + 0.25 of 2019)` stands for the year ending in March 2019. Groups stand in",
        "square brackets. Where a publication says *over* or *nearly*, an interval that reaches that far is inside.",
        "Ratios are model over published.", "",
        *table_head(COUNTS),
        *(summary(family.name, of_it, len(family.not_compared)) for family, of_it in by_family),
        summary("**all**", rows, sum(len(family.not_compared) for family, _ in by_family)), "",
    ]  # fmt: skip
    for family, of_it in by_family:
        lines += section(family, of_it)
    return "\n".join(lines)


def table_head(columns: Sequence[str]) -> list[str]:
    """Return the first two lines of a table."""
    return [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]


def summary(name: str, rows: Sequence[Row], not_compared: int) -> str:
    """Return the line of a family: how many figures lie inside, inputs left aside."""
    compared = [r for r in rows if not r["is_input"]]
    inside = sum(r["inside"] is True for r in compared)
    outside = sum(r["inside"] is False for r in compared)
    ratios = [over for r in compared if (over := ratio(r)) is not None]
    middle = f"{median(ratios):.2f}" if ratios else "-"
    counts = (len(compared), inside, outside, len(rows) - len(compared), middle, not_compared)
    return f"| {name} | {' | '.join(str(count) for count in counts)} |"


def section(family: Family, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table of a family, then what it leaves out and why."""
    yield from (f"## {family.name}", "", *table_head(HEAD), *(line(r) for r in rows), "")
    by_reason: dict[str, list[str]] = {}
    for identifier, reason in family.not_compared.items():
        by_reason.setdefault(reason, []).append(identifier)
    if by_reason:
        yield from ("Not compared:", "")
        yield from (f"- {', '.join(identifiers)}: {reason}." for reason, identifiers in by_reason.items())
        yield ""


def line(r: Row) -> str:
    """Return one figure beside the model's."""
    unit = r["unit"]
    inside = "" if r["is_input"] or r["inside"] is None else "yes" if r["inside"] else "**no**"
    cells = (
        r["quantity"], r["period"], number(r["value"], unit), "-" if r["model"] is None else number(r["model"], unit),
        interval(r["low"], r["high"], unit), ratio_shown(r), inside, f"{r['fact']}, {r['grade']}",
        f"`{r['expression']}`" + (f"; {r['note']}" if r["note"] else ""),
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Run and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--people", type=int, help="a sample of about so many people in exploitation at the start")
    parser.add_argument("--prior", action="store_true", help="draw every number from its prior")
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--out", type=Path, default=TARGET, help="the page to be written")
    options = parser.parse_args()
    plan = Plan(
        (load_scenario("baseline"),),
        1,
        options.draws,
        options.people,
        2014,
        LAST_YEAR,
        ("baseline",),
        prior=options.prior,
    )
    began = perf_counter()
    runs = run_all(plan.jobs(), options.workers, quiet=False)
    write(options.out, page(of_run(plan, runs, 0.0, began)) + "\n")


if __name__ == "__main__":
    main()
