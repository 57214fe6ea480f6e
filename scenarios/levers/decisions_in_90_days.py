"""Decisions on referrals come much sooner, with caseworkers enough for ninety days."""

from model.capacity import caseworkers_added, decisions_each
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

added = Parameter(
    "caseworkers added to decide conclusive grounds", unit="members of staff", prior=LogNormal(300, 900),
    evidence=Assumption("half as many again as in 2024, or more than twice as many; 200 were announced", facts=(
        "F211a.staff", "F211a.extra_staff", "R10")),
)  # fmt: skip

LEVER = Lever(
    asked("V78"),
    mechanism="more decisions in a year: the queue shortens, and with it the wait of everybody in it",
    holds=(Hold(caseworkers_added, "plus", added),),
    shows=Shows("cg_days_median", "-"),
    cannot_show="decisions of less care; the time it takes to find and train caseworkers; the first decision",
    needs="caseworkers",
    costs=(Cost("caseworkers", added, staff_year),),
    rests_on=(decisions_each,),
)
