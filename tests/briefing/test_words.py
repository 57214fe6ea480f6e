"""The words of a briefing: a direction only where the verdict gives one, grades, balances, and until when to use it."""

import re
from datetime import date

import pytest
from made_page import DIRECTIONS, FIREWALL, a_document

from experiments.briefing.change import switches
from experiments.briefing.finding import finding
from experiments.briefing.ground import grade, grade_told
from experiments.briefing.leading import leading, leading_table
from experiments.briefing.limits import use_until
from experiments.briefing.long import long_version
from experiments.briefing.make import briefing
from experiments.briefing.part import Facts, Points, Text
from experiments.briefing.short import short_version
from experiments.briefing.who import balance, gains_and_losses
from experiments.charts import BY_SCENARIO, Chart, fit_to_show
from experiments.desirable import RANKED
from experiments.page_words import Table

TOLD = DIRECTIONS + r"|(lower|higher) by|[Bb]etter:|Worse:|More people (gain|lose)|better (even|until)"


def words(parts):
    """Return every sentence and cell of parts; of charts their titles and tables."""
    found = []
    for block in (block for part in parts for block in part.blocks):
        match block:
            case Text():
                found.append(block.words)
            case Points():
                found += [block.under, *block.lines]
            case Facts():
                found += [f"{name} {value}" for name, value in block.pairs]
            case Chart():
                found += [block.title, *(cell for row in block.rows for cell in row)]
            case _:
                found += [cell for row in block.rows for cell in row]
    return "\n".join(found)


@pytest.fixture(scope="module")
def shown():
    return fit_to_show(a_document())


def barred(rule, sentence):
    document = a_document()
    none = {"direction": "none", "rule": rule, "sentence": sentence}
    ends = {"low": None, "high": None} if rule == "one_draw" else {}
    return fit_to_show(document | {
        "verdicts": [row | none | ends for row in document["verdicts"]],
        "harms": [row | {"rule": rule} for row in document["harms"]],
        "switching": [row | none | {"rule": rule} for row in document["switching"]],
        "draws": 1 if rule == "one_draw" else document["draws"],
    })  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("one_draw", "One draw: no interval, so no direction can be told."),
        ("outside_evidence", "Outside the evidence. A lever: set to reach 100%, observed at up to 14% only."),
        ("precision", "The precision asked for was not reached."),
        ("precision", "6 draws: too few to tell a direction; 20 or more are needed."),
    ],
)
def test_where_a_rule_speaks_no_direction_is_told_and_the_rule_is_named(rule, sentence):
    document = barred(rule, sentence)
    said = words(short_version(document))
    assert said.count(f"The model gives no direction. {sentence}") == 2 and not re.search(TOLD, said)
    assert "No direction can be told of any leading outcome" in said and "Gains are not set against losses" in said
    assert not re.search(DIRECTIONS, words(long_version(document)[:1]))


def test_where_intervals_span_zero_no_direction_is_told():
    document = a_document()
    calm = fit_to_show(document | {
        "verdicts": [r | {"direction": "none", "rule": "spans_zero", "low": -9.0, "high": 9.0}
                     for r in document["verdicts"]],
        "ledger": [r | {"net": r["net"] | {"low": -9.0, "high": 9.0}} for r in document["ledger"]], "harms": [],
        "switching": [r | {"rule": "spans_zero"} for r in document["switching"]],
    })  # fmt: skip
    said = words(short_version(calm))
    assert said.count("The model shows no clear difference in any of") == 2 and not re.search(TOLD, said)
    assert "harms counted, none is clearly larger in any group." in said


def test_a_finding_says_size_range_and_what_it_is_against(shown):
    first, *rest = finding(shown, FIREWALL)
    assert re.match(r"Of \d+ outcomes, 1 is clearly better and 1 is clearly worse\. For \d+ no difference", first)
    told = "Survivors detained (immigration), lower by 60 (90% range 53 to 67), against 900 without the change"
    assert f"Better: {told}." in rest


def test_the_leading_outcomes_do_not_depend_on_what_came_out(shown):
    turned = [row | {"difference": -(row["difference"] or 0), "direction": "none"} for row in shown["verdicts"]]
    assert leading(shown) == leading(shown | {"verdicts": turned})
    known = [name for name in RANKED if name in {row["name"] for row in shown["verdicts"]}]
    assert leading(shown) == ["disclosed_in_prison", *known]
    many = [scenario | {"levers": scenario["levers"] * 4} for scenario in shown["scenarios"]]
    assert leading(shown | {"scenarios": many}) == known


def test_the_grade_is_that_of_the_weakest_link(shown):
    first, second = shown["scenarios"][1:]
    assert (grade(shown, first), grade(shown, second)) == ("D", "B")
    assert "Evidence grade D (an assumption of ours), from the weakest link: A lever." in grade_told(shown, first)
    assert "assumption of ours" not in grade_told(shown, second)
    assert grade(shown, second | {"overrides": {"x": 1.0}}) == "D"
    assert grade(shown | {"numbers": "not calibrated"}, second) == "D"
    assert grade(shown, shown["scenarios"][0]) == "-"


