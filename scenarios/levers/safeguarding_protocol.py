"""Agreed rules on what is shared about migrant victims, and what is promised."""

from model.evidence import Assumption, Parameter
from model.junctions.telling import detained_when_passed_on
from model.priors import Share
from model.stages.detention import told_ratio
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

held_at_once = Parameter(
    "detention at once when details are passed on, relative to before", unit="ratio", prior=Share(0.1, 0.9),
    evidence=Assumption("depends on what is promised; no outcome of such contacts is published"),
)  # fmt: skip
held_later = Parameter(
    "rate of detention of people whose details were passed on, relative to before",
    unit="speed ratio", prior=Share(0.3, 0.95),
    evidence=Assumption("depends on what is promised; no outcome of such contacts is published"),
)  # fmt: skip

LEVER = Lever(
    asked("V18"),
    mechanism="details go on being passed, but fewer people are detained on account of them, at once or later",
    holds=(Hold(detained_when_passed_on, "times", held_at_once), Hold(told_ratio, "times", held_later)),
    shows=Shows("detentions", "-"),
    cannot_show="fear: people are not taken to know of the protocol; whether promises are kept",
)  # fmt: skip
