"""No survivor is held in immigration detention."""

from model.evidence import Assumption, Parameter
from model.junctions.telling import detained_when_passed_on
from model.priors import LogNormal
from model.stages.detention import confirmed_ratio, pending_ratio, release_ratio
from model.stages.exploitation import silenced, threat_of_detention
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

threat_left = Parameter(
    "weight of detention as a threat in an exploiter's hands, relative to before", unit="ratio",
    prior=LogNormal(0.3, 0.95), evidence=Assumption("removal remains a threat, and people must hear of the rule first"),
)  # fmt: skip
sooner = Parameter("speed of leaving detention once a decision is pending, relative to before", unit="speed ratio",
                   prior=LogNormal(10, 40), evidence=Assumption("a day or two until somebody acts"))  # fmt: skip
LEVER = Lever(
    asked("V81"),
    mechanism="nobody is detained while a decision is pending, after a positive one, or when police pass details on; "
    "whoever is identified in detention is soon let out; exploiters lose a part of their threat",
    holds=(
        *(Hold(ratio, "set", 0.0) for ratio in (pending_ratio, confirmed_ratio, detained_when_passed_on)),
        Hold(release_ratio, "times", sooner),
        Hold(threat_of_detention, "times", threat_left),
    ),
    shows=Shows("detentions", "-"),
    cannot_show="survivors whom nobody has identified: enforcement goes on to detain them",
    rests_on=(silenced,),
)
