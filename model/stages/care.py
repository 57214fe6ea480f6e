"""Care: support for adults under the victim care contract.

ENTITLED -> SUPPORTED | LEFT -> LEFT

Support is offered from a positive reasonable-grounds decision, and to prisoners only at release. Children are
supported by local authorities, which this slice leaves out.
"""

from model.evidence import Assumption, Parameter, Source
from model.facts import number
from model.priors import LogNormal, Share
from model.rules import Ask, Count, Event, Move, Wait
from model.survivor import Immigration, Justice, Referral, Support, immigration, justice, referral, support

entrants = Event("support_entrants", "adults entering support")

days_to_support = Parameter(
    "mean time from entitlement to entering support",
    unit="days",
    prior=LogNormal(3, 30),
    evidence=Assumption("emergency places within days, outreach within weeks; no mean published"),
)
eligible_supported = number("F304.supported") / (number("F304.assessed") - number("F304.not_eligible"))
takes_up = Parameter(
    "an adult enters support, given entitled",
    unit="share",
    prior=Share(number("D08a.share"), eligible_supported),
    evidence=Source(
        "F304.supported",
        "F304.assessed",
        "F304.not_eligible",
        "D08a.share",
        note="from entrants over positive decisions (2021-22) to supported over eligible (2015-17); widened by grade",
    ),
)
move_on_days = Parameter(
    "mean time in support after the last decision",
    unit="days",
    prior=LogNormal(45, 240),
    evidence=Assumption("the minimum move-on period is 45 days; needs assessments extend it for many"),
)

HELD = {Justice.ON_REMAND: 0.0, Justice.IN_PRISON: 0.0}
AWAY = {Immigration.DETAINED: 0.0, Immigration.REMOVED: 0.0}
UNDECIDED = {Referral.RECOVERY_PERIOD: 0.0, Referral.AWAITING_CONCLUSIVE_GROUNDS: 0.0}

enters_support = Wait(
    "enters support", support, (Support.ENTITLED,), days_to_support,
    then=(
        Ask(
            "takes up support", takes_up,
            yes=(Count(entrants), Move(support, Support.SUPPORTED)),
            no=(Move(support, Support.LEFT),),
        ),
    ),
    speeds={justice: HELD, immigration: AWAY},
)  # fmt: skip
moves_on = Wait(
    "moves on from support", support, (Support.SUPPORTED,), move_on_days,
    then=(Move(support, Support.LEFT),),
    speeds={referral: UNDECIDED},
)  # fmt: skip
