"""Modern slavery a priority when forces assign their staff."""

from model.awareness import specialist_share
from model.capacity import investigators
from model.evidence import Assumption, Derived, Parameter
from model.priors import LogNormal, with_odds
from model.stages.investigation import priority, priority_staff
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

put_first = Parameter(
    "odds that a force without a unit treats modern slavery as a priority, relative to before", unit="odds ratio",
    prior=LogNormal(2.0, 20.0), evidence=Assumption("half of forces have oversight of it", facts=("S031",)),
)  # fmt: skip
moved = Derived(
    "investigators moved to modern slavery cases", "members of staff",
    (investigators, specialist_share, priority, priority_staff, put_first),
    lambda staff, units, share, added, odds: staff * (1.0 - units) * (with_odds(share, odds) - share) * added,
    without_levers=True,
)  # fmt: skip
LEVER = Lever(
    asked("V26"), mechanism="forces without a unit put more investigators on these cases, which then wait less",
    holds=(Hold(priority, "times odds", put_first),), shows=Shows("suspects_identified", "+"),
    cannot_show="what they leave undone elsewhere; which forces: the staff moved are spread over all by size",
    needs="investigators, moved from other work", rests_on=(priority_staff,),
    costs=(Cost("investigators moved to these cases", moved, officer_year),),
)  # fmt: skip
