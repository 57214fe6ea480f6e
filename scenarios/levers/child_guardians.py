"""Every trafficked child in England and Wales has an independent guardian."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import has_guardians
from model.priors import LogNormal
from model.stages.grounds import leaving_guardian
from model.stages.re_trafficking import if_guardian
from model.survivor import force
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

guardians = Parameter(
    "guardians added to reach every local authority", unit="members of staff", prior=LogNormal(40, 250),
    evidence=Assumption("one for some 20 to 40 of the children referred in a year outside the areas that have the "
                        "service; their number is not published", facts=("F022.referrals_child", "F313")),
)  # fmt: skip

LEVER = Lever(
    asked("V44"),
    mechanism="area by area referred children get a guardian: fewer leave the mechanism, fewer are exploited again",
    holds=(Hold(has_guardians, "set", 1.0),),
    shows=Shows("left_before_decision", "-"),
    cannot_show="children who go missing for a time and come back; what guardians do for schooling and care",
    adopted_by=force,
    needs="independent guardians",
    costs=(Cost("independent guardians", guardians, staff_year),),
    rests_on=(leaving_guardian, if_guardian),
)
