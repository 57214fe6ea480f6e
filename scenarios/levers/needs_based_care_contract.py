"""A victim care contract built around what each victim needs."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.care import days_to_support, safe_house_places, takes_up_low_trust
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

added = Parameter(
    "places in safe houses added", unit="people", prior=LogNormal(60, 900),
    evidence=Assumption("319 adults lived in one in 2017; places are not published", facts=("F305.safe_house", "R04")),
)  # fmt: skip
sooner = Parameter(
    "time from entitlement to entering support, relative to before", unit="ratio", prior=Share(0.3, 0.9),
    evidence=Assumption("a bed in an emergency is within the contract; no times published", facts=("R04",)),
)  # fmt: skip
reaches = Parameter(
    "odds that an adult with little trust enters support, relative to before", unit="odds ratio",
    prior=LogNormal(1.1, 1.8), evidence=Assumption("held to follow from support by need; no size published"),
)  # fmt: skip
LEVER = Lever(
    asked("V32"), mechanism="more places in safe houses, support sooner, fewer with little trust who stay out of it",
    holds=(Hold(safe_house_places, "plus", added), Hold(days_to_support, "times", sooner),
           Hold(takes_up_low_trust, "times", reaches)), shows=Shows("support_entrants", "+"),
    cannot_show="needs themselves; what the contract of 2021 changed already, which the priors leave open",
    needs="places in safe houses; the weeks used are counted in the cost of safe houses",
)  # fmt: skip
