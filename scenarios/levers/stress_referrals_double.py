"""Stress test: twice as many people are found by every agency."""

from model import reach
from model.stages.charities import referral_capacity
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import StressTest

LEVER = Lever(
    StressTest("Referrals double", "What if every agency found twice as many people and nothing else grew?"),
    mechanism="every agency meets people twice as often, and charities can refer twice as many",
    holds=tuple(
        Hold(rate, "times", 2.0)
        for rate in (
            reach.by_reports, reach.by_police_operations, reach.by_government, reach.by_local_authorities,
            reach.by_charities, referral_capacity,
        )
    ),
    shows=Shows("nrm_referrals", "+"),
    cannot_show="referrals that double exactly: as more people are found, fewer are left to be found",
)  # fmt: skip
