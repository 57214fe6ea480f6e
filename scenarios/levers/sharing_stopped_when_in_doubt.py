"""No details passed on where police merely wonder about a victim's status."""

from model.evidence import Assumption, Parameter
from model.junctions.telling import passing_on
from model.priors import Share
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

still_passed = Parameter(
    "share of what was passed on that still is", unit="share", prior=Share(0.1, 0.7),
    evidence=Assumption("how often there is mere doubt is recorded nowhere"),
)  # fmt: skip

LEVER = Lever(
    asked("V16"),
    mechanism="the police of each force that takes part pass fewer details to immigration enforcement",
    holds=(Hold(passing_on, "times", still_passed),),
    shows=Shows("passed_to_immigration", "-"),
    cannot_show="fear: people are not taken to know of the change, so that they stay away as before",
    adopted_by=force,
)  # fmt: skip
