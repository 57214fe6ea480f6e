"""Release plans weigh the danger of going back to where the exploitation took place."""

from model.evidence import Assumption, Parameter
from model.gates import near_after_custody
from model.priors import LogNormal
from model.stages.re_trafficking import if_near
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

goes_back = Parameter(
    "odds that a survivor returns to the neighbourhood of the exploitation on leaving custody, relative to before",
    unit="odds ratio", prior=LogNormal(0.2, 0.9),
    evidence=Assumption("rules on local connection send people home and stand in the way of it; no size published"),
)  # fmt: skip
planners = Parameter(
    "probation staff who plan the release of survivors", unit="members of staff", prior=LogNormal(10, 90),
    evidence=Assumption("a few days of work for each survivor released; no staffing published"),
)  # fmt: skip

LEVER = Lever(
    asked("V74"),
    mechanism="fewer survivors go back to where they were exploited, which lowers their risk",
    holds=(Hold(near_after_custody, "times odds", goes_back),),
    shows=Shows("retrafficked_after_release_12m", "-"),
    cannot_show="family and friends whom people lose when they do not go home",
    needs="probation staff",
    costs=(Cost("probation staff who plan release", planners, staff_year),),
    rests_on=(if_near,),
)
