"""Testimony: a survivor who supports the case against an exploiter, and what makes them step back.

SUPPORTING -> WITHDRAWN | CASE_CLOSED
"""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.rules import Count, Event, Move, Tell, Topic, Trigger, Wait
from model.survivor import (
    Exploitation,
    Immigration,
    Support,
    Witness,
    exploitation,
    immigration,
    support,
    witness,
)  # fmt: skip

withdrawals = Event("witnesses_withdrawn", "survivors who withdraw support for a prosecution")

withdrew_topic = Topic("withdraws from the case")

withdrawal = Parameter(
    "rate at which a survivor withdraws support for a case, given no victim care and at liberty",
    unit="per year",
    prior=LogNormal(0.15, 1.2),
    evidence=Assumption("inspectors find that victims drop out as cases drag on; no rate published"),
)
withdrawal_supported = Parameter(
    "rate of withdrawal in victim care, relative to none",
    unit="speed ratio",
    prior=LogNormal(0.3, 0.95),
    evidence=Assumption("support keeps people engaged; no size published"),
)
withdrawal_detained = Parameter(
    "rate of withdrawal in immigration detention or after removal, relative to at liberty",
    unit="speed ratio",
    prior=LogNormal(1.2, 6.0),
    evidence=Assumption("contact is hard to keep; no size published"),
)
withdrawal_exploited = Parameter(
    "rate of withdrawal while exploited, relative to after exit",
    unit="speed ratio",
    prior=LogNormal(1.5, 8.0),
    evidence=Assumption("control by the exploiter; no size published"),
)

withdraws = Wait(
    "withdraws", witness, (Witness.SUPPORTING,), withdrawal,
    then=(Count(withdrawals), Move(witness, Witness.WITHDRAWN), Tell(withdrew_topic)),
    speeds={
        support: {Support.SUPPORTED: withdrawal_supported},
        immigration: {Immigration.DETAINED: withdrawal_detained, Immigration.REMOVED: withdrawal_detained},
        exploitation: {Exploitation.EXPLOITED: withdrawal_exploited},
    },
)  # fmt: skip
case_closed = Trigger(
    "case closed", witness, (Witness.SUPPORTING, Witness.WITHDRAWN),
    then=(Move(witness, Witness.CASE_CLOSED),),
)  # fmt: skip
