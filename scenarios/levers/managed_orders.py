"""Every force has a set way to ask for, record and manage slavery and trafficking orders."""

from model.evidence import Assumption, Parameter
from model.exploiter import area
from model.facts import number
from model.priors import LogNormal
from model.stages.orders import applications, manages
from model.survivor import FORCES
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

more_applications = Parameter(
    "applications for prevention orders that there is time to prepare, relative to before", unit="ratio",
    prior=LogNormal(1.05, 2.5), evidence=Assumption(
        "an officer for orders in each force makes time for them; no count of applications, so no size",
        facts=("S045", "S048")),
)  # fmt: skip

LEVER = Lever(
    asked("V41"),
    mechanism="force by force orders are asked for more often and broken less often unseen; more can be prepared",
    holds=(Hold(manages, "set", 1.0), Hold(applications, "times", more_applications)),
    shows=Shows("orders_in_force", "+"),
    cannot_show="prosecution of those who break an order; time to prepare is one sum for all forces",
    adopted_by=area,
    needs="an officer for orders in each force that has no set way yet",
    costs=(Cost("an officer for orders in each force without a set way", FORCES - number("S048"), officer_year),),
)
