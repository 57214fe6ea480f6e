"""Stress test: people are found so much sooner that referrals double at first."""

from model import reach
from model.evidence import Assumption, Parameter
from model.priors import Known
from model.stages.charities import referral_capacity
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import StressTest

oftener = Parameter(
    "how much oftener agencies meet people, relative to before", unit="ratio", prior=Known(8.0),
    evidence=Assumption("chosen by trial: of 4, 8 and 16 times the first with twice the referrals in the first year"),
)  # fmt: skip
RATES = (
    reach.by_reports, reach.by_police_operations, reach.by_government, reach.by_local_authorities, reach.by_charities,
    referral_capacity,
)  # fmt: skip
LEVER = Lever(
    StressTest("Referrals double", "What if people were found so much sooner that referrals doubled within a year?"),
    mechanism="the police, government agencies, local authorities and charities meet people much oftener, and "
              "charities can refer as many more: many more are referred at first, and fewer than that later, as whom "
              "agencies have found they cannot find again",
    holds=tuple(Hold(rate, "times", oftener) for rate in RATES),
    shows=Shows("nrm_referrals", "+"),
    cannot_show="referrals that stay doubled: twice as many people would have to come, and no lever changes who comes",
)  # fmt: skip
