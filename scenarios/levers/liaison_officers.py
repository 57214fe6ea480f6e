"""One police officer as a contact for each victim, from the first account on."""

from model.evidence import Assumption, Derived, Parameter
from model.priors import LogNormal
from model.stages.navigators import liaison, liaison_forces
from model.stages.testimony import withdrawal_navigator
from model.unit_costs import officer_year
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

given = Parameter(
    "survivors given a liaison officer in a year, added", unit="people per year", prior=LogNormal(200, 1_500),
    evidence=Assumption("up to most of those who support a case; no number published"),
)  # fmt: skip
each = Parameter(
    "survivors one liaison officer looks after in a year", unit="people per year", prior=LogNormal(4, 30),
    evidence=Assumption("a navigator takes on about five; officers do less for more", facts=("F308.victims", "S033")),
)  # fmt: skip
officers = Derived(
    "liaison officers, as full posts", "members of staff", (given, each), lambda people, caseload: people / caseload
)
LEVER = Lever(
    asked("V28"), mechanism="all forces have such officers and more survivors get one, are informed and withdraw less",
    holds=(Hold(liaison, "plus", given), Hold(liaison_forces, "set", 1.0)), shows=Shows("liaison_assigned", "+"),
    cannot_show="officers who also investigate; an effect of their own: that of navigators is borrowed",
    needs="trained liaison officers", costs=(Cost("liaison officers", officers, officer_year),),
    rests_on=(withdrawal_navigator,),
)  # fmt: skip
