"""Recognised survivors may work and study."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import consent_insecure
from model.priors import LogNormal
from model.stages.resettlement import work_by_decision, years_to_work
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

consents_more = Parameter(
    "odds that a person of insecure status who fears immigration enforcement consents to a referral, relative to "
    "before", unit="odds ratio", prior=LogNormal(1.02, 1.8),
    evidence=Assumption("a decision that brings more is worth more; from hardly anything; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V77"),
    mechanism="a positive decision gives the right to work by itself; more people of insecure status consent",
    holds=(Hold(work_by_decision, "set", 1.0), Hold(consent_insecure, "times", consents_more)),
    shows=Shows("in_work", "+"),
    cannot_show="study; work while a decision is awaited; refusals and exploitation by employers",
    rests_on=(years_to_work,),
)
