"""Every survivor learns on release what help they are entitled to."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import after_prison, after_prison_known
from model.stages.custody import told_on_release
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

told_more = Parameter(
    "odds that a survivor already identified is told on release what help they are entitled to, relative to before",
    unit="odds ratio", prior=LogNormal(3.0, 30.0), evidence=Assumption("rests on individuals today; no size published"),
)  # fmt: skip
advised = Parameter(
    "speed of entering support after prison where the prison did not know, advised like everybody, relative to before",
    unit="speed ratio", prior=LogNormal(1.1, 2.2), evidence=Assumption("people do not know their rights; no size"),
)  # fmt: skip
advisers = Parameter("advisers on entitlements in prisons", unit="members of staff", prior=LogNormal(5, 60),
                     evidence=Assumption("an hour or two with each survivor; no staffing published"))  # fmt: skip

LEVER = Lever(
    asked("V56"), mechanism="survivors who know on release what they are entitled to enter support sooner",
    holds=(Hold(told_on_release, "times odds", told_more), Hold(after_prison, "times", advised)),
    shows=Shows("entitled_without_support", "-"), rests_on=(after_prison_known,), needs="advisers on entitlements",
    cannot_show="advice on bail, where the model has no such step; legal advice on the case itself",
    costs=(Cost("advisers on entitlements", advisers, staff_year),),
)  # fmt: skip
