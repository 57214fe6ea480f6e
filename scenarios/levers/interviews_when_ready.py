"""Interviews away from the police station, when victims are ready."""

from model.capacity import investigation_days
from model.evidence import Assumption, Parameter
from model.junctions.first_contact import bad_encounter
from model.priors import LogNormal
from model.survivor import force
from scenarios.lever import Hold, Lever, Shows
from scenarios.recommendation import asked

goes_badly = Parameter(
    "odds that a first contact with the police goes badly, relative to before",
    unit="odds ratio", prior=LogNormal(0.3, 0.95),
    evidence=Assumption("people say more where they feel safe; no size published"),
)  # fmt: skip
takes_longer = Parameter(
    "investigators' time for each case, relative to before", unit="ratio", prior=LogNormal(1.0, 1.3),
    evidence=Assumption("officers say that waiting can cost evidence; no size published"),
)  # fmt: skip

LEVER = Lever(
    asked("V30"),
    mechanism="fewer first contacts go badly, force by force, and more survivors support a case; investigators need "
              "more time",
    holds=(Hold(bad_encounter, "times odds", goes_badly), Hold(investigation_days, "times", takes_longer)),
    shows=Shows("witnesses_supporting", "+"),
    cannot_show="evidence and safety lost in the first days; how long one survivor needs",
    adopted_by=force,
    needs="investigators' time, which other cases then lack",
)  # fmt: skip
