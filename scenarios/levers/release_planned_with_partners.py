"""Each prison's contact for modern slavery plans release together with local partners."""

from model.evidence import Assumption, Parameter
from model.gates import survivor_homes
from model.priors import LogNormal
from model.stages.care import after_prison_known
from model.stages.custody import told_unknown
from model.survivor import PRISONS
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

housed_more = Parameter(
    "odds that a survivor leaving custody has settled housing, relative to before", unit="odds ratio",
    prior=LogNormal(1.1, 2.5), evidence=Assumption("local partners can house people; no size published", ("S121",)),
)  # fmt: skip
told_anyway = Parameter(
    "odds of being told of one's rights on release where reception did not know, relative to before", unit="odds ratio",
    prior=LogNormal(1.2, 6.0), evidence=Assumption("planning release shows who is there; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V69"), mechanism="survivors leave custody for a home more often and are told more often of their rights",
    holds=(Hold(survivor_homes, "times", housed_more), Hold(told_unknown, "times", told_anyway)),
    shows=Shows("homeless", "-"),
    cannot_show="homes that others do without, as housing on release has no number of places here",
    needs="half of the time of the contact in each prison",
    costs=(Cost("half of a member of staff in each prison", PRISONS / 2, staff_year),),
    rests_on=(after_prison_known,),
)  # fmt: skip
