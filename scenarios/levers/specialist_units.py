"""A unit trained to investigate modern slavery in every force."""

from model.awareness import has_specialist_unit, recognised_with_unit
from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.investigation import identified_specialist, unit_takes
from model.survivor import force
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

unit_staff = Parameter(
    "supervisors and analysts of new units, all forces", unit="members of staff", prior=LogNormal(40, 250),
    evidence=Assumption("a few beside the investigators there are, in about 28 forces without a unit", facts=("S029",)),
)  # fmt: skip

LEVER = Lever(
    asked("V25"),
    mechanism="new units work most cases and know what to look for, force by force: more suspects are sent, more "
              "people recognised",
    holds=(Hold(has_specialist_unit, "set", 1.0),),
    shows=Shows("cps_referrals", "+"),
    cannot_show="whether units do better or better forces have units: forces with most prosecutions have them, an "
                "association",
    adopted_by=force,
    needs="supervisors and analysts; the investigators there are work in the units",
    costs=(Cost("supervisors and analysts of new units", unit_staff, officer_year),),
    rests_on=(identified_specialist, unit_takes, recognised_with_unit),
)  # fmt: skip
