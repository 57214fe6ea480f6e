"""Prisons and probation have the money and the experienced staff they once had."""

from model.evidence import Assumption, Derived, Parameter
from model.facts import number
from model.gates import funding
from model.priors import LogNormal
from model.prisons import inexperienced
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

restored = Parameter(
    "spending on prisons, probation and resettlement, relative to before", unit="ratio",
    prior=LogNormal(1 / (1 - number("S118")), 1 / (1 - number("S117"))),
    evidence=Assumption("the fall in prisons, or the larger one in supervision, undone", facts=("S117", "S118")),
)  # fmt: skip
new_staff = Parameter(
    "odds that a prison officer has less than five years' service, relative to before", unit="odds ratio",
    prior=LogNormal(0.25, 0.8), evidence=Assumption("half in 2023, twice the share of 2009/10", facts=("S120",)),
)  # fmt: skip
hundredths = Derived("spending added, in hundredths of that before", "ratio", (restored,), lambda x: 100 * (x - 1))
hundredth = Parameter("a hundredth of a year's spending on them, prices of 2023", unit="pounds a year",
                      prior=LogNormal(4e7, 7e7), evidence=Assumption("about five billion in all"))  # fmt: skip

LEVER = Lever(
    asked("V75"), shows=Shows("leavers_homeless_on_release", "-"),
    mechanism="homes on release and places rise with funding; experienced staff make prisons safer",
    holds=(Hold(funding, "times", restored), Hold(inexperienced, "times odds", new_staff)),
    cannot_show="the years it takes for staff to gain experience, and what the money is not spent on elsewhere",
    needs="the money", costs=(Cost("spending added", hundredths, hundredth),),
)  # fmt: skip
