"""Victims have mental health care and help to take part in the case against their exploiter."""

from model.evidence import Assumption, Parameter
from model.priors import LogNormal
from model.stages.testimony import withdrawal_supported
from model.stages.therapy import referred_by_support, therapy_places
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

why = Assumption("announced as a plan in March 2021, without targets or numbers", facts=("F312.women", "F312.men"))
withdrawal_helped = Parameter("rate of withdrawal in victim care with help to take part in the case, relative to "
                              "without it", unit="speed ratio", prior=LogNormal(0.4, 0.95), evidence=why)  # fmt: skip
more_referred = Parameter("rate of referral to therapy in victim care, relative to before",
                          unit="speed ratio", prior=LogNormal(1.2, 4.0), evidence=why)  # fmt: skip
more_places = Parameter("survivors who can be in therapy at once, added", unit="people",
                        prior=LogNormal(100, 1_500), evidence=why)  # fmt: skip
staff = Parameter("members of staff who help victims to take part in their case", unit="members of staff",
                  prior=LogNormal(20, 150), evidence=why)  # fmt: skip

LEVER = Lever(
    asked("V43"), shows=Shows("witnesses_withdrawn", "-"),
    mechanism="survivors in victim care step back from cases more slowly; more of them get therapy",
    holds=(Hold(withdrawal_supported, "times", withdrawal_helped), Hold(referred_by_support, "times", more_referred),
           Hold(therapy_places, "plus", more_places)),
    cannot_show="help at court; survivors who are in no victim care", needs="support staff and therapists",
    costs=(Cost("staff who help victims to take part; the model counts weeks of therapy itself", staff, staff_year),),
)  # fmt: skip
