"""A victim navigator beside every survivor who supports an investigation."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.navigators import navigator_forces, navigators
from model.stages.testimony import withdrawal_navigator
from model.survivor import FORCES
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

added = Parameter(
    "victim navigators added", unit="members of staff", prior=LogNormal(40, 250),
    evidence=Assumption("one to six a force; the eight of 2021 worked with about "
                        "five survivors each a year", facts=("S033", "F308.victims")),
)  # fmt: skip

LEVER = Lever(
    asked("V27"),
    mechanism="navigators work in every force and take on more survivors, who are kept informed and withdraw less",
    holds=(Hold(navigators, "plus", added), Hold(navigator_forces, "set", 1.0)),
    shows=Shows("witnesses_withdrawn", "-"),
    cannot_show="who gets one: the provider's own figure, with no control for it, is all the evidence of the effect",
    most_seen=6 / FORCES,
    needs="navigators; their work with each survivor is counted in the cost of navigators",
    rests_on=(withdrawal_navigator,),
)  # fmt: skip
