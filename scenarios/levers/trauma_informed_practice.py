"""Prisons ask what happened to a person before they ask what risk the person poses."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.disclosure import noticed_informed, trauma_informed
from model.stages.wellbeing import harm_in_prison
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

assessed_so = Parameter(
    "assessments that ask what was done to a person", unit="share", prior=Share(0.4, 0.95),
    evidence=Assumption("not routine anywhere today; how far it can be made so is not known"),
)  # fmt: skip
harmed_less = Parameter(
    "rate at which custody harms a survivor's mental health, relative to before", unit="speed ratio",
    prior=LogNormal(0.5, 0.98), evidence=Assumption("said to retraumatise less; never measured with survivors"),
)  # fmt: skip
staff = Parameter("prison staff who assess prisoners, trained in a year", unit="people", prior=LogNormal(1_000, 8_000),
                  evidence=Assumption("offender managers and health staff; no count read"))  # fmt: skip

LEVER = Lever(
    asked("V63"), mechanism="assessments pick up more past exploitation, and custody harms survivors less",
    holds=(Hold(trauma_informed, "set", assessed_so), Hold(harm_in_prison, "times", harmed_less)),
    shows=Shows("noticed_in_prison", "+"), cannot_show="strengths that are built on; practice outside prison",
    needs="a day of training a year for staff who assess prisoners",
    costs=(Cost("a day of training for staff who assess", staff, training_day),), rests_on=(noticed_informed,),
)  # fmt: skip
