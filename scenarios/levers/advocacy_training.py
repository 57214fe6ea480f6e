"""Agencies that already work with survivors are trained to act as advocates."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import takes_up_low_trust
from model.stages.testimony import withdrawal_low_trust
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

enters_with_advocate = Parameter(
    "odds that an adult with little trust in authorities enters support, relative to before", unit="odds ratio",
    prior=LogNormal(1.05, 2.0), evidence=Assumption("advocates win trust, practitioners say; no size published"),
)  # fmt: skip
stays_with_advocate = Parameter(
    "rate of withdrawal from a case with little trust in authorities, relative to before", unit="speed ratio",
    prior=LogNormal(0.5, 0.98), evidence=Assumption(
        "a provider's figures on full-time navigators are the upper end of what trained others can do", ("F307.with",)),
)  # fmt: skip
trained = Parameter("staff trained as advocates in a year", unit="people", prior=LogNormal(500, 6_000),
                    evidence=Assumption("navigators trained 1,731 in 31 months", ("F308.staff_trained",)))  # fmt: skip

LEVER = Lever(
    asked("V64"), mechanism="adults with little trust enter support more often and step back from cases more slowly",
    holds=(Hold(takes_up_low_trust, "times", enters_with_advocate),
           Hold(withdrawal_low_trust, "times", stays_with_advocate)),
    shows=Shows("support_entrants", "+"), cannot_show="advocacy in asylum, housing and benefits",
    needs="a day of training for staff", costs=(Cost("a day of training for staff", trained, training_day),),
)  # fmt: skip
