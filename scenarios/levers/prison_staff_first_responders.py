"""Prison staff may refer survivors to the National Referral Mechanism themselves."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.disclosure import disclosure, prison_refers
from model.survivor import PRISONS, prison
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

refers = Parameter(
    "staff of a prison that takes part refer, given a survivor discloses", unit="share", prior=Share(0.5, 0.95),
    evidence=Assumption("trained single points of contact exist in every prison; no pilot"),
)  # fmt: skip
more_disclosure = Parameter(
    "disclosure to staff who can act on it, relative to others", unit="speed ratio", prior=LogNormal(1.0, 2.5),
    evidence=Assumption("barriers to disclosure are found, no size"),
)  # fmt: skip

LEVER = Lever(
    asked("V51"),
    mechanism="staff refer on disclosure, prison by prison; more survivors disclose",
    holds=(Hold(prison_refers, "set", refers), Hold(disclosure, "times", more_disclosure)),
    shows=Shows("nrm_referrals_prison", "+"),
    cannot_show="effects on safety in prison",
    adopted_by=prison,
    needs="a trained member of staff in each prison",
    costs=(Cost("a trained member of staff in each prison", float(PRISONS), staff_year),),
)
