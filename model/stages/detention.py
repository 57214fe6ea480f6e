"""Detention: immigration enforcement holds people with insecure status, some of them survivors.

AT_LIBERTY -> DETAINED -> AT_LIBERTY | REMOVED
"""

from model.evidence import DAYS_PER_YEAR, Assumption, Parameter, Source
from model.facts import number
from model.junctions import detained, identified
from model.priors import LogNormal, Share
from model.rules import Ask, Count, Event, If, Move, Wait
from model.survivor import (
    Contact,
    Exploitation,
    Immigration,
    Justice,
    Nation,
    Referral,
    Responder,
    Status,
    contact,
    exploitation,
    immigration,
    justice,
    nation,
    referral,
    status,
)  # fmt: skip

removals = Event("removals", "survivors removed from the country")

YEARS = range(2018, 2023)

detention_rate = Parameter(
    "rate of detention of a survivor with insecure status, other than through the police",
    unit="per year",
    prior=LogNormal(0.003, 0.06),
    evidence=Assumption("people detained are published, people at risk of detention are not; detention is a target"),
)
detention_in_nrm = Parameter(
    "rate of detention between the two grounds decisions, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.1, 1.0),
    evidence=Assumption("removal is paused, detention not always", facts=("S057",)),
)
detention_days = Parameter(
    "mean time in detention",
    unit="days",
    prior=LogNormal.around(
        DAYS_PER_YEAR
        * sum(number(f"F809.{year}.held") for year in YEARS)
        / sum(number(f"F809.{year}.entering") for year in YEARS),
        1.3,
    ),
    evidence=Source(
        *(f"F809.{year}.{what}" for year in YEARS for what in ("held", "entering")),
        note="people held over people entering, all who are detained; there is no time limit",
    ),
)
detention_disclosure = Parameter(
    "rate at which a survivor in detention, not identified before, is identified there",
    unit="per year",
    prior=LogNormal(1.0, 15.0),
    evidence=Assumption("referrals from detention rose steeply after 2017; people held are not screened in full"),
)
removed = Parameter(
    "removed, given detention ends and no decision is pending",
    unit="share",
    prior=Share(0.1, 0.5),
    evidence=Assumption("most who leave detention are released; the share for survivors is not published"),
)

PENDING = (Referral.AWAITING_REASONABLE_GROUNDS, Referral.RECOVERY_PERIOD, Referral.AWAITING_CONCLUSIVE_GROUNDS)
OUT_OF_SIGHT = (
    Exploitation.AT_RISK, Exploitation.NOT_RECRUITED, Exploitation.SETTLED, Exploitation.LEFT_THE_COUNTRY,
)  # fmt: skip
LIBERTY = (Justice.AT_LIBERTY, Justice.ON_LICENCE)

enforcement = Wait(
    "detained by immigration enforcement", immigration, (Immigration.AT_LIBERTY,), detention_rate,
    then=detained(),
    speeds={
        status: {Status.UK_NATIONAL: 0.0, Status.SECURE: 0.0},
        nation: {Nation.ELSEWHERE_IN_UK: 0.0},
        exploitation: dict.fromkeys(OUT_OF_SIGHT, 0.0),
        justice: {j: 0.0 for j in Justice if j not in LIBERTY},
        referral: dict.fromkeys(PENDING, detention_in_nrm),
    },
)  # fmt: skip
leaves_detention = Wait(
    "leaves detention", immigration, (Immigration.DETAINED,), detention_days,
    then=(
        If(
            referral, PENDING,
            then=(Move(immigration, Immigration.AT_LIBERTY),),
            otherwise=(
                Ask(
                    "removed", removed,
                    yes=(
                        Count(removals), Move(immigration, Immigration.REMOVED), Move(contact, Contact.CLOSED),
                        Move(exploitation, Exploitation.LEFT_THE_COUNTRY),
                    ),
                    no=(Move(immigration, Immigration.AT_LIBERTY),),
                ),
            ),
        ),
    ),
)  # fmt: skip
identified_in_detention = Wait(
    "identified in detention", contact, (Contact.UNIDENTIFIED,), detention_disclosure,
    then=identified(Responder.GOVERNMENT_AGENCY),
    speeds={immigration: {Immigration.AT_LIBERTY: 0.0, Immigration.REMOVED: 0.0}},
)  # fmt: skip
