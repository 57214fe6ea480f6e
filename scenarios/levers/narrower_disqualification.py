"""Far fewer survivors lose protection for reasons of public order."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.disqualification import requested
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

requests_left = Parameter(
    "rate of requests to disqualify, relative to before", unit="speed ratio", prior=LogNormal(0.05, 0.6),
    evidence=Assumption("meant to be limited to serious crime and dangers to security; how many cases that leaves is "
                        "not published", facts=("F225.2025q2", "F225.2025q3", "S110")),
)  # fmt: skip

LEVER = Lever(
    asked("V76"),
    mechanism="fewer people with positive reasonable grounds are shut out and lose their support",
    holds=(Hold(requested, "times", requests_left),),
    shows=Shows("disqualified", "-"),
    cannot_show="people who stay away from the mechanism for fear of the rule; nothing before 30 January 2023",
)
