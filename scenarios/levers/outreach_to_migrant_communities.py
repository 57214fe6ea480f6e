"""Work with migrant communities, so that reporting is seen to be safe."""

from model.evidence import Assumption, Parameter
from model.junctions.telling import deterrence
from model.priors import Share
from model.survivor import FORCES
from model.unit_costs import service_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

still_deterred = Parameter(
    "contacts with the police that fear prevents, relative to before", unit="ratio", prior=Share(0.4, 0.95),
    evidence=Assumption("assurances alone have not removed the fear; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V20"),
    mechanism="fear of being passed on keeps fewer people of insecure status from the police",
    holds=(Hold(deterrence, "times", still_deterred),),
    shows=Shows("identified", "+"),
    cannot_show="whether the reassurance is true: details are passed on as before unless another lever ends that",
    needs="community workers in every police force area",
    costs=(Cost("community work in each area", float(FORCES), service_year),),
)  # fmt: skip
