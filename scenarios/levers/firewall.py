"""A firewall: the police tell immigration enforcement nothing about victims."""

from model.evidence import Assumption, Parameter
from model.junctions.telling import deterrence, expects_passing_on, passing_on
from model.priors import Share
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

fear_left = Parameter(
    "share of the fear of details being passed on that outlives the practice", unit="share", prior=Share(0.2, 0.9),
    evidence=Assumption("assurances alone have not removed the fear; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V17"),
    mechanism="no details passed on, force by force; part of the fear goes, so more contact and engagement",
    holds=(Hold(passing_on, "set", 0.0), Hold(expects_passing_on, "times", fear_left)),
    shows=Shows("passed_to_immigration", "-"),
    cannot_show="sharing that protects; trust by word of mouth; that fear falls only where a force takes it up",
    adopted_by=force,
    rests_on=(deterrence,),
)
