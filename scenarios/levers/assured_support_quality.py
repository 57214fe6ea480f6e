"""Quality checks on support that the state pays for."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.care import leaving
from model.stages.wellbeing import recovery_in_care
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

leaves = Parameter(
    "rate of leaving support by oneself, relative to before", unit="speed ratio", prior=Share(0.4, 0.95),
    evidence=Assumption("poor support is held to drive people out; no size published"),
)  # fmt: skip
recovers = Parameter(
    "rate of recovery in victim care, relative to before", unit="speed ratio", prior=LogNormal(1.05, 2.0),
    evidence=Assumption("many in services still have strong symptoms; no size "
                        "published", facts=("F312.women", "F312.men")),
)  # fmt: skip
inspectors = Parameter(
    "inspectors of support services", unit="members of staff", prior=LogNormal(8, 60),
    evidence=Assumption("a small inspectorate; no number published"),
)  # fmt: skip
LEVER = Lever(
    asked("V11"),
    mechanism="support is good everywhere: fewer leave it by themselves, and mental health improves sooner in it",
    holds=(Hold(leaving, "times", leaves), Hold(recovery_in_care, "times", recovers)), shows=Shows("left_support", "-"),
    cannot_show="which services are poor now; providers that close", needs="inspectors of support services",
    costs=(Cost("inspectors of support services", inspectors, staff_year),),
)  # fmt: skip
