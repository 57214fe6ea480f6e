"""Enough specialist services for victims in every area."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.therapy import referred_if_some_harm, therapy_places
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

more_places = Parameter(
    "people who can be in therapy at once, relative to before", unit="ratio", prior=LogNormal(1.2, 4.0),
    evidence=Assumption("gaps are reported in many areas; neither places nor gaps are counted"),
)  # fmt: skip
threshold = Parameter(
    "rate of referral with some harm to mental health, relative to before",
    unit="speed ratio", prior=LogNormal(1.2, 3.0),
    evidence=Assumption("thresholds are high where services are few; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V21"),
    mechanism="more people can be in therapy at once; people with some harm to mental health are referred sooner",
    holds=(Hold(therapy_places, "times", more_places), Hold(referred_if_some_harm, "times", threshold)),
    shows=Shows("therapy_entrants", "+"),
    cannot_show="which areas have gaps; mapping, which changes nothing by itself",
    needs="new services in every area; weeks of therapy are counted in the cost of therapy",
)  # fmt: skip
