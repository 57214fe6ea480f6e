"""Stress test: the Crown Court's load rises by half and fewer courtrooms hear trials of exploiters."""

from model.capacity import courtrooms
from model.stages.defendant import open_cases
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import StressTest

LEVER = Lever(
    StressTest("Court backlog grows", "What if the Crown Court had half as many open cases again and fewer rooms?"),
    mechanism="cases of survivors take longer, so that fewer end in these years; trials of exploiters wait for rooms",
    holds=(Hold(courtrooms, "times", 0.7), Hold(open_cases, "times", 1.5)),
    shows=Shows("survivors_convicted", "-"),
    cannot_show="cases dropped or pleas made because of the wait",
)
