"""Officers treat people who were made to offend as victims and not as suspects."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.arrest import at_scene
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

seen_as_victims = Parameter(
    "odds of being treated as a possible victim at the scene, relative to before",
    unit="odds ratio", prior=LogNormal(1.5, 10.0),
    evidence=Assumption("the facts at the scene show an offence before they show coercion; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V04"),
    mechanism="more people found offending under compulsion are spared arrest and identified at once, force by force",
    holds=(Hold(at_scene, "times", seen_as_victims),),
    shows=Shows("compelled_arrests", "-"),
    cannot_show="people who offended of their own will and are taken for victims",
    adopted_by=force,
)  # fmt: skip
