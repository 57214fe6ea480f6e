"""Local support before, after and outside the National Referral Mechanism."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import exit_days, gets_move_on
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

helped_on = Parameter(
    "odds that a recognised adult gets help to move on, relative to before", unit="odds ratio",
    prior=LogNormal(1.3, 6.0), evidence=Assumption("such support differs from area to area; no size published"),
)  # fmt: skip
stays_longer = Parameter(
    "time in support after a case ends without recognition, relative to before", unit="ratio",
    prior=LogNormal(1.2, 5.0), evidence=Assumption("a few working days by rule; how much longer is not published"),
)  # fmt: skip

LEVER = Lever(
    asked("V10"), mechanism="more recognised adults get help to move on; after any other end support lasts longer",
    holds=(Hold(gets_move_on, "times odds", helped_on), Hold(exit_days, "times", stays_longer)),
    shows=Shows("move_on_support", "+"),
    cannot_show="support before a referral and for those who decline one, which the model leaves out",
    needs="support workers; the longer weeks of support are counted in the cost of outreach",
)  # fmt: skip
