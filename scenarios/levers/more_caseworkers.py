"""Caseworkers are added to decide conclusive grounds, a stated number of them."""

from model.capacity import caseworkers_added, decisions_each
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import StressTest

added = Parameter(
    "caseworkers added to decide conclusive grounds", unit="members of staff", prior=LogNormal(300, 900),
    evidence=Assumption("half as many again as in 2024, or more than twice as many; 200 were announced", facts=(
        "F211a.staff", "F211a.extra_staff", "R10")),
)  # fmt: skip

LEVER = Lever(
    StressTest("More caseworkers", "What if 300 to 900 more caseworkers decided conclusive grounds?", "Home Office"),
    mechanism="more decisions in a year: the queue shortens, and with it the wait of everybody in it",
    holds=(Hold(caseworkers_added, "plus", added),),
    shows=Shows("cg_days_median", "-"),
    cannot_show="decisions of less care; the time it takes to find and train caseworkers; the first decision",
    needs="caseworkers; the decisions they make are priced in the cost of decisions, too",
    costs=(Cost("caseworkers", added, staff_year),),
    rests_on=(decisions_each,),
)
