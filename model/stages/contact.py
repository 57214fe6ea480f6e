"""Contact: who identifies people in exploitation or after it, and how often.

UNIDENTIFIED -> IDENTIFIED, by the police, government agencies, local authorities or charities.
"""

from model.evidence import Assumption, Parameter
from model.junctions import identified, undeterred
from model.priors import LogNormal
from model.reach import by_charities, by_government, by_local_authorities, by_police
from model.rules import Ratios, Wait
from model.survivor import (
    Age,
    Contact,
    Exploitation,
    Immigration,
    Justice,
    Responder,
    Status,
    Where,
    age,
    contact,
    exploitation,
    immigration,
    justice,
    status,
    where,
)  # fmt: skip

after_exit = Parameter(
    "rate of being identified by a first responder after exit, relative to during exploitation",
    unit="speed ratio",
    prior=LogNormal(0.2, 1.0),
    evidence=Assumption("many are identified only afterwards; the published lists do not tell when"),
)
local_authority_adults = Parameter(
    "rate at which local authorities identify adults, relative to children",
    unit="speed ratio",
    prior=LogNormal(0.02, 0.4),
    evidence=Assumption("children's services make most local authority referrals; the split is a target"),
)
government_nationals = Parameter(
    "rate at which government agencies identify UK nationals, relative to others",
    unit="speed ratio",
    prior=LogNormal(0.01, 0.2),
    evidence=Assumption("these agencies meet people through immigration and asylum; the split is a target"),
)
asylum_disclosure = Parameter(
    "rate at which people exploited only abroad are identified by the asylum and immigration authorities",
    unit="per year",
    prior=LogNormal(0.15, 1.5),
    evidence=Assumption("screening and substantive interviews take place over months to years"),
)

IN_CUSTODY = {Justice.ON_REMAND: 0.0, Justice.IN_PRISON: 0.0}
AWAY = {Immigration.DETAINED: 0.0, Immigration.REMOVED: 0.0}
REACHED: Ratios = {
    exploitation: {
        Exploitation.AT_RISK: 0.0, Exploitation.EXITED: after_exit, Exploitation.SETTLED: 0.0,
        Exploitation.NOT_RECRUITED: 0.0, Exploitation.LEFT_THE_COUNTRY: 0.0,
    },
    justice: IN_CUSTODY,
    immigration: AWAY,
    where: {Where.ABROAD_ONLY: 0.0},
}  # fmt: skip

police = Wait(
    "identified by the police", contact, (Contact.UNIDENTIFIED,), by_police,
    then=identified(Responder.POLICE),
    speeds={**REACHED, status: {Status.INSECURE: undeterred}},
)  # fmt: skip
government = Wait(
    "identified by a government agency", contact, (Contact.UNIDENTIFIED,), by_government,
    then=identified(Responder.GOVERNMENT_AGENCY),
    speeds={**REACHED, status: {Status.UK_NATIONAL: government_nationals}},
)  # fmt: skip
local_authority = Wait(
    "identified by a local authority", contact, (Contact.UNIDENTIFIED,), by_local_authorities,
    then=identified(Responder.LOCAL_AUTHORITY),
    speeds={**REACHED, age: {Age.ADULT: local_authority_adults}},
)  # fmt: skip
charity = Wait(
    "identified by a charity", contact, (Contact.UNIDENTIFIED,), by_charities,
    then=identified(Responder.CHARITY),
    speeds=REACHED,
)  # fmt: skip
asylum = Wait(
    "identified in the asylum process", contact, (Contact.UNIDENTIFIED,), asylum_disclosure,
    then=identified(Responder.GOVERNMENT_AGENCY),
    speeds={
        where: {Where.IN_UK: 0.0},
        exploitation: {Exploitation.SETTLED: 0.0, Exploitation.LEFT_THE_COUNTRY: 0.0},
        immigration: AWAY,
    },
)  # fmt: skip
