"""Every address offered after custody or homelessness is checked for links to people who exploit."""

from model.evidence import Assumption, Parameter
from model.gates import hostel_share
from model.priors import LogNormal
from model.stages.re_trafficking import if_hostel, if_temporary
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

known_to_exploiters = Parameter(
    "odds that temporary housing is of the kind known to exploiters, relative to before", unit="odds ratio",
    prior=LogNormal(0.1, 0.8),
    evidence=Assumption("what a check can learn of an address is not known; no size published", facts=("S107.2020",)),
)  # fmt: skip
checkers = Parameter(
    "staff of probation and police who check addresses", unit="members of staff", prior=LogNormal(10, 90),
    evidence=Assumption("up to two in each police force area; no staffing published"),
)  # fmt: skip

LEVER = Lever(
    asked("V73"),
    mechanism="fewer people are placed where exploiters look for them, which lowers their risk",
    holds=(Hold(hostel_share, "times odds", known_to_exploiters),),
    shows=Shows("retrafficked", "-"),
    cannot_show="people left without any address because the one at hand is refused",
    needs="staff who check addresses",
    costs=(Cost("staff who check addresses", checkers, staff_year),),
    rests_on=(if_hostel, if_temporary),
)
