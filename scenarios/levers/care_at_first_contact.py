"""Victims are well looked after from their first meeting with the police."""

from model.evidence import Assumption, Parameter
from model.junctions.first_contact import bad_encounter, traumatised_by_police
from model.junctions.recorded_case import supports_after_bad
from model.priors import LogNormal
from model.survivor import force
from model.unit_costs import training_day
from scenarios.lever import Cost, Hold, Lever, Shows
from scenarios.recommendation import asked

goes_badly = Parameter(
    "odds that the first contact with the police goes badly, relative to before", unit="odds ratio",
    prior=LogNormal(0.3, 0.9), evidence=Assumption("care at the first meeting is asked for; nobody has measured it"),
)  # fmt: skip
harms = Parameter(
    "odds that a bad first contact harms mental health, relative to before", unit="odds ratio",
    prior=LogNormal(0.4, 0.98), evidence=Assumption("what still goes badly does so with more care; no size published"),
)  # fmt: skip
officers = Parameter("officers trained for it in a year", unit="people", prior=LogNormal(10_000, 60_000),
                     evidence=Assumption("a part of the frontline each year; no count read"))  # fmt: skip

LEVER = Lever(
    asked("V87"), mechanism="force by force fewer first contacts go badly and fewer people are harmed by them",
    holds=(Hold(bad_encounter, "times odds", goes_badly), Hold(traumatised_by_police, "times odds", harms)),
    shows=Shows("bad_first_contacts", "-"), cannot_show="care in later contacts; word of good treatment, which goes "
    "round too", adopted_by=force, needs="a day of training for officers", rests_on=(supports_after_bad,),
    costs=(Cost("a day of training for officers", officers, training_day),),
)  # fmt: skip
