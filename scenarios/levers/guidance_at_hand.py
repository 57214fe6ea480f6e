"""Guidance on modern slavery that every officer can find quickly."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import guidance_at_hand
from model.priors import LogNormal
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

found = Parameter(
    "odds that an officer finds the guidance when they need it, relative to before",
    unit="odds ratio", prior=LogNormal(1.5, 8.0),
    evidence=Assumption("inspectors find guidance hard to find in some forces and easy in others; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V02"),
    mechanism="guidance is at hand more often, force by force: officers recognise more people, and referrals say more",
    holds=(Hold(guidance_at_hand, "times odds", found),),
    shows=Shows("identified", "+"),
    cannot_show="whether the guidance is good; officers alone: referrals by all first responders say more",
    adopted_by=force,
    needs="people who keep the guidance up to date and easy to find; few, and not counted",
)  # fmt: skip
