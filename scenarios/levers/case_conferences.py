"""Prisons join regional partnerships and case conferences on exploitation."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import move_on_if_scattered, scattered
from model.stages.re_trafficking import if_planned, planned_together
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

planned_more = Parameter(
    "odds that a survivor in victim care or on licence has support planned by several bodies together, relative to "
    "before", unit="odds ratio", prior=LogNormal(1.5, 15.0),
    evidence=Assumption("a case conference was developed in one city; no evaluation read"),
)  # fmt: skip
less_scattered = Parameter(
    "odds that a survivor's services are scattered, relative to before", unit="odds ratio", prior=LogNormal(0.3, 0.97),
    evidence=Assumption("partnerships exist without a legal footing; no size published"),
)  # fmt: skip
chairs = Parameter("staff who prepare and chair conferences", unit="members of staff", prior=LogNormal(20, 120),
                   evidence=Assumption("up to three in each police force area; no staffing published"))  # fmt: skip

LEVER = Lever(
    asked("V67"), mechanism="more survivors have one plan of several bodies; fewer find their services scattered",
    holds=(Hold(planned_together, "times odds", planned_more), Hold(scattered, "times odds", less_scattered)),
    shows=Shows("retrafficked", "-"), cannot_show="differences between regions; cases nobody brings to a conference",
    needs="staff for conferences", costs=(Cost("staff for conferences", chairs, staff_year),),
    rests_on=(if_planned, move_on_if_scattered),
)  # fmt: skip
