"""Insecure immigration status counted as a risk to the victim."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.contact import recognised
from model.survivor import Status, force, status
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

looked_at = Parameter(
    "odds that the police recognise a survivor of insecure status, relative to before",
    unit="odds ratio", prior=LogNormal(1.1, 3.0),
    evidence=Assumption("status gives exploiters a hold that assessments leave out; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V23"),
    mechanism="officers take insecure status as a sign of danger, force by force, and recognise more of the people "
              "who have it",
    holds=(Hold(recognised, "times odds", looked_at),),
    shows=Shows("identified", "+"),
    cannot_show="protection planned after recognition; that asking about status may frighten",
    adopted_by=force, group=((status, (Status.INSECURE,)),),
)  # fmt: skip
