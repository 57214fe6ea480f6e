"""Prisons meet modern slavery as a matter of public health, with prevention first."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.custody import debt_rate
from model.stages.re_trafficking import if_in_debt, inside_rate
from model.survivor import PRISONS
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

fewer_debts = Parameter(
    "rate at which survivors fall into debt to others in prison, relative to before", unit="speed ratio",
    prior=LogNormal(0.4, 0.95), evidence=Assumption("prevention of debt and extortion is asked for; never measured"),
)  # fmt: skip
less_inside = Parameter(
    "rate of being exploited again in prison, relative to before", unit="speed ratio", prior=LogNormal(0.4, 0.97),
    evidence=Assumption("the approach is drawn from other fields of violence prevention; never tried on slavery"),
)  # fmt: skip

LEVER = Lever(
    asked("V62"), mechanism="fewer survivors fall into debt or are exploited again in prison",
    holds=(Hold(debt_rate, "times", fewer_debts), Hold(inside_rate, "times", less_inside)),
    shows=Shows("debts_in_prison", "-"),
    cannot_show="prevention before prison, which the same approach asks for; its effect on other prisoners",
    needs="a member of staff for prevention in each prison",
    costs=(Cost("a member of staff for prevention in each prison", float(PRISONS), staff_year),),
    rests_on=(if_in_debt,),
)  # fmt: skip
