"""Forces work jointly with other agencies and with partners abroad to gather evidence."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.charging import sent_old
from model.stages.investigation import identified_old
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

found_abroad = Parameter(
    "odds that a suspect is identified for a crime long past or abroad, relative to before", unit="odds ratio",
    prior=LogNormal(1.1, 2.5), evidence=Assumption("such crimes rarely progress, inspectors find; no size published"),
)  # fmt: skip
sent_abroad = Parameter(
    "odds that a suspect is sent to prosecutors for such a crime, relative to before", unit="odds ratio",
    prior=LogNormal(1.1, 2.5), evidence=Assumption("evidence from abroad makes the case; no size published"),
)  # fmt: skip
officers = Parameter(
    "officers in joint teams", unit="members of staff", prior=LogNormal(20, 150),
    evidence=Assumption("a few regional teams; no staffing published"),
)  # fmt: skip

LEVER = Lever(
    asked("V50"), mechanism="cases of crimes long past or abroad come closer to cases of recent crimes here",
    holds=(Hold(identified_old, "times", found_abroad), Hold(sent_old, "times", sent_abroad)),
    shows=Shows("cps_referrals", "+"), cannot_show="exploiters abroad, who are nobody in the model",
    needs="officers", costs=(Cost("officers in joint teams", officers, officer_year),),
)  # fmt: skip
