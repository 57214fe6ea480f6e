"""National police practice on modern slavery brought up to date."""

from model.defence import time_and_evidence
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.arrest import recognised
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

looks_again = Parameter(
    "odds that officers recognise an arrested survivor, relative to before",
    unit="odds ratio", prior=LogNormal(1.1, 4.0),
    evidence=Assumption("direction from the super-complaint report; practice was never evaluated this way"),
)  # fmt: skip
makes_room = Parameter(
    "odds that there are time and evidence to consider section 45 early, relative to before",
    unit="odds ratio", prior=LogNormal(1.05, 3.0),
    evidence=Assumption("practice can say what to secure at the scene; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V13"),
    mechanism="officers follow the practice after an arrest, force by force: survivors are recognised and section 45 "
              "is weighed",
    holds=(Hold(recognised, "times odds", looks_again), Hold(time_and_evidence, "times odds", makes_room)),
    shows=Shows("recognised_in_custody", "+"),
    cannot_show="how closely forces keep to written practice; what else it covers", adopted_by=force,
    needs="writers of the practice and officers' time; not counted",
)  # fmt: skip
