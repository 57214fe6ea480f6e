"""Settings in which claims are tried: few people of whom many are met, many cases in court, many survivors in prison.

The numbers give effects room; they say nothing about England and Wales. In some settings the other effects on the same
outcome are set to none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from model import capacity, first_day, gates, margins, reach
from model.evidence import Quantity
from model.junctions import leaving, recorded_case, referring
from model.stages import (
    arrest,
    care,
    charging,
    custody,
    defendant,
    exploitation,
    grounds,
    investigation,
    resettlement,
    therapy,
    trial,
)
from model.stages import re_trafficking as again

Numbers: TypeAlias = Mapping[Quantity, float]


@dataclass(frozen=True, eq=False)
class Setting:
    """Numbers that both worlds of an experiment share."""

    name: str
    meaning: str
    numbers: Numbers = field(repr=False)

    def __or__(self, other: "Setting") -> "Setting":
        return Setting(
            f"{self.name}, {other.name}", f"{self.meaning}; {other.meaning}", {**self.numbers, **other.numbers}
        )


FEW = Setting("few", "the smallest number of people thought possible, so that the same authorities meet more of them", {
    reach.people_in_exploitation: 12_000, first_day.leavers: 10,
})  # fmt: skip
MET = Setting("met", "whoever is recognised is mostly referred, a crime recorded, and the case supported", {
    **FEW.numbers, referring.consent: 0.9, recorded_case.crime_recorded_middle: 0.9, recorded_case.supports: 0.7,
})  # fmt: skip
COURT = Setting("court", "most cases against exploiters come far", {
    **MET.numbers,
    investigation.suspect_identified: 0.8, investigation.closed_at_once: 0, investigation.old_or_abroad: 0,
    capacity.investigators: 3_000, capacity.investigation_days: 30, capacity.courtrooms: 1_000,
    charging.sent: 0.3, charging.charged_share: 0.9, charging.evidence_months: 3, trial.fails_without_witness: 0.6,
    trial.preparation: 9,
})  # fmt: skip
PRISON = Setting("prison", "many survivors are imprisoned, nearly all of them adults", {
    **FEW.numbers,
    margins.children: 0.05, arrest.arrest_rate: 0.6, arrest.arrest_labour: 0.3, arrest.arrest_sexual: 0.5,
    arrest.unrelated_rate: 0.15, arrest.victim_at_scene: 0.02, defendant.charged_share: 0.9,
    defendant.median_to_completion: 90, defendant.found_guilty: 0.85, defendant.custody: 0.7,
    custody.mean_sentence: 24, gates.short_sentence: 0.3,
})  # fmt: skip
CARE = Setting("care", "most people who are recognised are referred, believed and supported, and decisions are quick", {
    **MET.numbers,
    referring.consent: 0.95, grounds.reasonable_grounds: 0.95, grounds.conclusive_grounds: 0.9, care.takes_up: 0.9,
    capacity.first_headroom: 10, capacity.decisions_made: 20_000, care.safe_house_places: 3_000,
})  # fmt: skip
EVEN = Setting("even", "nothing moves the risk of being exploited again but what a claim sets", {
    **FEW.numbers,
    again.if_outreach: 1, again.if_safe_house: 1, again.if_moving_on: 1, again.if_planned: 1, again.if_guardian: 1,
    again.if_temporary: 1, again.if_hostel: 1, again.if_homeless: 1, again.if_in_work: 1, again.if_isolated: 1,
    again.if_near: 1, again.if_in_debt: 1, again.if_traumatised: 1, again.if_insecure: 1, again.if_waiting: 1,
    again.if_exploiter_held: 1, again.if_exploiter_restricted: 1, again.retrafficked_in_a_year: 0.1,
})  # fmt: skip
AFTER = Setting("after", "many have got out; nothing moves the risk of being exploited again but what a claim sets", {
    **EVEN.numbers, again.time_to_settle: 4, exploitation.length_of_exploitation: 2,
})  # fmt: skip
HARM = Setting("harm", "people come out of exploitation with some harm, and those with much are referred to therapy", {
    **CARE.numbers,
    leaving.harmed_by_exploitation: 0, therapy.therapy_places: 20_000, therapy.referred_by_support: 2,
    therapy.referred_by_probation: 2, therapy.referred_in_prison: 2, therapy.referred_if_some_harm: 0.1,
    resettlement.work_traumatised: 0.2,
})  # fmt: skip
