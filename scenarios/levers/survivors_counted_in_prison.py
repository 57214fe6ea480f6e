"""Prisons record how many survivors they hold, and so ask, and know who they are."""

from model.evidence import Assumption, Parameter
from model.gates import prison_told
from model.priors import LogNormal
from model.stages.disclosure import noticed_deficits
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

recorded = Parameter(
    "odds that a prison learns at reception that someone is in the National Referral Mechanism, relative to before",
    unit="odds ratio", prior=LogNormal(1.5, 10.0), evidence=Assumption("no prison keeps a count today; never tried"),
)  # fmt: skip
looked_for = Parameter(
    "odds that an assessment picks up that someone was exploited where it must be recorded, relative to before",
    unit="odds ratio", prior=LogNormal(1.05, 3.0), evidence=Assumption("who must count has to ask; no size published"),
)  # fmt: skip
clerks = Parameter("staff who keep the count", unit="members of staff", prior=LogNormal(3, 40),
                   evidence=Assumption("a small central team and an hour a week in each prison"))  # fmt: skip

LEVER = Lever(
    asked("V60"), mechanism="prisons know more of those in the mechanism; assessments notice more who are not in it",
    holds=(Hold(prison_told, "times odds", recorded), Hold(noticed_deficits, "times odds", looked_for)),
    shows=Shows("noticed_in_prison", "+"), cannot_show="what a published count would move; a box ticked without asking",
    needs="staff who keep the count", costs=(Cost("staff who keep the count", clerks, staff_year),),
)  # fmt: skip
