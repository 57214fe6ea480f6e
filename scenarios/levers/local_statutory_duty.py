"""Police, councils and probation have a legal duty to act together on modern slavery."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import move_on_if_scattered, scattered
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

less_scattered = Parameter(
    "odds that a survivor's services are scattered under a duty to act together, relative to before", unit="odds ratio",
    prior=LogNormal(0.15, 0.9),
    evidence=Assumption("one partnership has taken on such a structure; what it changed is not published"),
)  # fmt: skip
leads = Parameter(
    "staff of councils, police and probation who carry the duty", unit="members of staff", prior=LogNormal(40, 350),
    evidence=Assumption("from one in each police force area to two in each larger council; no staffing published"),
)  # fmt: skip

LEVER = Lever(
    asked("V68"),
    mechanism="fewer survivors find their services scattered, so that more get help to move on after recognition",
    holds=(Hold(scattered, "times odds", less_scattered),),
    shows=Shows("move_on_support", "+"),
    cannot_show="what a duty does for finding victims; councils that meet it on paper only",
    needs="staff who carry the duty",
    costs=(Cost("staff who carry the duty", leads, staff_year),),
    rests_on=(move_on_if_scattered,),
)
