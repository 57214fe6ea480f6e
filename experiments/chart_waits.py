"""The chart of waits of others: people referred on the same day in both worlds, who wait longer or shorter."""

from experiments.chart_bars import Both, bars, top_of
from experiments.chart_words import drawn, interval, maybe, people, refusal, shown, signed, wait_told
from experiments.charts import BETTER, WORSE, Chart, Group, Panel, others
from experiments.document import Document

KEY = (("▨", WORSE, "wait a week or more longer (hatched)"), ("■", BETTER, "wait a week or more shorter"))


def waits_chart(document: Document) -> Chart:
    """Return one picture of all scenarios: how many wait longer, how many shorter."""
    rows = [row for row in document["waits"] if row["mean_days"] is not None]
    barred = [(name, refusal(document, name)) for name in others(document)]
    notes = tuple(f"{name}. {said}" for name, said in barred if said)
    return Chart(
        "waits", _title(document, rows),
        "People referred on the same day, undecided when the worlds part, and decided in both: median of "
        f"{drawn(document)}, at national scale. To the right: who waits a week or more longer; to the left: shorter. "
        "Behind each name: mean change and 90% interval.",
        (Group("", _panel(rows), notes=notes),),
        ("Source: this simulation. These people were referred on the same day in both worlds, so a "
         "change of their wait is what a scenario does to people by way of the queue they share.",
         "Whoever is decided in one world only is not counted here, so a wait that becomes endless is not: those lost "
         "or still waiting at the end are in the ledger and the end states."),
        ("Scenario", "People compared", "Wait longer", "Wait shorter", "Mean change in days", "90% interval"),
        tuple(
            (row["scenario"], *(people(row[part]) for part in ("people", "longer", "shorter")),
             maybe(row["mean_days"], "days", signed), interval(row["low"], row["high"], "days", signed))
            for row in document["waits"]
        ),
    )  # fmt: skip


def _title(document: Document, rows: list[Document]) -> str:
    counted = [row for row in rows if row["people"]["value"]]
    free = [row for row in counted if not refusal(document, row["scenario"])]
    if not counted:
        return "Nobody's wait can be compared between the worlds"
    if not free:
        return "Waits are counted, but no direction is given: a rule forbids it"
    longer = max(row["longer"]["value"] / row["people"]["value"] for row in free)
    shorter = max(row["shorter"]["value"] / row["people"]["value"] for row in free)
    most = "up to " if len(free) > 1 else ""
    return f"Of 100 people {most}{100 * longer:.0f} wait a week longer, {100 * shorter:.0f} shorter"


def _panel(rows: list[Document]) -> tuple[Panel, ...]:
    if not rows:
        return ()
    top = top_of([row[part] for row in rows for part in ("longer", "shorter")])
    both = [
        Both(f"{shown(row['scenario'], 60)}: {signed(row['mean_days'], 'days')} days "
             f"({interval(row['low'], row['high'], 'days', signed)})", row["longer"], row["shorter"],
             ("worse", "better"))
        for row in rows
    ]  # fmt: skip
    says = " ".join(f"{row['scenario']}. {wait_told({'waits': [row]}, row['scenario'])}" for row in rows)
    figure = bars(both, top, "people: wait shorter (left), longer (right)")
    return (Panel("", f"Waits of others. {says}", figure, key=KEY),)