@pytest.mark.parametrize(
    ("made", "until"),
    [("2026-11-24", "2027-03-31"), ("2027-03-30", "2027-03-31"), ("2027-03-31", "2028-03-31"),
     ("2027-01-01", "2027-03-31"), ("2028-02-29", "2028-03-31")],
)  # fmt: skip
def test_a_finding_ends_with_the_next_yearly_statistics(made, until, shown):
    assert use_until(shown | {"made": made}) == date.fromisoformat(until)
    assert briefing(shown | {"made": made}).use.endswith(f"{until[:4]}.")


def net(low, high, good):
    return {"good": good, "net": {"value": (low + high) / 2, "low": low, "high": high, "few": False}}


@pytest.mark.parametrize(
    ("row", "way"),
    [(net(1, 5, True), "better"), (net(1, 5, False), "worse"), (net(-5, -1, False), "better"),
     (net(-5, -1, True), "worse"), (net(0, 5, True), ""), (net(-1, 1, False), ""), (net(1, 5, None), "")],
)  # fmt: skip
def test_more_gain_than_lose_only_where_the_range_leaves_out_zero(row, way):
    assert balance(row) == way


def test_gains_and_losses_stand_together(shown):
    said = " ".join(gains_and_losses(shown, FIREWALL))
    assert "More people gain than lose: confirmed in words (300 gain this, 120 lose it)." in said
    assert "More people lose than gain: refused in words (30 are spared this, 210 suffer it)." in said
    assert "No clear balance for 1 of 3 things" in said


def test_how_weak_an_effect_may_be_is_told_in_words(shown):
    assert list(switches(shown, FIREWALL)) == [
        "Survivors detained (immigration): better until the effect is 75% weaker (90% range 70% to 80%)."
    ]
    assert "not tested" in next(switches(shown | {"switching": []}, FIREWALL))


def test_two_scenarios_at_most_are_in_the_short_version(shown):
    assert len(leading_table(shown, [s["name"] for s in shown["scenarios"][1:]]).head) == 4
    assert "more is in the long version" not in words(short_version(shown))
    third = [shown["scenarios"][-1] | {"name": "a third"}]
    told = words(short_version(shown | {"scenarios": shown["scenarios"] + third}))
    assert "same luck. 1 more is in the long version." in told and "a third" not in told


def test_a_long_name_is_given_once_and_a_letter_stands_for_it_elsewhere(shown):
    assert "Scenario B" not in words(short_version(shown))
    names = tuple(f"a scenario with a name of more than forty letters, {word}" for word in ("today", "one", "two"))
    document = fit_to_show(a_document(names=names))
    parts = short_version(document)
    table = next(block for part in parts for block in part.blocks if isinstance(block, Table))
    assert table.head == ("Outcome", "Without the change", "Scenario B", "Scenario C")
    said = f"{words(parts)} {table.caption}"
    for letter, name in zip("ABC", names, strict=True):
        assert said.replace(f"What if {name}?", "").count(name) == 1 and f"Scenario {letter}: {name}" in said
    assert "Scenario B" not in words(short_version(alone(document)))


def alone(document):
    """Return a comparison of one scenario: there is no need for letters."""
    names = [scenario["name"] for scenario in document["scenarios"][:2]]
    return document | {
        "scenarios": document["scenarios"][:2], "since": {names[1]: document["since"][names[1]]}, "ranking": [],
        **{part: [row for row in document[part] if row["scenario"] in names]
           for part in ("outcomes", "switching", *BY_SCENARIO)},
    }  # fmt: skip


def test_of_two_scenarios_fewer_things_are_named_than_of_one_and_the_rest_counted(shown):
    twice = [scenario | {"levers": scenario["levers"] * 5} for scenario in shown["scenarios"]]
    document = shown | {"scenarios": twice}
    both, one = words(short_version(document)), words(short_version(alone(document)))
    assert "and 4 more, in the long version" in both and "and 2 more, in the long version" in one


def test_every_leading_number_of_the_table_is_the_stored_one(shown):
    table = leading_table(shown, [FIREWALL])
    rows = {row["name"]: row for row in shown["verdicts"] if row["scenario"] == FIREWALL}
    for name, (_, base, gap, ends, said) in zip(leading(shown), table.rows, strict=True):
        row = rows[name]
        assert number_of(base) == pytest.approx(row["baseline"], rel=0.06)
        assert number_of(gap) == pytest.approx(row["difference"], abs=0.5)
        assert [number_of(end) for end in ends.split(" to ")] == pytest.approx([row["low"], row["high"]], abs=0.5)
        assert (said == "no clear difference") == (row["direction"] == "none")


def number_of(cell):
    """Return the number that a cell shows, whatever the unit."""
    sign, digits, unit = re.fullmatch(r"([+-]?)£?([\d.,]+)(k|m|bn|%| points)?", cell.strip()).groups()
    by = {"k": 1e3, "m": 1e6, "bn": 1e9, "%": 0.01, " points": 0.01}.get(unit, 1.0)
    return float(digits.replace(",", "")) * by * (-1 if sign == "-" else 1)


def test_words_of_the_field_are_kept_to(shown):
    said = words((*short_version(shown), *long_version(shown))).lower()
    assert "illegal" not in said and "none" not in re.findall(r"\bNone\b", said)
