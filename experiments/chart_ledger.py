"""The chart of the ledger: how many of the same people have an outcome in one of the two worlds only."""

from collections.abc import Sequence

from experiments.chart_bars import Both, Kind, bars, top_of
from experiments.chart_words import drawn, interval, number, of, opening, people, refusal, signed
from experiments.charts import BETTER, NEITHER, WORSE, Chart, Group, Panel, folded, others
from experiments.document import Document

KEY = (("■", BETTER, "better"), ("▨", WORSE, "worse (hatched)"), ("■", NEITHER, "neither better nor worse by itself"))


def ledger_chart(document: Document) -> Chart:
    """Return diverging bars, a panel a scenario: who has each outcome in one world only."""
    names = others(document)
    rows = {name: changed(document, name) for name in names}
    top = top_of([row[part] for found in rows.values() for row in found for part in ("gained", "lost")])
    return Chart(
        "ledger", _title(document),
        f"The same people in both worlds, to the end of {document['years'][1]}: those with an outcome in the scenario "
        f"only, to the right, and in the baseline only, to the left; median of {drawn(document)}, at national scale. "
        "Behind each name: the net change and its 90% interval.",
        folded([_group(document, name, rows[name], top) for name in names]),
        ("Source: this simulation. Everybody lives in both worlds of a draw, so each person is "
         "looked up in both. Outcomes that change for nobody in the median draw are in the table only.",
         "A median of net changes need not be the difference of two medians. Who is better off and who is worse off "
         "are different people: a net change of zero can hide many of both. Numbers marked (few) rest on fewer than 5 "
         "simulated people."),
        ("Scenario", "Outcome", "Is a", "In both", "Scenario only", "Baseline only", "In neither", "Net",
         "90% interval of net"),
        tuple(_row(row) for name in names for row in of(document, "ledger", name)),
    )  # fmt: skip


def changed(document: Document, scenario: str) -> list[Document]:
    """Return the outcomes that somebody has in one world only, in the median draw."""
    return [row for row in of(document, "ledger", scenario) if row["gained"]["value"] or row["lost"]["value"]]


def outcome_label(row: Document) -> str:
    """Return a fate in words."""
    return opening(row["meaning"])


def kind_of(good: bool | None, gained: bool) -> Kind:
    """Return how people fare who gain, or lose, an outcome that is good, bad, or neither (None)."""
    return "neither" if good is None else "better" if good == gained else "worse"


def _title(document: Document) -> str:
    rows = [row for name in others(document) for row in changed(document, name)]
    if not rows:
        return "In the median draw nobody has another outcome"
    most = max(rows, key=lambda row: row["gained"]["value"] + row["lost"]["value"])
    both = most["gained"]["value"] + most["lost"]["value"]
    return f"Most changed: “{most['meaning']}”, for {number(both, 'people')} people"


def _group(document: Document, name: str, rows: Sequence[Document], top: float) -> Group:
    notes = [refusal(document, name)] * bool(refusal(document, name))
    if not rows:
        return Group(name, (), notes=(*notes, "In the median draw nobody has another outcome."))
    says = "; ".join(
        f"{outcome_label(row)}: {people(row['gained'])} in the scenario only, {people(row['lost'])} in the baseline "
        f"only, {_net(row)}" for row in rows
    )  # fmt: skip
    both = [
        Both(f"{outcome_label(row)}: {_net(row)}", row["gained"], row["lost"],
             (kind_of(row["good"], True), kind_of(row["good"], False)))
        for row in rows
    ]  # fmt: skip
    figure = bars(both, top, "people: baseline only (left), scenario only (right)")
    return Group(name, (Panel("", f"Same people, other outcome. {says}.", figure, key=KEY),), notes=tuple(notes))


def _net(row: Document) -> str:
    net = row["net"]
    return f"net {people(net, signed)} ({interval(net['low'], net['high'], 'people', signed)})"


def _row(row: Document) -> tuple[str, ...]:
    return (
        row["scenario"], outcome_label(row), {True: "good", False: "harm"}.get(row["good"], "neither"),
        *(people(row[part]) for part in ("both", "gained", "lost", "neither")), people(row["net"], signed),
        interval(row["net"]["low"], row["net"]["high"], "people", signed),
    )  # fmt: skip
