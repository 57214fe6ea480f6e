"""Untrue section 45 pleas taught by gangs noticed more often."""

from model.defence import coached_claims
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

coached = Parameter(
    "odds that an exploiter makes an untrue claim that is not seen through, relative to before",
    unit="odds ratio", prior=LogNormal(0.2, 0.9),
    evidence=Assumption("such claims are told of and counted by nobody"),
)  # fmt: skip

LEVER = Lever(
    asked("V40"),
    mechanism="fewer untrue claims of compulsion by exploiters on trial; true claims of survivors are believed a "
              "little more",
    holds=(Hold(coached_claims, "times odds", coached),),
    shows=Shows("false_defences_accepted", "-"),
    cannot_show="true claims wrongly taken for coached ones",
)  # fmt: skip
