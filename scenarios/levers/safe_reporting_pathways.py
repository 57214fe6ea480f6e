"""Safe ways to report, through organisations that migrants trust."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.reach import by_charities
from model.stages.charities import referral_capacity
from model.survivor import FORCES
from model.unit_costs import service_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

met = Parameter(
    "rate at which charities meet people, relative to before", unit="speed ratio", prior=LogNormal(1.05, 1.8),
    evidence=Assumption("migrants are said to go to organisations they trust; no size published"),
)  # fmt: skip
referred = Parameter(
    "people whom charities can refer, relative to before", unit="ratio", prior=LogNormal(1.1, 2.0),
    evidence=Assumption("one new service an area beside the present charities; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V19"),
    mechanism="charities meet more people and have the time to refer more of them",
    holds=(Hold(by_charities, "times", met), Hold(referral_capacity, "times", referred)),
    shows=Shows("nrm_referrals_charity", "+"),
    cannot_show="reports to the police made through these organisations; whom they reach: all people are met more, "
                "not only migrants",
    needs="a specialist service in every police force area",
    costs=(Cost("a specialist service in each area", float(FORCES), service_year),),
)  # fmt: skip
