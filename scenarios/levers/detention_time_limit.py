"""Immigration detention ends after 28 days at the latest."""

from model.evidence import Assumption, Parameter
from model.priors import Known
from model.stages.detention import detention_days, time_limit
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

limit = Parameter(
    "limit of time in detention", unit="days", prior=Known(28.0),
    evidence=Assumption("the limit that those who ask for one mostly name; the source names none"),
)  # fmt: skip

LEVER = Lever(
    asked("V82"),
    mechanism="whoever has been held for 28 days is let out",
    holds=(Hold(time_limit, "set", limit),),
    shows=Shows("years_in_detention", "-"),
    cannot_show="people detained again soon after, and removals hurried before the limit",
    rests_on=(detention_days,),
)
