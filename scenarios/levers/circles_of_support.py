"""People convicted of trafficking, and survivors released from prison, have a Circle of Support and Accountability."""

from model.evidence import Assumption, Parameter
from model.priors import Share
from model.stages import supervision, trial
from model.survivor import FORCES
from model.unit_costs import service_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

survivors_in_one = Parameter(
    "released survivors who have a Circle", unit="share", prior=Share(0.05, 0.5),
    evidence=Assumption("each Circle takes several volunteers; how many could be found for survivors is not known"),
)  # fmt: skip
exploiters_in_one = Parameter(
    "exploiters released from prison who have a Circle", unit="share", prior=Share(0.05, 0.5),
    evidence=Assumption("in use for another group of offences; a trial with exploiters is proposed, none is reported"),
)  # fmt: skip

LEVER = Lever(
    asked("V70"), mechanism="fewer released survivors are reconvicted; more exploiters do not go back to exploiting",
    holds=(Hold(supervision.circles, "set", survivors_in_one), Hold(trial.circles, "set", exploiters_in_one)),
    shows=Shows("reoffended_12m", "-"), cannot_show="who is chosen for a Circle, and who refuses it",
    needs="a service that trains and supports volunteers in each police force area",
    costs=(Cost("a service for Circles in each police force area", float(FORCES), service_year),),
    rests_on=(supervision.circle_effect, trial.circle_effect),
)  # fmt: skip
