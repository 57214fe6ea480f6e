"""The good work of some prisons becomes routine in all of them."""

import numpy as np

from model.evidence import Assumption, Derived, Parameter
from model.priors import LogNormal, Share
from model.stages.disclosure import disclosure_middle, prison_spread
from model.survivor import PRISONS, prison
from model.unit_costs import staff_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

left = Parameter("differences between prisons in disclosure that are left, of those before", unit="share",
                 prior=Share(0.15, 0.8), evidence=Assumption("how far routine evens out is not known"))  # fmt: skip
standing = Parameter("how far above the middle the prisons stand that others come up to, in standard deviations",
                     unit="ratio", prior=LogNormal(0.7, 1.8),
                     bounds=(0, 4), evidence=Assumption("not the best"))  # fmt: skip
raised = Derived(
    "disclosure in a prison of middling practice that has come up to them, relative to before", "speed ratio",
    (prison_spread, left, standing), lambda s, left, z: np.exp(s * (1 - left) * z), without_levers=True,
)  # fmt: skip

LEVER = Lever(
    asked("V58"), mechanism="weak prisons come up towards the good ones, which stay where they are",
    holds=(Hold(prison_spread, "times", left), Hold(disclosure_middle, "times", raised)),
    shows=Shows("disclosed_in_prison", "+"), adopted_by=prison, needs="time of the contact in each prison",
    cannot_show="the best prisons, which fall back a little; if some take part, differences shrink in all",
    costs=(Cost("a quarter of a member of staff in each prison", PRISONS / 4, staff_year),),
)  # fmt: skip
