"""Prison staff may refer survivors to the National Referral Mechanism themselves."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.disclosure import disclosure, prison_refers
from model.survivor import prison
from scenarios.lever import Hold, Lever, Recommendation

refers = Parameter(
    "staff of a prison that takes part refer, given a survivor discloses", unit="share", prior=Share(0.5, 0.95),
    evidence=Assumption("mechanism only: trained single points of contact exist in every prison; no pilot"),
)  # fmt: skip
more_disclosure = Parameter(
    "disclosure to staff who can act on it, relative to others", unit="speed ratio", prior=LogNormal(1.0, 2.5),
    evidence=Assumption("mechanism only: barriers to disclosure are found, no size"),
)  # fmt: skip

LEVER = Lever(
    title="Prison staff as first responders",
    question="What if prison staff could refer survivors who disclose to them?",
    mechanism="staff refer on disclosure, prison by prison; more survivors disclose",
    recommendation=Recommendation(
        "Jovanovic et al., Tackling the blind spot of the UK anti-slavery regime (Modern Slavery PEC)", "key finding 2",
        "2023-11-28", "researchers, implied by a finding", "Home Office and HM Prison and Probation Service",
    ),
    holds=(Hold(prison_refers, "set", refers), Hold(disclosure, "times", more_disclosure)),
    cannot_show="training costs, staff time, effects on safety in prison",
    adopted_by=prison,
)  # fmt: skip
