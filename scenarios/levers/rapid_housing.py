"""Probation can place people in a home directly and quickly."""

from model.evidence import Assumption, Parameter
from model.gates import housing_supply
from model.priors import LogNormal
from model.stages.resettlement import months_to_home
from model.stages.supervision import reoffends_homeless
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

more_homes = Parameter("odds of being housed on leaving custody, relative to before", unit="odds ratio",
                       prior=LogNormal(1.3, 6.0), evidence=Assumption(
                           "some 10,000 a year leave without a home; no size", ("S115", "F619")))  # fmt: skip
sooner = Parameter("mean time until settled housing is found, relative to before", unit="ratio",
                   prior=LogNormal(0.3, 0.95), evidence=Assumption("placed at once in part; no size"))  # fmt: skip
homes = Parameter("homes kept for people on probation", unit="people", prior=LogNormal(2_000, 12_000),
                  evidence=Assumption("as many as leave homeless in a year, or fewer", ("S115", "F619")))  # fmt: skip
home_year = Parameter("cost of a home for one person for a year, upkeep and a support worker's visits, prices of 2023",
                      unit="pounds a year", prior=LogNormal(6_000, 25_000),
                      evidence=Assumption("rents and support of supported housing; no figure read"))  # fmt: skip

LEVER = Lever(
    asked("V72"), mechanism="people leave custody for a home more often, and those without one find one sooner",
    holds=(Hold(housing_supply, "times", more_homes), Hold(months_to_home, "times", sooner)),
    shows=Shows("homeless", "-"), cannot_show="that survivors never in prison gain nothing: all find homes sooner here",
    needs="homes kept for people on probation", costs=(Cost("homes kept for people on probation", homes, home_year),),
    rests_on=(reoffends_homeless,),
)  # fmt: skip
