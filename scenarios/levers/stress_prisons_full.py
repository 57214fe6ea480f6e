"""Stress test: prisons hold about a tenth more people than they have places for."""

from model.prisons import prisoners
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import StressTest

LEVER = Lever(
    StressTest("Prisons overfull", "What if prisons held a tenth more people than they have places for?"),
    mechanism="crowding rises from just under 1 to about 1.1: more debt and exploitation inside, less disclosure",
    holds=(Hold(prisoners, "times", 1.15),),
    shows=Shows("debts_in_prison", "+"),
    cannot_show="early release that would answer it; time out of cells, education and health care",
)
