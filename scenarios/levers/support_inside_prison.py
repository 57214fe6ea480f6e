"""Survivors in prison have specialist support and mental health care there."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal, Share
from model.stages.care import support_in_custody
from model.stages.therapy import referred_in_prison, therapy_places
from model.survivor import PRISONS
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

why = Assumption("no victim care works in prisons today and therapy is rare there; never tried", facts=("S122",))
speed_inside = Parameter("speed of entering support in custody, relative to at liberty", unit="speed ratio",
                         prior=Share(0.2, 0.9), evidence=why)  # fmt: skip
more_referred = Parameter("rate of referral to therapy in custody, relative to before", unit="speed ratio",
                          prior=LogNormal(1.5, 8.0), evidence=why)  # fmt: skip
more_places = Parameter("survivors who can be in therapy at once, added", unit="people", prior=LogNormal(50, 600),
                        evidence=why)  # fmt: skip

LEVER = Lever(
    asked("V54"), shows=Shows("support_entrants", "+"),
    mechanism="entitled survivors enter support inside; more of those with harm to mental health are given therapy",
    holds=(Hold(support_in_custody, "set", speed_inside), Hold(referred_in_prison, "times", more_referred),
           Hold(therapy_places, "plus", more_places)),
    cannot_show="a suitable place inside; who enters support inside is not asked again on release about a safe house",
    needs="support workers and therapists in prisons",
    costs=(Cost("a member of staff in each prison who arranges it; the model counts weeks of support and therapy",
                float(PRISONS), staff_year),),
)  # fmt: skip
