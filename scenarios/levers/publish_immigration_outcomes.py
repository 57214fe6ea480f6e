"""Contacts of police with immigration enforcement, and what follows, published."""

from model.junctions.recorded_case import supports_insecure
from model.junctions.referring import consent_insecure
from model.junctions.telling import deterrence, outcomes_published, reassured_by_data
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

LEVER = Lever(
    asked("V22"),
    mechanism="some who expect the police to pass their details on are reassured: more contact, consent and support",
    holds=(Hold(outcomes_published, "set", 1.0),),
    shows=Shows("nrm_people_referred", "+"),
    cannot_show="outcomes that turn out to be bad, which would confirm the fear and not calm it",
    needs="people who record and publish; few, and not counted",
    rests_on=(reassured_by_data, deterrence, consent_insecure, supports_insecure),
)  # fmt: skip
