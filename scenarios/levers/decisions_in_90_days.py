"""Decisions come as soon as the recovery period allows: there is staff for every case, however many that takes."""

from model.capacity import capacity, decisions_each, first_capacity
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

enough = Parameter(
    "decisions that can be made, relative to before", unit="ratio", prior=LogNormal(15.0, 30.0),
    evidence=Assumption("more than are ever waiting: a queue as long as a year's decisions is gone within weeks"),
)  # fmt: skip

LEVER = Lever(
    asked("V78"),
    mechanism="both decisions wait for no caseworker: after the recovery period of 45 days they come within weeks, "
    "unless something is missing",
    holds=tuple(Hold(number, "times", enough) for number in (first_capacity, capacity)),
    shows=Shows("cg_days_median", "-"),
    cannot_show="cases put on hold, which wait on, so that the mean is beyond 90 days; whether so many staff "
    "could be found; decisions of less care; see more_caseworkers",
    needs="as many caseworkers as it takes; they are paid for by the decision, in the cost of decisions, never idle",
    rests_on=(decisions_each,),
)
