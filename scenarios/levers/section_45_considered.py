"""Officers look at the section 45 defence wherever it could apply."""

from model.defence import knows
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

known = Parameter(
    "odds that officers know the section 45 defence well enough to consider it, relative to before",
    unit="odds ratio", prior=LogNormal(1.5, 10.0),
    evidence=Assumption("inspectors find the knowledge of it mixed; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V08"),
    mechanism="more officers know the defence, force by force: it is considered early, fewer survivors are charged "
              "and convicted",
    holds=(Hold(knows, "times odds", known),),
    shows=Shows("section_45_considered", "+"),
    cannot_show="time and evidence at the scene, which limit it and stay as they are; what prosecutors make of it",
    adopted_by=force,
    needs="officers' time, not counted",
)  # fmt: skip
