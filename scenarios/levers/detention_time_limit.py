"""Immigration detention ends after 28 days at the latest."""

from model.stages.detention import detention_days, time_limit
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

LEVER = Lever(
    asked("V82"),
    mechanism="whoever has been held for 28 days is let out",
    holds=(Hold(time_limit, "set", 28.0),),
    shows=Shows("years_in_detention", "-"),
    cannot_show="people detained again soon after, and removals hurried before the limit",
    rests_on=(detention_days,),
)
