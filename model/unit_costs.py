"""Unit costs: what one event, place or week costs, at prices of 2023, brought there from the year of each source."""

from model.evidence import Assumption, Derived, Parameter, Quantity, Source
from model.facts import number
from model.priors import Known, LogNormal

PRICES = 2023

price_rise = Parameter(
    "yearly rise of prices in the economy", unit="ratio", prior=LogNormal(1.018, 1.04),
    evidence=Assumption("rises of the years between the sources and 2023, which differ; no series among the facts"),
)  # fmt: skip
discount_rate = Parameter(
    "yearly discount of public money", unit="share", prior=Known(number("R11.discount_rate")),
    evidence=Source("R11.discount_rate"),
)  # fmt: skip
prison_place = Parameter(
    "cost of a prison place in a year, prices of 2022-23", unit="pounds a year",
    prior=LogNormal.around(number("F623.place"), 1.1), evidence=Source("F623.place"),
)  # fmt: skip
secure_place = Parameter(
    "cost of a place in the secure estate for children in a year, prices of 2023", unit="pounds a year",
    prior=LogNormal(120_000, 300_000), evidence=Assumption("several times an adult place; no figure among the facts"),
)  # fmt: skip
detention_day = Parameter(
    "cost of a day in immigration detention, prices of 2023", unit="pounds a day",
    prior=LogNormal(number("F810.2019q1"), number("F810.2022q4") ** 2 / number("F810.2019q1")),
    evidence=Source("F810.2019q1", "F810.2022q4", "F810.2023q4", note="from the lowest published quarter as far above "
                    "the highest"),
)  # fmt: skip
outreach_week = Parameter(
    "cost of a week of outreach support, prices of 2023", unit="pounds a week", prior=LogNormal(60, 250),
    evidence=Assumption("subsistence of 35 to 65 pounds, and a support worker's time; contract prices are not "
                        "published", facts=("F315.self_catered", "F315.catered")),
)  # fmt: skip
safe_house_week = Parameter(
    "cost of a week in a safe house, prices of 2023", unit="pounds a week", prior=LogNormal(350, 1_200),
    evidence=Assumption("housing, staff at all hours and subsistence; contract prices are not published"),
)  # fmt: skip
therapy_week = Parameter(
    "cost of a week of mental-health and addiction support, prices of 2023", unit="pounds a week",
    prior=LogNormal(50, 200), evidence=Assumption("about one session a week; no figure among the facts"),
)  # fmt: skip
decision = Parameter(
    "cost of one decision of the National Referral Mechanism, prices of 2023", unit="pounds",
    prior=LogNormal(800, 4_000),
    evidence=Assumption("decision staff over decisions of the year at a civil servant's full cost", facts=(
        "F211a.staff", "F023.cg_decisions", "F023.rg_decisions")),
)  # fmt: skip
investigation_cost = Parameter(
    "cost of one investigation, prices of 2020", unit="pounds", prior=LogNormal(4_000, 120_000),
    evidence=Assumption(
        "one force asked for a million more for one costly case; most are closed early", facts=("S051",)
    ),
)  # fmt: skip
trial_cost = Parameter(
    "cost of one prosecution of an exploiter, legal aid included, prices of 2023", unit="pounds",
    prior=LogNormal(30_000, 300_000), evidence=Assumption("trials of about five months; no figure", facts=("S026",)),
)  # fmt: skip
survivor_case_cost = Parameter(
    "cost of one prosecution of a survivor, legal aid included, prices of 2023", unit="pounds",
    prior=LogNormal(3_000, 15_000), evidence=Assumption("an ordinary Crown Court case; no figure among the facts"),
)  # fmt: skip
arrest_cost = Parameter(
    "cost of one arrest, prices of 2023", unit="pounds", prior=LogNormal(500, 3_000),
    evidence=Assumption("custody and an officer's time; no figure among the facts"),
)  # fmt: skip
navigation_cost = Parameter(
    "cost of a navigator's work with one survivor, prices of 2023", unit="pounds", prior=LogNormal(3_000, 15_000),
    evidence=Assumption("106 survivors with full plans in 31 months among about eight navigators", facts=(
        "F308.victims", "S033")),
)  # fmt: skip
staff_year = Parameter(
    "cost of one more member of staff for a year, a caseworker or support worker, prices of 2023", unit="pounds a year",
    prior=LogNormal(40_000, 75_000), evidence=Assumption("pay, pension, room and management of an executive officer or "
                                                         "support worker; no figure among the facts"),
)  # fmt: skip
officer_year = Parameter(
    "cost of one more police officer or lawyer for a year, prices of 2023", unit="pounds a year",
    prior=LogNormal(60_000, 110_000), evidence=Assumption("pay, pension, equipment and training; no figure among the "
                                                          "facts"),
)  # fmt: skip
training_day = Parameter(
    "cost of training one person for a day, their time included, prices of 2023", unit="pounds",
    prior=LogNormal(150, 600), evidence=Assumption("a day's pay and a share of a trainer; no figure among the facts"),
)  # fmt: skip
service_year = Parameter(
    "cost of a new service or campaign for one area for a year, prices of 2023", unit="pounds a year",
    prior=LogNormal(30_000, 400_000), evidence=Assumption("from a part-time post to a small team with premises; no "
                                                          "figure among the facts"),
)  # fmt: skip
victim_cost = Parameter(
    "cost of one person's exploitation to the person and to society, prices of 2016-17", unit="pounds",
    prior=LogNormal.around(number("S049"), 1.6), evidence=Source("S049", note="rests on interviews with 17 support "
                                                                 "providers and four police officers"),
)  # fmt: skip


def at_prices_of(year: int, cost: Quantity) -> Derived:
    """Return a unit cost of another year's prices at those of 2023."""
    return Derived(
        f"{cost.meaning}, brought to {PRICES}", cost.unit, (cost, price_rise),
        lambda pounds, rise: pounds * rise ** (PRICES - year),
    )  # fmt: skip


safe_house_place = Derived(
    "cost of a place in a safe house for a year", "pounds a year", (safe_house_week,), lambda week: week * 365.25 / 7
)
prison_place_now = at_prices_of(2022, prison_place)
investigation_now = at_prices_of(2020, investigation_cost)
victim_now = at_prices_of(2016, victim_cost)
