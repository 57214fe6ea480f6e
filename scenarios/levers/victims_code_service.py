"""Victims always hear how their case is going, as the Victims' Code requires."""

from model.evidence import Assumption, Parameter
from model.junctions.recorded_case import kept_informed
from model.priors import LogNormal
from model.stages.testimony import withdrawal_uninformed
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

informed_more = Parameter(
    "odds that a survivor who supports a case is kept informed, relative to before", unit="odds ratio",
    prior=LogNormal(2.0, 20.0), evidence=Assumption("a duty already, found poorly met for other victims; no size"),
)  # fmt: skip
staff = Parameter(
    "witness care staff added to keep victims of modern slavery informed", unit="members of staff",
    prior=LogNormal(10, 90), evidence=Assumption("up to two in each force; no staffing published"),
)  # fmt: skip

LEVER = Lever(
    asked("V48"),
    mechanism="more of the survivors who support a case hear how it is going, and fewer of them step back",
    holds=(Hold(kept_informed, "times odds", informed_more),),
    shows=Shows("witnesses_withdrawn", "-"),
    cannot_show="differences between forces in keeping victims informed; survivors who already support a case",
    needs="time of witness care staff",
    costs=(Cost("witness care staff", staff, staff_year),),
    rests_on=(withdrawal_uninformed,),
)
