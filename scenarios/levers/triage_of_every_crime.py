"""One desk in each force that assesses every modern slavery crime and watches over it."""

from model.evidence import Assumption, Parameter
from model.exploiter import area
from model.priors import LogNormal
from model.stages.investigation import closed_at_once, triage_desk, watched
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

desk_staff = Parameter(
    "officers at new triage desks, all forces", unit="members of staff", prior=LogNormal(30, 150),
    evidence=Assumption("one to five where no desk is thought to be, about 32 forces; no number published"),
)  # fmt: skip

LEVER = Lever(
    asked("V24"),
    mechanism="no crime is closed without an inquiry and every inquiry is watched to its end, force by force",
    holds=(Hold(triage_desk, "set", 1.0),),
    shows=Shows("closed_without_inquiry", "-"),
    cannot_show="help for victims that a desk may set off; the wait grows as more cases are worked by the same "
                "investigators",
    adopted_by=area,
    needs="officers for the desks",
    costs=(Cost("officers at new triage desks", desk_staff, officer_year),),
    rests_on=(closed_at_once, watched),
)  # fmt: skip
