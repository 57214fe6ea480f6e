"""Prisons and those who decide on referrals share what they know as a matter of routine."""

from model.evidence import Assumption, Parameter
from model.gates import prison_told
from model.priors import LogNormal
from model.stages.disclosure import gained_by_sharing, information_sharing
from model.survivor import prison
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

told_more = Parameter(
    "odds that a prison learns at reception that someone is in the National Referral Mechanism, relative to before",
    unit="odds ratio", prior=LogNormal(2.0, 20.0), evidence=Assumption("no routine exists today; never tried"),
)  # fmt: skip
staff = Parameter(
    "members of staff who keep the exchange going", unit="members of staff", prior=LogNormal(10, 120),
    evidence=Assumption("from a small central team to one for each prison; never tried", facts=("S201",)),
)  # fmt: skip

LEVER = Lever(
    asked("V52"),
    mechanism="prison by prison a first responder acts on more of what staff report; prisons learn who is referred",
    holds=(Hold(information_sharing, "set", 1.0), Hold(prison_told, "times odds", told_more)),
    shows=Shows("support_entrants", "+"),
    cannot_show="harm if what is shared reaches immigration enforcement or other prisoners",
    adopted_by=prison,
    needs="staff who keep the exchange going", rests_on=(gained_by_sharing,),
    costs=(Cost("staff who keep the exchange going", staff, staff_year),),
)  # fmt: skip
