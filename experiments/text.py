"""Text: the tables printed by the command."""

from collections.abc import Iterable, Sequence

from experiments.beside import plain, ratio
from experiments.document import Document

HEADLINES = (
    "in_exploitation", "years_in_exploitation", "retrafficked", "retrafficked_12m",
    "nrm_referrals", "duty_to_notify", "rg_positive_share", "cg_decisions", "cg_days_median", "cg_backlog",
    "left_before_decision", "harmed_by_waiting", "in_support", "entitled_without_support",
    "crimes_recorded", "witnesses_supporting", "prosecutions", "convictions",
    "survivors_convicted", "survivors_imprisoned", "disclosed_in_prison", "nrm_referrals_prison", "reoffended_12m",
    "detentions", "cost_public",
)  # fmt: skip
"""Outcomes that tables and pictures lead with, harms included; every other one is in the JSON document."""


def run_table(document: Document) -> str:
    """Return outcomes of the last full years, then the published headlines beside the model's."""
    records = {(r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all"}
    rows = []
    for name in HEADLINES:
        years = [year for (n, year) in records if n == name]
        if years:
            r = records[name, max(years)]
            rows.append((name, str(r["year"]), number(r["value"], r["unit"]), interval(r["low"], r["high"], r["unit"])))
    beside = [
        (p["name"], str(p["year"]), number(p["value"], p["unit"]), number(p["model"], p["unit"]),
         interval(p["low"], p["high"], p["unit"]), ratio_shown(p), p["fact"])
        for p in plain(document["published"]) if p["name"] in HEADLINES and p["model"] is not None
    ]  # fmt: skip
    return "\n".join([
        f"{document['scenario']}: last year of each outcome (median, 90% interval, {document['draws']} draws)", "",
        *table(("outcome", "year", "value", "90% interval"), rows), "",
        "Not yet calibrated: the model at its priors beside the published headlines "
        f"({len(document['published'])} figures in all with --json)", "",
        *table(("outcome", "year", "published", "model", "90% interval", "ratio", "fact"), beside),
    ])  # fmt: skip


def comparison_table(document: Document) -> str:
    """Return, for each scenario, the paired difference of the headline outcomes in the last year they are defined."""
    lines = []
    for scenario, check in zip(document["scenarios"][1:], document["checks"], strict=True):
        records = {
            (r["name"], r["year"]): r for r in document["outcomes"]
            if r["group"] == "all" and r["scenario"] == scenario["name"]
        }  # fmt: skip
        rows = []
        for name in HEADLINES:
            years = [year for (n, year) in records if n == name]
            if years:
                r = records[name, max(years)]
                rows.append((name, str(r["year"]), number(r["value"], r["unit"]), signed(r["difference"], r["unit"]),
                             interval(r["low"], r["high"], r["unit"], signed), f"{r['share_above']:.0%}"))  # fmt: skip
        lines += [
            f"{scenario['name']}, against {document['scenario']} (same people, same luck, {document['draws']} draws)",
            same_until(check), "",
            *table(("outcome", "year", "value", "difference", "90% interval", "draws above"), rows), "",
        ]  # fmt: skip
    return "\n".join([*lines, *document["notes"]])


def same_until(check: Document) -> str:
    """Return the sentence on whether two worlds are one before the lever."""
    if check["identical"] is None:
        return "Not checked: the scenarios differ from the first day, or not at all."
    if check["identical"]:
        return f"Checked: up to {check['until']}, when the first lever starts, the two worlds are bit for bit the same."
    return f"FAULT: the two worlds differ before {check['until']}, when the first lever starts."


def ratio_shown(row: Document) -> str:
    """Return the model over a published figure as it is shown, and whether the model is given the figure."""
    over = ratio(row)
    shown = "-" if over is None else f"{over:.2f}"
    return f"{shown}, input" if row["is_input"] else shown


def number(value: float, unit: str) -> str:
    """Return a value as people read it in its unit."""
    if unit == "share":
        return f"{value:.1%}"
    return pounds(value) if unit == "pounds" else _count(value)


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; shares in percentage points."""
    if unit == "share":
        return f"{100 * value:+.2f} points"
    sign = "-" if value < 0 else "+"
    return f"{sign}{number(abs(value), unit)}"


def pounds(value: float) -> str:
    """Return an amount of money in billions, millions or thousands."""
    sign, size = "-" if value < 0 else "", abs(value)
    for letters, unit in (("bn", 1e9), ("m", 1e6), ("k", 1e3)):
        if size >= unit:
            return f"{sign}£{size / unit:,.1f}{letters}"
    return f"{sign}£{size:.0f}"


def _count(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 20 or value == 0 else f"{value:.1f}"


def interval(low: float | None, high: float | None, unit: str, shown=number) -> str:  # type: ignore[no-untyped-def]
    """Return the two ends of an interval, or a dash if one draw gave none."""
    return "-" if low is None or high is None else f"{shown(low, unit)} to {shown(high, unit)}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> list[str]:
    """Return the lines of a table: the first columns, which are texts, to the left, the others to the right."""
    body = [head, *rows]
    widths = [max(len(row[i]) for row in body) for i in range(len(head))]
    return [
        "  ".join(
            cell.ljust(w) if i < texts else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in body
    ]
