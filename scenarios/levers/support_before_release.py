"""State support begins in prison, before release, and not at the gate."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.care import after_prison, after_prison_known
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

met_inside = Parameter(
    "speed of entering support after prison when it was arranged inside, relative to before", unit="speed ratio",
    prior=LogNormal(1.2, 3.0), evidence=Assumption("support begins at release today; never tried", facts=("S122",)),
)  # fmt: skip
met_if_known = Parameter(
    "the same where the prison knew of the person, in addition", unit="speed ratio", prior=LogNormal(1.05, 2.0),
    evidence=Assumption("a prison that knows can open its doors to support workers; no size published"),
)  # fmt: skip
workers = Parameter(
    "support workers who meet survivors before release", unit="members of staff", prior=LogNormal(10, 80),
    evidence=Assumption("some hundreds of survivors released in a year, over the load of one worker; no staffing"),
)  # fmt: skip

LEVER = Lever(
    asked("V55"), mechanism="survivors who leave prison enter support sooner, so that fewer wait for it",
    holds=(Hold(after_prison, "times", met_inside), Hold(after_prison_known, "times", met_if_known)),
    shows=Shows("entitled_without_support", "-"), cannot_show="help on the day of release itself, and the weeks inside",
    needs="support workers who go into prisons",
    costs=(Cost("support workers who meet survivors before release", workers, staff_year),),
)  # fmt: skip
