"""Series: what Mesa's DataCollector reports after every tick, from running counters, never by scanning people."""

from typing import TYPE_CHECKING

from model.junctions.referring import referrals
from model.rules import Event
from model.stages.grounds import cg_decisions
from model.stages.trial import convictions, prosecutions
from model.survivor import BETWEEN, Exploitation, exploitation, referral

if TYPE_CHECKING:
    from model.simulation import SurvivorJourneys


def so_far(sim: "SurvivorJourneys", event: Event) -> int:
    """Return how often an event has been counted since the start (simulated people)."""
    population = sim.survivors if event in sim.survivors.layout.events else sim.exploiters
    return int(population.count(event).sum())


REPORTERS = {
    "day": lambda sim: sim.now,
    "in_exploitation": lambda sim: sim.survivors.inside(exploitation, Exploitation.EXPLOITED),
    "awaiting_conclusive_grounds": lambda sim: sim.survivors.inside(referral, *BETWEEN),
    "nrm_referrals": lambda sim: so_far(sim, referrals),
    "cg_decisions": lambda sim: so_far(sim, cg_decisions),
    "prosecutions": lambda sim: so_far(sim, prosecutions),
    "convictions": lambda sim: so_far(sim, convictions),
}
