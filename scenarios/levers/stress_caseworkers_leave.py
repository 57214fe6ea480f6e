"""Stress test: three in ten decision makers of the National Referral Mechanism leave."""

from model.capacity import capacity_second, capacity_single, first_capacity
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import StressTest

LEVER = Lever(
    StressTest("Caseworkers leave", "What if three in ten caseworkers left and were not replaced?"),
    mechanism="fewer conclusive decisions can be made, and a fifth fewer first decisions: queues lengthen",
    holds=(
        Hold(capacity_single, "times", 0.7),
        Hold(capacity_second, "times", 0.7),
        Hold(first_capacity, "times", 0.8),
    ),
    shows=Shows("cg_days_median", "+"),
    cannot_show="decisions of less care by those who stay; where the first queue binds, the second shrinks",
)
