"""Councils offer support to British victims, who see little in a national referral as it stands."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import consent_national
from model.priors import LogNormal
from model.stages.resettlement import months_to_home
from model.survivor import FORCES, Status, status
from model.unit_costs import service_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

consents_more = Parameter(
    "odds that a UK national consents to a referral that leads on to a local offer, relative to before",
    unit="odds ratio", prior=LogNormal(1.05, 2.5),
    evidence=Assumption("many stay out because the benefit is unclear; no size published", facts=("S111",)),
)  # fmt: skip
housed_sooner = Parameter(
    "mean time until settled housing is found by a UK national, relative to before", unit="ratio",
    prior=LogNormal(0.5, 0.97), evidence=Assumption("councils house under local rules; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V80"), mechanism="more UK nationals consent to a referral; they find homes sooner, referred or not",
    holds=(Hold(consent_national, "times", consents_more), Hold(months_to_home, "times", housed_sooner)),
    shows=Shows("nrm_referrals", "+"), cannot_show="people who take the local offer instead of a referral",
    group=((status, (Status.UK_NATIONAL,)),), needs="a service in each police force area",
    costs=(Cost("a service for British victims in each police force area", float(FORCES), service_year),),
)  # fmt: skip
