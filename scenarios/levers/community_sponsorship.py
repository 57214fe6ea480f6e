"""Local groups sponsor a survivor, as some do for resettled refugees."""

from model.evidence import Assumption, Parameter
from model.gates import isolated_after_custody
from model.junctions.leaving import isolated_after_exit
from model.priors import LogNormal
from model.stages.re_trafficking import if_isolated
from model.survivor import FORCES
from model.unit_costs import service_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

alone_after_exit = Parameter(
    "odds of being without community ties after exploitation, relative to before", unit="odds ratio",
    prior=LogNormal(0.4, 0.95), evidence=Assumption("proposed; how many would be sponsored is not known"),
)  # fmt: skip
alone_after_custody = Parameter(
    "odds of being without community ties on leaving custody, relative to before", unit="odds ratio",
    prior=LogNormal(0.4, 0.97), evidence=Assumption("the same; groups may be shyer of people who come from prison"),
)  # fmt: skip

LEVER = Lever(
    asked("V65"), mechanism="fewer survivors are alone after exploitation or custody, which lowers their risk",
    holds=(Hold(isolated_after_exit, "times odds", alone_after_exit),
           Hold(isolated_after_custody, "times odds", alone_after_custody)),
    shows=Shows("retrafficked", "-"), cannot_show="sponsors who tire or who exploit; survivors who are alone already",
    needs="an office in each police force area that finds and looks after sponsors", rests_on=(if_isolated,),
    costs=(Cost("an office for sponsors in each police force area", float(FORCES), service_year),),
)  # fmt: skip
