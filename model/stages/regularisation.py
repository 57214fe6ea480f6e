"""Regularisation: people of insecure status who are granted permission to stay.

permission NO -> YES, beside the National Referral Mechanism: to recover, after a positive conclusive decision; or as
refugees, whatever the decision, though a negative one counts against them. Left out: permission that runs out again,
settlement, and claims of people who were never referred.
"""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.rules import Count, Event, Ratios, Set, Wait
from model.survivor import (
    AWAY,
    BETWEEN,
    Nationality,
    Referral,
    Status,
    YesNo,
    immigration,
    nationality,
    permission,
    referral,
    status,
)  # fmt: skip

grants_to_recover = Event("permission_to_recover", "recognised people granted permission to stay for recovery")
grants_of_asylum = Event("permission_as_refugee", "referred people granted permission to stay as refugees")

to_recover = Parameter(
    "rate of permission to stay for recovery, given recognised, of insecure status and without permission",
    unit="per year",
    prior=LogNormal(0.004, 0.1),
    evidence=Assumption("113 adults in 2023; those who could have been are not counted", facts=("F232",)),
)
asylum = Parameter(
    "rate of permission to stay as a refugee, given referred and of insecure status, before any conclusive decision",
    unit="per year",
    prior=LogNormal(0.02, 0.3),
    evidence=Assumption("many who are referred have claimed asylum and wait for years; no count of either"),
)
asylum_by_nationality = Parameter(
    "rate of permission as a refugee of Eritrean and Sudanese nationals, relative to others",
    unit="speed ratio",
    prior=LogNormal(1.0, 6.0),
    evidence=Assumption("their claims are said to succeed more often; no figure read"),
)
asylum_after_positive = Parameter(
    "rate of permission as a refugee after a positive conclusive decision, relative to before",
    unit="speed ratio",
    prior=LogNormal(1.0, 3.0),
    evidence=Assumption("the decision bears out the account given; no size published"),
)
asylum_after_negative = Parameter(
    "rate of permission as a refugee after a negative decision, relative to before it",
    unit="speed ratio",
    prior=LogNormal(0.15, 0.95),
    evidence=Assumption("a negative decision can hurt the claim; no size published"),
)

WITHOUT_PERMISSION: Ratios = {
    permission: {YesNo.YES: 0.0},
    status: {Status.UK_NATIONAL: 0.0, Status.SECURE: 0.0},
    immigration: dict.fromkeys(AWAY, 0.0),
}

permission_to_recover = Wait(
    "granted permission to stay for recovery", referral, (Referral.CONFIRMED,), to_recover,
    then=(Count(grants_to_recover), Set(permission, YesNo.YES)),
    speeds=WITHOUT_PERMISSION,
)  # fmt: skip
permission_as_refugee = Wait(
    "granted asylum", referral,
    (
        *BETWEEN, Referral.CONFIRMED, Referral.NOT_CONFIRMED,
        Referral.NO_REASONABLE_GROUNDS, Referral.LEFT_BEFORE_DECISION,
    ),
    asylum,
    then=(Count(grants_of_asylum), Set(permission, YesNo.YES)),
    speeds={
        **WITHOUT_PERMISSION,
        referral: {
            Referral.CONFIRMED: asylum_after_positive, Referral.NOT_CONFIRMED: asylum_after_negative,
            Referral.NO_REASONABLE_GROUNDS: asylum_after_negative,
        },
        nationality: {Nationality.ERITREAN: asylum_by_nationality, Nationality.SUDANESE: asylum_by_nationality},
    },
)  # fmt: skip
