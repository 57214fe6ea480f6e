"""Police and other authorities who know when and how to refer."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import notified, thin
from model.priors import LogNormal
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

tells = Parameter(
    "odds that the duty to notify is completed, relative to before", unit="odds ratio", prior=LogNormal(1.5, 8.0),
    evidence=Assumption("research finds the duty under-completed; no size published", facts=("R02",)),
)  # fmt: skip
says_too_little = Parameter(
    "odds that a referral says too little, relative to before", unit="odds ratio", prior=LogNormal(0.15, 0.8),
    evidence=Assumption("support workers have to chase missing details; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V07"),
    mechanism="the duty to notify is completed and referrals say enough more often: support comes sooner, decisions "
              "are surer",
    holds=(Hold(notified, "times odds", tells), Hold(thin, "times odds", says_too_little)),
    shows=Shows("duty_to_notify", "+"),
    cannot_show="what becomes of a notification: it sets off nothing for the person; forces that know more than others",
)  # fmt: skip
