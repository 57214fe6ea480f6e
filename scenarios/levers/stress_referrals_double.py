"""Stress test: people are found so much sooner that referrals double within a year."""

from model import reach
from model.stages.charities import referral_capacity
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import StressTest

OFTENER = 8.0
"""Of 4 to 16 times as often, tried in two members of the ensemble: the first to double a year's referrals."""

LEVER = Lever(
    StressTest("Referrals double", "What if people were found so much sooner that referrals doubled within a year?"),
    mechanism="the police, government agencies, local authorities and charities meet people eight times as often, and "
              "charities can refer as many more: about twice as many are referred in the first year, and then a third "
              "to a half more than without, as whom agencies have found they cannot find again",
    holds=tuple(
        Hold(rate, "times", OFTENER)
        for rate in (
            reach.by_reports, reach.by_police_operations, reach.by_government, reach.by_local_authorities,
            reach.by_charities, referral_capacity,
        )
    ),
    shows=Shows("nrm_referrals", "+"),
    cannot_show="referrals that stay doubled: twice as many people would have to come, and no lever changes who comes",
)  # fmt: skip
