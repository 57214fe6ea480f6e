"""Costs: what a year costs the public purse, and what exploitation costs society, at unit costs with their source.

Prices are those of 2023, brought there from the year of each source. The social cost is the published cost of one
victim, which leaves out courts and prisons, so that it may stand beside the public cost; of the police's part, which it
holds, see `overlap`. What is not counted: benefits and asylum support, health care outside victim care, harm done by
offending, tax and output of people who recover.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model import survivor
from model.calendar import ORIGIN
from model.evidence import Assumption, Derived, Parameter, Quantity, Source
from model.facts import number
from model.measure import Outcome, Reader, Whose, cell_levels, counted, years_in
from model.priors import Known, LogNormal
from model.simulation import SurvivorJourneys
from model.stages import arrest, defendant, exploitation, grounds, investigation, navigators, re_trafficking, trial
from model.survivor import Immigration, Justice, Nation, Support, Therapy, immigration, justice, support, therapy

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
    evidence=Assumption("one force asked for a million more for one costly case; most are closed early", facts=("S051",)),
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


prison_place_now = at_prices_of(2022, prison_place)
investigation_now = at_prices_of(2020, investigation_cost)
victim_now = at_prices_of(2016, victim_cost)

PER_YEAR = {"pounds": 1.0, "pounds a year": 1.0, "pounds a week": 365.25 / 7, "pounds a day": 365.25}
"""What a unit cost becomes for each event, or each year spent in a state."""


@dataclass(frozen=True)
class Cost:
    """One item: a unit cost times events, or times years in some states."""

    name: str
    meaning: str
    unit_cost: Quantity
    quantity: Reader
    of: Whose = "survivors"

    def read(self, sim: SurvivorJourneys) -> np.ndarray:
        """Return pounds of the year (shape [years, cells])."""
        return self.quantity(sim) * sim.world.one(self.unit_cost) * PER_YEAR[self.unit_cost.unit]


PUBLIC = (
    Cost("prison", "survivors in prison, on remand or recalled", prison_place_now,
         years_in(justice, Justice.ON_REMAND, Justice.IN_PRISON, Justice.RECALLED)),
    Cost("secure_estate", "children in the secure estate", secure_place, years_in(justice, Justice.IN_SECURE_ESTATE)),
    Cost("detention", "survivors in immigration detention", detention_day, years_in(immigration, Immigration.DETAINED)),
    Cost("outreach", "outreach and move-on support", outreach_week,
         years_in(support, Support.OUTREACH, Support.MOVING_ON)),
    Cost("safe_houses", "safe houses", safe_house_week, years_in(support, Support.SAFE_HOUSE)),
    Cost("therapy", "mental-health and addiction support", therapy_week, years_in(therapy, Therapy.RECEIVING)),
    Cost("decisions", "decisions of the National Referral Mechanism", decision,
         counted(grounds.rg_decisions, grounds.cg_decisions)),
    Cost("arrests", "arrests of survivors", arrest_cost, counted(arrest.arrests)),
    Cost("survivor_cases", "prosecutions of survivors", survivor_case_cost, counted(defendant.charges)),
    Cost("navigators", "victim navigators", navigation_cost, counted(navigators.navigators_assigned)),
    Cost("investigations", "investigations of exploiters", investigation_now,
         counted(investigation.investigations, of="exploiters"), "exploiters"),
    Cost("trials", "prosecutions of exploiters", trial_cost, counted(trial.prosecutions, of="exploiters"), "exploiters"),
)  # fmt: skip
SOCIAL = (
    Cost("exploitation", "people entering exploitation, again after an exit included", victim_now,
         counted(exploitation.recruited_event, re_trafficking.retrafficked_event)),
)  # fmt: skip

Reads = Callable[[SurvivorJourneys], np.ndarray]


def total(costs: tuple[Cost, ...]) -> Reads:
    """Return a reader of a sum of costs over everybody (shape [years, 1])."""

    def read(sim: SurvivorJourneys) -> np.ndarray:
        nation = cell_levels(sim.survivors, survivor.nation) == Nation.ENGLAND_AND_WALES
        sums = [c.read(sim)[:, nation] if c.of == "survivors" else c.read(sim) for c in costs]
        return np.sum([cells.sum(axis=1, keepdims=True) for cells in sums], axis=0)

    return read


def discounted(read: Reads) -> Reads:
    """Return a reader of present values on 1 January of the first year, at the middle of each year."""

    def present(sim: SurvivorJourneys) -> np.ndarray:
        years = np.arange(len(sim.calendar.years)) + 0.5
        return read(sim) / (1.0 + sim.world.one(discount_rate)) ** years[:, None]

    return present


OUTCOMES = (
    Outcome("cost_public", f"cost to the public purse of what is modelled, prices of {PRICES}", "pounds", "E&W",
            total(PUBLIC), of="everybody"),
    Outcome("cost_social", f"cost of exploitation to people and society, prices of {PRICES}", "pounds", "E&W",
            total(SOCIAL), of="everybody"),
    Outcome("cost_public_present", f"present value in {ORIGIN.year} of the cost to the public purse", "pounds", "E&W",
            discounted(total(PUBLIC)), of="everybody"),
    Outcome("cost_social_present", f"present value in {ORIGIN.year} of the cost of exploitation", "pounds", "E&W",
            discounted(total(SOCIAL)), of="everybody"),
    *(Outcome(f"cost_{cost.name}", f"cost of {cost.meaning}, prices of {PRICES}", "pounds", "E&W", total((cost,)),
              of="everybody") for cost in (*PUBLIC, *SOCIAL)),
)  # fmt: skip
