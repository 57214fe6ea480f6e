"""Officers explain to victims what support they can have."""

from model.evidence import Assumption, Parameter
from model.junctions.referring import consent
from model.priors import LogNormal
from model.stages.care import takes_up
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

agrees = Parameter(
    "odds that an adult consents to a referral, relative to before", unit="odds ratio", prior=LogNormal(1.1, 3.0),
    evidence=Assumption("unclear benefits are named among the reasons for refusing; no size published"),
)  # fmt: skip
goes_in = Parameter(
    "odds that an entitled adult enters support, relative to before", unit="odds ratio", prior=LogNormal(1.05, 2.5),
    evidence=Assumption("direction from the super-complaint report; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V06"),
    mechanism="adults who know what help there is consent to a referral and take up support more often",
    holds=(Hold(consent, "times odds", agrees), Hold(takes_up, "times odds", goes_in)),
    shows=Shows("support_entrants", "+"),
    cannot_show="who explains: consent rises for adults met by any first responder; advice that promises more than "
                "there is",
    needs="officers' time at the first contact, not counted",
)  # fmt: skip
