"""Costs: what a year costs the public purse, and what exploitation costs society, at unit costs with their source.

Prices are those of 2023, brought there from the year of each source. The social cost is the published cost of one
victim. It leaves out courts and prisons but holds victim care and the police, which the public cost counts too: the two
stand side by side and are not to be added up. What is not counted: benefits and asylum support, health care outside
victim care, harm done by offending, tax and output of people who recover.
"""

from dataclasses import dataclass

import numpy as np

from model import survivor
from model.calendar import ORIGIN
from model.evidence import Quantity
from model.measure import Cells, Outcome, Reader, Whose, cell_levels, counted, years_in
from model.simulation import SurvivorJourneys
from model.stages import arrest, defendant, exploitation, grounds, investigation, navigators, re_trafficking, trial
from model.survivor import Immigration, Justice, Nation, Support, Therapy, immigration, justice, support, therapy
from model.unit_costs import (
    PRICES,
    arrest_cost,
    decision,
    detention_day,
    discount_rate,
    investigation_now,
    navigation_cost,
    outreach_week,
    prison_place_now,
    safe_house_week,
    secure_place,
    survivor_case_cost,
    therapy_week,
    trial_cost,
    victim_now,
)

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

    def read(self, sim: SurvivorJourneys) -> Cells:
        """Return pounds of the year (shape [years, cells])."""
        return np.asarray(self.quantity(sim) * sim.world.one(self.unit_cost) * PER_YEAR[self.unit_cost.unit])


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
    Cost("trials", "prosecutions of exploiters", trial_cost,
         counted(trial.prosecutions, of="exploiters"), "exploiters"),
)  # fmt: skip
SOCIAL = (
    Cost("exploitation", "people entering exploitation, again after an exit included", victim_now,
         counted(exploitation.recruited_event, re_trafficking.retrafficked_event)),
)  # fmt: skip


def total(costs: tuple[Cost, ...]) -> Reader:
    """Return a reader of a sum of costs over everybody (shape [years, 1])."""

    def read(sim: SurvivorJourneys) -> Cells:
        nation = cell_levels(sim.survivors.kind, survivor.nation) == Nation.ENGLAND_AND_WALES
        sums = [c.read(sim)[:, nation] if c.of == "survivors" else c.read(sim) for c in costs]
        return np.asarray(np.sum([cells.sum(axis=1, keepdims=True) for cells in sums], axis=0))

    return read


def discounted(read: Reader) -> Reader:
    """Return a reader of present values on 1 January of the first year, at the middle of each year."""

    def present(sim: SurvivorJourneys) -> Cells:
        years = np.arange(len(sim.calendar.years)) + 0.5
        return np.asarray(read(sim) / (1.0 + sim.world.one(discount_rate)) ** years[:, None])

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
