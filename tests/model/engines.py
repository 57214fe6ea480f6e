"""What the comparisons of the two engines share: a lively small world, and the journeys of either engine."""

from collections import Counter
from typing import TypeAlias

from model.plain.journeys import PlainJourneys
from model.population import Population
from model.simulation import SurvivorJourneys

FEW_LEAVERS = {"first_day.leavers": 30.0}
"""The reference cohort has 200 simulated entries a year at least; the slow engine lives a few of them."""

LIVELY = FEW_LEAVERS | {
    "arrest.arrest_rate": 0.4, "capacity.second_authority": 1.0, "capacity.second_authority_others": 0.6,
    "capacity.second_authority_share": 0.3, "charging.charged_share": 0.9, "charging.freed_by_arrest": 0.5,
    "charging.lost_by_warning": 0.5, "charging.sent": 0.7, "contact.found_when_named": 0.6, "custody.debt_rate": 1.0,
    "detention.departure_rate": 0.05, "detention.detention_rate": 0.2, "detention.time_limit": 60.0,
    "detention.detention_days": 60.0, "disclosure.disclosure_outside": 3.0, "disclosure.prison_refers": 0.5,
    "disqualification.requested": 0.2, "exploitation.length_of_exploitation": 2.0, "exploitation.takes_over": 0.4,
    "grounds.represented": 0.8, "grounds.challenged": 0.8, "resettlement.work_by_decision": 1.0,
    "investigation.closed_at_once": 0.1, "investigation.early_arrest": 0.4, "investigation.named_too": 0.6,
    "investigation.suspect_identified": 0.8, "junctions.bad_encounter_middle": 0.5, "junctions.consent": 0.9,
    "junctions.crime_recorded_middle": 0.9, "junctions.detained_when_passed_on": 0.4, "junctions.guardian_areas": 0.5,
    "junctions.notified": 0.3, "junctions.supports": 0.9, "navigators.liaison": 3_000.0,
    "navigators.liaison_forces": 0.9, "navigators.names_others": 0.6, "navigators.navigator_forces": 0.9,
    "navigators.navigators": 500.0, "orders.breaking": 0.3, "orders.made": 0.6, "orders.applications": 2_000.0,
    "orders.prevention_length": 1.5, "orders.risk_length": 1.0, "orders.risk_orders_made": 1.0,
    "programmes.put_forward": 2.0, "programmes.months_to_place": 2.0, "re_trafficking.inside_rate": 0.1,
    "re_trafficking.retrafficked_in_a_year": 0.15, "reach.known_to_police": 6_000.0,
    "reach.known_to_charities": 3_000.0, "regularisation.asylum": 0.2, "regularisation.to_recover": 0.2,
    "supervision.recalled_in_a_year": 0.3, "testimony.withdrawal": 0.5, "therapy.referred_by_probation": 1.0,
    "therapy.referred_by_support": 2.0, "trial.carries_on": 0.4, "trial.preparation": 3.0,
    "trial.time_in_prison": 1.0, "trial.trial_length": 1.0, "wellbeing.harm_in_prison": 1.0,
    "word_of_mouth.hears_of_passing_on": 0.7, "word_of_mouth.hears_of_treatment": 0.7,
}  # fmt: skip
"""A world in which few people go everywhere: within ten years nearly every clock of the model goes off."""


Happening: TypeAlias = tuple[float, str, int, str]
"""When, of what kind of agent, of whom, and which clock or trigger went off."""


def lived(population: Population) -> list[Happening]:
    """Every event of a traced population."""
    trace, clocks = population.books.trace, [clock.name for clock in population.layout.clocks]
    n = int(trace.used[0])
    number = population.founders.number[trace.who[:n]].tolist()
    return [
        (when, population.kind.name, who, clocks[what])
        for when, who, what in zip(trace.when[:n].tolist(), number, trace.what[:n].tolist(), strict=True)
    ]


def journeys(sim: SurvivorJourneys) -> list[Happening]:
    """Everybody's events in a fixed order, to be held against the sorted trace of the slow engine."""
    return sorted(event for population in sim.populations for event in lived(population))


def tally(sim: SurvivorJourneys) -> Counter[tuple[str, str, int]]:
    """What was counted: of whom, which event, in which year."""
    found: Counter[tuple[str, str, int]] = Counter()
    for of, population in zip(("survivors", "exploiters", "leavers"), sim.populations, strict=True):
        for event in population.layout.events:
            by_year = population.count(event).sum(axis=1).tolist()
            found.update({(of, event.name, y): n for y, n in zip(sim.calendar.years, by_year, strict=True) if n})
    return found


def plain_tally(sim: PlainJourneys) -> Counter[tuple[str, str, int]]:
    """The same of the slow engine."""
    found: Counter[tuple[str, str, int]] = Counter()
    for (of, event, year, _), n in sim.counts.items():
        found[of, event, year] += n
    return found


def record(sim: SurvivorJourneys) -> tuple[list[Happening], Counter[tuple[str, str, int]]]:
    """What is compared: everybody's journeys and everything counted."""
    return journeys(sim), tally(sim)


def plain_record(sim: PlainJourneys) -> tuple[list[Happening], Counter[tuple[str, str, int]]]:
    """The same of the slow engine."""
    return sorted(sim.trace), plain_tally(sim)
