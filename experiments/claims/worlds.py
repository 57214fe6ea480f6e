"""Worlds in which claims are tried: few people of whom many are met, many cases in court, many survivors in prison.

The numbers give effects room; they say nothing about England and Wales. Where a claim's effect is weighed against
others of its kind, those others are set to none.
"""

from model import capacity, first_day, gates, junctions, margins, reach
from model.stages import arrest, care, charging, custody, defendant, exploitation, grounds, investigation
from model.stages import re_trafficking as again
from model.stages import resettlement, therapy, trial

FEW = {
    reach.people_in_exploitation: 12_000.0,
    first_day.leavers: 10.0,
}
"""The smallest number of people thought possible, so that the same authorities meet more of them."""

MET = FEW | {junctions.consent: 0.9, junctions.crime_recorded_middle: 0.9, junctions.supports: 0.7}
"""Whoever is recognised is mostly referred, a crime recorded, and the case supported."""

COURT = MET | {
    investigation.suspect_identified: 0.8, investigation.closed_at_once: 0.0, investigation.old_or_abroad: 0.0,
    capacity.investigators: 3_000.0, capacity.investigation_days: 30.0, capacity.courtrooms: 1_000.0,
    charging.sent: 0.3, charging.charged_share: 0.9, charging.evidence_months: 3.0, trial.fails_without_witness: 0.6,
    trial.preparation: 9.0,
}  # fmt: skip
"""Most cases against exploiters come far."""

PRISON = FEW | {
    margins.children: 0.05, arrest.arrest_rate: 0.6, arrest.arrest_labour: 0.5, arrest.arrest_sexual: 0.5,
    arrest.unrelated_rate: 0.15, arrest.victim_at_scene: 0.02, defendant.charged_share: 0.9,
    defendant.median_to_completion: 90.0, defendant.found_guilty: 0.85, defendant.custody: 0.7,
    custody.mean_sentence: 24.0, gates.short_sentence: 0.3,
}  # fmt: skip
"""Many survivors are imprisoned, nearly all of them adults."""

CARE = MET | {
    junctions.consent: 0.95, grounds.reasonable_grounds: 0.95, grounds.conclusive_grounds: 0.9, care.takes_up: 0.9,
    capacity.first_headroom: 10.0, capacity.decisions_made: 20_000.0, care.safe_house_places: 3_000.0,
}  # fmt: skip
"""Most people who are recognised are referred, believed and supported, and decisions are quick."""

NEUTRAL = {
    again.if_outreach: 1.0, again.if_safe_house: 1.0, again.if_moving_on: 1.0, again.if_planned: 1.0,
    again.if_guardian: 1.0, again.if_temporary: 1.0, again.if_hostel: 1.0, again.if_homeless: 1.0,
    again.if_in_work: 1.0, again.if_isolated: 1.0, again.if_near: 1.0, again.if_in_debt: 1.0,
    again.if_traumatised: 1.0, again.if_insecure: 1.0, again.if_waiting: 1.0, again.if_exploiter_held: 1.0,
    again.if_exploiter_restricted: 1.0,
}  # fmt: skip
"""Nothing moves the risk of being exploited again."""

AFTER = FEW | NEUTRAL | {
    again.retrafficked_in_a_year: 0.1, again.time_to_settle: 4.0, exploitation.length_of_exploitation: 2.0,
}  # fmt: skip
"""Many have got out, and nothing moves the risk of being exploited again but what a claim sets."""

HARM = CARE | {
    junctions.harmed_by_exploitation: 0.0, therapy.therapy_places: 20_000.0, therapy.referred_by_support: 2.0,
    therapy.referred_by_probation: 2.0, therapy.referred_in_prison: 2.0, therapy.referred_if_some_harm: 0.1,
    resettlement.work_traumatised: 0.2,
}  # fmt: skip
"""People come out of exploitation with some harm to mental health; those with more are referred to therapy."""
