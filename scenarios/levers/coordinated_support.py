"""Agencies plan together, in prison and after, to keep survivors from being trafficked again."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.re_trafficking import if_planned, planned_together
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

planned_more = Parameter(
    "odds that a survivor in victim care or on licence has support planned by several bodies together, relative to "
    "before", unit="odds ratio", prior=LogNormal(3.0, 40.0),
    evidence=Assumption("good practice is patchy today; how far it can be made general is not known"),
)  # fmt: skip
coordinators = Parameter(
    "coordinators of joint plans", unit="members of staff", prior=LogNormal(40, 250),
    evidence=Assumption("one to six in each police force area; no staffing published"),
)  # fmt: skip

LEVER = Lever(
    asked("V57"),
    mechanism="more of those in support or on licence have one plan of several bodies, which lowers their risk",
    holds=(Hold(planned_together, "times odds", planned_more),),
    shows=Shows("retrafficked", "-"),
    cannot_show="plans for survivors without support and off licence; what each body adds to a plan",
    needs="coordinators of joint plans",
    costs=(Cost("coordinators of joint plans", coordinators, staff_year),),
    rests_on=(if_planned,),
)
