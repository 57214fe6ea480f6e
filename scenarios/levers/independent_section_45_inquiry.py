"""A claim of section 45 looked into apart from the criminal case."""

from model.defence import accepted_late
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.trial import claim_accepted
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

true_claims = Parameter(
    "odds that a claim not considered early is accepted, relative to before", unit="odds ratio",
    prior=LogNormal(1.1, 2.2), evidence=Assumption("done by some investigators; no size published"),
)  # fmt: skip
untrue_claims = Parameter(
    "odds that an untrue claim of an exploiter is accepted, relative to before", unit="odds ratio",
    prior=LogNormal(0.3, 0.95), evidence=Assumption("a claim is found hard to disprove; no size published"),
)  # fmt: skip
officers = Parameter(
    "officers who look into claims, all forces", unit="members of staff", prior=LogNormal(10, 100),
    evidence=Assumption("tens to thousands of claims a year, which nobody counts", facts=("F417.cases",)),
)  # fmt: skip
LEVER = Lever(
    asked("V37"), mechanism="evidence of compulsion is gathered late too: true claims accepted more, untrue ones less",
    holds=(Hold(accepted_late, "times", true_claims), Hold(claim_accepted, "times odds", untrue_claims)),
    shows=Shows("section_45_accepted", "+"),
    cannot_show="inquiries that find against a survivor; delay of the criminal case",
    needs="officers apart from the case", costs=(Cost("officers who look into claims", officers, officer_year),),
)  # fmt: skip
