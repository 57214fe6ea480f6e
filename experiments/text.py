"""Text: the tables printed by the command."""

from collections.abc import Iterable, Sequence

from experiments.document import Document

HEADLINES = (
    "nrm_referrals", "duty_to_notify", "rg_positive_share", "cg_decisions", "cg_days_median", "cg_backlog",
    "crimes_recorded", "prosecutions", "convictions", "disclosed_in_prison", "nrm_referrals_prison",
    "survivors_convicted", "survivors_imprisoned", "detentions", "retrafficked_12m", "reoffended_12m",
    "in_exploitation",
)  # fmt: skip


def run_table(document: Document) -> str:
    """Return outcomes of the last full years, then the published figures beside the model's."""
    records = {(r["name"], r["year"]): r for r in document["outcomes"] if r["group"] == "all"}
    rows = []
    for name in HEADLINES:
        years = [year for (n, year) in records if n == name]
        if years:
            r = records[name, max(years)]
            rows.append((name, str(r["year"]), number(r["value"], r["unit"]), interval(r["low"], r["high"], r["unit"])))
    beside = []
    for p in document["published"]:
        r = records.get((p["name"], p["year"]))
        if r:
            ratio = "input" if p["is_input"] else f"{r['value'] / p['value']:.2f}" if p["value"] else ""
            beside.append((p["name"], str(p["year"]), number(p["value"], r["unit"]), number(r["value"], r["unit"]),
                           interval(r["low"], r["high"], r["unit"]), ratio, p["fact"]))  # fmt: skip
    return "\n".join([
        f"{document['scenario']}: last year of each outcome (median, 90% interval, {document['draws']} draws)", "",
        *table(("outcome", "year", "value", "90% interval"), rows), "",
        "Not yet calibrated: the model at its priors beside published figures", "",
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


def number(value: float, unit: str) -> str:
    """Return a value as people read it in its unit."""
    if unit == "share":
        return f"{value:.1%}"
    return f"{value:,.0f}" if abs(value) >= 20 or value == 0 else f"{value:.1f}"


def signed(value: float, unit: str) -> str:
    """Return a difference with its sign; shares in percentage points."""
    if unit == "share":
        return f"{100 * value:+.2f} points"
    return f"{value:+,.0f}" if abs(value) >= 20 or value == 0 else f"{value:+.1f}"


def interval(low: float | None, high: float | None, unit: str, shown=number) -> str:  # type: ignore[no-untyped-def]
    """Return the two ends of an interval, or a dash if one draw gave none."""
    return "-" if low is None or high is None else f"{shown(low, unit)} to {shown(high, unit)}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table: first column to the left, the others to the right."""
    body = [head, *rows]
    widths = [max(len(row[i]) for row in body) for i in range(len(head))]
    return [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in body
    ]
